//! The help: the keymap table, as it is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::form;
use super::text::{put, wrap};
use super::theme::Role;
use crate::app::pane::Extent;
use crate::app::screens::help::{Help, Item, LINES_TITLE};
use crate::domain::Clean;
use crate::i18n::Texts;

/// Columns for the keys.
const KEYS: usize = 18;

pub fn draw(texts: &Texts, help: &Help, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let below = form::title(texts, "help-title", &[], area, buf);
    let mut cursor = None;
    if help.searching || !help.search.text().is_empty() {
        let x = area.x + texts.get("help-title").width() as u16 + 2;
        let room = area.right().saturating_sub(x);
        put(buf, x, area.y, room, &Clean::new(&format!("/{}", help.search.text())), Role::Strong);
        let at = x + 1 + Clean::new(help.search.before()).width() as u16;
        cursor = (help.searching && at < area.right()).then_some(Position { x: at, y: area.y });
    }
    let (_, wanted) = help.asked();
    let mut document = Document::new(below.width);
    let mut section = None;
    for item in help.found() {
        let (title, keys, help) = match item {
            Item::Key(binding) => (binding.context.title(), binding.keys, binding.help),
            Item::Line(one) => (LINES_TITLE, one.command, one.help),
        };
        if section.replace(title) != Some(title) {
            document.say(0, &texts.get(title), Role::Title);
        }
        let keys = Clean::new(&format!("{keys:<KEYS$} "));
        document.item(|document| beside(document, keys, &texts.get(help)));
    }
    if wanted.is_empty() {
        document.blank();
        document.say(0, &texts.get("help-signs"), Role::Title);
        for key in
            ["help-sign-met", "help-sign-not-met", "help-sign-not-shown", "help-sign-contested", "help-sign-held"]
        {
            document.say(2, &texts.get(key), Role::Plain);
        }
        document.say(0, &texts.get("help-layouts"), Role::Dim);
    }
    if document.height() == 0 {
        document.say(0, &texts.get("help-nothing"), Role::Dim);
    }
    (document.draw(below, buf, &help.pane), cursor)
}

/// Keys, and what they do beside them; what is too long for one line goes on under its own beginning.
fn beside(document: &mut Document, keys: Clean, says: &Clean) {
    let indent = keys.width() as u16;
    let mut keys = Some(keys);
    for line in wrap(says, document.width().saturating_sub(indent)) {
        match keys.take() {
            Some(keys) => document.line(0, vec![(keys, Role::Key), (line, Role::Plain)]),
            None => document.line(indent, vec![(line, Role::Plain)]),
        }
    }
}
