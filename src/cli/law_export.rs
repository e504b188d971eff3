//! `suffrage law export`: a pack for a second reading. The law as SMT-LIB 2 goes to another reader; slots and findings of
//! the engine stand beside it, so that the two can be compared.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::args::ExportWhat;
use super::{Env, Exit, Failure, Outcome, input, shelf};
use crate::domain::{Fact, FactType, Schema, State, Value, Why};
use crate::i18n::{Arg, Texts};
use crate::law::check::smt;
use crate::law::engine::asked::{Asked, Scalar, SlotDef};
use crate::law::engine::finding::{Masks, judge};
use crate::law::engine::program::{SLOTS, Slots, bits};
use crate::law::engine::resolve::{Resolved, resolve, visible};
use crate::law::engine::wanted::{Fit, Map};
use crate::law::expr::Given;
use crate::law::tri::Tri;
use crate::law::{Compiled, Pack};

pub fn run(what: &ExportWhat, id: &str, interval: usize, texts: &Texts, env: &mut Env) -> Outcome {
    let path = Path::new(id);
    let library = if path.is_file() { shelf::around(path, texts)? } else { shelf::own_with_cases()? };
    let own = if path.is_file() { Some(shelf::pack(path, &library, texts)?) } else { None };
    let pack = match &own {
        Some(pack) => pack,
        None => shelf::embedded(&library, id, texts)?,
    };
    if what.smt {
        env.line(smt::export(pack).trim_end())?;
    } else if what.findings {
        for (at, compiled) in pack.compiled.iter().enumerate() {
            env.line(&findings(pack, at, compiled).to_string())?;
        }
    } else {
        let last = pack.compiled.len() as i64 - 1;
        let no_such = || Failure::say(Exit::Usage, texts.say("cli-no-such-interval", &[("last", Arg::Count(last))]));
        replay(pack, pack.compiled.get(interval).ok_or_else(no_such)?, env)?;
    }
    Ok(Exit::Done)
}

/// Values of slots by their number; those under the other rule for 29 February, where they differ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotValues {
    slots: Vec<Option<i32>>,
    #[serde(default)]
    down: Vec<Option<i32>>,
}

fn slots(values: &[Option<i32>]) -> Slots {
    let mut slots = Slots::default();
    for (at, value) in values.iter().enumerate().take(SLOTS) {
        value.iter().for_each(|value| slots.set(at, *value));
    }
    slots
}

fn replay(pack: &Pack, compiled: &Compiled, env: &mut Env) -> Result<(), Failure> {
    let mut lines = String::new();
    BufReader::new(&mut env.stdin).take(input::TEXT_BYTES).read_to_string(&mut lines)?;
    for (at, line) in lines.as_bytes().lines().enumerate() {
        let wrong = |problem: String| Failure::new(Exit::Data, &format!("-:{}: {problem}", at + 1));
        let given: SlotValues = serde_json::from_str(&line?).map_err(|error| wrong(error.to_string()))?;
        if given.slots.len() != compiled.slots.len() {
            return Err(wrong(format!("{} slots", compiled.slots.len())));
        }
        let down = compiled.down.is_some().then(|| Box::new(slots(&given.down)));
        let resolved = Resolved { slots: slots(&given.slots), why: [Why::NotAsked; SLOTS], down };
        env.line(&judged(pack, compiled, &resolved).to_string())?;
    }
    Ok(())
}

/// The finding of each criterion, the exceptions that apply, and the outcome.
fn judged(pack: &Pack, compiled: &Compiled, resolved: &Resolved) -> Json {
    let mut findings = serde_json::Map::new();
    let mut applying = Vec::new();
    for (at, one) in compiled.criteria.iter().enumerate() {
        let stated = &pack.criteria[one.criterion];
        findings.insert(stated.id.to_string(), judge(compiled, at, resolved).verdict.code().into());
        for (exception, stated_exception) in one.exceptions.iter().zip(&stated.exceptions) {
            if compiled.program.truth(exception.root, &resolved.slots, &mut 0) == Tri::Yes {
                applying.push(format!("{}.exception.{}", stated.id, stated_exception.id));
            }
        }
    }
    json!({"findings": findings, "exceptions": applying, "outcome": Masks::of(compiled, resolved).outcome().code()})
}

fn findings(pack: &Pack, at: usize, compiled: &Compiled) -> Json {
    let own = |slot: usize| compiled.down.as_ref().is_some_and(|down| down.slots[slot] != compiled.slots[slot]);
    let defs = compiled.slots.iter().enumerate();
    let defs = defs.map(|(slot, def)| {
        let mut told = told(pack, compiled, def);
        told["own_down"] = own(slot).into();
        told
    });
    let criteria = compiled.criteria.iter().map(|one| {
        let stated = &pack.criteria[one.criterion];
        let exceptions = stated.exceptions.iter().map(|one| json!({"id": &*one.id, "effect": one.effect.code()}));
        json!({
            "id": &*stated.id, "reads": bits(one.reads).collect::<Vec<_>>(),
            "exceptions": exceptions.collect::<Vec<_>>(),
        })
    });
    let cases = pack.cases.iter().map(|case| {
        let inquiry = case.inquiry();
        let resolved = resolve(compiled, &pack.schema, &inquiry, &visible(&inquiry));
        json!({
            "in_force": compiled.in_force.contains(case.poll.day), "slots": values(compiled, &resolved.slots),
            "down": resolved.down.as_ref().map(|down| values(compiled, down)),
            "judged": judged(pack, compiled, &resolved),
        })
    });
    json!({
        "interval": at, "host": pack.host, "slots": defs.collect::<Vec<_>>(), "criteria": criteria.collect::<Vec<_>>(),
        "from": compiled.in_force.from,
        "municipality": pack.cases.first().map(|case| case.poll.municipality.to_string()),
        "levels": compiled.levels.iter().map(|level| &**level).collect::<Vec<_>>(),
        "cases": cases.collect::<Vec<_>>(),
    })
}

fn values(compiled: &Compiled, slots: &Slots) -> Vec<Option<i32>> {
    (0..compiled.slots.len()).map(|at| (slots.known >> at & 1 == 1).then(|| slots.value[at])).collect()
}

/// What a slot is, and which values on record answer it.
fn told(pack: &Pack, compiled: &Compiled, def: &SlotDef) -> Json {
    match def {
        SlotDef::Fact { kind, is } => {
            let (ty, codes) = match is {
                Scalar::Flag => ("yes_no", None),
                Scalar::Number => ("number", None),
                Scalar::Day => ("day", None),
                Scalar::Code(codes) => ("code", Some(codes)),
            };
            json!({"is": "fact", "type": ty, "kind": &**kind, "codes": codes})
        }
        SlotDef::Given(Given::PollLevel) => {
            let codes: Vec<&str> = compiled.levels.iter().map(|level| &**level).collect();
            json!({"is": "given", "type": "code", "kind": Given::PollLevel.name(), "codes": codes})
        }
        SlotDef::Given(given) => {
            let ty = if *given == Given::PollLocalAge { "number" } else { "day" };
            json!({"is": "given", "type": ty, "kind": given.name()})
        }
        SlotDef::PollIn(places) => {
            let fits =
                pack.cases.first().map(|case| map(pack, &case.poll.municipality).fit(&case.poll.municipality, places));
            json!({"is": "poll_in", "type": "yes_no", "fits": fits.map(|fit| fit == Fit::Yes)})
        }
        SlotDef::History(asked) => {
            let days = asked.days.len();
            let known = fitting(pack, asked);
            json!({
                "is": "history", "type": "yes_no", "kind": &*asked.kind, "ask": format!("{:?}", asked.ask),
                "one": asked.many == crate::domain::Many::One, "days": days, "prevails": asked.prevails, "fits": known,
            })
        }
    }
}

fn map<'a>(pack: &'a Pack, poll: &'a crate::domain::Place) -> Map<'a> {
    Map { poll, registers: &pack.schema.registers }
}

/// Values that could be on record, each with whether it is what is asked for; those that say too little are left out.
fn fitting(pack: &Pack, asked: &Asked) -> Vec<(Json, bool)> {
    let Some(case) = pack.cases.first() else { return Vec::new() };
    let wanted = asked.wanted.wanted(map(pack, &case.poll.municipality));
    let candidates = candidates(&pack.schema, &asked.kind, pack.cases.iter().flat_map(|case| &case.facts));
    let fits = candidates.into_iter().filter_map(|value| match wanted.fit(&value) {
        Fit::Yes => Some((written(&value), true)),
        Fit::No => Some((written(&value), false)),
        Fit::Maybe => None,
    });
    fits.collect()
}

fn written(value: &Value) -> Json {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        other => other.canonical().into(),
    }
}

/// Every code of the kind's list; for places, those of the embedded cases.
fn candidates<'a>(schema: &Schema, kind: &str, facts: impl Iterator<Item = &'a Fact>) -> Vec<Value> {
    match schema.kind(kind).map(|kind| &kind.ty) {
        Some(FactType::Flag) => vec![Value::Bool(true)],
        Some(FactType::Code(list)) => {
            let codes = schema.list(list).map_or(&[][..], |list| &list.codes);
            codes.iter().map(|(code, _)| Value::Code(code.clone())).collect()
        }
        Some(FactType::Place) => {
            let mut places = Vec::new();
            for fact in facts {
                if let State::Known(place @ Value::Place(_)) = &fact.state
                    && !places.contains(place)
                {
                    places.push(place.clone());
                }
            }
            places
        }
        _ => Vec::new(),
    }
}
