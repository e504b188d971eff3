//! What the TOML reader says, in words for whoever writes a pack: its own name fields, variants and types of the program.

/// The same fault, with what to write.
pub fn plain(said: &str) -> String {
    let said = said.trim();
    told(said).unwrap_or_else(|| said.to_owned())
}

fn told(said: &str) -> Option<String> {
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let after = |head: &str| said.strip_prefix(head);
    if after("missing field ").is_some() {
        return Some(format!("the key {0} is missing in this table; write {0} = ...", quoted.first()?));
    }
    if after("unknown field ").is_some() {
        let (key, known) = quoted.split_first()?;
        return Some(format!("there is no key {key} here{}; the keys are {}", hint(key, known), known.join(", ")));
    }
    if after("unknown variant ").is_some() {
        let (word, known) = quoted.split_first()?;
        return Some(format!("{word:?} has no meaning here{}; write {}", hint(word, known), one_of(known)));
    }
    if let Some(rest) = after("invalid type: ") {
        let (found, expected) = rest.split_once(", expected ")?;
        let found = found.replace("integer ", "the number ").replace("floating point ", "the number ");
        let found = found.replace("string ", "the text ").replace("boolean ", "the word ").replace('`', "");
        let found = found.replace("sequence", "a list").replace("map", "a table");
        return Some(format!("{} is needed here; this is {found}", kind(expected)));
    }
    if after("invalid date").is_some() {
        return Some("there is no such day; write one as 2026-09-20, without quotes".into());
    }
    if after("duplicate key").is_some() {
        return Some("this key stands twice in one table; leave one of them out".into());
    }
    if after("invalid basic string").or(after("invalid literal string")).is_some() {
        return Some(format!(
            "the text that begins here has no end: close it with {}",
            quoted.first().unwrap_or(&"\"")
        ));
    }
    if said.contains(" in array, expected") {
        return Some("the list before this place has no end: close it with ]".into());
    }
    None
}

fn kind(expected: &str) -> &str {
    match expected {
        "a string" => "a text in quotes",
        "a TOML datetime" => "a day without quotes, such as 2026-09-20,",
        "a boolean" => "true or false, without quotes,",
        "a sequence" => "a list in [ ]",
        "i64" | "u16" | "usize" => "a whole number without quotes",
        known if known.starts_with("struct ") => "a table",
        known => known,
    }
}

fn hint(word: &str, known: &[&str]) -> String {
    let near = crate::law::expr::names::nearest(word, known.iter().copied());
    near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default()
}

fn one_of(words: &[&str]) -> String {
    match words {
        [] => "another word".into(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
