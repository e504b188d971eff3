//! Values in words: facts, intervals, evidence, findings, outcomes, days.

use super::theme::Role;
use crate::app::App;
use crate::app::form::Label;
use crate::domain::{Clean, Day, Evidence, Fact, Outcome, Right, Status};
use crate::i18n::{Arg, Texts};
use crate::law::{Finding, Need, Tri};
use crate::wording::Wording;
pub use crate::wording::fact::{holds, join, needed, why};

pub fn label(label: &Label, texts: &Texts) -> Clean {
    match label {
        Label::Key(key) => texts.get(key),
        Label::Words(words) => Clean::new(words.get(texts.lang())),
        Label::Raw(text) => Clean::new(text),
    }
}

/// What words are made of on the screens.
pub fn wording<'a>(app: &'a App, texts: &'a Texts) -> Wording<'a> {
    Wording { schema: &app.library.schema, texts, poll: app.case.as_ref().map(|case| &case.file.poll) }
}

/// What a kind of fact is called.
pub fn kind(app: &App, texts: &Texts, id: &str) -> Clean {
    wording(app, texts).kind(id)
}

/// A code of one of the schema's lists.
pub fn code(app: &App, texts: &Texts, list: &str, code: &str) -> Clean {
    wording(app, texts).code(list, code)
}

pub fn evidence(app: &App, texts: &Texts, evidence: &Evidence) -> Clean {
    wording(app, texts).evidence(evidence)
}

/// What shows a row of an explanation: a kind of evidence and its reference.
pub fn shown_by(app: &App, texts: &Texts, evidence: Option<&Evidence>) -> Clean {
    wording(app, texts).shown_by(evidence)
}

/// Value, interval: `Belarus, since 2019-03-01`.
pub fn statement(app: &App, texts: &Texts, fact: &Fact) -> Clean {
    wording(app, texts).statement(fact)
}

/// A fact to ask for, and why it is not there.
pub fn need(app: &App, texts: &Texts, need: &Need) -> Clean {
    let on = need.on.map(|day| texts.say("need-on", &[("day", Arg::Text(texts.date(day)))]));
    let what = join(" ", [kind(app, texts, &need.kind), on.unwrap_or_default()]);
    Clean::new(&format!("{what} ({})", needed(texts, need)))
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
    (due - app.today()).num_days()
}

/// The same for a narrow column: `4 d late`, `today`, `3 d`.
pub fn short_due(app: &App, texts: &Texts, due: Day) -> (Clean, Role) {
    let left = days_left(app, due);
    let (key, role) = match left {
        ..0 => ("short-late", Role::Bad),
        0 => ("short-today", Role::Warn),
        1..=3 => ("short-left", Role::Warn),
        _ => ("short-left", Role::Plain),
    };
    (texts.say(key, &[("count", Arg::Count(left.abs()))]), role)
}

/// How a status looks: what needs somebody is bright, what is done is dim.
pub fn status_role(status: Status) -> Role {
    match status {
        Status::New | Status::InReview => Role::Plain,
        Status::AwaitingEvidence => Role::Warn,
        Status::AwaitingApproval => Role::Contested,
        Status::Decided => Role::Good,
        Status::Final | Status::Noticed => Role::Dim,
    }
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
