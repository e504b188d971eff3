//! Copies of an office, and what the doctor says of one.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;
use scratch::Scratch;

fn names(scratch: &Scratch) -> Vec<String> {
    let files = fs::read_dir(&scratch.0).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_while_officers_work_and_comes_back() {
    let scratch = Scratch::office();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for n in 0.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let name = format!("officer{n}");
                scratch.done(&["officer", "add", "o.db", &name, "--role", "supervisor", "--as", "anna"]);
            }
        });
        for n in 0..4 {
            let copy = format!("copy{n}.db");
            scratch.done(&["backup", "o.db", &copy]);
        }
        over.store(true, Ordering::Relaxed);
    });
    for n in 0..4 {
        let (copy, back) = (format!("copy{n}.db"), format!("back{n}.db"));
        assert_eq!(fs::metadata(scratch.path(&copy)).unwrap().permissions().mode() & 0o777, 0o600);
        let made = scratch.json(&["restore", &copy, &back]);
        let verified = scratch.json(&["ledger", "verify", &back]);
        assert_eq!((&made["entries"], &made["root"]), (&verified["entries"], &verified["root"]));
        assert_eq!(made["newest"]["by"], "anna");
        scratch.done(&["officer", "add", &back, "later", "--role", "supervisor", "--as", "anna"]);
    }
    scratch.verifies();
}

#[test]
fn a_copy_overwrites_nothing_and_leaves_nothing() {
    let scratch = Scratch::office();
    scratch.done(&["backup", "o.db", "copy.db"]);
    let before = fs::read(scratch.path("copy.db")).unwrap();
    scratch.refused(3, &["backup", "o.db", "copy.db"], &["copy.db"]);
    scratch.refused(3, &["restore", "copy.db", "o.db"], &["o.db"]);
    assert!(fs::read(scratch.path("copy.db")).unwrap() == before);
    for end in ["-wal", "-shm", "-journal"] {
        scratch.write(&format!("new.db{end}"), "");
        scratch.refused(3, &["restore", "copy.db", "new.db"], &[&format!("new.db{end}")]);
        scratch.refused(3, &["backup", "o.db", "new.db"], &[&format!("new.db{end}")]);
        fs::remove_file(scratch.path(&format!("new.db{end}"))).unwrap();
    }
    let there = names(&scratch);
    // An office that does not verify is no backup, and a backup that does not is no office.
    let spoil = |name: &str| {
        let db = Connection::open(scratch.path(name)).unwrap();
        db.execute("UPDATE head SET size=size-1", []).unwrap();
    };
    spoil("copy.db");
    scratch.refused(7, &["restore", "copy.db", "new.db"], &[]);
    spoil("o.db");
    scratch.refused(7, &["backup", "o.db", "new.db"], &[]);
    scratch.refused(3, &["backup", "o.db", "no/such/folder.db"], &["no/such"]);
    scratch.refused(3, &["backup", "none.db", "new.db"], &["none.db"]);
    assert_eq!(names(&scratch), there);
}

fn bad(scratch: &Scratch, code: i32) -> Vec<String> {
    let ran = scratch.run(&["doctor", "o.db", "--json"]);
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(said["ok"], code == 0);
    let checks = said["checks"].as_array().unwrap();
    let bad = checks.iter().filter(|check| check["ok"] == false);
    bad.map(|check| check["check"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_doctor_finds_each_fault_and_only_that() {
    let fault = |code: i32, check: &str, spoil: &dyn Fn(&Scratch)| {
        let scratch = Scratch::office();
        fs::set_permissions(&scratch.0, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(bad(&scratch, 0), [""; 0]);
        spoil(&scratch);
        assert_eq!(bad(&scratch, code), [check]);
        let lines = scratch.run(&["doctor", "o.db"]).out;
        assert_eq!(lines.lines().filter(|line| line.starts_with("BAD")).count(), 1, "{lines}");
    };
    let sql =
        |scratch: &Scratch, sql: &str| Connection::open(scratch.path("o.db")).unwrap().execute_batch(sql).unwrap();
    let mode = |scratch: &Scratch, mode| {
        fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(mode)).unwrap();
    };
    fault(7, "ledger", &|office| sql(office, "UPDATE head SET size=size-1"));
    fault(3, "schema", &|office| sql(office, "CREATE TABLE more (a)"));
    fault(3, "format", &|office| sql(office, "PRAGMA user_version=99"));
    fault(3, "leases", &|office| sql(office, "INSERT INTO lease VALUES (1,'anna',99999999999999)"));
    fault(3, "side_files", &|office| office.write("o.db-journal", "x"));
    fault(3, "rights", &|office| mode(office, 0o666));
    fault(3, "rights", &|office| {
        mode(office, 0o600);
        fs::set_permissions(&office.0, fs::Permissions::from_mode(0o770)).unwrap();
    });
}

#[test]
fn the_doctor_names_another_program_that_has_the_office_open() {
    let scratch = Scratch::office();
    // A program that carries SQLite: this one's memory names the file that it pretends to be.
    fs::copy("/bin/sleep", scratch.path("sqlite3")).unwrap();
    let file = fs::File::open(scratch.path("o.db")).unwrap();
    let mut other = std::process::Command::new(scratch.path("sqlite3")).arg("60").stdin(file).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(200));
    let found = bad(&scratch, 3);
    other.kill().unwrap();
    other.wait().unwrap();
    assert_eq!(found, ["processes"]);
    assert_eq!(bad(&scratch, 0), [""; 0]);
}
