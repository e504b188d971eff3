//! "What if": the dates, and the determination under them beside the actual one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::theme::Role;
use super::{form, words};
use crate::app::App;
use crate::app::pane::Extent;
use crate::app::screens::case::CaseView;
use crate::app::screens::whatif::WhatIf;
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::law::Determination;

/// Lines of the form, which moves with its cursor: while a date is typed, and while a fact is supposed.
const DATES: u16 = 6;
const FACTS: u16 = 9;

pub fn draw(app: &App, texts: &Texts, what_if: &WhatIf, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let Some(case) = &app.case else { return (Extent::default(), None) };
    let args = [("case", Arg::Text(case.id().to_string())), ("name", Arg::from(case.file.name.as_str()))];
    let area = form::title(texts, "what-if-title", &args, area, buf);
    let mut about = Document::new(area.width);
    about.say(0, &texts.get("what-if-about"), Role::Dim);
    let fields = Rect { height: if what_if.is_at_facts() { FACTS } else { DATES }.min(area.height), ..area };
    let cursor = form::draw(&what_if.form, texts, about, fields, buf);
    let below = Rect { y: area.y + fields.height, height: area.height - fields.height, ..area };
    let document = compare(app, texts, case, what_if, below.width);
    (document.draw(below, buf, &what_if.pane), cursor)
}

/// Each criterion with what it comes to now and what it would come to; what differs is marked.
fn compare(app: &App, texts: &Texts, case: &CaseView, what_if: &WhatIf, width: u16) -> Document {
    let mut document = Document::new(width);
    let (Some(actual), Some(other)) = (&case.determination, what_if.shown.as_deref()) else { return document };
    let outcome = |d: &Determination| (words::outcome(texts, d.outcome), words::outcome_role(d.outcome));
    let dates = |d: &Determination| {
        let days = [("poll", Arg::Text(texts.date(d.poll_day))), ("law", Arg::Text(texts.date(d.law_date)))];
        texts.say("what-if-dates", &days)
    };
    for (key, determination) in [("what-if-actual", actual), ("what-if-then", other)] {
        let (word, role) = outcome(determination);
        let label = (Clean::new(&format!("{}: ", texts.get(key))), Role::Dim);
        document.line(0, vec![label, (word, role), (Clean::new(&format!("  {}", dates(determination))), Role::Dim)]);
    }
    if !what_if.supposed.is_empty() {
        let kinds: Vec<&str> = what_if.supposed.iter().map(|words| words.get(texts.lang())).collect();
        document.say(0, &texts.say("what-if-supposed", &[("kinds", Arg::from(kinds.join(", ")))]), Role::Warn);
    }
    if actual.outcome == other.outcome && actual.findings == other.findings {
        document.say(0, &texts.get("what-if-same"), Role::Dim);
    }
    document.blank();
    for finding in &other.findings {
        let before = actual.findings.iter().find(|one| one.criterion.id == finding.criterion.id);
        let (sign, word, role) = words::finding(&finding.finding);
        let was = before.map(|one| words::finding(&one.finding));
        let flips = was.is_none_or(|(_, was, _)| was != word);
        let mark = if flips { "*" } else { " " };
        let title = Clean::new(&format!("{mark} {sign} {}", finding.criterion.title.get(texts.lang())));
        let now = match was {
            Some((_, was, _)) if flips => format!("{} -> {}", texts.word("finding", was), texts.word("finding", word)),
            None => format!("{} -> {}", texts.get("what-if-not-there"), texts.word("finding", word)),
            _ => texts.word("finding", word).to_string(),
        };
        document.pair(0, (title, role), (Clean::new(&now), if flips { Role::Strong } else { Role::Dim }));
    }
    let gone = actual
        .findings
        .iter()
        .filter(|one| other.findings.iter().all(|finding| finding.criterion.id != one.criterion.id));
    for finding in gone {
        let title = Clean::new(&format!("*   {}", finding.criterion.title.get(texts.lang())));
        document.pair(0, (title, Role::Dim), (texts.get("what-if-gone"), Role::Strong));
    }
    for need in &other.needs {
        document.labelled(2, &texts.get("finding-ask"), &words::need(app, texts, need), Role::Warn);
    }
    document
}
