//! The file with keys of one's own: what it may say, where it lies, and what is said when it is refused.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use scratch::Scratch;

/// Files that are refused: each with the line at fault and words of the sentence.
const REFUSED: &[(&str, usize, &[&str])] = &[
    ("decide = \"D\"\nclaim-nxt = \"z\"\n", 2, &["claim-nxt", "claim-next"]),
    ("\n\ndecide = \"hyper-d\"\n", 3, &["decide", "hyper-d"]),
    ("# mine\ndecide = \"esc\"\n", 2, &["decide", "esc"]),
    ("decide = \"enter\"\n", 1, &["decide", "enter"]),
    ("decide = \"ctrl-c\"\n", 1, &["decide", "ctrl-c"]),
    ("decide = \"z\"\nfact = \"z\"\n", 2, &["fact", "decide", " z"]),
    ("approve = \"d\"\n", 1, &["approve", "decide", " d"]),
    ("back = \"b\"\n", 1, &["back"]),
    ("submit = \"ctrl-x\"\n", 1, &["submit"]),
    ("decide = 7\n", 1, &["decide"]),
    ("\ndecide = \"D\n", 2, &["TOML"]),
    ("decide = \"D\"\ndecide = \"x\"\n", 2, &["TOML"]),
];

#[test]
fn a_map_that_cannot_hold_is_refused_with_its_line_and_nothing_starts() {
    let scratch = Scratch::office();
    for (text, line, parts) in REFUSED {
        scratch.write("my.toml", text);
        for lang in ["en", "ru", "be"] {
            let at = format!("my.toml:{line}: ");
            let parts = [&[at.as_str()], *parts].concat();
            let lang = ["--lang", lang];
            scratch.refused(4, &[&["keys", "--keys", "my.toml"][..], &lang].concat(), &parts);
            scratch.refused(4, &[&["open", "o.db", "--as", "anna", "--keys", "my.toml"][..], &lang].concat(), &parts);
            scratch.refused(4, &[&["demo", "--keys", "my.toml"][..], &lang].concat(), &parts);
        }
    }
    scratch.refused(3, &["keys", "--keys", "none.toml"], &["none.toml"]);
}

#[test]
fn every_fault_of_a_file_is_told() {
    let scratch = Scratch::new();
    scratch.write("my.toml", "zap = \"x\"\ndecide = \"f99\"\nfact = 1\n");
    scratch.refused(4, &["keys", "--keys", "my.toml"], &["my.toml:1: ", "my.toml:2: ", "my.toml:3: "]);
}

#[test]
fn what_is_printed_is_a_file_to_start_from() {
    let scratch = Scratch::new();
    let printed = scratch.done(&["keys"]).out;
    assert!(printed.contains("claim-next = \"C\" "), "{printed}");
    scratch.write("all.toml", &printed);
    assert_eq!(scratch.done(&["keys", "--keys", "all.toml"]).out, printed);
    scratch.write("my.toml", printed.replace("decide = \"d\"", "decide = \"D \\\" \\\\\""));
    let keys = scratch.json(&["keys", "--keys", "my.toml"]);
    assert_eq!((&keys["decide"], &keys["approve"]), (&"D \" \\".into(), &"a".into()), "{keys}");
    let again = scratch.done(&["keys", "--keys", "my.toml"]).out;
    scratch.write("again.toml", &again);
    assert_eq!(scratch.json(&["keys", "--keys", "again.toml"]), keys);
}

#[test]
fn the_file_lies_where_settings_lie() {
    let scratch = Scratch::new();
    let folder = |name: &str| scratch.path(name).display().to_string();
    for (place, text) in [("xdg/suffrage", "decide = \"X\""), ("home/.config/suffrage", "decide = \"H\"")] {
        std::fs::create_dir_all(scratch.path(place)).unwrap();
        scratch.write(&format!("{place}/keys.toml"), text);
    }
    scratch.write("my.toml", "decide = \"Z\"");
    let decide = |args: &[&str], variables: &[(&str, String)]| {
        let output = scratch.command(args).envs(variables.iter().cloned()).output().unwrap();
        let keys: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        keys["decide"].as_str().unwrap_or_default().to_owned()
    };
    let (xdg, home) = (("XDG_CONFIG_HOME", folder("xdg")), ("HOME", folder("home")));
    let nowhere = ("XDG_CONFIG_HOME", folder("nowhere"));
    let keys = ["keys", "--json"];
    assert_eq!(decide(&keys, &[]), "d");
    assert_eq!(decide(&keys, &[xdg.clone(), home.clone()]), "X");
    assert_eq!(decide(&keys, std::slice::from_ref(&home)), "H");
    assert_eq!(decide(&keys, &[nowhere, home.clone()]), "d");
    // A path that is not absolute counts for nothing.
    assert_eq!(decide(&keys, &[("XDG_CONFIG_HOME", "xdg".to_owned()), home]), "H");
    assert_eq!(decide(&["keys", "--json", "--keys", "my.toml"], &[xdg]), "Z");
}
