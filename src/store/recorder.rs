//! One write: its changes, and the one entry that commits to them.
//!
//! A recorder lives as long as its transaction. Rows go through it, so that no row is written without a commitment, and
//! `finish` appends the leaf and moves the head. Nothing else writes to recorded tables.

use std::borrow::Cow;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

use super::entries::bytes_of;
use super::table::{CELLS, Table, cell};
use super::{Entropy, StoreError};
use crate::domain::{CaseId, CmdId, Stamp, Verdict};
use crate::ledger::commitment::{Cell, commitment, encode_row};
use crate::ledger::tree::{Edge, leaf_hash};
use crate::ledger::{Action, Entry, Field, Hash, Rule};

/// The head of the log, loaded once for a transaction.
pub struct Head {
    pub edge: Edge,
    pub last_at: Stamp,
}

impl Head {
    pub fn load(db: &Connection) -> Result<Head, StoreError> {
        Head::load_beside(db, None)
    }

    /// The same, where the edge that this process wrote last may still be the newest: then no node need be read. Its root
    /// says whether it is.
    pub fn load_beside(db: &Connection, kept: Option<&Edge>) -> Result<Head, StoreError> {
        let (size, root, last_at): (i64, Hash, i64) = db
            .prepare_cached("SELECT size, root, last_at FROM head WHERE id=1")?
            .query_row([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let unfit = || StoreError::damaged("the head does not fit the log; verify the ledger");
        let size = u64::try_from(size).map_err(|_| unfit())?;
        let last_at = Stamp(last_at);
        // The time is no part of the root: it must be that of the newest entry, or the next one would be in the past.
        if let Some(newest) = size.checked_sub(1) {
            let bytes = bytes_of(db, newest)?.ok_or_else(|| StoreError::Tampered(format!("entry {newest}")))?;
            let entry = Entry::recorded(&bytes).map_err(|_| StoreError::Tampered(format!("entry {newest}")))?;
            if entry.at_ms != last_at.0 {
                return Err(StoreError::Tampered("head".to_owned()));
            }
        }
        if let Some(edge) = kept.filter(|edge| edge.size == size && edge.root() == root) {
            return Ok(Head { edge: edge.clone(), last_at });
        }
        let mut hashes = Vec::new();
        let mut node = db.prepare_cached("SELECT hash FROM node WHERE level=? AND idx=?")?;
        for (level, index) in Edge::places(size) {
            hashes.push(node.query_row(params![level, index as i64], |r| r.get(0))?);
        }
        // Whoever changed the head is found by verification as long as nobody writes over it.
        let edge = Edge::from_stored(size, &hashes).filter(|edge| edge.root() == root).ok_or_else(unfit)?;
        Ok(Head { edge, last_at })
    }

    /// Writes size, root and time back; once for a transaction.
    pub fn save(&self, db: &Connection) -> Result<(), StoreError> {
        db.prepare_cached("UPDATE head SET size=?, root=?, last_at=? WHERE id=1")?.execute(params![
            self.edge.size as i64,
            self.edge.root(),
            self.last_at.0
        ])?;
        Ok(())
    }
}

/// Who acts: the officer, and the account of the operating system by which they do.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    pub officer: &'a str,
    pub login: &'a str,
}

/// What an entry says besides its rows.
pub struct Meta<'a> {
    pub at: Stamp,
    pub by: Actor<'a>,
    pub action: Action,
    /// The case, its version after the entry, and its own entry before.
    pub case: Option<(CaseId, i64, Option<u64>)>,
    pub outcome: Option<Verdict>,
    pub rules: Vec<Rule<'static>>,
    pub command: CmdId,
}

/// Collects the rows of one entry.
pub struct Recorder<'a> {
    db: &'a Connection,
    entropy: &'a mut Entropy,
    /// The number of the entry.
    seq: Value,
    fields: Vec<Field<'static>>,
    buffer: Vec<u8>,
}

impl<'a> Recorder<'a> {
    /// For the entry that comes next after this head.
    pub fn new(db: &'a Connection, entropy: &'a mut Entropy, head: &Head) -> Recorder<'a> {
        let seq = Value::Integer(head.edge.size as i64);
        Recorder { db, entropy, seq, fields: Vec::new(), buffer: Vec::new() }
    }

    fn commit_to(&mut self, table: &Table, row: &[Value]) -> [u8; 32] {
        let mut salt = [0; 32];
        (self.entropy)(&mut salt);
        let key = if let Value::Integer(key) = row[0] { key } else { 0 };
        let id = format!("{}/{key}", table.name);
        self.buffer.clear();
        let mut cells = [Cell::Null; CELLS];
        let columns = [&row[0], &self.seq].into_iter().chain(&row[1..]);
        for (place, value) in cells.iter_mut().zip(columns) {
            *place = cell(value);
        }
        encode_row(&cells[..=row.len()], &mut self.buffer);
        let commitment = commitment(&id, &salt, &self.buffer);
        self.fields.push(Field { id: id.into(), commitment });
        salt
    }

    /// Writes a new row; its values stand in the order of the table's columns, without the number of the entry.
    pub fn insert(&mut self, table: &Table, row: &[Value]) -> Result<(), StoreError> {
        debug_assert_eq!(row.len() + 1, table.columns.len(), "{}", table.name);
        let salt = Value::Blob(self.commit_to(table, row).to_vec());
        let values = [&salt, &row[0], &self.seq].into_iter().chain(&row[1..]);
        self.db.prepare_cached(table.insert)?.execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Appends the entry; returns its sequence number.
    pub fn finish(self, head: &mut Head, meta: Meta) -> Result<u64, StoreError> {
        let seq = head.edge.size;
        head.last_at = meta.at;
        let entry = Entry {
            seq,
            at_ms: head.last_at.0,
            actor: meta.by.officer.into(),
            login: meta.by.login.into(),
            key: Cow::default(),
            capacity: meta.action.capacity(),
            action: meta.action,
            case: meta.case.map(|(case, ..)| case.0),
            case_version: meta.case.map(|(_, version, _)| version),
            case_before: meta.case.and_then(|(.., before)| before),
            outcome: meta.outcome,
            rules: meta.rules,
            fields: self.fields,
            erased: Vec::new(),
            command: meta.command.0,
        };
        let bytes = entry.encode();
        self.db.prepare_cached("INSERT INTO entry (seq, cmd, case_id, bytes) VALUES (?,?,?,?)")?.execute(params![
            seq as i64,
            entry.command,
            entry.case,
            bytes
        ])?;
        let mut made = Vec::with_capacity(2);
        head.edge.push(leaf_hash(&bytes), |subtree| made.push(subtree));
        let mut insert = self.db.prepare_cached("INSERT INTO node (level, idx, hash) VALUES (?,?,?)")?;
        for subtree in made {
            insert.execute(params![subtree.level, subtree.index as i64, subtree.hash])?;
        }
        Ok(seq)
    }
}

/// The sequence number of the entry of a command that was performed before.
pub fn performed(db: &Connection, command: CmdId) -> Result<Option<u64>, StoreError> {
    let seq: Option<i64> =
        db.prepare_cached("SELECT seq FROM entry WHERE cmd=?")?.query_row([command.0], |r| r.get(0)).optional()?;
    Ok(seq.map(|seq| seq as u64))
}

/// The next free number of a table; numbers follow the order of entries.
pub(super) fn next_id(db: &Connection, table: &'static str) -> Result<i64, StoreError> {
    let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {table}");
    Ok(db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}
