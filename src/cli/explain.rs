//! A determination and a case as text: the same tree that the screens and the JSON show.

use super::json::pack_status;
use crate::domain::{Day, Fact, Interval, Poll, Schema, State, Value, Why};
use crate::i18n::{Arg, Texts};
use crate::law::{Determination, Finding, Need, render};

/// Lines of a document that is being written.
pub struct Page<'a> {
    pub texts: &'a Texts,
    pub schema: &'a Schema,
    pub poll: &'a Poll,
    pub lines: Vec<String>,
}

impl Page<'_> {
    pub fn put(&mut self, depth: usize, text: impl AsRef<str>) {
        self.lines.push(format!("{:1$}{2}", "", depth * 2, text.as_ref()));
    }

    pub fn say(&mut self, depth: usize, key: &str, args: &[(&str, Arg)]) {
        let text = self.texts.say(key, args);
        self.put(depth, text.as_str());
    }

    /// The name of a fact kind, or of a date or number that the poll or the application gives.
    pub fn kind(&self, id: &str) -> String {
        match self.schema.kind(id) {
            Some(kind) => kind.label.get(self.texts.lang()).to_owned(),
            None => self.texts.word("given", id).to_string(),
        }
    }

    /// A code of a list of the schema as its name.
    pub fn code(&self, list: &str, code: &str) -> String {
        let label = self.schema.list(list).and_then(|list| list.label(code));
        label.map_or_else(|| code.to_owned(), |words| words.get(self.texts.lang()).to_owned())
    }

    /// A state in words: the value, "none", or "unknown" and why.
    pub fn state(&self, kind: &str, state: &State) -> String {
        match state {
            State::Known(Value::Bool(_)) => self.texts.get("state-yes").to_string(),
            State::Known(Value::Int(n)) => n.to_string(),
            State::Known(Value::Date(day)) => self.texts.date(*day),
            State::Known(Value::Code(code)) => match self.schema.kind(kind).map(|kind| &kind.ty) {
                Some(crate::domain::FactType::Code(list)) => self.code(list, code),
                _ => code.clone(),
            },
            State::Known(Value::Place(place)) => self.poll.place_text(place, self.schema, self.texts.lang()),
            State::None => self.texts.get("state-none").to_string(),
            State::Unknown(why) => self.unknown(*why),
        }
    }

    fn unknown(&self, why: Why) -> String {
        format!("{} ({})", self.texts.get("state-unknown"), self.texts.word("why", why.code()))
    }

    pub fn holds(&self, holds: &Interval) -> String {
        let side = |day: Option<Day>| day.map(|day| self.texts.date(day)).unwrap_or_default();
        match (holds.from, holds.to) {
            (None, None) => String::new(),
            (from, to) => format!("{} .. {}", side(from), side(to)).trim().to_owned(),
        }
    }

    pub fn fact(&mut self, depth: usize, fact: &Fact) {
        let mut parts =
            vec![format!("#{} {}: {}", fact.id, self.kind(&fact.kind), self.state(&fact.kind, &fact.state))];
        parts.push(self.holds(&fact.holds));
        if let Some(evidence) = &fact.evidence {
            let dated = evidence.dated.map(|day| self.texts.date(day)).unwrap_or_default();
            let shown = [self.code("evidence", &evidence.kind), evidence.reference.clone(), dated];
            parts.push(shown.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "));
        }
        parts.push(fact.note.clone());
        parts.retain(|part| !part.is_empty());
        self.put(depth, parts.join("; "));
    }

    /// `facts` are those that were asked about.
    pub fn determination(&mut self, one: &Determination, facts: &[Fact]) {
        let lang = self.texts.lang();
        let outcome = self.texts.word("outcome", one.outcome.code());
        let sign = self.texts.word("outcome-sign", one.outcome.code());
        self.say(0, "cli-proposed", &[("sign", sign.into()), ("outcome", outcome.into())]);
        let hash = super::json::hex(&one.edition.hash[..8]);
        self.put(1, format!("{} ({}@{} #{hash})", one.edition.title.get(lang), one.edition.id, one.edition.version));
        let status = self.texts.word("pack-status", pack_status(one.edition.status));
        self.say(1, "cli-pack-status", &[("status", status.into())]);
        let dates = [("poll", self.texts.date(one.poll_day).into()), ("law", self.texts.date(one.law_date).into())];
        self.say(1, "cli-dates", &dates);
        if let Some(at) = one.known_at {
            self.say(1, "cli-known-at", &[("moment", self.texts.moment(at).into())]);
        }
        if !one.needs.is_empty() {
            self.say(0, "cli-needs", &[]);
            one.needs.iter().for_each(|need| self.need(1, need));
        }
        (0..one.findings.len()).for_each(|at| self.finding(one, at, facts));
    }

    fn need(&mut self, depth: usize, need: &Need) {
        let question = self.schema.kind(&need.kind).map(|kind| kind.question.get(self.texts.lang()).to_owned());
        let on = need.on.map(|day| format!(" [{}]", self.texts.date(day))).unwrap_or_default();
        let sign = if need.deciding { "*" } else { "-" };
        let why = self.texts.word("why", need.why.code());
        self.put(depth, format!("{sign} {}{on}: {why}", self.kind(&need.kind)));
        if let Some(question) = question {
            self.put(depth + 1, question);
        }
    }

    fn finding(&mut self, answer: &Determination, at: usize, facts: &[Fact]) {
        let lang = self.texts.lang();
        let (one, finding) = (&answer.findings[at].criterion, &answer.findings[at].finding);
        let found = self.texts.word("finding", finding.code());
        self.put(0, format!("{}: {found}", one.title.get(lang)));
        self.put(1, one.say.get(lang));
        let unverified = if one.cite.unverified { self.texts.get("cli-unverified").to_string() } else { String::new() };
        self.put(1, format!("{} ({}) {unverified}", one.cite.text, one.cite.source).trim_end());
        for (name, day) in answer.reference(at) {
            self.put(1, format!("{name} = {}", self.texts.date(day)));
        }
        if let Finding::Contested { questions } = finding {
            for question in questions {
                self.say(1, "cli-question", &[("question", question.get(lang).into())]);
            }
        }
        let steps = answer.explain(at, facts);
        for line in steps.map(|step| render::lines(&step, self.poll, self.schema, lang)).unwrap_or_default() {
            self.put(1 + line.depth, line.text);
        }
    }
}
