//! What verification costs, beside reading the same rows and hashing the same bytes, in one run.
//!
//! `cargo bench --bench ledger -- OFFICE.db`; without an office, one of 10,000 cases is made first. Read the ratios.

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use suffrage::law::Library;
use suffrage::store::Store;

const PASSES: usize = 7;
const CASES: u64 = 10_000;
const SEED: u64 = 1;

/// Every table that verification reads.
const TABLES: [&str; 17] = [
    "office",
    "motion",
    "assent",
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
    "node",
    "listed",
    "search_term",
];

/// Seconds that it takes.
fn time(pass: impl FnOnce()) -> f64 {
    let began = Instant::now();
    pass();
    began.elapsed().as_secs_f64()
}

/// Reads every row and hashes its bytes, and those of every entry, as often as the tree does. Returns rows and bytes.
fn floor(path: &Path) -> (u64, u64) {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("it opens");
    db.pragma_update(None, "cache_size", -4096).expect("a setting");
    let (mut rows, mut bytes) = (0, 0);
    let mut buffer = Vec::new();
    for table in TABLES {
        let mut statement = db.prepare(&format!("SELECT * FROM {table}")).expect("it is there");
        let columns = statement.column_count();
        let mut found = statement.query([]).expect("it reads");
        while let Some(row) = found.next().expect("it reads") {
            buffer.clear();
            for at in 0..columns {
                match row.get_ref(at).expect("a column") {
                    ValueRef::Null => buffer.push(0),
                    ValueRef::Integer(value) => buffer.extend_from_slice(&value.to_be_bytes()),
                    ValueRef::Real(value) => buffer.extend_from_slice(&value.to_be_bytes()),
                    ValueRef::Text(value) | ValueRef::Blob(value) => buffer.extend_from_slice(value),
                }
            }
            // What is computed from the record is compared, not hashed.
            if !matches!(table, "listed" | "search_term") {
                std::hint::black_box(Sha256::digest(&buffer));
                bytes += buffer.len() as u64;
            }
            rows += 1;
        }
    }
    let mut statement = db.prepare("SELECT bytes FROM entry").expect("it is there");
    let mut found = statement.query([]).expect("it reads");
    while let Some(row) = found.next().expect("it reads") {
        let entry = row.get_ref(0).and_then(|value| Ok(value.as_blob()?)).expect("bytes");
        std::hint::black_box(Sha256::digest(entry));
        bytes += entry.len() as u64;
        rows += 1;
    }
    (rows, bytes)
}

fn main() {
    let given = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let folder = std::env::temp_dir().join(format!("suffrage-bench-ledger-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let library = Rc::new(Library::embedded().expect("the embedded packs load"));
    let path = given.map_or_else(
        || {
            let path = folder.join("office.db");
            suffrage::sample::make(&path, Rc::clone(&library), CASES, SEED, &mut |_| {}).expect("an office");
            path
        },
        PathBuf::from,
    );
    let store = Store::open_to_read(&path, library).expect("it opens");
    let (mut rows, mut bytes, mut entries, mut answered) = (0, 0, 0, 0);
    // Each pass takes all five one after the other, so that a busy moment of the machine hits them alike.
    let mut passes: Vec<[f64; 5]> = Vec::new();
    for _ in 0..PASSES {
        let raw = time(|| (rows, bytes) = floor(&path));
        let record = time(|| entries = store.verify_record().expect("it reads").expect("it verifies").entries);
        let file = time(|| store.check_file().expect("it reads").expect("it is sound"));
        let answers = time(|| answered = store.verify_answers().expect("it reads").expect("it verifies"));
        let whole = time(|| entries = store.verify().expect("it reads").expect("it verifies").entries);
        passes.push([raw, record, file, answers, whole]);
    }
    let best = |which: usize| passes.iter().map(|pass| pass[which]).fold(f64::MAX, f64::min);
    let ratio = |which: usize| {
        let mut ratios: Vec<f64> = passes.iter().map(|pass| pass[which] / pass[0]).collect();
        ratios.sort_by(f64::total_cmp);
        ratios[PASSES / 2]
    };
    println!(
        "{entries} entries, {rows} rows, {} MB hashed; {PASSES} passes: best time, median ratio",
        bytes / 1_000_000
    );
    let line = |what: &str, which: usize| println!("{what:<60} {:>9.0} ms   x {:.2}", best(which) * 1e3, ratio(which));
    line("reading the same rows and hashing the same bytes", 0);
    line("ledger verification: entries, tree, every recorded row", 1);
    line("the engine's own check of the file (PRAGMA integrity_check)", 2);
    line(&format!("{answered} determinations made again"), 3);
    line("all three on two threads, as `ledger verify` does", 4);
    let _ = std::fs::remove_dir_all(&folder);
}
