//! Answers that must not change again: each file is a case in the form of `determine --facts`, and stands here with what
//! it comes to, or with the exit code and a word of the refusal.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::path::Path;

use scratch::Scratch;

/// What a case must come to.
enum Want {
    Outcome(&'static str),
    /// The input is refused, and the message has these parts: the field, what is wrong, what to do.
    Refused(&'static [&'static str]),
}

use Want::{Outcome, Refused};

const CASES: &[(&str, Want)] = &[
    // Every ruling counts, not the earliest; one without a day is not of long ago.
    ("01-two-rulings.json", Outcome("ineligible")),
    ("02-ruling-day-unknown.json", Outcome("undetermined")),
    // A search of one year says nothing of ten.
    ("03-none-since-2026.json", Outcome("undetermined")),
    ("04-head-18-local-21.json", Outcome("ineligible")),
    ("05-head-21-local-21.json", Outcome("eligible")),
    ("06-head-18-local-unknown.json", Outcome("undetermined")),
    ("07-settlement-in-municipality.json", Outcome("eligible")),
    ("08-oblast-council.json", Outcome("eligible")),
    ("09-value-and-conflict.json", Outcome("undetermined")),
    ("10-sentence-and-pretrial.json", Outcome("ineligible")),
    ("11-place-hidden-char.json", Refused(&["facts[5] (registration)", "U+200B", "type the code again"])),
    ("12-poll-place-empty.json", Refused(&["poll.municipality", "empty", "write its code"])),
    ("13-poll-place-blank-before.json", Outcome("eligible")),
    ("16-offence-against-minor-as-other.json", Outcome("contested")),
    // Residence known from 2024 only is not known to be broken; two rows that touch are one run; a permit without its
    // first day began on an unknown day.
    ("17-permit-known-from-2024-only.json", Outcome("undetermined")),
    ("18-same-with-touching-older-row.json", Outcome("eligible")),
    ("19-permit-without-from.json", Outcome("undetermined")),
    ("23-fixed-permanent-and-temporary-before.json", Outcome("undetermined")),
    ("place-with-hyphens.json", Refused(&["poll.municipality", "hyphen", "without hyphens"])),
    // The poll is in the municipality, and all that is known is the region.
    ("place-known-as-region.json", Outcome("undetermined")),
    // Registered in a city of the other state: nobody has said where here.
    ("place-of-another-register.json", Outcome("undetermined")),
    ("place-elsewhere.json", Outcome("ineligible")),
];

#[test]
fn every_case_comes_to_what_it_must() {
    let scratch = Scratch::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    for (file, want) in CASES {
        let path = folder.join(file).display().to_string();
        match want {
            Outcome(outcome) => {
                // What is asked of a run of five years is asked with a pack of its own.
                let pack = folder.join("five-years.toml").display().to_string();
                let with_pack = matches!(&file[..2], "17" | "18" | "19");
                let asked = ["determine", "--facts", &path, "--pack", &pack];
                let answer = scratch.json(&asked[..if with_pack { 5 } else { 3 }]);
                assert_eq!(answer["outcome"], *outcome, "{file}: {answer}");
            }
            Refused(parts) => scratch.refused(4, &["determine", "--facts", &path], parts),
        }
    }
}

#[test]
fn every_file_stands_in_the_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".toml") {
            continue;
        }
        assert!(CASES.iter().any(|(known, _)| *known == name), "{name} is asked by nobody");
    }
}
