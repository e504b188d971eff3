//! A process is killed at random moments of its day. Everything that it acknowledged is there afterwards, and the ledger
//! verifies. `CRASH_ROUNDS=500` makes the run longer.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::rc::Rc;
use std::time::Duration;

use suffrage::domain::{CaseAct, CaseId, CmdId, Command, FactDraft, Stamp, State};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::{Entropy, Store, StoreError};

/// Set in the child: the office on which it works.
const OFFICE: &str = "SUFFRAGE_CRASH_OFFICE";
/// Set in the child: what makes its command ids its own.
const ROUND: &str = "SUFFRAGE_CRASH_ROUND";

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().unwrap())
}

fn entropy() -> Entropy {
    Box::new(|bytes| getrandom::fill(bytes).unwrap())
}

/// The day of the child: facts recorded on one case after another, each acknowledged on standard output.
#[test]
fn a_day_that_is_killed() {
    let Some(office) = std::env::var_os(OFFICE) else { return };
    let round: u64 = std::env::var(ROUND).unwrap().parse().unwrap();
    let mut store = Store::open(Path::new(&office), library(), entropy()).unwrap();
    for n in 0..100_000u64 {
        let case = CaseId(1001 + (n % 300) as i64);
        let at = Stamp::parse("2026-12-01T09:00:00Z").unwrap();
        let file = store.case(case, at).unwrap().unwrap();
        let fact = FactDraft { note: format!("{round}/{n}"), ..FactDraft::bare("foreign_permit", State::None) };
        let mut id = [0; 16];
        id[..8].copy_from_slice(&round.to_be_bytes());
        id[8..].copy_from_slice(&n.to_be_bytes());
        let act = CaseAct::RecordFact { fact }.on(case, file.case.version);
        let receipt =
            store.apply(&Command { id: CmdId(id), officer: "anna".into(), login: "anna".into(), at, act }).unwrap();
        println!("ack {}", receipt.seq);
    }
}

fn rounds() -> u64 {
    std::env::var("CRASH_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(40)
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    let folder = std::env::temp_dir().join(format!("suffrage-crash-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path: PathBuf = folder.join("office.db");
    std::fs::write(&path, SAMPLE).unwrap();
    let library = library();
    let mut acknowledged = 0;
    for round in 0..rounds() {
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args(["--exact", "a_day_that_is_killed", "--nocapture"])
            .env(OFFICE, &path)
            .env(ROUND, round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.by_ref().map(Result::unwrap).find(|line| line.starts_with("ack ")).unwrap();
        std::thread::sleep(Duration::from_millis(round * 7 % 23));
        child.kill().unwrap();
        child.wait().unwrap();
        let rest = lines.map_while(Result::ok).filter(|line| line.starts_with("ack "));
        let last = rest.last().unwrap_or(first);
        let last: u64 = last["ack ".len()..].parse().unwrap();
        let store = Store::open(&path, Rc::clone(&library), entropy()).unwrap();
        let (size, _) = store.head().unwrap();
        assert!(size > last, "round {round}: entry {last} was acknowledged; the log has {size}");
        acknowledged = last;
        let report = store.verify().unwrap().unwrap_or_else(|fault| panic!("round {round}: {fault}"));
        assert_eq!(report.entries, size);
    }
    assert!(acknowledged > 597 + rounds() / 2, "the children did next to nothing: {acknowledged}");
    std::fs::remove_dir_all(&folder).unwrap();
}

/// A command sent again after an unknown outcome does nothing twice.
#[test]
fn a_repeated_command_is_performed_once() -> Result<(), StoreError> {
    let folder = std::env::temp_dir().join(format!("suffrage-repeat-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("office.db");
    std::fs::write(&path, SAMPLE).unwrap();
    let mut store = Store::open(&path, library(), entropy())?;
    let at = Stamp::parse("2026-12-01T09:00:00Z").unwrap();
    let version = store.case(CaseId(1001), at)?.unwrap().case.version;
    let verdict = suffrage::domain::Verdict::Grant;
    let act = CaseAct::Decide { verdict, reasons: String::new(), departure: String::new() }.on(CaseId(1001), version);
    let command = Command { id: CmdId([7; 16]), officer: "anna".into(), login: "anna".into(), at, act };
    let first = store.apply(&command)?;
    let again = store.apply(&command)?;
    assert!(!first.repeated && again.repeated);
    assert_eq!((first.seq, first.decision), (again.seq, again.decision));
    assert_eq!(store.head()?.0, first.seq + 1);
    assert_eq!(store.case(CaseId(1001), at)?.unwrap().decisions.len(), 1);
    drop(store);
    std::fs::remove_dir_all(&folder).unwrap();
    Ok(())
}
