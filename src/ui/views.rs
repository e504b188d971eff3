//! The views that have a name, each with the line that it stands for.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::form;
use super::theme::Role;
use crate::app::pane::Extent;
use crate::app::screens::views::{Entry, Views};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};

pub fn draw(texts: &Texts, views: &Views, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    if let Some(naming) = &views.naming {
        let area = form::title(texts, "view-naming", &[("line", Arg::from(views.line.as_str()))], area, buf);
        let mut about = Document::new(area.width);
        about.say(0, &texts.get("view-naming-about"), Role::Dim);
        return (Extent::default(), form::draw(naming, texts, about, area, buf));
    }
    let area = form::title(texts, "views-title", &[], area, buf);
    let mut document = Document::new(area.width);
    for entry in views.entries() {
        let (name, line, whose) = match entry {
            Entry::Known { name, line } => (texts.get(name), line, Clean::default()),
            Entry::Saved(view) => {
                let whose = texts.get(if view.shared { "view-of-all" } else { "view-of-me" });
                (Clean::new(&view.name), view.line.as_str(), whose)
            }
        };
        document.item(|document| {
            let named =
                if whose.as_str().is_empty() { name.clone() } else { Clean::new(&format!("{name} · {whose}")) };
            document.pair(0, (named, Role::Strong), (Clean::new(line), Role::Dim));
        });
    }
    (document.draw(area, buf, &views.list), None)
}
