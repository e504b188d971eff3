//! How much is left: the figures above the queue.

use chrono::{Datelike, Days};

use super::{Day, Filter, RowKey};

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsQuery {
    /// The view of which the whole is counted.
    pub filter: Filter,
    /// A row whose place in that view is asked for.
    pub row: Option<RowKey>,
    /// The day from which lateness is judged, by the office's clock.
    pub today: Day,
    /// The last day of those that are due soon.
    pub soon: Day,
}

/// What was counted, of the whole office, or of the cases of one officer where the view shows only those. A figure goes up
/// to [`Counts::MOST`]: one that has reached it says "as many, or more". `None`: no index serves it, and it is too long to
/// look at while somebody waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Open cases and those that await approval.
    pub to_do: Option<usize>,
    /// Of those, the ones whose day has passed.
    pub late: Option<usize>,
    /// Due from today on, to the day that was asked about.
    pub soon: Option<usize>,
    /// Returned by a second officer and not decided again.
    pub returned: Option<usize>,
    /// Rows of the view.
    pub view: Option<usize>,
    /// Rows of the view before the row that was asked about.
    pub before: Option<usize>,
}

impl Counts {
    /// How far is counted before it is said "or more".
    pub const MOST: usize = 10_000;
}

/// The Friday that ends the working week of a day; the next one at a weekend.
pub fn friday(today: Day) -> Day {
    let ahead = (11 - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_ends_on_friday() {
        let ends = |text: &str| friday(text.parse().unwrap()).to_string();
        assert_eq!(ends("2026-11-23"), "2026-11-27", "a Monday");
        assert_eq!(ends("2026-11-27"), "2026-11-27", "the Friday itself");
        assert_eq!((ends("2026-11-28"), ends("2026-11-29")), ("2026-12-04".into(), "2026-12-04".into()), "a weekend");
    }
}
