//! Somebody who acts for the person of a case, by the command line: on record, in what is shown, in letters, and ended.

#[allow(dead_code, reason = "one file for several tests")]
mod scratch;

use scratch::{Scratch, data};
use serde_json::json;

/// An office whose case 1002 is decided.
fn decided() -> Scratch {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    let refusal = ["decide", "o.db", "1002", "refuse", "--as", "anna", "--reason", "A forged stamp."];
    scratch.json(&[&refusal[..], &["--departure", "See the expert's report."]].concat());
    scratch.json(&["approve", "o.db", "1002", "--as", "boris"]);
    scratch
}

const NAMES: [&str; 7] = ["represent", "o.db", "1002", "--as", "anna", "--name", "Вера Пугач"];

#[test]
fn whoever_represents_is_shown_and_gets_the_letters_of_their_days() {
    let scratch = decided();
    let paper = ["--paper", "77-12", "--paper-on", "2020-02-01", "--until", "2150-01-01"];
    let receipt = scratch.json(&[&NAMES[..], &["--scope", "appeal,letters"], &paper].concat());
    assert_eq!((&receipt["case"], &receipt["status"]), (&json!(1002), &json!("final")), "{receipt}");
    let known = json!([{"name": "Вера Пугач", "scope": ["letters", "appeal"], "paper": "77-12",
        "paper_on": "2020-02-01", "until": "2150-01-01"}]);
    assert_eq!(scratch.json(&["show", "o.db", "1002"])["representatives"], known);
    let shown = scratch.done(&["show", "o.db", "1002"]).out;
    let said = "letters, appeals, until 2150-01-01 (power of attorney 77-12 of 2020-02-01)\n";
    assert!(shown.contains(&format!("Represented by Вера Пугач: {said}")), "{shown}");
    assert!(shown.contains(&format!("    Вера Пугач: {said}")), "{shown}");

    let capacities = |day: &str| -> Vec<String> {
        let letter = scratch.json(&["letter", "o.db", "1002", "--day", day]);
        let all = letter["recipients"].as_array().unwrap();
        all.iter().map(|one| one["capacity"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(capacities("2150-01-01"), ["applicant", "representative"]);
    assert_eq!(capacities("2150-01-02"), ["applicant"]);

    // Named again they do as was said last.
    scratch.done(&[&NAMES[..], &["--scope", "file"]].concat());
    let known = json!([{"name": "Вера Пугач", "scope": ["file"], "paper": "", "paper_on": null, "until": null}]);
    assert_eq!(scratch.json(&["show", "o.db", "1002"])["representatives"], known);
    assert_eq!(capacities("2150-01-01"), ["applicant"]);

    let end = ["--end", "--reason", "withdrawn"];
    scratch.done(&[&NAMES[..], &end].concat());
    assert_eq!(scratch.json(&["show", "o.db", "1002"])["representatives"], json!([]));
    scratch.refused(1, &[&NAMES[..], &end].concat(), &["Nobody named Вера Пугач"]);
    scratch.verifies();
}

#[test]
fn what_cannot_be_is_refused() {
    let scratch = decided();
    let with = |more: &[&'static str]| [&NAMES[..], more].concat();
    scratch.refused(2, &with(&[]), &["--scope"]);
    scratch.refused(2, &with(&["--scope", "letters,everything"]), &["everything", "file", "letters", "appeal"]);
    scratch.refused(2, &with(&["--end"]), &["--reason"]);
    scratch.refused(2, &with(&["--end", "--reason", "x", "--scope", "file"]), &["--scope"]);
    scratch.refused(1, &with(&["--scope", "file", "--until", "2020-01-01"]), &["2020-01-01"]);
    scratch.refused(1, &with(&["--scope", "file", "--paper-on", "2150-01-01"]), &["2150-01-01"]);
    assert_eq!(scratch.json(&["show", "o.db", "1002"])["representatives"], json!([]));
}
