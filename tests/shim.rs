//! Disks that fail, call by call: `shim/disk.c` is loaded before the C library of the real program and answers the nth read,
//! write, flush or change of length with an error, for every n until a run meets none. Whatever it answers, the program says
//! what happened with a code of its table, the office holds, and the act is there exactly if the program said so; where it
//! said that it failed, the act is there whole or not at all. Asked again, it is done once.

#[allow(dead_code)]
mod scratch;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use scratch::Scratch;
use suffrage::cli::exit::TABLE;
use suffrage::law::Library;
use suffrage::store::Store;

/// How the calls of one kind are answered from the nth on, or at the nth alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lasts {
    Once,
    Stays,
}

/// A call, the answer, and for how long. A disk that refuses a write may take the next one; one that is full stays full.
const FAULTS: [(&str, &str, Lasts); 9] = [
    ("pread", "EIO", Lasts::Once),
    ("pwrite", "EIO", Lasts::Once),
    ("pwrite", "ENOSPC", Lasts::Stays),
    ("pwrite", "SHORT", Lasts::Once),
    ("fsync", "EIO", Lasts::Once),
    ("fsync", "EIO", Lasts::Stays),
    ("fsync", "ENOSPC", Lasts::Stays),
    ("ftruncate", "EIO", Lasts::Once),
    ("ftruncate", "ENOSPC", Lasts::Stays),
];
/// No act makes so many calls of a kind; a loop that does not end is a fault of this test.
const MOST: usize = 500;

/// An office before the act, and the act.
struct Scene {
    name: &'static str,
    office: PathBuf,
    entries: u64,
    args: Vec<String>,
}

/// The shim, built where nothing forbids to run what lies there.
fn shim(folder: &Path) -> PathBuf {
    let (source, built) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shim/disk.c"), folder.join("disk.so"));
    let mut cc = Command::new("cc");
    cc.args(["-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-shared", "-fPIC", "-o"]).arg(&built).arg(source);
    let made = cc.arg("-ldl").output().unwrap_or_else(|error| {
        panic!("this test builds a small library in C and needs a compiler by the name of cc: {error}")
    });
    assert!(made.status.success(), "cc does not build tests/shim/disk.c: {}", String::from_utf8_lossy(&made.stderr));
    built
}

/// A folder in memory where there is such a place: what is tried is the answer of the disk, not its speed.
fn quick(name: &str) -> Scratch {
    let memory = PathBuf::from("/dev/shm");
    let under = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let folder = under.join(format!("suffrage-shim-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    Scratch(folder)
}

/// Decide, import and undo, each with an office in which it can be done.
fn scenes(home: &Scratch) -> [Scene; 3] {
    let library = Rc::new(Library::embedded().unwrap());
    let plain = fs::read_to_string(scratch::data("plain.csv")).unwrap();
    let lines: Vec<&str> = plain.lines().collect();
    home.write("first.csv", [lines[0], lines[1], ""].join("\n"));
    home.write("second.csv", [lines[0], lines[2], ""].join("\n"));
    let second = home.path("second.csv").display().to_string();
    home.done(&["init", "o.db", "--training", "--as", "anna"]);
    home.done(&["import", "o.db", "first.csv", "--as", "anna"]);
    home.done(&["backup", "o.db", "open.db"]);
    let decide = ["decide", "o.db", "1001", "grant", "--departure", "seen", "--as", "anna"];
    home.done(&decide);
    home.done(&["backup", "o.db", "decided.db"]);
    let undo = ["undo", "o.db", "1001", "--reason", "a slip", "--as", "anna"];
    let import = ["import", "o.db", &second, "--as", "anna"];
    let scene = |name, office, args: &[&str]| {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        let office = home.path(office);
        let entries = entries(&office, &library).unwrap();
        Scene { name, office, entries, args }
    };
    [scene("decide", "open.db", &decide), scene("import", "open.db", &import), scene("undo", "decided.db", &undo)]
}

fn open(office: &Path, library: &Rc<Library>) -> Result<Store, String> {
    let entropy = Box::new(|bytes: &mut [u8]| getrandom::fill(bytes).unwrap());
    Store::open(office, Rc::clone(library), entropy).map_err(|error| format!("does not open: {error}"))
}

/// How many entries the office has; it opens and verifies.
fn entries(office: &Path, library: &Rc<Library>) -> Result<u64, String> {
    let report = open(office, library)?.verify().map_err(|error| format!("cannot be verified: {error}"))?;
    Ok(report.map_err(|fault| format!("does not verify: {fault}"))?.entries)
}

/// The sentences that were said, each with how often.
type Said = BTreeMap<String, usize>;

/// One act on a copy of its office, with one fault; `Ok(false)`: the act met none.
fn meet(scene: &Scene, shim: &Path, fault: (&str, &str, Lasts), at: usize, said: &mut Said) -> Result<bool, String> {
    thread_local!(static LIBRARY: Rc<Library> = Rc::new(Library::embedded().unwrap()));
    let library = LIBRARY.with(Rc::clone);
    let desk = quick(&format!("{}-{at}", scene.name));
    let office = desk.path("o.db");
    fs::copy(&scene.office, &office).unwrap();
    let args: Vec<&str> = scene.args.iter().map(String::as_str).collect();
    let (call, how, lasts) = fault;
    let mut run = desk.command(&args);
    run.env("LD_PRELOAD", shim).env("DISK_CALL", call).env("DISK_HOW", how).env("DISK_AT", at.to_string());
    run.env("DISK_TOLD", desk.path("told"));
    if lasts == Lasts::Stays {
        run.env("DISK_STAYS", "1");
    }
    let ended = run.output().unwrap();
    let met = desk.path("told").exists();
    let err = String::from_utf8_lossy(&ended.stderr).trim().to_owned();
    let code = ended.status.code().ok_or_else(|| format!("was ended by a signal: {err}"))?;
    let new = entries(&office, &library)? - scene.entries;
    *said.entry(format!("{call} {how}, code {code}, {new} new: {err}")).or_default() += 1;
    let known = TABLE.iter().any(|(exit, _)| i32::from(exit.code()) == code);
    let named = err.contains("o.db") && (err.contains("disk") || how == "ENOSPC" && err.contains("room"));
    match code {
        _ if !known || err.contains("panicked") => return Err(format!("code {code}: {err}")),
        0 if new != 1 => return Err(format!("was said to be done, and {new} entries are new")),
        0 => {}
        3 if !met || !named || new > 1 => return Err(format!("{new} entries are new: {err}")),
        3 => {}
        _ => return Err(format!("code {code}, {new} entries are new: {err}")),
    }
    if code == 0 {
        return Ok(met);
    }
    let again = desk.run(&args);
    let total = open(&office, &library)?.head().map_err(|error| error.to_string())?.0 - scene.entries;
    match again.code {
        0 | 1 if total == 1 => Ok(met),
        code => Err(format!("then, asked again: code {code}, {total} entries are new: {}", again.err)),
    }
}

/// What the engine does with a short write, and with a disk that stays full, is the same for every act: the decision meets
/// all of it, the longer act also the full disk, and the third what fails once.
fn is_for(scene: &str, (_, how, lasts): (&str, &str, Lasts)) -> bool {
    match scene {
        "decide" => true,
        "import" => how != "SHORT",
        _ => how == "EIO" && lasts == Lasts::Once,
    }
}

/// One act with every fault that it is to meet, at every call.
fn every_call(scene: &Scene, shim: &Path) -> (Vec<String>, Said, usize) {
    let (mut wrong, mut said, mut met) = (Vec::new(), Said::new(), 0);
    for fault in FAULTS.into_iter().filter(|fault| is_for(scene.name, *fault)) {
        for at in 1.. {
            assert!(at < MOST, "{}: {fault:?} has no end", scene.name);
            match meet(scene, shim, fault, at, &mut said) {
                Ok(false) => {
                    assert!(at > 1, "{}: no call of {fault:?} was ever met", scene.name);
                    break;
                }
                Ok(true) => {}
                Err(what) => wrong.push(format!("{} with {fault:?} at call {at}: {what}", scene.name)),
            }
            met += 1;
        }
    }
    (wrong, said, met)
}

#[test]
fn every_call_to_the_disk_may_fail() {
    let home = Scratch::new();
    let shim = shim(&home.0);
    let scenes = scenes(&home);
    let ran: Vec<_> = std::thread::scope(|scope| {
        let shim = &shim;
        let runs: Vec<_> = scenes.iter().map(|scene| scope.spawn(move || every_call(scene, shim))).collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    let mut wrong = Vec::new();
    for (scene, (faults, said, met)) in scenes.iter().zip(ran) {
        println!("{}: {met} faults", scene.name);
        said.iter().for_each(|(what, times)| println!("  {times:>4}  {what}"));
        wrong.extend(faults);
    }
    assert!(wrong.is_empty(), "{} of the faults:\n{}", wrong.len(), wrong.join("\n"));
}

/// What counts above is believed only while it sees the difference: a writer of the same engine that leaves the flushes out
/// meets none, and one that makes them does.
#[test]
fn a_writer_that_does_not_flush_is_seen() {
    let home = Scratch::new();
    let shim = shim(&home.0);
    let met = |level: &str| {
        let (office, told) = (home.path(&format!("{level}.db")), home.path(&format!("{level}.told")));
        let script = "import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
             db.execute(f'PRAGMA synchronous={sys.argv[2]}')\ntry: db.execute('CREATE TABLE t (a)')\nexcept Exception: pass\n";
        let mut run = Command::new("python3");
        run.args(["-c", script]).arg(&office).arg(level);
        run.env("LD_PRELOAD", &shim).env("DISK_CALL", "fsync").env("DISK_HOW", "EIO").env("DISK_AT", "1");
        assert!(run.env("DISK_TOLD", &told).status().unwrap().success());
        told.exists()
    };
    assert_eq!((met("FULL"), met("OFF")), (true, false));
}
