//! Officers who are competent for some cases only: the real binary.

#[allow(dead_code)]
mod scratch;

use scratch::{Scratch, data};

const GRANT: [&str; 4] = ["grant", "--departure", "the original was seen", "--as"];

fn decide<'a>(case: &'a str, officer: &'a str) -> Vec<&'a str> {
    ["decide", "o.db", case].into_iter().chain(GRANT).chain([officer]).collect()
}

/// The state, the pack and the municipality of case 1001.
fn office() -> (Scratch, String, String) {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    let poll = &scratch.json(&["show", "o.db", "1001"])["poll"];
    let host = poll["host"].as_str().unwrap().to_owned();
    let place = poll["municipality"].as_str().unwrap().to_owned();
    (scratch, host, place)
}

#[test]
fn who_is_competent_for_other_cases_does_nothing_to_this_one_but_ask() {
    let (scratch, host, place) = office();
    let elsewhere = if host == "RU" { "BY" } else { "RU" };
    scratch.done(&["officer", "add", "o.db", "vera", "--for", elsewhere, "--as", "anna"]);
    scratch.refused(1, &decide("1001", "vera"), &["vera", elsewhere, "1001", &host, &place]);
    // Nor does such an officer keep others from it.
    scratch.refused(1, &["claim", "o.db", "1001", "--as", "vera"], &["vera", elsewhere, "1001", &host]);
    scratch.done(&["ask", "o.db", "1001", "anna", "who works on it?", "--as", "vera"]);
    let within = format!("{host}:{place}");
    let added = scratch.done(&["officer", "add", "o.db", "vera", "--for", elsewhere, "--for", &within, "--as", "anna"]);
    assert!(added.out.contains(&within), "{}", added.out);
    let listed = scratch.json(&["officer", "list", "o.db"]);
    let vera = listed["officers"].as_array().unwrap().iter().find(|one| one["name"] == "vera").unwrap().clone();
    assert_eq!(vera["for"], serde_json::json!([elsewhere, within]));
    assert!(scratch.done(&["officer", "list", "o.db"]).out.contains(&within));
    scratch.done(&["officer", "add", "o.db", "vera", "--login", "vera2", "--as", "anna"]);
    let listed = scratch.json(&["officer", "list", "o.db"]);
    let again = listed["officers"].as_array().unwrap().iter().find(|one| one["name"] == "vera").unwrap().clone();
    assert_eq!((&again["for"], &again["login"]), (&vera["for"], &serde_json::json!("vera2")), "what is not said stays");
    scratch.done(&decide("1001", "vera"));
    scratch.verifies();
}

#[test]
fn a_wider_competence_of_who_approves_waits_for_a_second_person() {
    let (scratch, host, place) = office();
    let within = format!("{host}:{place}");
    let changes = || scratch.json(&["officer", "list", "o.db"])["changes"].as_array().unwrap().len();
    // Boris keeps his role: only what is said of his cases differs.
    let add = |cases: &[&str]| {
        let given: Vec<&str> = cases.iter().flat_map(|one| ["--for", one]).collect();
        let args = ["officer", "add", "o.db", "boris", "--as", "anna"];
        scratch.done(&[&args[..], &given].concat());
    };
    add(&[&host]);
    add(&[&within]);
    assert_eq!(changes(), 0, "what is narrower is in force at once");
    add(&[&host]);
    assert_eq!(changes(), 1, "what is wider waits");
    add(&["everything"]);
    assert_eq!(changes(), 2, "so does what lifts every bound");
    scratch.verifies();
}

#[test]
fn what_is_no_state_no_pack_and_no_place_is_refused_with_what_there_is() {
    let (scratch, ..) = office();
    let add = ["officer", "add", "o.db", "vera", "--as", "anna", "--for"];
    let before = scratch.json(&["officer", "list", "o.db"]);
    for (text, words) in [
        ("XX", &["XX", "RU", "by-ru-vote"][..]),
        ("XX:46701000", &["XX"]),
        ("RU:4670100", &["2 / 5 / 8 / 11"]),
        ("OKTMO:", &[]),
    ] {
        scratch.refused(4, &[&add[..], &[text]].concat(), words);
    }
    assert_eq!(scratch.json(&["officer", "list", "o.db"]), before);
}

#[test]
fn the_word_own_lists_what_an_officer_is_competent_for() {
    let (scratch, host, place) = office();
    let elsewhere = if host == "RU" { "BY" } else { "RU" };
    let listed = |officer: &str| {
        let args = ["queue", "o.db", "--filter", "own status:all", "--as", officer];
        scratch.json(&args)["cases"].as_array().unwrap().len()
    };
    let all = listed("anna");
    assert!(all > 1, "anna is competent for every case");
    scratch.done(&["officer", "add", "o.db", "vera", "--for", elsewhere, "--as", "anna"]);
    assert_eq!(listed("vera"), 0);
    scratch.done(&["officer", "add", "o.db", "vera", "--for", &format!("{host}:{place}"), "--as", "anna"]);
    assert_eq!(listed("vera"), all);
}

#[test]
fn the_next_case_by_command_is_one_that_the_officer_can_bring_forward() {
    let scratch = Scratch::new();
    scratch.done(&["sample", "o.db", "--cases", "20"]);
    let next = |more: &[&'static str]| [&["claim", "o.db", "--next", "--as", "vera"][..], more].concat();
    let first = scratch.json(&next(&["--filter", "status:new"]));
    assert_eq!(first["held_by"], "vera");
    let second = scratch.json(&next(&["--filter", "status:new"]));
    assert_ne!(first["case"], second["case"], "what is held is passed over");
    let said = scratch.done(&next(&[])).out;
    assert!(said.contains("vera"), "{said}");
    // Until none is left, and never one twice.
    let mut taken = vec![first["case"].clone(), second["case"].clone()];
    let end = loop {
        let ran = scratch.run(&next(&["--json"]));
        if ran.code != 0 {
            break ran;
        }
        let case = serde_json::from_str::<serde_json::Value>(&ran.out).unwrap()["case"].clone();
        assert!(!taken.contains(&case), "{case}");
        taken.push(case);
    };
    assert_eq!((end.code, end.err.as_str()), (1, ""));
    assert!(end.out.contains("\"refused\""), "{}", end.out);
    scratch.refused(1, &next(&[]), &["vera"]);
    scratch.refused(2, &next(&["1001"]), &["--next"]);
    scratch.refused(2, &["claim", "o.db", "--as", "vera"], &["CASE"]);
}
