//! Terms by hand, and as properties.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::domain::{Interval, Place, Right};
use crate::law::Library;
use crate::law::pack::Term;
use crate::law::pack::length::NearPoll;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn poll(host: &str, day: Day) -> Poll {
    Poll::bare(host, day, "municipal_council", Place { register: "OKTMO".to_owned(), code: "46701000".to_owned() })
}

/// A pack of the program with another term.
fn pack_with(length: Length, near_poll: Option<NearPoll>) -> Pack {
    let library = Library::embedded().unwrap();
    let mut pack = library.pack_for("RU", Right::Vote).unwrap().clone();
    let cite = pack.criteria[0].cite.clone();
    let in_force = Interval::new(Some(day("2024-01-01")), None).unwrap();
    pack.terms = vec![Term { act: TermAct::Decision, in_force, length, near_poll, cite: Arc::clone(&cite) }];
    pack
}

fn working(within: u32) -> Pack {
    pack_with(Length { within, counts: Counts::Working }, None)
}

#[test]
fn the_list_of_voters_is_mended_within_24_hours_and_on_polling_day_at_once() {
    let library = Library::embedded().unwrap();
    let pack = library.pack_for("RU", Right::Vote).unwrap();
    let poll = poll("RU", day("2026-09-20"));
    let counted = |applied: &str| by_law(pack, Some(day(applied)), &poll).unwrap();
    let usual = counted("2026-09-01");
    assert_eq!((usual.day, usual.which, usual.length.within), (day("2026-09-02"), Which::Usual, 24));
    assert!(usual.cite.unverified && usual.calendar.is_none());
    // 24 hours from the day before end on polling day.
    assert_eq!((counted("2026-09-19").day, counted("2026-09-19").which), (day("2026-09-20"), Which::Usual));
    let last = counted("2026-09-20");
    assert_eq!((last.day, last.which, last.length.within), (day("2026-09-20"), Which::NearPoll, 2));
    let several = Poll { first_day: Some(day("2026-09-18")), ..poll.clone() };
    let first = by_law(pack, Some(day("2026-09-18")), &several).unwrap();
    assert_eq!((first.day, first.which), (day("2026-09-18"), Which::NearPoll), "the first of several days of voting");
    assert_eq!(due_on(pack, None, &poll), poll.day, "the day of application is not known");
    assert_eq!(by_law(pack, Some(day("2026-09-21")), &poll), None, "after the poll");
    assert_eq!(by_law(pack, Some(day("1999-01-01")), &poll), None, "before the law");
}

#[test]
fn hours_end_on_the_earliest_day_on_which_they_can() {
    let ends = |within| {
        let pack = pack_with(Length { within, counts: Counts::Hours }, None);
        by_law(&pack, Some(day("2026-09-01")), &poll("RU", day("2026-09-20"))).unwrap().day
    };
    assert_eq!(
        [2, 23, 24, 47, 48].map(ends).map(|day| day.to_string()),
        ["2026-09-01", "2026-09-01", "2026-09-02", "2026-09-02", "2026-09-03"]
    );
}

#[test]
fn working_days_need_a_calendar_that_has_their_year() {
    let pack = working(10);
    let counted = by_law(&pack, Some(day("2026-11-02")), &poll("RU", day("2026-12-20"))).unwrap();
    // 4 November is off.
    assert_eq!((counted.day, counted.end), (day("2026-11-17"), End::ItsLength));
    assert_eq!(counted.calendar.as_ref().map(|(host, _)| host.as_str()), Some("RU"));
    assert!(counted.unsettled.is_empty());
    let bounded = by_law(&pack, Some(day("2026-11-02")), &poll("RU", day("2026-11-08"))).unwrap();
    assert_eq!((bounded.day, bounded.end), (day("2026-11-08"), End::PollingDay));
    assert_eq!(by_law(&pack, Some(day("2027-12-30")), &poll("RU", day("2028-03-12"))), None, "2028 is not known");
    assert_eq!(due_on(&pack, Some(day("2027-12-30")), &poll("RU", day("2028-03-12"))), day("2028-03-12"));
    assert_eq!(by_law(&pack, Some(day("2026-11-02")), &poll("PT", day("2026-12-20"))), None, "no calendar");
    let open = by_law(&pack, Some(day("2026-12-28")), &poll("BY", day("2027-02-20"))).unwrap();
    assert_eq!(open.unsettled, [2027], "it may still change");
}

#[test]
fn close_to_the_poll_another_length_counts() {
    let near = NearPoll { days_before: 3, length: Length { within: 1, counts: Counts::Calendar } };
    let pack = pack_with(Length { within: 5, counts: Counts::Calendar }, Some(near));
    let poll = poll("RU", day("2026-09-20"));
    let ends = |applied: &str| by_law(&pack, Some(day(applied)), &poll).unwrap();
    assert_eq!((ends("2026-09-16").day, ends("2026-09-16").end), (day("2026-09-20"), End::PollingDay));
    assert_eq!((ends("2026-09-17").day, ends("2026-09-17").which), (day("2026-09-18"), Which::NearPoll));
}

proptest! {
    #[test]
    fn a_term_lies_between_application_and_poll(
        host in prop::sample::select(vec!["RU", "BY"]),
        offset in 0u64..1400,
        until in 0u64..120,
        within in 1u32..40,
        counts in prop::sample::select(Counts::ALL.to_vec()),
    ) {
        let applied = day("2024-01-01") + Days::new(offset);
        let poll = poll(host, applied + Days::new(until));
        let pack = pack_with(Length { within, counts }, None);
        let calendar = Calendar::of(host).unwrap();
        let Some(counted) = by_law(&pack, Some(applied), &poll) else {
            prop_assert!(counts == Counts::Working && calendar.add_working(applied, within).is_none());
            return Ok(());
        };
        prop_assert!(applied <= counted.day && counted.day <= poll.day);
        if counts == Counts::Working {
            let full = calendar.add_working(applied, within).unwrap();
            prop_assert_eq!(counted.end == End::PollingDay, poll.day < full);
            if counted.end == End::ItsLength {
                prop_assert_eq!(counted.day, full);
                prop_assert_eq!(calendar.is_working(counted.day), Some(true));
            }
        }
    }
}
