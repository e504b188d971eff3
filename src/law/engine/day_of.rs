//! A day of the law, as it is counted from the dates of a case.

use std::sync::Arc;

use crate::law::days::{self, Leap};
use crate::law::expr::Given;

/// A date that a day counts from.
#[derive(Debug, Clone, PartialEq)]
pub enum Root {
    /// A date of the poll or the case.
    Given(Given),
    /// A fact that is a day: the day of nomination.
    Fact(Arc<str>),
}

/// A day of the law: fixed, or counted from dates of the poll, of the case, or of a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum DayOf {
    Fixed(i32),
    Root(Root),
    YearsAfter(Box<DayOf>, i32, Leap),
    YearsBefore(Box<DayOf>, i32, Leap),
    DaysAfter(Box<DayOf>, i32),
    /// The first, where the poll has it; else the second.
    Milestone(Box<DayOf>, Box<DayOf>),
}

impl DayOf {
    /// The packed day, given the packed days of the dates that it counts from.
    pub fn at(&self, root: &dyn Fn(&Root) -> Option<i32>) -> Option<i32> {
        match self {
            DayOf::Fixed(day) => Some(*day),
            DayOf::Root(from) => root(from),
            DayOf::YearsAfter(inner, years, leap) => inner.at(root).map(|day| days::years_after(day, *years, *leap)),
            DayOf::YearsBefore(inner, years, leap) => inner.at(root).map(|day| days::years_before(day, *years, *leap)),
            DayOf::DaysAfter(inner, count) => inner.at(root).map(|day| days::days_after(day, *count)),
            DayOf::Milestone(first, second) => first.at(root).or_else(|| second.at(root)),
        }
    }

    /// The date that is missing, where the day cannot be told.
    pub fn missing(&self, root: &dyn Fn(&Root) -> Option<i32>) -> Option<Root> {
        match self {
            DayOf::Fixed(_) => None,
            DayOf::Root(from) => root(from).is_none().then(|| from.clone()),
            DayOf::YearsAfter(inner, ..) | DayOf::YearsBefore(inner, ..) | DayOf::DaysAfter(inner, _) => {
                inner.missing(root)
            }
            DayOf::Milestone(first, second) => match first.at(root) {
                Some(_) => None,
                None => second.missing(root),
            },
        }
    }

    /// The date that it counts from, where it counts from one.
    pub fn root(&self) -> Option<&Root> {
        match self {
            DayOf::Fixed(_) => None,
            DayOf::Root(from) => Some(from),
            DayOf::YearsAfter(inner, ..) | DayOf::YearsBefore(inner, ..) | DayOf::DaysAfter(inner, _) => inner.root(),
            DayOf::Milestone(first, second) => first.root().or(second.root()),
        }
    }
}
