//! Values in words: facts, intervals, evidence, findings, outcomes, days.

use super::theme::Role;
use crate::app::App;
use crate::app::form::Label;
use crate::domain::{Clean, Day, Evidence, Fact, FactType, Interval, Outcome, Right, State, Status, Value, Why};
use crate::i18n::{Arg, Texts};
use crate::law::{Finding, Need, Tri};

pub fn label(label: &Label, texts: &Texts) -> Clean {
    match label {
        Label::Key(key) => texts.get(key),
        Label::Words(words) => Clean::new(words.get(texts.lang())),
        Label::Raw(text) => Clean::new(text),
    }
}

/// What a kind of fact is called.
pub fn kind(app: &App, texts: &Texts, id: &str) -> Clean {
    match app.library.schema.kind(id) {
        Some(kind) => Clean::new(kind.label.get(texts.lang())),
        None => texts.word("given", id),
    }
}

/// A code of one of the schema's lists.
pub fn code(app: &App, texts: &Texts, list: &str, code: &str) -> Clean {
    let label = app.library.schema.list(list).and_then(|list| list.label(code));
    label.map_or_else(|| Clean::new(code), |words| Clean::new(words.get(texts.lang())))
}

pub fn state(app: &App, texts: &Texts, kind: &str, state: &State) -> Clean {
    match state {
        State::Known(value) => self::value(app, texts, kind, value),
        State::None => texts.get("state-none"),
        State::Unknown(why) => texts.say("fact-unknown", &[("why", self::why(texts, *why).into())]),
    }
}

fn value(app: &App, texts: &Texts, kind: &str, value: &Value) -> Clean {
    match value {
        Value::Bool(true) => texts.get("state-yes"),
        Value::Bool(false) => texts.get("state-none"),
        Value::Int(n) => Clean::new(&texts.number(*n)),
        Value::Date(day) => Clean::new(&texts.date(*day)),
        Value::Code(code) => match app.library.schema.kind(kind).map(|kind| &kind.ty) {
            Some(FactType::Code(list)) => self::code(app, texts, list, code),
            _ => Clean::new(code),
        },
        Value::Place(place) => Clean::new(&match &app.case {
            Some(case) => case.file.poll.place_text(place, &app.library.schema, texts.lang()),
            None => place.to_string(),
        }),
    }
}

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

pub fn evidence(app: &App, texts: &Texts, evidence: &Evidence) -> Clean {
    let mut words = code(app, texts, "evidence", &evidence.kind).to_string();
    if !evidence.reference.is_empty() {
        words.push_str(&format!(" {}", evidence.reference));
    }
    if let Some(dated) = evidence.dated {
        words.push_str(&format!(", {}", texts.date(dated)));
    }
    Clean::new(&words)
}

/// What shows a row of an explanation: a kind of evidence and its reference.
pub fn shown_by(app: &App, texts: &Texts, evidence: Option<&Evidence>) -> Clean {
    let Some(evidence) = evidence else { return Clean::default() };
    join(" ", [code(app, texts, "evidence", &evidence.kind), Clean::new(&evidence.reference)])
}

/// Value, interval: `Belarus, since 2019-03-01`.
pub fn statement(app: &App, texts: &Texts, fact: &Fact) -> Clean {
    join(", ", [state(app, texts, &fact.kind, &fact.state), holds(texts, fact.holds)])
}

/// Puts the parts that are not empty together.
pub fn join(separator: &str, parts: impl IntoIterator<Item = Clean>) -> Clean {
    let parts: Vec<String> = parts.into_iter().filter(|p| p.width() > 0).map(|p| p.to_string()).collect();
    Clean::new(&parts.join(separator))
}

/// A fact to ask for, and why it is not there.
pub fn need(app: &App, texts: &Texts, need: &Need) -> Clean {
    let on = need.on.map(|day| texts.say("need-on", &[("day", Arg::Text(texts.date(day)))]));
    let what = join(" ", [kind(app, texts, &need.kind), on.unwrap_or_default()]);
    Clean::new(&format!("{what} ({})", why(texts, need.why)))
}

/// Sign and role of a finding; its word is under `finding`.
pub fn finding(finding: &Finding) -> (&'static str, &'static str, Role) {
    match finding {
        Finding::Met => ("+", "met", Role::Good),
        Finding::NotMet => ("-", "not_met", Role::Bad),
        Finding::NotShown { .. } => ("?", "not_shown", Role::Warn),
        Finding::Contested { .. } => ("!", "contested", Role::Contested),
    }
}

pub fn tri(value: Tri) -> (&'static str, Role) {
    match value {
        Tri::Yes => ("+", Role::Good),
        Tri::No => ("-", Role::Bad),
        Tri::Unknown => ("?", Role::Warn),
    }
}

pub fn outcome_role(outcome: Outcome) -> Role {
    match outcome {
        Outcome::Eligible => Role::Good,
        Outcome::Ineligible | Outcome::NoLaw => Role::Bad,
        Outcome::Undetermined => Role::Warn,
        Outcome::Contested => Role::Contested,
    }
}

/// Sign and word of an outcome.
pub fn outcome(texts: &Texts, outcome: Outcome) -> Clean {
    Clean::new(&format!(
        "{} {}",
        texts.word("outcome", &format!("sign-{}", outcome.code())),
        texts.word("outcome", outcome.code())
    ))
}

/// Sign and word of an outcome for a narrow column.
pub fn short_outcome(texts: &Texts, outcome: Outcome) -> Clean {
    let word = match outcome {
        Outcome::Eligible => "short-eligible",
        Outcome::Ineligible => "short-ineligible",
        Outcome::Undetermined => "short-undetermined",
        Outcome::Contested => "short-contested",
        Outcome::NoLaw => "short-no-law",
    };
    Clean::new(&format!("{} {}", texts.word("outcome", &format!("sign-{}", outcome.code())), texts.get(word)))
}

/// A status for a narrow column.
pub fn short_status(texts: &Texts, status: Status) -> Clean {
    texts.get(match status {
        Status::New => "short-new",
        Status::InReview => "short-in-review",
        Status::AwaitingEvidence => "short-awaiting-evidence",
        Status::Decided => "short-decided",
        Status::AwaitingApproval => "short-awaiting-approval",
        Status::Final => "short-final",
        Status::Noticed => "short-noticed",
    })
}

/// A right for a narrow column.
pub fn short_right(texts: &Texts, right: Right) -> Clean {
    texts.get(match right {
        Right::Vote => "short-vote",
        Right::Stand => "short-stand",
    })
}

/// Days until a day; negative when it is past.
pub fn days_left(app: &App, due: Day) -> i64 {
    (due - app.now.day()).num_days()
}

/// `12 days left`, `3 days late`.
pub fn due(app: &App, texts: &Texts, due: Day) -> (Clean, Role) {
    let left = days_left(app, due);
    let days = texts.say("days", &[("count", Arg::Count(left.abs()))]);
    let (key, role) = match left {
        ..0 => ("due-late", Role::Bad),
        0..=3 => ("due-left", Role::Warn),
        _ => ("due-left", Role::Plain),
    };
    (texts.say(key, &[("day", Arg::Text(texts.date(due))), ("days", days.into())]), role)
}
