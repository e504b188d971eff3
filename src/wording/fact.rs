//! Facts in words: kinds, codes, states, intervals, evidence.

use crate::domain::{Clean, Day, Evidence, Fact, FactType, Interval, Schema, State, Value, Why};
use crate::i18n::{Arg, Texts};

/// What a kind of fact is called, or a date or number that the poll or the application gives.
pub fn kind(schema: &Schema, texts: &Texts, id: &str) -> Clean {
    match schema.kind(id) {
        Some(kind) => Clean::new(kind.label.get(texts.lang())),
        None => texts.word("given", id),
    }
}

/// A code of one of the schema's lists as its name.
pub fn code(schema: &Schema, texts: &Texts, list: &str, code: &str) -> Clean {
    let label = schema.list(list).and_then(|list| list.label(code));
    label.map_or_else(|| Clean::new(code), |words| Clean::new(words.get(texts.lang())))
}

/// The value, "none", or "unknown" and why.
pub fn state(schema: &Schema, texts: &Texts, kind: &str, state: &State) -> Clean {
    match state {
        State::Known(value) => self::value(schema, texts, kind, value),
        State::None => texts.get("state-none"),
        State::Unknown(why) => texts.say("fact-unknown", &[("why", self::why(texts, *why).into())]),
    }
}

fn value(schema: &Schema, texts: &Texts, kind: &str, value: &Value) -> Clean {
    match value {
        Value::Bool(true) => texts.get("state-yes"),
        Value::Bool(false) => texts.get("state-none"),
        Value::Int(n) => Clean::new(&texts.number(*n)),
        Value::Date(day) => Clean::new(&texts.date(*day)),
        Value::Code(code) => match schema.kind(kind).map(|kind| &kind.ty) {
            Some(FactType::Code(list)) => self::code(schema, texts, list, code),
            _ => Clean::new(code),
        },
    }
}

/// Why a fact is not known.
pub fn why(texts: &Texts, why: Why) -> Clean {
    texts.word("why", why.code())
}

/// When something holds; empty where it always does.
pub fn holds(texts: &Texts, interval: Interval) -> Clean {
    let day = |day: Day| Arg::Text(texts.date(day));
    match (interval.from, interval.to) {
        (None, None) => Clean::default(),
        (Some(from), None) => texts.say("holds-since", &[("from", day(from))]),
        (None, Some(to)) => texts.say("holds-until", &[("to", day(to))]),
        (Some(from), Some(to)) => texts.say("holds-between", &[("from", day(from)), ("to", day(to))]),
    }
}

/// Kind, reference and day of what shows a fact.
pub fn evidence(schema: &Schema, texts: &Texts, evidence: &Evidence) -> Clean {
    let dated = evidence.dated.map(|day| Clean::new(&texts.date(day)));
    join(", ", [shown_by(schema, texts, Some(evidence)), dated.unwrap_or_default()])
}

/// The same without its day; empty where nothing shows it.
pub fn shown_by(schema: &Schema, texts: &Texts, evidence: Option<&Evidence>) -> Clean {
    let Some(evidence) = evidence else { return Clean::default() };
    join(" ", [code(schema, texts, "evidence", &evidence.kind), Clean::new(&evidence.reference)])
}

/// Value, interval: `Belarus, since 2019-03-01`.
pub fn statement(schema: &Schema, texts: &Texts, fact: &Fact) -> Clean {
    join(", ", [state(schema, texts, &fact.kind, &fact.state), holds(texts, fact.holds)])
}

/// Kind, value, interval, evidence: `citizenship: Belarus, since 2019-03-01, passport MP1234567`.
pub fn on_record(schema: &Schema, texts: &Texts, fact: &Fact) -> Clean {
    let shown = fact.evidence.as_ref().map(|shown| evidence(schema, texts, shown)).unwrap_or_default();
    let said = join(", ", [statement(schema, texts, fact), shown]);
    join(": ", [kind(schema, texts, &fact.kind), said])
}

/// Puts the parts that are not empty together.
pub fn join(separator: &str, parts: impl IntoIterator<Item = Clean>) -> Clean {
    let parts: Vec<String> = parts.into_iter().filter(|part| part.width() > 0).map(|part| part.to_string()).collect();
    Clean::new(&parts.join(separator))
}
