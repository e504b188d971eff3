//! The engine against the packs that travel with it.

use super::*;

#[test]
fn the_embedded_packs_load_without_a_complaint() {
    let library = Library::embedded().unwrap_or_else(|errors| {
        let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", shown.join("\n"))
    });
    assert_eq!(library.packs.len(), 4);
    assert!(
        library.packs.iter().all(|pack| pack.edition.status == PackStatus::Draft),
        "no lawyer has confirmed any of them"
    );
    assert!(library.packs.iter().all(|pack| pack.cases.len() >= 5));
}

#[test]
fn the_full_answer_and_the_stored_proposal_agree() {
    let library = Library::embedded().unwrap();
    for pack in &library.packs {
        for case in &pack.cases {
            let knobs = Knobs { law_date: case.law_date, ..Knobs::default() };
            let inquiry =
                Inquiry { poll: &case.poll, applied_on: case.applied_on, applied_at: None, facts: &case.facts, knobs };
            assert_eq!(pack.determine(&inquiry).proposal(), pack.propose(&inquiry), "{}", case.name);
        }
    }
}
