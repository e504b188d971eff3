//! The form of an act on all marked cases: above its fields what will become of each of them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::form;
use super::theme::Role;
use super::words;
use crate::app::screens::bulk::{Bulk, Plan};
use crate::domain::{ActError, CaseId, Clean};
use crate::i18n::{Arg, Texts};

/// So many cases of a group are named.
const NAMED: usize = 12;

pub fn draw(texts: &Texts, bulk: &Bulk, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let act = texts.get(&format!("bulk-{}", bulk.kind.code().replace(' ', "-")));
    let count = Arg::Count(bulk.items.len() as i64);
    let area = form::title(texts, "bulk-title", &[("act", act.into()), ("count", count)], area, buf);
    let mut about = Document::new(area.width);
    for (plan, cases) in bulk.groups() {
        let (said, role) = says(texts, plan, cases.len());
        about.labelled(0, &said, &named(texts, &cases), role);
    }
    about.say(0, &texts.get("bulk-how"), Role::Dim);
    form::draw(&bulk.form, texts, about, area, buf)
}

/// What becomes of so many cases of a group.
fn says(texts: &Texts, plan: &Plan, count: usize) -> (Clean, Role) {
    let count = ("count", Arg::Text(texts.number(i64::try_from(count).unwrap_or(i64::MAX))));
    match plan {
        Plan::Decide { verdict, .. } => {
            let verdict = ("verdict", texts.get(&format!("verdict-{}", verdict.code())).into());
            (texts.say("bulk-decides", &[count, verdict]), Role::Strong)
        }
        Plan::Approve { verdict, .. } => {
            let verdict = ("verdict", texts.get(&format!("verdict-{}", verdict.code())).into());
            (texts.say("bulk-approves", &[count, verdict]), Role::Strong)
        }
        Plan::Request { .. } => (texts.say("bulk-asks", &[count]), Role::Strong),
        Plan::AsTheFormSays => (texts.say("bulk-does", &[count]), Role::Strong),
        Plan::NothingFollows(outcome) => {
            let outcome = ("outcome", words::outcome(texts, *outcome).into());
            (texts.say("bulk-nothing-follows", &[count, outcome]), Role::Warn)
        }
        Plan::NothingMissing => (texts.say("bulk-nothing-missing", &[count]), Role::Warn),
        Plan::Refused(ActError::Held { by, .. }) => {
            (texts.say("bulk-held", &[count, ("officer", Arg::from(by.as_str()))]), Role::Warn)
        }
        Plan::Refused(ActError::WrongStatus { status, .. }) => {
            (texts.say("bulk-status", &[count, ("status", texts.word("status", status.code()).into())]), Role::Warn)
        }
        Plan::Refused(ActError::UndoOver { .. }) => (texts.say("bulk-undo-over", &[count]), Role::Warn),
        Plan::Refused(ActError::UndoStillOpen { .. }) => (texts.say("bulk-undo-still-open", &[count]), Role::Warn),
        Plan::Refused(error) => (texts.say("bulk-refused", &[count, ("why", texts.refusal(error).into())]), Role::Warn),
    }
}

fn named(texts: &Texts, cases: &[CaseId]) -> Clean {
    let numbers: Vec<String> = cases.iter().take(NAMED).map(CaseId::to_string).collect();
    let numbers = numbers.join(", ");
    match cases.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => texts.say("bulk-and-more", &[("cases", numbers.into()), ("count", Arg::Count(more as i64))]),
        None => Clean::new(&numbers),
    }
}
