//! Texts for reasons: where those of an office lie, what is said when they are refused, and a decision with one of them.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use scratch::Scratch;

const OWN: &str =
    "[[template]]\nname = \"unser\"\nfor = [\"reasons\"]\ntitle = \"Наш\"\ntext = \"Нет: [что], [когда].\"\n";

#[test]
fn a_file_with_a_fault_is_refused_with_its_line_and_nothing_starts() {
    let scratch = Scratch::office();
    scratch.write("reasons.toml", "[[template]]\nname = \"a\"\nfor = [\"reason\"]\ntitle = \"t\"\ntext = \"[x\"\n");
    for command in [&["reasons", "o.db"][..], &["open", "o.db", "--as", "anna"]] {
        scratch.refused(4, command, &["reasons.toml:3: ", "reasons?", "reasons.toml:5: "]);
    }
    scratch.refused(4, &["demo", "--reasons", "reasons.toml"], &["reasons.toml:3: "]);
    let decide = ["decide", "o.db", "1001", "grant", "--as", "anna", "--reason", "x"];
    scratch.refused(4, &decide, &["reasons.toml:3: "]);
    scratch.refused(3, &["reasons", "--reasons", "none.toml"], &["none.toml"]);
}

#[test]
fn the_texts_beside_an_office_come_first_and_a_file_that_is_named_takes_their_place() {
    let scratch = Scratch::office();
    let own = scratch.json(&["reasons"]);
    scratch.write("reasons.toml", OWN);
    let beside = scratch.json(&["reasons", "o.db"]);
    assert_eq!((&beside[0]["name"], &beside[0]["of_the_office"]), (&"unser".into(), &true.into()));
    assert_eq!(beside.as_array().unwrap()[1..], own.as_array().unwrap()[..]);
    assert!(scratch.done(&["reasons", "o.db"]).out.starts_with("unser "));
    scratch.write("other.toml", "");
    assert_eq!(scratch.json(&["reasons", "o.db", "--reasons", "other.toml"]), own);
}

#[test]
fn a_decision_takes_a_text_only_when_every_blank_is_filled() {
    let scratch = Scratch::new();
    scratch.done(&["sample", "o.db", "--cases", "20"]);
    scratch.write("reasons.toml", OWN);
    let decide = |more: &[&'static str]| [&["decide", "o.db", "1002", "refuse", "--as", "anna"][..], more].concat();
    scratch.refused(2, &decide(&["--template", "unser", "--fill", "паспорта"]), &["unser", "[когда]", "--fill"]);
    scratch.refused(2, &decide(&["--template", "unser", "--fill", "a", "--fill", "b", "--fill", "c"]), &["unser", "3"]);
    scratch.refused(2, &decide(&["--template", "slip"]), &["slip", "unser", "not-shown"]);
    let said = ["--template", "unser", "--fill", "[sic]", "--fill", "1 мая", "--reason", "Это всё."];
    scratch.done(&decide(&said));
    let shown = scratch.json(&["show", "o.db", "1002"]);
    assert!(shown.to_string().contains("Нет: [sic], 1 мая.\\nЭто всё."), "{shown}");
}
