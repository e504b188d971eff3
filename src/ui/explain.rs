//! The full explanation of one finding: the sentence, the provision, and every step with what it came to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::theme::Role;
use super::{case, words};
use crate::app::App;
use crate::app::pane::{Extent, Pane};
use crate::domain::Clean;
use crate::i18n::Texts;
use crate::law::{Step, StepKind};
use crate::wording;

pub fn draw(app: &App, texts: &Texts, finding: usize, pane: &Pane, area: Rect, buf: &mut Buffer) -> Extent {
    let found = app.case.as_ref().and_then(|case| case.findings().get(finding));
    let (Some(found), Some(case)) = (found, &app.case) else { return Extent::default() };
    let criterion = &found.criterion;
    let mut document = Document::new(area.width);
    document.say(0, &Clean::new(criterion.say.get(texts.lang())), Role::Strong);
    document.say(0, &wording::source::of(&criterion.cite, texts), Role::Dim);
    let in_force = words::holds(texts, criterion.in_force);
    if in_force.width() > 0 {
        document.labelled(0, &texts.get("explain-in-force"), &in_force, Role::Plain);
    }
    document.blank();
    case::one_finding(app, texts, case, finding, &mut document);
    document.blank();
    document.say(0, &texts.get("explain-steps"), Role::Title);
    let answer = case.determination.as_ref();
    if let Some(first) = answer.and_then(|answer| answer.explain(finding, &case.file.facts)) {
        step(app, texts, &first, 0, &mut document);
    }
    document.draw(area, buf, pane)
}

fn step(app: &App, texts: &Texts, step: &Step, depth: u16, document: &mut Document) {
    let (sign, role) = words::tri(step.value());
    let indent = (depth * 2).min(document.width() / 2);
    let said = words::wording(app, texts).step(step);
    let sign = if matches!(step.kind(), StepKind::Parameter | StepKind::Given) { " " } else { sign };
    let text = format!("{sign} {said}");
    let role = if matches!(step.kind(), StepKind::Parameter | StepKind::Given) { Role::Dim } else { role };
    document.say(indent, &Clean::new(&text), role);
    if let Some(cite) = step.cite() {
        document.say(indent + 4, &wording::source::cited(cite, texts), Role::Dim);
    }
    if let StepKind::Fact { why, .. } = step.kind() {
        if let Some(why) = why {
            document.say(indent + 4, &words::why(texts, why), Role::Warn);
        }
        for fact in step.facts() {
            let evidence = words::shown_by(app, texts, fact.evidence.as_ref());
            let number = Clean::new(&format!("#{}", fact.id));
            let said = words::join(", ", [words::statement(app, texts, fact), evidence]);
            document.labelled(indent + 4, &number, &said, Role::Plain);
        }
    }
    step.children().for_each(|child| self::step(app, texts, &child, depth + 1, document));
}
