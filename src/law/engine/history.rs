//! Questions to histories: which answer the rows on record give.
//!
//! The rule of the whole program is here: **what no row covers is unknown** - before the first row, between two rows and
//! after the last one. A row says something only for the days it covers; `none` ("register searched, nothing found")
//! covers only the span that was searched. A row without a first day began on an unknown day, not later than the day on
//! which it was shown. A value beside a conflict is a conflict.
//!
//! On one day, where rows cover it, a question "is this value held?" is answered so. *One* stands for kinds with at most
//! one value on a day (a permit, an address), *several* for the others (citizenships, convictions):
//!
//! | rows on the day | one | several |
//! |---|---|---|
//! | no row | unknown | unknown |
//! | the value | yes | yes |
//! | another value | no | unknown |
//! | none | no | no |
//! | the value, and none | conflict | yes |
//! | another value, and none | conflict | no |
//! | the value, and another | conflict | yes |
//! | the value, and another that prevails | no | - |
//! | unknown (asked, refused) | unknown | unknown |
//! | the value, and unknown | yes | yes |
//! | none, and unknown | unknown | unknown |
//! | a value that is less precise than asked | unknown | unknown |
//! | the value in a row that may not have begun | unknown | unknown |
//! | any row, and a conflict | conflict | conflict |
//!
//! A value that **prevails** (the schema says which: a sentence over detention before trial) counts whatever else holds.
//! Over a run of days, `held_throughout` is yes if every day is yes and no if one day is no; `held_within` is yes if one
//! day is yes and no if every day is no; over no day at all both are no. Questions about each row stand in
//! [`super::row_test`].

use super::question::{Answer, Question};
use super::{row_test, timeline};
use crate::domain::{Day, Fact, State, Value, Why};
use crate::law::days;
use crate::law::expr::Ask;

/// Asks the rows of one kind.
pub fn ask<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    match question.ask {
        Ask::Held | Ask::HeldOther => timeline::on(question, question.first, rows),
        Ask::HeldThroughout => timeline::over(question, question.first, question.last, rows).every_day(),
        Ask::HeldWithin => timeline::over(question, question.first, question.last, rows).some_day(),
        Ask::SomeRow => row_test::some(question, rows),
        Ask::EachRow => row_test::each(question, rows),
    }
}

/// Asks the rows where the day, or an end of the run of days, is not known: there is an answer only if it is the same
/// whatever the days are. A run may be of no day at all, so that none of its questions is a yes.
pub fn ask_on_any_day<'a>(question: &Question, rows: impl Iterator<Item = &'a Fact> + Clone) -> Answer {
    let over = timeline::over(question, Day::MIN, days::NEVER, rows);
    match (over.some_yes, over.some_no, over.unknown) {
        (_, _, Some(Why::Conflict)) => Answer::Unknown(Why::Conflict),
        (false, true, None) => Answer::No,
        (true, false, None) if question.ask.days() == 1 => Answer::Yes,
        _ => Answer::Unknown(Why::NotAsked),
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
            State::Unknown(reason) => why = why.max(*reason),
            State::None => {}
        }
    }
    found.ok_or(why)
}

/// The packed day of a scalar kind, where it is one known day.
pub fn scalar_day<'a>(rows: impl Iterator<Item = &'a Fact>) -> Option<i32> {
    match scalar(rows) {
        Ok(Value::Date(day)) => Some(days::pack(*day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
