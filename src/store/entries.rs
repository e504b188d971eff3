//! The ledger as people read it: newest first, a window at a time.

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError};
use crate::domain::{CaseId, LedgerRow, Stamp, hex};
use crate::ledger::Entry;
use crate::ledger::tree::leaf_hash;

/// The bytes of one entry.
pub(super) fn bytes_of(db: &Connection, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let mut statement = db.prepare_cached("SELECT bytes FROM entry WHERE seq=?")?;
    Ok(statement.query_row([seq as i64], |row| row.get(0)).optional()?)
}

impl Store {
    /// Entries before `before`, newest first, at most `limit`; `None` starts at the head.
    pub fn entries(&self, before: Option<u64>, limit: usize) -> Result<Vec<LedgerRow>, StoreError> {
        let before = before.map_or(i64::MAX, |seq| seq as i64);
        let sql = "SELECT bytes FROM entry WHERE seq < ? ORDER BY seq DESC LIMIT ?";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([before, limit.min(10_000) as i64])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let entry = Entry::decode(bytes).map_err(|error| StoreError::damaged(error.to_string()))?;
            entries.push(LedgerRow {
                seq: entry.seq,
                at: Stamp(entry.at_ms),
                actor: entry.actor.into_owned(),
                action: entry.action.code().to_owned(),
                case: entry.case.map(CaseId),
                outcome: entry.outcome.map(|verdict| verdict.code().to_owned()),
                leaf: hex(&leaf_hash(bytes)[..8]),
            });
        }
        Ok(entries)
    }

    /// Size and root of the log.
    pub fn head(&self) -> Result<(u64, [u8; 32]), StoreError> {
        let sql = "SELECT size, root FROM head WHERE id=1";
        let (size, root): (i64, [u8; 32]) =
            self.db.prepare_cached(sql)?.query_row([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok((size as u64, root))
    }
}
