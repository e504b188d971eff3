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
    let enter = |said: &[&str], evidence: &str, officer: &str| {
        let shown = ["--evidence", evidence, "--dated", "2026-01-12", "--as", officer];
        scratch.json(&[&["fact", "o.db", "1003", "incapacity"], said, &shown].concat())
    };
    // Nobody has said anything before vera; boris learns what she wrote by entering it himself, and not earlier.
    assert_eq!(enter(&["yes", "--from", "2026-01-10"], "court_decision", "vera")["beside"], serde_json::json!([]));
    let shown = scratch.done(&["show", "o.db", "1003", "--as", "boris"]).out;
    assert!(!shown.contains("2026-01-10"), "{shown}");
    let both = enter(&["--none"], "register_search", "boris");
    assert_eq!(both["beside"][0]["from"], "2026-01-10", "{both}");
}

#[test]
fn what_was_done_today_says_which_fact_and_what_stands() {
    let scratch = sample();
    let told = scratch.json(&["fact", "o.db", "1002", "foreign_permit", "--none", "--as", "vera"]);
    scratch.done(&["snooze", "o.db", "1002", "+3", "--reason", "a call is due", "--as", "vera"]);
    scratch.done(&["assign", "o.db", "1002", "anna", "--as", "vera"]);
    scratch.done(&["ask", "o.db", "1002", "anna", "is it so?", "--as", "vera"]);
    scratch.done(&["request", "o.db", "1002", "incapacity", "--by", "+9", "--as", "vera"]);
    let said = scratch.done(&["mine", "o.db", "--as", "vera"]).out;
    let number = format!("#{}", told["fact"]);
    for part in [&number[..], "a call is due", "is it so?", "suffrage snooze", "suffrage assign", "suffrage request"] {
        assert!(said.contains(part), "{part:?} is missing in: {said}");
    }
    let entries = scratch.json(&["mine", "o.db", "--as", "vera"])["entries"].clone();
    assert!(entries[4]["stands"][0].as_str().unwrap().starts_with(&number), "{entries}");
}

#[test]
fn a_refusal_names_the_option_or_the_word_that_is_meant() {
    let scratch = sample();
    let against = ["fact", "o.db", "1002", "incapacity", "yes", "--as", "anna"];
    scratch.refused(1, &against, &["--evidence", "--dated", "court_decision"]);
    let office = Scratch::office();
    let set = ["office", "set", "o.db", "--second-entry", "incapacit", "--as", "anna"];
    office.refused(2, &set, &["incapacit", "incapacity"]);
}

#[test]
fn what_is_in_time_is_not_late_by_less_than_nothing() {
    let scratch = sample();
    let said = scratch.done(&["report", "o.db", "--soon", "900"]).out;
    let in_time = |line: &&str| line.split_whitespace().any(|word| word.starts_with('-') && word.len() > 1);
    assert!(said.lines().count() > 3 && said.lines().find(in_time).is_none(), "{said}");
}

#[test]
fn the_head_of_a_case_says_who_has_it_until_when_it_rests_and_what_was_asked_for() {
    let scratch = sample();
    scratch.done(&["request", "o.db", "1002", "incapacity", "--by", "2099-02-03", "--as", "vera"]);
    scratch.done(&["assign", "o.db", "1002", "anna", "--as", "vera"]);
    scratch.done(&["snooze", "o.db", "1002", "2099-01-02", "--reason", "a call", "--as", "vera"]);
    let head = || {
        let shown = scratch.done(&["show", "o.db", "1002"]).out;
        shown[..shown.find("\nFacts").expect("the facts come after the head")].to_owned()
    };
    let said = head();
    for part in ["assigned to anna", "put aside until 2099-01-02", "asked on ", "2099-02-03"] {
        assert!(said.contains(part), "{part:?} is missing in: {said}");
    }
    // What is learnt ends the rest.
    scratch.done(&["fact", "o.db", "1002", "foreign_permit", "--none", "--as", "anna"]);
    assert!(!head().contains("put aside"), "{}", head());
}
