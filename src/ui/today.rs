//! What the officer did today: each act on a line of its own, under it what can still be done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::theme::Role;
use super::{form, words};
use crate::app::App;
use crate::app::deeds::{Deed, Open};
use crate::app::pane::Extent;
use crate::app::screens::today::Today;
use crate::domain::{Clean, Stamp};
use crate::i18n::{Arg, Texts};
use crate::wording::entry;

pub fn draw(app: &App, texts: &Texts, today: &Today, area: Rect, buf: &mut Buffer) -> Extent {
    let args = [
        ("officer", Arg::from(app.officer.name.as_str())),
        ("day", Arg::Text(texts.date(texts.zone().day(app.now)))),
        ("zone", Arg::Text(texts.zone().called(app.now))),
    ];
    let below = form::title(texts, "today-title", &args, area, buf);
    let mut document = Document::new(below.width);
    for deed in &today.deeds {
        document.item(|document| draw_deed(texts, deed, document));
    }
    let said = match (today.loaded, today.deeds.is_empty(), today.cut) {
        (true, true, false) => Some("today-nothing"),
        (true, _, true) => Some("today-cut"),
        _ => None,
    };
    if let Some(key) = said {
        document.say(0, &texts.get(key), Role::Dim);
    }
    document.draw(below, buf, &today.pane)
}

fn draw_deed(texts: &Texts, deed: &Deed, document: &mut Document) {
    let case = deed.case().map(|case| case.to_string()).unwrap_or_default();
    let what = entry::done(texts, &deed.row);
    let head = format!("{}  {case:>7}  ", clock(texts, deed.row.at));
    // The act is never cut: a long name gives way to it.
    let room = usize::from(document.width()).saturating_sub(head.len() + what.width() + 2);
    let name = Clean::new(deed.name.as_deref().unwrap_or_default()).fit(room);
    let gap = if name.width() > 0 { "  " } else { "" };
    document.line(0, vec![(Clean::new(&format!("{head}{name}{gap}{what}")), Role::Plain)]);
    if !deed.open.is_empty() {
        let owed = deed.open.iter().any(|one| matches!(one, Open::Letter | Open::Anew));
        let said = words::join(" · ", said(texts, deed));
        document.say(7, &said, if owed { Role::Warn } else { Role::Dim });
    }
}

/// What can still be done; the facts that can be corrected are said together.
fn said(texts: &Texts, deed: &Deed) -> Vec<Clean> {
    let mut said: Vec<Clean> = Vec::new();
    for one in &deed.open {
        match one {
            Open::TakeBack { until } => {
                said.push(texts.say("today-take-back", &[("until", Arg::Text(clock(texts, *until)))]));
            }
            Open::Letter => said.push(texts.get("today-letter")),
            Open::Anew => said.push(texts.get("today-anew")),
            Open::Correct { .. } => {}
        }
    }
    if deed.facts().next().is_some() {
        said.push(texts.get("today-correct"));
    }
    said
}

fn clock(texts: &Texts, at: Stamp) -> String {
    texts.zone().local(at).format("%H:%M").to_string()
}
