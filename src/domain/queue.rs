//! Windows of the queue: what is asked for, and what comes back.

use super::case::{Aside, Outcome, Status};
use super::filter::Filter;
use super::id::CaseId;
use super::poll::Right;
use super::time::Day;

/// Why a view does not show a case that a search finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// It is in this status, or the view asks for something else.
    Status(Status),
    /// It is put aside until this day.
    Rests(Day),
}

/// One row of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// Which case; a row is one case.
    pub case: CaseId,
    /// The applicant's name as it was written.
    pub name: String,
    /// What is asked for.
    pub right: Right,
    /// The election day.
    pub poll_day: Day,
    /// A code of the schema's `level` list.
    pub level: String,
    /// The name of the municipality; may be empty.
    pub place: String,
    /// Where the case stands now.
    pub status: Status,
    /// The day by which the office must decide.
    pub due_on: Day,
    /// Who holds the case now.
    pub holder: Option<String>,
    /// What the law proposed when something about the case changed last.
    pub outcome: Outcome,
    /// Whether, and for what, it has been put aside.
    pub aside: Aside,
}

/// A window of the queue, asked for by key, never by offset. The order is `(due_on, case)`; under a search it is the
/// order of the search index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueQuery {
    /// Which cases, in which order.
    pub filter: Filter,
    /// As typed; the store folds it.
    pub search: String,
    /// From where on the window shows them.
    pub anchor: Anchor,
    /// How many rows to return at most.
    pub limit: usize,
}

/// Where a window starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Anchor {
    /// At the first row.
    #[default]
    First,
    /// At the last row, which ends the window.
    Last,
    /// Rows strictly after the one with this key.
    After(RowKey),
    /// Rows strictly before the one with this key; still returned in queue order.
    Before(RowKey),
    /// This row and those after it.
    From(RowKey),
}

/// The place of a row in the order in force. Opaque to everyone but the store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowKey {
    /// Search term, or empty.
    pub term: String,
    /// Days, for the order by due date.
    pub due: i64,
    /// The case of the row, where what stands before is equal.
    pub case: CaseId,
}

/// What the store answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueWindow {
    /// In the order of the screen, each with the key of its place.
    pub rows: Vec<(RowKey, QueueRow)>,
    /// Whether rows exist before and after the window.
    pub more_before: bool,
    /// As `more_before`, behind the last row.
    pub more_after: bool,
    /// The search stopped before it had looked at every candidate; a longer text finds more. Of an order that no index
    /// keeps: there were too many cases to sort.
    pub search_cut: bool,
    /// No index serves the filter, and the look at the cases that it may let through stopped here: it goes on from this
    /// row.
    pub looked_up_to: Option<RowKey>,
    /// Where everything that was found is at hand: rows before the window, and all of them.
    pub found: Option<(usize, usize)>,
}

impl QueueWindow {
    /// The row after which the next window begins: where the look at the cases stopped, if no index serves the filter, else the last
    /// one. `None`: there is nothing more.
    pub fn goes_on_after(&self) -> Option<RowKey> {
        let last = || self.rows.last().map(|(key, _)| key.clone());
        self.looked_up_to.clone().or_else(last).filter(|_| self.more_after)
    }
}
