//! Rows that are brought up to date where they stand.

use super::Queue;
use crate::app::Effect;
use crate::domain::QueueRow;

/// Entries that are counted at most; the count says so where there are more.
pub const MOST_NEWS: usize = 100;

impl Queue {
    /// Notes how much has come, and asks what the rows that are at hand say now.
    pub(crate) fn refresh(&mut self, news: usize) -> Effect {
        self.news = news;
        Effect::Refresh(self.rows.iter().map(|(key, _)| key.clone()).collect())
    }

    /// Takes the rows in, each in its place. One that the filter would not let through any more stays, and says why.
    pub fn refreshed(&mut self, rows: Vec<QueueRow>) {
        for new in rows {
            if let Some((_, row)) = self.rows.iter_mut().find(|(_, row)| row.case == new.case) {
                *row = new;
            }
        }
    }
}
