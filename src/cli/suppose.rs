//! `--suppose KIND=VALUE`: facts that are supposed for one determination.

use serde_json::{Value as Json, json};

use super::{Env, Exit, Failure, fact, input};
use crate::domain::day_words::Leaning;
use crate::domain::{FactType, Interval, Schema, State, Value, Why};
use crate::i18n::{Arg, Texts};
use crate::law::facts_json::read_value;
use crate::law::suppose::Supposed;

/// Reads `KIND=none`, `KIND=unknown[:WHY]` or `KIND=VALUE`, each with `,from=DAY` and `,to=DAY` behind it.
pub fn read(
    said: &[String],
    schema: &Schema,
    host: &str,
    texts: &Texts,
    env: &mut Env,
) -> Result<Vec<Supposed>, Failure> {
    said.iter().map(|one| read_one(one, schema, host, texts, env)).collect()
}

fn read_one(said: &str, schema: &Schema, host: &str, texts: &Texts, env: &mut Env) -> Result<Supposed, Failure> {
    let form = || Failure::say(Exit::Usage, texts.say("suppose-form", &[("text", Arg::from(said))]));
    let (id, rest) = said.split_once('=').ok_or_else(form)?;
    let kind = input::kind(id, schema, texts)?;
    let mut parts = rest.split(',');
    let text = parts.next().unwrap_or_default().trim();
    let (mut from, mut to) = (None, None);
    for part in parts {
        let (side, day) = part.split_once('=').ok_or_else(form)?;
        let day = Some(input::spoken_day(day, Leaning::Near, texts, env)?);
        match side.trim() {
            "from" if from.is_none() => from = day,
            "to" if to.is_none() => to = day,
            _ => return Err(form()),
        }
    }
    let wrong = |problem| fact::wrong(kind, &problem, texts);
    let why = |code: &str| {
        let codes = || Why::ALL.map(Why::code).join(", ");
        let unread = || texts.say("cli-not-a-code", &[("text", Arg::from(code)), ("codes", codes().into())]);
        Why::parse(code).ok_or_else(|| Failure::say(Exit::Usage, unread()))
    };
    let state = match text {
        "" => return Err(form()),
        "none" => State::None,
        "unknown" => State::Unknown(Why::NotAsked),
        text => match (text.strip_prefix("unknown:"), &kind.ty) {
            (Some(code), _) => State::Unknown(why(code)?),
            (None, FactType::Date) => State::Known(Value::Date(input::spoken_day(text, Leaning::Past, texts, env)?)),
            (None, ty) => State::Known(read_value(text, ty, schema, Some(host)).map_err(wrong)?),
        },
    };
    let turned = || Failure::say(Exit::Data, texts.get("fact-interval-turned"));
    Ok(Supposed { kind: kind.id.clone(), state, holds: Interval::new(from, to).ok_or_else(turned)? })
}

/// What was supposed, as JSON.
pub fn as_json(one: &Supposed) -> Json {
    let (state, value) = match &one.state {
        State::Known(value) => ("known", json!(value.canonical())),
        State::None => ("none", Json::Null),
        State::Unknown(why) => ("unknown", json!(why.code())),
    };
    let day = |day: Option<crate::domain::Day>| day.map(|day| day.to_string());
    json!({"kind": one.kind, "state": state, "value": value, "from": day(one.holds.from), "to": day(one.holds.to)})
}
