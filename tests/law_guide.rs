//! The author's guide: its packs are sound, its conditions parse, its schema file fits, and it leaves out no word of the
//! notation.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use scratch::Scratch;
use suffrage::law::expr::names::Names;
use suffrage::law::expr::parse;
use suffrage::law::expr::{FUNCTIONS, Ty};
use suffrage::law::guide::{PAGE, whole};
use suffrage::law::{Ask, Given, Library, load};

/// The fenced blocks of one language, in their order.
fn blocks(language: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut rest = PAGE;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (head, body) = after.split_once('\n').expect("a fence ends its line");
        let (block, next) = body.split_once("```\n").expect("a block is closed");
        if head == language {
            found.push(block);
        }
        rest = next;
    }
    found
}

fn first_line(block: &str) -> &str {
    block.lines().find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default()
}

fn packs() -> Vec<&'static str> {
    blocks("toml").into_iter().filter(|block| first_line(block) == "[pack]").collect()
}

/// The names of the schema, and the parameters that the guide declares for its examples.
fn names() -> Names {
    let mut names = Names::of(&Library::embedded().unwrap().schema);
    let declared = blocks("toml").into_iter().find(|block| first_line(block) == "[[param]]").expect("parameters");
    let declared: toml::Table = toml::from_str(declared).unwrap();
    for param in declared["param"].as_array().unwrap() {
        let list = || param["list"].as_str().unwrap().to_owned();
        let ty = match param["type"].as_str().unwrap() {
            "int" => Ty::Int,
            "date" => Ty::Date,
            "code" => Ty::Code(list()),
            "codes" => Ty::Codes(list()),
            "table" => Ty::Table(list()),
            other => panic!("{other}"),
        };
        names.params.insert(param["id"].as_str().unwrap().to_owned(), ty);
    }
    names
}

fn conditions() -> Vec<&'static str> {
    blocks("cel").into_iter().flat_map(str::lines).filter(|line| !line.is_empty()).collect()
}

#[test]
fn every_pack_is_sound() {
    let schema = Library::embedded().unwrap().schema;
    let packs = packs();
    assert!(packs.len() >= 3, "{}", packs.len());
    for (n, text) in packs.iter().enumerate() {
        if let Err(faults) = load(&format!("step {}", n + 1), text, &schema) {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn every_condition_parses() {
    let plain = names();
    let row = Names { table: Some("country".into()), ..plain.clone() };
    assert!(conditions().len() > 20);
    for condition in conditions() {
        let names = if condition.contains("key") { &row } else { &plain };
        if let Err(error) = parse::condition(condition, names) {
            panic!("{}", error.render(condition));
        }
    }
}

/// What a pack makes of each condition, as its one criterion: all of them also compile.
#[test]
fn every_condition_can_stand_in_a_pack() {
    let schema = Library::embedded().unwrap().schema;
    let declared = blocks("toml").into_iter().find(|block| first_line(block) == "[[param]]").unwrap();
    let title = "title = { en = \"a\", ru = \"a\", be = \"a\" }";
    let params =
        declared.replace("\ntype", &format!("\n{title}\ntype")).replace("cite = \"ACT10 s. ", "cite = \"ACT10 ");
    let step = packs()[0];
    for condition in conditions() {
        let test = format!("test = '''{condition}'''");
        let test = if condition.contains("key") { format!("for_each = \"params.years_here\"\n{test}") } else { test };
        let text = step.replacen("test = \"held(citizenship, 'PL', poll.day)\"", &test, 1);
        assert_ne!(text, step);
        let text = text.replacen("[[criterion]]", &format!("{params}\n[[criterion]]"), 1);
        let faults = load("pack.toml", &text, &schema).err().unwrap_or_default();
        let wrong = |problem: &str| !problem.starts_with("case ") && !problem.contains("no embedded case");
        let faults: Vec<_> = faults.iter().map(|fault| &fault.problem).filter(|problem| wrong(problem)).collect();
        assert!(faults.is_empty(), "{condition}: {faults:?}");
    }
}

#[test]
fn every_word_of_the_notation_is_described_and_used() {
    let described = |name: &str| {
        let heading = format!("\n#### `{name}`\n");
        let row = format!("\n| `{name}` |");
        PAGE.contains(&heading) || PAGE.contains(&row)
    };
    let functions = FUNCTIONS.iter().map(|(name, _)| *name);
    let asks = Ask::ALL.map(Ask::name);
    let given = Given::ALL.map(Given::name);
    let local = ["params.X", "row.from", "row.to", "key", "value"];
    let all: Vec<&str> = functions.chain(asks).chain(given).chain(local).collect();
    for name in &all {
        assert!(described(name), "{name} is not described");
    }
    let used: BTreeSet<&str> = conditions()
        .into_iter()
        .flat_map(|line| line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')))
        .flat_map(|word| [word, word.split('.').next().unwrap()])
        .collect();
    for name in all.into_iter().filter(|name| *name != "params.X") {
        assert!(used.contains(name), "{name} stands in no example");
    }
    for ask in Ask::ALL {
        let form = ask.form().split("), or").next().unwrap().trim_end_matches(')');
        assert!(PAGE.contains(form), "{form}");
    }
}

#[test]
fn its_schema_file_fits_and_its_facts_are_determined() {
    let country = blocks("toml").into_iter().find(|block| block.contains("extends = ")).expect("a schema file");
    let scratch = Scratch::new();
    fs::create_dir(scratch.path("schema")).unwrap();
    scratch.write("schema/arcadia.toml", country);
    let pack = packs().pop().unwrap();
    // With the register of its own the state's places need no name before them.
    scratch.write(
        "arcadia.toml",
        pack.replace("DICOFRE:110654", "1102").replace("\"municipal_council\"", "\"arcadian_moot\""),
    );
    scratch.done(&["law", "check", "arcadia.toml"]);
    scratch.write("plain.toml", pack);
    scratch.write("facts.json", blocks("json")[0]);
    let answer = scratch.json(&["determine", "--facts", "facts.json", "--pack", "plain.toml"]);
    assert_eq!(answer["outcome"], "eligible", "{answer}");
}

/// What it quotes of the complaints is what the program says.
#[test]
fn the_complaints_it_explains_are_in_the_program() {
    let law = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/law");
    let folders = ["expr", "engine", "pack", "check"].map(|name| law.join(name));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let source: String = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let (_, after) = PAGE.split_once("| it says | what to do |\n").unwrap();
    let rows: Vec<&str> = after.lines().skip(1).take_while(|line| line.starts_with("| `")).collect();
    assert!(rows.len() > 15);
    for row in rows {
        let quoted = row[3..].split('`').next().unwrap();
        assert!(source.contains(quoted), "{quoted:?} is said nowhere");
    }
}

#[test]
fn the_limits_it_names_are_those_of_the_program() {
    let (_, after) = PAGE.split_once("## Limits\n").unwrap();
    let limits = after.split("\n## ").next().unwrap();
    assert!(limits.contains(&format!("{} bytes in a condition", parse::LENGTH)), "{limits}");
    assert!(limits.contains(&format!("{} different facts", suffrage::law::engine::program::SLOTS)), "{limits}");
    assert!(PAGE.contains(&format!("of at most {} columns", suffrage::law::pack::read::SHORT)));
}

#[test]
fn it_is_printed_with_the_table_of_answers() {
    let printed = Scratch::new().done(&["law", "guide"]).out;
    assert_eq!(printed, whole());
    let table = include_str!("../src/law/engine/truth-table.txt");
    assert!(printed.starts_with("# Writing a pack\n") && printed.contains(table.trim_end()));
}

/// The keys of a pack and of a schema file, as the program reads them.
#[test]
fn every_key_of_a_file_is_described() {
    let read = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let (raw, schema) = (read("src/law/pack/raw.rs"), read("src/law/pack/schema.rs"));
    let structs = raw.split("pub struct ").skip(1).chain(schema.split("\nstruct Raw").skip(1));
    let mut keys = BTreeSet::new();
    for one in structs {
        let fields =
            one.split("\n}").next().unwrap().lines().skip(1).map(|line| line.trim().trim_start_matches("pub "));
        let named = fields.filter(|line| !line.starts_with(['/', '#'])).filter_map(|line| line.split_once(": "));
        keys.extend(named.map(|(key, _)| match key {
            "ty" => "type".to_owned(),
            // A case's `as`: the word is taken in Rust.
            "label" if one.starts_with("RawCase") => "as".to_owned(),
            key => key.to_owned(),
        }));
    }
    assert!(keys.len() > 50, "{keys:?}");
    for key in &keys {
        let known = [
            format!("`{key}`"),
            format!("[[{key}]]"),
            format!("[{key}]"),
            format!("\n{key} = "),
            format!("[criterion.{key}]"),
        ];
        assert!(known.iter().any(|form| PAGE.contains(form.as_str())), "{key} is not described");
    }
}
