//! A day of an office by commands alone.

#[allow(dead_code)]
mod scratch;

use std::io::Write;
use std::process::Stdio;

use scratch::Scratch;
use serde_json::Value as Json;

/// Opens a case of the same poll under this name, and gives its number.
fn opened(office: &Scratch, name: &str, more: &[&str]) -> i64 {
    let poll =
        ["--host", "RU", "--poll-day", "2028-09-17", "--level", "municipal_council", "--municipality", "46701000"];
    let args = ["case", "new", "o.db", "--name", name, "--right", "vote", "--as", "anna"];
    office.json(&[&args[..], &poll, more].concat())["case"].as_i64().unwrap()
}

/// Runs a command with a list on standard input.
fn listed(office: &Scratch, args: &[&str], list: &str) -> (i32, String, String) {
    let mut command = office.command(args);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(list.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (ended.status.code().unwrap(), text(ended.stdout), text(ended.stderr))
}

fn status(office: &Scratch, case: &str) -> Json {
    office.json(&["show", "o.db", case])["status"].clone()
}

#[test]
fn a_case_goes_from_its_opening_to_its_letter() {
    let office = Scratch::office();
    let case = opened(&office, "Іваноў Пётр", &["--document", "MP 1234567"]).to_string();
    let case = case.as_str();
    let said = office.done(&["fact", "o.db", case, "birth_date", "13.3.80", "--as", "anna"]);
    assert!(said.err.contains("13.3.80") && said.err.contains("1980"), "the century is said: {}", said.err);
    office.done(&["fact", "o.db", case, "citizenship", "BY", "--evidence", "passport", "--as", "anna"]);
    office.done(&["claim", "o.db", case, "--as", "anna"]);
    office.refused(1, &["claim", "o.db", case, "--as", "boris"], &["anna"]);
    office.done(&["release", "o.db", case, "--as", "anna"]);
    office.refused(1, &["release", "o.db", case, "--as", "anna"], &["anna"]);
    office.done(&["request", "o.db", case, "--by", "+7", "--as", "anna"]);
    assert_eq!(status(&office, case), "awaiting_evidence");
    office.done(&["ask", "o.db", case, "boris", "Is this enough?", "--as", "anna"]);
    office.done(&["answer", "o.db", case, "It is.", "--as", "boris"]);
    office.done(&["assign", "o.db", case, "boris", "--as", "anna"]);
    office.done(&["snooze", "o.db", case, "+2", "--reason", "the register is closed", "--as", "anna"]);
    let decide = ["decide", "o.db", case, "grant", "--departure", "the register confirmed it by telephone"];
    office.done(&[&decide[..], &["--as", "anna"]].concat());
    let mine = office.json(&["mine", "o.db", "--as", "anna"]);
    let made = mine["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "decision.made").unwrap();
    assert!(made["undo_until"].is_string(), "{made}");
    office.done(&["undo", "o.db", case, "--reason", "too early", "--as", "anna"]);
    office.done(&[&decide[..], &["--as", "anna"]].concat());
    assert_eq!(status(&office, case), "awaiting_approval");
    office.done(&["approve", "o.db", case, "--as", "boris"]);
    let notice = ["notice", "o.db", case, "--number", "17/2", "--means", "post", "--sent-on", "today"];
    office.done(&[&notice[..], &["--as", "anna"]].concat());
    assert_eq!(status(&office, case), "noticed");
    office.verifies();
}

#[test]
fn the_same_person_is_named_and_not_opened_again() {
    let office = Scratch::office();
    let first = opened(&office, "Іваноў Пётр", &["--document", "MP 1234567"]);
    let again = ["case", "new", "o.db", "--right", "stand", "--poll", "1", "--as", "anna"];
    for like in [["--name", "ІВАНОЎ ПЁТР", "--document", ""], ["--name", "Other", "--document", "MP1234567"]]
    {
        office.refused(1, &[&again[..], &like].concat(), &[&first.to_string(), "--even-if-like"]);
    }
    office.done(&[&again[..], &["--name", "Сідараў Ян"]].concat());
    office.done(&[&again[..], &["--name", "Іваноў Пётр", "--even-if-like"]].concat());
    assert_eq!(office.json(&["polls", "o.db"])["polls"].as_array().unwrap().len(), 1);
    office.verifies();
}

#[test]
fn a_list_accounts_for_every_case_of_it() {
    let office = Scratch::office();
    let cases = ["Адзін", "Два", "Тры"].map(|name| opened(&office, name, &[]));
    office.done(&["claim", "o.db", &cases[2].to_string(), "--as", "boris"]);
    office.done(&["assign", "o.db", &cases[1].to_string(), "boris", "--as", "anna"]);
    let list = format!("{}\n{} 1\n{}\n", cases[0], cases[1], cases[2]);
    let request = ["request", "o.db", "-", "citizenship", "--as", "anna"];
    let (code, out, err) = listed(&office, &request, &list);
    let line = format!("3 = 1 done + 1 changed meanwhile ({}) + 1 held by boris ({})\n", cases[1], cases[2]);
    assert_eq!((code, out), (1, line), "{err}");
    assert_eq!(cases.map(|case| status(&office, &case.to_string())), ["awaiting_evidence", "new", "new"]);
    let (code, out, _) = listed(&office, &[&request[..], &["--json"]].concat(), &list);
    let report: Json = serde_json::from_str(&out).unwrap();
    let codes: Vec<&str> =
        report["cases"].as_array().unwrap().iter().filter_map(|c| c["error"]["code"].as_str()).collect();
    assert!(code == 1 && codes.contains(&"changed") && codes.contains(&"held"), "{report}");
    let (code, _, err) = listed(&office, &request, "1001\nnobody\n");
    assert!(code == 4 && err.contains("Line 2"), "{code} {err}");
    office.verifies();
}

#[test]
fn an_error_is_json_where_json_was_asked_for() {
    let office = Scratch::office();
    let asked: [(i32, &str, &[&str]); 4] = [
        (1, "refused", &["undo", "o.db", "9", "--reason", "x", "--as", "anna"]),
        (2, "usage", &["snooze", "o.db", "9"]),
        (2, "usage", &["law", "show", "nope"]),
        (3, "file", &["polls", "gone.db"]),
    ];
    for (code, word, args) in asked {
        let ran = office.run(&[args, &["--json"]].concat());
        let report: Json = serde_json::from_str(&ran.out).unwrap();
        assert_eq!((ran.code, ran.err.as_str(), &report["error"]["code"]), (code, "", &Json::from(word)), "{args:?}");
        assert!(!report["error"]["message"].as_str().unwrap().is_empty());
    }
    let ran = office.run(&["undo", "o.db", "9", "--reason", "x", "--json"]);
    let report: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["error"]["where"], serde_json::json!({"command": "undo", "office": "o.db", "case": "9"}));
}
