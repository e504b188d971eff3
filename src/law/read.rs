//! Reads a pack and checks it: citations, translations, types, versions without gap or overlap. What passes is compiled
//! for each interval of the law; its embedded cases are run by `cases`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::LawError;
use super::compile::{Compiler, ParamValue};
use super::days::Leap;
use super::determination::{Cite, Instrument, PackStatus, Reading};
use super::expr::Ty;
use super::names::Names;
use super::pack::{
    Compiled, CompiledCriterion, CompiledException, Condition, Criterion, Edition, Effect, Exception, Pack, Param,
};
use super::program::Program;
use super::raw::{self, ParamType, RawCriterion, RawEffect, RawPack, RawParam, RawSource, RawStatus};
use super::source::Source;
use crate::domain::clean::is_hidden;
use crate::domain::{Clean, Day, Interval, Lang, Schema, Words};

/// Criteria of one pack at most: their findings are bits of one word.
const CRITERIA: usize = 32;

/// Reads, checks and compiles; the embedded cases are not run yet.
pub fn read(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Pack, Vec<LawError>> {
    let source = Source { file, text };
    let raw: RawPack = toml::from_str(text).map_err(|error| vec![source.toml_error(&error)])?;
    let mut reader = Reader { source, schema, errors: Vec::new() };
    let pack = reader.pack(&raw);
    match pack {
        Some(pack) if reader.errors.is_empty() => Ok(pack),
        _ => Err(reader.errors),
    }
}

/// What each short key of the citations stands for.
type Sources = BTreeMap<String, Instrument>;

struct Reader<'a> {
    source: Source<'a>,
    schema: &'a Arc<Schema>,
    errors: Vec<LawError>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: usize, problem: impl Into<String>) {
        self.errors.push(self.source.error(at, problem));
    }

    fn pack(&mut self, raw: &RawPack) -> Option<Pack> {
        let head = &raw.pack;
        if *head.schema.get_ref() != self.schema.id {
            let problem = format!(
                "the pack is written for the schema {}; this program has {}",
                head.schema.get_ref(),
                self.schema.id
            );
            self.wrong(head.schema.span().start, problem);
        }
        if self.schema.list("country").is_none_or(|list| list.label(head.host.get_ref()).is_none()) {
            self.wrong(head.host.span().start, format!("{:?} is no code of the list country", head.host.get_ref()));
        }
        let plain =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
        for (name, text) in [("id", &head.id), ("version", &head.version)] {
            if !plain(text) {
                self.wrong(head.schema.span().start, format!("pack.{name} is made of Latin letters, digits and . - _"));
            }
        }
        self.words(&head.title, head.schema.span().start, "title");
        self.words(&head.question, head.schema.span().start, "question");
        let raw::LeapDay::Up = head.leap_day;
        let in_force = self.interval(&head.from, head.to.as_ref())?;
        let sources = self.sources(&raw.source);
        let mut names = Names::of(self.schema);
        let params: Vec<Param> =
            raw.param.iter().filter_map(|param| self.param(param, &sources, in_force, &mut names)).collect();
        let criteria: Vec<Arc<Criterion>> =
            raw.criterion.iter().filter_map(|one| self.criterion(one, &sources, &names)).map(Arc::new).collect();
        if criteria.is_empty() {
            self.wrong(0, "a pack needs at least one criterion");
        }
        self.versions(raw, &criteria, in_force);
        if !self.errors.is_empty() {
            return None;
        }
        let compiled = self.compile(&names, &params, &criteria, in_force);
        let cases = super::cases::read(&raw.case, &self.source, self.schema, head.host.get_ref(), &mut self.errors);
        let edition = Edition {
            id: head.id.clone(),
            version: head.version.clone(),
            hash: Sha256::digest(self.source.text.as_bytes()).into(),
            title: Arc::new(head.title.clone()),
            status: match head.status {
                RawStatus::Draft => PackStatus::Draft,
                RawStatus::Confirmed => PackStatus::Confirmed,
            },
        };
        Some(Pack {
            edition: Arc::new(edition),
            host: head.host.get_ref().clone(),
            right: head.right,
            question: Arc::new(head.question.clone()),
            in_force,
            sources: sources.into_iter().collect(),
            params,
            criteria,
            cases,
            schema: self.schema.clone(),
            compiled,
        })
    }

    fn interval(
        &mut self,
        from: &Spanned<toml::value::Datetime>,
        to: Option<&Spanned<toml::value::Datetime>>,
    ) -> Option<Interval> {
        let mut day = |written: &Spanned<toml::value::Datetime>| {
            let day = raw::day(written.get_ref());
            if day.is_none() {
                self.wrong(written.span().start, "a date without a time is needed here, between 1800 and 9999");
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
            self.wrong(from.span().start, "the interval ends before it begins");
        }
        interval
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
            let plain = |edition: &String| super::days::parse(edition).is_some() || edition.parse::<u16>().is_ok();
            if written.edition.as_ref().is_some_and(|edition| !plain(edition)) {
                self.wrong(at, format!("source.{key}: an edition is a year or a day, such as 2013 or 2021-06-04"));
            }
            sources.insert(key.clone(), Instrument { title, read: written.read, edition: written.edition.clone() });
        }
        sources
    }

    /// The words for whoever does not meet it; they are needed, and are never what it demands.
    fn deny(&mut self, deny: Option<&Words>, say: &Words, at: usize, whose: &str) -> Arc<Words> {
        let Some(deny) = deny else {
            self.wrong(at, format!("{whose}: deny is missing: what is said when it is not met, in en, ru and be"));
            return Arc::new(say.clone());
        };
        self.words(deny, at, "deny");
        let same = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for lang in Lang::ALL {
            if same(deny.get(lang)) == same(say.get(lang)) {
                self.wrong(at, format!("{whose}: deny.{} says the same as say.{0}", lang.tag()));
            }
        }
        Arc::new(deny.clone())
    }

    fn cite(&mut self, written: &Spanned<String>, unverified: bool, sources: &Sources) -> Arc<Cite> {
        let text = written.get_ref().trim();
        let key = text.split([' ', ';', ',']).next().unwrap_or("");
        let source = sources.get(key).cloned();
        if text.is_empty() {
            self.wrong(written.span().start, "a citation is missing");
        } else if source.is_none() {
            self.wrong(written.span().start, format!("the citation {text:?} does not begin with a key of [source]"));
        }
        let nothing = || Words { en: String::new(), ru: String::new(), be: String::new() };
        let (source, read) = source.map_or_else(|| (nothing(), Reading::Unread), |known| (known.title, known.read));
        Arc::new(Cite { text: text.to_owned(), source, read, unverified })
    }

    fn param(&mut self, raw: &RawParam, sources: &Sources, whole: Interval, names: &mut Names) -> Option<Param> {
        let at = raw.id.span().start;
        let id = raw.id.get_ref();
        let ty = match (raw.ty, &raw.list) {
            (ParamType::Int, None) => Ty::Int,
            (ParamType::Date, None) => Ty::Date,
            (ParamType::Code, Some(list)) => Ty::Code(list.clone()),
            (ParamType::Codes, Some(list)) => Ty::Codes(list.clone()),
            (ParamType::Code | ParamType::Codes, None) => {
                self.wrong(at, format!("the parameter {id} needs list = \"...\""));
                return None;
            }
            (ParamType::Int | ParamType::Date, Some(_)) => {
                self.wrong(at, format!("the parameter {id} has no codes, so it has no list"));
                return None;
            }
        };
        if names.params.insert(id.clone(), ty).is_some() {
            self.wrong(at, format!("the parameter {id} comes twice"));
        }
        let mut values = Vec::new();
        for (n, spanned) in raw.values.iter().enumerate() {
            let at = spanned.span().start;
            let written = spanned.get_ref();
            let from = raw::day(&written.from);
            let next = raw.values.get(n + 1).and_then(|next| raw::day(&next.get_ref().from));
            let to = written.to.as_ref().map_or(next.or(whole.to), raw::day);
            if next.is_some() && to != next {
                self.wrong(at, format!("the parameter {id}: a gap or an overlap before the next value"));
            }
            let cite = self.cite(&written.cite, written.unverified, sources);
            if from.zip(next).is_some_and(|(from, next)| next <= from) {
                self.wrong(
                    at,
                    format!("the parameter {id}: two values overlap, or are not in the order of their dates"),
                );
                continue;
            }
            match (from.and_then(|from| Interval::new(Some(from), to)), self.param_value(raw, &written.value, names)) {
                (Some(interval), Ok(value)) => values.push((interval, value, cite)),
                (None, _) => self.wrong(at, format!("the parameter {id}: this value's dates make no interval")),
                (_, Err(problem)) => self.wrong(at, format!("the parameter {id}: {problem}")),
            }
        }
        let first = values.first().map(|(interval, ..): &(Interval, _, _)| interval.from);
        let last = values.last().map(|(interval, ..)| interval.to);
        if first.is_none_or(|first| first > whole.from) || last.is_some_and(|last| last != whole.to) {
            self.wrong(at, format!("the parameter {id} has a gap: its values must cover {whole}"));
        }
        Some(Param { id: id.clone(), values })
    }

    fn param_value(&self, raw: &RawParam, value: &toml::Value, names: &Names) -> Result<ParamValue, String> {
        let list = raw.list.as_deref().unwrap_or("");
        let code = |value: &toml::Value| -> Result<String, String> {
            let code = value.as_str().ok_or("a code is a text")?;
            names.code(list, code).map(|_| code.to_owned())
        };
        match raw.ty {
            ParamType::Int => value.as_integer().map(ParamValue::Int).ok_or("a number is needed".into()),
            ParamType::Date => {
                let day = value.as_datetime().and_then(raw::day);
                day.map(ParamValue::Date).ok_or("a date is needed".into())
            }
            ParamType::Code => code(value).map(ParamValue::Code),
            ParamType::Codes => {
                let codes = value.as_array().ok_or("a list of codes is needed")?;
                codes.iter().map(code).collect::<Result<_, _>>().map(ParamValue::Codes)
            }
        }
    }

    fn criterion(&mut self, raw: &RawCriterion, sources: &Sources, names: &Names) -> Option<Criterion> {
        let at = raw.id.span().start;
        self.words(&raw.title, at, "title");
        self.words(&raw.say, at, "say");
        let deny = self.deny(raw.deny.as_ref(), &raw.say, at, raw.id.get_ref());
        let in_force = self.interval(&raw.from, raw.to.as_ref())?;
        let cite = self.cite(&raw.cite, raw.unverified, sources);
        let test = self.condition(&raw.test, names);
        let mut exceptions = Vec::new();
        for exception in &raw.exception {
            let at = exception.cite.span().start;
            self.words(&exception.say, at, "say");
            let whose = format!("{}, exception {}", raw.id.get_ref(), exception.id);
            let deny = self.deny(exception.deny.as_ref(), &exception.say, at, &whose);
            let cite = self.cite(&exception.cite, exception.unverified, sources);
            let effect = match exception.effect {
                RawEffect::Met => Effect::Met,
                RawEffect::NotMet => Effect::NotMet,
                RawEffect::Contested => Effect::Contested,
            };
            if let Some(when) = self.condition(&exception.when, names) {
                let say = Arc::new(exception.say.clone());
                exceptions.push(Exception { id: exception.id.as_str().into(), cite, when, effect, say, deny });
            }
        }
        Some(Criterion {
            id: raw.id.get_ref().as_str().into(),
            in_force,
            cite,
            title: Arc::new(raw.title.clone()),
            say: Arc::new(raw.say.clone()),
            deny,
            test: test?,
            exceptions,
        })
    }

    fn condition(&mut self, written: &Spanned<String>, names: &Names) -> Option<Condition> {
        let source: Arc<str> = written.get_ref().as_str().into();
        let (line, column) = self.source.place(written.span().start);
        match super::parse::condition(&source, names) {
            Ok(expr) => Some(Condition { source, expr, line, column }),
            Err(error) => {
                self.wrong(written.span().start, format!("in this expression:\n{}", error.render(&source)));
                None
            }
        }
    }

    /// Versions of one criterion adjoin each other and cover the pack's law.
    fn versions(&mut self, raw: &RawPack, criteria: &[Arc<Criterion>], whole: Interval) {
        let ids: BTreeSet<&str> = criteria.iter().map(|criterion| &*criterion.id).collect();
        if ids.len() > CRITERIA {
            self.wrong(0, format!("a pack has at most {CRITERIA} criteria"));
        }
        for id in ids {
            let at = raw.criterion.iter().find(|one| one.id.get_ref() == id).map_or(0, |one| one.id.span().start);
            let mut versions: Vec<Interval> =
                criteria.iter().filter(|criterion| &*criterion.id == id).map(|criterion| criterion.in_force).collect();
            versions.sort_by_key(|version| version.from);
            for pair in versions.windows(2) {
                if pair[0].overlaps(&pair[1]) {
                    self.wrong(at, format!("two versions of {id} overlap: {} and {}", pair[0], pair[1]));
                } else if pair[0].to != pair[1].from {
                    self.wrong(at, format!("a gap between two versions of {id}: {} and {}", pair[0], pair[1]));
                }
            }
            if versions.first().is_some_and(|first| first.from < whole.from) {
                self.wrong(at, format!("{id} begins before the pack's law ({whole}): that version can never apply"));
            }
        }
    }

    /// The pack in each interval in which no version and no parameter changes.
    fn compile(
        &mut self,
        names: &Names,
        params: &[Param],
        criteria: &[Arc<Criterion>],
        whole: Interval,
    ) -> Vec<Arc<Compiled>> {
        let mut edges: BTreeSet<Day> = BTreeSet::new();
        let intervals = params.iter().flat_map(|param| param.values.iter().map(|(interval, ..)| *interval));
        for interval in intervals.chain(criteria.iter().map(|criterion| criterion.in_force)).chain([whole]) {
            edges.extend(interval.from.into_iter().chain(interval.to).filter(|edge| whole.contains(*edge)));
        }
        let edges: Vec<Day> = edges.into_iter().collect();
        let mut compiled = Vec::new();
        for (n, from) in edges.iter().enumerate() {
            let in_force = Interval { from: Some(*from), to: edges.get(n + 1).copied().or(whole.to) };
            match compile_interval(names, params, criteria, in_force) {
                Ok(one) => compiled.push(Arc::new(one)),
                Err((criterion, error)) => {
                    let condition = &criteria[criterion].test;
                    let problem = format!("{}: {}", criteria[criterion].id, error.render(&condition.source));
                    let (line, column) = (condition.line, condition.column);
                    self.errors.push(LawError { file: self.source.file.to_owned(), line, column, problem });
                }
            }
        }
        compiled
    }
}

fn compile_interval(
    names: &Names,
    params: &[Param],
    criteria: &[Arc<Criterion>],
    in_force: Interval,
) -> Result<Compiled, (usize, super::parse::ExprError)> {
    let day = in_force.from.unwrap_or_default();
    let current = |param: &Param| {
        let value = param.values.iter().find(|(interval, ..)| interval.contains(day));
        value.map(|(_, value, cite)| {
            let shown = super::determine::param_text(value).into();
            (param.id.clone(), value.clone(), shown, cite.clone())
        })
    };
    let versions = params.iter().map(|param| {
        let values = param.values.iter().map(|(interval, value, _)| (*interval, value.clone()));
        (param.id.clone(), values.collect::<Vec<_>>())
    });
    let versions: BTreeMap<String, _> = versions.collect();
    let params: Vec<_> = params.iter().filter_map(current).collect();
    let values: BTreeMap<String, ParamValue> =
        params.iter().map(|(id, value, ..)| (id.clone(), value.clone())).collect();
    let mut compiler = Compiler {
        names,
        params: &values,
        versions: &versions,
        leap: Leap::Up,
        program: Program::default(),
        slots: Vec::new(),
    };
    let mut compiled = Vec::new();
    for (at, criterion) in criteria.iter().enumerate().filter(|(_, one)| one.in_force.contains(day)) {
        let trace = compiler.lower(&criterion.test.expr, &criterion.test.source).map_err(|error| (at, error))?;
        let root = trace.at;
        let (mut exceptions, mut traces) = (Vec::new(), Vec::new());
        for exception in &criterion.exceptions {
            let when = &exception.when;
            let trace = compiler.lower(&when.expr, &when.source).map_err(|error| (at, error))?;
            exceptions.push(CompiledException { effect: exception.effect, root: trace.at });
            traces.push(trace);
        }
        let (mut reads, mut repeats) = (0, false);
        for root in std::iter::once(root).chain(exceptions.iter().map(|exception| exception.root)) {
            repeats |= compiler.program.reads_again(root, &mut reads);
        }
        let mut steps = Vec::new();
        trace.with_exceptions(traces).flatten(&mut steps);
        compiled.push(CompiledCriterion { criterion: at, root, steps, exceptions, reads, repeats });
    }
    let levels =
        names.lists.get("level").map_or(Vec::new(), |codes| codes.iter().map(|code| code.as_str().into()).collect());
    Ok(Compiled { in_force, program: compiler.program, slots: compiler.slots, criteria: compiled, params, levels })
}
