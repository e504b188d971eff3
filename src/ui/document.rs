//! A document: lines built for a width, of which a pane shows a part.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::{Span, put, put_spans, wrap};
use super::theme::Role;
use crate::app::pane::{Extent, Pane};
use crate::domain::Clean;

/// Columns left of the text, for the mark of the chosen item.
const MARK: u16 = 2;

struct Row {
    indent: u16,
    spans: Vec<Span>,
}

/// Lines, and which of them belong to which item that a cursor can stand on.
pub struct Document {
    width: u16,
    rows: Vec<Row>,
    items: Vec<Range<usize>>,
}

impl Document {
    /// For an area of this many columns.
    pub fn new(width: u16) -> Document {
        Document { width: width.saturating_sub(MARK), rows: Vec::new(), items: Vec::new() }
    }

    /// Columns for text.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Lines so far.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    pub fn blank(&mut self) {
        self.rows.push(Row { indent: 0, spans: Vec::new() });
    }

    /// A text, broken into as many lines as it needs.
    pub fn say(&mut self, indent: u16, text: &Clean, role: Role) {
        for line in wrap(text, self.width.saturating_sub(indent)) {
            self.rows.push(Row { indent, spans: vec![(line, role)] });
        }
    }

    /// Pieces on one line, cut where they are too long.
    pub fn line(&mut self, indent: u16, spans: Vec<Span>) {
        self.rows.push(Row { indent, spans });
    }

    /// A short text and at the right edge another; on two lines where they do not fit.
    pub fn pair(&mut self, indent: u16, left: Span, right: Span) {
        let room = usize::from(self.width.saturating_sub(indent));
        if left.0.width() + right.0.width() + 2 > room {
            self.say(indent, &left.0, left.1);
            self.say(indent + 2, &right.0, right.1);
            return;
        }
        let gap = " ".repeat(room - left.0.width() - right.0.width());
        self.line(indent, vec![left, (Clean::new(&gap), Role::Plain), right]);
    }

    /// A label, and a text beside it that hangs under its own beginning.
    pub fn labelled(&mut self, indent: u16, label: &Clean, text: &Clean, role: Role) {
        let label = Clean::new(&format!("{label}: "));
        let taken = indent + label.width() as u16;
        if taken + 12 > self.width {
            self.say(indent, &label, Role::Dim);
            self.say(indent + 2, text, role);
            return;
        }
        let mut label = Some(label);
        for line in wrap(text, self.width - taken) {
            match label.take() {
                Some(label) => self.line(indent, vec![(label, Role::Dim), (line, role)]),
                None => self.line(taken, vec![(line, role)]),
            }
        }
    }

    /// What is added by `build` is one item.
    pub fn item(&mut self, build: impl FnOnce(&mut Document)) {
        let start = self.rows.len();
        build(self);
        self.items.push(start..self.rows.len());
    }

    /// Draws the part that the pane shows; marks the item at its cursor.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, pane: &Pane) -> Extent {
        let page = usize::from(area.height);
        let chosen = self.items.get(pane.cursor);
        let extent = pane.scroll_for(chosen.map(|item| (item.start, item.end)), self.rows.len(), page);
        for (n, row) in self.rows.iter().skip(extent.scroll).take(page).enumerate() {
            let y = area.y + n as u16;
            if chosen.is_some_and(|item| item.start == extent.scroll + n) {
                put(buf, area.x, y, MARK, &Clean::from(">"), Role::Chosen);
            }
            let x = area.x + MARK + row.indent;
            put_spans(buf, x, y, area.right().saturating_sub(x), &row.spans);
        }
        if area.width > MARK && page > 0 {
            // Where the mark of the chosen item stands or could stand, and no text ever does.
            let mut mark = |y: u16, sign: &str| {
                let taken = buf[(area.x, y)].symbol() != " ";
                put(buf, area.x + u16::from(taken), y, 1, &Clean::from(sign), Role::Title);
            };
            if extent.scroll > 0 {
                mark(area.y, "↑");
            }
            if extent.scroll < extent.scroll_max {
                mark(area.bottom() - 1, "↓");
            }
        }
        extent
    }
}
