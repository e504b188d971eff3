//! Every form: its title, what it is about, its fields with their problems, the field at the cursor marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::Document;
use super::text::put;
use super::theme::Role;
use super::words;
use crate::app::form::{Field, Form, Input};
use crate::app::pane::Pane;
use crate::domain::Clean;
use crate::domain::day_words::Leaning;
use crate::i18n::{Arg, Texts};

/// Where the text cursor stands: line of the document, column.
type Caret = Option<(usize, u16)>;

/// Lines of a list of boxes that are shown around the cursor.
const BOXES: usize = 7;

/// Draws the lines of `about`, then the fields. Says where the text cursor belongs.
pub fn draw(form: &Form, texts: &Texts, mut about: Document, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut caret: Caret = None;
    let mut at = 0;
    for (n, field) in form.fields.iter().enumerate().filter(|(_, field)| field.shown) {
        let here = n == form.at;
        if here {
            at = form.fields.iter().take(n).filter(|field| field.shown).count();
        }
        // The line above a button is none of it: the mark stands beside what it says.
        if field.input == Input::Button {
            about.blank();
        }
        about.item(|document| {
            if let Some(found) = one_field(field, here, texts, document) {
                caret = Some(found);
            }
        });
    }
    let pane = Pane { cursor: at, ..Pane::default() };
    let extent = about.draw(area, buf, &pane);
    let (line, column) = caret?;
    let y = u16::try_from(line.checked_sub(extent.scroll)?).ok()?;
    (y < area.height).then(|| Position { x: (area.x + 2 + column).min(area.right().saturating_sub(1)), y: area.y + y })
}

fn one_field(field: &Field, here: bool, texts: &Texts, document: &mut Document) -> Caret {
    let label = words::label(&field.label, texts);
    let role = if here { Role::Strong } else { Role::Plain };
    let caret = match &field.input {
        Input::Button => {
            let shown = Clean::new(&format!("[ {label} ]"));
            document.line(0, vec![(shown, if here { Role::Chosen } else { Role::Strong })]);
            None
        }
        Input::Choice { options, at } => {
            let chosen = options.get(*at).map(|(_, label)| words::label(label, texts)).unwrap_or_default();
            let count = options.len();
            let shown = if here {
                Clean::new(&format!("< {chosen} >  {}/{count}", at + 1))
            } else {
                Clean::new(&format!("  {chosen}"))
            };
            document.labelled(0, &label, &shown, role);
            None
        }
        Input::Checks { options, at } => {
            document.say(0, &label, role);
            let start = at.saturating_sub(BOXES / 2).min(options.len().saturating_sub(BOXES));
            for (n, (_, label, on)) in options.iter().enumerate().skip(start).take(BOXES) {
                let mark = if *on { "[x]" } else { "[ ]" };
                let text = Clean::new(&format!("{mark} {}", words::label(label, texts)));
                let role = if here && n == *at { Role::Chosen } else { Role::Plain };
                document.line(2, vec![(text, role)]);
            }
            let on = options.iter().filter(|(_, _, on)| *on).count() as i64;
            let args = [("count", Arg::Count(on)), ("all", Arg::Count(options.len() as i64))];
            document.say(2, &texts.say("form-chosen", &args), Role::Dim);
            None
        }
        Input::Line(line) | Input::Day(line, _) => {
            let prefix = Clean::new(&format!("{label}: "));
            let room = usize::from(document.width()).saturating_sub(prefix.width() + 1);
            let (shown, column) = window(line.text(), line.before(), room);
            let caret = here.then(|| (document.height(), prefix.width() as u16 + column));
            let mut spans = vec![(prefix.clone(), if here { Role::Strong } else { Role::Dim }), (shown, Role::Plain)];
            if let Input::Day(line, leaning) = &field.input
                && line.text().is_empty()
            {
                let hint = if *leaning == Leaning::Coming { "form-day-hint-to-come" } else { "form-day-hint" };
                spans.push((Clean::new(&format!("  {}", texts.get(hint))), Role::Dim));
            }
            document.line(0, spans);
            caret
        }
        Input::Area(area) => {
            document.say(0, &label, role);
            let mut caret = None;
            for (n, line) in area.lines().iter().enumerate() {
                let room = document.width().saturating_sub(4);
                let top = document.height();
                document.say(2, &Clean::new(&format!("{} ", line.text())), Role::Plain);
                if here && n == area.row() {
                    caret = Some(place(line.before(), room, top));
                }
            }
            caret
        }
    };
    if let Some(problem) = &field.problem {
        let said = texts.say(problem.key, &[("value", Arg::from(problem.value.as_str()))]);
        document.say(2, &Clean::new(&format!("! {said}")), Role::Bad);
    }
    caret
}

/// The part of a line that is seen, and the column of the cursor in it.
fn window(text: &str, before: &str, room: usize) -> (Clean, u16) {
    let column = Clean::new(before).width();
    if column < room || room == 0 {
        return (Clean::new(text), column.min(room) as u16);
    }
    // The cursor stands at the right edge; what lies before it is seen.
    let mut skipped = 0;
    let mut start = 0;
    for (at, c) in before.char_indices() {
        if column - skipped < room {
            break;
        }
        skipped += Clean::new(c.encode_utf8(&mut [0; 4])).width();
        start = at + c.len_utf8();
    }
    (Clean::new(&text[start..]), (column - skipped) as u16)
}

/// Line and column of the cursor in a text that is broken into lines.
fn place(before: &str, room: u16, top: usize) -> (usize, u16) {
    // A letter after the cursor keeps a trailing space in the last line.
    let lines = super::text::wrap(&Clean::new(&format!("{before}|")), room);
    let last = lines.last().map_or(0, |line| line.width().saturating_sub(1)) as u16;
    (top + lines.len().saturating_sub(1), 2 + last)
}

/// Title of a form, on the first line of its area; says what is left.
pub fn title(texts: &Texts, key: &str, args: &[(&str, Arg)], area: Rect, buf: &mut Buffer) -> Rect {
    put(buf, area.x, area.y, area.width, &texts.say(key, args), Role::Title);
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}
