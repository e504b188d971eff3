//! What applications would lack, said without an office: every row accounted for, nothing written.

mod scratch;

use std::fs;

use scratch::{Scratch, data};

/// Two applications, the second of which has a polling day that is none.
const BAD: &str = "key,name,right,host,poll_day,level,municipality,fact:citizenship\n\
    K-1,Ann,vote,RU,2026-09-20,municipal_council,46701000,BY\n\
    K-2,Ben,vote,RU,20.09.2026,municipal_council,46701000,BY\n";

#[test]
fn each_row_says_what_it_lacks_and_the_last_line_accounts_for_all() {
    let scratch = Scratch::new();
    // The last of the three is born later than in the example, and too young.
    scratch.write("plain.csv", fs::read_to_string(data("plain.csv")).unwrap().replace("2008-09-20", "2010-09-20"));
    let out = scratch.done(&["precheck", "plain.csv"]).out;
    assert!(out.starts_with("This decides nothing"), "{out}");
    assert_eq!(out.lines().last(), Some("3 = 1 eligible + 1 not eligible + 1 undetermined"), "{out}");
    let (first, rest) = out.split_once("plain.csv:3: ").unwrap();
    assert!(
        first.contains("plain.csv:2: Цётка Ўладзіслава: ") && first.contains("? Proposed: undetermined"),
        "{first}"
    );
    assert!(first.contains("requested, no answer yet") && !first.contains("Not met:"), "{first}");
    assert!(first.contains("draft, not confirmed by a lawyer"), "{first}");
    let (second, third) = rest.split_once("plain.csv:4: ").unwrap();
    assert!(second.contains("+ Proposed: eligible") && !second.contains("Still to ask for"), "{second}");
    assert!(third.contains("Proposed: not eligible") && third.contains("Not met:"), "{third}");
    assert_eq!(fs::read_dir(scratch.path("")).unwrap().count(), 1, "something was written");
}

#[test]
fn it_proposes_what_an_office_would() {
    let scratch = Scratch::office();
    scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]);
    let queue = scratch.json(&["queue", "o.db"]);
    let told = scratch.json(&["precheck", &data("plain.csv")]);
    assert_eq!((&told["decides"], &told["asked"]), (&false.into(), &3.into()));
    for row in told["rows"].as_array().unwrap() {
        let case = queue["cases"].as_array().unwrap().iter().find(|case| case["name"] == row["name"]).unwrap();
        assert_eq!(case["outcome"], row["outcome"], "{row}");
    }
    scratch.verifies();
}

#[test]
fn a_bad_row_is_named_with_line_field_value_and_reason() {
    let scratch = Scratch::new();
    scratch.write("list.csv", BAD);
    let ran = scratch.run(&["precheck", "list.csv"]);
    assert_eq!(ran.code, 4, "{}", ran.err);
    assert!(ran.err.contains("list.csv:3: poll_day \"20.09.2026\": this is not a date"), "{}", ran.err);
    assert_eq!(ran.out.lines().last(), Some("2 = 1 undetermined + 1 rejected"), "{}", ran.out);
    let ran = scratch.run(&["precheck", "list.csv", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &told["problems"][0]["line"], &told["rejected"]), (4, &3.into(), &1.into()), "{told}");
    let missing = told["rows"][0]["missing"].as_array().unwrap();
    assert!(missing.iter().any(|need| need["kind"] == "birth_date" && need["question"].is_string()), "{told}");
}

#[test]
fn a_mapping_is_used_and_a_file_that_is_not_there_is_named() {
    let scratch = Scratch::new();
    let out = scratch.done(&["precheck", &data("foreign.csv"), "--map", &data("foreign.toml"), "--lang", "ru"]).out;
    assert!(out.contains("Здесь ничего не решается"), "{out}");
    let ran = scratch.run(&["precheck", "none.csv"]);
    assert!(ran.code == 3 && ran.err.contains("none.csv does not exist"), "{}", ran.err);
    scratch.refused(3, &["precheck", &data("foreign.csv"), "--map", "none.toml"], &["none.toml does not exist"]);
}
