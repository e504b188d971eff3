//! Facts from the shell: what a new one contradicts is shown beside it, and what is kept from view stays so.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use scratch::Scratch;

/// The training office of the sample.
fn sample() -> Scratch {
    let scratch = Scratch::new();
    scratch.done(&["sample", "o.db", "--cases", "20"]);
    scratch
}

#[test]
fn a_fact_that_contradicts_another_is_shown_beside_it_with_the_way_to_correct() {
    let scratch = sample();
    let facts = scratch.json(&["show", "o.db", "1002"])["facts"].as_array().unwrap().clone();
    let old = facts.iter().find(|fact| fact["kind"] == "birth_date").expect("the sample has a date of birth").clone();
    let born = ["fact", "o.db", "1002", "birth_date", "13.3.1961", "--as", "anna"];
    let said = scratch.done(&born).out;
    for part in [&format!("#{}", old["id"])[..], "1961-03-13", "contradicting", "--corrects N", "birth_date"] {
        assert!(said.contains(part), "{part:?} is missing in: {said}");
    }
    let told = scratch.json(&["fact", "o.db", "1002", "birth_date", "14.3.1961", "--as", "anna"]);
    let beside: Vec<_> = told["beside"].as_array().unwrap().iter().map(|one| one["value"].clone()).collect();
    assert_eq!(beside, [old["value"].clone(), "1961-03-13".into()]);
    // What agrees is not shown, and neither is what it takes the place of.
    let id = told["fact"].to_string();
    let other = told["beside"][1]["id"].to_string();
    let value = old["value"].as_str().unwrap();
    let correct = |id: &str| {
        scratch.json(&["fact", "o.db", "1002", "birth_date", value, "--corrects", id, "--as", "anna"])["beside"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!((correct(&id), correct(&other)), (1, 0));
}

#[test]
fn what_another_officer_entered_blind_is_shown_beside_only_once_both_have() {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &scratch::data("plain.csv"), "--as", "anna"]);
    scratch.done(&["officer", "add", "o.db", "vera", "--as", "anna"]);
    scratch.done(&["office", "set", "o.db", "--second-entry", "incapacity", "--as", "anna"]);
    scratch.done(&["officer", "agree", "o.db", "1", "--as", "boris"]);
    let none =
        ["fact", "o.db", "1001", "incapacity", "--none", "--evidence", "register_search", "--dated", "2026-01-12"];
    let before = scratch.json(&[&none[..], &["--as", "anna"]].concat())["beside"].clone();
    let enter = |officer: &str, from: &str| {
        let shown = ["--evidence", "court_decision", "--dated", "2026-01-10", "--from", from];
        scratch.json(&[&["fact", "o.db", "1001", "incapacity", "yes", "--as", officer][..], &shown].concat())
    };
    // Vera's entry contradicts what anna found; boris, who has not entered it, is not told what vera wrote.
    let alone = enter("vera", "2026-01-10");
    assert!(alone["beside"].as_array().unwrap().iter().any(|one| one["none"] == true), "{alone}");
    let blind = scratch.json(&[&none[..], &["--note", "again", "--as", "boris"]].concat());
    assert_eq!(blind["beside"], before, "what vera wrote is kept");
    enter("boris", "2026-01-11");
    let seen = scratch.json(&[&none[..], &["--note", "once more", "--as", "boris"]].concat());
    assert_eq!(seen["beside"].as_array().unwrap().len(), 2 + before.as_array().unwrap().len(), "{seen}");
}
