//! How much others have written about cases since this session read the queue.

use super::Session;
use crate::app::Answer;
use crate::app::screens::queue::{MOST_NEWS, Place};
use crate::domain::{QueueQuery, Stamp};
use crate::store::StoreError;

impl Session {
    pub(super) fn load_queue(&mut self, query: QueueQuery, place: Place, now: Stamp) -> Result<Answer, StoreError> {
        if place == Place::Instead {
            // Before the rows: what comes between the two is told once too often rather than never.
            self.read_at = self.store.head()?.0;
        }
        self.store.queue(&query, now).map(|window| Answer::Queue { query, place, window })
    }

    /// Entries about cases since then. What this session itself writes is followed by reading the queue, so that they are
    /// those of others.
    pub(super) fn news(&self) -> Result<usize, StoreError> {
        let since = self.store.head()?.0.saturating_sub(self.read_at);
        let newest = usize::try_from(since).unwrap_or(MOST_NEWS).min(MOST_NEWS);
        if newest == 0 {
            return Ok(0);
        }
        Ok(self.store.entries(None, newest)?.iter().filter(|entry| entry.case.is_some()).count())
    }
}
