//! The critical days: while an office is frozen nothing about its people, its rules or its program changes without two people.

use crate::domain::{ActError, Day, Office, Stamp};

/// The days of a poll between which an office freezes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Critical {
    /// The day by which the roll is settled, where the poll has one.
    pub roll: Option<Day>,
    /// The polling day.
    pub poll: Day,
}

/// Until which day the office is frozen at a moment; `None`: it is not.
pub fn frozen_until(office: &Office, polls: impl Iterator<Item = Critical>, at: Stamp) -> Option<Day> {
    if !office.freezes() {
        return None;
    }
    let today = office.zone.day(at);
    let by_hand = office.frozen_until.filter(|until| today <= *until);
    let by_itself = office.freeze_days.and_then(|days| {
        let holds = |critical: &Critical| {
            let first = critical.roll.map(|roll| roll - chrono::Duration::days(days));
            first.is_some_and(|first| first <= today) && today <= critical.poll
        };
        polls.filter(holds).map(|critical| critical.poll).max()
    });
    by_hand.max(by_itself)
}

/// Whether this version of the program may write while the office is frozen.
pub fn program(office: &Office, frozen: Option<Day>, this: &str) -> Result<(), ActError> {
    match frozen {
        Some(until) if !office.program.is_empty() && office.program != this => {
            Err(ActError::FrozenProgram { version: office.program.clone(), this: this.to_owned(), until })
        }
        _ => Ok(()),
    }
}

/// Whether rules that are not on record may come on record now.
pub fn new_rules(pack: &str, frozen: Option<Day>) -> Result<(), ActError> {
    match frozen {
        Some(until) => Err(ActError::FrozenRules { pack: pack.to_owned(), until }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_office_freezes_by_hand_and_by_itself_and_the_later_end_counts() {
        let founded = || Office::founded("o".into(), "o".into(), false);
        let poll = Critical { roll: Some(day("2026-09-10")), poll: day("2026-09-20") };
        let without = Critical { roll: None, ..poll };
        let cases = [
            (None, None, poll, "2026-09-15", None),
            (None, Some(3), poll, "2026-09-06", None),
            (None, Some(3), poll, "2026-09-07", Some("2026-09-20")),
            (None, Some(3), poll, "2026-09-20", Some("2026-09-20")),
            (None, Some(3), poll, "2026-09-21", None),
            (None, Some(0), poll, "2026-09-10", Some("2026-09-20")),
            (None, Some(3), without, "2026-09-15", None),
            (Some("2026-09-15"), None, without, "2026-09-15", Some("2026-09-15")),
            (Some("2026-09-15"), None, without, "2026-09-16", None),
            (Some("2026-09-15"), Some(3), poll, "2026-09-08", Some("2026-09-20")),
            (Some("2026-10-01"), Some(3), poll, "2026-09-08", Some("2026-10-01")),
        ];
        for (by_hand, days, poll, today, until) in cases {
            let office = Office { frozen_until: by_hand.map(day), freeze_days: days, ..founded() };
            let found = frozen_until(&office, std::iter::once(poll), Stamp::start_of(day(today)));
            assert_eq!(found, until.map(day), "{by_hand:?} {days:?} {today}");
        }
    }
}
