//! A determination and a case as text: the same tree that the screens and the JSON show.

use super::json::pack_status;
use crate::domain::{Clean, Fact, Poll, Schema, hex};
use crate::i18n::{Arg, Texts};
use crate::law::{Determination, Finding, Need, Step, StepKind, Tri};
use crate::wording::{Wording, fact, source};

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

    pub fn wording(&self) -> Wording<'_> {
        Wording { schema: self.schema, texts: self.texts, poll: Some(self.poll) }
    }

    /// The name of a fact kind, or of a date or number that the poll or the application gives.
    pub fn kind(&self, id: &str) -> String {
        self.wording().kind(id).to_string()
    }

    /// A code of a list of the schema as its name.
    pub fn code(&self, list: &str, code: &str) -> String {
        self.wording().code(list, code).to_string()
    }

    /// The poll: state, day, level, place.
    pub fn poll_said(&self) -> String {
        let poll = self.poll;
        let level = self.code("level", &poll.level);
        let host = self.code("country", &poll.host);
        let place = poll.place_text(&poll.municipality, self.schema, self.texts.lang());
        format!("{host}, {}, {level}, {place}", self.texts.date(poll.day))
    }

    /// One fact on a line, with its number and its note.
    pub fn fact(&mut self, depth: usize, one: &Fact) {
        let said = self.wording().on_record(one);
        let words = fact::join("; ", [said, Clean::new(&one.note)]);
        self.put(depth, format!("#{} {words}", one.id));
    }

    /// `facts` are those that were asked about.
    pub fn determination(&mut self, one: &Determination, facts: &[Fact]) {
        let lang = self.texts.lang();
        let outcome = self.texts.word("outcome", one.outcome.code());
        let sign = self.texts.word("outcome-sign", one.outcome.code());
        self.say(0, "cli-proposed", &[("sign", sign.into()), ("outcome", outcome.into())]);
        let hash = hex(&one.edition.hash[..8]);
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

    /// A fact to ask for, why, and the question; the sign says whether it settles a finding alone.
    pub fn need(&mut self, depth: usize, need: &Need) {
        let question = self.schema.kind(&need.kind).map(|kind| kind.question.get(self.texts.lang()).to_owned());
        let on = need.on.map(|day| format!(" [{}]", self.texts.date(day))).unwrap_or_default();
        let sign = if need.deciding { "*" } else { "-" };
        let why = fact::needed(self.texts, need);
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
        self.put(
            1,
            format!("{} ({}) {unverified}", source::cited(&one.cite, self.texts), source::of(&one.cite, self.texts))
                .trim_end(),
        );
        for (name, day) in answer.reference(at) {
            self.put(1, format!("{}: {}", self.texts.word("given", name), self.texts.date(day)));
        }
        if let Finding::Contested { questions } = finding {
            for question in questions {
                self.say(1, "cli-question", &[("question", question.get(lang).into())]);
            }
        }
        if let Some(step) = answer.explain(at, facts) {
            self.step(1, &step);
        }
    }

    /// A step of the explanation and those inside it, with the facts that were read.
    fn step(&mut self, depth: usize, step: &Step) {
        let sign = match step.value() {
            _ if matches!(step.kind(), StepKind::Parameter | StepKind::Given) => " ",
            Tri::Yes => "+",
            Tri::No => "-",
            Tri::Unknown => "?",
        };
        let cite =
            step.cite().map(|cite| format!(" [{}]", source::cited_as_read(cite, self.texts))).unwrap_or_default();
        self.put(depth, format!("{sign} {}{cite}", self.wording().step(step)));
        if let StepKind::Fact { why, .. } = step.kind() {
            step.facts().for_each(|fact| self.fact(depth + 1, fact));
            if let Some(why) = why.filter(|_| step.facts().next().is_none()) {
                self.put(depth + 1, format!("({})", fact::why(self.texts, why)));
            }
        }
        step.children().for_each(|child| self.step(depth + 1, &child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::law::Library;

    /// What a command says of a case holds no key of [source], in no language and for none of the embedded cases.
    #[test]
    fn a_determination_as_text_names_its_sources_in_words() {
        let library = Library::with_cases().unwrap();
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            for pack in library.packs() {
                for case in &pack.cases {
                    let answer = pack.determine(&case.inquiry());
                    let mut page = Page { texts: &texts, schema: &pack.schema, poll: &case.poll, lines: Vec::new() };
                    page.determination(&answer, &case.facts);
                    for line in &page.lines {
                        let mut words = line.split(|c: char| !c.is_alphanumeric());
                        let key = words.find(|word| pack.sources.iter().any(|(key, _)| key == word));
                        assert_eq!(key, None, "{}, {}: {line}", pack.edition.id, case.name);
                        assert!(!line.contains("[U]"), "{}, {}: {line}", pack.edition.id, case.name);
                    }
                }
            }
        }
    }
}
