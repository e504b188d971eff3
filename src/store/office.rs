//! The office itself and its officers.

use std::path::Path;
use std::rc::Rc;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::open::Place;
use super::recorder::{Head, Meta, Recorder};
use super::table::{ENROLMENT, OFFICE};
use super::values::{int, text};
use super::{Entropy, Store, StoreError, open, write};
use crate::domain::{CmdId, Officer, Stamp};
use crate::law::Library;
use crate::ledger::Action;
use crate::ledger::tree::empty_root;

/// What an office is made with.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOffice {
    pub name: String,
    /// Names the log in its checkpoints; random.
    pub log_id: String,
    /// Nobody in it is real, and every screen says so.
    pub fictitious: bool,
    pub officers: Vec<Officer>,
    pub at: Stamp,
    pub by: String,
    pub command: CmdId,
}

/// The office as the screens show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub name: String,
    pub log_id: String,
    pub fictitious: bool,
    pub undo_minutes: i64,
    pub lease_minutes: i64,
}

/// How long a decision can be taken back.
const UNDO_MINUTES: i64 = 10;
/// How long a case stays with an officer who does nothing.
const LEASE_MINUTES: i64 = 15;

impl Store {
    /// Makes a new office; its first entry names the officers. If anything fails, no file is left behind.
    pub fn create(path: &Path, library: Rc<Library>, entropy: Entropy, new: &NewOffice) -> Result<Store, StoreError> {
        let db = open::create(path)?;
        let mut store = Store { db, place: Place::of(path)?, library, entropy, edge: None, filling: false };
        if let Err(error) = store.found(new) {
            drop(store);
            open::remove(path);
            return Err(error);
        }
        Ok(store)
    }

    fn found(&mut self, new: &NewOffice) -> Result<(), StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        tx.execute("INSERT INTO head (id, size, root, last_at) VALUES (1, 0, ?, ?)", (empty_root(), new.at.0))?;
        let mut head = Head::load(&tx)?;
        let mut recorder = Recorder::new(&tx, &mut self.entropy, &head);
        recorder.insert(
            &OFFICE,
            &[
                int(1),
                text(&new.name),
                text(&new.log_id),
                int(new.fictitious),
                int(UNDO_MINUTES),
                int(LEASE_MINUTES),
                int(new.at.0),
            ],
        )?;
        for (officer, id) in new.officers.iter().zip(1..) {
            recorder.insert(&ENROLMENT, &enrolment_row(id, officer))?;
        }
        let meta = Meta {
            at: new.at,
            actor: &new.by,
            action: Action::OfficeMade,
            case: None,
            case_version: None,
            case_before: None,
            outcome: None,
            rules: Vec::new(),
            command: new.command,
        };
        recorder.finish(&mut head, meta)?;
        head.save(&tx)?;
        Ok(tx.commit()?)
    }

    pub fn office(&self) -> Result<Office, StoreError> {
        let sql = "SELECT name, log_id, fictitious, undo_minutes, lease_minutes FROM office WHERE id=1";
        Ok(self.db.prepare_cached(sql)?.query_row([], |row| {
            Ok(Office {
                name: row.get(0)?,
                log_id: row.get(1)?,
                fictitious: row.get(2)?,
                undo_minutes: row.get(3)?,
                lease_minutes: row.get(4)?,
            })
        })?)
    }

    pub fn officer(&self, name: &str) -> Result<Option<Officer>, StoreError> {
        officer(&self.db, name)
    }

    /// Every officer, by name.
    pub fn officers(&self) -> Result<Vec<Officer>, StoreError> {
        let sql = "SELECT name, may_decide, may_approve, may_self_approve FROM enrolment \
             WHERE id IN (SELECT max(id) FROM enrolment GROUP BY name) ORDER BY name";
        let mut statement = self.db.prepare_cached(sql)?;
        Ok(statement.query_map([], read_officer)?.collect::<rusqlite::Result<_>>()?)
    }
}

pub(super) fn officer(db: &Connection, name: &str) -> Result<Option<Officer>, StoreError> {
    let sql =
        "SELECT name, may_decide, may_approve, may_self_approve FROM enrolment WHERE name=? ORDER BY id DESC LIMIT 1";
    Ok(db.prepare_cached(sql)?.query_row([name], read_officer).optional()?)
}

/// The names of everybody who is or was an officer.
pub(super) fn names(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT DISTINCT name FROM enrolment")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// How long a decision can be taken back, in minutes.
pub(super) fn undo_minutes(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.prepare_cached("SELECT undo_minutes FROM office WHERE id=1")?.query_row([], |row| row.get(0))?)
}

fn read_officer(row: &rusqlite::Row) -> rusqlite::Result<Officer> {
    Ok(Officer { name: row.get(0)?, may_decide: row.get(1)?, may_approve: row.get(2)?, may_self_approve: row.get(3)? })
}

pub(super) fn enrolment_row(id: i64, officer: &Officer) -> Vec<Value> {
    let Officer { name, may_decide, may_approve, may_self_approve } = officer;
    vec![int(id), text(name), int(*may_decide), int(*may_approve), int(*may_self_approve)]
}
