//! By whose clock a day begins and ends.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::time::{Day, Stamp};

/// A time zone by its name in the tz database; UTC where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Default for Zone {
    fn default() -> Zone {
        Zone(chrono_tz::UTC)
    }
}

impl Zone {
    /// A zone by its name, such as `Europe/Minsk`.
    pub fn parse(name: &str) -> Option<Zone> {
        name.parse().ok().map(Zone)
    }

    /// The day there at a moment.
    pub fn day(self, at: Stamp) -> Day {
        self.local(at).date()
    }

    /// What the clocks there show at a moment.
    pub fn local(self, at: Stamp) -> NaiveDateTime {
        self.shown(at).naive_local()
    }

    /// What the time there is called at a moment: `UTC`, `MSK`, `+03`.
    pub fn called(self, at: Stamp) -> String {
        self.shown(at).format("%Z").to_string()
    }

    fn shown(self, at: Stamp) -> DateTime<chrono_tz::Tz> {
        DateTime::<Utc>::from_timestamp_millis(at.0).unwrap_or_default().with_timezone(&self.0)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_office_is() {
        let evening = Stamp::parse("2026-11-24T21:30:00Z").unwrap();
        let day = |name: &str| Zone::parse(name).unwrap().day(evening).to_string();
        assert_eq!(Zone::default().day(evening).to_string(), "2026-11-24");
        assert_eq!(day("Europe/Minsk"), "2026-11-25");
        assert_eq!(day("Asia/Kamchatka"), "2026-11-25");
        assert_eq!(day("Atlantic/Azores"), "2026-11-24");
        assert_eq!(Zone::parse("Europe/Minsk").unwrap().to_string(), "Europe/Minsk");
        assert_eq!(Zone::parse("Minsk"), None);
    }
}
