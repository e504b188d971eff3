//! A scratch office whose last entry can be made anew.

use std::path::PathBuf;
use std::rc::Rc;

use rusqlite::Connection;
use suffrage::domain::{
    Act, CaseAct, CaseFile, CaseId, CmdId, Command, Officer, QueueQuery, Receipt, Role, Stamp, Status, StatusFilter,
    Verdict,
};
use suffrage::law::Library;
use suffrage::ledger::{Entry, FaultClass};
use suffrage::sample::SAMPLE;
use suffrage::store::{NewOffice, Store, StoreError};

use crate::insider::{committed, past_the_triggers, rebuild};

/// A scratch office in which one person after another acts.
pub struct Desk {
    folder: PathBuf,
    library: Rc<Library>,
    pub now: Stamp,
    acts: u8,
}

impl Desk {
    pub fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("suffrage-forgery-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
        let now = Stamp::parse("2027-01-01T09:00:00Z").unwrap();
        Desk { folder, library: Rc::new(Library::embedded().unwrap()), now, acts: 0 }
    }

    /// An office of people who exist: a login is a person's, and a clock counts.
    pub fn real(name: &str) -> Desk {
        let mut desk = Desk::new(name);
        desk.now = Stamp::parse("2026-08-20T09:00:00Z").unwrap();
        std::fs::remove_file(desk.path()).unwrap();
        let officers = [("anna", Role::Supervisor), ("boris", Role::Supervisor), ("vera", Role::Officer)];
        let officers = officers.into_iter().chain([("galina", Role::Administrator)]);
        let new = NewOffice {
            name: "Тверь".into(),
            log_id: name.into(),
            fictitious: false,
            officers: officers.map(|(name, role)| Officer::in_role(name, role)).collect(),
            at: desk.now,
            by: "galina".into(),
            login: "galina".into(),
            command: CmdId([200; 16]),
        };
        Store::create(&desk.path(), Rc::clone(&desk.library), Box::new(|salt| salt.fill(6)), &new).unwrap();
        desk
    }

    fn path(&self) -> PathBuf {
        self.folder.join("office.db")
    }

    pub fn store(&self) -> Store {
        Store::open(&self.path(), Rc::clone(&self.library), Box::new(|salt| salt.fill(7))).unwrap()
    }

    pub fn first(&self, status: Status) -> CaseFile {
        let store = self.store();
        let query = QueueQuery { filter: StatusFilter::One(status).into(), limit: 1, ..QueueQuery::default() };
        store.case(store.queue(&query, self.now).unwrap().rows[0].1.case, self.now).unwrap().unwrap()
    }

    pub fn act(&mut self, officer: &str, act: Act) {
        self.tries(officer, act).unwrap();
    }

    pub fn tries(&mut self, officer: &str, act: Act) -> Result<Receipt, StoreError> {
        self.acts += 1;
        let command =
            Command { id: CmdId([self.acts; 16]), officer: officer.into(), login: officer.into(), at: self.now, act };
        self.store().apply(&command)
    }

    pub fn on(&mut self, officer: &str, case: CaseId, act: CaseAct) {
        let version = self.store().case(case, self.now).unwrap().unwrap().case.version;
        self.act(officer, act.on(case, version));
    }

    /// A departing decision by anna about an open case.
    pub fn decided(&mut self) -> CaseFile {
        let case = self.first(Status::New).case.id;
        let act = CaseAct::Decide { verdict: Verdict::Grant, reasons: "x".into(), departure: "x".into() };
        self.on("anna", case, act);
        self.store().case(case, self.now).unwrap().unwrap()
    }

    /// Makes the last entry anew, with everything that follows from it; the engine's triggers are out of the way.
    pub fn forge(&self, change: impl FnOnce(&Connection, &mut Entry)) {
        self.forge_bytes(change, |bytes| bytes);
    }

    pub fn forge_bytes(&self, change: impl FnOnce(&Connection, &mut Entry), patch: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        past_the_triggers(&self.path(), |db| {
            let last = "SELECT bytes FROM entry ORDER BY seq DESC LIMIT 1";
            let bytes: Vec<u8> = db.query_row(last, [], |row| row.get(0)).unwrap();
            let mut entry = Entry::decode(&bytes).unwrap();
            change(db, &mut entry);
            for field in &mut entry.fields {
                field.commitment = committed(db, &field.id).unwrap();
            }
            let bytes = patch(entry.encode());
            let sql = "UPDATE entry SET bytes=?, case_id=? WHERE seq=?";
            db.execute(sql, (&bytes, entry.case, entry.seq as i64)).unwrap();
            rebuild(db, entry.at_ms);
        });
    }

    /// What the verifier that shares no line with the program says.
    pub fn second(&self) -> String {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify.py");
        let ended = std::process::Command::new("python3").arg("-B").arg(script).arg(self.path()).output().unwrap();
        String::from_utf8(ended.stdout).unwrap()
    }

    pub fn is_found(&self, class: FaultClass, what: &str) {
        let fault = self.store().verify().unwrap().expect_err(what);
        assert!(fault.class == class && fault.what.contains(what), "{what}: {fault}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
