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
    /// To elect.
    Vote,
    /// To be elected.
    Stand,
}

impl Right {
    /// The word in the file, in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Right::Vote => "vote",
            Right::Stand => "stand",
        }
    }

    /// The right with this word; `None`: there is no such word.
    pub fn parse(code: &str) -> Option<Right> {
        [Right::Vote, Right::Stand].into_iter().find(|right| right.code() == code)
    }
}

/// One election day in one place, with its dated milestones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// Counted from 1 within one office.
    pub id: PollId,
    /// ISO 3166 code of the state that holds it.
    pub host: String,
    /// The election day, in the time of its state.
    pub day: Day,
    /// A code of the schema's `level` list, for instance `municipal_council`.
    pub level: String,
    /// The territory whose body is elected.
    pub municipality: Place,
    /// The name of the municipality, for people. Not used by the law.
    pub place: String,
    /// The first day of nomination; `None`: not set yet.
    pub nomination_from: Option<Day>,
    /// The last day of nomination, which counts; `None`: not set yet.
    pub nomination_to: Option<Day>,
    /// The day as of which the roll is made; `None`: not set yet.
    pub roll_date: Option<Day>,
    /// The minimum age that regional or local rules set for this office, where they do. Years.
    pub local_age: Option<i64>,
    /// The first day of voting, where there are several; `day` is the last.
    pub first_day: Option<Day>,
    /// The window in which applications are taken, where this election has one.
    pub application_from: Option<Day>,
    /// The last day of that window, which counts.
    pub application_to: Option<Day>,
}

impl Poll {
    /// A poll that the office has not numbered, without a name of its place and without milestones.
    pub fn bare(host: &str, day: Day, level: &str, municipality: Place) -> Poll {
        Poll {
            id: PollId(0),
            host: host.to_owned(),
            day,
            level: level.to_owned(),
            municipality,
            place: String::new(),
            nomination_from: None,
            nomination_to: None,
            roll_date: None,
            local_age: None,
            first_day: None,
            application_from: None,
            application_to: None,
        }
    }
}

/// The ages that local rules can set for an office.
pub const LOCAL_AGES: std::ops::RangeInclusive<i64> = 14..=40;

/// What does not fit together in a poll, and at which of its properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PollProblem {
    /// Years that nobody can be asked for.
    #[error("the age that local rules set is between 14 and 40")]
    LocalAge,
    /// Voting begins after its last day.
    #[error("the first day of voting is not later than the polling day")]
    FirstDay,
    /// Nomination ends before it begins.
    #[error("the window of nomination ends before it begins")]
    Nomination,
    /// The window of applications ends before it begins.
    #[error("the window of applications ends before it begins")]
    Application,
}

impl PollProblem {
    /// The property at which it is said.
    pub fn field(self) -> &'static str {
        match self {
            PollProblem::LocalAge => "local_age",
            PollProblem::FirstDay => "first_day",
            PollProblem::Nomination => "nomination_to",
            PollProblem::Application => "application_to",
        }
    }
}

impl Poll {
    /// Whether its dates and numbers hang together.
    pub fn check(&self) -> Result<(), PollProblem> {
        let turned = |from: Option<Day>, to: Option<Day>| from.zip(to).is_some_and(|(from, to)| to < from);
        match self {
            _ if self.local_age.is_some_and(|age| !LOCAL_AGES.contains(&age)) => Err(PollProblem::LocalAge),
            _ if self.first_day.is_some_and(|first| first > self.day) => Err(PollProblem::FirstDay),
            _ if turned(self.nomination_from, self.nomination_to) => Err(PollProblem::Nomination),
            _ if turned(self.application_from, self.application_to) => Err(PollProblem::Application),
            _ => Ok(()),
        }
    }

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
