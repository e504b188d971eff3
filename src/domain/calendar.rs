//! Working days. Which days a state works is data (`calendars/`), with its edition and the decrees it rests on; a year that
//! the data do not have is not known, and nothing is counted across it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, Weekday};
use serde::Deserialize;

use super::time::Day;
use super::words::Words;

/// The calendars that the program carries. A file that does not read is absent; a test reads every one.
static CALENDARS: LazyLock<Vec<Calendar>> = LazyLock::new(|| FILES.iter().filter_map(|text| read(text).ok()).collect());

const FILES: [&str; 2] = [include_str!("calendars/by.toml"), include_str!("calendars/ru.toml")];

/// The working days of one state, or of one organisation in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// ISO 3166 code of the state.
    pub host: String,
    /// The day on which the data were last held against their sources.
    pub edition: Day,
    years: BTreeMap<i32, Year>,
}

/// One year of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// In the Gregorian calendar; a calendar has each at most once.
    pub year: i32,
    /// Whether its moved days are published.
    pub moves: Moves,
    /// What the moved days rest on.
    #[serde(default, rename = "decree")]
    pub decrees: Vec<Decree>,
    /// Days off between Monday and Friday.
    pub off: BTreeSet<Day>,
    /// Saturdays and Sundays that are worked.
    pub working: BTreeSet<Day>,
}

/// Whether it is known which days of a year are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// The decrees are out: the year can be counted.
    Published,
    /// The holidays are known, the moved days are to come: what is counted in the year may still change.
    Unpublished,
}

impl Moves {
    /// The word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Moves::Published => "published",
            Moves::Unpublished => "unpublished",
        }
    }
}

/// A decree that moves days.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decree {
    /// Number, day and name of the decree.
    pub citation: Words,
    /// Nobody who wrote the data has read it: its days come from a second hand.
    #[serde(default)]
    pub unread: bool,
}

/// Days that a region or an organisation keeps otherwise than its state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Days off that the state works.
    pub off: BTreeSet<Day>,
    /// Days worked that the state has off.
    pub working: BTreeSet<Day>,
}

/// Why an overlay cannot be laid over a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OverlayProblem {
    /// The day stands in both lists.
    #[error("{0} is both worked and off")]
    Both(Day),
    /// The day lies in no year of the calendar.
    #[error("the calendar does not have the year of {0}")]
    Outside(Day),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    host: String,
    edition: Day,
    year: Vec<Year>,
}

fn read(text: &str) -> Result<Calendar, toml::de::Error> {
    let written: Written = toml::from_str(text)?;
    let years = written.year.into_iter().map(|year| (year.year, year)).collect();
    Ok(Calendar { host: written.host, edition: written.edition, years })
}

impl Calendar {
    /// Every calendar, in the order of the states' codes.
    pub fn all() -> &'static [Calendar] {
        &CALENDARS
    }

    /// The calendar of a state.
    pub fn of(host: &str) -> Option<&'static Calendar> {
        CALENDARS.iter().find(|calendar| calendar.host == host)
    }

    /// The years that the data have, in order.
    pub fn years(&self) -> impl Iterator<Item = &Year> {
        self.years.values()
    }

    /// One year of the data.
    pub fn year(&self, year: i32) -> Option<&Year> {
        self.years.get(&year)
    }

    /// Whether the day is worked; `None` in a year that the data do not have.
    pub fn is_working(&self, day: Day) -> Option<bool> {
        self.years.get(&day.year()).map(|year| year.is_working(day))
    }

    /// The `n`-th working day after `from`; with none to count, `from` itself. `None` where the count would leave the data.
    pub fn add_working(&self, from: Day, n: u32) -> Option<Day> {
        let mut day = from;
        for _ in 0..n {
            day = day.succ_opt()?;
            while !self.is_working(day)? {
                day = day.succ_opt()?;
            }
        }
        Some(day)
    }

    /// How many working days lie after `from`, up to and with `to`. `None` where a day between them is not in the data, and
    /// where `to` lies before `from`.
    pub fn working_between(&self, from: Day, to: Day) -> Option<u32> {
        if to < from {
            return None;
        }
        let mut count = 0;
        let mut day = from;
        while day < to {
            day = day.succ_opt()?;
            count += u32::from(self.is_working(day)?);
        }
        Some(count)
    }

    /// The years from `from` to `to` in which days may still be moved: a count over them is not final.
    pub fn unsettled(&self, from: Day, to: Day) -> Vec<i32> {
        let years = self.years.range(from.year()..=to.year().max(from.year()));
        years.filter(|(_, year)| year.moves == Moves::Unpublished).map(|(year, _)| *year).collect()
    }

    /// This calendar with other days laid over it. They must lie in its years: one day more does not make a year known.
    pub fn under(&self, over: &Overlay) -> Result<Calendar, OverlayProblem> {
        if let Some(day) = over.off.intersection(&over.working).next() {
            return Err(OverlayProblem::Both(*day));
        }
        let mut calendar = self.clone();
        for (day, works) in over.off.iter().map(|day| (*day, false)).chain(over.working.iter().map(|day| (*day, true)))
        {
            let year = calendar.years.get_mut(&day.year()).ok_or(OverlayProblem::Outside(day))?;
            year.off.remove(&day);
            year.working.remove(&day);
            match (is_weekend(day), works) {
                (true, true) => year.working.insert(day),
                (false, false) => year.off.insert(day),
                _ => false,
            };
        }
        Ok(calendar)
    }
}

impl Year {
    fn is_working(&self, day: Day) -> bool {
        if is_weekend(day) { self.working.contains(&day) } else { !self.off.contains(&day) }
    }

    /// The days of the year that are worked, in order.
    pub fn worked(&self) -> impl Iterator<Item = Day> {
        let first = Day::from_ymd_opt(self.year, 1, 1).into_iter();
        let days = first.flat_map(|day| day.iter_days()).take_while(|day| day.year() == self.year);
        days.filter(|day| self.is_working(*day))
    }
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn every_file_reads_and_says_only_what_is_no_rule() {
        for text in FILES {
            let calendar = read(text).unwrap();
            assert_eq!(
                calendar.years.keys().copied().collect::<Vec<_>>(),
                [2024, 2025, 2026, 2027],
                "{}",
                calendar.host
            );
            for year in calendar.years() {
                assert!(year.off.iter().all(|day| !is_weekend(*day) && day.year() == year.year), "{year:?}");
                assert!(year.working.iter().all(|day| is_weekend(*day) && day.year() == year.year), "{year:?}");
                assert_eq!(
                    year.decrees.is_empty(),
                    year.moves == Moves::Unpublished,
                    "{} {}",
                    calendar.host,
                    year.year
                );
            }
        }
        assert_eq!(Calendar::all().len(), FILES.len());
    }

    #[test]
    fn moved_days_and_unknown_years() {
        let (ru, by) = (Calendar::of("RU").unwrap(), Calendar::of("BY").unwrap());
        assert_eq!(ru.is_working(day("2025-11-01")), Some(true), "a Saturday that is worked");
        assert_eq!(ru.is_working(day("2025-11-03")), Some(false), "for this Monday");
        assert_eq!(by.is_working(day("2026-04-25")), Some(true));
        assert_eq!(ru.is_working(day("2023-12-29")), None);
        assert_eq!(ru.is_working(day("2028-01-10")), None);
        assert_eq!(ru.add_working(day("2025-12-30"), 1), Some(day("2026-01-12")));
        assert_eq!(ru.add_working(day("2027-12-30"), 1), None, "the next year is not known");
        assert_eq!(ru.add_working(day("2023-12-31"), 1), Some(day("2024-01-09")), "every day that is counted is known");
        assert_eq!(ru.working_between(day("2026-02-02"), day("2026-02-01")), None);
        assert_eq!(by.unsettled(day("2026-12-01"), day("2027-01-15")), [2027]);
        assert!(ru.unsettled(day("2024-01-01"), day("2027-12-31")).is_empty());
        assert_eq!(Calendar::of("XX"), None);
    }

    #[test]
    fn an_organisation_chooses_another_saturday() {
        let by = Calendar::of("BY").unwrap();
        let over = Overlay { off: BTreeSet::from([day("2026-04-25")]), working: BTreeSet::from([day("2026-05-16")]) };
        let own = by.under(&over).unwrap();
        assert_eq!(own.is_working(day("2026-04-25")), Some(false));
        assert_eq!(own.is_working(day("2026-05-16")), Some(true));
        assert_eq!(own.is_working(day("2026-04-20")), Some(false), "the rest is the state's");
        let back = Overlay { off: over.working.clone(), working: over.off.clone() };
        assert_eq!(&own.under(&back).unwrap(), by);
        let outside = Overlay { off: BTreeSet::from([day("2030-01-02")]), ..Overlay::default() };
        assert_eq!(by.under(&outside), Err(OverlayProblem::Outside(day("2030-01-02"))));
        let both = Overlay { off: over.off.clone(), working: over.off.clone() };
        assert_eq!(by.under(&both), Err(OverlayProblem::Both(day("2026-04-25"))));
    }

    proptest! {
        #[test]
        fn adding_and_counting_undo_each_other(which in 0..FILES.len(), offset in 0u64..1500, n in 1u32..300) {
            let calendar = &Calendar::all()[which];
            let from = day("2023-12-25") + chrono::Days::new(offset);
            // Counted by hand, so that an end of a year that is stepped over is seen.
            let plain = from.iter_days().skip(1).take_while(|day| calendar.is_working(*day).is_some());
            let known = from >= day("2023-12-31");
            let expected = plain.filter(|day| calendar.is_working(*day) == Some(true)).nth(n as usize - 1);
            let found = calendar.add_working(from, n);
            prop_assert_eq!(found, expected.filter(|_| known));
            if let Some(to) = found {
                prop_assert_eq!(calendar.is_working(to), Some(true));
                prop_assert_eq!(calendar.working_between(from, to), Some(n));
                // The day before still lacks one, wherever it lies.
                prop_assert_eq!(calendar.working_between(from, to.pred_opt().unwrap()), Some(n - 1));
            }
        }

        #[test]
        fn counts_over_two_stretches_add_up(which in 0..FILES.len(), a in 0u64..1460, b in 0u64..1460, c in 0u64..1460) {
            let calendar = &Calendar::all()[which];
            let mut days = [a, b, c].map(|offset| day("2024-01-01") + chrono::Days::new(offset));
            days.sort();
            let between = |from, to| calendar.working_between(from, to).unwrap();
            prop_assert_eq!(between(days[0], days[1]) + between(days[1], days[2]), between(days[0], days[2]));
        }
    }
}
