//! The polls of an office: few, and read whole.

use super::reader::Reader;
use super::{Store, StoreError};
use crate::domain::{Poll, PollId};

impl Store {
    /// Every poll, in the order of their numbers.
    pub fn polls(&self) -> Result<Vec<Poll>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id FROM poll ORDER BY id")?;
        let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut reader = Reader::checked(&self.db);
        ids.into_iter().map(|id| reader.poll(PollId(id))).collect()
    }
}
