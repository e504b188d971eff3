//! The declared schema of facts: kinds, types, code lists, questions and the evidence that shows them.
//!
//! It is data (`law/packs/`, a core and one file a country, read by `law::pack::schema`); packs, forms, imports and
//! checks all follow it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fact::{FactDraft, State, Value};
use super::place::Register;
use super::words::Words;

/// What a kind's value is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// The statement itself holds for an interval; its value is `true`.
    Flag,
    /// A whole number.
    Int,
    /// A day.
    Date,
    /// A code of the named list.
    Code(String),
    /// The code of a municipality or another territory.
    Place,
}

/// How many values of a kind a person can have on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Many {
    /// One for life, without an interval: the date of birth.
    Scalar,
    /// A history with at most one value on a day: a known value excludes the others on that day.
    One,
    /// A history with several at once (citizenships, convictions): only a `None` statement excludes others.
    Several,
}

/// Which values of a kind weigh against a person: a criterion bars by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// None does.
    Nothing,
    /// Every known value does.
    Everything,
    /// These codes of the kind's list do.
    Codes(Vec<String>),
}

/// Why a fact cannot stand on record as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FactProblem {
    /// Its kind must be shown by evidence.
    #[error("it weighs against the person, and no evidence shows it")]
    NeedsEvidence,
    /// Its evidence must have a day.
    #[error("it weighs against the person, and its evidence has no day")]
    NeedsEvidenceDay,
}

impl FactProblem {
    /// Key of the sentence that says what to do, the same in a form, an import and a refusal.
    pub fn key(self) -> &'static str {
        match self {
            FactProblem::NeedsEvidence => "against-needs-evidence",
            FactProblem::NeedsEvidenceDay => "against-needs-day",
        }
    }
}

/// A kind of fact: what can be said of a person, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The word by which packs and files name it.
    pub id: String,
    /// The state whose schema file declares it; `None`: it is of every state.
    pub host: Option<String>,
    /// Of which type its values are.
    pub ty: FactType,
    /// How many values a person may have on one day.
    pub many: Many,
    /// Codes that count whatever else holds on the day; only where a person has at most one value on a day.
    pub prevails: Vec<String>,
    /// Which of its values weigh against the person.
    pub against: Against,
    /// What the screens and letters call it.
    pub label: Words,
    /// What to ask the applicant or the register.
    pub question: Words,
    /// Codes of the schema's evidence list that can show it.
    pub evidence: Vec<String>,
}

impl Kind {
    /// Whether an office of the state can need it, whatever its packs ask.
    pub fn is_of(&self, state: &str) -> bool {
        self.host.as_deref().is_none_or(|host| host == state)
    }

    /// Whether what is said weighs against the person. What is absent or unknown never does.
    pub fn weighs_against(&self, state: &State) -> bool {
        let State::Known(value) = state else { return false };
        match (&self.against, value) {
            (Against::Nothing, _) => false,
            (Against::Everything, _) => true,
            (Against::Codes(codes), Value::Code(code)) => codes.contains(code),
            (Against::Codes(_), _) => false,
        }
    }

    /// Whether the office may put the fact on record: what weighs against a person is shown by dated evidence. Forms,
    /// imports and the store all ask here.
    pub fn accepts(&self, draft: &FactDraft) -> Result<(), FactProblem> {
        if !self.weighs_against(&draft.state) {
            return Ok(());
        }
        match draft.evidence.as_ref().filter(|evidence| !evidence.kind.is_empty()) {
            None => Err(FactProblem::NeedsEvidence),
            Some(evidence) if evidence.dated.is_none() => Err(FactProblem::NeedsEvidenceDay),
            Some(_) => Ok(()),
        }
    }
}

/// A list of codes that facts and polls may have as values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeList {
    /// The word by which kinds and packs name it.
    pub id: String,
    /// Code and its name, in the order of the list. At most 250.
    pub codes: Vec<(String, Words)>,
    /// Codes that lie inside another of the list and say more than it does: a penalty inside its crime.
    pub within: BTreeMap<String, String>,
    /// Codes that the schema file of one state adds, and that state. The others are of every state, and so is the name of
    /// each state, whoever adds it.
    pub hosts: BTreeMap<String, String>,
}

impl CodeList {
    /// Whether an office of the state can need the code.
    pub fn is_of(&self, code: &str, state: &str) -> bool {
        self.hosts.get(code).is_none_or(|host| host == state)
    }

    /// The name of a code, for people; `None`: not on this list.
    pub fn label(&self, code: &str) -> Option<&Words> {
        self.codes.iter().find(|(c, _)| c == code).map(|(_, words)| words)
    }
}

/// The whole schema. `lists` holds the code lists of the kinds and three of the program's own: `evidence`, `level`
/// (what is elected) and `country`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// For instance `electoral-facts/1`.
    pub id: String,
    /// In the order in which forms show them.
    pub kinds: Vec<Kind>,
    /// Every list that a kind or a poll names.
    pub lists: Vec<CodeList>,
    /// The registers of territories whose codes are places.
    pub registers: Vec<Register>,
}

impl Schema {
    /// The kind with this id; `None`: no schema file declares it.
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The list with this id; `None`: no schema file declares it.
    pub fn list(&self, id: &str) -> Option<&CodeList> {
        self.lists.iter().find(|list| list.id == id)
    }
}
