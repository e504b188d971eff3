//! From a person's facts to the slots of a compiled pack: each question to a history answered on its own day.

use crate::domain::{Day, Fact, Schema, Value, Why};
use crate::law::engine::asked::{Asked, Scalar, SlotDef};
use crate::law::engine::compiled::Compiled;
use crate::law::engine::day_of::Root;
use crate::law::engine::history;
use crate::law::engine::program::{SLOTS, Slots};
use crate::law::engine::question::{Answer, Question};
use crate::law::engine::wanted::{Fit, Map};
use crate::law::expr::Given;
use crate::law::{Inquiry, days};

/// The slots of one case, and why each unknown one is unknown.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The values that the conditions read.
    pub slots: Slots,
    pub(crate) why: [Why; SLOTS],
    /// The slots under the other rule for 29 February, where the pack leaves it open.
    pub down: Option<Box<Slots>>,
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
    let mut resolved = Resolved { slots: Slots::default(), why: [Why::NotAsked; SLOTS], down: None };
    for (at, def) in compiled.slots.iter().enumerate() {
        match answer(def, schema, inquiry, facts) {
            Ok(value) => resolved.slots.set(at, value),
            Err(why) => resolved.why[at] = why,
        }
    }
    resolved.down = compiled.down.as_ref().map(|down| Box::new(resolve(down, schema, inquiry, facts).slots));
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
        SlotDef::History(asked) => match history(asked, schema, inquiry, facts) {
            Answer::Yes => Ok(1),
            Answer::No => Ok(0),
            Answer::Unknown(why) => Err(why),
        },
        SlotDef::PollIn(places) => {
            let map = Map { poll: &inquiry.poll.municipality, registers: &schema.registers };
            match map.fit(map.poll, places) {
                Fit::Yes => Ok(1),
                Fit::No => Ok(0),
                Fit::Maybe => Err(Why::NotAsked),
            }
        }
    }
}

fn history(asked: &Asked, schema: &Schema, inquiry: &Inquiry, facts: &[&Fact]) -> Answer {
    let root = |root: &Root| self::root(root, schema, inquiry, facts);
    let day = |at: usize| asked.days.get(at)?.at(&root).and_then(days::unpack);
    let wanted = asked.wanted.wanted(Map { poll: &inquiry.poll.municipality, registers: &schema.registers });
    let poll_day = inquiry.knobs.poll_day.unwrap_or(inquiry.poll.day);
    let known = match asked.days.len() {
        0 => Some((poll_day, poll_day)),
        last => day(0).zip(day(last - 1)),
    };
    let (first, last) = known.unwrap_or((poll_day, poll_day));
    let question = Question {
        ask: asked.ask,
        many: asked.many,
        prevails: &asked.prevails,
        wanted,
        first,
        last,
        stated_by: inquiry.applied_on.map_or(poll_day, |applied| applied.min(poll_day)),
        row: asked.row.as_ref(),
        root: &root,
    };
    let rows = facts.iter().copied().filter(|fact| *fact.kind == *asked.kind);
    if known.is_some() { history::ask(&question, rows) } else { history::ask_on_any_day(&question, rows) }
}

/// The packed day of a date that days count from, where it is known.
pub fn root(root: &Root, schema: &Schema, inquiry: &Inquiry, facts: &[&Fact]) -> Option<i32> {
    match root {
        Root::Given(given) => self::given(*given, schema, inquiry),
        Root::Fact(kind) => history::scalar_day(facts.iter().copied().filter(|fact| *fact.kind == **kind)),
    }
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
        Given::PollFirstDay => moved(Some(poll.first_day.unwrap_or(poll.day))),
        Given::PollApplicationFrom => moved(poll.application_from),
        Given::PollApplicationTo => moved(poll.application_to),
        Given::CaseAppliedOn => inquiry.application().map(days::pack),
    }
}
