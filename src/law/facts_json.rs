//! The JSON form of facts: what `determine --facts FILE.json` reads, and what tests are written in.
//!
//! ```json
//! { "pack": "ru-by-vote",
//!   "poll": { "host": "RU", "day": "2026-09-20", "level": "municipal_council", "municipality": "46701000" },
//!   "applied_on": "2026-07-01",
//!   "facts": [ { "kind": "citizenship", "value": "BY", "from": "1990-05-01" },
//!              { "kind": "incapacity", "none": true },
//!              { "kind": "imprisonment", "unknown": "requested" } ] }
//! ```
//!
//! A place is a bare code of the register of the poll's state, or `REGISTER:CODE`.
//!
//! A fact has exactly one of `value`, `none: true`, `unknown` (`not_asked`, `requested`, `refused`, `conflict`); optional
//! are `from`, `to` (the first day on which it no longer holds), `evidence` (`kind`, `reference`, `dated`), `note`, `id`,
//! `recorded_at` and `supersedes` (an id).

use serde::Deserialize;

use crate::domain::time::{DAY_FORM, MOMENT_FORM, parse_day};
use crate::domain::{
    ApplicantId, Day, Evidence, Fact, FactId, FactType, Interval, Place, PlaceProblem, Poll, PollId, Schema, Stamp,
    State, Value, Why,
};

/// A whole question, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub(crate) pack: String,
    pub(crate) poll: Poll,
    pub(crate) applied_on: Option<Day>,
    /// When the application was put on file, where that is said.
    pub applied_at: Option<Stamp>,
    pub(crate) facts: Vec<Fact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAsked {
    pack: String,
    poll: RawPoll,
    #[serde(default)]
    applied_on: Option<String>,
    /// When the application was put on file; else at the beginning of `applied_on`.
    #[serde(default)]
    applied_recorded_at: Option<String>,
    facts: Vec<RawFact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPoll {
    host: String,
    day: String,
    level: String,
    municipality: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    nomination_from: Option<String>,
    #[serde(default)]
    nomination_to: Option<String>,
    #[serde(default)]
    roll_date: Option<String>,
    #[serde(default)]
    local_age: Option<i64>,
    #[serde(default)]
    first_day: Option<String>,
    #[serde(default)]
    application_from: Option<String>,
    #[serde(default)]
    application_to: Option<String>,
}

impl RawPoll {
    fn poll(self, schema: &Schema) -> Result<Poll, FactsError> {
        let maybe = |field: &str, text: &Option<String>| day_at(&format!("poll.{field}"), text.as_deref());
        if schema.list("level").is_none_or(|list| list.label(&self.level).is_none()) {
            return Err(wrong("poll.level", format!("{:?} is no code of the list level", self.level)));
        }
        let poll = Poll {
            id: PollId(0),
            day: read_day(&self.day).map_err(|problem| wrong("poll.day", problem))?,
            municipality: Place::parse(&self.municipality, &schema.registers, Some(&self.host))
                .map_err(|problem| wrong("poll.municipality", problem.to_string()))?,
            nomination_from: maybe("nomination_from", &self.nomination_from)?,
            nomination_to: maybe("nomination_to", &self.nomination_to)?,
            roll_date: maybe("roll_date", &self.roll_date)?,
            first_day: maybe("first_day", &self.first_day)?,
            application_from: maybe("application_from", &self.application_from)?,
            application_to: maybe("application_to", &self.application_to)?,
            local_age: self.local_age,
            host: self.host,
            level: self.level,
            place: self.place,
        };
        poll.check().map_err(|problem| wrong(&format!("poll.{}", problem.field()), problem.to_string()))?;
        Ok(poll)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    kind: String,
    #[serde(default)]
    value: Option<serde_json::Value>,
    #[serde(default)]
    none: bool,
    #[serde(default)]
    unknown: Option<Why>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    evidence: Option<RawEvidence>,
    #[serde(default)]
    note: String,
    #[serde(default)]
    id: Option<FactId>,
    #[serde(default)]
    recorded_at: Option<String>,
    #[serde(default)]
    supersedes: Option<FactId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvidence {
    kind: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    dated: Option<String>,
}

/// What is wrong, and in which field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FactsError {
    pub(crate) field: String,
    pub(crate) problem: String,
}

/// Reads the JSON form.
pub fn read(text: &str, schema: &Schema) -> Result<Asked, FactsError> {
    let raw: RawAsked = serde_json::from_str(text)
        .map_err(|error| wrong(&format!("line {}, column {}", error.line(), error.column()), error.to_string()))?;
    let poll = raw.poll.poll(schema)?;
    let applied_on = day_at("applied_on", raw.applied_on.as_deref())?;
    let applied_at = raw.applied_recorded_at.map(|text| read_moment(&text)).transpose();
    let applied_at = applied_at.map_err(|problem| wrong("applied_recorded_at", problem))?;
    if applied_at.is_some() && applied_on.is_none() {
        return Err(wrong("applied_recorded_at", "there is no applied_on of which it could be the moment".into()));
    }
    let mut facts = Vec::with_capacity(raw.facts.len());
    for (at, fact) in raw.facts.into_iter().enumerate() {
        let field = format!("facts[{at}] ({})", fact.kind);
        facts.push(read_fact(fact, at, schema, &poll.host).map_err(|problem| wrong(&field, problem))?);
    }
    corrections(&facts).map_err(|(at, problem)| wrong(&format!("facts[{at}] ({})", facts[at].kind), problem))?;
    Ok(Asked { pack: raw.pack, poll, applied_on, applied_at, facts })
}

fn wrong(field: &str, problem: String) -> FactsError {
    FactsError { field: field.to_owned(), problem }
}

/// Days are read as texts and parsed here, so that what is no day is named with its field.
fn read_day(text: &str) -> Result<Day, String> {
    parse_day(text).ok_or_else(|| format!("{text:?} is no day; {DAY_FORM}"))
}

fn day_at(field: &str, text: Option<&str>) -> Result<Option<Day>, FactsError> {
    text.map(|text| read_day(text).map_err(|problem| wrong(field, problem))).transpose()
}

fn read_moment(text: &str) -> Result<Stamp, String> {
    Stamp::parse(text).ok_or_else(|| format!("{text:?} is no moment; {MOMENT_FORM}"))
}

/// A correction names an earlier fact of the same kind, and no two facts have one id.
fn corrections(facts: &[Fact]) -> Result<(), (usize, String)> {
    for (at, fact) in facts.iter().enumerate() {
        if facts[..at].iter().any(|other| other.id == fact.id) {
            return Err((at, format!("id: {} comes twice", fact.id)));
        }
        let Some(older) = fact.supersedes else { continue };
        match facts[..at].iter().find(|other| other.id == older) {
            Some(other) if other.kind == fact.kind && other.recorded_at > fact.recorded_at => {
                let (now, then) = (fact.recorded_at, other.recorded_at);
                return Err((at, format!("recorded_at: {now} is earlier than {older}, which it corrects ({then})")));
            }
            Some(other) if other.kind == fact.kind => {}
            Some(other) => return Err((at, format!("supersedes: {older} is of another kind ({})", other.kind))),
            None => return Err((at, format!("supersedes: no fact before this one has the id {older}"))),
        }
    }
    Ok(())
}

fn read_fact(raw: RawFact, at: usize, schema: &Schema, host: &str) -> Result<Fact, String> {
    let kind = schema.kind(&raw.kind).ok_or_else(|| {
        let near = crate::law::expr::names::nearest(&raw.kind, schema.kinds.iter().map(|kind| kind.id.as_str()));
        let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
        format!("the schema has no such kind{hint}")
    })?;
    let state = match (raw.value, raw.none, raw.unknown) {
        (Some(value), false, None) => State::Known(json_value(&value, &kind.ty, schema, host)?),
        (None, true, None) => State::None,
        (None, false, Some(why)) => State::Unknown(why),
        _ => return Err("a fact has exactly one of value, none: true, unknown".into()),
    };
    let day = |field: &str, text: Option<&str>| day_at(field, text).map_err(|error| error.to_string());
    let holds = Interval::new(day("from", raw.from.as_deref())?, day("to", raw.to.as_deref())?);
    let holds = holds.ok_or("from is not before to")?;
    let evidence = raw.evidence.map(|evidence| read_evidence(evidence, schema)).transpose()?;
    let recorded_at = raw.recorded_at.map(|text| read_moment(&text)).transpose();
    let recorded_at = recorded_at.map_err(|problem| format!("recorded_at: {problem}"))?.unwrap_or(Stamp(0));
    Ok(Fact {
        id: raw.id.unwrap_or(FactId(at as i64 + 1)),
        applicant: ApplicantId(0),
        kind: raw.kind,
        state,
        holds,
        evidence,
        note: raw.note,
        recorded_at,
        recorded_by: String::new(),
        supersedes: raw.supersedes,
        unseen: false,
    })
}

fn read_evidence(raw: RawEvidence, schema: &Schema) -> Result<Evidence, String> {
    let kinds = schema.list("evidence").map(|list| list.codes.as_slice()).unwrap_or_default();
    if kinds.iter().all(|(code, _)| *code != raw.kind) {
        let known: Vec<&str> = kinds.iter().map(|(code, _)| code.as_str()).collect();
        let near = crate::law::expr::names::nearest(&raw.kind, known.iter().copied());
        let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
        let problem = format!("evidence.kind: {:?} is no code of the list evidence{hint}; write one of ", raw.kind);
        return Err(problem + &known.join(", "));
    }
    let dated = day_at("evidence.dated", raw.dated.as_deref()).map_err(|error| error.to_string())?;
    Ok(Evidence { kind: raw.kind, reference: raw.reference, dated })
}

fn json_value(value: &serde_json::Value, ty: &FactType, schema: &Schema, host: &str) -> Result<Value, String> {
    match (ty, value) {
        (FactType::Flag, serde_json::Value::Bool(true)) => Ok(Value::Bool(true)),
        (FactType::Int, serde_json::Value::Number(number)) => {
            number.as_i64().map(Value::Int).ok_or_else(|| format!("{number} is no whole number"))
        }
        (_, serde_json::Value::String(text)) => {
            read_value(text, ty, schema, Some(host)).map_err(|problem| problem.to_string())
        }
        _ => Err(format!("{value} does not fit: {}", form(ty))),
    }
}

/// Why a text is no value of a type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoValue {
    /// What either is so or is not has no other value than that it is.
    #[error("{0:?} does not fit: a flag's value is true; what does not hold is none")]
    Flag(String),
    /// Not digits alone.
    #[error("{0:?} is no whole number")]
    Number(String),
    /// No day of the calendar in the one form.
    #[error("{0:?} is no day; {DAY_FORM}")]
    Day(String),
    /// Not on its list.
    #[error("{text:?} is no code of the list {list}{}", near.as_ref().map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default())]
    Code {
        /// What was written.
        text: String,
        /// The list of the schema.
        list: String,
        /// The code that was probably meant.
        near: Option<String>,
    },
    /// No place of a register.
    #[error(transparent)]
    Place(#[from] PlaceProblem),
}

/// Reads a value as people type it: into a form, a CSV field, a JSON text. A bare code of a place is one of the state
/// `host`; without a host a place names its register.
pub fn read_value(text: &str, ty: &FactType, schema: &Schema, host: Option<&str>) -> Result<Value, NoValue> {
    let whole = text;
    let text = text.trim();
    match ty {
        FactType::Place => Ok(Value::Place(Place::parse(whole, &schema.registers, host)?)),
        FactType::Flag if matches!(text, "true" | "yes") => Ok(Value::Bool(true)),
        FactType::Flag => Err(NoValue::Flag(text.to_owned())),
        FactType::Int => text.parse().map(Value::Int).map_err(|_| NoValue::Number(text.to_owned())),
        FactType::Date => parse_day(text).map(Value::Date).ok_or_else(|| NoValue::Day(text.to_owned())),
        FactType::Code(list) => {
            let codes = schema.list(list).map(|list| list.codes.as_slice()).unwrap_or_default();
            if codes.iter().any(|(code, _)| code == text) {
                return Ok(Value::Code(text.to_owned()));
            }
            let near = crate::law::expr::names::nearest(text, codes.iter().map(|(code, _)| code.as_str()));
            Err(NoValue::Code { text: text.to_owned(), list: list.clone(), near: near.map(str::to_owned) })
        }
    }
}

fn form(ty: &FactType) -> &'static str {
    match ty {
        FactType::Flag => "a flag's value is true; what does not hold is none",
        FactType::Int => "a whole number is needed",
        FactType::Date => "a date such as \"1990-05-01\" is needed",
        FactType::Code(_) => "a code of its list is needed, as a text",
        FactType::Place => "the code of a place is needed, as a text",
    }
}
