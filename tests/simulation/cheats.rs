//! People who can write the file and do not go by the program: with the triggers taken away and put back.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use rusqlite::Connection;
use suffrage::domain::{CaseAct, FactDraft, State};
use suffrage::store::Store;

use crate::guards::Guard;
use crate::insider::past_the_triggers;
use crate::town::{Step, Town};

/// The tables that are record, and those that are computed from it or say where the log ends.
const RECORD: [&str; 16] = [
    "office",
    "enrolment",
    "permission",
    "competence",
    "poll",
    "applicant",
    "fact_schema",
    "pack",
    "case_file",
    "fact",
    "decision",
    "approval",
    "remark",
    "attachment",
    "entry",
    "node",
];
/// An honest act may write these anew.
const COMPUTED: [&str; 2] = ["listed", "head"];

/// A fault that is planted; each must be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plant {
    LaunderedEdit,
    LostAct,
    ForgedApproval,
    DoubledCommand,
    ClockSetBack,
    QueueRowGone,
    PermissionAdded,
    DecisionGone,
    FactOfAnother,
    /// `synchronous=OFF` and a power cut: the end of the engine's log was never flushed.
    LostTail,
    /// Somebody tidied up and took `-wal` for rubbish.
    LostSideFile,
    QueueStatusEdited,
    QueueNameEdited,
    SearchTermGone,
    SearchTermEdited,
    Without(Guard),
}

impl Plant {
    const OF_THE_FILE: [Plant; 15] = [
        Plant::LaunderedEdit,
        Plant::LostAct,
        Plant::ForgedApproval,
        Plant::DoubledCommand,
        Plant::ClockSetBack,
        Plant::QueueRowGone,
        Plant::PermissionAdded,
        Plant::DecisionGone,
        Plant::FactOfAnother,
        Plant::LostTail,
        Plant::LostSideFile,
        Plant::QueueStatusEdited,
        Plant::QueueNameEdited,
        Plant::SearchTermGone,
        Plant::SearchTermEdited,
    ];

    pub fn all() -> impl Iterator<Item = Plant> {
        Plant::OF_THE_FILE.into_iter().chain(Guard::ALL.map(Plant::Without))
    }

    /// Whether what was found is this fault.
    pub fn is_told_by(self, what: &str) -> bool {
        if let Plant::Without(guard) = self { guard.is_told_by(what) } else { true }
    }

    fn sql(self) -> &'static str {
        match self {
            Plant::LaunderedEdit => {
                "UPDATE applicant SET name=name || '!' WHERE id=(SELECT applicant FROM case_file WHERE id=1001)"
            }
            Plant::ForgedApproval => {
                "INSERT INTO approval SELECT (SELECT coalesce(max(id),0)+1 FROM approval), seq, zeroblob(32), 'boris', at, id, 1, '', NULL \
                 FROM decision ORDER BY id DESC LIMIT 1; \
                 UPDATE listed SET status='final', todo=0 WHERE slot & 1099511627775 = (SELECT case_id FROM decision ORDER BY id DESC LIMIT 1)"
            }
            Plant::ClockSetBack => "UPDATE head SET last_at=last_at-86400000*3",
            Plant::QueueRowGone => "DELETE FROM listed WHERE slot=(SELECT slot FROM listed ORDER BY slot DESC LIMIT 1)",
            Plant::PermissionAdded => {
                "INSERT INTO permission SELECT (SELECT max(id)+1 FROM permission), seq, salt, 1, 'self_approve' FROM permission LIMIT 1"
            }
            Plant::DecisionGone => "DELETE FROM decision WHERE id=(SELECT max(id) FROM decision)",
            Plant::FactOfAnother => {
                "UPDATE fact SET applicant=(SELECT max(id) FROM applicant) WHERE id=1 AND (SELECT count(*) FROM applicant) > 1"
            }
            Plant::QueueStatusEdited => {
                "UPDATE listed SET status='final', todo=0 WHERE slot=(SELECT slot FROM listed WHERE status<>'final' ORDER BY slot DESC LIMIT 1)"
            }
            Plant::QueueNameEdited => "UPDATE listed SET name=name || '!' WHERE slot=(SELECT max(slot) FROM listed)",
            Plant::SearchTermGone => {
                "DELETE FROM search_term WHERE (term, slot)=(SELECT term, slot FROM search_term ORDER BY slot DESC LIMIT 1)"
            }
            Plant::SearchTermEdited => {
                "UPDATE search_term SET term=term || 'x' \
                 WHERE (term, slot)=(SELECT term, slot FROM search_term ORDER BY slot DESC LIMIT 1)"
            }
            Plant::LostAct | Plant::DoubledCommand | Plant::LostTail | Plant::LostSideFile | Plant::Without(_) => "",
        }
    }
}

/// Changes the file with the triggers out of the way; how many rows changed.
fn tamper(town: &Town, sql: &str) -> u64 {
    past_the_triggers(&town.path(), |db| {
        db.execute_batch("PRAGMA ignore_check_constraints=1").unwrap();
        let before = db.total_changes();
        // What breaks the uniqueness of a key does not happen.
        let _ = db.execute_batch(sql);
        db.total_changes() - before
    })
}

/// What is left of the engine's log.
enum Kept {
    WhatWasFlushed,
    Nothing,
}

fn beside(path: &Path, end: &str) -> PathBuf {
    PathBuf::from(format!("{}{end}", path.display()))
}

/// What an insider did.
pub struct Cheat {
    /// An honest act may put it right: what was changed is computed anew by it.
    pub heals: bool,
}

impl Town {
    /// A row of any table is edited, removed or added; `None`: nothing came of it.
    pub fn cheat(&mut self) -> Option<Cheat> {
        let heals = self.dice.one_in(5);
        let table = *self.dice.pick(if heals { &COMPUTED[..] } else { &RECORD[..] });
        let db = Connection::open(self.path()).unwrap();
        let columns: Vec<(String, String)> = db
            .prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')"))
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        drop(db);
        let (column, ty) = self.dice.pick(&columns).clone();
        let key = if table == "node" { "hash" } else { "rowid" };
        let skip = self.dice.below(400);
        let row = format!("(SELECT {key} FROM {table} LIMIT 1 OFFSET {skip} % (SELECT max(1, count(*)) FROM {table}))");
        let value = match ty.as_str() {
            "INTEGER" => format!("coalesce(\"{column}\", 0) + 1000003"),
            "BLOB" => format!("zeroblob(length(\"{column}\"))"),
            _ => format!("coalesce(\"{column}\", '') || '7'"),
        };
        let sql = match self.dice.below(4) {
            0 => format!("DELETE FROM {table} WHERE {key}={row}"),
            _ => format!("UPDATE {table} SET \"{column}\"={value} WHERE {key}={row}"),
        };
        let changed = tamper(self, &sql);
        self.say(format!("an insider: {sql} -> {changed} rows"));
        (changed > 0).then_some(Cheat { heals })
    }

    /// Plants a fault of this kind; `false`: there was nothing to plant it in yet.
    pub fn plant(&mut self, plant: Plant) -> Result<bool, String> {
        let planted = match plant {
            Plant::LostAct => self.lose_an_act()?,
            Plant::DoubledCommand => self.double_a_command(),
            Plant::LostTail => self.lose_of_the_log(Kept::WhatWasFlushed)?,
            Plant::LostSideFile => self.lose_of_the_log(Kept::Nothing)?,
            Plant::Without(guard) => {
                self.missing = Some(guard);
                true
            }
            Plant::ClockSetBack => {
                // It matters to machines whose clocks are behind: what they do now would stand before what was done.
                self.seats.iter_mut().for_each(|seat| seat.off = -2 * 60 * 60_000);
                self.now = self.model.last_at;
                self.time_stands = true;
                tamper(self, plant.sql()) > 0
            }
            _ => tamper(self, plant.sql()) > 0,
        };
        self.say(format!("planted: {plant:?} -> {planted}"));
        Ok(planted)
    }

    /// The file goes back to what it was one acknowledged act ago.
    fn lose_an_act(&mut self) -> Result<bool, String> {
        let copy = self.copy("before.db");
        self.live_until_an_act()?;
        self.while_closed(|path| {
            let _ = std::fs::remove_file(beside(path, "-wal"));
            std::fs::copy(&copy, path).unwrap();
        })
    }

    /// The machine stops without a word after acknowledged acts, and of the engine's log only this is left.
    fn lose_of_the_log(&mut self, kept: Kept) -> Result<bool, String> {
        let read = |path: &Path| std::fs::read(beside(path, "-wal")).unwrap_or_default();
        // The office brings its log into the file with every act, unless somebody reads on from an older state.
        let reader = Connection::open(self.path()).unwrap();
        reader.execute_batch("BEGIN; SELECT size FROM head").unwrap();
        let flushed = read(&self.path());
        self.live_until_an_act()?;
        // Whoever closes the file in order writes its log into it; a machine that stops does not.
        let file = std::fs::read(self.path()).unwrap();
        drop(reader);
        self.while_closed(|path| {
            std::fs::write(path, &file).unwrap();
            match kept {
                Kept::WhatWasFlushed => std::fs::write(beside(path, "-wal"), &flushed).unwrap(),
                Kept::Nothing => {
                    let _ = std::fs::remove_file(beside(path, "-wal"));
                }
            }
        })
    }

    fn live_until_an_act(&mut self) -> Step {
        let before = self.model.lines.len();
        for _ in 0..20 {
            self.step()?;
            if self.model.lines.len() > before {
                break;
            }
        }
        Ok(())
    }

    /// The office as it is now, in a file of its own.
    fn copy(&self, name: &str) -> PathBuf {
        let copy = self.folder.join(name);
        let _ = std::fs::remove_file(&copy);
        let db = Connection::open(self.path()).unwrap();
        db.execute("VACUUM INTO ?", [copy.display().to_string()]).unwrap();
        copy
    }

    /// Changes the file while nobody has it open; whether acknowledged acts are missing from it then.
    fn while_closed(&mut self, change: impl FnOnce(&Path)) -> Result<bool, String> {
        let spare = self.copy("spare.db");
        self.seats.clear();
        let eye = Store::open(&spare, Rc::clone(&self.library), Box::new(|_| {}));
        self.eye = eye.map_err(|error| error.to_string())?;
        change(&self.path());
        let _ = std::fs::remove_file(beside(&self.path(), "-shm"));
        let db = Connection::open(self.path()).unwrap();
        let left = db.query_row("SELECT size FROM head", [], |row| row.get::<_, i64>(0));
        drop(db);
        // A file of which nothing can be read has lost them all.
        self.planted = left.map_or(true, |left| left < self.model.lines.len() as i64);
        let opened = Store::open(&self.path(), Rc::clone(&self.library), Box::new(|_| {}));
        opened.map_err(|error| format!("after the machine stopped: {error}"))?;
        self.sit_down();
        Ok(self.planted)
    }

    /// A fact is sent, and sent again under another id although it was acknowledged; the sender believes in one.
    fn double_a_command(&mut self) -> bool {
        let Some((id, known)) = self.model.cases.iter().next().map(|(id, case)| (*id, case.clone())) else {
            return false;
        };
        let Some(seat) = (0..self.seats.len()).find(|seat| {
            let name = &self.seats[*seat].name;
            self.model.officer(name).is_some_and(|one| one.may(suffrage::domain::Permission::Decide))
        }) else {
            return false;
        };
        let act = CaseAct::RecordFact { fact: FactDraft::bare("foreign_permit", State::None) };
        let name = self.seats[seat].name.clone();
        let at = suffrage::domain::Stamp(self.now.max(self.model.last_at));
        let act = act.on(id, known.version);
        let command =
            suffrage::domain::Command { id: self.id(), officer: name.clone(), login: name, at, act: act.clone() };
        if self.try_to(seat, command.clone()).is_err() || self.model.cases[&id].version == known.version {
            return false;
        }
        let suffrage::domain::Act::Case { act, .. } = act else { return false };
        let again = suffrage::domain::Command { id: self.id(), act: act.on(id, known.version + 1), ..command };
        let library = std::rc::Rc::clone(&self.library);
        let store = suffrage::store::Store::open(&self.path(), library, Box::new(|salt| salt.fill(8)));
        store.is_ok_and(|mut store| store.apply(&again).is_ok())
    }

    /// What the program's own verification says at the end.
    pub fn verify(&self) -> Step {
        match self.eye.verify() {
            Ok(Ok(report)) if report.entries == self.model.lines.len() as u64 => Ok(()),
            Ok(Ok(report)) => Err(format!("verified {} entries of {}", report.entries, self.model.lines.len())),
            Ok(Err(fault)) => Err(format!("verification: {fault}")),
            Err(error) => Err(format!("verification could not be done: {error}")),
        }
    }
}
