//! A pack as a document that people can read: what it demands, what it says of whoever does not meet it, where that stands.

use super::{Wording, fact, source};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::law::pack::Term;
use crate::law::{Cite, Clause, Condition, Criterion, Exception, Pack, Param};

/// What a line of the document is, for whoever draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Begins a criterion or a parameter.
    Title,
    Says,
    Cites,
    /// A condition in words.
    Condition,
    /// A condition in the notation of the pack.
    Notation,
    Exception,
    Blank,
}

/// One line: how deep it stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub depth: u16,
    pub part: Part,
    pub text: Clean,
}

/// Whether the conditions stand in the notation too, and the citations with the keys of the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Shown,
    Hidden,
}

struct Writer<'a> {
    words: Wording<'a>,
    pack: &'a Pack,
    notation: Notation,
    lines: Vec<Line>,
}

/// The criteria of a pack with their exceptions, in its order.
pub fn criteria(pack: &Pack, texts: &Texts, notation: Notation) -> Vec<Line> {
    let words = Wording { schema: &pack.schema, texts, poll: None };
    let mut writer = Writer { words, pack, notation, lines: Vec::new() };
    for (at, criterion) in pack.criteria.iter().enumerate() {
        if at > 0 {
            writer.put(0, Part::Blank, Clean::default());
        }
        writer.criterion(criterion);
    }
    writer.lines
}

/// The dated parameters of a pack: what each is, and its value in each of its versions; and by when the office must act.
pub fn parameters(pack: &Pack, texts: &Texts, notation: Notation) -> Vec<Line> {
    let words = Wording { schema: &pack.schema, texts, poll: None };
    let mut writer = Writer { words, pack, notation, lines: Vec::new() };
    pack.params.iter().for_each(|param| writer.parameter(param));
    pack.terms.iter().for_each(|term| writer.term(term));
    writer.lines
}

impl Writer<'_> {
    fn put(&mut self, depth: u16, part: Part, text: Clean) {
        self.lines.push(Line { depth, part, text });
    }

    fn criterion(&mut self, criterion: &Criterion) {
        let texts = self.words.texts;
        let lang = texts.lang();
        let in_force = fact::holds(texts, criterion.in_force);
        self.put(0, Part::Title, fact::join(" · ", [Clean::new(criterion.title.get(lang)), in_force]));
        self.put(1, Part::Says, Clean::new(criterion.say.get(lang)));
        self.put(1, Part::Says, super::denied(&criterion.deny, texts));
        self.put(1, Part::Cites, self.cite(&criterion.cite));
        self.clause(&criterion.clause, 1);
        criterion.exceptions.iter().for_each(|exception| self.exception(exception));
    }

    fn clause(&mut self, clause: &Clause, depth: u16) {
        let texts = self.words.texts;
        let (members, key) = match clause {
            Clause::Test(condition) => return self.condition(condition, depth),
            Clause::All(members) => (members, "explain-all"),
            Clause::Any(members) => (members, "explain-any"),
        };
        self.put(depth, Part::Condition, texts.get(key));
        for member in members {
            self.put(depth + 1, Part::Says, Clean::new(member.say.get(texts.lang())));
            self.put(depth + 1, Part::Cites, self.cite(&member.cite));
            self.clause(&member.clause, depth + 2);
        }
    }

    fn condition(&mut self, condition: &Condition, depth: u16) {
        let mut said = self.words.condition(&condition.expr, self.pack);
        let table = condition.for_each.as_ref().and_then(|id| self.pack.params.iter().find(|param| param.id == *id));
        if let Some(table) = table {
            let texts = self.words.texts;
            let args = [("table", Arg::from(table.title.get(texts.lang()))), ("test", said.into())];
            said = texts.say("cond-for-some-row", &args);
        }
        self.put(depth, Part::Condition, said);
        if self.notation == Notation::Shown {
            self.put(depth, Part::Notation, Clean::new(&condition.source));
        }
    }

    fn exception(&mut self, exception: &Exception) {
        let texts = self.words.texts;
        let say = Clean::new(exception.say.get(texts.lang()));
        let args = [("say", say.into()), ("effect", texts.word("effect", exception.effect.code()).into())];
        self.put(1, Part::Exception, texts.say("pack-exception", &args));
        self.put(2, Part::Says, super::denied(&exception.deny, texts));
        self.put(2, Part::Cites, self.cite(&exception.cite));
        self.condition(&exception.when, 2);
    }

    fn parameter(&mut self, param: &Param) {
        let texts = self.words.texts;
        self.put(0, Part::Title, Clean::new(param.title.get(texts.lang())));
        for (holds, value, cite) in &param.values {
            let value = self.words.param_value(value, &param.list);
            let value = if value.width() == 0 { texts.get("pack-nothing") } else { value };
            let line = fact::join(" · ", [fact::holds(texts, *holds), value, self.cite(cite)]);
            self.put(1, Part::Says, line);
        }
    }

    fn term(&mut self, term: &Term) {
        let texts = self.words.texts;
        let length = |length| Arg::from(super::term::length(length, texts));
        let title = texts.say(&format!("term-{}", term.act.code()), &[("length", length(term.length))]);
        self.put(0, Part::Title, fact::join(" · ", [title, fact::holds(texts, term.in_force)]));
        if let Some(near) = term.near_poll {
            let before = texts.say("days", &[("count", Arg::Count(near.days_before.into()))]);
            let key = if near.days_before == 0 { "term-on-polling-day" } else { "term-near-poll" };
            let said = texts.say(key, &[("before", before.into()), ("length", length(near.length))]);
            self.put(1, Part::Says, said);
        }
        self.put(1, Part::Cites, self.cite(&term.cite));
    }

    fn cite(&self, cite: &Cite) -> Clean {
        let texts = self.words.texts;
        match self.notation {
            Notation::Shown => source::with_doubt(Clean::new(&cite.text), cite, texts),
            Notation::Hidden => source::cited_as_read(cite, texts),
        }
    }
}
