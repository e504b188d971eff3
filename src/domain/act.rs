//! What a person asks the office to do. The screens and the command line build the same acts; the store performs them.

use super::attachment::Attached;
use super::case::{Status, Verdict};
use super::competence::Lack;
use super::fact::FactDraft;
use super::id::{CaseId, CmdId, DecisionId, FactId, MotionId};
use super::office::Office;
use super::permission::{Officer, Permission};
use super::remark::{Appeal, Ground, Letter, Ruling};
use super::representative::Representative;
use super::time::{Day, Stamp};

/// One act: on a case, or on the office.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// `version` is the case's version that the person has seen; if the case has moved on, nothing happens and the person
    /// is told who changed it.
    Case {
        /// The case that it changes.
        case: CaseId,
        /// Grows by one with each change of a case.
        version: i64,
        /// What happens to it.
        act: CaseAct,
    },
    /// On the rules or the people of the office; no case has a part in it.
    Office(OfficeAct),
}

/// An act on one case.
#[expect(missing_docs, reason = "each says what it is for; notes, reasons and days may be absent")]
#[derive(Debug, Clone, PartialEq)]
pub enum CaseAct {
    /// Puts a fact on record; the proposals of all open cases of the applicant follow.
    RecordFact { fact: FactDraft },
    /// Asks for evidence of these kinds, by a day.
    RequestEvidence { kinds: Vec<String>, note: String, answer_by: Option<Day> },
    /// Decides. `departure` is needed where the verdict is not the one that follows from the determination, and the case
    /// then waits for a second officer.
    Decide { verdict: Verdict, reasons: String, departure: String },
    /// Takes a decision back, within the undo window and before its notice has left.
    Undo { reason: String },
    /// The second officer approves.
    Approve { decision: DecisionId, note: String },
    /// The second officer returns the decision, and says why.
    Return { decision: DecisionId, ground: Ground, note: String },
    /// Records that the letter has left.
    RecordNotice { letter: Letter },
    /// Records that the letter came back: it must be sent again.
    RecordUndelivered { came_back_on: Option<Day>, reason: String },
    /// Records an appeal against the decision; the office answers to it by a day.
    RecordAppeal { appeal: Appeal },
    /// Records that an appeal was dismissed: the decision stands.
    DismissAppeal { ruling: Ruling },
    /// Records that a court or a higher commission set the decision aside: the case is decided again.
    SetAside { ruling: Ruling },
    /// Opens a decided case again, of the office's own motion.
    Reopen { reason: String },
    /// Says who shall work on the case.
    Assign { to: String },
    /// Puts the case aside until a day.
    Snooze { until: Day, reason: String },
    /// Asks a colleague.
    Ask { whom: String, question: String },
    /// Answers the newest question on the case.
    Answer { answer: String },
    /// Puts a file on record with the case; the file itself is kept beside the office.
    Attach { file: Attached },
    /// Says who acts for the person, in what and until when; whoever is named again does so as was said last.
    Represent { representative: Representative },
    /// Somebody acts for the person no longer.
    EndRepresentation { name: String, reason: String },
}

/// An act on the office itself.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each says what it is for; a note may be empty")]
pub enum OfficeAct {
    /// Makes a person an officer, or changes what they may do. A weighty change waits for a second person.
    Enrol { officer: Officer },
    /// Says that the clock is right although the newest entry is long ago.
    ConfirmClock,
    /// Proposes that the office's time go back to the true one, after an entry under a wrong clock.
    CorrectClock,
    /// Sets something for the office: its clocks, a freeze, which facts are entered twice.
    Set { office: Box<Office> },
    /// The second person's word on a weighty change.
    Assent { motion: MotionId, agree: bool, note: String },
}

impl CaseAct {
    /// The act on this case, by somebody who has seen this version of it.
    pub fn on(self, case: CaseId, version: i64) -> Act {
        Act::Case { case, version, act: self }
    }
}

impl Act {
    /// The case it is about, where it is about one.
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Act::Case { case, .. } => Some(*case),
            Act::Office(_) => None,
        }
    }
}

/// An act with what makes it repeatable and attributable: who, when, and a unique id.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// Made once for each command, so that one sent twice is performed once.
    pub id: CmdId,
    /// The name under which the person is enrolled.
    pub officer: String,
    /// The account of the operating system by which the command came.
    pub login: String,
    /// When it was given, in milliseconds of UTC.
    pub at: Stamp,
    /// What is asked for.
    pub act: Act,
}

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its entry in the ledger.
    pub seq: u64,
    /// The case afterwards.
    pub version: i64,
    /// The status of the case after the act; `None`: the act was one on the office.
    pub status: Option<Status>,
    /// The fact that was recorded, if one was.
    pub fact: Option<FactId>,
    /// The decision that was made or judged, if one was.
    pub decision: Option<DecisionId>,
    /// The change that now waits for a second person, if it does.
    pub motion: Option<MotionId>,
    /// The command had been performed before; this is what it came to then.
    pub repeated: bool,
}

/// Why the office refuses an act. Nothing has changed when one of these is returned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the message of each says what it is")]
pub enum ActError {
    #[error("case {case} does not exist")]
    NoSuchCase { case: CaseId },
    #[error("{officer} is not an officer of this office")]
    NotEnrolled { officer: String },
    #[error("{officer} may not do this here: {right} is not among their permissions")]
    NotPermitted { officer: String, right: &'static str },
    #[error("{officer} is competent for {competence}; case {case} belongs to {matter}")]
    NotCompetent { officer: String, competence: String, case: CaseId, matter: String, lack: Lack },
    #[error("case {case} was changed by {by} at {at} ({action}); look at it again")]
    Stale { case: CaseId, by: String, at: Stamp, action: String },
    #[error("case {case} is held by {by} until {until}")]
    Held { case: CaseId, by: String, until: Stamp },
    #[error("a case that is {} does not allow this", status.code())]
    WrongStatus { case: CaseId, status: Status },
    #[error("the pack {pack} is not known to this program")]
    UnknownPack { pack: String },
    #[error("a refusal needs reasons")]
    NeedsReasons,
    #[error("this departs from the determination ({}); a written reason is needed", proposed.code())]
    NeedsDeparture { proposed: super::case::Outcome },
    #[error("{officer} made the decision that was returned; somebody else must decide anew")]
    DecidedBefore { officer: String },
    #[error("{officer} made this decision; somebody else must approve it")]
    SameOfficer { officer: String },
    #[error("the undo window ended at {ended}")]
    UndoOver { ended: Stamp },
    #[error("the decision can be undone until {until}; record the notice after that, or have it approved")]
    UndoStillOpen { until: Stamp },
    #[error("{kind}: {problem}")]
    BadFact { kind: String, problem: String },
    #[error("{kind}: {problem}")]
    FactNotAccepted { kind: String, problem: super::FactProblem },
    #[error(
        "the record says that the newest entry was made at {last}, which is later than now ({now}): check the clock"
    )]
    ClockWentBack { last: Stamp, now: Stamp },
    #[error(
        "the newest entry was made at {last}, long before now ({now}). If the clock is right, confirm it; if not, mend it"
    )]
    ClockFarAhead { last: Stamp, now: Stamp },
    #[error("{login} is not the login of {officer}")]
    WrongLogin { login: String, officer: String },
    #[error("the login {login} belongs to {officer}")]
    LoginTaken { login: String, officer: String },
    #[error("{officer} cannot change their own permissions; somebody else must")]
    OwnPermissions { officer: String },
    #[error("{officer} is the last who may {}; give it to somebody else first", permission.code())]
    LastOf { officer: String, permission: Permission },
    #[error("until {until} nothing about the rules changes without two people, and these are new: {pack}")]
    FrozenRules { pack: String, until: Day },
    #[error("until {until} only version {version} of the program works here; this is {this}")]
    FrozenProgram { version: String, this: String, until: Day },
    #[error("fact {fact} ({kind}) is decided on only after another officer has entered it, too")]
    NeedsSecondEntry { kind: String, fact: FactId },
    #[error("{first} and {second} entered {kind} differently; a third officer corrects it")]
    EntriesDiffer { kind: String, first: String, second: String },
    #[error("{setting} cannot be {value}")]
    BadSetting { setting: &'static str, value: String },
    #[error("nothing would change")]
    NothingToChange,
    #[error("no change {motion} waits for a second person")]
    NoSuchMotion { motion: MotionId },
    #[error("{officer} cannot be the second person for change {motion}")]
    NoSecond { officer: String, motion: MotionId },
    #[error("no fact {fact} of this applicant is on record to be corrected")]
    NoSuchFact { fact: FactId },
    #[error("the key {key} belongs to case {case} of another person")]
    KeyTaken { key: String, case: CaseId },
    #[error("{name} is no officer who works here")]
    NoSuchOfficer { name: String },
    #[error("{day} is in the past")]
    DayIsPast { day: Day },
    #[error("{day} is before {first}")]
    DayTooEarly { day: Day, first: Day },
    #[error("{day} is still to come")]
    DayIsToCome { day: Day },
    #[error("{text} is needed")]
    NeedsText { text: &'static str },
    #[error("nobody has asked anything about case {case} that waits for an answer")]
    NothingAsked { case: CaseId },
    #[error("no appeal against the decision of case {case} waits for a ruling")]
    NothingAppealed { case: CaseId },
    #[error("nobody named {name} represents this applicant")]
    NoSuchRepresentative { name: String },
    #[error("{text} holds control characters")]
    Unprintable { text: &'static str },
    #[error("a decision that is returned needs a note that says why")]
    NeedsNote,
    #[error("{name:?} cannot be the name of an office")]
    OfficeName { name: String },
    #[error("{name:?} cannot be the name of an officer")]
    OfficerName { name: String },
    #[error("{text} is longer than {limit} characters")]
    TooLong { text: &'static str, limit: usize },
    #[error("the day {day} is outside the range from 1800-01-01 to 2200-12-31")]
    DayOutOfRange { day: Day },
}
