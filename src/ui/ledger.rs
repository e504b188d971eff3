//! The ledger: the entries on the screen, and what verification came to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::text::wrap;
use super::theme::Role;
use super::{form, text};
use crate::app::pane::{Extent, Pane};
use crate::app::screens::ledger::{Ledger, Verified};
use crate::domain::{Clean, LedgerRow};
use crate::i18n::{Arg, Texts};
use crate::wording::entry;

pub fn draw(texts: &Texts, ledger: &Ledger, area: Rect, buf: &mut Buffer) -> Extent {
    let mut area = form::title(texts, "ledger-title", &[], area, buf);
    if let Some((said, role)) = verdict(texts, ledger) {
        for line in wrap(&said, area.width) {
            text::put(buf, area.x, area.y, area.width, &line, role);
            area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        }
    }
    // Only the entries on the screen are built: each takes one line.
    let page = usize::from(area.height);
    let whole = ledger.pane.scroll_for(Some((ledger.pane.cursor, ledger.pane.cursor + 1)), ledger.rows.len(), page);
    let mut document = Document::new(area.width);
    let width = document.width();
    for row in ledger.rows.iter().skip(whole.scroll).take(page) {
        document.item(|document| document.line(0, vec![(line(texts, row, width), Role::Plain)]));
    }
    let here = Pane { cursor: ledger.pane.cursor.saturating_sub(whole.scroll), ..Pane::default() };
    document.draw(area, buf, &here);
    whole
}

fn line(texts: &Texts, row: &LedgerRow, width: u16) -> Clean {
    let case = row.case.map(|case| case.to_string()).unwrap_or_default();
    let moment = texts.moment(row.at);
    let action = entry::done(texts, row);
    let actor = Clean::new(&row.actor).fit(10);
    let line = format!("{:>6}  {}  {actor:<10} {case:>7}  {action}", row.seq, moment.trim_end_matches(" UTC"));
    let leaf = Clean::new(&row.leaf);
    let line = Clean::new(&line);
    let used = line.width() + leaf.width() + 2;
    match usize::from(width).checked_sub(used) {
        Some(gap) => Clean::new(&format!("{line}{}  {leaf}", " ".repeat(gap))),
        None => line,
    }
}

fn verdict(texts: &Texts, ledger: &Ledger) -> Option<(Clean, Role)> {
    Some(match ledger.verified.as_ref()? {
        Verified::UnderWay { percent } => {
            let args = [("percent", Arg::Text(percent.to_string()))];
            (texts.say("ledger-under-way", &args), Role::Warn)
        }
        Verified::Holds { entries, rows, root } => {
            let count = |n: u64| Arg::Count(i64::try_from(n).unwrap_or(i64::MAX));
            let args = [("entries", count(*entries)), ("rows", count(*rows)), ("root", Arg::from(root.as_str()))];
            (Clean::new(&format!("+ {}", texts.say("ledger-holds", &args))), Role::Good)
        }
        Verified::Fails { class, place, what } => {
            let args = [
                ("class", texts.word("fault", class).into()),
                ("place", Arg::from(place.as_str())),
                ("what", Arg::from(what.as_str())),
            ];
            (Clean::new(&format!("! {}", texts.say("ledger-fails", &args))), Role::Bad)
        }
    })
}
