//! Verification: the log is read from its first entry, every hash is computed again, and every recorded row is compared
//! with what the log says of it. A perfect log beside an edited row proves nothing, so the rows are half of the work.
//!
//! One pass over the entries, with one cursor over each table whose rows never change: their keys grow in the order of
//! the log, so a missing, added or changed row shows at its place. For the two tables whose rows have versions, the
//! newest commitment of each row is kept, and compared at the end.

use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Rows, Statement};

use super::recorder::Head;
use super::search::terms;
use super::table::{APPLICANT, APPROVAL, CASE, DECISION, ENROLMENT, FACT, OFFICE, POLL, REMARK, Table};
use super::{Store, StoreError};
use crate::domain::{CaseId, NewApplicant};
use crate::ledger::tree::{Edge, Subtree, leaf_hash};
use crate::ledger::{Entry, Fault, FaultClass, Field, Hash, Report};

/// Tables whose rows never change once written.
const FIXED: [&Table; 7] = [&ENROLMENT, &POLL, &APPLICANT, &FACT, &DECISION, &APPROVAL, &REMARK];
/// Tables whose rows have versions.
const VERSIONED: [&Table; 2] = [&OFFICE, &CASE];

/// Either a fault of the record, or a failure to read it.
enum Stop {
    Fault(Fault),
    Store(StoreError),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        match StoreError::from(error) {
            StoreError::Damaged(what) => fault(FaultClass::Damaged, "file", what),
            other => Stop::Store(other),
        }
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

fn fault(class: FaultClass, place: impl Into<String>, what: impl Into<String>) -> Stop {
    Stop::Fault(Fault { class, place: place.into(), what: what.into() })
}

impl Store {
    /// Whether everything holds; if not, the first thing that does not. Reads one moment of the file, whatever others
    /// write meanwhile.
    pub fn verify(&self) -> Result<Result<Report, Fault>, StoreError> {
        let tx = self.db.unchecked_transaction()?;
        match Walk::new(&tx).and_then(|walk| walk.run()) {
            Ok(report) => Ok(Ok(report)),
            Err(Stop::Fault(fault)) => Ok(Err(fault)),
            Err(Stop::Store(error)) => Err(error),
        }
    }
}

/// What an officer may do at this point of the log.
#[derive(Debug, Clone, Copy)]
struct Rights {
    decide: bool,
    approve: bool,
    self_approve: bool,
}

/// What the walk keeps of each case.
#[derive(Debug, Clone, Copy)]
struct CaseState {
    version: i64,
    last_seq: u64,
}

struct Walk<'a> {
    db: &'a Connection,
    edge: Edge,
    last_at: i64,
    rows: u64,
    cases: HashMap<i64, CaseState>,
    /// Newest commitment of each versioned row.
    newest: HashMap<String, Hash>,
    newest_case: HashMap<i64, Hash>,
    officers: HashMap<String, Rights>,
    /// Who made each decision.
    deciders: HashMap<i64, String>,
    buffer: Vec<u8>,
}

impl<'a> Walk<'a> {
    fn new(db: &'a Connection) -> Result<Walk<'a>, Stop> {
        let problem: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        if problem != "ok" {
            return Err(fault(FaultClass::Damaged, "file", problem));
        }
        Ok(Walk {
            db,
            edge: Edge::default(),
            last_at: i64::MIN,
            rows: 0,
            cases: HashMap::new(),
            newest: HashMap::new(),
            newest_case: HashMap::new(),
            officers: HashMap::new(),
            deciders: HashMap::new(),
            buffer: Vec::new(),
        })
    }

    fn run(mut self) -> Result<Report, Stop> {
        let mut fixed: Vec<Statement> =
            FIXED.iter().map(|table| self.db.prepare(table.select)).collect::<rusqlite::Result<_>>()?;
        let mut cursors: Vec<Cursor> = Vec::new();
        for (statement, table) in fixed.iter_mut().zip(FIXED) {
            cursors.push(Cursor { table, rows: statement.query([])? });
        }
        let mut nodes = self.db.prepare("SELECT hash FROM node WHERE level=? AND idx=?")?;
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
            for subtree in &made {
                check_node(&mut nodes, subtree)?;
            }
            self.follow(&entry)?;
            for field in entry.fields {
                self.field(field, &mut cursors)?;
            }
        }
        for cursor in &mut cursors {
            if let Some(row) = cursor.rows.next()? {
                let field = cursor.table.field(&row.get::<_, Value>(1)?);
                return Err(fault(FaultClass::RowAdded, field, "the log knows nothing of this row"));
            }
        }
        self.head()?;
        self.versioned()?;
        self.derived()?;
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
        let before = self.cases.get(&case).copied();
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
        self.cases.insert(case, CaseState { version, last_seq: entry.seq });
        Ok(())
    }

    fn may(&mut self, entry: &Entry) -> Result<(), Stop> {
        let place = || format!("entry {}", entry.seq);
        if entry.role == "office" {
            let only_first = entry.seq == 0 && entry.action == "office.made";
            return if only_first {
                Ok(())
            } else {
                Err(fault(FaultClass::NotPermitted, place(), "an office is made once"))
            };
        }
        let rights = self.officers.get(&entry.actor).copied();
        let allowed = rights
            .is_some_and(|rights| if needs_approval_right(&entry.action) { rights.approve } else { rights.decide });
        if !allowed {
            let what = format!("{} might not do that ({})", entry.actor, entry.action);
            return Err(fault(FaultClass::NotPermitted, place(), what));
        }
        if entry.action == "decision.made" {
            let made = entry.fields.iter().filter_map(|field| field.id.strip_prefix("decision/")?.parse().ok());
            self.deciders.extend(made.map(|id: i64| (id, entry.actor.clone())));
        }
        if matches!(entry.action.as_str(), "decision.approved" | "decision.returned") {
            let approvals = entry.fields.iter().filter_map(|field| field.id.strip_prefix("approval/")?.parse().ok());
            for id in approvals.collect::<Vec<i64>>() {
                let decided: Option<i64> = self
                    .db
                    .prepare_cached("SELECT decision FROM approval WHERE id=?")?
                    .query_row([id], |row| row.get(0))
                    .ok();
                let same = decided.and_then(|id| self.deciders.get(&id)).is_some_and(|decider| *decider == entry.actor);
                if same && !rights.is_some_and(|rights| rights.self_approve) {
                    return Err(fault(FaultClass::FourEyes, place(), format!("{} decided and approved", entry.actor)));
                }
            }
        }
        Ok(())
    }

    /// Compares a row of a fixed table at once; keeps the commitment of a versioned one.
    fn field(&mut self, field: Field, cursors: &mut [Cursor]) -> Result<(), Stop> {
        let (table, key) = field.id.split_once('/').unwrap_or((&field.id, ""));
        if table == CASE.name {
            self.newest_case.insert(key.parse().unwrap_or(-1), field.commitment);
            return Ok(());
        }
        if VERSIONED.iter().any(|known| known.name == table) {
            self.newest.insert(field.id, field.commitment);
            return Ok(());
        }
        let Some(cursor) = cursors.iter_mut().find(|cursor| cursor.table.name == table) else {
            return Err(fault(FaultClass::Malformed, field.id, "the log names a table that does not exist"));
        };
        let Some(row) = cursor.rows.next()? else {
            return Err(fault(FaultClass::RowMissing, field.id, "the log made this row, and it is gone"));
        };
        let found = cursor.table.field(&row.get::<_, Value>(1)?);
        if found != field.id {
            let number = |field: &str| field.rsplit('/').next().and_then(|key| key.parse::<i64>().ok());
            return Err(match number(&found) < number(&field.id) {
                true => fault(FaultClass::RowAdded, found, "the log knows nothing of this row"),
                false => fault(FaultClass::RowMissing, field.id, "the log made this row, and it is gone"),
            });
        }
        self.rows += 1;
        if cursor.table.commitment_of(row, &field.id, &mut self.buffer)? != field.commitment {
            return Err(fault(FaultClass::RowChanged, field.id, "the row is not the one that the log commits to"));
        }
        if cursor.table.name == ENROLMENT.name {
            let rights = Rights { decide: row.get(3)?, approve: row.get(4)?, self_approve: row.get(5)? };
            self.officers.insert(row.get(2)?, rights);
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
        let nodes: i64 = self.db.query_row("SELECT count(*) FROM node", [], |row| row.get(0))?;
        // A tree of n leaves has n - (number of ones in n) complete subtrees above its leaves.
        let expected = 2 * self.edge.size - u64::from(self.edge.size.count_ones());
        if nodes as u64 != expected {
            return Err(fault(
                FaultClass::WrongHash,
                "node",
                format!("{nodes} nodes are stored; the tree has {expected}"),
            ));
        }
        Head::load(self.db)?;
        Ok(())
    }

    /// The rows that have versions, against the newest commitment of each.
    fn versioned(&mut self) -> Result<(), Stop> {
        for table in VERSIONED {
            let mut statement = self.db.prepare(table.select)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let key: Value = row.get(1)?;
                let field = table.field(&key);
                let newest = match &key {
                    Value::Integer(case) if table.name == CASE.name => self.newest_case.remove(case),
                    _ => self.newest.remove(&field),
                };
                let Some(newest) = newest else {
                    return Err(fault(FaultClass::RowAdded, field, "the log knows nothing of this row"));
                };
                self.rows += 1;
                if table.commitment_of(row, &field, &mut self.buffer)? != newest {
                    return Err(fault(FaultClass::RowChanged, field, "the row is not the one that the log commits to"));
                }
            }
        }
        let case = self.newest_case.keys().min().map(|case| format!("case_file/{case}"));
        match case.or_else(|| self.newest.keys().min().cloned()) {
            None => Ok(()),
            Some(field) => Err(fault(FaultClass::RowMissing, field, "the log made this row, and it is gone")),
        }
    }

    /// Everything that is computed from the record: search terms, and references between rows.
    fn derived(&self) -> Result<(), Stop> {
        let broken: Option<String> = {
            let mut statement = self.db.prepare("PRAGMA foreign_key_check")?;
            let mut rows = statement.query([])?;
            rows.next()?.map(|row| row.get(0)).transpose()?
        };
        if let Some(table) = broken {
            return Err(fault(FaultClass::Derived, table, "a row refers to one that does not exist"));
        }
        let sql = "SELECT case_file.id, name, latin, document, personal_number FROM case_file \
             JOIN applicant ON applicant.id = case_file.applicant";
        let mut statement = self.db.prepare(sql)?;
        let mut has = self.db.prepare("SELECT 1 FROM search_term WHERE term=? AND case_id=?")?;
        let mut rows = statement.query([])?;
        let mut expected = 0i64;
        while let Some(row) = rows.next()? {
            let case = CaseId(row.get(0)?);
            let applicant = NewApplicant {
                key: String::new(),
                name: row.get(1)?,
                latin: row.get(2)?,
                document: row.get(3)?,
                personal_number: row.get(4)?,
            };
            for term in terms(&applicant, case) {
                expected += 1;
                if !has.exists((&term, case.0))? {
                    return Err(fault(
                        FaultClass::Derived,
                        format!("search_term/{case}"),
                        format!("{term:?} is missing"),
                    ));
                }
            }
        }
        let found: i64 = self.db.query_row("SELECT count(*) FROM search_term", [], |row| row.get(0))?;
        if found != expected {
            return Err(fault(
                FaultClass::Derived,
                "search_term",
                format!("{found} terms are stored; {expected} belong there"),
            ));
        }
        Ok(())
    }
}

/// A table that is read along with the log.
struct Cursor<'s> {
    table: &'static Table,
    rows: Rows<'s>,
}

fn check_node(nodes: &mut Statement, subtree: &Subtree) -> Result<(), Stop> {
    let place = || format!("node {}/{}", subtree.level, subtree.index);
    let mut rows = nodes.query((subtree.level, subtree.index as i64))?;
    let Some(row) = rows.next()? else {
        return Err(fault(FaultClass::WrongHash, place(), "the hash of this subtree is missing"));
    };
    match row.get_ref(0)? {
        ValueRef::Blob(stored) if stored == subtree.hash => Ok(()),
        _ => Err(fault(FaultClass::WrongHash, place(), "the stored hash is not the hash of its entries")),
    }
}

fn needs_approval_right(action: &str) -> bool {
    matches!(action, "decision.approved" | "decision.returned" | "officer.enrolled")
}
