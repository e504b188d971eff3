//! Verification: the log is read from its first entry, every hash is computed again, and every recorded row is compared
//! with what the log says of it. A perfect log beside an edited row proves nothing, so the rows are half of the work.
//!
//! One pass over the entries, with one cursor over each table whose rows never change (`rows`) and over each level of the
//! tree (`nodes`): their keys grow in the order of the log, so a missing, added or changed row shows at its place. For the
//! two tables whose rows have versions, the newest commitment of each row is kept, and compared at the end. What is
//! computed from the record comes last (`derived`).
//!
//! The engine's own check of the file (pages, indexes against their tables) runs beside it, on a connection of its own.

mod acts;
mod derived;
mod nodes;
mod noted;
mod rows;

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement};

use super::intake::FIRST_CASE;
use super::recorder::Head;
use super::table::{APPLICANT, CASE, DECISION, FACT, OFFICE, POLL, Table};
use super::{Store, StoreError, open};
use crate::domain::{DecisionId, Officer, Stamp, Status};
use crate::ledger::tree::{Edge, leaf_hash};
use crate::ledger::{Action, Entry, Fault, FaultClass, Field, Hash, Report};
use crate::office;
use acts::{Made, Office, Standing};
use noted::Noted;
use rows::{Cursor, FIXED};

/// Tables whose rows have versions.
const VERSIONED: [&Table; 2] = [&OFFICE, &CASE];
/// Where a case names its applicant and its poll, the salt counted.
const CASE_APPLICANT: usize = 3;
const CASE_POLL: usize = 4;
/// Where its status stands, and after it its version.
const CASE_STATUS: usize = 10;

/// Either a fault of the record, or a failure to read it.
enum Stop {
    Fault(Fault),
    Store(StoreError),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        Stop::from(StoreError::from(error))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Stop {
        match error {
            StoreError::Damaged(what) => fault(FaultClass::Damaged, "file", what),
            other => Stop::Store(other),
        }
    }
}

impl Stop {
    fn settle<T>(result: Result<T, Stop>) -> Result<Result<T, Fault>, StoreError> {
        match result {
            Ok(value) => Ok(Ok(value)),
            Err(Stop::Fault(fault)) => Ok(Err(fault)),
            Err(Stop::Store(error)) => Err(error),
        }
    }
}

fn fault(class: FaultClass, place: impl Into<String>, what: impl Into<String>) -> Stop {
    Stop::Fault(Fault { class, place: place.into(), what: what.into() })
}

impl Store {
    /// Whether everything holds, the file and the record; if not, the first thing that does not. Whatever others write
    /// meanwhile, the record is read at one moment.
    pub fn verify(&self) -> Result<Result<Report, Fault>, StoreError> {
        verify(self.place.path(), &self.db)
    }

    /// The same for a file that nobody has open here.
    pub fn verify_file(path: &Path) -> Result<Result<Report, Fault>, StoreError> {
        verify(path, &open::open(path, false)?)
    }

    /// The record alone: entries, tree, every recorded row, what is computed from them.
    pub fn verify_record(&self) -> Result<Result<Report, Fault>, StoreError> {
        verify_record(&self.db)
    }

    /// The file alone: its pages, and its indexes against their tables.
    pub fn check_file(&self) -> Result<Result<(), Fault>, StoreError> {
        check_file(&self.db)
    }
}

fn verify(path: &Path, db: &Connection) -> Result<Result<Report, Fault>, StoreError> {
    std::thread::scope(|scope| {
        let file = scope.spawn(|| check_file(&open::open(path, false)?));
        let record = verify_record(db);
        match file.join().map_err(|_| StoreError::damaged("the check of the file broke off"))? {
            Ok(Ok(())) => record,
            Ok(Err(fault)) => Ok(Err(fault)),
            Err(error) => Err(error),
        }
    })
}

fn verify_record(db: &Connection) -> Result<Result<Report, Fault>, StoreError> {
    let tx = db.unchecked_transaction()?;
    Stop::settle(Walk::new(&tx).run())
}

fn check_file(db: &Connection) -> Result<Result<(), Fault>, StoreError> {
    let check = || -> Result<(), Stop> {
        let problem: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if problem == "ok" { Ok(()) } else { Err(fault(FaultClass::Damaged, "file", problem)) }
    };
    Stop::settle(check())
}

/// Somebody whom the log enrolled, as the newest of their enrolments so far says.
struct Enrolled {
    /// Their place in the order in which names first came up.
    number: u32,
    officer: Officer,
}

/// Who made a decision, and when.
#[derive(Debug, Clone, Copy)]
struct Decided {
    /// The number of the officer.
    by: u32,
    at: i64,
}

/// What the walk keeps of each case: 32 bytes, so that a million of them fit beside a session.
#[derive(Debug, Clone, Copy)]
struct CaseSoFar {
    version: i64,
    last_seq: u64,
    /// The newest commitment to its row, under a key that is drawn afresh: nobody can prepare another one like it.
    newest: u64,
    standing: Standing,
}

struct Walk<'a> {
    db: &'a Connection,
    edge: Edge,
    last_at: i64,
    rows: u64,
    /// The cases in the order of their numbers, which leave no gap.
    cases: Vec<CaseSoFar>,
    key: RandomState,
    /// Newest commitment of each other row that has versions.
    newest: HashMap<String, Hash>,
    officers: HashMap<String, Enrolled>,
    /// Their names by number.
    names: Vec<String>,
    /// Who made each decision and when, in the order of their numbers, which leave no gap.
    decided: Vec<Decided>,
    undo_minutes: i64,
    buffer: Vec<u8>,
}

impl<'a> Walk<'a> {
    fn new(db: &'a Connection) -> Walk<'a> {
        Walk {
            db,
            edge: Edge::default(),
            last_at: i64::MIN,
            rows: 0,
            cases: Vec::new(),
            key: RandomState::new(),
            newest: HashMap::new(),
            officers: HashMap::new(),
            names: Vec::new(),
            decided: Vec::new(),
            undo_minutes: 0,
            buffer: Vec::new(),
        }
    }

    fn run(mut self) -> Result<Report, Stop> {
        // Its row is compared at the end, with the others that have versions.
        let undo = self.db.query_row("SELECT undo_minutes FROM office WHERE id=1", [], |row| row.get(0)).optional()?;
        self.undo_minutes = undo.unwrap_or(0);
        let mut fixed: Vec<Statement> =
            FIXED.iter().map(|table| self.db.prepare(table.select)).collect::<rusqlite::Result<_>>()?;
        let mut cursors: Vec<Cursor> = Vec::new();
        for (statement, table) in fixed.iter_mut().zip(FIXED) {
            cursors.push(Cursor::new(table, statement.query([])?));
        }
        let mut levels = nodes::statements(self.db)?;
        let mut levels = nodes::Levels::open(&mut levels)?;
        let mut entries = self.db.prepare("SELECT seq, cmd, case_id, bytes FROM entry ORDER BY seq")?;
        let mut found = entries.query([])?;
        let mut made = Vec::new();
        while let Some(row) = found.next()? {
            let seq: i64 = row.get(0)?;
            let place = || format!("entry {}", self.edge.size);
            if seq as u64 != self.edge.size {
                return Err(fault(FaultClass::Gap, place(), format!("the next entry is numbered {seq}")));
            }
            let bytes = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            let entry =
                Entry::decode(bytes).map_err(|error| fault(FaultClass::Malformed, place(), error.to_string()))?;
            if entry.seq != self.edge.size {
                return Err(fault(FaultClass::Gap, place(), format!("its bytes say it is number {}", entry.seq)));
            }
            let columns = (row.get_ref(1)?.as_blob().ok(), row.get::<_, Option<i64>>(2)?);
            if columns != (Some(&entry.command[..]), entry.case) {
                return Err(fault(FaultClass::Derived, place(), "its columns differ from its bytes"));
            }
            made.clear();
            self.edge.push(leaf_hash(bytes), |subtree| made.push(subtree));
            made.iter().try_for_each(|subtree| levels.check(subtree))?;
            self.follow(&entry)?;
            let mut rows = Made::default();
            for field in &entry.fields {
                self.field(&entry, field, &mut cursors, &mut rows)?;
            }
            self.perform(&entry, &rows)?;
        }
        cursors.iter_mut().try_for_each(Cursor::must_be_at_its_end)?;
        levels.must_be_at_their_end(self.db)?;
        self.head()?;
        self.versioned(&cursors)?;
        derived::derived(self.db)?;
        Ok(Report { entries: self.edge.size, rows: self.rows, root: self.edge.root() })
    }

    /// Whether the entry follows from those before it.
    fn follow(&mut self, entry: &Entry) -> Result<(), Stop> {
        let place = || format!("entry {}", entry.seq);
        if entry.at_ms < self.last_at {
            return Err(fault(FaultClass::TimeWentBack, place(), "it is older than the entry before it"));
        }
        self.last_at = entry.at_ms;
        self.may(entry)?;
        let Some(case) = entry.case else { return Ok(()) };
        let before = self.case(case).copied();
        if before.map(|before| before.last_seq) != entry.case_before {
            return Err(fault(
                FaultClass::Sequence,
                place(),
                "it names another predecessor than the last entry of its case",
            ));
        }
        let version = entry.case_version.unwrap_or(0);
        if version <= before.map_or(0, |before| before.version) {
            return Err(fault(FaultClass::Sequence, place(), "the version of its case does not grow"));
        }
        let newest = before.map_or(0, |before| before.newest);
        let standing = before.map_or(Standing { status: Status::New, decision: 0 }, |before| before.standing);
        let after = CaseSoFar { version, last_seq: entry.seq, newest, standing };
        let next = FIRST_CASE + self.cases.len() as i64;
        match self.case(case) {
            Some(known) => *known = after,
            None if case == next => self.cases.push(after),
            None => {
                let what = format!("it opens case {case}; the next one is {next}");
                return Err(fault(FaultClass::Gap, place(), what));
            }
        }
        Ok(())
    }

    /// What is known of a case that was opened by now.
    fn case(&mut self, case: i64) -> Option<&mut CaseSoFar> {
        self.cases.get_mut(usize::try_from(case.checked_sub(FIRST_CASE)?).ok()?)
    }

    fn may(&self, entry: &Entry) -> Result<(), Stop> {
        let place = || format!("entry {}", entry.seq);
        if entry.capacity != entry.action.capacity() {
            let what = format!("nobody does that as {} ({})", entry.capacity.code(), entry.action.code());
            return Err(fault(FaultClass::NotPermitted, place(), what));
        }
        if entry.outcome.is_some() != (entry.action == Action::DecisionMade) {
            let what = format!("an outcome stands with a decision and with nothing else ({})", entry.action.code());
            return Err(fault(FaultClass::Malformed, place(), what));
        }
        let Some(permission) = entry.action.permission() else {
            return if entry.seq == 0 {
                Ok(())
            } else {
                Err(fault(FaultClass::NotPermitted, place(), "an office is made once"))
            };
        };
        let allowed = self.officers.get(&*entry.actor).is_some_and(|enrolled| enrolled.officer.may(permission));
        if allowed {
            return Ok(());
        }
        let what = format!("{} might not do that ({})", entry.actor, entry.action.code());
        Err(fault(FaultClass::NotPermitted, place(), what))
    }

    /// Compares a row of a fixed table at once; keeps the commitment of a versioned one.
    fn field(&mut self, entry: &Entry, field: &Field, cursors: &mut [Cursor], made: &mut Made) -> Result<(), Stop> {
        let (table, key) = field.id.split_once('/').unwrap_or((&field.id, ""));
        if table == CASE.name {
            // A case whose row changes with another case's entry (a person applies again) was opened before.
            let newest = self.key.hash_one(field.commitment);
            let number: Option<i64> = key.parse().ok();
            let state = number.and_then(|case| self.case(case));
            let state =
                state.ok_or_else(|| fault(FaultClass::Sequence, &*field.id, "it changes before it is opened"))?;
            state.newest = newest;
            made.add(table, number == entry.case, None);
            return Ok(());
        }
        if VERSIONED.iter().any(|known| known.name == table) {
            self.newest.insert(field.id.to_string(), field.commitment);
            made.add(table, false, None);
            return Ok(());
        }
        let Some(cursor) = cursors.iter_mut().find(|cursor| cursor.table.name == table) else {
            return Err(fault(FaultClass::Malformed, &*field.id, "the log names a table that does not exist"));
        };
        let noted = cursor.compare(entry, field, key, &mut self.buffer)?;
        self.rows += 1;
        made.add(table, false, Some(&noted));
        self.note(entry, field, cursors, noted)
    }

    /// What a row says of others: they exist.
    fn note(&mut self, entry: &Entry, field: &Field, cursors: &[Cursor], noted: Noted) -> Result<(), Stop> {
        let dangling = || rows::dangling(&field.id);
        match noted {
            Noted::Nothing => {}
            Noted::Officer(officer) => {
                let known = self.officers.get(&officer.name).map(|known| known.number);
                let number = known.unwrap_or_else(|| {
                    self.names.push(officer.name.clone());
                    self.names.len() as u32 - 1
                });
                self.officers.insert(officer.name.clone(), Enrolled { number, officer });
            }
            Noted::Decision(new) => {
                self.case(new.case).ok_or_else(dangling)?;
                let read = |facts: &Vec<i64>| facts.iter().all(|fact| exists(cursors, &FACT, *fact));
                if !new.facts.as_ref().is_some_and(read) {
                    return Err(dangling());
                }
                // Whoever made this entry is enrolled, else it would have been refused above.
                let by = self.officers.get(&*entry.actor).map_or(u32::MAX, |enrolled| enrolled.number);
                self.decided.push(Decided { by, at: entry.at_ms });
            }
            Noted::Fact { applicant } => {
                if !exists(cursors, &APPLICANT, applicant) {
                    return Err(dangling());
                }
            }
            Noted::Remark(remark) => {
                self.case(remark.case).ok_or_else(dangling)?;
                if remark.decision.is_some_and(|decision| !exists(cursors, &DECISION, decision)) {
                    return Err(dangling());
                }
            }
            Noted::Approval(approval) => {
                let decided = usize::try_from(approval.decision - 1).ok().and_then(|at| self.decided.get(at));
                decided.ok_or_else(dangling)?;
            }
        }
        Ok(())
    }

    /// A decision as the rules of the office look at it; `None` for the number 0.
    fn standing(&self, decision: u32) -> Option<office::Standing> {
        let Decided { by, at } = *self.decided.get((decision as usize).checked_sub(1)?)?;
        let by = self.names.get(by as usize)?.clone();
        Some(office::Standing { id: DecisionId(i64::from(decision)), by, at: Stamp(at) })
    }

    /// Performs the act of an entry on the case as the entries before it left it.
    fn perform(&mut self, entry: &Entry, made: &Made) -> Result<(), Stop> {
        let state = entry.case.and_then(|case| self.case(case).copied());
        let before = state.filter(|_| entry.case_before.is_some()).map(|state| state.standing);
        let standing = before.and_then(|before| self.standing(before.decision));
        let actor = self.officers.get(&*entry.actor).map(|enrolled| &enrolled.officer);
        let office = Office { undo_minutes: self.undo_minutes, actor, standing: standing.as_ref() };
        let after = acts::perform(entry, made, before, &office).map_err(Stop::Fault)?;
        if let Some((state, after)) = entry.case.and_then(|case| self.case(case)).zip(after) {
            state.standing = after;
        }
        Ok(())
    }

    fn head(&self) -> Result<(), Stop> {
        let sql = "SELECT size, root, last_at FROM head WHERE id=1";
        let found = self.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some((size, root, last_at)): Option<(i64, Vec<u8>, i64)> = found else {
            return Err(fault(FaultClass::WrongHead, "head", "it is missing"));
        };
        if size as u64 != self.edge.size {
            let what = format!("it counts {size} entries; there are {}", self.edge.size);
            return Err(fault(FaultClass::WrongHead, "head", what));
        }
        if root != self.edge.root() || last_at != self.last_at {
            return Err(fault(FaultClass::WrongHead, "head", "its root or its time is not that of the entries"));
        }
        Head::load(self.db)?;
        Ok(())
    }

    /// The rows that have versions, against the newest commitment of each.
    fn versioned(&mut self, cursors: &[Cursor]) -> Result<(), Stop> {
        // Rows of cases that have come by, in the order of their numbers.
        let mut seen = 0;
        for table in VERSIONED {
            let mut statement = self.db.prepare(table.select)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let key: Value = row.get(1)?;
                let field = table.field(&key);
                let newest = match &key {
                    Value::Integer(case) if table.name == CASE.name => {
                        if *case > FIRST_CASE + seen && seen < self.cases.len() as i64 {
                            let gone = format!("case_file/{}", FIRST_CASE + seen);
                            return Err(fault(FaultClass::RowMissing, gone, "the log made this row, and it is gone"));
                        }
                        seen += 1;
                        self.case(*case).map(|case| case.newest)
                    }
                    _ => self.newest.remove(&field).map(|newest| self.key.hash_one(newest)),
                };
                let Some(newest) = newest else {
                    return Err(fault(FaultClass::RowAdded, field, "the log knows nothing of this row"));
                };
                self.rows += 1;
                if self.key.hash_one(table.commitment_of(row, &field, &mut self.buffer)?) != newest {
                    return Err(fault(FaultClass::RowChanged, field, "the row is not the one that the log commits to"));
                }
                if let Value::Integer(case) = key
                    && table.name == CASE.name
                    && let Some(state) = self.case(case)
                {
                    let (status, version) = (state.standing.status.code(), state.version);
                    // Facts of another case may have moved the version on.
                    if row.get_ref(CASE_STATUS)?.as_str().ok() != Some(status)
                        || row.get::<_, i64>(CASE_STATUS + 1)? < version
                    {
                        let what = format!("the entries leave the case {status}; its row says something else");
                        return Err(fault(FaultClass::Unlawful, field, what));
                    }
                }
                if table.name == CASE.name
                    && !(exists(cursors, &APPLICANT, row.get(CASE_APPLICANT)?)
                        && exists(cursors, &POLL, row.get(CASE_POLL)?))
                {
                    return Err(rows::dangling(&field));
                }
            }
        }
        let case = (seen < self.cases.len() as i64).then(|| format!("case_file/{}", FIRST_CASE + seen));
        match case.or_else(|| self.newest.keys().min().cloned()) {
            None => Ok(()),
            Some(field) => Err(fault(FaultClass::RowMissing, field, "the log made this row, and it is gone")),
        }
    }
}

/// Whether a fixed table has had this row by now.
fn exists(cursors: &[Cursor], table: &Table, id: i64) -> bool {
    cursors.iter().any(|cursor| cursor.table.name == table.name && (1..=cursor.last).contains(&id))
}
