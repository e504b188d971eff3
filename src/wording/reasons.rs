//! Texts for reasons and notes: data that an officer takes into a field and completes. What only a case knows is a blank in
//! [brackets], so that a text never says more than is so.
//!
//! The program has a few; an office adds its own, and one of the same name takes the place of the program's. A file is taken
//! whole or not at all, each fault with its line.

use serde::Deserialize;
use toml::Spanned;

use crate::domain::clean::is_hidden;
use crate::domain::{Clean, Lang, Words};
use crate::i18n::{Arg, Texts};
use crate::law::expr::names::nearest;

/// The texts that the program has itself.
const OWN: &str = include_str!("reasons.toml");

/// The longest text or title, in characters.
const LONGEST: usize = 2_000;

/// Which field a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The reasons of a decision, which stand in the letter.
    Reasons,
    /// Why a decision departs from the determination.
    Departure,
    /// A note on an approval.
    Approval,
    /// What the first officer shall look at again.
    Return,
    /// What is said with a request.
    Request,
    Snooze,
    Undo,
    Reopen,
}

impl Slot {
    pub const ALL: [Slot; 8] = [
        Slot::Reasons,
        Slot::Departure,
        Slot::Approval,
        Slot::Return,
        Slot::Request,
        Slot::Snooze,
        Slot::Undo,
        Slot::Reopen,
    ];

    /// The word for it in a file.
    pub fn code(self) -> &'static str {
        match self {
            Slot::Reasons => "reasons",
            Slot::Departure => "departure",
            Slot::Approval => "approval",
            Slot::Return => "return",
            Slot::Request => "request",
            Slot::Snooze => "snooze",
            Slot::Undo => "undo",
            Slot::Reopen => "reopen",
        }
    }

    fn parse(code: &str) -> Option<Slot> {
        Slot::ALL.into_iter().find(|slot| slot.code() == code)
    }
}

/// A text with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The same in every language.
    pub name: String,
    pub slots: Vec<Slot>,
    pub title: Words,
    pub text: Words,
    pub origin: Origin,
}

/// Whose text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Program,
    Office,
}

/// The texts at hand, those of the office first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Templates(Vec<Template>);

/// What is wrong in a file, and in which line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    pub problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not what such a file is made of, in the words of the reader of TOML.
    Form(String),
    /// A name is a word of letters, digits and dashes.
    Name(String),
    Twice(String),
    /// It is for no field.
    NoSlot(String),
    UnknownSlot {
        word: String,
        near: Option<&'static str>,
    },
    /// The title or the text says nothing in some language.
    Empty(String),
    TooLong(String),
    /// A character that nobody sees.
    Hidden(String),
    /// A bracket is opened and not closed, or the other way round.
    Bracket(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    template: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: Spanned<String>,
    #[serde(rename = "for")]
    slots: Spanned<Vec<Spanned<String>>>,
    title: Spanned<Said>,
    text: Spanned<Said>,
}

/// An office writes in one language or in three.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Alike(String),
    Each(Words),
}

impl Said {
    fn words(&self) -> Words {
        match self {
            Said::Alike(text) => Words { en: text.clone(), ru: text.clone(), be: text.clone() },
            Said::Each(words) => words.clone(),
        }
    }
}

impl Templates {
    /// Those of the program.
    pub fn own() -> Result<Templates, Vec<Fault>> {
        read(OWN, Origin::Program).map(Templates)
    }

    /// Those of a file of the office, with those of the program behind them.
    pub fn with(text: &str) -> Result<Templates, Vec<Fault>> {
        let mut templates = read(text, Origin::Office)?;
        for one in Templates::own()?.0 {
            if templates.iter().all(|other| other.name != one.name) {
                templates.push(one);
            }
        }
        Ok(Templates(templates))
    }

    pub fn all(&self) -> &[Template] {
        &self.0
    }

    /// Those for a field.
    pub fn of(&self, slot: Slot) -> impl Iterator<Item = &Template> {
        self.0.iter().filter(move |one| one.slots.contains(&slot))
    }

    pub fn named(&self, name: &str) -> Option<&Template> {
        self.0.iter().find(|one| one.name == name)
    }
}

impl Template {
    /// The text with its blanks filled, in the order in which they stand; those beyond the last value are left.
    pub fn filled(&self, lang: Lang, values: &[String]) -> String {
        let text = self.text.get(lang);
        let (mut said, mut at) = (String::new(), 0);
        for (blank, value) in blanks(text).zip(values) {
            said.push_str(&text[at..blank.start]);
            said.push_str(value);
            at = blank.end;
        }
        said + &text[at..]
    }
}

/// Where the blanks of a text stand: each a piece of one line in brackets, with a letter in it.
pub fn blanks(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[from..].find('[') {
            let start = from + found;
            let inside = &text[start + 1..];
            from = start + 1;
            let Some(length) = inside.find(['[', ']', '\n']) else { continue };
            if inside[length..].starts_with(']') && inside[..length].chars().any(char::is_alphabetic) {
                from = start + length + 2;
                return Some(start..from);
            }
        }
        None
    })
}

fn read(text: &str, origin: Origin) -> Result<Vec<Template>, Vec<Fault>> {
    let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count() + 1;
    let file: RawFile = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![Fault { line: line(at), problem: Problem::Form(error.message().to_owned()) }]
    })?;
    let (mut templates, mut faults): (Vec<Template>, Vec<Fault>) = (Vec::new(), Vec::new());
    for raw in file.template {
        let name = raw.name.get_ref().clone();
        let mut wrong = |at: usize, problem: Problem| faults.push(Fault { line: line(at), problem });
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '-') {
            wrong(raw.name.span().start, Problem::Name(name.clone()));
        }
        if templates.iter().any(|one| one.name == name) {
            wrong(raw.name.span().start, Problem::Twice(name.clone()));
        }
        if raw.slots.get_ref().is_empty() {
            wrong(raw.slots.span().start, Problem::NoSlot(name.clone()));
        }
        let mut slots = Vec::new();
        for word in raw.slots.get_ref() {
            match Slot::parse(word.get_ref()) {
                Some(slot) => slots.push(slot),
                None => {
                    let near = nearest(word.get_ref(), Slot::ALL.into_iter().map(Slot::code));
                    let near = near.and_then(Slot::parse).map(Slot::code);
                    wrong(word.span().start, Problem::UnknownSlot { word: word.get_ref().clone(), near });
                }
            }
        }
        let (title, said) = (raw.title.get_ref().words(), raw.text.get_ref().words());
        for (span, words) in [(raw.title.span(), &title), (raw.text.span(), &said)] {
            if let Some(problem) = Lang::ALL.into_iter().find_map(|lang| problem(&name, words.get(lang))) {
                wrong(span.start, problem);
            }
        }
        templates.push(Template { name, slots, title, text: said, origin });
    }
    if faults.is_empty() { Ok(templates) } else { Err(faults) }
}

fn problem(name: &str, text: &str) -> Option<Problem> {
    let name = || name.to_owned();
    let brackets = text.matches(['[', ']']).count();
    match text {
        _ if text.trim().is_empty() => Some(Problem::Empty(name())),
        _ if text.chars().count() > LONGEST => Some(Problem::TooLong(name())),
        _ if text.chars().any(|c| c != '\n' && is_hidden(c)) => Some(Problem::Hidden(name())),
        _ if brackets != 2 * blanks(text).count() => Some(Problem::Bracket(name())),
        _ => None,
    }
}

/// A fault as a sentence.
pub fn fault(problem: &Problem, texts: &Texts) -> Clean {
    let say = |key, name: &str| texts.say(key, &[("name", Arg::from(name))]);
    match problem {
        Problem::Form(problem) => texts.say("keys-not-toml", &[("problem", Arg::from(problem.as_str()))]),
        Problem::Name(name) => say("template-bad-name", name),
        Problem::Twice(name) => say("template-twice", name),
        Problem::NoSlot(name) => say("template-no-field", name),
        Problem::UnknownSlot { word, near } => {
            let fields: Vec<&str> = Slot::ALL.into_iter().map(Slot::code).collect();
            let args = [("word", Arg::from(word.as_str())), ("fields", Arg::from(fields.join(", ")))];
            match near {
                Some(near) => texts
                    .say("template-unknown-field-near", &[("word", word.as_str().into()), ("near", Arg::from(*near))]),
                None => texts.say("template-unknown-field", &args),
            }
        }
        Problem::Empty(name) => say("template-empty", name),
        Problem::TooLong(name) => {
            let args = [("name", Arg::from(name.as_str())), ("most", Arg::Count(LONGEST as i64))];
            texts.say("template-too-long", &args)
        }
        Problem::Hidden(name) => say("template-hidden", name),
        Problem::Bracket(name) => say("template-bracket", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<Fault> {
        Templates::with(text).expect_err("a fault")
    }

    #[test]
    fn the_programs_own_leave_every_fact_blank_and_as_many_in_each_language() {
        let own = Templates::own().unwrap();
        for slot in [Slot::Reasons, Slot::Departure, Slot::Return, Slot::Request, Slot::Snooze] {
            assert!(own.of(slot).count() > 1, "{slot:?}");
        }
        for one in own.all() {
            let counts = Lang::ALL.map(|lang| blanks(one.text.get(lang)).count());
            assert!(counts[0] > 0 && counts.iter().all(|count| *count == counts[0]), "{}: {counts:?}", one.name);
        }
    }

    #[test]
    fn blanks_are_words_in_brackets_on_one_line() {
        let found = |text: &'static str| blanks(text).map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("a [b c] [дата] d"), ["[b c]", "[дата]"]);
        assert_eq!(found("[1] [] [ ] [a\nb] [open [x]"), ["[x]"]);
        let court = Templates::own().unwrap().named("court-ruling").unwrap().clone();
        let values = ["Court A".to_owned(), "1 May".to_owned()];
        assert_eq!(court.filled(Lang::En, &values), "Ruling of Court A of 1 May, No. [number]: [what it says].");
    }

    #[test]
    fn an_office_writes_in_one_language_and_takes_the_place_of_a_text_of_the_program() {
        let text = "[[template]]\nname = \"slip\"\nfor = [\"undo\", \"snooze\"]\ntitle = \"Описка\"\ntext = \"\"\"Раз.\nДва.\"\"\"\n";
        let templates = Templates::with(text).unwrap();
        let slips: Vec<_> = templates.all().iter().filter(|one| one.name == "slip").collect();
        assert_eq!(slips.len(), 1);
        assert_eq!((slips[0].origin, slips[0].text.get(Lang::Be)), (Origin::Office, "Раз.\nДва."));
        assert_eq!(
            templates.of(Slot::Snooze).next().map(|one| &*one.name),
            Some("slip"),
            "the office's own come first"
        );
        assert_eq!(templates.all().len(), Templates::own().unwrap().all().len());
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "[[template]]\nname = \"a b\"\nfor = []\ntitle = \"t\"\ntext = \"open [blank\"\n\n[[template]]\nname = \
                    \"c\"\nfor = [\"reason\"]\ntitle = \" \"\ntext = \"x\\u200b\"\n[[template]]\nname = \"c\"\nfor = \
                    [\"undo\"]\ntitle = \"t\"\ntext = { en = \"a\", ru = \"b\", be = \"\" }\n";
        let found: Vec<_> = faults(text).into_iter().map(|fault| (fault.line, fault.problem)).collect();
        let c = || "c".to_owned();
        let slot = Problem::UnknownSlot { word: "reason".into(), near: Some("reasons") };
        let expected = [
            (2, Problem::Name("a b".into())),
            (3, Problem::NoSlot("a b".into())),
            (5, Problem::Bracket("a b".into())),
            (9, slot),
            (10, Problem::Empty(c())),
            (11, Problem::Hidden(c())),
            (13, Problem::Twice(c())),
            (16, Problem::Empty(c())),
        ];
        assert_eq!(found, expected);
        let [Fault { line: 3, problem: Problem::Form(_) }] = &faults("\n\nname\n")[..] else { panic!("a line") };
    }
}
