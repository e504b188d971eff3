//! What can be known of a person, as the commands list it.

#[allow(dead_code)]
mod scratch;

use std::fs;

use scratch::Scratch;

#[test]
fn the_schema_is_shown_whole_and_by_kind() {
    let scratch = Scratch::new();
    let whole = scratch.done(&["law", "schema"]).out;
    let data = scratch.json(&["law", "schema"]);
    let schema = suffrage::law::Library::embedded().unwrap().schema;
    let ids = |part: &str| -> Vec<String> {
        data[part].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("kinds"), schema.kinds.iter().map(|kind| kind.id.clone()).collect::<Vec<_>>());
    assert_eq!(ids("lists"), schema.lists.iter().map(|list| list.id.clone()).collect::<Vec<_>>());
    assert_eq!(ids("registers"), schema.registers.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
    for kind in &schema.kinds {
        assert!(whole.contains(&kind.id) && whole.contains(&kind.question.en), "{}", kind.id);
        scratch.done(&["law", "schema", &kind.id]);
    }

    let crime = scratch.done(&["law", "schema", "conviction"]).out;
    for (code, _) in &schema.list("crime").unwrap().codes {
        assert!(crime.contains(code.as_str()), "{code}: {crime}");
    }
    assert!(crime.contains("inside grave_crime") && crime.contains("Every value weighs against"), "{crime}");
    assert!(!crime.contains("birth_date"), "{crime}");
    let custody = scratch.done(&["law", "schema", "imprisonment"]).out;
    assert!(custody.contains("Weighs against the person: under a sentence, before trial"), "{custody}");
    assert!(custody.contains("Counts whatever else holds: under a sentence"), "{custody}");
    let permit = scratch.json(&["law", "schema", "residence_permit"]);
    assert_eq!((&permit["many"], &permit["codes"][0]["code"]), (&"one".into(), &"permanent".into()));
    let russian = scratch.done(&["law", "schema", "birth_date", "--lang", "ru"]).out;
    assert!(russian.contains("Когда родился заявитель?"), "{russian}");
    scratch.refused(2, &["law", "schema", "citizenshp"], &["citizenshp", "Did you mean \"citizenship\""]);
    scratch.refused(2, &["law", "schema", "shoe size"], &["shoe size", "suffrage law schema"]);
}

/// A file of one state, and a kind that it adds.
const ARCADIA: &str = r#"
id = "arcadia/1"
extends = "electoral-facts/1"
host = "AR"
[[kind]]
id = "arcadian_tie"
type = "flag"
many = "one"
label = { en = "tie", ru = "связь", be = "сувязь" }
question = { en = "Is there a tie?", ru = "Есть ли связь?", be = "Ці ёсць сувязь?" }
evidence = ["other"]
"#;

#[test]
fn the_schema_says_of_which_state_a_kind_is() {
    let scratch = Scratch::new();
    let schema = |args: &[&str]| scratch.json(&[&["law", "schema"], args].concat());
    assert_eq!(schema(&["filing_date"])["host"], "RU");
    assert!(schema(&["birth_date"])["host"].is_null());
    let whole = schema(&[]);
    let list = whole["lists"].as_array().unwrap().iter().find(|list| list["id"] == "evidence").unwrap();
    let host = |code: &str| &list["codes"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap()["host"];
    assert!(host("police_certificate") == "ES" && host("passport").is_null());
    for (lang, of_russia, of_all) in [
        ("en", "Offered for: Russia", "Offered for every state"),
        ("ru", "Предлагается для государства: Россия", "Предлагается для любого государства"),
        ("be", "Прапануецца для дзяржавы: Расія", "Прапануецца для любой дзяржавы"),
    ] {
        let said = |kind: &str| scratch.done(&["law", "schema", kind, "--lang", lang]).out;
        assert!(said("filing_date").contains(of_russia), "{}", said("filing_date"));
        assert!(said("birth_date").contains(of_all), "{}", said("birth_date"));
    }
}

#[test]
fn the_schema_has_what_stands_beside_a_pack_or_an_office_when_it_is_named() {
    let scratch = Scratch::office();
    fs::create_dir_all(scratch.path("packs/schema")).unwrap();
    scratch.write("packs/schema/arcadia.toml", ARCADIA);
    // Who writes a pack looks the schema up before the pack is sound.
    scratch.write("packs/draft.txt", "");
    scratch.refused(2, &["law", "schema", "arcadian_tie"], &["arcadian_tie"]);
    for beside in [["--pack", "packs/draft.txt"], ["--office", "o.db"]] {
        let one = scratch.done(&[&["law", "schema", "arcadian_tie"], &beside[..]].concat()).out;
        assert!(one.contains("Is there a tie?") && one.contains("Offered for: Argentina"), "{one}");
        let whole = scratch.json(&[&["law", "schema"], &beside[..]].concat());
        let kinds = whole["kinds"].as_array().unwrap();
        assert!(kinds.iter().any(|kind| kind["id"] == "arcadian_tie" && kind["host"] == "AR"), "{whole}");
        assert!(kinds.iter().any(|kind| kind["id"] == "birth_date"), "the program's own too");
        scratch.refused(2, &[&["law", "schema", "arcadian_tye"], &beside[..]].concat(), &["\"arcadian_tie\""]);
    }
    scratch.refused(3, &["law", "schema", "--pack", "packs/none.toml"], &["packs/none.toml"]);
    scratch.refused(3, &["law", "schema", "--office", "packs/draft.txt"], &["packs/draft.txt"]);
    scratch.refused(2, &["law", "schema", "--pack", "packs/draft.txt", "--office", "o.db"], &["--office"]);
    scratch.write("packs/schema/arcadia.toml", ARCADIA.replacen("\"AR\"", "\"QQ\"", 1));
    for beside in [["--pack", "packs/draft.txt"], ["--office", "o.db"]] {
        scratch.refused(5, &[&["law", "schema"], &beside[..]].concat(), &["arcadia.toml:4:8:", "\"QQ\""]);
    }
}
