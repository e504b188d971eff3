//! Cases, decisions, and the views of them that cross from the store to the screens.

use super::attachment::Attachment;
use super::coded::coded;
use super::fact::Fact;
use super::id::{ApplicantId, CaseId, DecisionId, FactId};
use super::poll::{Poll, Right};
use super::remark::{Ground, More};
use super::representative::Representative;
use super::time::{Day, Stamp};

coded!(
    /// Where a case stands. `Decided` may still be undone; `Final` waits for its letter only: a second officer
    /// approved it, or its letter came back; `Noticed` means that the letter has left.
    Status {
        New = "new",
        InReview = "in_review",
        AwaitingEvidence = "awaiting_evidence",
        Decided = "decided",
        AwaitingApproval = "awaiting_approval",
        Final = "final",
        Noticed = "noticed",
    }
);

coded!(
    /// What the engine proposes. Never a decision.
    Outcome {
        Eligible = "eligible",
        Ineligible = "ineligible",
        /// Facts are missing; the determination says which.
        Undetermined = "undetermined",
        /// The law is not settled on a point that matters here; a lawyer must say.
        Contested = "contested",
        /// No version of the pack is in force on the law date.
        NoLaw = "no_law_in_force",
    }
);

coded!(
    /// What an officer decides.
    Verdict {
        Grant = "grant",
        Refuse = "refuse",
    }
);

impl Outcome {
    /// The decision that follows this proposal, where one does.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Outcome::Eligible => Some(Verdict::Grant),
            Outcome::Ineligible => Some(Verdict::Refuse),
            Outcome::Undetermined | Outcome::Contested | Outcome::NoLaw => None,
        }
    }
}

impl Status {
    /// Whether a new decision can be made in this state.
    pub fn is_open(self) -> bool {
        matches!(self, Status::New | Status::InReview | Status::AwaitingEvidence)
    }

    /// Whether somebody has still to do something: decide, or approve.
    pub fn is_to_do(self) -> bool {
        self.is_open() || self == Status::AwaitingApproval
    }
}

/// One applicant asking for one right at one poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Counted from 1 within one office.
    pub id: CaseId,
    /// Whose case it is; several cases may be of one person.
    pub applicant: ApplicantId,
    /// What is asked for.
    pub right: Right,
    /// Id of the pack that governs it.
    pub pack: String,
    /// Where the case stands now.
    pub status: Status,
    /// The day on which the person applied.
    pub applied_on: Option<Day>,
    /// The day by which the office must decide.
    pub due_on: Day,
    /// When its entry was written, in milliseconds of UTC.
    pub opened_at: Stamp,
    /// Grows by one with each change; a write names the version it has seen.
    pub version: i64,
}

/// What an officer decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Counted from 1 within one office, over all cases.
    pub id: DecisionId,
    /// What was decided, whatever had been proposed.
    pub verdict: Verdict,
    /// Whether it departs from the determination.
    pub departs: bool,
    /// In the officer's words; a refusal always has some.
    pub reasons: String,
    /// Why it departs; empty where it does not.
    pub departure: String,
    /// What the engine had proposed.
    pub proposed: Outcome,
    /// Id of the pack that governed the case then.
    pub pack: String,
    /// The version of that pack, as it names itself.
    pub pack_version: String,
    /// SHA-256 of the pack's file.
    pub pack_hash: [u8; 32],
    /// The day whose law was applied.
    pub law_date: Day,
    /// Ids of the facts that were read.
    pub facts: Vec<i64>,
    /// The officer's name.
    pub by: String,
    /// When, in milliseconds of UTC.
    pub at: Stamp,
    /// Where its entry stands in the ledger.
    pub seq: u64,
    /// Taken back within the undo window; it then counts for nothing.
    pub undone: bool,
}

/// The second officer's act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The decision that was judged.
    pub decision: DecisionId,
    /// Why it was returned; `None`: it was approved.
    pub returned: Option<Ground>,
    /// In the second officer's words; may be empty where it was approved.
    pub note: String,
    /// The second officer's name.
    pub by: String,
    /// When, in milliseconds of UTC.
    pub at: Stamp,
    /// Where its entry stands in the ledger.
    pub seq: u64,
}

/// One line of "what happened so far".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Where its entry stands in the ledger.
    pub seq: u64,
    /// When, in milliseconds of UTC.
    pub at: Stamp,
    /// The officer's name.
    pub by: String,
    /// The word of the ledger for it: `fact.recorded`, `decision.made`.
    pub action: String,
    /// Reasons, note or request, as far as the entry has one.
    pub text: String,
    /// What a request, a letter or a question says beside its text.
    pub more: More,
    /// The facts that it recorded.
    pub facts: Vec<FactId>,
}

/// Somebody holds a case: others can look at it, and act on it when the hold has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The officer's name.
    pub by: String,
    /// Ends by itself then, if it is not renewed.
    pub until: Stamp,
}

/// What officers have said to each other about a case, as far as its entries leave it.
/// `Name`: how an officer is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Aside<Name = String> {
    /// Who shall work on it.
    pub assigned: Option<Name>,
    /// Who is asked something about it and has not answered.
    pub asked: Option<Name>,
    /// Until when it is put aside.
    pub rests_until: Option<Day>,
    /// By when the evidence is expected that was asked for.
    pub answer_by: Option<Day>,
    /// It came back, from a second officer, by a ruling or because it was opened again, and was not decided since.
    pub returned: bool,
    /// There is an appeal against its decision, which the office answers by this day.
    pub appeal_by: Option<Day>,
}

/// What a case waits for beside its status, as far as its entries leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Waits {
    /// A question on it waits for an answer.
    pub answer: bool,
    /// An appeal waits for a ruling.
    pub ruling: bool,
    /// The decision that was returned to be made anew by another than its officer, until a decision is final.
    pub another: Option<DecisionId>,
}

impl<Name> Default for Aside<Name> {
    fn default() -> Aside<Name> {
        Aside { assigned: None, asked: None, rests_until: None, answer_by: None, returned: false, appeal_by: None }
    }
}

/// Which cases the queue shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusFilter {
    /// Everything that still needs somebody: open cases and those that await approval.
    #[default]
    ToDo,
    /// Closed ones, too.
    All,
    /// Those of this status alone.
    One(Status),
}

impl StatusFilter {
    /// The word for it in a filter and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            StatusFilter::ToDo => "todo",
            StatusFilter::All => "all",
            StatusFilter::One(status) => status.code(),
        }
    }

    /// Whether a case of this status is shown.
    pub fn passes(self, status: Status) -> bool {
        match self {
            StatusFilter::All => true,
            StatusFilter::ToDo => status.is_to_do(),
            StatusFilter::One(one) => status == one,
        }
    }
}

/// Everything about one case. The determination is computed from it by `law`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFile {
    /// The case itself, as it stands now.
    pub case: Case,
    /// The applicant's name as it was written in the application.
    pub name: String,
    /// Latin spelling, where the passport has one.
    pub latin: String,
    /// The number of the identity document as it was written; may be empty.
    pub document: String,
    /// The number that the applicant's state gave them; may be empty.
    pub personal_number: String,
    /// The election it is about.
    pub poll: Poll,
    /// All facts ever recorded about the applicant, oldest first, superseded ones too.
    pub facts: Vec<Fact>,
    /// All that were made, oldest first, undone ones too.
    pub decisions: Vec<Decision>,
    /// For whom or what the case waits.
    pub waits: Waits,
    /// Every word of a second officer, oldest first.
    pub approvals: Vec<Approval>,
    /// The files that belong to it, oldest first.
    pub attachments: Vec<Attachment>,
    /// Who acts for the person, and was not ended; for some their last day may be over.
    pub representatives: Vec<Representative>,
    /// All entries about the case, oldest first.
    pub events: Vec<Event>,
    /// Who works on it now; `None`: nobody.
    pub hold: Option<Hold>,
    /// What the engine proposed when something about the case changed last.
    pub proposed: Outcome,
}

impl CaseFile {
    /// Whether this officer holds the case.
    pub fn is_held_by(&self, officer: &str) -> bool {
        self.hold.as_ref().is_some_and(|hold| hold.by == officer)
    }

    /// The decision that stands: the newest that was not undone.
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.iter().rev().find(|decision| !decision.undone)
    }
}
