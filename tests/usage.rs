//! A command line that cannot be read is answered in the language of whoever typed it, with what is wrong in it, how it
//! is written and where more is said; as JSON where JSON is asked for; and always with the same exit code.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use scratch::Scratch;
use serde_json::Value as Json;

/// Wrong command lines, and the words that the answer must have.
const WRONG: &[(&[&str], &[&str])] = &[
    (&["queue", "o.db", "--nosuch"], &["--nosuch", "suffrage queue", "suffrage queue --help"]),
    (&["queue", "o.db", "--limt", "3"], &["--limt", "--limit"]),
    (&["show", "o.db", "1001", "surplus"], &["surplus", "suffrage show --help"]),
    (&["queu"], &["queu", "queue", "suffrage --help"]),
    (&["law", "shwo"], &["shwo", "show", "suffrage law --help"]),
    (&["ledger"], &["show", "verify", "suffrage ledger --help"]),
    (&["queue"], &["<OFFICE.db>", "suffrage queue --help"]),
    (&["show", "o.db"], &["<CASE>"]),
    (&["show", "o.db", "many"], &["many", "<CASE>"]),
    (&["decide", "o.db", "9", "maybe"], &["maybe", "<VERDICT>", "grant, refuse"]),
    (&["decide", "o.db", "first", "grant"], &["first", "<CASE>"]),
    (&["queue", "o.db", "--status", "odd"], &["odd", "--status", "in_review"]),
    (&["queue", "o.db", "--limit"], &["--limit"]),
    (&["queue", "o.db", "--lang", "xx"], &["xx", "--lang", "en, ru, be"]),
    (&["queue", "o.db", "--limit", "1", "--limit", "2"], &["--limit"]),
    (&["determine", "--facts", "f.json", "--known-at", "soon"], &["soon", "--known-at", "2026-05-03T12:00:00Z"]),
    (&["determine", "--facts", "f.json", "--poll-day", "20.09.2026"], &["20.09.2026", "--poll-day", "2026-09-20"]),
    (&["sample", "out.db", "--cases", "100000001"], &["100000001", "--cases", "100000000"]),
    (&["calendar", "RU", "--from", "2026-01-01", "--working", "0"], &["--working"]),
    (&["calendar", "RU", "--from", "2026-01-01", "--year", "2026", "--working", "1"], &["--from", "--year"]),
    (&["officer", "add", "o.db", "ivan", "--role", "king"], &["king", "--role", "supervisor"]),
    (&["law", "export", "ru-by-vote"], &["--smt"]),
    (&["import", "o.db", "f.csv", "--delimiter", ";;"], &[";;", "--delimiter", "ASCII", "tab"]),
];

/// Words in Latin letters that are names in every language.
fn is_a_name(word: &str, line: &[&str]) -> bool {
    let names = ["suffrage", "help", "tab", "JSON", "ASCII", "UTC", "T", "Z"];
    let upper = word.chars().all(|c| c.is_ascii_uppercase()) && !["OPTIONS", "COMMAND"].contains(&word);
    names.contains(&word) || upper || line.iter().any(|part| part.contains(word))
}

/// The words in Latin letters that stand neither in an option, nor in a placeholder, nor in a list of codes.
fn english<'t>(text: &'t str, line: &[&str], named: &[&str]) -> Vec<&'t str> {
    let lists = ["Возможно", "Магчыма", "Допустимо", "Дапушчальна", "Команды:", "Каманды:"];
    let said = text.lines().filter(|line| !lists.iter().any(|list| line.starts_with(list)));
    let chunks = said.flat_map(|line| line.split([' ', '|', '…', '[', ']'])).filter(|chunk| {
        let bare = chunk.trim_start_matches(['<', '«']);
        // A placeholder, an option, or a code of several words.
        !bare.starts_with('-') && !chunk.starts_with('<') && !chunk.contains('_')
    });
    let words =
        chunks.flat_map(|chunk| chunk.split(|c: char| !c.is_ascii_alphabetic())).filter(|word| !word.is_empty());
    words.filter(|word| !is_a_name(word, line) && !named.iter().any(|name| name.contains(word))).collect()
}

/// The codes that a list of possible values has.
const CODES: &[&str] = &[
    "grant",
    "refuse",
    "en",
    "ru",
    "be",
    "new",
    "decided",
    "final",
    "noticed",
    "todo",
    "all",
    "show",
    "verify",
    "OFFICE.db",
];

#[test]
fn a_wrong_command_line_is_answered_in_its_language() {
    let scratch = Scratch::new();
    for (line, parts) in WRONG {
        for lang in ["en", "ru", "be"] {
            let ran = scratch.run(&[&["--lang", lang], *line].concat());
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line:?} in {lang}: {}", ran.err);
            for part in *parts {
                assert!(ran.err.contains(part), "{line:?} in {lang}: {part:?} is missing in: {}", ran.err);
            }
            let text = ran.err.strip_prefix("suffrage: ").unwrap_or_else(|| panic!("{line:?}: {}", ran.err));
            let cyrillic = text.chars().filter(|c| ('\u{400}'..='\u{4ff}').contains(c)).count();
            assert_eq!(cyrillic > 20, lang != "en", "{line:?} in {lang}: {text}");
            assert!(text.contains(" --help"), "{line:?} in {lang} says not where to look: {text}");
            if lang != "en" {
                let left = english(text, line, CODES);
                assert!(left.is_empty(), "{line:?} in {lang}: English is left, {left:?}: {text}");
            }
        }
    }
}

#[test]
fn the_same_as_json() {
    let scratch = Scratch::new();
    for (line, parts) in WRONG {
        for lang in ["en", "ru", "be"] {
            let ran = scratch.run(&[&["--lang", lang], *line, &["--json"]].concat());
            assert_eq!((ran.code, ran.err.as_str()), (2, ""), "{line:?} in {lang}: {}", ran.out);
            let report: Json = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{line:?}: {}", ran.out));
            assert_eq!(report["error"]["code"], "usage", "{report}");
            let known = !["queu"].contains(&line[0]);
            let command = report["error"]["where"]["command"].as_str().unwrap();
            assert_eq!(command.starts_with(line[0]), known, "{report}");
            assert!(report["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{report}");
            assert!(parts.iter().any(|part| ran.out.contains(part)), "{line:?} in {lang}: {report}");
        }
    }
}

#[test]
fn the_language_is_that_of_the_environment_unless_it_is_asked_for() {
    let scratch = Scratch::new();
    let said = |args: &[&str], variables: &[(&str, &str)]| {
        let output = scratch.command(args).envs(variables.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let (ru, be) = (("LC_ALL", "ru_RU.UTF-8"), ("LANG", "be_BY.UTF-8"));
    assert!(said(&["queue", "--nosuch"], &[ru, be]).contains("не ожидается"));
    assert!(said(&["queue", "--nosuch"], &[be]).contains("не чакаецца"));
    assert!(said(&["queue", "--nosuch", "--lang=en"], &[ru]).contains("not expected"));
    assert!(said(&["queue", "--nosuch", "--lang", "be"], &[ru]).contains("не чакаецца"));
    // After the two dashes nothing is an option.
    assert!(said(&["queue", "--nosuch", "--", "--lang=be"], &[ru]).contains("не ожидается"));
}
