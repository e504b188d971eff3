//! Faults of the office file and of the world around it, each with its sentence, its exit code and its way out; nothing
//! is lost and nothing is half done.

#[allow(dead_code)]
mod insider;
mod scratch;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::rc::Rc;

use insider::past_the_triggers;
use rusqlite::Connection;
use scratch::{Scratch, data};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::Store;

/// A scratch folder with the sample office as `o.db`.
fn sample() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("o.db", SAMPLE);
    scratch
}

fn alter(scratch: &Scratch, sql: &str) {
    let db = Connection::open(scratch.path("o.db")).unwrap();
    db.execute_batch(sql).unwrap();
}

/// The same for what the rows hold: the triggers are out of the way.
fn change(scratch: &Scratch, sql: &str) {
    past_the_triggers(&scratch.path("o.db"), |db| db.execute_batch(sql).unwrap());
}

#[test]
fn what_is_no_office_says_what_it_is() {
    let scratch = Scratch::new();
    let open = |file: &str, parts: &[&str]| scratch.refused(3, &["queue", file], parts);
    open("none.db", &["none.db", "does not exist"]);
    scratch.write("empty.db", "");
    open("empty.db", &["empty.db", "not an office", "empty"]);
    scratch.write("text.db", "a letter to the commission ".repeat(300));
    open("text.db", &["text.db", "not an office"]);
    Connection::open(scratch.path("foreign.db")).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    open("foreign.db", &["foreign.db", "not an office"]);
    fs::create_dir(scratch.path("folder.db")).unwrap();
    open("folder.db", &["folder.db", "not a file"]);
}

#[test]
fn a_truncated_office_is_damaged_not_foreign() {
    let scratch = Scratch::new();
    for kept in [5_000, 70_000, 300_000, SAMPLE.len() - 4_096] {
        scratch.write("o.db", &SAMPLE[..kept]);
        let ran = scratch.run(&["ledger", "verify", "o.db"]);
        assert!(matches!(ran.code, 3 | 7), "{kept}: {} {}", ran.code, ran.err);
        assert!(!ran.err.contains("init"), "a damaged office is never to be made anew: {}", ran.err);
    }
}

#[test]
fn an_altered_schema_names_what_was_altered() {
    for (sql, what) in [
        (
            "DROP TABLE lease; CREATE VIEW lease AS SELECT id AS case_id, salt AS officer, opened_at AS until FROM case_file",
            "lease",
        ),
        ("CREATE TRIGGER quiet AFTER INSERT ON decision BEGIN DELETE FROM lease; END", "quiet"),
        ("ALTER TABLE lease ADD COLUMN twice INTEGER GENERATED ALWAYS AS (until * 2) VIRTUAL", "lease"),
        ("DROP INDEX listed_to_do", "listed_to_do"),
        ("DROP TRIGGER entry_stays", "entry_stays"),
        ("CREATE TABLE extra (a)", "extra"),
    ] {
        let scratch = sample();
        alter(&scratch, sql);
        scratch.refused(3, &["queue", "o.db"], &["o.db", what]);
        scratch.refused(3, &["ledger", "verify", "o.db"], &["o.db", what]);
    }
}

#[test]
fn an_office_of_a_newer_program_is_left_alone() {
    let scratch = sample();
    alter(&scratch, "PRAGMA user_version=99");
    let before = fs::read(scratch.path("o.db")).unwrap();
    scratch.refused(3, &["queue", "o.db"], &["99", "newer"]);
    scratch.refused(3, &["decide", "o.db", "1001", "grant", "--as", "anna"], &["99", "newer"]);
    assert_eq!(fs::read(scratch.path("o.db")).unwrap(), before);
}

/// The binary in the folder of the test, run by somebody who is not the superuser: permissions mean something then.
fn as_nobody(scratch: &Scratch, args: &[&str]) -> (i32, String) {
    let binary = scratch.path("suffrage");
    if !binary.exists() {
        fs::copy(env!("CARGO_BIN_EXE_suffrage"), &binary).unwrap();
        fs::set_permissions(&binary, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new(binary);
    command.args(args).current_dir(&scratch.0).env_clear().stdin(Stdio::null());
    if rustix::process::getuid().is_root() {
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn an_office_that_may_not_be_written_says_so() {
    let scratch = sample();
    fs::set_permissions(&scratch.0, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(0o444)).unwrap();
    let before = fs::read(scratch.path("o.db")).unwrap();
    let (code, said) = as_nobody(&scratch, &["decide", "o.db", "1001", "grant", "--as", "anna"]);
    assert!(code == 3 && said.contains("permissions"), "{code} {said}");
    fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(0o000)).unwrap();
    let (code, said) = as_nobody(&scratch, &["queue", "o.db"]);
    assert!(code == 3 && said.contains("ermission"), "{code} {said}");
    fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(fs::read(scratch.path("o.db")).unwrap(), before);
}

#[test]
fn evidence_at_rest_is_read_and_verified_where_nothing_can_be_written() {
    let scratch = sample();
    scratch.done(&["decide", "o.db", "1001", "grant", "--departure", "the original was seen", "--as", "anna"]);
    let before = fs::read(scratch.path("o.db")).unwrap();
    for end in ["o.db-wal", "o.db-shm"] {
        let _ = fs::remove_file(scratch.path(end));
    }
    fs::set_permissions(scratch.path("o.db"), fs::Permissions::from_mode(0o444)).unwrap();
    fs::set_permissions(&scratch.0, fs::Permissions::from_mode(0o555)).unwrap();
    let ran: Vec<(i32, String)> = [
        &["ledger", "verify", "o.db"][..],
        &["ledger", "show", "o.db"],
        &["queue", "o.db"],
        &["show", "o.db", "1001"],
        &["determine", "o.db", "1001"],
    ]
    .iter()
    .map(|args| as_nobody(&scratch, args))
    .collect();
    let act = as_nobody(&scratch, &["decide", "o.db", "1002", "grant", "--departure", "x", "--as", "anna"]);
    fs::set_permissions(&scratch.0, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(ran.iter().all(|(code, _)| *code == 0), "{ran:?}");
    assert_eq!(act.0, 3, "{act:?}");
    assert_eq!(fs::read(scratch.path("o.db")).unwrap(), before);
}

#[test]
fn contents_that_no_program_wrote_are_damage_and_no_fault_of_the_program() {
    for sql in [
        "PRAGMA ignore_check_constraints=1; UPDATE applicant SET name=CAST(x'ff41' AS TEXT) WHERE id=1",
        "UPDATE poll SET day='soon' WHERE id=1",
        "UPDATE office SET name=CAST(x'ff' AS TEXT)",
        "UPDATE head SET size=-1",
        "UPDATE head SET root=zeroblob(32)",
        "DELETE FROM head",
        "DELETE FROM node",
    ] {
        let scratch = sample();
        change(&scratch, sql);
        for args in
            [&["queue", "o.db"][..], &["show", "o.db", "1001"], &["decide", "o.db", "1001", "grant", "--as", "anna"]]
        {
            let ran = scratch.run(args);
            // An act looks at the rows that it rests on, and says that one is not what the ledger says.
            assert!(matches!(ran.code, 0 | 3 | 7), "{sql}: {args:?}: {} {}", ran.code, ran.err);
        }
        let verified = scratch.run(&["ledger", "verify", "o.db"]);
        assert!(matches!(verified.code, 3 | 7), "{sql}: {} {}", verified.code, verified.err);
    }
}

#[test]
fn a_head_that_was_changed_is_not_written_over() {
    let scratch = sample();
    alter(&scratch, "UPDATE head SET root=zeroblob(32)");
    scratch.refused(3, &["decide", "o.db", "1001", "grant", "--as", "anna"], &["o.db", "head"]);
    assert_eq!(scratch.run(&["ledger", "verify", "o.db"]).code, 7);
}

/// A limit on the size of files stands in for a disk without room: the engine's writes fail in the middle.
#[test]
fn a_write_that_does_not_fit_takes_nothing_and_loses_nothing() {
    let scratch = Scratch::office();
    let plain = fs::read_to_string(data("plain.csv")).unwrap();
    let mut lines = plain.lines();
    let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
    let key = row.split([',', ';']).next().unwrap();
    let many: Vec<String> = (0..3_000).map(|n| row.replacen(key, &format!("many/{n}"), 1)).collect();
    scratch.write("many.csv", format!("{header}\n{}\n", many.join("\n")));
    let before = scratch.json(&["ledger", "verify", "o.db"])["entries"].clone();
    let command = format!("ulimit -f 900; exec {} import o.db many.csv --as anna", env!("CARGO_BIN_EXE_suffrage"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(&scratch.0).env_clear().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("o.db"), "{said}");
    assert_eq!(scratch.json(&["ledger", "verify", "o.db"])["entries"], before, "nothing of the file was taken");
    let again = scratch.done(&["import", "o.db", "many.csv", "--as", "anna"]).out;
    assert!(again.contains("3000 opened") || again.contains("3,000 opened"), "{again}");
    scratch.verifies();
}

#[test]
fn output_that_cannot_be_written_is_said_and_what_was_done_stays() {
    let scratch = sample();
    let before = scratch.json(&["ledger", "verify", "o.db"])["entries"].as_u64().unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let args = ["decide", "o.db", "1001", "grant", "--departure", "the original was seen", "--as", "anna"];
    let output = scratch.command(&args).stdout(full).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(74), "{said}");
    assert!(said.contains("ledger"), "{said}");
    assert_eq!(scratch.json(&["ledger", "verify", "o.db"])["entries"].as_u64().unwrap(), before + 1);
}

#[test]
fn endless_input_ends() {
    let scratch = sample();
    scratch.refused(5, &["law", "check", "/dev/zero"], &["/dev/zero", "ordinary file"]);
    scratch.refused(4, &["play", "/dev/zero"], &["/dev/zero", "ordinary file"]);
    scratch.refused(4, &["import", "o.db", "/dev/zero", "--as", "anna"], &["/dev/zero", "ordinary file"]);
    scratch.write("huge.txt", "> open 65535x65535 anna\n");
    scratch.refused(4, &["play", "huge.txt"], &["huge.txt", "line 1"]);
    scratch.write("nothing.txt", "# no command\n");
    scratch.refused(4, &["play", "nothing.txt"], &["nothing.txt", "no command"]);
}

/// Nobody ever writes to the pipe; a command that opened it would wait for ever.
#[test]
fn a_pipe_is_refused_at_once() {
    let scratch = sample();
    for name in ["p.csv", "p.json", "p.xml", "p.toml"] {
        let made = Command::new("mkfifo").arg(scratch.path(name)).status().unwrap();
        assert!(made.success());
    }
    scratch.write("f.csv", "key\n");
    let commands: [(i32, &[&str]); 7] = [
        (4, &["import", "o.db", "p.csv", "--as", "anna"]),
        (4, &["import", "o.db", "p.json", "--as", "anna"]),
        (4, &["import", "o.db", "p.xml", "--as", "anna"]),
        (4, &["import", "o.db", "f.csv", "--map", "p.toml", "--as", "anna"]),
        (4, &["play", "p.toml"]),
        (5, &["law", "check", "p.toml"]),
        (5, &["law", "schema", "--pack", "p.toml"]),
    ];
    for (code, args) in commands {
        let mut timed = Command::new("timeout");
        let ran =
            timed.arg("10").arg(env!("CARGO_BIN_EXE_suffrage")).args(args).current_dir(scratch.path(".")).output();
        let ran = ran.unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(code), "{args:?}: {said}");
        assert!(said.contains("ordinary file"), "{args:?}: {said}");
    }
}

#[test]
fn rejected_rows_are_for_their_owner_alone() {
    let scratch = sample();
    scratch.write("f.csv", "key,name,right,host,poll_day,level,municipality\nK,Ann,elect,RU,soon,x,y\n");
    for mask in ["000", "022", "077", "477"] {
        let import = "import o.db f.csv --as anna --rejects";
        let command = format!("umask {mask}; exec {} {import} {mask}.csv", env!("CARGO_BIN_EXE_suffrage"));
        let ran = Command::new("sh").args(["-c", &command]).current_dir(scratch.path(".")).output().unwrap();
        assert_eq!(ran.status.code(), Some(4), "{mask}: {}", String::from_utf8_lossy(&ran.stderr));
        let mode = fs::metadata(scratch.path(&format!("{mask}.csv"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600, "{mask}");
    }
}

#[test]
fn a_correction_in_a_file_of_facts_must_correct_something() {
    let scratch = Scratch::new();
    let ask = |facts: &str, host: &str| {
        let poll = format!(
            "{{\"host\":\"{host}\",\"day\":\"2026-09-20\",\"level\":\"municipal_council\",\"municipality\":\"OKTMO:46701000\"}}"
        );
        scratch.write("f.json", format!("{{\"pack\":\"ru-by-vote\",\"poll\":{poll},\"facts\":[{facts}]}}"));
    };
    let fact = |more: &str| format!("{{\"kind\":\"imprisonment\",\"none\":true{more}}}");
    for (facts, part) in [
        (fact(",\"id\":1,\"supersedes\":1"), "supersedes"),
        (format!("{},{}", fact(",\"id\":1"), fact(",\"id\":1")), "twice"),
        (fact(",\"supersedes\":99"), "99"),
        (
            format!("{},{{\"kind\":\"citizenship\",\"value\":\"BY\",\"id\":7,\"supersedes\":1}}", fact(",\"id\":1")),
            "another kind",
        ),
    ] {
        ask(&facts, "RU");
        scratch.refused(4, &["determine", "--facts", "f.json"], &["f.json", part]);
    }
    ask(&fact(""), "BY");
    scratch.refused(4, &["determine", "--facts", "f.json"], &["poll.host", "ru-by-vote"]);
}

#[test]
fn a_sample_is_whole_or_not_there() {
    let scratch = Scratch::new();
    let command = format!("ulimit -f 900; exec {} sample --cases 3000 s.db", env!("CARGO_BIN_EXE_suffrage"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(&scratch.0).env_clear().output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    let left: Vec<_> = fs::read_dir(&scratch.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// `FLIPS=5000` for the long run.
#[test]
fn a_flipped_byte_never_ends_the_program_and_never_changes_what_verifies() {
    let flips: usize = std::env::var("FLIPS").ok().and_then(|flips| flips.parse().ok()).unwrap_or(60);
    let scratch = sample();
    let path = scratch.path("o.db");
    let library = Rc::new(Library::embedded().unwrap());
    let whole = dump(&path).expect("the sample reads");
    let mut found = 0;
    let mut state = 88_172_645_463_325_252u64;
    for _ in 0..flips {
        // xorshift64: the same flips every time.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let at = (state >> 8) as usize % SAMPLE.len();
        let mut bytes = SAMPLE.to_vec();
        bytes[at] ^= 1 << (state & 7);
        for end in ["-wal", "-shm"] {
            let _ = fs::remove_file(scratch.path(&format!("o.db{end}")));
        }
        fs::write(&path, &bytes).unwrap();
        let verdict = Store::open_to_read(&path, Rc::clone(&library)).and_then(|store| store.verify());
        match verdict {
            Ok(Ok(_)) => {
                assert_eq!(dump(&path).as_ref(), Ok(&whole), "byte {at}: it verifies, and says something else")
            }
            _ => found += 1,
        }
    }
    assert!(found * 3 > flips, "most bytes of the file are the record: {found} of {flips}");
}

/// Every recorded value, as one text.
fn dump(path: &Path) -> Result<String, String> {
    let db = Connection::open(path).map_err(|error| error.to_string())?;
    let mut text = String::new();
    for table in [
        "office",
        "enrolment",
        "permission",
        "competence",
        "poll",
        "applicant",
        "fact_schema",
        "pack",
        "case_file",
        "fact",
        "decision",
        "approval",
        "remark",
        "attachment",
    ] {
        let mut statement =
            db.prepare(&format!("SELECT * FROM {table} ORDER BY id")).map_err(|error| error.to_string())?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).map_err(|error| error.to_string())?;
        while let Some(row) = rows.next().map_err(|error| error.to_string())? {
            for at in 0..columns {
                text.push_str(&format!("{:?},", row.get_ref(at).map_err(|error| error.to_string())?));
            }
        }
    }
    Ok(text)
}
