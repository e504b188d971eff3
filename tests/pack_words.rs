//! One mistake at a time in a sound pack, and the exact words with which it is refused: `tests/data/pack-faults.txt`.
//! `UPDATE=1 cargo test --test pack_words` writes them anew; read them as whoever writes a pack would.

use std::collections::BTreeSet;
use std::fmt::Write;

use suffrage::law::{Library, load};

const PACK: &str = include_str!("data/pack-faults.toml");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pack-faults.txt");

const AGE: &str = "age_on(birth_date, poll.day) >= params.voting_age";
const SECOND: &str = "  { from = 2020-01-01, value = 16, cite = \"LAW art. 1a\" },";
const SHORT: &str = ", short = { en = \"The law\", ru = \"Закон\", be = \"Закон\" }";
const CODES: &str = "type = \"codes\"\nlist = \"country\"\nvalues = [\n  { from = 2000-01-01, value = [\"BY\"],";
const STATES: &str = "held(citizenship, params.states, poll.day)";
const CUSTODY: &str = "held(imprisonment, 'pretrial', poll.day)";
const AGE_HEAD: &str = "id = \"age\"\nfrom = 2000-01-01\n";
const WORKS: &str = "  [[criterion.any]]\n  id = \"works\"";
const BORN: &str = "birth_date = [{ value = 2004-01-01 }]";

const ROOTLESS: &str = "name = \"lost\"\nas = \"lost\"\nlike = \"none\"\n[case.expect]\noutcome = \"eligible\"\n\n[[case]]\n\
    name = \"no tie\"\nlike = \"lost\"\n";

/// The name of a mistake, what it replaces in the pack, and with what.
const FAULTS: [(&str, &str, &str); 90] = [
    // The file.
    ("quote left open", "id = \"sample\"", "id = \"sample"),
    ("bracket left open", "value = [\"BY\"]", "value = [\"BY\""),
    ("key twice", "version = \"1\"", "version = \"1\"\nversion = \"2\""),
    ("key missing", "right = \"vote\"\n", ""),
    ("key unknown", "version = \"1\"", "version = \"1\"\nauthor = \"me\""),
    ("key of a criterion misspelt", "test = \"age_on", "tset = \"age_on"),
    ("number for a text", "version = \"1\"", "version = 1"),
    ("text for a date", "leap_day = \"up\"\nfrom = 2000-01-01", "leap_day = \"up\"\nfrom = \"2000-01-01\""),
    ("no such day", "leap_day = \"up\"\nfrom = 2000-01-01", "leap_day = \"up\"\nfrom = 2000-02-30"),
    ("date with a time", "leap_day = \"up\"\nfrom = 2000-01-01", "leap_day = \"up\"\nfrom = 2000-01-01T00:00:00"),
    ("no such right", "right = \"vote\"", "right = \"voting\""),
    // The head.
    ("another schema", "electoral-facts/1", "electoral-facts/9"),
    ("no such country", "host = \"RU\"", "host = \"RX\""),
    ("country in small letters", "host = \"RU\"", "host = \"ru\""),
    ("id with a blank", "id = \"sample\"", "id = \"my sample\""),
    ("translation empty", "be = \"Узор\"", "be = \"\""),
    ("translation missing", ", be = \"Узор\" }", " }"),
    (
        "ends before it begins",
        "leap_day = \"up\"\nfrom = 2000-01-01",
        "leap_day = \"up\"\nfrom = 2000-01-01\nto = 1999-01-01",
    ),
    ("leap day: no such word", "leap_day = \"up\"", "leap_day = \"march\""),
    ("leap day contested, question missing", "leap_day = \"up\"", "leap_day = \"contested\""),
    (
        "leap question without a contest",
        "leap_day = \"up\"",
        "leap_day = \"up\"\nleap_question = { en = \"Which?\", ru = \"Какой?\", be = \"Які?\" }",
    ),
    ("confirmed by nobody", "status = \"draft\"", "status = \"confirmed\""),
    ("draft and confirmed", "[source]", "[confirmed]\nby = \"A. Lawyer\"\non = 2026-01-01\ntext = \"00\"\n\n[source]"),
    // Citations and sources.
    ("citation empty", "cite = \"LAW art. 3\"", "cite = \"\""),
    ("citation of an unknown source", "cite = \"LAW art. 3\"", "cite = \"CODE art. 3\""),
    ("citation misspelt", "cite = \"LAW art. 3\"", "cite = \"LAWS art. 3\""),
    ("citation left out", "  cite = \"LAW art. 3\"\n", ""),
    (
        "source that nothing cites",
        "[source]",
        "[source]\nOLD = { en = \"Old\", ru = \"Старый\", be = \"Стары\", short = { en = \"Old\", ru = \"Старый\", be = \"Стары\" }, \
         read = \"press\" }",
    ),
    ("short name missing", SHORT, ""),
    ("short name without a language", ", be = \"Закон\" }, read", " }, read"),
    ("short name empty", "ru = \"Закон\", be = \"Закон\" }, read", "ru = \"\", be = \"Закон\" }, read"),
    ("short name too long", "short = { en = \"The law\"", "short = { en = \"The law on whoever may vote in what\""),
    ("source read in no known way", "read = \"press\"", "read = \"somewhere\""),
    ("edition in words", "read = \"press\"", "read = \"press\", edition = \"the first\""),
    // Versions.
    ("criterion ends", AGE_HEAD, "id = \"age\"\nfrom = 2000-01-01\nto = 2010-01-01\n"),
    ("criterion twice", "id = \"tie\"", "id = \"citizenship\""),
    ("criterion before the law", AGE_HEAD, "id = \"age\"\nfrom = 1990-01-01\n"),
    ("criterion ends before it begins", AGE_HEAD, "id = \"age\"\nfrom = 2000-01-01\nto = 1999-01-01\n"),
    (
        "repealed by an unknown source",
        AGE_HEAD,
        "id = \"age\"\nfrom = 2000-01-01\nto = 2010-01-01\nrepealed = \"NEW art. 1\"\n",
    ),
    // Parameters.
    ("text for a number", "value = 16", "value = \"16\""),
    ("values in the wrong order", SECOND, "  { from = 1999-01-01, value = 16, cite = \"LAW art. 1a\" },"),
    ("gap between two values", "value = 18,", "to = 2010-01-01, value = 18,"),
    ("first value too late", "{ from = 2000-01-01, value = 18", "{ from = 2001-01-01, value = 18"),
    ("list missing", "type = \"codes\"\nlist = \"country\"", "type = \"codes\""),
    ("list of a number", "type = \"int\"", "type = \"int\"\nlist = \"country\""),
    ("no such list", "list = \"country\"", "list = \"countries\""),
    ("no such code", "value = [\"BY\"]", "value = [\"XX\"]"),
    ("one code for a list", "value = [\"BY\"]", "value = \"BY\""),
    (
        "list for a table",
        CODES,
        "type = \"table\"\nlist = \"country\"\nvalues = [\n  { from = 2000-01-01, value = [\"BY\"],",
    ),
    ("no such type", "type = \"int\"", "type = \"number\""),
    ("parameter twice", "id = \"states\"", "id = \"voting_age\""),
    ("version that no case tests", BORN, "birth_date = [{ value = 1990-01-01 }]"),
    // Expressions.
    ("and", STATES, "held(citizenship, params.states, poll.day) and true"),
    ("single equals sign", AGE, "age_on(birth_date, poll.day) = 18"),
    ("expression empty", AGE, ""),
    ("bracket of an expression left open", AGE, "age_on(birth_date, poll.day >= params.voting_age"),
    ("quote of an expression left open", CUSTODY, "held(imprisonment, 'pretrial, poll.day)"),
    ("fact misspelt", AGE, "age_on(birth_dat, poll.day) >= params.voting_age"),
    ("no such parameter", AGE, "age_on(birth_date, poll.day) >= params.age"),
    ("no such function", AGE, "age_at(birth_date, poll.day) >= params.voting_age"),
    ("argument missing", AGE, "age_on(birth_date) >= params.voting_age"),
    ("arguments of a history", CUSTODY, "held(imprisonment)"),
    ("not yes or no", AGE, "age_on(birth_date, poll.day)"),
    ("number and text", AGE, "age_on(birth_date, poll.day) >= 'eighteen'"),
    ("arithmetic", AGE, "age_on(birth_date, poll.day) + 1 >= params.voting_age"),
    ("history as a fact", STATES, "citizenship == 'BY'"),
    ("code misspelt in an exception", CUSTODY, "held(imprisonment, 'pretrail', poll.day)"),
    ("no day", AGE, "birth_date <= date('2003-02-29')"),
    // Groups and exceptions.
    ("test and any", "cite = \"LAW art. 4\"", "cite = \"LAW art. 4\"\ntest = \"true\""),
    ("neither test nor group", "test = \"age_on(birth_date, poll.day) >= params.voting_age\"\n", ""),
    ("two members of one name", WORKS, "  [[criterion.any]]\n  id = \"lives\""),
    (
        "for_each without a table",
        "cite = \"LAW art. 1\"\ntest",
        "cite = \"LAW art. 1\"\nfor_each = \"params.states\"\ntest",
    ),
    ("exception without an effect", "  effect = \"contested\"\n", ""),
    ("no such effect", "effect = \"contested\"", "effect = \"maybe\""),
    (
        "deny missing",
        "deny = { en = \"Too young.\", ru = \"Возраст не достигнут.\", be = \"Узрост не дасягнуты.\" }\n",
        "",
    ),
    ("deny says the same", "en = \"Too young.\"", "en = \"Old enough.\""),
    // Cases.
    ("two cases of one name", "name = \"in custody\"", "name = \"no tie\""),
    ("two cases that say as", "name = \"no tie\"", "name = \"no tie\"\nas = \"base\""),
    ("level that every other case inherits", "level = \"municipal_council\"", "level = \"municipal_counsil\""),
    ("outcome missing", "outcome = \"eligible\"\n", ""),
    ("no such outcome", "outcome = \"eligible\"", "outcome = \"granted\""),
    ("no such case to start from", "like = \"base\"", "like = \"bsae\""),
    ("case without a beginning, and its heir", "name = \"no tie\"\nlike = \"base\"\n", ROOTLESS),
    ("no such finding", "tie = \"not_met\"", "tie = \"refused\""),
    ("needs a kind that is misspelt", "needs = [\"birth_date\"]", "needs = [\"birthdate\"]"),
    ("fact of no kind", BORN, "born = [{ value = 2004-01-01 }]"),
    ("value of the wrong type", BORN, "birth_date = [{ value = \"2004-01-01\" }]"),
    ("row that ends before it begins", "from = 2019-04-01", "from = 2019-04-01, to = 2018-01-01"),
    ("place of a wrong form", "municipality = \"46701000\"", "municipality = \"4670100\""),
    ("no case shows it", "outcome = \"undetermined\"\ntie = \"not_shown\"", "outcome = \"eligible\"\ntie = \"met\""),
];

#[test]
fn each_mistake_is_refused_in_its_own_words() {
    let schema = Library::embedded().unwrap().schema;
    assert_eq!(load("pack.toml", PACK, &schema).err(), None, "the pack itself is sound");
    let mut names = BTreeSet::new();
    let mut said = String::new();
    for (name, from, to) in FAULTS {
        assert!(names.insert(name), "two mistakes are called {name:?}");
        assert!(PACK.contains(from), "{name}: the pack does not hold {from:?}");
        let errors = load("pack.toml", &PACK.replacen(from, to, 1), &schema).err().unwrap_or_default();
        assert!(!errors.is_empty(), "{name}: the pack loads");
        let each: BTreeSet<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(each.len(), errors.len(), "{name}: an error stands twice");
        writeln!(said, "## {name}").unwrap();
        for error in errors {
            writeln!(said, "{error}").unwrap();
        }
        said.push('\n');
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(GOLDEN, &said).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap();
    for (now, before) in said.split("## ").zip(golden.split("## ")) {
        assert_eq!(now, before, "UPDATE=1 writes the words anew");
    }
    assert_eq!(said.len(), golden.len(), "UPDATE=1 writes the words anew");
}
