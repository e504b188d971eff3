//! The rules of the office: who may do what, when, on which version, and what comes of it.
//!
//! Pure: a snapshot and a command in, a change or a refusal out. The store runs [`perform`] inside its transaction and
//! writes what it says; the screens ask [`may`] what to offer. Nothing here knows SQL, files, clocks or screens, and no
//! rule of this kind stands anywhere else.

mod clock;
mod competence;
pub mod course;
mod drafts;
pub mod freeze;
mod offers;
mod perform;
pub mod representation;
pub mod rules;
pub mod second_entry;
mod snapshot;
pub mod staff;

pub use clock::entry_time;
pub use competence::{Matter, lies_within};
pub use course::Course;
pub use drafts::{check_applicant, check_draft, is_past};
pub(crate) use offers::permitted;
pub use offers::{CaseState, is_next, may, may_hold, may_open, may_share, may_take_over};
pub use perform::{Change, NewDecision, Record, perform};
pub use rules::ActKind;
pub use snapshot::{CaseSnapshot, LastChange, Snapshot, Standing, Subject};
pub use staff::{Staff, speaks_for};
