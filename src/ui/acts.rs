//! The forms of the acts on a case: what each one says above its fields.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::theme::Role;
use super::{case, form, words};
use crate::app::App;
use crate::app::pane::{Extent, Pane};
use crate::app::screens::approve::Approve;
use crate::app::screens::decide::{Decide, proposed};
use crate::app::screens::fact_form::{FactForm, KindRow, Stage};
use crate::app::screens::request::{Purpose, Request, question};
use crate::domain::{Clean, FactType};
use crate::i18n::{Arg, Texts};
use crate::law::Finding;
use crate::wording::representative::represented;

fn subject(app: &App) -> [(&'static str, Arg); 2] {
    let case = app.case.as_ref();
    [
        ("case", Arg::Text(case.map(|case| case.id().to_string()).unwrap_or_default())),
        ("name", Arg::Text(case.map(|case| case.file.name.clone()).unwrap_or_default())),
    ]
}

pub fn decide(app: &App, texts: &Texts, decide: &Decide, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let case = app.case.as_ref()?;
    let area = form::title(texts, "decide-title", &subject(app), area, buf);
    let mut about = Document::new(area.width);
    let outcome = proposed(case);
    about.labelled(0, &texts.get("case-proposed-label"), &words::outcome(texts, outcome), words::outcome_role(outcome));
    for finding in case.findings().iter().filter(|finding| finding.finding != Finding::Met) {
        let (sign, word, role) = words::finding(&finding.finding);
        let line = format!("{sign} {}: {}", finding.criterion.title.get(texts.lang()), texts.word("finding", word));
        about.say(2, &Clean::new(&line), role);
    }
    if decide.departs(case) {
        about.say(0, &texts.get("decide-departs"), Role::Warn);
    }
    let until = texts.moment(app.now.plus_minutes(app.office.undo_minutes));
    about.say(0, &texts.say("decide-until", &[("until", until.into())]), Role::Dim);
    form::draw(&decide.form, texts, about, area, buf)
}

pub fn approve(app: &App, texts: &Texts, approve: &Approve, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let view = app.case.as_ref()?;
    let area = form::title(texts, "approve-title", &subject(app), area, buf);
    let mut about = Document::new(area.width);
    if let Some(decision) = view.file.decision() {
        about.say(0, &case::decided(texts, decision), Role::Strong);
        let then = words::outcome(texts, decision.proposed);
        about.labelled(0, &texts.get("approve-proposed"), &then, words::outcome_role(decision.proposed));
        let texts_of = [("approve-reasons", &decision.reasons), ("approve-departure", &decision.departure)];
        for (key, text) in texts_of.into_iter().filter(|(_, text)| !text.is_empty()) {
            about.say(0, &texts.get(key), Role::Dim);
            for line in Clean::lines(text) {
                about.say(2, &line, Role::Plain);
            }
        }
        let now = proposed(view);
        if now != decision.proposed {
            let said = texts.say("approve-changed", &[("outcome", words::outcome(texts, now).into())]);
            about.say(0, &said, Role::Warn);
        }
    }
    about.blank();
    form::draw(&approve.form, texts, about, area, buf)
}

pub fn request(app: &App, texts: &Texts, request: &Request, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (title, about_key) = match request.purpose {
        Purpose::Evidence => ("request-title", "request-about"),
        Purpose::Undo => ("undo-title", "undo-about"),
        Purpose::Notice => ("notice-title", "notice-about"),
        Purpose::Snooze => ("snooze-title", "snooze-about"),
        Purpose::Assign => ("assign-title", "assign-about"),
        Purpose::Ask => ("ask-title", "ask-about"),
        Purpose::Answer => ("answer-title", "answer-about"),
        Purpose::Undelivered => ("undelivered-title", "undelivered-about"),
        Purpose::Appeal => ("appeal-title", "appeal-about"),
        Purpose::Ruling => ("ruling-title", "ruling-about"),
        Purpose::Reopen => ("reopen-title", "reopen-about"),
        Purpose::Represent => ("represent-title", "represent-about"),
    };
    let view = app.case.as_ref()?;
    let decision = view.file.decision();
    let area = form::title(texts, title, &subject(app), area, buf);
    let mut about = Document::new(area.width);
    let until = decision.map(|decision| texts.moment(decision.at.plus_minutes(app.office.undo_minutes)));
    let args = [("until", Arg::from(until.unwrap_or_default())), ("due", Arg::Text(texts.date(view.file.case.due_on)))];
    about.say(0, &texts.say(about_key, &args), Role::Dim);
    match (request.purpose, decision, question(view)) {
        (
            Purpose::Undo
            | Purpose::Notice
            | Purpose::Undelivered
            | Purpose::Appeal
            | Purpose::Ruling
            | Purpose::Reopen,
            Some(decision),
            _,
        ) => {
            about.say(0, &case::decided(texts, decision), Role::Strong);
        }
        (Purpose::Answer, _, Some(asked)) => {
            let args = [("by", Arg::from(asked.by.as_str())), ("whom", Arg::from(asked.more.about.as_str()))];
            about.say(0, &texts.say("answer-asked", &args), Role::Dim);
            for line in Clean::lines(&asked.text) {
                about.say(2, &line, Role::Strong);
            }
        }
        (Purpose::Represent, ..) => {
            for one in &view.file.representatives {
                about.say(0, &represented(one, app.today(), texts), Role::Strong);
            }
        }
        _ => {}
    }
    form::draw(&request.form, texts, about, area, buf)
}

/// The choice of a kind or the form of one.
pub fn fact(app: &App, texts: &Texts, fact: &FactForm, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    match &fact.stage {
        Stage::Choosing { rows, pane } => {
            let area = form::title(texts, "fact-choose-title", &subject(app), area, buf);
            (kinds(app, texts, rows, pane, area, buf), None)
        }
        Stage::Filling { kind, form } => {
            let area = form::title(texts, "fact-title", &subject(app), area, buf);
            let mut about = Document::new(area.width);
            about.say(0, &Clean::new(kind.label.get(texts.lang())), Role::Strong);
            about.say(0, &Clean::new(kind.question.get(texts.lang())), Role::Plain);
            if kind.ty == FactType::Place {
                about.say(0, &texts.get("fact-place-hint"), Role::Dim);
            }
            (Extent::default(), form::draw(form, texts, about, area, buf))
        }
    }
}

fn kinds(app: &App, texts: &Texts, rows: &[KindRow], pane: &Pane, area: Rect, buf: &mut Buffer) -> Extent {
    let mut document = Document::new(area.width);
    for row in rows {
        document.item(|document| {
            let label = words::kind(app, texts, &row.kind);
            match row.needed {
                Some(why) => {
                    let missing = Clean::new(&format!("? {}", words::why(texts, why)));
                    document.pair(0, (label, Role::Strong), (missing, Role::Warn));
                }
                None => document.line(0, vec![(label, Role::Plain)]),
            }
        });
    }
    document.draw(area, buf, pane)
}
