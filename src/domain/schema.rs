//! The declared schema of facts: kinds, types, code lists, questions and the evidence that shows them.
//!
//! It is data (`law/packs/facts.toml`, read by `law::schema`); packs, forms, imports and checks all follow it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::place::Register;
use super::words::Words;

/// What a kind's value is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactType {
    /// The statement itself holds for an interval; its value is `true`.
    Flag,
    Int,
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    pub id: String,
    pub ty: FactType,
    pub many: Many,
    /// Codes that count whatever else holds on the day; only where a person has at most one value on a day.
    pub prevails: Vec<String>,
    pub label: Words,
    /// What to ask the applicant or the register.
    pub question: Words,
    /// Codes of the schema's evidence list that can show it.
    pub evidence: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeList {
    pub id: String,
    /// Code and its name, in the order of the list. At most 250.
    pub codes: Vec<(String, Words)>,
    /// Codes that lie inside another of the list and say more than it does: a penalty inside its crime.
    pub within: BTreeMap<String, String>,
}

impl CodeList {
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
    pub kinds: Vec<Kind>,
    pub lists: Vec<CodeList>,
    /// The registers of territories whose codes are places.
    pub registers: Vec<Register>,
}

impl Schema {
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    pub fn list(&self, id: &str) -> Option<&CodeList> {
        self.lists.iter().find(|list| list.id == id)
    }
}
