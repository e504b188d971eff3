//! The letter to the applicant: first what its officer alone must know, then its text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::form;
use super::theme::Role;
use crate::app::App;
use crate::app::pane::Extent;
use crate::app::screens::letter::Letter;
use crate::domain::{AppealRoute, Clean};
use crate::i18n::{Arg, Texts};
use crate::wording::letter::{COLUMNS, Draft, recipients, write};

pub fn draw(app: &App, texts: &Texts, shown: &Letter, area: Rect, buf: &mut Buffer) -> Extent {
    let Some(file) = app.case.as_ref().map(|case| &case.file) else { return Extent::default() };
    let Some(decision) = file.decisions.iter().find(|made| made.id == shown.decision) else { return Extent::default() };
    let title = [("case", Arg::Text(file.case.id.to_string())), ("name", Arg::from(file.name.as_str()))];
    let area = form::title(texts, "letter-title", &title, area, buf);
    let draft = Draft {
        office: &app.office.name,
        file,
        decision,
        basis: &shown.basis,
        recipients: &recipients(file, shown.day.unwrap_or_else(|| app.today())),
        appeal: AppealRoute::of(&file.poll.host, file.case.right),
        number: &shown.number,
        day: shown.day,
    };
    let letter = write(&draft, texts);
    let mut document = Document::new(area.width);
    if !letter.remarks.is_empty() {
        document.say(0, &texts.get("letter-notes"), Role::Warn);
        letter.remarks.iter().for_each(|remark| document.say(2, remark, Role::Warn));
        document.blank();
    }
    for line in letter.lines(COLUMNS.min(usize::from(document.width()))) {
        document.line(0, vec![(Clean::new(&line), Role::Plain)]);
    }
    document.draw(area, buf, &shown.pane)
}
