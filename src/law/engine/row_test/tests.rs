//! Tests of each row, where rows are missing or without a first day.

use super::*;
use crate::domain::{Interval, Value};
use crate::law::days::Leap;
use crate::law::engine::day_of::DayOf;
use crate::law::engine::history;
use crate::law::engine::wanted::{Codes, Wanted};
use crate::law::expr::Ask;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn row(state: State, from: &str, to: &str) -> Fact {
    let side = |text: &str| (!text.is_empty()).then(|| day(text));
    Fact::bare(1, "ruling", state, Interval { from: side(from), to: side(to) })
}

fn ruling(from: &str) -> Fact {
    row(State::Known(Value::Code("leader".into())), from, "")
}

/// Whether some ruling bars, and whether each is old: five years, asked on 20 September 2026.
fn asked(rows: &[Fact]) -> (Tri, Tri) {
    let codes = Codes { fits: vec!["leader".into()], may_fit: vec!["role".into()] };
    let poll = RowDay::Same(DayOf::Fixed(days::pack(day("2026-09-20"))));
    let until = RowDay::YearsAfter(Box::new(RowDay::From), 5, Leap::Up);
    let bars = RowTest::Compare(Cmp::Gt, until.clone(), poll.clone());
    let old = RowTest::Compare(Cmp::Le, until, poll);
    let ask = |ask, test: &RowTest| {
        let question = Question {
            ask,
            many: Many::Several,
            prevails: &[],
            wanted: Wanted::Codes(&codes),
            first: day("2026-09-20"),
            last: day("2026-09-20"),
            stated_by: day("2026-07-01"),
            row: Some(test),
            root: &|_| None,
        };
        history::ask(&question, rows.iter()).tri()
    };
    (ask(Ask::SomeRow, &bars), ask(Ask::EachRow, &old))
}

#[test]
fn every_row_counts_not_the_earliest_alone() {
    let none = || row(State::None, "", "");
    assert_eq!(asked(&[ruling("2015-01-01"), none()]), (Tri::No, Tri::Yes));
    assert_eq!(asked(&[ruling("2024-01-01"), none()]), (Tri::Yes, Tri::No));
    assert_eq!(asked(&[ruling("2015-01-01"), ruling("2024-01-01"), none()]), (Tri::Yes, Tri::No));
    assert_eq!(asked(&[ruling("2024-01-01"), ruling("2015-01-01"), none()]), (Tri::Yes, Tri::No));
}

#[test]
fn over_no_row_both_are_no_and_nobody_gains_from_emptiness() {
    assert_eq!(asked(&[]), (Tri::Unknown, Tri::Unknown));
    assert_eq!(asked(&[row(State::None, "", "")]), (Tri::No, Tri::No));
    assert_eq!(asked(&[row(State::Unknown(Why::Requested), "", "")]), (Tri::Unknown, Tri::Unknown));
}

#[test]
fn a_day_that_is_not_on_record_is_no_day_of_long_ago() {
    let none = || row(State::None, "", "");
    assert_eq!(asked(&[ruling(""), none()]), (Tri::Unknown, Tri::Unknown));
    let ended = row(State::Known(Value::Code("leader".into())), "", "2020-01-01");
    assert_eq!(asked(&[ended, none()]), (Tri::No, Tri::Yes), "it began before it ended");
}

#[test]
fn a_search_covers_its_span_and_what_lies_outside_it_counts_only_where_it_could_matter() {
    let searched = |from: &str| row(State::None, from, "");
    assert_eq!(asked(&[searched("2016-01-01")]).0, Tri::No, "an older ruling no longer bars");
    assert_eq!(asked(&[searched("2026-01-01")]).0, Tri::Unknown, "one of 2024 would");
    let until = row(State::None, "", "2025-01-01");
    assert_eq!(asked(&[until]).0, Tri::Unknown, "one after the search would");
}

#[test]
fn a_conflict_is_a_conflict_and_an_imprecise_value_is_not_a_no() {
    let rows = [ruling("2024-01-01"), row(State::Unknown(Why::Conflict), "", "")];
    assert_eq!(asked(&rows), (Tri::Unknown, Tri::Unknown));
    let role = row(State::Known(Value::Code("role".into())), "2024-01-01", "");
    assert_eq!(asked(&[role, row(State::None, "", "")]).0, Tri::Unknown);
}
