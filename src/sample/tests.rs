//! The committed sample is what the program makes, and it shows everything an officer can meet.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::*;
use crate::domain::{AppealRoute, Lang, Outcome, QueueQuery, Status, StatusFilter, Verdict};
use crate::i18n::Texts;
use crate::wording::{letter, source};

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

#[test]
fn every_decision_of_the_sample_can_be_told_in_a_letter_that_gives_its_reasons() {
    let folder = scratch("letters");
    let path = folder.join("o.db");
    std::fs::copy(format!("{}/sample.db", env!("CARGO_MANIFEST_DIR")), &path).unwrap();
    let store = Store::open(&path, library(), Box::new(|_| {})).unwrap();
    let query = QueueQuery { filter: StatusFilter::All.into(), limit: 400, ..QueueQuery::default() };
    let (mut told, mut refused, texts) = (0, 0, Lang::ALL.map(Texts::new));
    for (_, row) in store.queue(&query, Stamp(0)).unwrap().rows {
        let file = store.case(row.case, Stamp(0)).unwrap().unwrap();
        let Ok(decision) = letter::decision(&file) else { continue };
        let basis = store.basis(row.case, decision.id).unwrap().expect("the decision is on record");
        assert_eq!(basis.determination.outcome, decision.proposed, "case {}", row.case);
        let (number, day) = letter::recorded(&file);
        let draft = letter::Draft {
            office: "Office",
            file: &file,
            decision,
            basis: &basis,
            recipients: &letter::recipients(&file, day.unwrap_or_else(|| Stamp(0).day())),
            appeal: AppealRoute::of(&file.poll.host, file.case.right),
            number: &number,
            day,
        };
        told += 1;
        for texts in &texts {
            let said = letter::write(&draft, texts).lines(usize::MAX).join("\n");
            assert!(
                said.contains(&file.name) && decision.reasons.lines().all(|reason| said.contains(reason)),
                "{said}"
            );
            for ground in basis.determination.grounds(&basis.facts) {
                let cite = source::cited(&ground.cite, texts);
                assert!(decision.verdict == Verdict::Grant || said.contains(cite.as_str()), "{cite}: {said}");
            }
        }
        refused += usize::from(decision.verdict == Verdict::Refuse);
    }
    assert!(refused > 10 && told > refused + 10, "{told} letters, {refused} refusals");
    drop(store);
    std::fs::remove_dir_all(&folder).unwrap();
}
