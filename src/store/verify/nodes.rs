//! The stored hashes of the tree, one cursor for each of its levels: each level grows in the order of the log.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Rows, Statement};

use super::{Stop, fault};
use crate::ledger::FaultClass;
use crate::ledger::tree::Subtree;

/// Levels that are read; a log would need as many entries as two to this power to have more.
const LEVELS: u8 = 40;

pub fn statements(db: &Connection) -> rusqlite::Result<Vec<Statement<'_>>> {
    (0..LEVELS).map(|_| db.prepare("SELECT idx, hash FROM node WHERE level=? ORDER BY idx")).collect()
}

pub struct Levels<'s>(Vec<Rows<'s>>);

impl<'s> Levels<'s> {
    pub fn open(statements: &'s mut [Statement]) -> rusqlite::Result<Levels<'s>> {
        let rows = statements.iter_mut().zip(0..LEVELS).map(|(statement, level)| statement.query([level]));
        Ok(Levels(rows.collect::<rusqlite::Result<_>>()?))
    }

    /// Compares the next hash of its level.
    pub fn check(&mut self, subtree: &Subtree) -> Result<(), Stop> {
        let wrong =
            |what: &str| fault(FaultClass::WrongHash, format!("node {}/{}", subtree.level, subtree.index), what);
        let level = self.0.get_mut(usize::from(subtree.level)).ok_or_else(|| wrong("the tree is too high"))?;
        let Some(row) = level.next()? else { return Err(wrong("the hash of this subtree is missing")) };
        match (row.get::<_, i64>(0)?, row.get_ref(1)?) {
            (index, ValueRef::Blob(stored)) if index == subtree.index as i64 && stored == subtree.hash => Ok(()),
            (index, _) if index > subtree.index as i64 => Err(wrong("the hash of this subtree is missing")),
            _ => Err(wrong("the stored hash is not the hash of its entries")),
        }
    }

    pub fn must_be_at_their_end(mut self, db: &Connection) -> Result<(), Stop> {
        let added = |level: i64, index: i64| {
            fault(FaultClass::WrongHash, format!("node {level}/{index}"), "the tree has no such subtree")
        };
        for (level, rows) in (0..).zip(&mut self.0) {
            if let Some(row) = rows.next()? {
                return Err(added(level, row.get(0)?));
            }
        }
        let sql = "SELECT level, idx FROM node WHERE level < 0 OR level >= ? LIMIT 1";
        let mut statement = db.prepare(sql)?;
        let mut rows = statement.query([LEVELS])?;
        match rows.next()? {
            None => Ok(()),
            Some(row) => Err(added(row.get(0)?, row.get(1)?)),
        }
    }
}
