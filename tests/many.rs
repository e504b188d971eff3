//! Many processes on one office: no update is lost, nobody is told that the file is locked, nobody starves. Beside them
//! the same without guards, which must lose updates: else the test would prove nothing.
//!
//! `GUARDED_UPDATES=1000` makes the run longer, `VERIFY_RUNS=1000` the verification beside writers.

use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use suffrage::domain::{ActError, CaseAct, CaseId, CmdId, Command, FactDraft, Stamp, State};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::{Progress, Store, StoreError};

/// Set in a child: what it does, its number, and the file.
const CHILD: &str = "SUFFRAGE_MANY_CHILD";
const WRITERS: usize = 8;
const FAIR: usize = 16;
/// Writers beside a verification.
const STEADY: usize = 4;
const FAIR_FOR: Duration = Duration::from_secs(2);
/// The writers meet on a few cases: fewer than there are writers, so that they are in each other's way.
const CASES: [CaseId; 5] = [CaseId(1002), CaseId(1007), CaseId(1008), CaseId(1009), CaseId(1010)];

fn updates() -> usize {
    std::env::var("GUARDED_UPDATES").ok().and_then(|count| count.parse().ok()).unwrap_or(25)
}

fn open(path: &Path) -> Store {
    let library = Rc::new(Library::embedded().unwrap());
    Store::open(path, library, Box::new(|bytes| getrandom::fill(bytes).unwrap())).unwrap()
}

fn now() -> Stamp {
    Stamp::parse("2026-12-01T09:00:00Z").unwrap()
}

/// Records one more fact on a case, as seen in this version.
fn record(store: &mut Store, case: CaseId, version: i64) -> Result<i64, StoreError> {
    let fact = FactDraft::bare("foreign_permit", State::None);
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    let act = CaseAct::RecordFact { fact }.on(case, version);
    Ok(store.apply(&Command { id: CmdId(id), officer: "anna".into(), login: "anna".into(), at: now(), act })?.version)
}

fn version(store: &Store, case: CaseId) -> i64 {
    store.case(case, now()).unwrap().unwrap().case.version
}

/// Reads and writes until `updates()` of its writes have gone through.
fn guarded(path: &Path) {
    let mut store = open(path);
    let mut done = 0;
    while done < updates() {
        let case = CASES[done % CASES.len()];
        let seen = version(&store, case);
        match record(&mut store, case, seen) {
            Ok(_) => done += 1,
            // Somebody was faster: look again.
            Err(StoreError::Refused(ActError::Stale { .. })) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

/// Reads a number and writes the next one, without a guard and without a transaction around both.
fn unguarded(path: &Path) {
    let db = Connection::open(path).unwrap();
    db.busy_timeout(Duration::from_secs(20)).unwrap();
    for _ in 0..updates() {
        let seen: i64 = db.query_row("SELECT n FROM counter", [], |row| row.get(0)).unwrap();
        std::thread::sleep(Duration::from_micros(200));
        db.execute("UPDATE counter SET n=?", [seen + 1]).unwrap();
    }
}

/// Acts on a case of its own for a while; says how often, and how long it waited at worst.
fn fair(path: &Path, number: usize) {
    let mut store = open(path);
    let case = CaseId(1010 + number as i64);
    let mut seen = version(&store, case);
    let (began, mut done, mut worst) = (Instant::now(), 0, Duration::ZERO);
    while began.elapsed() < FAIR_FOR {
        let asked = Instant::now();
        seen = record(&mut store, case, seen).unwrap_or_else(|error| panic!("{error}"));
        worst = worst.max(asked.elapsed());
        done += 1;
    }
    println!("did {done} {}", worst.as_millis());
}

/// Records facts on one case after the other until it is told to stop.
fn steady(path: &Path, number: usize) {
    let mut store = open(path);
    let (stop, parent) = (path.with_extension("stop"), std::os::unix::process::parent_id());
    for turn in 0.. {
        // Whoever verifies may have died; nobody would stop this one any more.
        if stop.exists() || std::os::unix::process::parent_id() != parent {
            println!("did {turn}");
            return;
        }
        let case = CaseId(1001 + ((turn * STEADY + number) % 296) as i64);
        let seen = version(&store, case);
        match record(&mut store, case, seen) {
            // Two of the cases may be one person's.
            Ok(_) | Err(StoreError::Refused(ActError::Stale { .. })) => {}
            Err(other) => panic!("{other}"),
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// What the children run; in the parent it has nothing to do.
#[test]
fn child() {
    let Ok(child) = std::env::var(CHILD) else { return };
    let words: Vec<&str> = child.splitn(3, ' ').collect();
    let (number, path) = (words[1].parse().unwrap(), Path::new(words[2]));
    match words[0] {
        "guarded" => guarded(path),
        "unguarded" => unguarded(path),
        "steady" => steady(path, number),
        _ => fair(path, number),
    }
}

fn spawn(what: &str, count: usize, path: &Path) -> Vec<Child> {
    let start = |number: usize| {
        Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env(CHILD, format!("{what} {number} {}", path.display()))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    (0..count).map(start).collect()
}

/// What they printed; each must have ended well.
fn outputs(children: Vec<Child>) -> Vec<String> {
    let outputs = children.into_iter().map(|child| child.wait_with_output().unwrap());
    let read = |output: std::process::Output| {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    outputs.map(read).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("suffrage-many-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn no_guarded_update_is_lost_and_unguarded_ones_are() {
    let folder = folder("updates");
    let (office, plain) = (folder.join("office.db"), folder.join("plain.db"));
    std::fs::write(&office, SAMPLE).unwrap();
    let versions = |store: &Store| CASES.iter().map(|case| version(store, *case)).sum::<i64>();
    let before = versions(&open(&office));
    let entries = open(&office).head().unwrap().0;
    outputs(spawn("guarded", WRITERS, &office));
    let store = open(&office);
    let expected = WRITERS * updates();
    assert_eq!(versions(&store), before + expected as i64, "each update counts once");
    assert_eq!(store.verify().unwrap().unwrap().entries, entries + expected as u64);

    let db = Connection::open(&plain).unwrap();
    db.execute_batch("PRAGMA journal_mode=WAL; CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0)")
        .unwrap();
    outputs(spawn("unguarded", WRITERS, &plain));
    let counted: i64 = db.query_row("SELECT n FROM counter", [], |row| row.get(0)).unwrap();
    assert!(counted < expected as i64, "without guards updates must get lost, or this proves nothing: {counted}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn sixteen_officers_at_once_are_all_served() {
    let folder = folder("fair");
    let office = folder.join("office.db");
    std::fs::write(&office, SAMPLE).unwrap();
    let entries = open(&office).head().unwrap().0;
    let mut done = Vec::new();
    for output in outputs(spawn("fair", FAIR, &office)) {
        let line = output.lines().find_map(|line| line.strip_prefix("did ")).unwrap().to_owned();
        done.push(line.split_once(' ').unwrap().0.parse::<u64>().unwrap());
    }
    let total: u64 = done.iter().sum();
    assert_eq!(open(&office).verify().unwrap().unwrap().entries, entries + total, "every act is there, once");
    assert!(done.iter().all(|one| *one > 0), "somebody was never served: {done:?}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn verification_beside_writers_raises_no_alarm() {
    let folder = folder("steady");
    let office = folder.join("office.db");
    std::fs::write(&office, SAMPLE).unwrap();
    let before = open(&office).head().unwrap().0;
    let runs = std::env::var("VERIFY_RUNS").ok().and_then(|count| count.parse().ok()).unwrap_or(25);
    let writers = spawn("steady", STEADY, &office);
    let mut seen = Vec::new();
    for run in 0..runs {
        let verdict = Store::verify_file(&office, &Progress::default()).unwrap();
        let report = verdict.unwrap_or_else(|fault| panic!("run {run}: {fault}"));
        seen.push(report.entries);
    }
    std::fs::write(office.with_extension("stop"), "").unwrap();
    outputs(writers);
    assert!(seen.is_sorted() && seen.last() > Some(&(before + 4)), "the writers wrote meanwhile: {seen:?}");
    let moments: std::collections::BTreeSet<u64> = seen.iter().copied().collect();
    println!("{runs} verifications beside {STEADY} writers, at {} different sizes of the log", moments.len());
    open(&office).verify().unwrap().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}
