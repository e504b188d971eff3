//! Before an act rests on a row, the row fits its commitment, and no row that the log made is missing. An edited row is then
//! never committed to anew by an honest act: the act is refused, nothing is written, and whoever works is told to verify
//! the ledger.

use std::collections::HashMap;
use std::collections::hash_map::Entry::{Occupied, Vacant};

use rusqlite::{Connection, ToSql};

use super::StoreError;
use super::entries::bytes_of;
use super::table::{CASE, DECISION, FACT, Table};
use crate::domain::ApplicantId;
use crate::ledger::{Entry, Hash};

/// What the log says of a row.
struct Said {
    /// The newest entry that commits to it, of those that were read.
    seq: u64,
    commitment: Hash,
    /// The row was looked at.
    seen: bool,
}

/// Checks rows against their entries; an entry is read once.
pub(super) struct Trust<'a> {
    db: &'a Connection,
    said: HashMap<String, Said>,
    read: Vec<u64>,
    buffer: Vec<u8>,
}

impl<'a> Trust<'a> {
    pub fn new(db: &'a Connection) -> Trust<'a> {
        Trust { db, said: HashMap::new(), read: Vec::new(), buffer: Vec::new() }
    }

    /// Checks everything on record about a person: their cases, facts and decisions, against every entry about them.
    pub fn person(&mut self, applicant: ApplicantId) -> Result<(), StoreError> {
        let sql =
            "SELECT seq, bytes FROM entry WHERE case_id IN (SELECT id FROM case_file WHERE applicant=?) ORDER BY seq";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([applicant.0])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            self.take(row.get::<_, i64>(0)? as u64, bytes)?;
        }
        self.rows(&CASE, "applicant=?", &applicant.0)?;
        self.rows(&FACT, "applicant=?", &applicant.0)?;
        self.rows(&DECISION, "case_id IN (SELECT id FROM case_file WHERE applicant=?)", &applicant.0)?;
        let of = |field: &str, table: &Table| field.strip_prefix(table.name).is_some_and(|rest| rest.starts_with('/'));
        let unseen = self.said.iter().filter(|(_, said)| !said.seen);
        let mut missing = unseen.filter(|(field, _)| [&CASE, &FACT, &DECISION].iter().any(|table| of(field, table)));
        missing.next().map_or(Ok(()), |(field, _)| Err(StoreError::Tampered(field.clone())))
    }

    /// Checks the rows of a table for which a condition holds, such as `id=?`.
    pub fn rows(&mut self, table: &Table, condition: &str, value: &dyn ToSql) -> Result<(), StoreError> {
        let all = table.select.split(" ORDER BY ").next().unwrap_or(table.select);
        let mut statement = self.db.prepare_cached(&format!("{all} WHERE {condition}"))?;
        let mut rows = statement.query([value])?;
        while let Some(row) = rows.next()? {
            let field = table.field(&row.get(1)?);
            let found = table.commitment_of(row, &field, &mut self.buffer)?;
            // The salt stands before the columns, and the last of them names the entry.
            let seq: i64 = row.get(table.columns.len())?;
            self.read(seq as u64)?;
            match self.said.get_mut(&field) {
                Some(said) if said.commitment == found && said.seq == seq as u64 => said.seen = true,
                _ => return Err(StoreError::Tampered(field)),
            }
        }
        Ok(())
    }

    fn read(&mut self, seq: u64) -> Result<(), StoreError> {
        if self.read.contains(&seq) {
            return Ok(());
        }
        let bytes = bytes_of(self.db, seq)?.ok_or_else(|| StoreError::Tampered(format!("entry {seq}")))?;
        self.take(seq, &bytes)
    }

    /// Takes what an entry says; of two that commit to one row the newer counts.
    fn take(&mut self, seq: u64, bytes: &[u8]) -> Result<(), StoreError> {
        let tampered = || StoreError::Tampered(format!("entry {seq}"));
        let entry = Entry::recorded(bytes).map_err(|_| tampered())?;
        if entry.seq != seq {
            return Err(tampered());
        }
        self.read.push(seq);
        for field in entry.fields {
            let commitment = field.commitment;
            match self.said.entry(field.id.into_owned()) {
                Vacant(place) => {
                    place.insert(Said { seq, commitment, seen: false });
                }
                Occupied(mut known) if known.get().seq < seq => {
                    known.insert(Said { seq, commitment, seen: false });
                }
                Occupied(_) => {}
            }
        }
        Ok(())
    }
}
