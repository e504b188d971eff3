//! Polls and rights.

use serde::{Deserialize, Serialize};

use super::id::PollId;
use super::place::{Place, register_of};
use super::schema::Schema;
use super::time::Day;
use super::words::Lang;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    pub id: PollId,
    /// ISO 3166 code of the state that holds it.
    pub host: String,
    pub day: Day,
    /// A code of the schema's `level` list, for instance `municipal_council`.
    pub level: String,
    pub municipality: Place,
    /// The name of the municipality, for people. Not used by the law.
    pub place: String,
    pub nomination_from: Option<Day>,
    pub nomination_to: Option<Day>,
    pub roll_date: Option<Day>,
    /// The minimum age that regional or local rules set for this office, where they do. Years.
    pub local_age: Option<i64>,
}

impl Poll {
    /// A place for people who work on this poll: `46701000 (Penza)` where it is the poll's own and has a name,
    /// `1401000000 (SOATO)` where it is of another state's register.
    pub fn place_text(&self, place: &Place, schema: &Schema, lang: Lang) -> String {
        let mut beside = Vec::new();
        if register_of(&self.host, &schema.registers).is_none_or(|own| own.id != place.register) {
            let register = schema.registers.iter().find(|register| register.id == place.register);
            beside.push(register.map_or(place.register.as_str(), |register| register.label.get(lang)));
        }
        if *place == self.municipality && !self.place.is_empty() {
            beside.push(&self.place);
        }
        match beside.is_empty() {
            true => place.code.clone(),
            false => format!("{} ({})", place.code, beside.join(", ")),
        }
    }
}
