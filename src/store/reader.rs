//! Recorded rows, held against the log while they are read.
//!
//! Before an act rests on a row, the row fits its commitment, and no row that the log made is missing: an edited row is
//! never what an honest act builds on. The act is refused, nothing is written, and whoever works is told to verify the
//! ledger. Who only looks at a case sees it as it stands.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::StoreError;
use super::entries::bytes_of;
use super::table::{Buffers, OFFICE, POLL, Table, office, poll, row_of};
use crate::domain::{Office, Poll, PollId};
use crate::ledger::{Entry, Hash};

/// What the log says of a row.
struct Said {
    seq: u64,
    commitment: Hash,
    /// The row was read.
    seen: bool,
}

/// Reads rows; an entry is read once.
pub(super) struct Reader<'a> {
    db: &'a Connection,
    /// By table and key; `None`: nothing is checked.
    said: Option<HashMap<(&'static str, i64), Said>>,
    read: Vec<u64>,
    buffers: Buffers,
}

impl<'a> Reader<'a> {
    /// For an act.
    pub fn checked(db: &'a Connection) -> Reader<'a> {
        Reader { db, said: Some(HashMap::new()), read: Vec::new(), buffers: Buffers::default() }
    }

    /// For a look.
    pub fn unchecked(db: &'a Connection) -> Reader<'a> {
        Reader { db, said: None, read: Vec::new(), buffers: Buffers::default() }
    }

    pub fn db(&self) -> &'a Connection {
        self.db
    }

    /// Reads the rows of a table for which a condition holds, such as `id=?`, in the order of their keys.
    pub fn each(
        &mut self,
        table: &'static Table,
        condition: &str,
        value: &dyn ToSql,
        mut tell: impl FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(&format!("{} WHERE {condition} ORDER BY id", table.select))?;
        let mut rows = statement.query([value])?;
        while let Some(row) = rows.next()? {
            self.check(table, row)?;
            tell(row)?;
        }
        Ok(())
    }

    /// The row with a key.
    pub fn one<T>(
        &mut self,
        table: &'static Table,
        id: i64,
        mut read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.each(table, "id=?", &id, |row| {
            found = Some(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The office, as the row says that came into force last.
    pub fn office(&mut self) -> Result<Office, StoreError> {
        let sql = "SELECT office.id FROM office LEFT JOIN assent ON assent.motion = office.motion AND agreed = 1 \
             WHERE office.motion IS NULL OR assent.id IS NOT NULL ORDER BY coalesce(assent.seq, office.seq) DESC LIMIT 1";
        let newest: Option<i64> = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        let found = newest.map(|id| self.one(&OFFICE, id, |row| Ok(office::read(row)?.0))).transpose()?.flatten();
        found.ok_or_else(|| StoreError::damaged("the office has no name"))
    }

    pub fn poll(&mut self, id: PollId) -> Result<Poll, StoreError> {
        let found = self.one(&POLL, id.0, poll::read)?;
        found.ok_or_else(|| StoreError::damaged(format!("poll {id} is missing")))
    }

    fn check(&mut self, table: &'static Table, row: &Row) -> Result<(), StoreError> {
        if self.said.is_none() {
            return Ok(());
        }
        let found = table.commitment_of(row, &mut self.buffers)?;
        let (id, seq): (i64, i64) = (row.get(1)?, row.get(2)?);
        self.entry(seq as u64)?;
        match self.said.as_mut().and_then(|said| said.get_mut(&(table.name, id))) {
            Some(said) if said.commitment == found && said.seq == seq as u64 => said.seen = true,
            _ => return Err(StoreError::Tampered(self.buffers.field.clone())),
        }
        Ok(())
    }

    fn entry(&mut self, seq: u64) -> Result<(), StoreError> {
        if self.read.contains(&seq) {
            return Ok(());
        }
        let bytes = bytes_of(self.db, seq)?.ok_or_else(|| StoreError::Tampered(format!("entry {seq}")))?;
        self.take(seq, &bytes).map(|_| ())
    }

    /// Takes what an entry says of rows.
    pub fn take<'b>(&mut self, seq: u64, bytes: &'b [u8]) -> Result<Entry<'b>, StoreError> {
        let tampered = || StoreError::Tampered(format!("entry {seq}"));
        let entry = Entry::recorded(bytes).map_err(|_| tampered())?;
        if entry.seq != seq {
            return Err(tampered());
        }
        if let Some(said) = &mut self.said {
            self.read.push(seq);
            for field in &entry.fields {
                let (table, id) = row_of(&field.id).ok_or_else(tampered)?;
                said.insert((table.name, id), Said { seq, commitment: field.commitment, seen: false });
            }
        }
        Ok(entry)
    }

    /// Every row of these tables that the entries read so far have made was there.
    pub fn none_is_missing(&self, tables: &[&Table]) -> Result<(), StoreError> {
        let Some(said) = &self.said else { return Ok(()) };
        let gone = |(table, _): &(&str, i64)| tables.iter().any(|known| known.name == *table);
        let mut missing = said.iter().filter(|(key, said)| !said.seen && gone(key));
        missing.next().map_or(Ok(()), |((table, id), _)| Err(StoreError::Tampered(format!("{table}/{id}"))))
    }
}
