//! Plain values: applicants, facts, polls, cases, decisions, dates, and what a person asked the office to do.
//!
//! Everything else speaks in these words. Nothing here reads a file, a clock or an environment, knows SQL, or draws.
//! Values are parsed at the edge and carried as types; a text that goes to a screen, a letter or an error goes through
//! [`Clean`].

pub mod act;
pub mod appeal;
pub mod attachment;
pub mod calendar;
pub mod case;
pub mod check_digit;
pub mod clean;
mod coded;
pub mod competence;
pub mod counts;
pub mod day_words;
pub mod deadline;
pub mod draft;
pub mod fact;
pub mod filter;
pub mod fold;
pub mod hex;
pub mod id;
pub mod intake;
pub mod layout;
pub mod ledger_row;
pub mod mrz;
pub mod name;
pub mod near;
pub mod office;
pub mod permission;
pub mod place;
pub mod poll;
pub mod queue;
pub mod remark;
pub mod representative;
pub mod schema;
pub mod tally;
pub mod time;
pub mod translit;
pub mod words;
mod zone;

pub use act::{Act, ActError, CaseAct, Command, OfficeAct, Receipt};
pub use appeal::AppealRoute;
pub use attachment::{Attached, Attachment};
pub use calendar::Calendar;
pub use case::{Approval, Case, CaseFile, Decision, Event, Hold, Outcome, Status, StatusFilter, Verdict};
pub use clean::Clean;
pub(crate) use coded::coded;
pub use competence::{Competence, Lack};
pub use fact::{Evidence, Fact, FactDraft, State, Value, Why};
pub use filter::{Condition, Filter, View};
pub use fold::fold;
pub use hex::hex;
pub use id::{ApplicantId, CaseId, CmdId, DecisionId, FactId, MotionId, PollId};
pub use intake::{Intake, NewApplicant, NewCase};
pub use ledger_row::LedgerRow;
pub use office::Office;
pub use permission::{Officer, Permission, Permissions, Role};
pub use place::{Place, PlaceProblem, Register};
pub use poll::{Poll, Right};
pub use queue::{Anchor, QueueQuery, QueueRow, QueueWindow, RowKey, Unshown};
pub use remark::{Appeal, Ground, Letter, Means, More, Ruling};
pub use representative::{Representative, Scope};
pub use schema::{Against, CodeList, FactProblem, FactType, Kind, Many, Schema};
pub use time::{Day, Interval, Stamp};
pub use words::{Lang, Words};
pub use zone::Zone;
