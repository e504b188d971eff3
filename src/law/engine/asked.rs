//! What a compiled pack asks of a case: one slot for each distinct fact, date or question to a history, with every argument
//! worked out that does not depend on the case.

use std::sync::Arc;

use super::day_of::DayOf;
use super::wanted::{Codes, Fit, Map, PlaceOf, Wanted};
use crate::domain::Many;
use crate::law::days::Leap;
use crate::law::expr::{Ask, Cmp, Given};

/// What a slot holds, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the text of each says what its fields are for")]
pub enum SlotDef {
    /// A scalar fact.
    Fact { kind: Arc<str>, is: Scalar },
    /// What the poll or the application says by itself.
    Given(Given),
    /// The answer to a question to the history of one kind.
    History(Asked),
    /// Whether the municipality of the poll lies in one of these territories.
    PollIn(Vec<PlaceOf>),
}

/// A question to a history, with every argument that does not depend on the case worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub(crate) ask: Ask,
    pub(crate) kind: Arc<str>,
    pub(crate) many: Many,
    /// Values that count whatever else holds.
    pub prevails: Vec<String>,
    pub(crate) wanted: AskedFor,
    /// The day, or the first and the last of a run; none where each row is asked.
    pub days: Vec<DayOf>,
    pub(crate) row: Option<RowTest>,
}

impl Asked {
    /// Whether it asks about the municipality of the poll.
    pub fn asks_the_municipality(&self) -> bool {
        match &self.wanted {
            AskedFor::Places(places) | AskedFor::OutsideOf(places) => places.contains(&PlaceOf::Poll),
            _ => false,
        }
    }

    /// Every day that it names, those of its test of each row too.
    pub fn all_days(&self) -> impl Iterator<Item = &DayOf> {
        let mut inside = Vec::new();
        if let Some(row) = &self.row {
            row.each_day(&mut |day| inside.push(day));
        }
        self.days.iter().chain(inside)
    }
}

/// How the value of a scalar fact stands in its slot.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the types of a value in a slot")]
pub enum Scalar {
    Flag,
    Number,
    Day,
    /// The place of its code in this list.
    Code(Vec<String>),
}

/// What a question to a history asks for.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "which values are asked for, called as in the notation")]
pub enum AskedFor {
    Any,
    Codes(Codes),
    OtherThan(Codes),
    Places(Vec<PlaceOf>),
    OutsideOf(Vec<PlaceOf>),
}

impl AskedFor {
    pub(crate) fn wanted<'a>(&'a self, map: Map<'a>) -> Wanted<'a> {
        match self {
            AskedFor::Any => Wanted::Anything,
            AskedFor::Codes(codes) => Wanted::Codes(codes),
            AskedFor::OtherThan(codes) => Wanted::OtherThan(codes),
            AskedFor::Places(places) => Wanted::Places(places, map),
            AskedFor::OutsideOf(places) => Wanted::OutsideOf(places, map),
        }
    }

    /// How a code stands to it. Whether a place is the poll's is not said here.
    pub fn fit_code(&self, code: &str) -> Fit {
        match self {
            AskedFor::Codes(codes) => codes.fit(code),
            AskedFor::OtherThan(codes) => codes.fit(code).not(),
            AskedFor::Any | AskedFor::Places(_) | AskedFor::OutsideOf(_) => Fit::Yes,
        }
    }
}

/// A test of one row, over its first day and the day on which it ended (exclusive; never, where it has no end).
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "called as in the notation")]
pub enum RowTest {
    Fixed(bool),
    All(Vec<RowTest>),
    Any(Vec<RowTest>),
    Not(Box<RowTest>),
    Compare(Cmp, RowDay, RowDay),
}

/// A day of the row, or one that is the same for every row.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "called as in the notation")]
pub enum RowDay {
    From,
    To,
    Same(DayOf),
    YearsAfter(Box<RowDay>, i32, Leap),
    YearsBefore(Box<RowDay>, i32, Leap),
    DaysAfter(Box<RowDay>, i32),
}

impl RowTest {
    /// The days that are the same for every row.
    pub fn each_day<'a>(&'a self, tell: &mut impl FnMut(&'a DayOf)) {
        fn side<'a>(day: &'a RowDay, tell: &mut impl FnMut(&'a DayOf)) {
            match day {
                RowDay::From | RowDay::To => {}
                RowDay::Same(day) => tell(day),
                RowDay::YearsAfter(day, ..) | RowDay::YearsBefore(day, ..) | RowDay::DaysAfter(day, _) => {
                    side(day, tell)
                }
            }
        }
        match self {
            RowTest::Fixed(_) => {}
            RowTest::All(parts) | RowTest::Any(parts) => parts.iter().for_each(|part| part.each_day(tell)),
            RowTest::Not(inner) => inner.each_day(tell),
            RowTest::Compare(_, a, b) => {
                side(a, tell);
                side(b, tell);
            }
        }
    }
}

impl RowDay {
    pub(super) fn shifted(self, ins: impl Fn(Box<RowDay>) -> RowDay, same: impl Fn(Box<DayOf>) -> DayOf) -> RowDay {
        match self {
            RowDay::Same(day) => RowDay::Same(same(Box::new(day))),
            other => ins(Box::new(other)),
        }
    }
}
