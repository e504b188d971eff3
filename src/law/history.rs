//! Questions to histories: which answer the rows on record give, on one day.
//!
//! The rule of the whole program is here: what no row covers is unknown, and only a known value of a kind that can have
//! one value at a time, or a register's "nothing (else) found", is a no.

use super::days::{self, NEVER};
use super::expr::Ask;
use crate::domain::place::Places;
use crate::domain::{Day, Fact, Interval, Many, State, Value, Why};

/// What a history answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    Date(Day),
    Unknown(Why),
}

/// What is asked, with every argument worked out.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    pub ask: Ask,
    pub many: Many,
    pub wanted: Wanted<'a>,
    /// Whole years back, for `any_within`.
    pub years: i32,
    pub day: Day,
}

#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    Anything,
    One(&'a str),
    AnyOf(&'a [String]),
    NoneOf(&'a [String]),
    Places(Places<'a>),
}

impl Wanted<'_> {
    /// Whether the value is a wanted one; `None` where two places cannot be compared.
    fn matches(&self, value: &Value) -> Option<bool> {
        Some(match (self, value) {
            (Wanted::Places(places), Value::Place(held)) => return places.hold(held),
            (Wanted::Anything, Value::Bool(held)) => *held,
            (Wanted::Anything, _) => true,
            (Wanted::One(code), Value::Code(held)) => held == code,
            (Wanted::AnyOf(codes), Value::Code(held)) => codes.contains(held),
            (Wanted::NoneOf(codes), Value::Code(held)) => !codes.contains(held),
            _ => false,
        })
    }
}

/// Asks the rows of one kind.
pub fn ask<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    match question.ask {
        Ask::AnyWithin => any_within(question, rows),
        Ask::UnbrokenSince => unbroken_since(question, rows),
        _ => held(question, rows),
    }
}

fn held<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact>) -> Answer {
    let (mut yes, mut other, mut nothing, mut unknown) = (false, false, false, None);
    for row in rows.filter(|row| row.holds.contains(question.day)) {
        match &row.state {
            State::Known(value) => match question.wanted.matches(value) {
                Some(true) => yes = true,
                Some(false) => other = true,
                None => unknown = Some(Why::NotAsked),
            },
            State::None => nothing = true,
            State::Unknown(why) => unknown = Some(*why),
        }
    }
    let one = question.many != Many::Several;
    match (yes, unknown) {
        (true, _) if one && (other || nothing) => Answer::Unknown(Why::Conflict),
        (true, _) => Answer::Yes,
        (false, Some(why)) => Answer::Unknown(why),
        (false, None) if one && other && nothing => Answer::Unknown(Why::Conflict),
        (false, None) if nothing || (one && other) => Answer::No,
        (false, None) => Answer::Unknown(Why::NotAsked),
    }
}

/// A row of the value that still holds on the day, or ended less than so many years before it.
fn any_within<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact>) -> Answer {
    let day = days::pack(question.day);
    let reaches = |holds: &Interval| {
        let begun = holds.from.is_none_or(|from| from <= question.day);
        begun && holds.to.is_none_or(|to| day < days::years_after(days::pack(to), question.years))
    };
    let (mut yes, mut nothing, mut unknown) = (false, false, None);
    for row in rows {
        match &row.state {
            State::Known(value) => match question.wanted.matches(value) {
                Some(wanted) => yes |= wanted && reaches(&row.holds),
                None if reaches(&row.holds) => unknown = Some(Why::NotAsked),
                None => {}
            },
            State::None => nothing |= row.holds.contains(question.day),
            State::Unknown(why) if reaches(&row.holds) => unknown = Some(*why),
            State::Unknown(_) => {}
        }
    }
    match (yes, unknown, nothing) {
        (true, ..) => Answer::Yes,
        (false, Some(why), _) => Answer::Unknown(why),
        (false, None, true) => Answer::No,
        (false, None, false) => Answer::Unknown(Why::NotAsked),
    }
}

/// The first day of the unbroken run of the value that includes the day; `NEVER` when the value is known not to be held.
fn unbroken_since<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    let covered = Question { ask: Ask::Held, ..*question };
    match held(&covered, rows.clone()) {
        Answer::Yes => {}
        Answer::No => return Answer::Date(NEVER),
        other => return other,
    }
    let wanted =
        |row: &&Fact| matches!(&row.state, State::Known(value) if question.wanted.matches(value) == Some(true));
    let mut start = question.day;
    loop {
        // Each step reaches further back; it ends when no row touches the run from before.
        let earlier = rows.clone().filter(wanted).filter(|row| row.holds.to.is_none_or(|to| to >= start));
        let from = earlier.filter(|row| row.holds.from.is_none_or(|from| from < start)).map(|row| row.holds.from).min();
        match from {
            None => return Answer::Date(start),
            Some(None) => return Answer::Date(Day::from_ymd_opt(1800, 1, 1).unwrap_or(start)),
            Some(Some(from)) => start = from,
        }
    }
}

/// The value of a scalar kind. Two known values that differ are a conflict, and nobody's guess.
pub fn scalar<'a>(rows: impl Iterator<Item = &'a Fact>) -> Result<&'a Value, Why> {
    let mut found: Option<&Value> = None;
    let mut why = Why::NotAsked;
    for row in rows {
        match &row.state {
            State::Known(value) if found.is_some_and(|found| found != value) => return Err(Why::Conflict),
            State::Known(value) => found = Some(value),
            State::Unknown(Why::Conflict) => return Err(Why::Conflict),
            State::Unknown(reason) => why = *reason,
            State::None => {}
        }
    }
    found.ok_or(why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ApplicantId, FactId, Stamp};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn row(state: State, holds: &str) -> Fact {
        let (from, to) = holds.split_once("..").unwrap();
        let side = |text: &str| (!text.is_empty()).then(|| day(text));
        Fact {
            id: FactId(1),
            applicant: ApplicantId(1),
            kind: "k".into(),
            state,
            holds: Interval { from: side(from), to: side(to) },
            evidence: None,
            note: String::new(),
            recorded_at: Stamp(0),
            recorded_by: "anna".into(),
            supersedes: None,
        }
    }

    fn code(code: &str, holds: &str) -> Fact {
        row(State::Known(Value::Code(code.into())), holds)
    }

    fn put(asked: Ask, many: Many, wanted: Wanted, years: i32, rows: &[Fact]) -> Answer {
        let question = Question { ask: asked, many, wanted, years, day: day("2026-09-20") };
        ask(&question, rows.iter())
    }

    #[test]
    fn held_is_no_only_when_something_says_so() {
        let held = |many, rows: &[Fact]| put(Ask::Held, many, Wanted::One("BY"), 0, rows);
        let unknown = Answer::Unknown(Why::NotAsked);
        assert_eq!(held(Many::One, &[]), unknown);
        assert_eq!(held(Many::One, &[code("BY", "2020-01-01..")]), Answer::Yes);
        assert_eq!(held(Many::One, &[code("BY", "2020-01-01..2024-01-01")]), unknown, "it may have been renewed");
        assert_eq!(held(Many::One, &[code("KZ", "2020-01-01..")]), Answer::No);
        assert_eq!(held(Many::Several, &[code("KZ", "2020-01-01..")]), unknown, "another citizenship excludes nothing");
        assert_eq!(held(Many::Several, &[code("KZ", ".."), row(State::None, "..")]), Answer::No);
        assert_eq!(held(Many::Several, &[code("BY", ".."), row(State::None, "..")]), Answer::Yes);
        assert_eq!(held(Many::One, &[code("BY", ".."), code("KZ", "..")]), Answer::Unknown(Why::Conflict));
        assert_eq!(held(Many::One, &[code("BY", ".."), row(State::None, "..")]), Answer::Unknown(Why::Conflict));
        assert_eq!(held(Many::One, &[row(State::Unknown(Why::Refused), "..")]), Answer::Unknown(Why::Refused));
        assert_eq!(held(Many::One, &[code("BY", "2026-09-20..")]), Answer::Yes, "from the very day");
        assert_eq!(held(Many::One, &[code("BY", "..2026-09-20")]), unknown, "the end is exclusive");
    }

    #[test]
    fn held_other_finds_what_is_outside_the_set() {
        let set = ["BY".to_owned(), "RU".to_owned()];
        let other = |rows: &[Fact]| put(Ask::HeldOther, Many::Several, Wanted::NoneOf(&set), 0, rows);
        assert_eq!(other(&[code("BY", "..")]), Answer::Unknown(Why::NotAsked));
        assert_eq!(other(&[code("BY", ".."), row(State::None, "..")]), Answer::No);
        assert_eq!(other(&[code("BY", ".."), code("PL", "..")]), Answer::Yes);
    }

    #[test]
    fn a_look_back_ends_on_its_day() {
        let within = |rows: &[Fact]| put(Ask::AnyWithin, Many::Several, Wanted::One("grave"), 10, rows);
        assert_eq!(within(&[code("grave", "2010-01-01..2016-09-21")]), Answer::Yes);
        let searched = row(State::None, "..");
        assert_eq!(within(&[code("grave", "2010-01-01..2016-09-20"), searched.clone()]), Answer::No);
        assert_eq!(within(&[code("grave", "2010-01-01..2016-09-20")]), Answer::Unknown(Why::NotAsked));
        assert_eq!(within(&[code("other", "2020-01-01.."), searched]), Answer::No);
        assert_eq!(within(&[row(State::Unknown(Why::Requested), "..")]), Answer::Unknown(Why::Requested));
    }

    #[test]
    fn an_unbroken_run_joins_what_touches_and_stops_at_a_gap() {
        let since = |rows: &[Fact]| put(Ask::UnbrokenSince, Many::One, Wanted::One("p"), 0, rows);
        let touching =
            [code("p", "2015-01-01..2020-01-01"), code("p", "2020-01-01..2025-01-01"), code("p", "2025-01-01..")];
        assert_eq!(since(&touching), Answer::Date(day("2015-01-01")));
        let gap = [code("p", "2015-01-01..2020-01-01"), code("p", "2020-01-02..")];
        assert_eq!(since(&gap), Answer::Date(day("2020-01-02")));
        assert_eq!(since(&[code("x", "..")]), Answer::Date(NEVER));
        assert_eq!(since(&[]), Answer::Unknown(Why::NotAsked));
    }

    #[test]
    fn two_birthdays_are_a_conflict() {
        let born = |text: &str| row(State::Known(Value::Date(day(text))), "..");
        assert_eq!(scalar([born("1990-05-01")].iter()), Ok(&Value::Date(day("1990-05-01"))));
        assert!(scalar([born("1990-05-01"), born("1990-05-01")].iter()).is_ok());
        assert_eq!(scalar([born("1990-05-01"), born("1991-05-01")].iter()), Err(Why::Conflict));
        assert_eq!(scalar([].iter()), Err(Why::NotAsked));
        assert_eq!(scalar([row(State::None, "..")].iter()), Err(Why::NotAsked));
    }
}
