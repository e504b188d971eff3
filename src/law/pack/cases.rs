//! Embedded cases: a pack whose own cases do not come out as it says does not load, and every criterion and exception
//! must have been seen to be met, not met and not shown, as far as each can be.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::model::EmbeddedCase;
use super::raw::{self, RawCase, RawRow};
use super::source::Source;
use crate::domain::time::DAY_FORM;
use crate::domain::{Day, Fact, FactType, Interval, Outcome, Place, Poll, PollId, Schema, State, Value};
use crate::law::LawError;

/// The findings a case may expect of a criterion; `absent` where the law of the day does not have it.
const FINDINGS: [&str; 5] = ["met", "not_met", "not_shown", "contested", ABSENT];
/// The finding of a criterion that the law of the day does not have.
pub const ABSENT: &str = "absent";

/// Reads the cases; what is wrong goes to `errors`. A mistake that other cases inherit stands once, where it is written.
pub fn read(
    raw: &[RawCase],
    source: &Source,
    schema: &Schema,
    host: &str,
    errors: &mut Vec<LawError>,
) -> Vec<EmbeddedCase> {
    let mut cases: Vec<EmbeddedCase> = Vec::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut bases: BTreeMap<&str, Base> = BTreeMap::new();
    let mut rootless: BTreeSet<&str> = BTreeSet::new();
    for written in raw {
        let (at, name) = (written.name.span().start, written.name.get_ref());
        let line = source.place(at).0;
        if let Some(first) = names.insert(name, line) {
            let problem = format!("two cases are called {name:?}, on the lines {first} and {line}; rename one of them");
            errors.push(source.error(at, problem));
        }
        let mut one = written.clone();
        let mut inherited = None;
        if let Some(like) = &written.like {
            let label = written.label.as_ref().map(|label| label.get_ref().as_str());
            // Whoever starts from a case without a beginning has none either: the first of them was named.
            if rootless.contains(like.get_ref().as_str()) {
                rootless.extend(label);
                continue;
            }
            let Some(base) = bases.get(like.get_ref().as_str()) else {
                errors.push(source.error(like.span().start, no_base(like.get_ref(), &bases)));
                rootless.extend(label);
                continue;
            };
            inherit(&mut one, &base.case);
            inherited = base.fault.clone();
        }
        let made = case(&one, source, schema, host);
        let fault = made.as_ref().err().cloned();
        match made {
            Ok(case) => cases.push(case),
            Err(fault) if inherited.as_ref() == Some(&fault) => {}
            Err(fault) => {
                let at = fault.at.unwrap_or(at);
                errors.push(source.error(at, format!("case {name:?}: {}", fault.problem)));
            }
        }
        if let Some(label) = &written.label {
            let text = label.get_ref().as_str();
            let base = Base { case: one, fault, line: source.place(label.span().start).0 };
            let line = base.line;
            if let Some(first) = bases.insert(text, base) {
                let problem = format!("two cases say as = {text:?}, on the lines {} and {line}", first.line);
                errors.push(source.error(label.span().start, format!("{problem}; like could not tell them apart")));
            }
        }
    }
    cases
}

fn no_base(like: &str, bases: &BTreeMap<&str, Base>) -> String {
    let near = crate::law::expr::names::nearest(like, bases.keys().copied());
    let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
    format!("no case above this one says as = {like:?}{hint}; like names the case to start from")
}

/// A case that later ones start from, and what is wrong with it.
struct Base {
    case: RawCase,
    fault: Option<Fault>,
    line: usize,
}

/// What is wrong with a case, and where it is written; without a place: something is missing.
#[derive(Clone, PartialEq, Eq)]
struct Fault {
    at: Option<usize>,
    problem: String,
}

impl Fault {
    fn at<T>(written: &Spanned<T>, problem: impl Into<String>) -> Fault {
        Fault { at: Some(written.span().start), problem: problem.into() }
    }

    fn missing(problem: impl Into<String>) -> Fault {
        Fault { at: None, problem: problem.into() }
    }
}

fn inherit(one: &mut RawCase, base: &RawCase) {
    let (poll, from) = (&mut one.poll, &base.poll);
    poll.host = poll.host.take().or_else(|| from.host.clone());
    poll.day = poll.day.take().or_else(|| from.day.clone());
    poll.level = poll.level.take().or_else(|| from.level.clone());
    poll.municipality = poll.municipality.take().or_else(|| from.municipality.clone());
    poll.nomination_from = poll.nomination_from.take().or_else(|| from.nomination_from.clone());
    poll.nomination_to = poll.nomination_to.take().or_else(|| from.nomination_to.clone());
    poll.roll_date = poll.roll_date.take().or_else(|| from.roll_date.clone());
    poll.local_age = poll.local_age.take().or_else(|| from.local_age.clone());
    poll.first_day = poll.first_day.take().or_else(|| from.first_day.clone());
    poll.application_from = poll.application_from.take().or_else(|| from.application_from.clone());
    poll.application_to = poll.application_to.take().or_else(|| from.application_to.clone());
    if !one.not_applied {
        one.applied_on = one.applied_on.take().or_else(|| base.applied_on.clone());
    }
    one.law_date = one.law_date.take().or_else(|| base.law_date.clone());
    for (kind, rows) in &base.facts {
        one.facts.entry(kind.clone()).or_insert_with(|| rows.clone());
    }
}

fn case(raw: &RawCase, source: &Source, schema: &Schema, host: &str) -> Result<EmbeddedCase, Fault> {
    let poll = poll(raw, schema, host)?;
    let mut facts = Vec::new();
    for (kind, rows) in &raw.facts {
        for row in rows {
            let made = fact(kind, row, schema, &poll.host, facts.len());
            facts.push(made.map_err(|problem| Fault::at(row, format!("{kind}: {problem}")))?);
        }
    }
    let outcome = raw.expect.get("outcome");
    let outcome = outcome.ok_or_else(|| Fault::missing(format!("expect.outcome is missing; {}", outcomes())))?;
    let known = outcome.get_ref().as_str().and_then(Outcome::parse);
    let known = known.ok_or_else(|| Fault::at(outcome, format!("expect.outcome is no outcome; {}", outcomes())))?;
    Ok(EmbeddedCase {
        name: raw.name.get_ref().clone(),
        line: source.place(raw.name.span().start).0,
        label: raw.label.as_ref().map(|label| label.get_ref().clone()),
        poll,
        applied_on: optional(raw.applied_on.as_ref(), "applied_on")?,
        law_date: optional(raw.law_date.as_ref(), "law_date")?,
        facts,
        expect: findings(raw)?,
        outcome: known,
        needs: needs(raw, schema)?,
    })
}

fn outcomes() -> String {
    let codes: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.code()).collect();
    format!("write one of {}", codes.join(", "))
}

fn optional(written: Option<&Spanned<toml::value::Datetime>>, what: &str) -> Result<Option<Day>, Fault> {
    let day = |written: &Spanned<toml::value::Datetime>| {
        raw::day(written.get_ref()).ok_or_else(|| Fault::at(written, format!("{what} is no day; {DAY_FORM}")))
    };
    written.map(day).transpose()
}

fn poll(raw: &RawCase, schema: &Schema, host: &str) -> Result<Poll, Fault> {
    let needed = |what: &str| Fault::missing(format!("poll.{what} is missing; write it, or start from a case by like"));
    let written = &raw.poll;
    let host = written.host.as_ref().map_or(host, |host| host.get_ref());
    if let Some(host) = &written.host {
        known_code("country", host, "poll.host", schema)?;
    }
    let municipality = written.municipality.as_ref().ok_or_else(|| needed("municipality"))?;
    let level = written.level.as_ref().ok_or_else(|| needed("level"))?;
    let day = |written: &Option<Spanned<toml::value::Datetime>>, what: &str| optional(written.as_ref(), what);
    let poll = Poll {
        id: PollId(0),
        host: host.to_owned(),
        day: day(&written.day, "poll.day")?.ok_or_else(|| needed("day"))?,
        level: level.get_ref().clone(),
        municipality: Place::parse(municipality.get_ref(), &schema.registers, Some(host))
            .map_err(|problem| Fault::at(municipality, format!("poll.municipality: {problem}")))?,
        place: String::new(),
        nomination_from: day(&written.nomination_from, "poll.nomination_from")?,
        nomination_to: day(&written.nomination_to, "poll.nomination_to")?,
        roll_date: day(&written.roll_date, "poll.roll_date")?,
        local_age: written.local_age.as_ref().map(|age| *age.get_ref()),
        first_day: day(&written.first_day, "poll.first_day")?,
        application_from: day(&written.application_from, "poll.application_from")?,
        application_to: day(&written.application_to, "poll.application_to")?,
    };
    poll.check().map_err(|problem| {
        let days = [("nomination_to", &written.nomination_to), ("application_to", &written.application_to)];
        let days = days.into_iter().chain([("first_day", &written.first_day)]);
        let at = days.filter(|(name, _)| *name == problem.field()).find_map(|(_, day)| day.as_ref());
        let at = at.map(|day| day.span().start);
        let at =
            at.or(written.local_age.as_ref().filter(|_| problem.field() == "local_age").map(|age| age.span().start));
        Fault { at, problem: format!("poll.{}: {problem}", problem.field()) }
    })?;
    known_code("level", level, "poll.level", schema)?;
    Ok(poll)
}

fn known_code(list: &str, code: &Spanned<String>, what: &str, schema: &Schema) -> Result<(), Fault> {
    let names = crate::law::expr::names::Names::of(schema);
    names.code(list, code.get_ref()).map(|_| ()).map_err(|problem| Fault::at(code, format!("{what}: {problem}")))
}

/// The findings that a case expects, by criterion.
fn findings(raw: &RawCase) -> Result<Vec<(String, String)>, Fault> {
    let mut expect = Vec::new();
    for (criterion, finding) in raw.expect.iter().filter(|(key, _)| !matches!(key.as_str(), "outcome" | "needs")) {
        let word = finding.get_ref().as_str().filter(|word| FINDINGS.contains(word));
        let word = word.ok_or_else(|| {
            Fault::at(finding, format!("expect.{criterion} is no finding; write one of {}", FINDINGS.join(", ")))
        })?;
        expect.push((criterion.clone(), word.to_owned()));
    }
    Ok(expect)
}

/// The kinds of facts that a case expects to be asked for.
fn needs(raw: &RawCase, schema: &Schema) -> Result<Option<Vec<String>>, Fault> {
    let Some(written) = raw.expect.get("needs") else { return Ok(None) };
    let kinds = written.get_ref().as_array().map(|kinds| kinds.iter().map(toml::Value::as_str).collect());
    let kinds: Option<Vec<&str>> = kinds.flatten();
    let kinds = kinds.ok_or_else(|| {
        Fault::at(written, "expect.needs is a list of kinds of facts, such as needs = [\"birth_date\"]")
    })?;
    for kind in &kinds {
        if schema.kind(kind).is_none() && crate::law::expr::Given::parse(kind).is_none() {
            return Err(Fault::at(written, format!("expect.needs: {}", no_kind(kind, schema))));
        }
    }
    Ok(Some(kinds.into_iter().map(str::to_owned).collect()))
}

fn no_kind(kind: &str, schema: &Schema) -> String {
    let near = crate::law::expr::names::nearest(kind, schema.kinds.iter().map(|kind| kind.id.as_str()));
    let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
    format!("the schema has no kind of fact {kind:?}{hint}")
}

fn fact(kind: &str, row: &Spanned<RawRow>, schema: &Schema, host: &str, at: usize) -> Result<Fact, String> {
    let row = row.get_ref();
    let declared = schema.kind(kind).ok_or_else(|| no_kind(kind, schema))?;
    let state = match (&row.value, row.none, row.unknown) {
        (Some(value), false, None) => State::Known(value_of(value, &declared.ty, schema, host)?),
        (None, true, None) => State::None,
        (None, false, Some(why)) => State::Unknown(why),
        _ => return Err("a row has exactly one of value = ..., none = true, unknown = \"...\"".into()),
    };
    let day = |written: &Option<toml::value::Datetime>| {
        written.as_ref().map(|written| raw::day(written).ok_or(format!("this is no day; {DAY_FORM}"))).transpose()
    };
    let holds =
        Interval::new(day(&row.from)?, day(&row.to)?).ok_or("the row ends before it begins; to is later than from")?;
    Ok(Fact::bare(at as i64 + 1, kind, state, holds))
}

fn value_of(value: &toml::Value, ty: &FactType, schema: &Schema, host: &str) -> Result<Value, String> {
    match (ty, value) {
        (FactType::Flag, toml::Value::Boolean(true)) => Ok(Value::Bool(true)),

        (FactType::Int, toml::Value::Integer(value)) => Ok(Value::Int(*value)),
        (FactType::Date, toml::Value::Datetime(value)) => {
            raw::day(value).map(Value::Date).ok_or(format!("this is no day; {DAY_FORM}"))
        }
        (FactType::Place, toml::Value::String(place)) => {
            let place = Place::parse(place, &schema.registers, Some(host));
            place.map(Value::Place).map_err(|problem| problem.to_string())
        }
        (FactType::Code(list), toml::Value::String(code)) => {
            crate::law::expr::names::Names::of(schema).code(list, code).map(|_| Value::Code(code.clone()))
        }
        _ => Err(format!("write {}", needed(ty))),
    }
}

fn needed(ty: &FactType) -> String {
    match ty {
        FactType::Flag => "true, without quotes; what does not hold is none = true".into(),
        FactType::Int => "a whole number, without quotes, such as 18".into(),
        FactType::Date => "a day, without quotes, such as 1990-05-01".into(),
        FactType::Place => "the code of a place, in quotes".into(),
        FactType::Code(list) => format!("a code of the list {list}, in quotes"),
    }
}
