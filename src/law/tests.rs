//! The engine against the packs that travel with it.

use super::*;

/// A start only reads the packs of the program; here each of them shows that it is sound.
#[test]
fn the_packs_of_the_program_are_sound() {
    let library = Library::with_cases().unwrap();
    let mut seen = 0;
    for (file, text) in Library::own_files() {
        let pack = load(file, text, &library.schema).unwrap_or_else(|errors| {
            let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("{}", shown.join("\n"))
        });
        assert_eq!(pack.edition.status, PackStatus::Draft, "no lawyer has confirmed {file}");
        assert!(pack.cases.len() >= 5, "{file}");
        assert_eq!(library.pack(&pack.edition.id).map(|known| known.edition.hash), Some(pack.edition.hash));
        seen += 1;
    }
    assert_eq!(seen, library.packs().count());
}

#[test]
fn the_full_answer_and_the_proposal_of_the_queue_agree() {
    let library = Library::with_cases().unwrap();
    for pack in library.packs() {
        for case in &pack.cases {
            let inquiry = case.inquiry();
            assert_eq!(pack.determine(&inquiry).outcome, pack.propose(&inquiry), "{}", case.name);
        }
    }
}
