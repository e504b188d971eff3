//! Reads a pack and checks it: citations, translations, types, versions without gap or overlap. What passes is compiled
//! for each interval of the law; its embedded cases are run by `cases`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::compile::Law;
use crate::domain::clean::is_hidden;
use crate::domain::time::DAY_FORM;
use crate::domain::{Clean, Interval, Lang, Schema, Words};
use crate::law::LawError;
use crate::law::cite::{Cite, Instrument, Part, Reading};
use crate::law::days::LeapDay;
use crate::law::engine::compiled::Effect;
use crate::law::expr::Ty;
use crate::law::expr::names::Names;
use crate::law::expr::parse::ErrorClass;
use crate::law::pack::raw::{self, RawCriterion, RawEffect, RawMember, RawPack, RawSource};
use crate::law::pack::source::{self, Source};
use crate::law::pack::{Clause, Condition, Criterion, Edition, Exception, Member, Pack, Param};

/// Criteria of one pack at most: their findings are bits of one word.
pub(super) const CRITERIA: usize = 32;

/// Columns of the short name of a source at most: a citation shares its line of the screen with dates.
pub const SHORT: usize = 32;

/// What a pack is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To show that it is sound: everything is checked.
    Prove,
    /// To be asked, after it was proven: its cases are not read.
    Ask,
    /// To be held against the pack of which it is a changed copy. What says nothing of
    /// the law itself is not checked: groups of one, sources that nothing cites, versions that no case tests.
    Trust,
}

/// Reads, checks and compiles; the embedded cases are not run yet.
pub fn read(file: &str, text: &str, schema: &Arc<Schema>, purpose: Purpose) -> Result<Pack, Vec<LawError>> {
    let source = Source::of(file, text);
    let read = if purpose == Purpose::Ask { without_cases(text) } else { text };
    let raw: RawPack = toml::from_str(read).map_err(|error| vec![source.toml_error(&error)])?;
    let mut reader = Reader { source, schema, purpose, errors: Vec::new(), cited: BTreeSet::new(), params_sound: true };
    let pack = reader.pack(&raw);
    match pack {
        Some(pack) if reader.errors.is_empty() => Ok(pack),
        _ => Err(source::once(reader.errors)),
    }
}

/// How the tables of a pack begin that are no cases.
const LAW: [&str; 6] = ["\n[[criterion", "\n[[param]]", "\n[[term]]", "\n[source]", "\n[pack]", "\n[confirmed]"];

/// The part of a pack's text before its cases, where nothing but cases follows.
fn without_cases(text: &str) -> &str {
    match text.split_once("\n[[case]]") {
        Some((law, cases)) if !LAW.iter().any(|table| cases.contains(table)) => law,
        _ => text,
    }
}

/// One part of a citation: the key of its source, and what stands behind it.
fn key_and_provision(part: &str) -> (&str, &str) {
    let end = part.find([' ', ',']).unwrap_or(part.len());
    (&part[..end], part[end..].trim_start_matches([' ', ',']))
}

/// What each short key of the citations stands for.
pub(super) type Sources = BTreeMap<String, Instrument>;

pub(super) struct Reader<'a> {
    pub(super) source: Source<'a>,
    schema: &'a Arc<Schema>,
    purpose: Purpose,
    pub(super) errors: Vec<LawError>,
    /// The keys of [source] that some citation names.
    pub(super) cited: BTreeSet<String>,
    /// Whether every parameter was understood.
    params_sound: bool,
}

impl Reader<'_> {
    pub(super) fn wrong(&mut self, at: usize, problem: impl Into<String>) {
        self.errors.push(self.source.error(at, problem));
    }

    fn pack(&mut self, raw: &RawPack) -> Option<Pack> {
        let head = &raw.pack;
        let mut names = self.head(head);
        self.spanned_words(&head.title, "title");
        self.spanned_words(&head.question, "question");
        let leap_question = self.leap_question(head);
        let in_force = self.interval(&head.from, head.to.as_ref())?;
        let sources = self.sources(&raw.source);
        let before = self.errors.len();
        let params: Vec<Param> =
            raw.param.iter().filter_map(|param| self.param(param, &sources, in_force, &mut names)).collect();
        self.params_sound = self.errors.len() == before;
        let criteria: Vec<Arc<Criterion>> =
            raw.criterion.iter().filter_map(|one| self.criterion(one, &sources, &names)).map(Arc::new).collect();
        let terms = self.terms(&raw.term, &sources);
        // One that is there and was refused has been named.
        if raw.criterion.is_empty() {
            self.wrong(0, "a pack needs at least one criterion");
        }
        self.versions(raw, &criteria, in_force);
        if self.purpose == Purpose::Prove {
            self.cited(&raw.source);
        }
        let status = self.status(raw);
        if !self.errors.is_empty() {
            return None;
        }
        let law = Law { names: &names, criteria: &criteria, whole: in_force, leap_day: *head.leap_day.get_ref() };
        let compiled = match law.compile(&params) {
            Ok(compiled) => compiled,
            Err(refused) => {
                self.errors.push(self.source.refused(&refused));
                return None;
            }
        };
        let cases =
            crate::law::pack::cases::read(&raw.case, &self.source, self.schema, head.host.get_ref(), &mut self.errors);
        let edition = Edition {
            id: head.id.get_ref().clone(),
            version: head.version.get_ref().clone(),
            hash: Sha256::digest(self.source.text.as_bytes()).into(),
            title: Arc::new(head.title.get_ref().clone()),
            status,
        };
        Some(Pack {
            edition: Arc::new(edition),
            host: head.host.get_ref().clone(),
            right: head.right,
            question: Arc::new(head.question.get_ref().clone()),
            in_force,
            leap_day: *head.leap_day.get_ref(),
            leap_question,
            sources: sources.into_iter().collect(),
            params,
            criteria,
            terms,
            cases,
            schema: self.schema.clone(),
            compiled,
        })
    }

    /// Schema, host, id and version at the head of the file; the names that its conditions can use.
    fn head(&mut self, head: &raw::Head) -> Names {
        if *head.schema.get_ref() != self.schema.id {
            let problem = format!(
                "the pack is written for the schema {}; this program has {}",
                head.schema.get_ref(),
                self.schema.id
            );
            self.wrong(head.schema.span().start, problem);
        }
        let names = Names::of(self.schema);
        if let Err(problem) = names.code("country", head.host.get_ref()) {
            self.wrong(head.host.span().start, problem);
        }
        let plain =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
        for (name, text) in [("id", &head.id), ("version", &head.version)] {
            if !plain(text.get_ref()) {
                self.wrong(text.span().start, format!("pack.{name} is made of Latin letters, digits and . - _ only"));
            }
        }
        names
    }

    fn leap_question(&mut self, head: &raw::Head) -> Option<Arc<Words>> {
        let at = head.leap_day.span().start;
        match (&head.leap_question, *head.leap_day.get_ref()) {
            (Some(question), LeapDay::Contested) => {
                self.spanned_words(question, "leap_question");
                Some(Arc::new(question.get_ref().clone()))
            }
            (None, LeapDay::Contested) => {
                self.wrong(
                    at,
                    "leap_day is contested, so leap_question is needed: it says in en, ru and be what is open",
                );
                None
            }
            (Some(question), _) => {
                self.wrong(
                    question.span().start,
                    "leap_question stands only where leap_day is contested; leave it out",
                );
                None
            }
            (None, _) => None,
        }
    }

    pub(super) fn interval(
        &mut self,
        from: &Spanned<toml::value::Datetime>,
        to: Option<&Spanned<toml::value::Datetime>>,
    ) -> Option<Interval> {
        let mut day = |written: &Spanned<toml::value::Datetime>| {
            let day = raw::day(written.get_ref());
            if day.is_none() {
                self.wrong(written.span().start, format!("a date without a time is needed here: {DAY_FORM}"));
            }
            day
        };
        let start = day(from)?;
        let end = match to {
            Some(to) => Some(day(to)?),
            None => None,
        };
        let interval = Interval::new(Some(start), end);
        if interval.is_none() {
            self.wrong(
                from.span().start,
                "it ends before it begins; to is the first day on which it no longer holds, later than from",
            );
        }
        interval
    }

    pub(super) fn spanned_words(&mut self, words: &Spanned<Words>, what: &str) {
        self.words(words.get_ref(), words.span().start, what);
    }

    fn words(&mut self, words: &Words, at: usize, what: &str) {
        for (tag, text) in [("en", &words.en), ("ru", &words.ru), ("be", &words.be)] {
            if Clean::is_blank(text) {
                self.wrong(at, format!("the translation {what}.{tag} is empty"));
            } else if text.chars().any(is_hidden) {
                self.wrong(at, format!("the translation {what}.{tag} holds control or hidden characters"));
            }
        }
    }

    fn sources(&mut self, raw: &BTreeMap<String, Spanned<RawSource>>) -> Sources {
        let mut sources = Sources::new();
        for (key, spanned) in raw {
            let (at, written) = (spanned.span().start, spanned.get_ref());
            let title = Words { en: written.en.clone(), ru: written.ru.clone(), be: written.be.clone() };
            self.words(&title, at, &format!("source.{key}"));
            // It is shown in every language, so it is made of figures.
            let plain = |edition: &String| crate::law::days::parse(edition).is_some() || edition.parse::<u16>().is_ok();
            if written.edition.as_ref().is_some_and(|edition| !plain(edition)) {
                self.wrong(at, format!("source.{key}: an edition is a year or a day, such as 2013 or 2021-06-04"));
            }
            let short = self.short(written.short.as_ref(), at, key).unwrap_or(&title).clone();
            let edition = written.edition.clone();
            sources.insert(key.clone(), Instrument { short: Arc::new(short), title, read: written.read, edition });
        }
        sources
    }

    /// The name by which citations show a source. Whoever asks a pack that was proven before does without.
    fn short<'w>(&mut self, short: Option<&'w Spanned<Words>>, at: usize, key: &str) -> Option<&'w Words> {
        let Some(short) = short else {
            if self.purpose == Purpose::Prove {
                let problem = "short is missing: the short name that citations show it by, in en, ru and be";
                self.wrong(at, format!("source.{key}: {problem}"));
            }
            return None;
        };
        self.spanned_words(short, &format!("source.{key}.short"));
        for lang in Lang::ALL {
            let width = Clean::new(short.get_ref().get(lang)).width();
            if width > SHORT {
                let problem = format!("source.{key}: short.{} takes {width} columns; {SHORT} at most", lang.tag());
                self.wrong(short.span().start, problem);
            }
        }
        Some(short.get_ref())
    }

    /// The words for whoever does not meet it; they are needed, and are never what it demands.
    fn deny(&mut self, deny: Option<&Spanned<Words>>, say: &Spanned<Words>, at: usize, whose: &str) -> Arc<Words> {
        let Some(deny) = deny else {
            self.wrong(at, format!("{whose}: deny is missing: what is said when it is not met, in en, ru and be"));
            return Arc::new(say.get_ref().clone());
        };
        self.spanned_words(deny, "deny");
        let (at, deny, say) = (deny.span().start, deny.get_ref(), say.get_ref());
        let same = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for lang in Lang::ALL {
            if same(deny.get(lang)) == same(say.get(lang)) {
                self.wrong(
                    at,
                    format!(
                        "{whose}: deny.{} says the same as say.{0}; write what is so when it is not met",
                        lang.tag()
                    ),
                );
            }
        }
        Arc::new(deny.clone())
    }

    pub(super) fn cite(&mut self, written: &Spanned<String>, unverified: bool, sources: &Sources) -> Arc<Cite> {
        let text = written.get_ref().trim();
        // Several provisions stand one after another, each under its own key: `TREATY art. 1; FZ115 art. 12(1)`.
        let named: Vec<(&str, &str)> = text.split(';').map(|part| key_and_provision(part.trim())).collect();
        if text.is_empty() {
            self.wrong(
                written.span().start,
                "a citation is missing; write a key of [source] and the provision, such as KEY art. 1",
            );
        }
        for (key, _) in named.iter().filter(|_| !text.is_empty()) {
            if sources.contains_key(*key) {
                self.cited.insert((*key).to_owned());
            } else {
                let near = crate::law::expr::names::nearest(key, sources.keys().map(String::as_str));
                let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
                let problem = format!(
                    "the citation {text:?}: {key:?} is no key of [source]{hint}; use a key of it, or add this one"
                );
                self.wrong(written.span().start, problem);
            }
        }
        let part = |(key, provision): &(&str, &str)| {
            let known = sources.get(*key)?;
            Some(Part { short: known.short.clone(), provision: (*provision).to_owned() })
        };
        let parts = named.iter().filter_map(part).collect();
        let source = named.first().and_then(|(key, _)| sources.get(*key)).cloned();
        let nothing = || Words { en: String::new(), ru: String::new(), be: String::new() };
        let (source, read) = source.map_or_else(|| (nothing(), Reading::Unread), |known| (known.title, known.read));
        Arc::new(Cite { text: text.to_owned(), parts, source, read, unverified })
    }

    fn criterion(&mut self, raw: &RawCriterion, sources: &Sources, names: &Names) -> Option<Criterion> {
        let at = raw.id.span().start;
        self.spanned_words(&raw.title, "title");
        self.spanned_words(&raw.say, "say");
        let deny = self.deny(raw.deny.as_ref(), &raw.say, at, raw.id.get_ref());
        let in_force = self.interval(&raw.from, raw.to.as_ref())?;
        let cite = self.cite(&raw.cite, raw.unverified, sources);
        let whose = raw.id.get_ref();
        let written = Written { test: &raw.test, all: &raw.all, any: &raw.any, for_each: &raw.for_each };
        let clause = self.clause(written, at, whose, sources, names);
        if let Some(repealed) = &raw.repealed {
            self.cite(repealed, false, sources);
        }
        let mut exceptions = Vec::new();
        for exception in &raw.exception {
            let at = exception.cite.span().start;
            self.spanned_words(&exception.say, "say");
            let whose = format!("{}, exception {}", raw.id.get_ref(), exception.id);
            let deny = self.deny(exception.deny.as_ref(), &exception.say, at, &whose);
            let cite = self.cite(&exception.cite, exception.unverified, sources);
            let effect = match exception.effect {
                RawEffect::Met => Effect::Met,
                RawEffect::NotMet => Effect::NotMet,
                RawEffect::Contested => Effect::Contested,
            };
            if let Some(when) = self.condition(&exception.when, None, names) {
                let say = Arc::new(exception.say.get_ref().clone());
                exceptions.push(Exception { id: exception.id.as_str().into(), cite, when, effect, say, deny });
            }
        }
        Some(Criterion {
            id: raw.id.get_ref().as_str().into(),
            in_force,
            cite,
            title: Arc::new(raw.title.get_ref().clone()),
            say: Arc::new(raw.say.get_ref().clone()),
            deny,
            clause: clause?,
            exceptions,
        })
    }

    /// One condition, or a group of members.
    fn clause(&mut self, written: Written, at: usize, whose: &str, sources: &Sources, names: &Names) -> Option<Clause> {
        match written {
            Written { test: Some(test), all: None, any: None, for_each } => {
                self.condition(test, for_each.as_ref(), names).map(Clause::Test)
            }
            Written { test: None, all: Some(members), any: None, for_each: None } => {
                self.members(members, at, whose, sources, names).map(Clause::All)
            }
            Written { test: None, all: None, any: Some(members), for_each: None } => {
                self.members(members, at, whose, sources, names).map(Clause::Any)
            }
            Written { test: None, for_each: Some(table), .. } => {
                self.wrong(
                    table.span().start,
                    format!("{whose}: for_each stands beside a test; put it into the member that it is for"),
                );
                None
            }
            _ => {
                self.wrong(at, format!("{whose}: exactly one of test, all and any is needed; {}", written.found()));
                None
            }
        }
    }

    fn members(
        &mut self,
        members: &[RawMember],
        at: usize,
        whose: &str,
        sources: &Sources,
        names: &Names,
    ) -> Option<Vec<Member>> {
        if members.len() < 2 && self.purpose == Purpose::Prove {
            self.wrong(
                at,
                format!("{whose}: a group has at least two members; write a test instead, or a second member"),
            );
        }
        let mut ids = BTreeSet::new();
        let mut made = Vec::new();
        for raw in members {
            let (at, id) = (raw.id.span().start, raw.id.get_ref());
            let whose = format!("{whose}, {id}");
            if !ids.insert(id) {
                self.wrong(at, format!("{whose}: two members of a group have one id; rename one of them"));
            }
            self.spanned_words(&raw.say, "say");
            let deny = self.deny(raw.deny.as_ref(), &raw.say, at, &whose);
            let cite = self.cite(&raw.cite, raw.unverified, sources);
            let written = Written { test: &raw.test, all: &raw.all, any: &raw.any, for_each: &raw.for_each };
            let clause = self.clause(written, at, &whose, sources, names);
            let (id, say) = (id.as_str().into(), Arc::new(raw.say.get_ref().clone()));
            made.extend(clause.map(|clause| Member { id, cite, say, deny, clause }));
        }
        (made.len() == members.len()).then_some(made)
    }

    fn condition(
        &mut self,
        written: &Spanned<String>,
        for_each: Option<&Spanned<String>>,
        names: &Names,
    ) -> Option<Condition> {
        let source: Arc<str> = written.get_ref().as_str().into();
        let (line, column) = self.source.place(written.span().start);
        let table = match for_each {
            None => None,
            Some(table) => {
                let name = table.get_ref().strip_prefix("params.").unwrap_or_default();
                let Some(Ty::Table(list)) = names.params.get(name) else {
                    self.wrong(
                        table.span().start,
                        "for_each names a parameter that is a table, such as params.periods",
                    );
                    return None;
                };
                Some((name.to_owned(), Names { table: Some(list.clone()), ..names.clone() }))
            }
        };
        let (for_each, names) = match &table {
            Some((name, names)) => (Some(name.clone()), names),
            None => (None, names),
        };
        match crate::law::expr::parse::condition(&source, names) {
            Ok(expr) => Some(Condition { source, expr, for_each, line, column }),
            // A parameter that was refused has no type; what follows from that is no mistake of its own.
            Err(error) if error.class == ErrorClass::Type && !self.params_sound && source.contains("params.") => None,
            Err(error) => {
                self.wrong(written.span().start, format!("in this expression:\n{}", error.render(&source)));
                None
            }
        }
    }
}

/// The clause of a criterion or a member, as it is written.
#[derive(Clone, Copy)]
struct Written<'a> {
    test: &'a Option<Spanned<String>>,
    all: &'a Option<Vec<RawMember>>,
    any: &'a Option<Vec<RawMember>>,
    for_each: &'a Option<Spanned<String>>,
}

impl Written<'_> {
    fn found(self) -> String {
        let here = [("test", self.test.is_some()), ("all", self.all.is_some()), ("any", self.any.is_some())];
        let here: Vec<&str> = here.iter().filter(|(_, found)| *found).map(|(key, _)| *key).collect();
        if here.is_empty() { "here is none".into() } else { format!("here are {}", here.join(" and ")) }
    }
}
