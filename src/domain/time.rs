//! Two kinds of time: days of the law, and moments at which the office did or learnt something.

use std::fmt;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// A calendar day. The law counts in days; no zone is attached.
pub type Day = NaiveDate;

/// The first and the last day that the law and the record know. Nothing earlier is asked about a living person, and
/// nothing later is more than a slip of the hand.
pub const FIRST_DAY: Day = day_of(1800, 1, 1);
/// The other end: 31 December 2200, which is still in range.
pub const LAST_DAY: Day = day_of(2200, 12, 31);

const fn day_of(year: i32, month: u32, day: u32) -> Day {
    match Day::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => Day::MIN,
    }
}

/// Whether a day lies between [`FIRST_DAY`] and [`LAST_DAY`].
pub fn in_range(day: Day) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&day)
}

/// Reads the one written form of a day in files and on the command line, `2026-09-20`, within the range.
pub fn parse_day(text: &str) -> Option<Day> {
    let day = Day::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && in_range(day)).then_some(day)
}

/// What is said of a text that is no day.
pub const DAY_FORM: &str = "write a day between 1800-01-01 and 2200-12-31 as 2026-09-20";

/// What is said of a text that is no moment.
pub const MOMENT_FORM: &str = "write a moment such as 2026-05-03T12:00:00Z, or a day from 1800-01-01 to 2200-12-31, which means its last moment (UTC)";

/// A moment in milliseconds since 1970-01-01T00:00:00Z, handed in by the binary; nothing below `main` reads a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);

impl Stamp {
    /// Reads RFC 3339 (`2026-03-02T09:00:00Z`), or a day, which means its last moment: what was known "on 2 March"
    /// is what was known when that day ended.
    pub fn parse(text: &str) -> Option<Stamp> {
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Stamp(moment.timestamp_millis())).filter(|stamp| in_range(stamp.day()));
        }
        let day = parse_day(text)?;
        let end = day.succ_opt()?.and_hms_opt(0, 0, 0)?.and_utc();
        Some(Stamp(end.timestamp_millis() - 1))
    }

    /// The first moment (UTC) of a day.
    pub fn start_of(day: Day) -> Stamp {
        Stamp(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis())
    }

    /// The day (UTC) in which the moment falls.
    pub fn day(self) -> Day {
        self.to_utc().date_naive()
    }

    /// Later by that many minutes; the last moment there is, where that is past it.
    pub fn plus_minutes(self, minutes: i64) -> Stamp {
        Stamp(self.0.saturating_add(minutes.saturating_mul(60_000)))
    }

    fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

/// RFC 3339 in UTC to the second, or to the millisecond where there is a fraction.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let precision = if self.0 % 1000 == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
        f.write_str(&self.to_utc().to_rfc3339_opts(precision, true))
    }
}

/// A half-open interval of days `[from, to)`. An absent end is open: "since ever", "until further notice".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Interval {
    /// The first day inside; `None`: since ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The first day after it; `None`: until further notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

impl Interval {
    /// All days.
    pub const ALWAYS: Interval = Interval { from: None, to: None };

    /// `None` when the interval would be empty or turned round.
    pub fn new(from: Option<Day>, to: Option<Day>) -> Option<Interval> {
        match (from, to) {
            (Some(from), Some(to)) if from >= to => None,
            _ => Some(Interval { from, to }),
        }
    }

    /// Whether the day lies inside: `from` does, `to` does not.
    pub fn contains(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day < to)
    }

    /// Whether any day belongs to both.
    pub fn overlaps(&self, other: &Interval) -> bool {
        let starts_before_end = |a: &Interval, b: &Interval| match (a.from, b.to) {
            (Some(from), Some(to)) => from < to,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// `2019-03-01..2024-03-01`, with nothing where it is open. The end is the first day on which it no longer holds.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
        write!(f, "{}..{}", side(self.from), side(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_interval_holds_its_first_day_and_not_its_last() {
        let interval = Interval::new(Some(day("2025-10-29")), Some(day("2026-01-01"))).unwrap();
        assert!(!interval.contains(day("2025-10-28")));
        assert!(interval.contains(day("2025-10-29")));
        assert!(interval.contains(day("2025-12-31")));
        assert!(!interval.contains(day("2026-01-01")));
        assert_eq!(Interval::new(Some(day("2026-01-01")), Some(day("2026-01-01"))), None);
    }

    #[test]
    fn intervals_that_touch_do_not_overlap() {
        let first = Interval::new(None, Some(day("2025-10-29"))).unwrap();
        let second = Interval::new(Some(day("2025-10-29")), None).unwrap();
        assert!(!first.overlaps(&second));
        assert!(first.overlaps(&Interval::ALWAYS));
    }

    #[test]
    fn what_was_known_on_a_day_is_what_was_known_when_it_ended() {
        let end = Stamp::parse("2026-05-03").unwrap();
        assert!(Stamp::parse("2026-05-03T23:59:59Z").unwrap() < end);
        assert!(end < Stamp::parse("2026-05-04T00:00:00Z").unwrap());
        assert_eq!(end.to_string(), "2026-05-03T23:59:59.999Z");
        assert_eq!(Stamp::parse("3 May"), None);
    }
}
