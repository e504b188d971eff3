//! A question to a history with every argument worked out, and what it can answer.

use super::asked::RowTest;
use super::day_of::Root;
use super::wanted::Wanted;
use crate::domain::{Day, Fact, Many, Why};
use crate::law::expr::Ask;

/// What a history answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    Unknown(Why),
}

/// What is asked, with every argument worked out.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub ask: Ask,
    pub many: Many,
    /// Values that count whatever else holds on the day.
    pub prevails: &'a [String],
    pub wanted: Wanted<'a>,
    /// The first and the last day that are asked about; one day twice where one is meant.
    pub first: Day,
    pub last: Day,
    /// A row that is shown by nothing dated, and was recorded at no known moment, has begun by this day.
    pub stated_by: Day,
    /// What is asked of each row, for `some_row` and `each_row`.
    pub row: Option<&'a RowTest>,
    /// The packed day of a date of the poll, the case or a fact, where it is known.
    pub root: &'a dyn Fn(&Root) -> Option<i32>,
}

impl Question<'_> {
    /// The day by which a row without a first day has certainly begun: the day of its evidence, or of its record, or of
    /// the application; at the latest its own last day.
    pub fn begun_by(&self, row: &Fact) -> Day {
        let dated = row.evidence.as_ref().and_then(|evidence| evidence.dated);
        let recorded = (row.recorded_at.0 != 0).then(|| row.recorded_at.day());
        let shown = dated.into_iter().chain(recorded).min().unwrap_or(self.stated_by);
        let last = row.holds.to.and_then(|to| to.pred_opt());
        last.map_or(shown, |last| shown.min(last))
    }
}
