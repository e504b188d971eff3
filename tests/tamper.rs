//! Whoever can write the file can change it; verification must find every change that anybody relies on. Each test works
//! on a scratch copy of the sample through a connection of its own, with the triggers taken away and put back.

#[allow(dead_code)]
mod insider;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use insider::past_the_triggers;
use rusqlite::Connection;
use suffrage::domain::{CaseAct, CaseFile, CmdId, Command, QueueQuery, Stamp, Status, StatusFilter, Verdict};
use suffrage::law::Library;
use suffrage::ledger::{Fault, FaultClass, Report};
use suffrage::sample::{SAMPLE, make};
use suffrage::store::{Store, StoreError};

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("suffrage-tamper-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }

    /// A fresh copy of the sample.
    fn office(&self) -> PathBuf {
        let path = self.0.join("office.db");
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
        std::fs::write(&path, SAMPLE).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().unwrap())
}

fn verify(path: &Path, library: &Rc<Library>) -> Result<Report, Fault> {
    Store::open(path, Rc::clone(library), Box::new(|_| {})).unwrap().verify().unwrap()
}

#[test]
fn every_column_of_every_table_is_watched() {
    let (scratch, library) = (Scratch::new("columns"), library());
    let tables = [
        "office",
        "enrolment",
        "permission",
        "poll",
        "applicant",
        "fact_schema",
        "pack",
        "case_file",
        "fact",
        "decision",
        "approval",
        "remark",
        "entry",
        "node",
        "head",
        "listed",
        "search_term",
    ];
    let mut changed = 0;
    for table in tables {
        let columns: Vec<(String, String)> = Connection::open(scratch.office())
            .unwrap()
            .prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')"))
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        for (column, ty) in columns {
            let path = scratch.office();
            let (key, value) = match ty.as_str() {
                "INTEGER" => ("rowid", format!("coalesce(\"{column}\", 0) + 1000003")),
                "BLOB" => ("rowid", format!("zeroblob(length(\"{column}\"))")),
                _ => ("rowid", format!("coalesce(\"{column}\", '') || '7'")),
            };
            let by = if matches!(table, "node" | "search_term") { format!("\"{column}\"") } else { key.to_owned() };
            let mut done = 0;
            past_the_triggers(&path, |db| {
                db.execute_batch("PRAGMA ignore_check_constraints=1").unwrap();
                let sql = format!(
                    "UPDATE {table} SET \"{column}\"={value} WHERE {by}=(SELECT {by} FROM {table} ORDER BY {by} DESC LIMIT 1)"
                );
                done = db.execute(&sql, []).unwrap();
            });
            assert!(done >= 1, "{table}.{column} was not changed");
            let found = verify(&path, &library);
            assert!(found.is_err(), "{table}.{column} was changed and nobody saw it");
            changed += 1;
        }
    }
    assert!(changed > 90, "{changed} columns");
}

#[test]
fn rows_that_go_come_or_change_places_are_found() {
    let (scratch, library) = (Scratch::new("rows"), library());
    let cases = [
        ("DELETE FROM fact WHERE id=500", FaultClass::RowMissing),
        ("DELETE FROM decision WHERE id=(SELECT max(id) FROM decision)", FaultClass::RowMissing),
        ("DELETE FROM case_file WHERE id=1300", FaultClass::RowMissing),
        (
            "INSERT INTO fact SELECT (SELECT max(id)+1 FROM fact), seq, salt, officer, at, applicant, kind, state, value, holds_from, \
             holds_to, evidence_kind, evidence_ref, evidence_date, note, supersedes FROM fact WHERE id=3",
            FaultClass::RowAdded,
        ),
        ("UPDATE applicant SET name=(SELECT name FROM applicant WHERE id=9) WHERE id=8", FaultClass::RowChanged),
        ("UPDATE case_file SET due_on='2027-01-01' WHERE id=1001", FaultClass::RowChanged),
        ("UPDATE permission SET name='self_approve' WHERE id=1", FaultClass::RowChanged),
        ("UPDATE pack SET text=text || ' ' WHERE id=1", FaultClass::RowChanged),
        ("UPDATE listed SET outcome='contested' WHERE slot & 1099511627775 = 1002", FaultClass::Derived),
        ("UPDATE listed SET pack=1 + pack % 2 WHERE slot & 1099511627775 = 1002", FaultClass::Derived),
        (
            "INSERT INTO permission SELECT id+1, seq, salt, enrolment, 'self_approve' FROM permission ORDER BY id DESC LIMIT 1",
            FaultClass::RowAdded,
        ),
        ("DELETE FROM entry WHERE seq=10", FaultClass::Gap),
        ("DELETE FROM entry WHERE seq=(SELECT max(seq) FROM entry)", FaultClass::RowAdded),
        ("UPDATE entry SET bytes=zeroblob(80) WHERE seq=4", FaultClass::Malformed),
        ("UPDATE node SET hash=zeroblob(32) WHERE level=2 AND idx=1", FaultClass::WrongHash),
        ("DELETE FROM node WHERE level=3 AND idx=1", FaultClass::WrongHash),
        ("UPDATE head SET size=size-1", FaultClass::WrongHead),
        ("UPDATE head SET root=zeroblob(32)", FaultClass::WrongHead),
        ("UPDATE head SET root=x'00'", FaultClass::WrongHead),
        ("DELETE FROM head", FaultClass::WrongHead),
        ("DELETE FROM search_term WHERE term='1005'", FaultClass::Derived),
        ("INSERT INTO search_term SELECT 'aaa', slot FROM listed LIMIT 1", FaultClass::Derived),
        ("UPDATE search_term SET slot=slot+1 WHERE term='1005'", FaultClass::Derived),
        ("DELETE FROM listed WHERE slot & 1099511627775 = 1007", FaultClass::Derived),
        ("UPDATE listed SET status='final', todo=0 WHERE slot & 1099511627775 = 1002", FaultClass::Derived),
        (
            "INSERT INTO listed SELECT slot+7777, name, \"right\", poll, status, todo, outcome, pack, NULL, NULL, NULL, NULL, NULL, NULL FROM listed LIMIT 1",
            FaultClass::Derived,
        ),
    ];
    for (sql, class) in cases {
        let path = scratch.office();
        past_the_triggers(&path, |db| {
            db.execute_batch(sql).unwrap();
        });
        let fault = verify(&path, &library).expect_err(sql);
        // A cut tail first shows where something is left over that the log no longer makes.
        let also = [class, FaultClass::RowChanged, FaultClass::WrongHead];
        let right = if sql.contains("max(seq)") { also.contains(&fault.class) } else { fault.class == class };
        assert!(right, "{sql}: {fault}");
    }
}

#[test]
fn triggers_stop_a_mistake_even_in_the_form_of_a_replacement() {
    let scratch = Scratch::new("replace");
    let path = scratch.office();
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "recursive_triggers", 1).unwrap();
    for sql in [
        "INSERT OR REPLACE INTO entry SELECT seq, cmd, case_id, zeroblob(9) FROM entry WHERE seq=3",
        "UPDATE decision SET verdict='grant'",
        "DELETE FROM entry",
        "UPDATE fact SET value='RU'",
        "DELETE FROM approval",
        "DELETE FROM remark",
    ] {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn clean_offices_raise_no_alarm() {
    let (scratch, library) = (Scratch::new("clean"), library());
    for seed in 0..12 {
        let path = scratch.0.join(format!("{seed}.db"));
        make(&path, Rc::clone(&library), 40, seed, &mut |_| {}).unwrap();
        let report = verify(&path, &library).unwrap_or_else(|fault| panic!("seed {seed}: {fault}"));
        assert!(report.entries > 40);
    }
}

/// An office at a moment when somebody acts: a case that awaits approval, one that is open, and their acts.
fn acts(path: &Path, library: &Rc<Library>) -> Vec<Command> {
    let store = Store::open(path, Rc::clone(library), Box::new(|_| {})).unwrap();
    let now = Stamp::parse("2027-01-01T09:00:00Z").unwrap();
    let first = |status| {
        let query = QueueQuery { filter: StatusFilter::One(status).into(), limit: 1, ..QueueQuery::default() };
        store.case(store.queue(&query, now).unwrap().rows[0].1.case, now).unwrap().unwrap()
    };
    let (open, waiting) = (first(Status::New), first(Status::AwaitingApproval));
    let decision = waiting.decision().unwrap().id;
    let decide = CaseAct::Decide { verdict: Verdict::Refuse, reasons: "x".into(), departure: "x".into() };
    let approve = CaseAct::Approve { decision, note: String::new() };
    let on = |file: &CaseFile, officer: &str, id: u8, act: CaseAct| Command {
        id: CmdId([id; 16]),
        officer: officer.into(),
        login: officer.into(),
        at: now,
        act: act.on(file.case.id, file.case.version),
    };
    vec![on(&open, "anna", 1, decide), on(&waiting, "boris", 2, approve)]
}

/// Edits of rows that an act rests on: the plainest, and one of each column.
fn edits(scratch: &Scratch) -> Vec<(&'static str, String)> {
    let mut edits = vec![
        ("case_file", "applied_on='2020-01-01'".to_owned()),
        ("case_file", "opened_at=0".to_owned()),
        ("applicant", "name='another'".to_owned()),
        ("permission", "name='self_approve'".to_owned()),
        ("case_file", "seq=0".to_owned()),
        ("fact", "value='KZ' WHERE kind='citizenship' AND ".to_owned()),
        ("fact", "evidence_ref='other'".to_owned()),
        ("decision", "departs=0".to_owned()),
        ("decision", "officer='vera'".to_owned()),
        ("enrolment", "login='other'".to_owned()),
        ("office", "undo_minutes=100000".to_owned()),
    ];
    let db = Connection::open(scratch.office()).unwrap();
    for table in ["office", "enrolment", "permission", "poll", "applicant", "case_file", "fact", "decision"] {
        let sql = format!("SELECT name, type FROM pragma_table_info('{table}') WHERE name NOT IN ('id', 'key')");
        let mut columns = db.prepare(&sql).unwrap();
        let columns = columns.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
        for (column, ty) in columns.map(Result::unwrap) {
            let value = match ty.as_str() {
                "INTEGER" => format!("coalesce(\"{column}\", 0) + 1"),
                "BLOB" => format!("zeroblob(length(\"{column}\"))"),
                _ => format!("coalesce(\"{column}\", '') || '7'"),
            };
            edits.push((table, format!("\"{column}\"={value}")));
        }
    }
    edits
}

#[test]
fn no_honest_act_launders_an_edit() {
    let (scratch, library) = (Scratch::new("launder"), library());
    let commands = acts(&scratch.office(), &library);
    let cases: Vec<i64> = commands.iter().map(|command| command.act.case().unwrap().0).collect();
    let of_case = |table: &str, at: usize| match table {
        "case_file" => format!("id={}", cases[at]),
        "poll" => format!("id=(SELECT poll FROM case_file WHERE id={})", cases[at]),
        "fact" => format!("applicant=(SELECT applicant FROM case_file WHERE id={})", cases[at]),
        "decision" => format!("case_id={}", cases[at]),
        "applicant" => format!("id=(SELECT applicant FROM case_file WHERE id={})", cases[at]),
        "enrolment" => format!("name='{}'", commands[at].officer),
        "permission" => format!("enrolment=(SELECT id FROM enrolment WHERE name='{}')", commands[at].officer),
        _ => "1".to_owned(),
    };
    let edits = edits(&scratch);
    let (mut refused, mut untouched) = (0, 0);
    for (table, edit) in &edits {
        for (at, command) in commands.iter().enumerate() {
            let path = scratch.office();
            let mut changed = 0;
            past_the_triggers(&path, |db| {
                db.execute_batch("PRAGMA ignore_check_constraints=1").unwrap();
                let clause = if edit.contains(" WHERE ") { "" } else { " WHERE " };
                let sql = format!("UPDATE {table} SET {edit}{clause}{}", of_case(table, at));
                changed = db.execute(&sql, []).unwrap_or_else(|error| panic!("{sql}: {error}"));
            });
            if changed == 0 {
                untouched += 1;
                continue;
            }
            let mut store = Store::open(&path, Rc::clone(&library), Box::new(|_| {})).unwrap();
            let before = store.entries(None, 1).unwrap()[0].seq;
            let done = store.apply(command);
            // A plain edit, one that could be read as honest, is named; others may not even be read.
            assert!(done.is_err(), "{table}: {edit}: case {} was acted on", cases[at]);
            if edit.contains("='") || edit.ends_with("=0") || edit.ends_with("=1") {
                let error = done.unwrap_err();
                assert!(matches!(error, StoreError::Tampered(_)), "{table}: {edit}: {error}");
            }
            assert_eq!(store.entries(None, 1).unwrap()[0].seq, before, "{table}: {edit}: nothing is written");
            refused += 1;
        }
    }
    assert!(refused > 80, "{refused} edits were refused, {untouched} changed nothing");
    // Without an edit the same acts are accepted.
    for command in &commands {
        let mut store = Store::open(&scratch.office(), Rc::clone(&library), Box::new(|_| {})).unwrap();
        store.apply(command).unwrap();
    }
}

#[test]
fn a_value_of_any_size_is_a_fault_of_the_record_and_none_of_the_program() {
    let (scratch, library) = (Scratch::new("size"), library());
    for (table, column) in [
        ("fact", "note"),
        ("fact", "salt"),
        ("decision", "reasons"),
        ("applicant", "name"),
        ("entry", "bytes"),
        ("case_file", "key"),
        ("remark", "text"),
        ("office", "name"),
    ] {
        let path = scratch.office();
        past_the_triggers(&path, |db| {
            let blob = matches!(column, "salt" | "bytes");
            let value = if blob { "zeroblob(17000000)" } else { "hex(zeroblob(9000000))" };
            let sql = format!("UPDATE {table} SET {column}={value} WHERE rowid=(SELECT max(rowid) FROM {table})");
            assert_eq!(db.execute(&sql, []).unwrap(), 1, "{table}.{column}");
        });
        // Either it is found by verification, or the file is refused as damaged before.
        match Store::open(&path, Rc::clone(&library), Box::new(|_| {})) {
            Ok(store) => {
                let fault = store.verify().unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
                assert!(fault.is_err(), "{table}.{column}");
            }
            Err(error) => assert!(matches!(error, StoreError::Damaged(_)), "{table}.{column}: {error}"),
        }
    }
}
