//! An insider who has the source and the file: the last entry is made anew with another action, actor, outcome or row, every
//! hash from the row's commitment to the head fits, and only the act itself is one that the office would never have made.

use std::path::PathBuf;
use std::rc::Rc;

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use suffrage::domain::{
    Act, CaseAct, CaseFile, CaseId, CmdId, Command, FactDraft, OfficeAct, Officer, QueueQuery, Role, Stamp, State,
    Status, StatusFilter, Verdict, Why,
};
use suffrage::law::Library;
use suffrage::ledger::commitment::{Cell, commitment, encode_row};
use suffrage::ledger::tree::{Edge, leaf_hash};
use suffrage::ledger::{Action, Capacity, Entry, FaultClass};
use suffrage::sample::SAMPLE;
use suffrage::store::Store;

/// A scratch office in which one person after another acts.
struct Desk {
    folder: PathBuf,
    library: Rc<Library>,
    now: Stamp,
    acts: u8,
}

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("suffrage-forgery-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
        let now = Stamp::parse("2027-01-01T09:00:00Z").unwrap();
        Desk { folder, library: Rc::new(Library::embedded().unwrap()), now, acts: 0 }
    }

    fn path(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    fn store(&self) -> Store {
        Store::open(&self.path(), Rc::clone(&self.library), Box::new(|salt| salt.fill(7))).unwrap()
    }

    fn first(&self, status: Status) -> CaseFile {
        let store = self.store();
        let query = QueueQuery { filter: StatusFilter::One(status), limit: 1, ..QueueQuery::default() };
        store.case(store.queue(&query, self.now).unwrap().rows[0].1.case, self.now).unwrap().unwrap()
    }

    fn act(&mut self, officer: &str, act: Act) {
        self.acts += 1;
        let command =
            Command { id: CmdId([self.acts; 16]), officer: officer.into(), login: officer.into(), at: self.now, act };
        self.store().apply(&command).unwrap();
    }

    fn on(&mut self, officer: &str, case: CaseId, act: CaseAct) {
        let version = self.store().case(case, self.now).unwrap().unwrap().case.version;
        self.act(officer, act.on(case, version));
    }

    /// A departing decision by anna about an open case.
    fn decided(&mut self) -> CaseFile {
        let case = self.first(Status::New).case.id;
        let act = CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: "x".into() };
        self.on("anna", case, act);
        self.store().case(case, self.now).unwrap().unwrap()
    }

    /// Makes the last entry anew, with everything that follows from it; the engine's triggers are out of the way.
    fn forge(&self, change: impl FnOnce(&Connection, &mut Entry)) {
        self.forge_bytes(change, |bytes| bytes);
    }

    fn forge_bytes(&self, change: impl FnOnce(&Connection, &mut Entry), patch: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let db = Connection::open(self.path()).unwrap();
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type='trigger'";
        let read = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        let triggers: Vec<(String, String)> =
            db.prepare(sql).unwrap().query_map([], read).unwrap().collect::<Result<_, _>>().unwrap();
        triggers.iter().for_each(|(name, _)| db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
        db.pragma_update(None, "foreign_keys", 0).unwrap();
        let last = "SELECT bytes FROM entry ORDER BY seq DESC LIMIT 1";
        let bytes: Vec<u8> = db.query_row(last, [], |row| row.get(0)).unwrap();
        let mut entry = Entry::decode(&bytes).unwrap();
        change(&db, &mut entry);
        for field in &mut entry.fields {
            field.commitment = committed(&db, &field.id);
        }
        let bytes = patch(entry.encode());
        db.execute("UPDATE entry SET bytes=?, case_id=? WHERE seq=?", (&bytes, entry.case, entry.seq as i64)).unwrap();
        rebuild(&db, entry.at_ms);
        triggers.iter().for_each(|(_, sql)| db.execute_batch(sql).unwrap());
    }

    fn is_found(&self, class: FaultClass, what: &str) {
        let fault = self.store().verify().unwrap().expect_err(what);
        assert!(fault.class == class && fault.what.contains(what), "{what}: {fault}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The commitment to a row as it stands now.
fn committed(db: &Connection, field: &str) -> [u8; 32] {
    let (table, id) = field.split_once('/').unwrap();
    let mut statement = db.prepare(&format!("SELECT * FROM {table} WHERE id={id}")).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = |row: &rusqlite::Row| (0..names.len()).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
    let mut values = statement.query_row([], row).unwrap();
    let salt = names.iter().position(|name| name == "salt").unwrap();
    let Value::Blob(salt) = values.remove(salt) else { panic!("no salt") };
    let cells: Vec<Cell> = values.iter().map(|value| cell(value.into())).collect();
    let mut encoded = Vec::new();
    encode_row(&cells, &mut encoded);
    commitment(field, &salt, &encoded)
}

fn cell(value: ValueRef) -> Cell {
    match value {
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text).unwrap()),
        ValueRef::Blob(blob) => Cell::Blob(blob),
        _ => Cell::Null,
    }
}

/// The whole tree and its head, from the entries.
fn rebuild(db: &Connection, last_at: i64) {
    db.execute_batch("DELETE FROM node").unwrap();
    let mut edge = Edge::default();
    let mut entries = db.prepare("SELECT bytes FROM entry ORDER BY seq").unwrap();
    let entries: Vec<Vec<u8>> = entries.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    for bytes in entries {
        edge.push(leaf_hash(&bytes), |one| {
            let row = (one.level, one.index as i64, one.hash);
            db.execute("INSERT INTO node (level, idx, hash) VALUES (?,?,?)", row).unwrap();
        });
    }
    let head = (edge.size as i64, edge.root(), last_at);
    db.execute("UPDATE head SET size=?, root=?, last_at=? WHERE id=1", head).unwrap();
}

/// Gives a case another status, in its row and in the queue.
fn set_status(db: &Connection, case: CaseId, status: Status) {
    let todo = i64::from(status.is_to_do());
    let sql = "UPDATE listed SET status=?, todo=? WHERE slot & 1099511627775 = ?";
    db.execute(sql, (status.code(), todo, case.0)).unwrap();
}

fn sql(db: &Connection, text: &str) {
    db.execute_batch(text).unwrap();
}

fn unlawful(name: &str, what: &str, make: impl FnOnce(&mut Desk)) {
    let mut desk = Desk::new(name);
    make(&mut desk);
    desk.is_found(FaultClass::Unlawful, what);
}

#[test]
fn a_forged_entry_that_changes_nothing_holds() {
    let mut desk = Desk::new("nothing");
    desk.decided();
    desk.forge(|_, _| {});
    desk.store().verify().unwrap().unwrap();
}

#[test]
fn a_status_without_its_act_is_found() {
    let mut desk = Desk::new("final");
    let case = desk.decided().case.id;
    desk.forge(|db, _| set_status(db, case, Status::Final));
    desk.is_found(FaultClass::Derived, "not what the record says");
    unlawful("noticed", "cannot be done to a case that is new", |desk| {
        let case = desk.first(Status::New).case.id;
        desk.on("anna", case, CaseAct::RequestEvidence { kinds: Vec::new(), note: "x".into() });
        desk.forge(|db, entry| {
            entry.action = Action::NoticeSent;
            sql(db, "UPDATE remark SET action='notice.sent' WHERE id=(SELECT max(id) FROM remark)");
            set_status(db, case, Status::Noticed);
        });
    });
}

#[test]
fn an_act_under_another_name_is_found() {
    unlawful("approval", "it made other rows than evidence.requested makes", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Approve { decision, approve: true, note: String::new() });
        desk.forge(|db, entry| {
            (entry.action, entry.capacity, entry.actor) = (Action::EvidenceRequested, Capacity::Officer, "vera".into());
            sql(db, "UPDATE approval SET officer='vera' WHERE id=(SELECT max(id) FROM approval)");
        });
    });
    unlawful("enrolment", "it made other rows than evidence.requested makes", |desk| {
        let officer = Officer::in_role("vera", Role::Registrar);
        desk.act("galina", Act::Office(OfficeAct::Enrol { officer }));
        desk.forge(|_, entry| (entry.action, entry.actor) = (Action::EvidenceRequested, "vera".into()));
    });
    unlawful("returned", "its action is not what its row says", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Approve { decision, approve: false, note: "x".into() });
        desk.forge(|db, entry| {
            entry.action = Action::DecisionApproved;
            set_status(db, decided.case.id, Status::Final);
        });
    });
}

#[test]
fn rows_that_say_something_else_than_their_entry_are_found() {
    unlawful("outcome", "its outcome is not the verdict", |desk| {
        desk.decided();
        desk.forge(|_, entry| entry.outcome = Some(Verdict::Refuse));
    });
    for (name, set, what) in [
        ("departs", "departs=0", "whether it departs"),
        ("proposed", "proposed='eligible'", "whether it departs"),
        ("departure", "departure=' '", "does not say why"),
        ("reasons", "verdict='refuse', reasons=''", "is not the verdict"),
        ("pack", "pack=pack % 2 + 1", "it names other rules"),
    ] {
        unlawful(name, what, |desk| {
            desk.decided();
            let edit = format!("UPDATE decision SET {set} WHERE id=(SELECT max(id) FROM decision)");
            desk.forge(|db, _| sql(db, &edit));
        });
    }
    let mut desk = Desk::new("facts");
    desk.decided();
    desk.forge(|db, _| sql(db, "UPDATE decision SET facts='99999' WHERE id=(SELECT max(id) FROM decision)"));
    desk.is_found(FaultClass::Derived, "a row that does not exist");
    unlawful("elsewhere", "its row belongs to another case", |desk| {
        desk.decided();
        desk.forge(|db, _| sql(db, "UPDATE decision SET case_id=1001 WHERE id=(SELECT max(id) FROM decision)"));
    });
    unlawful("twice", "cannot be done to a case that is final", |desk| {
        let decided = desk.decided();
        let decision = decided.decision().unwrap().id;
        desk.on("boris", decided.case.id, CaseAct::Approve { decision, approve: true, note: String::new() });
        let fact = FactDraft::bare("incapacity", State::Unknown(Why::Requested));
        desk.on("boris", decided.case.id, CaseAct::RecordFact { fact });
        desk.forge(|db, entry| {
            (entry.action, entry.capacity) = (Action::DecisionApproved, Capacity::Approver);
            sql(db, "DELETE FROM fact WHERE id=(SELECT max(id) FROM fact)");
            let again =
                format!("INSERT INTO approval SELECT id+1, {}, salt, officer, at, decision, approved, note", entry.seq);
            sql(db, &format!("{again} FROM approval ORDER BY id DESC LIMIT 1"));
            let id: i64 = db.query_row("SELECT max(id) FROM approval", [], |row| row.get(0)).unwrap();
            let fact = entry.fields.iter_mut().find(|field| field.id.starts_with("fact/")).unwrap();
            fact.id = format!("approval/{id}").into();
        });
    });
}

#[test]
fn an_act_out_of_its_time_or_by_another_is_found() {
    unlawful("undo", "another officer made the decision", |desk| {
        let decided = desk.decided();
        desk.on("anna", decided.case.id, CaseAct::Undo { reason: "x".into() });
        desk.forge(|db, entry| {
            entry.actor = "boris".into();
            sql(db, "UPDATE remark SET officer='boris' WHERE id=(SELECT max(id) FROM remark)");
        });
    });
    unlawful("late", "could no longer be taken back", |desk| {
        let decided = desk.decided();
        desk.on("anna", decided.case.id, CaseAct::Undo { reason: "x".into() });
        let late = desk.now.plus_minutes(11).0;
        desk.forge(|db, entry| {
            entry.at_ms = late;
            sql(db, &format!("UPDATE remark SET at={late} WHERE id=(SELECT max(id) FROM remark)"));
        });
    });
}

#[test]
fn a_decision_that_its_officer_approved_is_found() {
    let mut desk = Desk::new("eyes");
    let case = desk.first(Status::New).case.id;
    let act = CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: "x".into() };
    desk.on("boris", case, act);
    let decision = desk.store().case(case, desk.now).unwrap().unwrap().decision().unwrap().id;
    desk.on("anna", case, CaseAct::Approve { decision, approve: true, note: String::new() });
    desk.store().verify().unwrap().unwrap();
    desk.forge(|db, entry| {
        entry.actor = "boris".into();
        sql(db, "UPDATE approval SET officer='boris' WHERE id=(SELECT max(id) FROM approval)");
    });
    desk.is_found(FaultClass::FourEyes, "boris decided and approved");
}

#[test]
fn words_that_the_format_does_not_have_are_no_entry() {
    for (word, other) in [("decision.made", "decision.mad3"), ("gofficer", "godking!"), ("egrant", "egrAnt")] {
        let mut desk = Desk::new(&format!("word-{other}"));
        desk.decided();
        let replaced = |bytes: Vec<u8>| {
            let at = bytes.windows(word.len()).position(|part| part == word.as_bytes()).unwrap();
            [&bytes[..at], other.as_bytes(), &bytes[at + word.len()..]].concat()
        };
        desk.forge_bytes(|_, _| {}, replaced);
        desk.is_found(FaultClass::Malformed, "");
    }
}
