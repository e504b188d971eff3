//! How much is left: the figures above the queue.

use super::{Day, RowKey, StatusFilter};

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountsQuery {
    /// The view of which the whole is counted.
    pub filter: StatusFilter,
    /// A row whose place in that view is asked for.
    pub row: Option<RowKey>,
    pub today: Day,
    /// The last day of those that are due soon.
    pub soon: Day,
}

/// What was counted. A figure goes up to [`Counts::MOST`]: one that has reached it says "as many, or more".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub to_do: usize,
    pub late: usize,
    /// Due from today on, to the day that was asked about.
    pub soon: usize,
    /// Returned by a second officer and not decided again. `None`: too many cases are in review to look at each.
    pub returned: Option<usize>,
    /// Rows of the view.
    pub view: usize,
    /// Rows of the view before the row that was asked about.
    pub before: usize,
}

impl Counts {
    pub const MOST: usize = 10_000;
}
