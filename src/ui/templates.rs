//! The texts for a field: each with its title and what it says.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::text::put;
use super::theme::Role;
use super::{form, words};
use crate::app::pane::Extent;
use crate::app::screens::templates::TemplateList;
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::wording::reasons::Origin;

pub fn draw(texts: &Texts, list: &TemplateList, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let field = [("field", Arg::Text(words::label(&list.field, texts).to_string()))];
    let below = form::title(texts, "templates-title", &field, area, buf);
    put(buf, below.x, below.y, below.width, &Clean::new(&format!("/{}", list.search.text())), Role::Strong);
    let at = below.x + 1 + Clean::new(list.search.before()).width() as u16;
    let cursor = (at < below.right()).then_some(Position { x: at, y: below.y });
    let below = Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below };
    let mut document = Document::new(below.width);
    for one in list.found() {
        document.item(|document| {
            let title = (Clean::new(one.title.get(texts.lang())), Role::Strong);
            match one.origin {
                Origin::Office => document.pair(0, title, (texts.get("templates-office"), Role::Dim)),
                Origin::Program => document.line(0, vec![title]),
            }
            for line in Clean::lines(one.text.get(texts.lang())) {
                document.say(2, &line, Role::Plain);
            }
        });
    }
    if document.height() == 0 {
        document.say(0, &texts.get("templates-none"), Role::Dim);
    }
    (document.draw(below, buf, &list.pane), cursor)
}
