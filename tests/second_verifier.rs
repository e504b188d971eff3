//! Two programs that share no line check the same offices: this one, and `tests/verify.py`, which was made from the page
//! on the format alone. What one of them takes for whole and the other does not is a fault of the one or of the other.
//!
//! The second does not know the law. Left out of the changes is therefore what only the law can tell: `listed.outcome`, and
//! in rows with new commitments whatever a determination reads or says (`forge::LAWFUL`); and `search_term`.

mod insider;
mod second;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;

use second::edit::{Edit, edit};
use second::forge::{bases, forge};
use second::{Dice, tamper};
use suffrage::domain::hex;
use suffrage::law::Library;
use suffrage::sample::{SAMPLE, make};
use suffrage::store::Store;

/// Copies that one run of the second verifier checks.
const BATCH: usize = 20;

/// How many copies are changed, and how.
const KINDS: [(&str, Option<Edit>, usize); 6] = [
    ("one cell", Some(Edit::Cell), 70),
    ("deleted row", Some(Edit::Delete), 20),
    ("duplicated row", Some(Edit::Duplicate), 20),
    ("swapped rows", Some(Edit::Swap), 15),
    ("status in the queue", Some(Edit::Status), 15),
    ("forged last entry", None, 60),
];

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("suffrage-second-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().unwrap())
}

/// What this program says of a file, in the words of the other one.
fn first(path: &Path, library: &Rc<Library>) -> String {
    match Store::open(path, Rc::clone(library), Box::new(|_| {})).and_then(|store| store.verify()) {
        Ok(Ok(report)) => {
            format!("holds: {} entries, {} rows, root {}", report.entries, report.rows, hex(&report.root))
        }
        Ok(Err(fault)) => format!("{}: {fault}", fault.class.code()),
        Err(error) => format!("unreadable: {error}"),
    }
}

/// Starts the second verifier on some files.
fn second(paths: &[PathBuf]) -> Child {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/verify.py");
    let mut command = Command::new("python3");
    command.arg("-B").arg(script).args(paths).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap_or_else(|error| panic!("the second verifier needs python3 (3.9 or later): {error}"))
}

fn said(child: Child, files: usize) -> Vec<String> {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<String> = said.lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), files, "{said}{}", String::from_utf8_lossy(&output.stderr));
    lines
}

#[test]
fn whole_offices_hold_for_both_with_the_same_root() {
    let (folder, library) = (Folder::new("whole"), library());
    let mut paths = vec![folder.0.join("sample.db")];
    std::fs::write(&paths[0], SAMPLE).unwrap();
    for seed in [3, 14, 159] {
        paths.push(folder.0.join(format!("{seed}.db")));
        make(&paths[paths.len() - 1], Rc::clone(&library), 60, seed, &mut |_| {}).unwrap();
    }
    for base in bases(&folder.0, &library) {
        paths.push(folder.0.join(format!("{}.db", base.name)));
        std::fs::write(&paths[paths.len() - 1], &base.bytes).unwrap();
    }
    let theirs = said(second(&paths), paths.len());
    for (path, theirs) in paths.iter().zip(theirs) {
        let ours = first(path, &library);
        assert!(ours.starts_with("holds: "), "{}: {ours}", path.display());
        assert_eq!(ours, theirs, "{}", path.display());
    }
}

/// Both agree on whether a file holds; where both say that it does, on the rest of the line too.
fn agree(ours: &str, theirs: &str) -> bool {
    match (ours.starts_with("holds: "), theirs.starts_with("holds: ")) {
        (true, true) => ours == theirs,
        (ours, theirs) => ours == theirs,
    }
}

#[test]
fn changed_offices_are_judged_alike() {
    let (folder, library) = (Folder::new("changed"), library());
    let seed = std::env::var("SEED").map_or(1, |seed| seed.parse().unwrap());
    let mut dice = Dice::new(seed);
    let bases = bases(&folder.0, &library);
    let mut work: Vec<(&str, Option<Edit>)> =
        KINDS.iter().flat_map(|(name, kind, count)| std::iter::repeat_n((*name, *kind), *count)).collect();
    let (mut found, mut counts, mut differences) = (0, BTreeMap::new(), Vec::new());
    while !work.is_empty() {
        let batch = work.split_off(work.len().saturating_sub(BATCH));
        let mut copies = Vec::new();
        for (at, (name, kind)) in batch.into_iter().enumerate() {
            let path = folder.0.join(format!("{at}.db"));
            let what = match kind {
                Some(kind) => {
                    std::fs::write(&path, SAMPLE).unwrap();
                    tamper(&path, |db| edit(db, kind, &mut dice))
                }
                None => {
                    let base = &bases[dice.below(bases.len())];
                    std::fs::write(&path, &base.bytes).unwrap();
                    forge(&path, base, &mut dice)
                }
            };
            copies.push((path, name, what));
        }
        let paths: Vec<PathBuf> = copies.iter().map(|(path, ..)| path.clone()).collect();
        let running = second(&paths);
        let ours: Vec<String> = paths.iter().map(|path| first(path, &library)).collect();
        for ((ours, theirs), (_, name, what)) in ours.iter().zip(said(running, paths.len())).zip(&copies) {
            let counted: &mut (u32, u32) = counts.entry(*name).or_default();
            counted.0 += 1;
            if ours.starts_with("holds: ") {
                counted.1 += 1;
            } else {
                found += 1;
            }
            if !agree(ours, &theirs) {
                differences.push(format!("{name}: {what}\n  first:  {ours}\n  second: {theirs}"));
            }
        }
    }
    for (name, (all, whole)) in &counts {
        println!("{name}: {all}, of which {whole} still hold");
    }
    assert!(differences.is_empty(), "{} differences (SEED={seed}):\n{}", differences.len(), differences.join("\n"));
    assert!(found > 170, "only {found} of 200 were found");
}
