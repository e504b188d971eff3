//! Accidents with the files beside an office, with its modes and with its copies. Whoever's slip it was, nothing that was
//! acknowledged vanishes, and the program says what to do.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::rc::Rc;

use rusqlite::Connection;
use scratch::{Ran, Scratch};
use suffrage::domain::{CaseAct, CaseId, CmdId, Command, FactDraft, Stamp, State};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::{Store, StoreError};

const NOW: &str = "2026-12-01T09:00:00Z";

fn session(path: &Path) -> Result<Store, StoreError> {
    let library = Rc::new(Library::embedded().unwrap());
    Store::open(path, library, Box::new(|bytes| getrandom::fill(bytes).unwrap()))
}

/// Records a fact on a case; what was acknowledged is its entry.
fn note(store: &mut Store, case: i64) -> Result<u64, StoreError> {
    let at = Stamp::parse(NOW).unwrap();
    let version = store.case(CaseId(case), at)?.unwrap().case.version;
    let mut id = [0; 16];
    getrandom::fill(&mut id).unwrap();
    let act = CaseAct::RecordFact { fact: FactDraft::bare("foreign_permit", State::None) }.on(CaseId(case), version);
    Ok(store.apply(&Command { id: CmdId(id), officer: "anna".into(), login: "anna".into(), at, act })?.seq)
}

fn size(path: &Path) -> u64 {
    session(path).unwrap().head().unwrap().0
}

fn sample() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("o.db", SAMPLE);
    scratch
}

/// Another officer, in a process of their own, records a fact; the entry that they were told.
fn another(scratch: &Scratch, case: i64) -> u64 {
    let ran = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "another_officer_at_work", "--nocapture"])
        .env("ACCIDENTS_OFFICE", scratch.path("o.db"))
        .env("ACCIDENTS_CASE", case.to_string())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let ack = said.lines().find_map(|line| line.strip_prefix("ack "));
    ack.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&ran.stderr))).parse().unwrap()
}

/// The child of [`another`]; alone it has no office and does nothing.
#[test]
fn another_officer_at_work() {
    let Some(office) = std::env::var_os("ACCIDENTS_OFFICE") else { return };
    let case = std::env::var("ACCIDENTS_CASE").unwrap().parse().unwrap();
    let mut store = session(Path::new(&office)).unwrap();
    println!("\nack {}", note(&mut store, case).unwrap());
}

fn remove_sides(scratch: &Scratch) {
    for end in ["o.db-wal", "o.db-shm"] {
        fs::remove_file(scratch.path(end)).unwrap();
    }
}

#[test]
fn a_session_without_its_side_files_writes_nothing_and_takes_nothing_away() {
    let scratch = sample();
    let mut first = session(&scratch.path("o.db")).unwrap();
    note(&mut first, 1001).unwrap();
    remove_sides(&scratch);
    let told = [another(&scratch, 1002), another(&scratch, 1003)];
    let refused = note(&mut first, 1004);
    assert!(refused.is_err(), "an act went into a file that nobody sees: entry {refused:?}");
    assert!(refused.unwrap_err().to_string().contains("close every program"));
    assert!(first.claim(CaseId(1005), "anna", Stamp::parse(NOW).unwrap(), Stamp::parse(NOW).unwrap()).is_err());
    drop(first);
    assert_eq!(size(&scratch.path("o.db")), told[1] + 1, "what another officer was told is gone");
    scratch.verifies();
}

#[test]
fn what_was_acknowledged_before_the_side_files_went_is_there() {
    let scratch = sample();
    let mut first = session(&scratch.path("o.db")).unwrap();
    let told = note(&mut first, 1001).unwrap();
    remove_sides(&scratch);
    assert_eq!(another(&scratch, 1002), told + 1, "the entry before is gone");
    drop(first);
    assert_eq!(size(&scratch.path("o.db")), told + 2);
    scratch.verifies();
}

/// Whoever acts needs random bytes between the beginning and the end of the write.
#[test]
fn side_files_that_go_in_the_middle_of_an_act_undo_it() {
    let scratch = sample();
    let (wal, shm) = (scratch.path("o.db-wal"), scratch.path("o.db-shm"));
    let entropy = Box::new(move |bytes: &mut [u8]| {
        let _ = (fs::remove_file(&wal), fs::remove_file(&shm));
        getrandom::fill(bytes).unwrap();
    });
    let library = Rc::new(Library::embedded().unwrap());
    let before = size(&scratch.path("o.db"));
    let mut store = Store::open(&scratch.path("o.db"), library, entropy).unwrap();
    assert!(matches!(note(&mut store, 1001), Err(StoreError::SideFilesGone(_))));
    drop(store);
    assert_eq!(size(&scratch.path("o.db")), before);
}

#[test]
fn side_files_that_were_replaced_are_noticed_too() {
    for end in ["o.db-wal", "o.db-shm"] {
        let scratch = sample();
        let mut first = session(&scratch.path("o.db")).unwrap();
        note(&mut first, 1001).unwrap();
        fs::copy(scratch.path(end), scratch.path("copy")).unwrap();
        fs::rename(scratch.path("copy"), scratch.path(end)).unwrap();
        assert!(note(&mut first, 1002).is_err(), "{end}");
    }
}

/// An office of whose newest entries only the log beside it knows.
fn with_leftover_log(scratch: &Scratch, acts: i64) {
    let db = Connection::open(scratch.path("o.db")).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    let mut store = session(&scratch.path("o.db")).unwrap();
    // A reader keeps the log from being taken over.
    db.execute_batch("BEGIN; SELECT count(*) FROM entry").unwrap();
    db.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).unwrap();
    for case in 1001..1001 + acts {
        note(&mut store, case).unwrap();
    }
    fs::copy(scratch.path("o.db-wal"), scratch.path("leftover")).unwrap();
    fs::copy(scratch.path("o.db"), scratch.path("alone.db")).unwrap();
}

#[test]
fn a_backup_beside_the_log_of_another_state_is_refused() {
    let scratch = sample();
    with_leftover_log(&scratch, 2);
    // What the file and the log together hold, is opened: nothing is lost after a crash.
    fs::copy(scratch.path("alone.db"), scratch.path("whole.db")).unwrap();
    fs::copy(scratch.path("leftover"), scratch.path("whole.db-wal")).unwrap();
    let whole = size(&scratch.path("whole.db"));
    // A later state of the same office, and an office of other people.
    let later = sample();
    for case in 1010..1014 {
        another(&later, case);
    }
    let other = Scratch::office();
    assert_eq!(size(&later.path("o.db")), whole + 2);
    for (office, what) in [(&later, "later"), (&other, "other")] {
        fs::copy(scratch.path("leftover"), office.path("o.db-wal")).unwrap();
        let before = fs::read(office.path("o.db")).unwrap();
        office.refused(3, &["queue", "o.db"], &["o.db-wal", "another"]);
        office.refused(3, &["decide", "o.db", "1001", "grant", "--as", "anna"], &["o.db-wal"]);
        assert!(fs::read(office.path("o.db")).unwrap() == before, "{what}: the office was changed");
        assert!(office.path("o.db-wal").exists(), "{what}: the log was taken away");
    }
}

#[test]
fn a_journal_beside_an_office_is_refused() {
    let scratch = Scratch::office();
    scratch.write("o.db-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01");
    for args in [vec!["queue", "o.db"], vec!["ledger", "verify", "o.db"], vec!["officer", "list", "o.db"]] {
        scratch.refused(3, &args, &["o.db-journal"]);
    }
    assert!(scratch.path("o.db-journal").exists());
}

// Logins: several accounts of one group. Whoever runs this must be able to become them.

const GROUP: u32 = 3000;
const ANNA: u32 = 3001;
const BORIS: u32 = 3002;
const MALLORY: u32 = 3003;

fn as_login(scratch: &Scratch, login: u32, groups: &str, args: &[&str]) -> Ran {
    let ids = [format!("--reuid={login}"), format!("--regid={login}")];
    // Beside the folder, because a login cannot look into the one of the build.
    let program = scratch.path("suffrage");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_suffrage"), &program).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Process::new("setpriv");
    command.args(ids).arg(groups).args(["sh", "-c", "umask 022; exec \"$@\"", "sh"]).arg(program).args(args);
    let output = command.current_dir(&scratch.0).env_clear().env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    let output = output.output().expect("setpriv (util-linux) is needed");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("setpriv:"), "this test runs as root, because it works by several logins: {}", ran.err);
    ran
}

fn member(scratch: &Scratch, login: u32, args: &[&str]) -> Ran {
    as_login(scratch, login, &format!("--groups={GROUP}"), args)
}

fn shared_folder(mode: u32) -> Scratch {
    let scratch = Scratch::new();
    chown(&scratch.0, Some(ANNA), Some(GROUP)).expect("this test runs as root, because it works by several logins");
    fs::set_permissions(&scratch.0, fs::Permissions::from_mode(mode)).unwrap();
    scratch
}

#[test]
fn several_logins_of_one_group_work_in_one_office() {
    for mode in [0o770, 0o2770] {
        let scratch = shared_folder(mode);
        let made = member(&scratch, ANNA, &["init", "o.db", "--training", "--as", "anna"]);
        assert_eq!(made.code, 0, "{mode:o}: {}", made.err);
        let meta = fs::metadata(scratch.path("o.db")).unwrap();
        assert_eq!((meta.mode() & 0o777, meta.gid()), (0o660, GROUP), "{mode:o}");
        // A process of each that was killed leaves its side files behind.
        for (login, name) in [(ANNA, "boris"), (BORIS, "vera")] {
            let ran =
                member(&scratch, login, &["officer", "add", "o.db", name, "--role", "supervisor", "--as", "anna"]);
            assert_eq!(ran.code, 0, "{mode:o} {login}: {}", ran.err);
            assert_eq!(ran.err, "", "{mode:o} {login}");
        }
    }
}

#[test]
fn side_files_that_a_killed_login_left_behind_are_open_to_the_group() {
    let scratch = shared_folder(0o770);
    assert_eq!(member(&scratch, ANNA, &["init", "o.db", "--training", "--as", "anna"]).code, 0);
    let held = Connection::open(scratch.path("o.db")).unwrap();
    held.query_row("SELECT count(*) FROM entry", [], |row| row.get::<_, i64>(0)).unwrap();
    for end in ["o.db-wal", "o.db-shm"] {
        // As SQLite leaves them in a folder without setgid: in the first group of who made them.
        chown(scratch.path(end), Some(ANNA), Some(ANNA)).unwrap();
    }
    let args = ["officer", "list", "o.db"];
    let stuck = member(&scratch, BORIS, &args);
    assert_eq!(stuck.code, 3);
    assert!(stuck.err.contains("o.db-wal") && stuck.err.contains("chmod g+s"), "{}", stuck.err);
    // The one whose they are puts them right by working.
    let mended = member(&scratch, ANNA, &["officer", "add", "o.db", "boris", "--role", "supervisor", "--as", "anna"]);
    assert_eq!(mended.code, 0, "{}", mended.err);
    let free = member(&scratch, BORIS, &args);
    assert_eq!(free.code, 0, "{}", free.err);
}

#[test]
fn side_files_of_a_stranger_are_refused() {
    let scratch = shared_folder(0o777);
    assert_eq!(member(&scratch, ANNA, &["init", "o.db", "--training", "--as", "anna"]).code, 0);
    scratch.write("o.db-wal", []);
    chown(scratch.path("o.db-wal"), Some(MALLORY), Some(MALLORY)).unwrap();
    fs::set_permissions(scratch.path("o.db-wal"), fs::Permissions::from_mode(0o666)).unwrap();
    let ran = member(&scratch, ANNA, &["officer", "list", "o.db"]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("o.db-wal") && ran.err.contains("3003"), "{}", ran.err);
}

#[test]
fn an_office_that_everybody_can_read_is_warned_about() {
    let scratch = Scratch::office();
    assert_eq!(scratch.done(&["queue", "o.db"]).err, "");
    for mode in [0o666, 0o664, 0o662] {
        fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(mode)).unwrap();
        for args in [vec!["queue", "o.db"], vec!["officer", "list", "o.db"]] {
            let ran = scratch.done(&args);
            assert!(ran.err.contains("chmod o-rwx"), "{mode:o}: {}", ran.err);
        }
    }
}

#[test]
fn a_lease_longer_than_the_office_gives_holds_nobody_up() {
    let scratch = sample();
    let now = Stamp::parse(NOW).unwrap();
    let plant = |hours: i64| {
        let db = Connection::open(scratch.path("o.db")).unwrap();
        let sql = "INSERT INTO lease VALUES (1001,'boris',?1) ON CONFLICT (case_id) DO UPDATE SET until=?1";
        db.execute(sql, [now.0 + hours * 3_600_000 / 60]).unwrap();
    };
    // Minutes: what an office gives is respected, what it never gives is not.
    plant(14);
    let mut store = session(&scratch.path("o.db")).unwrap();
    assert!(note(&mut store, 1001).is_err());
    for minutes in [40, 23 * 60] {
        plant(minutes);
        note(&mut store, 1001).unwrap();
        assert_eq!(store.case(CaseId(1001), now).unwrap().unwrap().hold, None);
    }
}

#[test]
fn a_second_head_cannot_be() {
    let scratch = Scratch::office();
    let db = Connection::open(scratch.path("o.db")).unwrap();
    let sql = "INSERT INTO head SELECT 2, size, root, last_at FROM head";
    assert!(db.execute(sql, []).unwrap_err().to_string().contains("CHECK"));
    db.pragma_update(None, "ignore_check_constraints", 1).unwrap();
    db.execute(sql, []).unwrap();
    drop(db);
    let ran = scratch.run(&["ledger", "verify", "o.db"]);
    assert_eq!(ran.code, 7, "{}{}", ran.out, ran.err);
}
