//! The packs: a list, and each as a document.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::document::Document;
use super::form;
use super::theme::Role;
use crate::app::App;
use crate::app::packs::Packs;
use crate::app::pane::Extent;
use crate::domain::Clean;
use crate::i18n::Texts;

pub fn draw(app: &App, texts: &Texts, packs: &Packs, area: Rect, buf: &mut Buffer) -> Extent {
    let below = form::title(texts, "packs-title", &[], area, buf);
    let mut document = Document::new(below.width);
    for pack in &app.library.packs {
        document.item(|document| document.say(0, &Clean::new(&pack.id), Role::Plain));
    }
    document.draw(below, buf, &packs.list)
}
