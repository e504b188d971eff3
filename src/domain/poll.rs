//! Polls and rights.

use serde::{Deserialize, Serialize};

use super::id::PollId;
use super::time::Day;

/// What a person asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Right {
    Vote,
    Stand,
}

impl Right {
    pub fn code(self) -> &'static str {
        match self {
            Right::Vote => "vote",
            Right::Stand => "stand",
        }
    }

    pub fn parse(code: &str) -> Option<Right> {
        [Right::Vote, Right::Stand].into_iter().find(|right| right.code() == code)
    }
}

/// One election day in one place, with its dated milestones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    #[serde(skip, default = "no_id")]
    pub id: PollId,
    /// ISO 3166 code of the state that holds it.
    pub host: String,
    pub day: Day,
    /// A code of the schema's `level` list, for instance `municipal_council`.
    pub level: String,
    /// Code of the municipality (OKTMO, SOATO).
    pub municipality: String,
    /// Its name, for people. Not used by the law.
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub nomination_from: Option<Day>,
    #[serde(default)]
    pub nomination_to: Option<Day>,
    #[serde(default)]
    pub roll_date: Option<Day>,
    /// The minimum age that regional or local rules set for this office, where they do. Years.
    #[serde(default)]
    pub local_age: Option<i64>,
}

fn no_id() -> PollId {
    PollId(0)
}
