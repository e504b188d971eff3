//! Facts in words: kinds, codes, states, intervals, evidence.

use super::Wording;
use crate::domain::{Clean, Day, Evidence, Fact, FactType, Interval, Place, State, Value, Why};
use crate::i18n::{Arg, Texts};
use crate::law::Need;
use crate::law::facts_json::NoValue;

/// Why a text is no value of its kind of fact.
pub fn no_value(problem: &NoValue, texts: &Texts) -> Clean {
    let (key, text) = match problem {
        NoValue::Flag(text) => ("value-no-flag", text),
        NoValue::Number(text) => ("value-no-number", text),
        NoValue::Day(text) => ("value-no-day", text),
        NoValue::Code { text, list, near } => {
            let key = if near.is_some() { "value-no-code-near" } else { "value-no-code" };
            let near = near.as_deref().unwrap_or_default();
            return texts
                .say(key, &[("text", text.as_str().into()), ("list", list.as_str().into()), ("near", near.into())]);
        }
        NoValue::Place(problem) => return texts.say(problem.key(), &[("value", Arg::from(problem.value()))]),
    };
    texts.say(key, &[("text", Arg::from(text.as_str()))])
}

impl Wording<'_> {
    /// What a kind of fact is called, or a date or number that the poll or the application gives.
    pub fn kind(&self, id: &str) -> Clean {
        match self.schema.kind(id) {
            Some(kind) => Clean::new(kind.label.get(self.texts.lang())),
            None => self.texts.word("given", id),
        }
    }

    /// A code of one of the schema's lists as its name.
    pub fn code(&self, list: &str, code: &str) -> Clean {
        let label = self.schema.list(list).and_then(|list| list.label(code));
        label.map_or_else(|| Clean::new(code), |words| Clean::new(words.get(self.texts.lang())))
    }

    /// A place: its code, with the name where the poll knows it and the register where it is another state's.
    pub fn place(&self, place: &Place) -> Clean {
        let poll = self.poll.map(|poll| poll.place_text(place, self.schema, self.texts.lang()));
        Clean::new(&poll.unwrap_or_else(|| place.to_string()))
    }

    /// The value, "none", or "unknown" and why.
    pub fn state(&self, kind: &str, state: &State) -> Clean {
        match state {
            State::Known(value) => self.value(kind, value),
            State::None => self.texts.get("state-none"),
            State::Unknown(why) => self.texts.say("fact-unknown", &[("why", self::why(self.texts, *why).into())]),
        }
    }

    fn value(&self, kind: &str, value: &Value) -> Clean {
        match value {
            Value::Bool(true) => self.texts.get("state-yes"),
            Value::Bool(false) => self.texts.get("state-none"),
            Value::Int(n) => Clean::new(&self.texts.number(*n)),
            Value::Date(day) => Clean::new(&self.texts.date(*day)),
            Value::Place(place) => self.place(place),
            Value::Code(code) => match self.schema.kind(kind).map(|kind| &kind.ty) {
                Some(FactType::Code(list)) => self.code(list, code),
                _ => Clean::new(code),
            },
        }
    }

    /// Kind, reference and day of what shows a fact.
    pub fn evidence(&self, evidence: &Evidence) -> Clean {
        let dated = evidence.dated.map(|day| Clean::new(&self.texts.date(day)));
        join(", ", [self.shown_by(Some(evidence)), dated.unwrap_or_default()])
    }

    /// The same without its day; empty where nothing shows it.
    pub fn shown_by(&self, evidence: Option<&Evidence>) -> Clean {
        let Some(evidence) = evidence else { return Clean::default() };
        join(" ", [self.code("evidence", &evidence.kind), Clean::new(&evidence.reference)])
    }

    /// Value, interval: `Belarus, since 2019-03-01`.
    pub fn statement(&self, fact: &Fact) -> Clean {
        if fact.unseen {
            return self.texts.say("fact-unseen", &[("officer", Arg::from(fact.recorded_by.as_str()))]);
        }
        join(", ", [self.state(&fact.kind, &fact.state), holds(self.texts, fact.holds)])
    }

    /// Kind, value, interval, evidence: `citizenship: Belarus, since 2019-03-01, passport MP1234567`.
    pub fn on_record(&self, fact: &Fact) -> Clean {
        let shown = fact.evidence.as_ref().map(|shown| self.evidence(shown)).unwrap_or_default();
        join(": ", [self.kind(&fact.kind), join(", ", [self.statement(fact), shown])])
    }
}

/// Why a fact is not known.
pub fn why(texts: &Texts, why: Why) -> Clean {
    texts.word("why", why.code())
}

/// Why a fact must be asked for. What is on record and does not answer is not "not asked yet".
pub fn needed(texts: &Texts, need: &Need) -> Clean {
    if need.why == Why::NotAsked && need.recorded { texts.get("why-not-enough") } else { why(texts, need.why) }
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

/// Puts the parts that are not empty together.
pub fn join(separator: &str, parts: impl IntoIterator<Item = Clean>) -> Clean {
    let parts: Vec<String> = parts.into_iter().filter(|part| part.width() > 0).map(|part| part.to_string()).collect();
    Clean::new(&parts.join(separator))
}
