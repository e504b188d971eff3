//! The form of a new case, and above its fields the cases that are likely the same person's.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::form;
use super::theme::Role;
use crate::app::screens::new_case::NewCase;
use crate::domain::{CaseFile, Clean};
use crate::i18n::{Arg, Texts};

/// So many likely cases are shown one by one.
const SHOWN: usize = 3;

pub fn draw(texts: &Texts, new: &NewCase, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let area = form::title(texts, "new-title", &[], area, buf);
    let mut about = Document::new(area.width);
    if new.alike.is_empty() {
        about.say(0, &texts.get("new-about"), Role::Dim);
    } else {
        let count = [("count", Arg::Count(new.alike.len() as i64))];
        about.say(0, &texts.say("new-alike", &count), Role::Warn);
        new.alike.iter().take(SHOWN).for_each(|file| about.say(2, &one(texts, file), Role::Strong));
    }
    form::draw(&new.form, texts, about, area, buf)
}

/// A case that is likely the same person's, with what tells people apart.
fn one(texts: &Texts, file: &CaseFile) -> Clean {
    let args = [
        ("case", Arg::Text(file.case.id.to_string())),
        ("name", Arg::from(file.name.as_str())),
        ("document", Arg::from(file.document.as_str())),
        ("right", texts.word("right", file.case.right.code()).into()),
        ("day", Arg::Text(texts.date(file.poll.day))),
    ];
    texts.say("new-alike-one", &args)
}
