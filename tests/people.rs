//! Who acts is who logged in, and weighty changes need two people: the real binary on an office of people who exist.

#[allow(dead_code)]
mod scratch;

use scratch::{Scratch, data};

/// The account under which the tests run, as the office knows it.
fn login(scratch: &Scratch) -> String {
    scratch.json(&["officer", "list", "o.db"])["officers"][0]["login"].as_str().unwrap().to_owned()
}

/// A real office whose founder is whoever runs the tests, under the name ira.
fn office() -> Scratch {
    let scratch = Scratch::new();
    scratch.done(&["init", "o.db", "--as", "ira"]);
    scratch
}

#[test]
fn nobody_speaks_for_another_without_a_gateway() {
    let scratch = office();
    let login = login(&scratch);
    scratch.done(&["officer", "add", "o.db", "anna", "--role", "officer"]);
    scratch.done(&["import", "o.db", &data("plain.csv")]);
    // Without a name it is the officer to whom the login is bound; under another name it is nobody.
    for args in [
        &["decide", "o.db", "1001", "grant", "--departure", "seen", "--as", "anna"][..],
        &["import", "o.db", &data("plain.csv"), "--as", "anna"],
        &["officer", "add", "o.db", "vera", "--as", "anna"],
    ] {
        scratch.refused(1, args, &["anna", &login]);
    }
    scratch.done(&["decide", "o.db", "1001", "grant", "--departure", "the original was seen"]);
    let entries = scratch.json(&["ledger", "show", "o.db"]);
    assert_eq!(entries["entries"][0]["actor"], "ira", "the officer, not the login, is named");
    // One login is one person's.
    scratch.refused(1, &["officer", "add", "o.db", "gate", "--login", &login], &[&login, "ira"]);
    scratch.verifies();
}

#[test]
fn weighty_changes_wait_for_a_second_person() {
    let scratch = Scratch::office();
    scratch.done(&["officer", "add", "o.db", "galina", "--role", "administrator", "--as", "anna"]);
    let listed = scratch.json(&["officer", "list", "o.db"]);
    let change = listed["changes"][0]["change"].to_string();
    assert!(listed["officers"].as_array().unwrap().iter().all(|one| one["name"] != "galina"), "not in force yet");
    scratch.refused(1, &["officer", "agree", "o.db", &change, "--as", "anna"], &["anna", "second"]);
    scratch.done(&["officer", "agree", "o.db", &change, "--as", "boris"]);
    scratch.refused(1, &["officer", "agree", "o.db", &change, "--as", "boris"], &[&change]);
    // What weighs nothing is done at once; nobody changes their own; the last who approve and administer stay.
    assert!(
        scratch.done(&["officer", "add", "o.db", "egor", "--role", "registrar", "--as", "galina"]).out.contains("egor")
    );
    scratch.refused(1, &["officer", "add", "o.db", "galina", "--role", "supervisor", "--as", "galina"], &["own"]);
    for name in ["anna", "boris"] {
        scratch.done(&["officer", "remove", "o.db", name, "--as", "galina"]);
    }
    let changes = scratch.json(&["officer", "list", "o.db"])["changes"].as_array().unwrap().len();
    assert_eq!(changes, 2, "both wait");
    let open: Vec<String> = scratch.json(&["officer", "list", "o.db"])["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["change"].to_string())
        .collect();
    scratch.done(&["officer", "agree", "o.db", &open[0], "--as", "boris"]);
    // With anna gone boris is the last who approves, and his going can no longer be agreed to.
    let ended = scratch.run(&["officer", "agree", "o.db", &open[1], "--as", "egor"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    scratch.verifies();
}

#[test]
fn an_auditor_reads_and_verifies_and_changes_nothing() {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    scratch.done(&["officer", "add", "o.db", "zoya", "--role", "auditor", "--as", "anna"]);
    for args in [
        &["decide", "o.db", "1001", "grant", "--departure", "seen", "--as", "zoya"][..],
        &["approve", "o.db", "1001", "--as", "zoya"],
        &["import", "o.db", &data("plain.csv"), "--as", "zoya"],
        &["officer", "add", "o.db", "vera", "--as", "zoya"],
        &["clock", "confirm", "o.db", "--as", "zoya"],
    ] {
        scratch.refused(1, args, &[]);
    }
    scratch.done(&["show", "o.db", "1001"]);
    scratch.verifies();
}

#[test]
fn after_the_letter_a_decision_is_moved_by_a_ruling_or_a_second_officer() {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    scratch.done(&["officer", "add", "o.db", "vera", "--as", "anna"]);
    let acts: [&[&str]; 4] = [
        &["decide", "o.db", "1001", "grant", "--departure", "seen", "--as", "vera"],
        &["approve", "o.db", "1001", "--as", "anna"],
        &["notice", "o.db", "1001", "--as", "vera"],
        &["undelivered", "o.db", "1001", "--reason", "gone away", "--as", "vera"],
    ];
    for act in acts {
        scratch.done(act);
    }
    let status = || scratch.json(&["show", "o.db", "1001"])["status"].as_str().unwrap().to_owned();
    assert_eq!(status(), "final", "the letter is owed again");
    let appeal = ["appeal", "o.db", "1001", "--to", "the court", "--by", "+5", "--grounds", "wrong", "--as", "vera"];
    let ruling = ["ruling", "o.db", "1001", "dismissed", "--of", "the court", "--reason", "late", "--as", "vera"];
    scratch.refused(1, &ruling, &["appeal", "1001"]);
    scratch.done(&appeal);
    let appealed = || scratch.json(&["queue", "o.db", "--filter", "appealed"])["cases"].as_array().unwrap().len();
    assert_eq!(appealed(), 1);
    scratch.done(&ruling);
    assert_eq!((appealed(), status().as_str()), (0, "final"), "the decision stands");
    let aside = ["ruling", "o.db", "1001", "set-aside", "--of", "the court", "--reason", "unlawful", "--as"];
    scratch.refused(1, &[&aside[..], &["vera"]].concat(), &["vera"]);
    scratch.done(&[&aside[..], &["anna"]].concat());
    assert_eq!(status(), "in_review");
    scratch.verifies();
}
