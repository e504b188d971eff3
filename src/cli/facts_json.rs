//! The JSON form of facts that `determine --facts` reads: a pack, a poll and what is known of one person, without an
//! office. Every field is checked against the fact schema; an error names the fact by its place in the list.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::domain::{
    ApplicantId, Day, Evidence, Fact, FactId, FactType, Interval, Poll, Schema, Stamp, State, Value, Why,
};

/// A file of facts, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub struct FactsFile {
    pub pack: String,
    pub poll: Poll,
    pub applied_on: Option<Day>,
    pub facts: Vec<Fact>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    pack: String,
    poll: Poll,
    #[serde(default)]
    applied_on: Option<Day>,
    #[serde(default)]
    facts: Vec<FactForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FactForm {
    kind: String,
    value: Option<Json>,
    none: Option<bool>,
    unknown: Option<String>,
    from: Option<Day>,
    to: Option<Day>,
    evidence: Option<Evidence>,
    #[serde(default)]
    note: String,
    recorded_at: Option<String>,
    #[serde(default)]
    recorded_by: String,
    id: Option<i64>,
    supersedes: Option<i64>,
}

/// Why a text is no file of facts: the place in it, and the problem.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct NotFacts {
    pub place: String,
    pub problem: String,
}

/// Reads a file of facts. A fact without an id gets its place in the list, counted from 1.
pub fn read(text: &str, schema: &Schema) -> Result<FactsFile, NotFacts> {
    let form: Form = serde_json::from_str(text).map_err(|error| NotFacts {
        place: format!("line {}, column {}", error.line(), error.column()),
        problem: error.to_string(),
    })?;
    let level = schema.list("level");
    if level.is_some_and(|list| list.label(&form.poll.level).is_none()) {
        let problem = format!("{:?} is not a level of the schema", form.poll.level);
        return Err(NotFacts { place: "poll.level".into(), problem });
    }
    let mut facts: Vec<Fact> = Vec::new();
    for (i, one) in form.facts.into_iter().enumerate() {
        let place = format!("facts[{i}] ({})", one.kind);
        let read = fact(one, i, schema).map_err(|problem| NotFacts { place: place.clone(), problem })?;
        if facts.iter().any(|other| other.id == read.id) {
            return Err(NotFacts { place, problem: format!("the id {} is used twice", read.id) });
        }
        facts.push(read);
    }
    Ok(FactsFile { pack: form.pack, poll: form.poll, applied_on: form.applied_on, facts })
}

fn fact(form: FactForm, i: usize, schema: &Schema) -> Result<Fact, String> {
    let kind = schema.kind(&form.kind).ok_or_else(|| "no such kind of fact".to_owned())?;
    let state = match (form.value, form.none, form.unknown) {
        (Some(value), None, None) => State::Known(known(&value, &kind.ty, schema)?),
        (None, Some(true), None) => State::None,
        (None, None, Some(why)) => {
            let codes = || Why::ALL.map(Why::code).join(", ");
            State::Unknown(Why::parse(&why).ok_or_else(|| format!("{why:?} is not one of {}", codes()))?)
        }
        _ => return Err("give exactly one of \"value\", \"none\": true, \"unknown\": WHY".into()),
    };
    let holds = Interval::new(form.from, form.to).ok_or("\"to\" must be later than \"from\"")?;
    let recorded_at = match form.recorded_at {
        None => Stamp(i64::MIN),
        Some(text) => Stamp::parse(&text).ok_or_else(|| format!("recorded_at: {text:?} is not a moment"))?,
    };
    Ok(Fact {
        id: FactId(form.id.unwrap_or(i as i64 + 1)),
        applicant: ApplicantId(0),
        kind: form.kind,
        state,
        holds,
        evidence: form.evidence,
        note: form.note,
        recorded_at,
        recorded_by: form.recorded_by,
        supersedes: form.supersedes.map(FactId),
    })
}

fn known(value: &Json, ty: &FactType, schema: &Schema) -> Result<Value, String> {
    match (ty, value) {
        (FactType::Flag, Json::Bool(true)) => Ok(Value::Bool(true)),
        (FactType::Flag, _) => Err("the value of this kind is true; for its absence write \"none\": true".into()),
        (FactType::Int, value) => value.as_i64().map(Value::Int).ok_or_else(|| format!("{value} is not a whole number")),
        (FactType::Date, Json::String(text)) => {
            text.parse().map(Value::Date).map_err(|_| format!("{text:?} is not a date (write 2026-09-20)"))
        }
        (FactType::Code(list), Json::String(code)) => match schema.list(list) {
            Some(list) if list.label(code).is_none() => Err(format!("{code:?} is not a code of the list {}", list.id)),
            _ => Ok(Value::Code(code.clone())),
        },
        (FactType::Place, Json::String(code)) if !code.is_empty() => Ok(Value::Code(code.clone())),
        (_, value) => Err(format!("{value} is not a value of this kind")),
    }
}
