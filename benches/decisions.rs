//! What a decision costs around the commit's own flush, beside a bare transaction that writes the same bytes; and how
//! many processes share one office.
//!
//! `cargo bench --bench decisions`. The first part runs where a flush costs nothing (`/dev/shm`), on two copies of one
//! office: the store decides on one, and its rows are then written to the other by plain statements. The second part runs
//! on the disk of the temporary folder, flushes and all. Read the ratios.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use suffrage::domain::{
    Act, Anchor, CaseAct, CaseId, CmdId, Command, QueueQuery, Stamp, Status, StatusFilter, Verdict,
};
use suffrage::law::Library;
use suffrage::sample::make;
use suffrage::store::{Entropy, Store};

const CASES: u64 = 10_000;
const DECISIONS: usize = 1_000;
const PROCESSES: usize = 16;
const SECONDS: u64 = 10;
/// Set in a child: the office, and which of the children it is.
const CHILD: &str = "SUFFRAGE_BENCH_CHILD";

fn entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).expect("random bytes"))
}

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().expect("the embedded packs load"))
}

fn now() -> Stamp {
    Stamp::parse("2026-12-01T09:00:00Z").expect("a moment")
}

fn command(act: Act) -> Command {
    let mut id = [0; 16];
    getrandom::fill(&mut id).expect("random bytes");
    Command { id: CmdId(id), officer: "anna".into(), login: "anna".into(), at: now(), act }
}

/// Decides so that it is always allowed: a departure is explained.
fn decision(case: CaseId, version: i64) -> Command {
    let (reasons, departure) = ("the register was searched".into(), "the original was seen".into());
    command(CaseAct::Decide { verdict: Verdict::Grant, reasons, departure }.on(case, version))
}

/// Open cases and their versions.
fn open_cases(store: &Store, wanted: usize) -> Vec<(CaseId, i64)> {
    let mut found = Vec::new();
    let mut anchor = Anchor::First;
    while found.len() < wanted {
        let query =
            QueueQuery { filter: StatusFilter::One(Status::New).into(), search: String::new(), anchor, limit: 200 };
        let window = store.queue(&query, now()).expect("a window");
        for (_, row) in &window.rows {
            let file = store.case(row.case, now()).expect("it reads").expect("it is there");
            found.push((row.case, file.case.version));
        }
        match window.rows.last() {
            Some((key, _)) => anchor = Anchor::After(key.clone()),
            None => break,
        }
    }
    found.truncate(wanted);
    found
}

/// The rows that one decision left, table by table: decision, queue, entry, the nodes of the tree, the head.
struct Written {
    decision: Vec<Value>,
    listed: Vec<Value>,
    entry: Vec<Value>,
    nodes: Vec<Vec<Value>>,
    head: Vec<Value>,
}

fn row(db: &Connection, sql: &str, key: &[i64]) -> Vec<Value> {
    let mut statement = db.prepare_cached(sql).expect("sql");
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row| (0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>();
    statement.query_row(params_from_iter(key), read).expect("the row is there")
}

fn written(db: &Connection, seq: u64, case: CaseId) -> Written {
    let seq = seq as i64;
    let levels = (seq + 1).trailing_zeros() as i64;
    let node =
        |level: i64| row(db, "SELECT level, idx, hash FROM node WHERE level=? AND idx=?", &[level, seq >> level]);
    let head = vec![Value::Integer(seq + 1), Value::Blob(vec![7; 32]), Value::Integer(now().0)];
    Written {
        decision: row(db, "SELECT * FROM decision WHERE case_id=? ORDER BY id DESC LIMIT 1", &[case.0]),
        listed: row(
            db,
            "SELECT status, todo, outcome, pack, slot FROM listed WHERE slot & 1099511627775 = ?",
            &[case.0],
        ),
        entry: row(db, "SELECT * FROM entry WHERE seq=?", &[seq]),
        nodes: (0..=levels).map(node).collect(),
        head,
    }
}

/// The same settings that the store works with.
fn bare(path: &Path) -> Connection {
    let db = Connection::open(path).expect("it opens");
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("secure_delete", 1),
        ("cache_size", -4096),
    ] {
        db.pragma_update(None, pragma, value).expect("a setting");
    }
    db
}

/// Reads every row that the guards and the law read, and does nothing with them.
fn read_bare(db: &Connection, case: CaseId) -> rusqlite::Result<()> {
    let read = |sql: &str, keys: &[Value]| -> rusqlite::Result<Vec<Vec<Value>>> {
        let mut statement = db.prepare_cached(sql)?;
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row| (0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>();
        statement.query_map(params_from_iter(keys), row)?.collect()
    };
    read("SELECT seq FROM entry WHERE cmd=?", &[Value::Blob(vec![0; 16])])?;
    read("SELECT size, root, last_at FROM head WHERE id=1", &[])?;
    read("SELECT * FROM office WHERE id=?", &[Value::Integer(1)])?;
    read("SELECT * FROM enrolment WHERE name=? ORDER BY id DESC LIMIT 1", &[Value::Text("anna".into())])?;
    read("SELECT * FROM permission WHERE enrolment=?", &[Value::Integer(1)])?;
    let found = read("SELECT * FROM case_file WHERE id=?", &[Value::Integer(case.0)])?;
    read("SELECT officer, until FROM lease WHERE case_id=?", &[Value::Integer(case.0)])?;
    let (applicant, poll) = (&found[0][4..5], &found[0][5..6]);
    let of_person = "SELECT seq, bytes FROM entry WHERE case_id IN (SELECT id FROM case_file WHERE applicant=?)";
    read(of_person, applicant)?;
    read("SELECT * FROM applicant WHERE id=?", applicant)?;
    read("SELECT * FROM poll WHERE id=?", poll)?;
    read("SELECT * FROM fact WHERE applicant=? ORDER BY id", applicant)?;
    read("SELECT max(id) FROM decision", &[])?;
    Ok(())
}

fn write_bare(db: &Connection, rows: &Written, reading: Option<CaseId>) -> rusqlite::Result<()> {
    let insert = |table: &str, row: &[Value]| {
        let marks = vec!["?"; row.len()].join(",");
        db.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?.execute(params_from_iter(row))
    };
    db.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    if let Some(case) = reading {
        read_bare(db, case)?;
    }
    insert("decision", &rows.decision)?;
    let update = "UPDATE listed SET status=?, todo=?, outcome=?, pack=? WHERE slot=?";
    db.prepare_cached(update)?.execute(params_from_iter(&rows.listed))?;
    insert("entry", &rows.entry)?;
    for node in &rows.nodes {
        insert("node", node)?;
    }
    db.prepare_cached("UPDATE head SET size=?, root=?, last_at=? WHERE id=1")?.execute(params_from_iter(&rows.head))?;
    db.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}

fn one_decision(folder: &Path) {
    let (ours, theirs, reading) = (folder.join("ours.db"), folder.join("bare.db"), folder.join("reading.db"));
    make(&ours, library(), CASES, 1, &mut |_| {}).expect("an office");
    std::fs::copy(&ours, &theirs).expect("a copy");
    std::fs::copy(&ours, &reading).expect("a copy");
    let mut store = Store::open(&ours, library(), entropy()).expect("it opens");
    let cases = open_cases(&store, DECISIONS);
    let (bare, reading) = (bare(&theirs), bare(&reading));
    let reader = Connection::open(&ours).expect("it opens");
    let (mut whole, mut floor, mut read) = (Vec::new(), Vec::new(), Vec::new());
    for (case, version) in cases {
        let command = decision(case, version);
        let began = Instant::now();
        let receipt = store.apply(&command).expect("it decides");
        whole.push(began.elapsed());
        let rows = written(&reader, receipt.seq, case);
        let began = Instant::now();
        write_bare(&bare, &rows, None).expect("it writes");
        floor.push(began.elapsed());
        let began = Instant::now();
        write_bare(&reading, &rows, Some(case)).expect("it reads and writes");
        read.push(began.elapsed());
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1e6
    };
    let bare = median(&mut floor);
    println!("one decision, {} in a row, where a flush costs nothing: medians", whole.len());
    for (what, times) in [
        ("a bare transaction that writes the same rows", &mut floor),
        ("one that also reads what the guards and the law read", &mut read),
        ("the decision: guards, law, commitments, entry", &mut whole),
    ] {
        let time = median(times);
        println!("{what:<56} {time:>6.0} us   x {:.2}", time / bare);
    }
}

/// A child decides one of its own cases after the other, and says how many and how long it waited at worst.
fn child(office: &Path, number: usize) {
    let mut store = Store::open(office, library(), entropy()).expect("it opens");
    let own: Vec<_> = open_cases(&store, 400).into_iter().skip(number).step_by(PROCESSES).collect();
    println!("ready");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a start");
    let began = Instant::now();
    let (mut done, mut worst) = (0u64, Duration::ZERO);
    // Decides and takes back, case after case: each is an act with its entry.
    let mut versions: Vec<i64> = own.iter().map(|(_, version)| *version).collect();
    while began.elapsed() < Duration::from_secs(SECONDS) {
        let at = (done / 2) as usize % own.len();
        let (case, version) = (own[at].0, versions[at]);
        let act = match done % 2 {
            0 => decision(case, version),
            _ => command(CaseAct::Undo { reason: "again".into() }.on(case, version)),
        };
        let asked = Instant::now();
        let receipt = store.apply(&act).expect("nothing is ever refused because the file is busy");
        worst = worst.max(asked.elapsed());
        versions[at] = receipt.version;
        done += 1;
    }
    println!("{done} {}", worst.as_micros());
}

fn many_processes(folder: &Path) {
    let office = folder.join("shared.db");
    make(&office, library(), CASES, 2, &mut |_| {}).expect("an office");
    let before = Store::open(&office, library(), entropy()).and_then(|store| store.head()).expect("a head").0;
    let spawn = |number: usize| {
        Process::new(std::env::current_exe().expect("this program"))
            .env(CHILD, format!("{number} {}", office.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process")
    };
    let mut children: Vec<_> = (0..PROCESSES).map(spawn).collect();
    let mut outputs: Vec<_> =
        children.iter_mut().map(|child| BufReader::new(child.stdout.take().expect("a pipe")).lines()).collect();
    outputs.iter_mut().for_each(|lines| assert_eq!(lines.next().expect("a line").expect("text"), "ready"));
    children.iter_mut().for_each(|child| drop(child.stdin.take()));
    let mut told = Vec::new();
    for lines in &mut outputs {
        let line = lines.next().expect("a line").expect("text");
        let (done, worst) = line.split_once(' ').expect("two numbers");
        told.push((done.parse::<u64>().expect("a number"), worst.parse::<u64>().expect("a number")));
    }
    children.iter_mut().for_each(|child| assert!(child.wait().expect("it ends").success()));
    let store = Store::open(&office, library(), entropy()).expect("it opens");
    let report = store.verify().expect("it reads").expect("the ledger verifies");
    let total: u64 = told.iter().map(|(done, _)| done).sum();
    assert_eq!(report.entries, before + total, "every acknowledged act is in the ledger, once");
    let (least, most) =
        (told.iter().map(|one| one.0).min().unwrap_or(0), told.iter().map(|one| one.0).max().unwrap_or(0));
    let worst = told.iter().map(|one| one.1).max().unwrap_or(0);
    println!(
        "{PROCESSES} processes deciding for {SECONDS} s: {total} acts, least {least}, most {most} (1 to {:.1})",
        most as f64 / least as f64
    );
    println!("worst wait {:.0} ms; nothing was refused as busy; the ledger verifies", worst as f64 / 1e3);
}

fn main() {
    if let Ok(child_of) = std::env::var(CHILD) {
        let (number, office) = child_of.split_once(' ').expect("a number and a path");
        return child(Path::new(office), number.parse().expect("a number"));
    }
    let folder = |place: PathBuf| {
        let folder = place.join(format!("suffrage-bench-decisions-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    };
    let fast = folder(PathBuf::from("/dev/shm"));
    one_decision(&fast);
    let _ = std::fs::remove_dir_all(&fast);
    let disk = folder(std::env::temp_dir());
    many_processes(&disk);
    let _ = std::fs::remove_dir_all(&disk);
}
