//! Days as small ordered numbers: `year << 9 | month << 5 | day`. Whole years are a shift, comparisons are comparisons.

use chrono::{Datelike, Days};

use crate::domain::Day;

/// The day after which nothing ends: "no run of this value", "no end".
pub const NEVER: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

pub(crate) use crate::domain::time::{in_range, parse_day as parse};

/// Year, month and day in the bits of one number: ordered as the days are, but no count of them.
pub fn pack(day: Day) -> i32 {
    (day.year().clamp(1, 9999) << 9) | ((day.month() as i32) << 5) | day.day() as i32
}

/// `None` for a number that is no day.
pub fn unpack(packed: i32) -> Option<Day> {
    Day::from_ymd_opt(packed >> 9, ((packed >> 5) & 15) as u32, (packed & 31) as u32)
}

/// The rule of a pack for 29 February in a year that has none.
#[derive(Debug, serde::Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LeapDay {
    /// 1 March.
    Up,
    /// 28 February.
    Down,
    /// The law does not say: where the two differ, the finding is contested.
    Contested,
}

/// What becomes of 29 February in a year that has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Leap {
    /// 1 March.
    Up,
    /// 28 February.
    Down,
}

const FEB_28: i32 = (2 << 5) | 28;
const FEB_29: i32 = (2 << 5) | 29;
const MAR_1: i32 = (3 << 5) | 1;

/// Whether the year of a packed day has a 29 February.
fn is_leap(packed: i32) -> bool {
    let year = packed >> 9;
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Whole years from one day to a later one.
pub fn age(born: i32, on: i32, leap: Leap) -> i32 {
    let early = leap == Leap::Down && born & 511 == FEB_29 && !is_leap(on);
    (on - born + i32::from(early)) >> 9
}

/// The same day `years` later.
pub fn years_after(packed: i32, years: i32, leap: Leap) -> i32 {
    let moved = same_day(packed, years);
    if moved & 511 != FEB_29 || is_leap(moved) {
        return moved;
    }
    match leap {
        Leap::Up => (moved & !511) | MAR_1,
        Leap::Down => (moved & !511) | FEB_28,
    }
}

/// The last day that lies `years` before, so that `years_after` of it is not later than the day itself.
pub fn years_before(packed: i32, years: i32, leap: Leap) -> i32 {
    let moved = same_day(packed, years.saturating_neg());
    match (moved & 511, leap) {
        (FEB_29, _) if !is_leap(moved) => (moved & !511) | FEB_28,
        (FEB_28, Leap::Down) if is_leap(moved) && !is_leap(packed) => (moved & !511) | FEB_29,
        _ => moved,
    }
}

/// The same month and day in another year, whether or not that year has it; the first or the last day where there is no
/// such year.
fn same_day(packed: i32, years: i32) -> i32 {
    match (packed >> 9).saturating_add(years) {
        ..1 => FIRST,
        10_000.. => pack(NEVER),
        year => (year << 9) | (packed & 511),
    }
}

/// The first packed day.
const FIRST: i32 = (1 << 9) | (1 << 5) | 1;

/// So many days later, or earlier; stays within the years 1 to 9999.
pub fn days_after(packed: i32, days: i32) -> i32 {
    let Some(day) = unpack(packed) else { return packed };
    let count = Days::new(u64::from(days.unsigned_abs()));
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    let end = if days < 0 { FIRST } else { pack(NEVER) };
    moved.filter(|day| *day <= NEVER && day.year() >= 1).map_or(end, pack)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> i32 {
        pack(Day::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        let age = |born, on, leap| age(day(born), day(on), leap);
        assert_eq!(age("2009-09-20", "2027-09-19", Leap::Up), 17);
        assert_eq!(age("2009-09-20", "2027-09-20", Leap::Up), 18);
        for (on, up, down) in [("2018-02-27", 17, 17), ("2018-02-28", 17, 18), ("2018-03-01", 18, 18)] {
            assert_eq!((age("2000-02-29", on, Leap::Up), age("2000-02-29", on, Leap::Down)), (up, down), "{on}");
        }
        assert_eq!(age("2000-02-29", "2020-02-28", Leap::Down), 19, "that year has the day itself");
    }

    #[test]
    fn leap_days_go_up_or_down_and_days_count() {
        assert_eq!(years_after(day("2000-02-29"), 18, Leap::Up), day("2018-03-01"));
        assert_eq!(years_after(day("2000-02-29"), 18, Leap::Down), day("2018-02-28"));
        assert_eq!(years_after(day("2000-02-29"), 4, Leap::Up), day("2004-02-29"));
        assert_eq!(days_after(day("2028-02-27"), -70), day("2027-12-19"));
        assert_eq!(days_after(day("2027-12-31"), 1), day("2028-01-01"));
        assert_eq!(unpack(day("2026-11-23")).unwrap().to_string(), "2026-11-23");
        assert_eq!(parse("2026-2-3"), None);
        assert_eq!(parse("2026-02-30"), None);
    }

    #[test]
    fn so_many_years_before_is_the_last_day_from_which_they_have_passed() {
        for leap in [Leap::Up, Leap::Down] {
            let mut on = day("2023-01-01");
            while on < day("2029-01-01") {
                for years in 0..9 {
                    let before = years_before(on, years, leap);
                    assert!(unpack(before).is_some());
                    assert!(years_after(before, years, leap) <= on, "{on} {years} {leap:?}");
                    assert!(years_after(days_after(before, 1), years, leap) > on, "{on} {years} {leap:?}");
                    // The look-back that counts years from the end of a row asks for the same days.
                    assert_eq!(age(before, on, leap), years, "{on} {years} {leap:?}");
                }
                on = days_after(on, 1);
            }
        }
    }

    #[test]
    fn days_and_years_never_wrap_round_and_keep_their_order() {
        assert_eq!(days_after(day("9999-12-31"), 5), day("9999-12-31"));
        let days = ["0001-01-01", "1799-12-31", "2000-02-28", "2000-02-29", "2000-03-01", "2023-02-28", "9999-12-31"];
        let days = days.map(day);
        let counts = [-4_000_000, -800_000, -366, -1, 0, 1, 365, 366, 800_000, 4_000_000];
        for pair in days.windows(2) {
            for count in counts {
                assert!(days_after(pair[0], count) <= days_after(pair[1], count), "{pair:?} {count}");
                for leap in [Leap::Up, Leap::Down] {
                    let years = count.clamp(-20_000, 20_000);
                    assert!(years_after(pair[0], years, leap) <= years_after(pair[1], years, leap), "{pair:?} {years}");
                }
            }
        }
        for day in days {
            for pair in counts.windows(2) {
                assert!(days_after(day, pair[0]) <= days_after(day, pair[1]), "{day} {pair:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_later_day_or_a_longer_time_never_ends_earlier(
            days in (day_between(1, 9999), day_between(1, 9999)),
            any in (any::<i32>(), any::<i32>()),
            many in (-4_000_000..4_000_000, -4_000_000..4_000_000),
            years in (-10_500..10_500, -10_500..10_500),
        ) {
            let (one, other) = (days.0.min(days.1), days.0.max(days.1));
            for (few, many) in [any, many, years] {
                let (few, many) = (few.min(many), few.max(many));
                prop_assert!(days_after(one, few) <= days_after(other, few));
                prop_assert!(days_after(one, few) <= days_after(one, many));
                for leap in [Leap::Up, Leap::Down] {
                    prop_assert!(years_after(one, few, leap) <= years_after(other, few, leap));
                    prop_assert!(years_after(one, few, leap) <= years_after(one, many, leap));
                    prop_assert!(years_before(one, few, leap) <= years_before(other, few, leap));
                    prop_assert!(years_before(one, few, leap) >= years_before(one, many, leap));
                    prop_assert!(unpack(years_after(one, few, leap)).is_some());
                }
                prop_assert!(unpack(days_after(one, few)).is_some());
            }
        }

        /// Neighbours, where a slip about 29 February or at an end of the calendar would show.
        #[test]
        fn neighbouring_days_keep_their_order(year in 1..8000i32, edge in 0..4usize, count in -10_000..10_000i32) {
            let leap_day = years_after(day("0004-02-28"), year, Leap::Up);
            let at = [leap_day, days_after(leap_day, 1), day("9999-12-30"), day("0001-01-01")][edge];
            let next = days_after(at, 1);
            prop_assert!(days_after(at, count) <= days_after(next, count));
            for leap in [Leap::Up, Leap::Down] {
                prop_assert!(years_after(at, count, leap) <= years_after(next, count, leap));
                prop_assert!(years_before(at, count, leap) <= years_before(next, count, leap));
            }
        }
    }

    fn day_between(first: i32, last: i32) -> impl Strategy<Value = i32> {
        let day = |(year, of_year)| Day::from_yo_opt(year, of_year).or(Day::from_yo_opt(year, 1)).unwrap();
        (first..=last, 1..=366u32).prop_map(move |at| pack(day(at)))
    }
}
