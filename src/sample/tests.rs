//! The committed sample is what the program makes, and it shows everything an officer can meet.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;
use crate::domain::{Outcome, QueueQuery, Status, StatusFilter};

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("suffrage-sample-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn library() -> Rc<Library> {
    Rc::new(Library::embedded().unwrap())
}

#[test]
fn the_committed_sample_is_what_the_program_makes() {
    let folder = scratch("same");
    let made = folder.join("made.db");
    make(&made, library(), 300, 1, &mut |_| {}).unwrap();
    let committed = std::fs::read(format!("{}/sample.db", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let made = std::fs::read(made).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        committed == made,
        "sample.db differs; make it again: rm sample.db && suffrage sample --cases 300 --seed 1 sample.db"
    );
}

#[test]
fn a_sample_shows_every_status_and_outcome_and_verifies() {
    let folder = scratch("every");
    let path = folder.join("made.db");
    make(&path, library(), 300, 1, &mut |_| {}).unwrap();
    let store = Store::open(&path, library(), Box::new(|_| {})).unwrap();
    let query = QueueQuery { filter: StatusFilter::All.into(), limit: 400, ..QueueQuery::default() };
    let window = store.queue(&query, Stamp(0)).unwrap();
    assert_eq!(window.rows.len(), 300);
    let statuses: BTreeSet<Status> = window.rows.iter().map(|(_, row)| row.status).collect();
    assert_eq!(statuses.len(), Status::ALL.len(), "{statuses:?}");
    let outcomes: BTreeSet<Outcome> = window.rows.iter().map(|(_, row)| row.outcome).collect();
    let all: BTreeSet<Outcome> = Outcome::ALL.iter().copied().filter(|outcome| *outcome != Outcome::NoLaw).collect();
    assert_eq!(outcomes, all, "no pack of the sample is without law on its polling day");
    assert!(window.rows.iter().any(|(_, row)| !row.name.contains(' ')), "a person with one name");
    assert!(window.rows.iter().any(|(_, row)| row.name.chars().count() > 50), "a very long name");
    let report = store.verify().unwrap().unwrap();
    assert!(report.entries > 300);
    drop(store);
    std::fs::remove_dir_all(&folder).unwrap();
}
