//! The office itself and its officers.

use std::path::Path;
use std::rc::Rc;

use super::open::Place;
use super::reader::Reader;
use super::recorder::{Actor, Head, Meta, Recorder};
use super::table::{self, OFFICE};
use super::{Entropy, Store, StoreError, acts, open, write};
use crate::domain::{CmdId, Office, Officer, Stamp, Zone};
use crate::law::Library;
use crate::ledger::Action;
use crate::ledger::tree::empty_root;
use crate::office::staff::found;

/// What an office is made with.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOffice {
    /// What the office is called.
    pub name: String,
    /// Names the log in its checkpoints; random.
    pub log_id: String,
    /// Nobody in it is real, and every screen says so.
    pub fictitious: bool,
    /// Its first officers.
    pub officers: Vec<Officer>,
    /// When it is founded.
    pub at: Stamp,
    /// The officer who founds it.
    pub by: String,
    /// The account of the operating system by which it is made.
    pub login: String,
    /// The id of the command.
    pub command: CmdId,
}

impl Store {
    /// Makes a new office; its first entry names the officers. If anything fails, no file is left behind.
    pub fn create(path: &Path, library: Rc<Library>, entropy: Entropy, new: &NewOffice) -> Result<Store, StoreError> {
        found(&new.name, &new.officers).map_err(StoreError::Refused)?;
        let db = open::create(path)?;
        let mut store =
            Store { db, place: Place::at_work(path)?, library, entropy, edge: None, known: None, filling: false };
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
        let office = Office::founded(new.name.clone(), new.log_id.clone(), new.fictitious);
        recorder.insert(&OFFICE, &table::office::row(1, &office, new.at.0, None))?;
        for officer in &new.officers {
            acts::enrol(&tx, &mut recorder, officer, None)?;
        }
        let meta = Meta {
            at: new.at,
            by: Actor { officer: &new.by, login: &new.login },
            action: Action::OfficeMade,
            case: None,
            outcome: None,
            rules: Vec::new(),
            command: new.command,
        };
        recorder.finish(&mut head, meta)?;
        head.save(&tx)?;
        tx.commit()
    }

    /// What the office is called, and its clocks.
    pub fn office(&self) -> Result<Office, StoreError> {
        Reader::unchecked(&self.db).office()
    }
}

/// By whose clock the days of an office begin; that of UTC, where it does not say or cannot be read.
pub fn zone_of(path: &Path) -> Zone {
    let read = || -> Result<Zone, StoreError> {
        // With every check: a command asks before it opens the office, and what is refused then must not be touched now.
        let db = open::open(path, false)?;
        Ok(Reader::unchecked(&db).office()?.zone)
    };
    read().unwrap_or_default()
}
