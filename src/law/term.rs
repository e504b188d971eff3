//! The last day on which the office may decide, counted as the law of the pack says. Nothing is guessed: where the day of
//! application, the term or a day of the calendar is not known, there is no such day.

use std::sync::Arc;

use chrono::Days;

use super::cite::Cite;
use super::pack::{Counts, Length, Pack, TermAct};
use crate::domain::{Calendar, Case, Day, Poll};

/// A term as it was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The last day.
    pub day: Day,
    /// The day of application; what is counted lies after it.
    pub from: Day,
    pub length: Length,
    pub which: Which,
    pub end: End,
    /// Host and edition of the calendar, where working days were counted.
    pub calendar: Option<(String, Day)>,
    /// Years that it touches in which days may still be moved: it may still change.
    pub unsettled: Vec<i32>,
    pub cite: Arc<Cite>,
}

/// Which length of the term applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Usual,
    /// The one for applications close to the poll.
    NearPoll,
}

/// What ends the term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    ItsLength,
    /// The polling day, which comes first.
    PollingDay,
}

impl End {
    /// The word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            End::ItsLength => "length",
            End::PollingDay => "polling_day",
        }
    }
}

/// The term for the decision on an application; `calendar` is that of the state that holds the poll.
pub fn term(pack: &Pack, applied_on: Option<Day>, poll: &Poll, calendar: Option<&Calendar>) -> Option<Counted> {
    let from = applied_on.filter(|day| *day <= poll.day)?;
    let term = pack.terms.iter().find(|term| term.act == TermAct::Decision && term.in_force.contains(from))?;
    let voting = poll.first_day.unwrap_or(poll.day);
    let near = term.near_poll.filter(|near| {
        let first = voting.checked_sub_days(Days::new(near.days_before.into()));
        first.is_some_and(|first| first <= from)
    });
    let (length, which) = near.map_or((term.length, Which::Usual), |near| (near.length, Which::NearPoll));
    let last = last_day(length, from, calendar)?;
    let end = if poll.day < last { End::PollingDay } else { End::ItsLength };
    let calendar = calendar.filter(|_| length.counts == Counts::Working);
    Some(Counted {
        day: last.min(poll.day),
        from,
        length,
        which,
        end,
        calendar: calendar.map(|calendar| (calendar.host.clone(), calendar.edition)),
        unsettled: calendar.map(|calendar| calendar.unsettled(from, last)).unwrap_or_default(),
        cite: term.cite.clone(),
    })
}

/// The same by the calendar that the program carries.
pub fn by_law(pack: &Pack, applied_on: Option<Day>, poll: &Poll) -> Option<Counted> {
    term(pack, applied_on, poll, Calendar::of(&poll.host))
}

/// The term of a case on file.
pub fn of_case(pack: &Pack, case: &Case, poll: &Poll) -> Option<Counted> {
    by_law(pack, case.applied_on, poll)
}

/// The day by which to decide where nobody has set one: by law, else the polling day.
pub fn due_on(pack: &Pack, applied_on: Option<Day>, poll: &Poll) -> Day {
    by_law(pack, applied_on, poll).map_or(poll.day, |counted| counted.day)
}

/// The hour of an application is not on record, so hours end on the earliest day on which they can: 24 hours on the next
/// day, 2 hours on the same.
fn last_day(length: Length, from: Day, calendar: Option<&Calendar>) -> Option<Day> {
    match length.counts {
        Counts::Calendar => from.checked_add_days(Days::new(length.within.into())),
        Counts::Hours => from.checked_add_days(Days::new((length.within / 24).into())),
        Counts::Working => calendar?.add_working(from, length.within),
    }
}

#[cfg(test)]
#[path = "term_tests.rs"]
mod tests;
