//! From a person's facts to the slots of a compiled pack: each question to a history answered on its own day.

use super::Inquiry;
use super::compile::{Codes, DayOf, Scalar, SlotDef};
use super::days;
use super::expr::Given;
use super::history::{self, Answer, Question, Wanted};
use super::pack::Compiled;
use super::program::{SLOTS, Slots};
use crate::domain::place::{Places, Side};
use crate::domain::{Day, Fact, Schema, Value, Why};

/// The slots of one case, and why each unknown one is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    pub slots: Slots,
    pub why: [Why; SLOTS],
}

/// The facts that count for one inquiry: on record by the knowledge date, and not superseded by then.
pub fn visible<'a>(inquiry: &Inquiry<'a>) -> Vec<&'a Fact> {
    if inquiry.knobs.known_at.is_none() && inquiry.facts.iter().all(|fact| fact.supersedes.is_none()) {
        return inquiry.facts.iter().collect();
    }
    crate::domain::fact::known_at(inquiry.facts, inquiry.knobs.known_at)
}

/// Fills the slots.
pub fn resolve(compiled: &Compiled, schema: &Schema, inquiry: &Inquiry, facts: &[&Fact]) -> Resolved {
    let mut resolved = Resolved { slots: Slots::default(), why: [Why::NotAsked; SLOTS] };
    for (at, def) in compiled.slots.iter().enumerate() {
        match answer(def, schema, inquiry, facts) {
            Ok(value) => resolved.slots.set(at, value),
            Err(why) => resolved.why[at] = why,
        }
    }
    resolved
}

fn answer(def: &SlotDef, schema: &Schema, inquiry: &Inquiry, facts: &[&Fact]) -> Result<i32, Why> {
    match def {
        SlotDef::Given(given) => self::given(*given, schema, inquiry).ok_or(Why::NotAsked),
        SlotDef::Fact { kind, is } => {
            let value = history::scalar(facts.iter().copied().filter(|fact| *fact.kind == **kind))?;
            let found = match (is, value) {
                (Scalar::Flag, Value::Bool(value)) => Some(i32::from(*value)),
                (Scalar::Number, Value::Int(value)) => i32::try_from(*value).ok(),
                (Scalar::Day, Value::Date(day)) => Some(days::pack(*day)),
                (Scalar::Code(codes), Value::Code(code)) => {
                    codes.iter().position(|known| known == code).map(|place| place as i32)
                }
                _ => None,
            };
            found.ok_or(Why::Conflict)
        }
        SlotDef::History { ask, kind, many, wanted, years, day } => {
            let day = at(day, schema, inquiry).ok_or(Why::NotAsked)?;
            let wanted = match wanted {
                Codes::Any => Wanted::Anything,
                Codes::One(code) => Wanted::One(code),
                Codes::Set(codes) if *ask == super::expr::Ask::HeldOther => Wanted::NoneOf(codes),
                Codes::Set(codes) => Wanted::AnyOf(codes),
                Codes::Places(places) => {
                    let side = if *ask == super::expr::Ask::HeldOther { Side::Outside } else { Side::Inside };
                    Wanted::Places(Places { places, registers: &schema.registers, side })
                }
                Codes::Municipality => {
                    let places = std::slice::from_ref(&inquiry.poll.municipality);
                    Wanted::Places(Places { places, registers: &schema.registers, side: Side::Inside })
                }
            };
            let question = Question { ask: *ask, many: *many, wanted, years: *years, day };
            match history::ask(&question, facts.iter().copied().filter(|fact| *fact.kind == **kind)) {
                Answer::Yes => Ok(1),
                Answer::No => Ok(0),
                Answer::Date(day) => Ok(days::pack(day)),
                Answer::Unknown(why) => Err(why),
            }
        }
    }
}

/// The day on which a question is asked, where the dates it counts from are known.
pub fn at(day: &DayOf, schema: &Schema, inquiry: &Inquiry) -> Option<Day> {
    let root = day.root().and_then(|root| given(root, schema, inquiry));
    day.at(root).and_then(days::unpack)
}

/// A date or property of the poll or the case as a slot value; `None` where nobody has said it.
pub fn given(given: Given, schema: &Schema, inquiry: &Inquiry) -> Option<i32> {
    let poll = inquiry.poll;
    let poll_day = inquiry.knobs.poll_day.unwrap_or(poll.day);
    // Milestones move with the polling day when a "what if" moves it.
    let moved = |day: Option<Day>| {
        let shift = (poll_day - poll.day).num_days() as i32;
        day.map(|day| days::days_after(days::pack(day), shift))
    };
    match given {
        Given::PollDay => Some(days::pack(poll_day)),
        Given::PollLevel => {
            let levels = schema.list("level")?;
            levels.codes.iter().position(|(code, _)| *code == poll.level).map(|place| place as i32)
        }
        Given::PollMunicipality => None,
        Given::PollNominationFrom => moved(poll.nomination_from),
        Given::PollNominationTo => moved(poll.nomination_to),
        Given::PollRollDate => moved(poll.roll_date),
        Given::PollLocalAge => poll.local_age.and_then(|age| i32::try_from(age).ok()),
        Given::PollYearEnd => Some((days::pack(poll_day) & !511) | (12 << 5) | 31),
        Given::CaseAppliedOn => inquiry.applied_on.map(days::pack),
    }
}
