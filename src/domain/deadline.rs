//! Days by which cases were to be decided, and what became of them.

use super::{CaseId, Day, Status};

/// Which cases are asked for: those due from a day to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// The first day asked for.
    pub from: Day,
    /// The last day asked for; it counts.
    pub to: Day,
    /// All of those days, or only what is still to be done.
    pub which: Which,
}

/// Which of the cases of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that wait for a decision.
    ToDo,
    /// Those too that were decided after their day.
    ToDoOrLate,
}

/// One case and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// For the link to its screen.
    pub case: CaseId,
    /// The applicant's name as it was written.
    pub name: String,
    /// Where the case stands now.
    pub status: Status,
    /// The day by which the office must decide.
    pub due_on: Day,
    /// When the office decided, its second officer too where one is needed; `None` while that is to come.
    pub decided_on: Option<Day>,
    /// Who decided; before that, who holds the case or shall work on it.
    pub officer: Option<String>,
}

impl Deadline {
    /// Days from the day by which it was to be decided to the decision, or to today. Below 0: there is still time.
    pub fn days_late(&self, today: Day) -> i64 {
        (self.decided_on.unwrap_or(today) - self.due_on).num_days()
    }
}
