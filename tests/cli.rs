//! The commands as scripts see them: the real binary, a scratch folder, no environment. Exit codes, what goes to which
//! stream, and what happens to bad input.

mod scratch;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use scratch::{Scratch, data};
use serde_json::Value as Json;

const HEADER: &str = "key,name,right,host,poll_day,level,municipality,fact:citizenship";
const ROW: &str = "K-1,Ann,vote,RU,2026-09-20,municipal_council,46701000,BY";

/// An office with the three applications of the plain example: 1001, 1002 (eligible), 1003.
fn with_cases() -> Scratch {
    let scratch = Scratch::office();
    let out = scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]).out;
    assert!(out.contains("3 opened, 0 already there, 0 rejected"), "{out}");
    scratch
}

#[test]
fn every_exit_code_is_in_the_help() {
    let help = Scratch::new().done(&["--help"]).out;
    for (exit, meaning) in suffrage::cli::exit::TABLE {
        let words: Vec<&str> = meaning.split_whitespace().take(3).collect();
        assert!(help.contains(&format!("{:>2}  {}", exit.code(), words.join(" "))), "{meaning}: {help}");
    }
}

#[test]
fn an_office_is_made_once() {
    let scratch = Scratch::new();
    assert!(scratch.done(&["init", "o.db", "--as", "anna"]).out.contains("anna"));
    let before = fs::read(scratch.path("o.db")).unwrap();
    scratch.refused(3, &["init", "o.db"], &["o.db", "already exists"]);
    assert_eq!(fs::read(scratch.path("o.db")).unwrap(), before);
    scratch.refused(3, &["init", "no/such/folder.db"], &["no/such does not exist"]);
    scratch.verifies();
}

#[test]
fn the_environment_forges_neither_user_nor_time() {
    let scratch = Scratch::new();
    let mut command = scratch.command(&["init", "o.db"]);
    let forged = ["USER", "LOGNAME", "SUDO_USER", "USERNAME", "SOURCE_DATE_EPOCH", "FAKETIME"];
    command.envs(forged.map(|name| (name, "1")));
    assert!(command.output().unwrap().status.success());
    let entries = scratch.json(&["ledger", "show", "o.db"]);
    let first = &entries["entries"][0];
    assert_ne!(first["actor"], "1");
    assert!(first["at"].as_str().unwrap() > "2026-01-01", "{first}");
}

#[test]
fn what_is_no_office_is_refused_by_name() {
    let scratch = Scratch::office();
    scratch.write("empty.db", "");
    scratch.write("text.db", "name,right\n".repeat(1000));
    let whole = fs::read(scratch.path("o.db")).unwrap();
    scratch.write("cut.db", &whole[..whole.len() / 2]);
    fs::create_dir(scratch.path("folder.db")).unwrap();
    scratch.refused(3, &["queue", "none.db"], &["none.db", "does not exist"]);
    for name in ["empty.db", "text.db", "folder.db"] {
        scratch.refused(3, &["queue", name], &[name]);
        scratch.refused(3, &["ledger", "verify", name], &[name]);
    }
    let cut = scratch.run(&["ledger", "verify", "cut.db"]);
    assert!(matches!(cut.code, 3 | 7), "{}: {}", cut.code, cut.err);
}

#[test]
fn a_day_of_an_office_from_the_shell() {
    let scratch = with_cases();
    let queue = scratch.json(&["queue", "o.db", "--status", "new"]);
    let cases: Vec<i64> = queue["cases"].as_array().unwrap().iter().map(|one| one["case"].as_i64().unwrap()).collect();
    assert_eq!(cases, [1001, 1003, 1002], "by the day on which they are due");
    let found = scratch.json(&["queue", "o.db", "--search", "ЦЕТКА"]);
    assert_eq!(found["cases"][0]["case"], 1001);

    let (table, shown) = (scratch.done(&["queue", "o.db"]).out, scratch.done(&["show", "o.db", "1001"]).out);
    assert!(table.contains("municipal council") && !table.contains("municipal_council"), "{table}");
    assert!(shown.contains("Russia, 2026-09-20, municipal council, "), "{shown}");

    // A refusal without reasons, and a departure without a reason, change nothing.
    scratch.refused(1, &["decide", "o.db", "1002", "refuse", "--as", "anna"], &["reasons"]);
    scratch.refused(1, &["decide", "o.db", "1002", "grant", "--as", "eve"], &["eve", "not an officer"]);
    scratch.refused(1, &["decide", "o.db", "4711", "grant", "--as", "anna"], &["4711"]);
    scratch.refused(2, &["decide", "o.db", "1002", "maybe"], &["maybe", "grant, refuse"]);
    assert_eq!(scratch.json(&["show", "o.db", "1002"])["status"], "new");

    let refusal = ["decide", "o.db", "1002", "refuse", "--as", "anna", "--reason", "A forged stamp."];
    scratch.refused(1, &refusal, &["second officer"]);
    let departing = [&refusal[..], &["--departure", "The stamp is forged; see the expert's report."]].concat();
    assert_eq!(scratch.json(&departing)["status"], "awaiting_approval");
    scratch.refused(1, &["approve", "o.db", "1002", "--as", "anna"], &["anna"]);
    assert_eq!(scratch.json(&["approve", "o.db", "1002", "--as", "boris"])["status"], "final");

    let shown = scratch.json(&["show", "o.db", "1002"]);
    assert_eq!(shown["decisions"][0]["reasons"], "A forged stamp.");
    assert_eq!(shown["approvals"][0]["by"], "boris");
    assert_eq!(shown["determination"]["outcome"], "eligible");
    let entries = scratch.json(&["ledger", "show", "o.db", "--limit", "2"]);
    let actors: Vec<&str> =
        entries["entries"].as_array().unwrap().iter().map(|one| one["actor"].as_str().unwrap()).collect();
    assert_eq!(actors, ["boris", "anna"]);
    let said = scratch.done(&["ledger", "show", "o.db", "--lang", "ru"]).out;
    assert!(said.contains("решение принято: отказать") && !said.contains("refuse"), "{said}");
    scratch.verifies();
}

#[test]
fn a_stale_version_is_told_who_changed_the_case() {
    let scratch = with_cases();
    scratch.done(&["decide", "o.db", "1002", "grant", "--as", "anna"]);
    let late = ["decide", "o.db", "1002", "refuse", "--reason", "No.", "--as", "boris", "--version", "1"];
    scratch.refused(1, &late, &["anna", "1002"]);
    scratch.verifies();
}

#[test]
fn a_second_import_adds_nothing() {
    let scratch = with_cases();
    let again = scratch.done(&["import", "o.db", &data("plain.csv"), "--as", "anna"]).out;
    assert!(again.contains("0 opened, 3 already there"), "{again}");
    let map = ["import", "o.db", &data("foreign.csv"), "--map", &data("foreign.toml"), "--as", "anna", "--lang", "ru"];
    assert!(scratch.done(&map).out.contains("открыто 2"));
    assert!(scratch.done(&map).out.contains("уже есть 2"));
    // Without a number of the sender, the row itself is the number.
    let keyless = |text: &str| text.split_once(',').unwrap().1.to_owned();
    scratch.write("k.csv", format!("{}\n{}\n", keyless(HEADER), keyless(ROW)));
    assert!(scratch.done(&["import", "o.db", "k.csv", "--as", "anna"]).out.contains("1 opened"));
    assert!(scratch.done(&["import", "o.db", "k.csv", "--as", "anna"]).out.contains("0 opened, 1 already there"));
    scratch.verifies();
}

#[test]
fn a_file_with_a_bad_row_is_taken_whole_or_not_at_all() {
    let scratch = Scratch::office();
    let bad = ROW.replacen("K-1", "K-2", 1).replacen("2026-09-20", "20.9.26", 1);
    scratch.write("f.csv", format!("{HEADER}\n{ROW}\n{bad}\n"));
    let import = ["import", "o.db", "f.csv", "--as", "anna"];
    let ran = scratch.run(&import);
    assert_eq!(ran.code, 4);
    assert!(ran.err.contains("f.csv:3: poll_day \"20.9.26\""), "{}", ran.err);
    assert!(ran.out.contains("1 good, 1 rejected. Nothing was written"), "{}", ran.out);
    assert_eq!(scratch.json(&["queue", "o.db"])["cases"], Json::Array(vec![]));

    let dry = scratch.run(&[&import[..], &["--dry-run", "--partial"]].concat());
    assert_eq!(dry.code, 4);
    assert_eq!(scratch.json(&["queue", "o.db"])["cases"], Json::Array(vec![]));

    let partial = scratch.run(&[&import[..], &["--partial", "--rejects", "r.csv"]].concat());
    assert_eq!(partial.code, 4);
    assert!(partial.out.contains("1 opened, 0 already there, 1 rejected"), "{}", partial.out);
    let rejects = fs::read_to_string(scratch.path("r.csv")).unwrap();
    assert!(rejects.starts_with("\"key\",\"name\",") && rejects.contains("\"BY\",\"3\",\"poll_day: "), "{rejects}");
    scratch.refused(3, &[&import[..], &["--rejects", "r.csv"]].concat(), &["r.csv", "already exists"]);

    scratch.write("mended.csv", rejects.replace("20.9.26", "2026-09-20"));
    assert!(scratch.done(&["import", "o.db", "mended.csv", "--as", "anna"]).out.contains("1 opened"));
    scratch.verifies();
}

#[test]
fn one_wrong_word_in_every_row_is_said_once_and_no_row_is_left_out() {
    let scratch = Scratch::office();
    let row = |n: usize, word: &str| ROW.replacen("K-1", &format!("K-{n}"), 1).replacen("vote", word, 1);
    let rows: Vec<String> = (0..300).map(|n| row(n, if n % 3 == 0 { "stand" } else { "голосовать" })).collect();
    scratch.write("f.csv", format!("{HEADER}\n{}\n{}\n", rows.join("\n"), row(300, "elect")));
    let import = ["import", "o.db", "f.csv", "--as", "anna"];
    let said = scratch.run(&import).err;
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(lines[0].starts_with("f.csv: 200 rows: right \"голосовать\": this is none of vote, stand;"), "{said}");
    assert!(lines[0].ends_with("[values] in the mapping (lines 3, 4, 6, 7, 9 and 195 more)"), "{said}");
    assert!(lines[1].starts_with("f.csv:302: right \"elect\""), "{said}");
    let ran = scratch.run(&[&import[..], &["--json"]].concat());
    let report: Json = serde_json::from_str(&ran.out).unwrap();
    let file = &report["files"][0];
    assert_eq!((&file["groups"][0]["rows"], &file["groups"][1]["rows"]), (&Json::from(200), &Json::from(1)));
    assert_eq!(file["problems"].as_array().unwrap().len(), 201);
}

#[test]
fn what_an_import_understands_is_listed() {
    let scratch = Scratch::new();
    let listed = scratch.done(&["import", "--schema"]).out;
    let data = scratch.json(&["import", "--schema"]);
    for part in ["columns", "facts"] {
        for column in data[part].as_array().unwrap() {
            let name = column["column"].as_str().unwrap();
            assert!(listed.contains(name), "{name} is missing in: {listed}");
            for word in column["evidence"].as_array().into_iter().flatten() {
                assert!(listed.contains(word.as_str().unwrap()), "{word} is missing in: {listed}");
            }
            if let Some(list) = column["values"]["list"].as_str() {
                let known = data["lists"].as_array().unwrap().iter().find(|one| one["id"] == list);
                assert!(!known.unwrap()["codes"].as_array().unwrap().is_empty(), "{name}");
            }
        }
    }
    assert!(HEADER.split(',').all(|column| listed.contains(column)), "{listed}");
    assert!(listed.contains("vote, stand") && listed.contains("unknown:requested"), "{listed}");
    scratch.refused(2, &["import"], &["required"]);
}

#[test]
fn a_file_that_is_no_table_of_applications_is_refused_with_its_place() {
    let scratch = Scratch::office();
    let refused = |bytes: &[u8], parts: &[&str]| {
        scratch.write("f.csv", bytes);
        scratch.refused(4, &["import", "o.db", "f.csv", "--as", "anna"], &[&["f.csv"], parts].concat());
    };
    let row = |name: &[u8]| [HEADER.as_bytes(), b"\nK-1,", name, &ROW.as_bytes()[7..], b"\n"].concat();
    refused(b"", &["empty"]);
    refused(b"naem,right\n", &["\"naem\" (name?)", "missing", "host"]);
    refused(&row(b"\xc8\xe2\xe0\xed"), &["line 2", "field 2", "0xC8", "Windows-1251", "Иван", "iconv"]);
    refused(b"\xff\xfek\0e\0y\0", &["UTF-16"]);
    refused(vec!["c"; 10_000].join(",").as_bytes(), &["10000 columns"]);
    refused(&row(&[b"\"".as_slice(), &vec![b'a'; 100 << 20]].concat()), &["line 2", "longer than"]);
    scratch.write("f.csv", row(b"An\0n"));
    let nul = scratch.run(&["import", "o.db", "f.csv", "--as", "anna"]);
    assert_eq!(nul.code, 4);
    assert!(nul.err.contains("f.csv:2: name \"An<U+0000>n\"") && nul.err.contains("control character"), "{}", nul.err);
    scratch.refused(3, &["import", "o.db", "none.csv", "--as", "anna"], &["none.csv", "does not exist"]);
    scratch.write("m.toml", "[colums]\n");
    scratch.write("f.csv", format!("{HEADER}\n{ROW}\n"));
    scratch.refused(4, &["import", "o.db", "f.csv", "--map", "m.toml"], &["m.toml", "colums"]);
    scratch.refused(1, &["import", "o.db", "f.csv", "--as", "eve"], &["eve"]);
    assert_eq!(scratch.json(&["queue", "o.db"])["cases"], Json::Array(vec![]));
    scratch.verifies();
}

#[test]
fn what_came_from_a_file_never_acts_on_the_terminal() {
    let scratch = Scratch::office();
    let name = "Eve\u{202e}\u{200b}nna";
    scratch.write("f.csv", format!("{HEADER}\n{}\n", ROW.replacen("Ann", name, 1)));
    scratch.done(&["import", "o.db", "f.csv", "--as", "anna"]);
    for args in [&["queue", "o.db"][..], &["show", "o.db", "1001"]] {
        let out = scratch.done(args).out;
        assert!(out.contains("Eve<U+202E><U+200B>nna"), "{out}");
        assert!(!out.contains(['\u{202e}', '\u{200b}', '\x1b']));
    }
    let raw = scratch.done(&["show", "o.db", "1001", "--json"]).out;
    assert!(raw.contains("Eve\\u202e\\u200bnna") && !raw.contains('\u{202e}'), "{raw}");
    assert_eq!(scratch.json(&["show", "o.db", "1001"])["applicant"]["name"], name);
    scratch.refused(3, &["queue", "\x1b[2J.db"], &["<U+001B>[2J.db"]);
    let usage = scratch.run(&["\x1b[2J"]);
    assert!(usage.code == 2 && !usage.err.contains('\x1b'), "{}", usage.err);
}

#[test]
fn a_determination_without_an_office() {
    let scratch = Scratch::new();
    let facts = r#"{"pack": "ru-by-vote", "applied_on": "2026-07-01",
        "poll": {"host": "RU", "day": "2026-09-20", "level": "municipal_council", "municipality": "46701000"},
        "facts": [{"kind": "citizenship", "value": "BY", "from": "1990-05-01"}, {"kind": "incapacity", "none": true}]}"#;
    scratch.write("f.json", facts);
    let answer = scratch.json(&["determine", "--facts", "f.json"]);
    assert_eq!((&answer["outcome"], &answer["pack"]), (&"undetermined".into(), &"ru-by-vote".into()));
    let needs: Vec<&str> = answer["needs"].as_array().unwrap().iter().map(|n| n["kind"].as_str().unwrap()).collect();
    assert!(needs.contains(&"birth_date") && !needs.contains(&"citizenship"), "{needs:?}");
    let before = scratch.json(&["determine", "--facts", "f.json", "--law-date", "2001-01-01"]);
    assert_eq!(before["outcome"], "no_law_in_force");
    assert!(scratch.done(&["determine", "--facts", "f.json", "--lang", "be"]).out.contains("не ўстаноўлена"));

    let mut child = scratch.command(&["determine", "--facts", "-", "--json"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(facts.as_bytes()).unwrap();
    let piped: Json = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(piped, answer);

    let refused = |from: &str, to: &str, part: &str| {
        assert!(facts.contains(from));
        scratch.write("g.json", facts.replacen(from, to, 1));
        scratch.refused(4, &["determine", "--facts", "g.json"], &["g.json", part]);
    };
    refused("\"BY\"", "\"BX\"", "facts[0] (citizenship)");
    refused("\"none\": true", "\"none\": true, \"value\": true", "facts[1] (incapacity)");
    refused("1990-05-01", "1990-02-30", "facts[0] (citizenship): from");
    refused("municipal_council", "galactic_senate", "poll.level");
    refused("}]}", "}]", "line");
    scratch.write("g.json", facts.replacen("ru-by-vote", "xx-vote", 1));
    scratch.refused(4, &["determine", "--facts", "g.json"], &["xx-vote", "ru-by-vote"]);
}

#[test]
fn an_expression_is_evaluated_or_its_fault_is_shown_under_it() {
    let scratch = Scratch::new();
    let eval = |facts: &str, text: &str| {
        let schema = r#"{"A":"bool","B":"date"}"#;
        scratch.run(&["law", "eval", "--schema", schema, "--facts", facts, text])
    };
    let text = "A || B < date(\"2026-01-01\")";
    assert_eq!(eval(r#"{"A":true}"#, text).out, "{\"value\":\"yes\",\"missing\":[]}\n");
    assert_eq!(eval(r#"{"A":false}"#, text).out, "{\"value\":\"unknown\",\"missing\":[\"B\"]}\n");
    for (text, marked) in [("A && C", "  A && C\n       ^"), ("A && B < 3", "       ^^^^^"), ("A &&", "  A &&\n")] {
        let ran = eval("{}", text);
        assert_eq!((ran.code, ran.out.as_str()), (6, ""), "{text}");
        assert!(ran.err.contains(marked), "{text}: {}", ran.err);
    }
    assert_eq!(eval("{\"A\":1}", text).code, 4);
    assert_eq!(eval("not json", text).code, 4);
    let twice = eval("{\"A\":true,\"A\":false}", text);
    assert!(twice.code == 4 && twice.err.contains("\"A\" is there twice"), "{}", twice.err);
}

#[test]
fn packs_are_listed_shown_checked_and_tested() {
    let scratch = Scratch::new();
    let packs = scratch.json(&["law", "list"]);
    let ids: Vec<&str> = packs["packs"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ids.len() >= 4 && ids.contains(&"by-ru-stand"), "{ids:?}");
    for id in &ids {
        let pack = scratch.json(&["law", "show", id]);
        let criteria = pack["criteria"].as_array().unwrap();
        assert!(!criteria.is_empty() && criteria.iter().all(|one| !one["cite"].as_str().unwrap().is_empty()));
        let text = scratch.done(&["law", "show", id, "--lang", "ru"]).out;
        assert!(criteria.iter().all(|one| text.contains(one["say"]["ru"].as_str().unwrap())), "{id}");
        // People read the short names; the keys are for whoever reads the notation.
        let notation = scratch.done(&["law", "show", id, "--source"]).out;
        for source in pack["sources"].as_array().unwrap() {
            let key = source["key"].as_str().unwrap();
            let short = format!("\n{}: ", source["short"]["ru"].as_str().unwrap());
            let has_key = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == key);
            assert!(text.contains(&short) && !has_key(&text), "{id}: {key}");
            assert!(notation.contains(&format!("\n{key}: ")) && has_key(&notation), "{id}: {key}");
        }
    }
    assert_eq!(scratch.done(&["law", "test"]).out.lines().count(), ids.len());
    scratch.refused(2, &["law", "show", "xx"], &["xx", "ru-by-vote"]);

    let own =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law/packs/ru/ru-by-vote.toml")).unwrap();
    scratch.write("own.toml", &own);
    assert!(scratch.done(&["law", "check", "own.toml"]).out.contains("own.toml"));
    assert!(scratch.done(&["law", "test", "own.toml"]).out.contains("own.toml"));
    scratch.write("bad.toml", own.replacen("citizenship,", "citizenshp,", 1));
    scratch.refused(5, &["law", "check", "bad.toml"], &["bad.toml:", "citizenshp"]);
    scratch.write("bad.toml", "[pack\n");
    scratch.refused(5, &["law", "check", "bad.toml"], &["bad.toml:1:"]);
    scratch.refused(3, &["law", "check", "none.toml"], &["none.toml"]);
}

#[test]
fn a_pack_beside_the_office_is_proven_once_and_again_when_it_changed() {
    let scratch = with_cases();
    fs::create_dir(scratch.path("packs")).unwrap();
    let own =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law/packs/by/by-ru-vote.toml")).unwrap();
    let other = own.replacen("id = \"by-ru-vote\"", "id = \"by-other-vote\"", 1);
    scratch.write("packs/other.toml", &other);
    let determine = ["determine", "o.db", "1001", "--lang", "en"];
    let first = scratch.done(&determine).out;
    let proven = fs::read_to_string(scratch.path("packs/checked")).unwrap();
    assert!(proven.lines().count() == 1 && proven.ends_with("by-other-vote BY vote draft other.toml\n"), "{proven}");
    assert_eq!(scratch.done(&determine).out, first);
    assert_eq!(fs::read_to_string(scratch.path("packs/checked")).unwrap(), proven);

    // What stands there proves nothing that is not so: a line that cannot be read is as none.
    scratch.write("packs/checked", "by-other-vote is fine\n");
    assert_eq!(scratch.done(&determine).out, first);
    assert_eq!(fs::read_to_string(scratch.path("packs/checked")).unwrap(), proven);

    scratch.write("packs/other.toml", other.replacen("citizenship,", "citizenshp,", 1));
    scratch.refused(5, &determine, &["other.toml:", "citizenshp"]);
    scratch.write("packs/other.toml", &own);
    scratch.refused(5, &determine, &["other.toml:", "by-ru-vote"]);
}

#[test]
fn a_voter_record_needs_what_it_does_not_say() {
    let scratch = Scratch::office();
    let record = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vri/va_absentee_annual.xml");
    let record = record.display().to_string();
    scratch.refused(4, &["import", "o.db", &record, "--as", "anna"], &["level", "[constants]"]);
    let constants = "[constants]\nhost='RU'\nright='vote'\nlevel='municipal_council'\nmunicipality='46701000'\n";
    scratch.write("m.toml", format!("{constants}poll_day='2026-09-20'\n"));
    let import = ["import", "o.db", &record, "--map", "m.toml", "--as", "anna"];
    assert!(scratch.done(&import).out.contains("1 opened"));
    assert!(scratch.done(&import).out.contains("0 opened, 1 already there"));
    scratch.verifies();
}

#[test]
fn the_screens_need_a_terminal_and_an_officer() {
    let scratch = Scratch::office();
    scratch.refused(2, &["open", "o.db", "--as", "anna"], &["terminal"]);
    scratch.refused(1, &["open", "o.db", "--as", "eve"], &["eve"]);
    scratch.refused(3, &["open", "none.db", "--as", "anna"], &["none.db"]);
    let mut demo = scratch.command(&["demo", "--sample", "o.db"]);
    let output = demo.env("TMPDIR", &scratch.0).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let left: Vec<_> = fs::read_dir(&scratch.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("demo")), "a copy was left behind: {left:?}");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let scratch = with_cases();
    let mut child = scratch.command(&["show", "o.db", "1001", "--json"]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn an_edited_row_is_found_with_its_class() {
    let scratch = with_cases();
    let bytes = fs::read(scratch.path("o.db")).unwrap();
    let name = "Цётка Ўладзіслава".as_bytes();
    // In the record and in what is computed from it, so that nothing but the log knows better.
    let places = bytes.windows(name.len()).enumerate().filter(|(_, window)| *window == name).map(|(at, _)| at);
    let mut edited = bytes.clone();
    let changed = places.map(|at| edited[at..at + "Цётка".len()].copy_from_slice("Цитка".as_bytes())).count();
    assert!(changed >= 2, "the name stands in the file");
    scratch.write("o.db", edited);
    let ran = scratch.run(&["ledger", "verify", "o.db", "--json"]);
    let report: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &report["holds"], &report["class"]), (7, &false.into(), &"row_changed".into()), "{report}");
}

#[test]
fn a_filter_that_would_mislead_is_refused_by_its_words() {
    let scratch = with_cases();
    let queue = |line: &'static str| ["queue", "o.db", "--as", "anna", "--filter", line];
    scratch.refused(2, &queue("status:new status:final"), &["status:new", "status:final"]);
    let both = [&queue("status:new")[..], &["--status", "final"]].concat();
    scratch.refused(2, &both, &["status:new", "status:final"]);
    scratch.refused(2, &queue("needs:residence_permt"), &["needs:residence_permt", "residence_permit"]);
    scratch.refused(2, &queue("host:XX"), &["host:XX", "RU"]);
    for line in ["place:_", "place:%"] {
        assert!(!scratch.done(&queue(line)).out.contains("1001"), "{line}");
    }
    assert!(scratch.done(&queue("STATUS:New Host:ru")).out.contains("1001"));
    let agree = [&queue("status:new")[..], &["--status", "new"]].concat();
    assert!(scratch.done(&agree).out.contains("1001"));
}

#[test]
fn a_view_of_the_office_is_replaced_only_where_that_is_said() {
    let scratch = with_cases();
    let keep = |line: &'static str| ["view", "keep", "o.db", "--as", "anna", "--shared", "ours", line];
    scratch.done(&keep("late"));
    scratch.refused(4, &keep("mine"), &["ours", "late", "--replace"]);
    assert!(scratch.done(&["view", "list", "o.db", "--as", "anna"]).out.contains("late"));
    scratch.done(&[&keep("mine")[..], &["--replace"]].concat());
    assert!(scratch.done(&["view", "list", "o.db", "--as", "anna"]).out.contains("mine"));
}

#[test]
fn a_letter_is_printed_for_a_decision_that_stands_and_written_privately() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = with_cases();
    scratch.refused(1, &["letter", "o.db", "1002"], &["1002"]);
    let refusal = ["decide", "o.db", "1002", "refuse", "--as", "anna", "--reason", "A forged stamp."];
    scratch.json(&[&refusal[..], &["--departure", "See the expert's report."]].concat());
    scratch.refused(1, &["letter", "o.db", "1002"], &["1002"]);
    scratch.json(&["approve", "o.db", "1002", "--as", "boris"]);

    let ended = scratch.done(&["letter", "o.db", "1002", "--number", "12/3", "--day", "2026-11-20"]);
    let wanted = ["Letter No. 12/3 of 2026-11-20\n", "Your application is refused\n", "A forged stamp.\n", "report.\n"];
    assert!(wanted.iter().all(|one| ended.out.contains(one)), "{}", ended.out);
    assert!(
        ended.out.contains("Term of the appeal: [to be filled in by the office: term of appeal]\n"),
        "{}",
        ended.out
    );
    let letter = scratch.json(&["letter", "o.db", "1002"]);
    assert_eq!(letter["recipients"][0]["capacity"], "applicant");
    assert!(letter["to_the_officer"].as_array().unwrap().len() >= 2, "{letter}");

    let write = ["letter", "o.db", "1002", "--out", "letter.txt"];
    assert_eq!(scratch.done(&write).out, "");
    let path = scratch.path("letter.txt");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&path).unwrap().contains("A forged stamp."));
    scratch.refused(3, &write, &["letter.txt", "not overwritten"]);
}

#[test]
fn columns_choose_what_the_table_shows_and_nothing_of_json() {
    let scratch = with_cases();
    let chosen = ["queue", "o.db", "--filter", "status:all columns:days,case"];
    let table = scratch.done(&chosen).out;
    let heads: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!((heads, table.contains("1002")), (vec!["days", "case"], true), "{table}");
    assert_eq!(scratch.json(&chosen), scratch.json(&["queue", "o.db", "--filter", "status:all"]));
    scratch.refused(2, &["queue", "o.db", "--filter", "columns:days,nome"], &["columns:nome", "days, assigned"]);
}
