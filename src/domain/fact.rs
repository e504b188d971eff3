//! Facts: dated statements about an applicant, and what shows them.
//!
//! A fact is known, known to be absent, or unknown for a stated reason. The absence of any row is *unknown, not asked*,
//! never "no". Nothing is overwritten: a correction is a new fact that supersedes an older one.

use serde::{Deserialize, Serialize};

use super::id::{ApplicantId, FactId};
use super::place::Place;
use super::time::{Day, Interval, Stamp};

/// The value of a known fact. Which variant a kind takes is said by the schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// The statement alone is the value: "declared incapable", "serves a sentence".
    Bool(bool),
    /// A whole number, in the unit that the kind's name says.
    Int(i64),
    /// A day.
    Date(Day),
    /// A code of the kind's list.
    Code(String),
    /// A territory of a known register.
    Place(Place),
}

impl Value {
    /// The value in its one form, which the record commits to. It is never what a person is shown: a prettier word must
    /// not change a commitment.
    pub fn canonical(&self) -> String {
        match self {
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Code(code) => code.clone(),
            Value::Place(place) => place.to_string(),
        }
    }
}

/// Why a fact is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody has asked yet.
    NotAsked,
    /// The person or a register has been asked for it.
    Requested,
    /// The person or the register would not say.
    Refused,
    /// The evidence contradicts itself, or two facts on record do.
    Conflict,
}

impl Why {
    /// In the order in which forms offer them.
    pub const ALL: [Why; 4] = [Why::NotAsked, Why::Requested, Why::Refused, Why::Conflict];

    /// The word in the file, in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Why::NotAsked => "not_asked",
            Why::Requested => "requested",
            Why::Refused => "refused",
            Why::Conflict => "conflict",
        }
    }

    /// The reason with this word; `None`: there is no such word.
    pub fn parse(code: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// What a fact says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum State {
    /// It holds, with this value.
    Known(Value),
    /// Known to be absent: "register searched, nothing found". For a kind that can hold several values at once it also
    /// closes the list: "nothing else found".
    None,
    /// It is open, for this reason.
    Unknown(Why),
}

impl State {
    /// The state in codes, for files and JSON: a value in its canonical form, `none`, or `unknown:` and why.
    pub fn canonical(&self) -> String {
        match self {
            State::Known(value) => value.canonical(),
            State::None => "none".to_owned(),
            State::Unknown(why) => format!("unknown:{}", why.code()),
        }
    }
}

/// The document or register answer that shows a fact.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// A code of the schema's evidence list, for instance `residence_permit` or `register_search`.
    pub kind: String,
    /// Number or reference as written on it; may be empty.
    pub reference: String,
    /// The day on which it was issued, or the register was searched.
    pub dated: Option<Day>,
}

/// One fact on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Counted from 1 within one office.
    pub id: FactId,
    /// Of whom it is said.
    pub applicant: ApplicantId,
    /// A kind of the schema.
    pub kind: String,
    /// What is said.
    pub state: State,
    /// When it holds in the world.
    pub holds: Interval,
    /// What shows it; `None`: nothing does.
    pub evidence: Option<Evidence>,
    /// A remark on the evidence, for instance "check digit does not match".
    pub note: String,
    /// When the office put it on record.
    pub recorded_at: Stamp,
    /// The officer's name.
    pub recorded_by: String,
    /// The older fact that this one corrects.
    pub supersedes: Option<FactId>,
    /// What it says is kept from whoever looks, until they have entered it, too.
    pub unseen: bool,
}

impl Fact {
    /// The same without what it says.
    #[must_use]
    pub fn kept_from_view(self) -> Fact {
        let (state, holds) = (State::Unknown(Why::Requested), Interval::ALWAYS);
        Fact { state, holds, evidence: None, note: String::new(), unseen: true, ..self }
    }

    /// A row that says only what is so and when, of no office: without evidence, on record from the beginning.
    pub fn bare(id: i64, kind: &str, state: State, holds: Interval) -> Fact {
        Fact {
            id: FactId(id),
            applicant: ApplicantId(1),
            kind: kind.to_owned(),
            state,
            holds,
            evidence: None,
            note: String::new(),
            recorded_at: Stamp(0),
            recorded_by: String::new(),
            supersedes: None,
            unseen: false,
        }
    }
}

/// A fact that somebody wants to put on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDraft {
    /// A kind of the schema.
    pub kind: String,
    /// What is said.
    pub state: State,
    /// When it holds in the world.
    pub holds: Interval,
    /// What shows it; `None`: nothing does.
    pub evidence: Option<Evidence>,
    /// A remark on the evidence; may be empty.
    pub note: String,
    /// The older fact that this one corrects.
    pub supersedes: Option<FactId>,
}

impl FactDraft {
    /// The fact as it goes on record.
    pub fn recorded(self, id: FactId, applicant: ApplicantId, at: Stamp, by: &str) -> Fact {
        Fact {
            id,
            applicant,
            kind: self.kind,
            state: self.state,
            holds: self.holds,
            evidence: self.evidence,
            note: self.note,
            recorded_at: at,
            recorded_by: by.to_owned(),
            supersedes: self.supersedes,
            unseen: false,
        }
    }

    /// What is so, always, without evidence and without a note.
    pub fn bare(kind: &str, state: State) -> FactDraft {
        FactDraft {
            kind: kind.to_owned(),
            state,
            holds: Interval::ALWAYS,
            evidence: None,
            note: String::new(),
            supersedes: None,
        }
    }
}

/// The facts that were on record at a moment: recorded by then, and not superseded by then.
pub fn known_at(facts: &[Fact], at: Option<Stamp>) -> Vec<&Fact> {
    let on_record = |fact: &&Fact| at.is_none_or(|at| fact.recorded_at <= at);
    let superseded: std::collections::HashSet<FactId> =
        facts.iter().filter(on_record).filter_map(|fact| fact.supersedes).collect();
    facts.iter().filter(on_record).filter(|fact| !superseded.contains(&fact.id)).collect()
}
