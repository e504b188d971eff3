//! Drawing: the state of the screens in, cells out.
//!
//! Pure: nothing here changes the state, reads a clock or knows the store. The files mirror `app/`. Every text passes
//! `text`, which takes nothing but `Clean`; nothing is told by colour alone.

mod acts;
mod bulk;
mod case;
mod document;
mod explain;
mod form;
mod help;
mod ledger;
mod letter;
mod new_case;
mod packs;
mod questions;
mod queue;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod today;
mod views;
mod whatif;
mod words;

use ratatui::Frame;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::pane::Extent;
use crate::app::space::{FOOT, HEAD, SMALLEST, Size};
use crate::app::{App, Notice, Screen, Tone};
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use text::{Span, put, put_right, put_spans, rule};
use theme::Role;

/// Columns of the queue beside a case that is only looked at, and beside one that is open.
const LIST_WIDE: u16 = 88;
const LIST_NARROW: u16 = 40;
/// From this width of the screen on the list takes its part of it, in percent: it has more columns to show.
const ROOMY: u16 = 180;
const LIST_PART: u16 = 65;
/// Columns between two hints.
const GAP: usize = 2;
/// Hints that are never left out for others.
const ALWAYS: [&str; 3] = ["hint-back", "hint-help", "hint-cancel"];

/// Draws everything; says how long the document on top turned out, for [`App::laid_out`], and where the chosen line stands.
pub fn view(app: &App, texts: &Texts, frame: &mut Frame) -> (Extent, Option<Position>) {
    let area = frame.area();
    let (extent, cursor) = draw(app, texts, area, frame.buffer_mut());
    if let Some(position) = cursor.filter(|position| area.contains(*position)) {
        frame.set_cursor_position(position);
    }
    // Where one types, the eye is there.
    (extent, if cursor.is_some() { None } else { chosen(frame.buffer_mut()) })
}

/// Where the mark of what is chosen stands; of two, the one to the right: what lies beside the list is what is open.
fn chosen(buf: &Buffer) -> Option<Position> {
    let is_mark = |cell: &Cell| cell.symbol() == ">" && cell.modifier.contains(Modifier::REVERSED);
    let marks = buf.content.iter().enumerate().filter(|(_, cell)| is_mark(cell)).map(|(at, _)| buf.pos_of(at));
    marks.map(|(x, y)| Position { x, y }).max_by_key(|mark| mark.x)
}

fn draw(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let size = Size { width: area.width, height: area.height };
    if size.is_too_small() {
        draw_too_small(texts, area, buf);
        return (Extent::default(), None);
    }
    draw_status(app, texts, Rect { height: 1, ..area }, buf);
    let mut top = area.y + HEAD;
    if app.has_banner() {
        draw_banner(app, texts, Rect { y: top, height: 1, ..area }, buf);
        top += 1;
    }
    let foot = area.bottom() - FOOT;
    let body = Rect { y: top, height: foot - top, ..area };
    let drawn = draw_body(app, texts, size, body, buf);
    draw_message(app, texts, Rect { y: foot, height: 1, ..area }, buf);
    draw_hints(app, texts, Rect { y: foot + 1, height: 1, ..area }, buf);
    drawn
}

fn draw_too_small(texts: &Texts, area: Rect, buf: &mut Buffer) {
    let args = [
        ("width", Arg::Count(i64::from(SMALLEST.width))),
        ("height", Arg::Count(i64::from(SMALLEST.height))),
        ("is", Arg::Text(format!("{}x{}", area.width, area.height))),
    ];
    let lines = text::wrap(&texts.say("too-small", &args), area.width.max(1));
    for (n, line) in lines.iter().enumerate().take(usize::from(area.height)) {
        put(buf, area.x, area.y + n as u16, area.width, line, Role::Strong);
    }
}

fn draw_status(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let name = Clean::new(&format!("Suffrage  {}", app.office.name));
    let mut right = format!("{} · {}", app.officer.name, texts.lang().tag());
    if let Some((bytes, micros)) = app.figures.filter(|_| app.stats) {
        right = format!("{bytes} B {}.{} ms · {right}", micros / 1000, micros % 1000 / 100);
    }
    let right = Clean::new(&right);
    let room = area.width.saturating_sub(right.width() as u16 + 2);
    put(buf, area.x, area.y, room, &name, Role::Strong);
    put_right(buf, area.x, area.y, area.width, &right, Role::Plain);
}

fn draw_banner(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let said = |fictitious: &str| {
        let mut parts = Vec::new();
        if app.office.fictitious {
            parts.push(texts.get(fictitious));
        }
        if let Some(until) = app.frozen {
            parts.push(texts.say("banner-frozen", &[("until", Arg::Text(texts.date(until)))]));
        }
        if app.shows_draft() {
            parts.push(texts.get("banner-draft"));
        }
        words::join("  ", parts)
    };
    let whole = said("banner-fictitious");
    let fits = whole.width() <= usize::from(area.width);
    let line = if fits { whole } else { said("banner-fictitious-short") };
    put(buf, area.x, area.y, area.width, &line, Role::Warn);
}

fn draw_body(app: &App, texts: &Texts, size: Size, body: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let of_a_case = match app.screens.last() {
        None => {
            let width = list_beside(size);
            let list = if size.is_side_by_side() { Rect { width, ..body } } else { body };
            let cursor = queue::draw(app, texts, list, buf, !size.is_side_by_side());
            if size.is_side_by_side() {
                case::draw_beside(app, texts, list, beside(body, width, buf), buf);
            }
            return (Extent::default(), cursor);
        }
        Some(
            Screen::New(_)
            | Screen::Bulk(_)
            | Screen::Views(_)
            | Screen::Ledger(_)
            | Screen::Packs(_)
            | Screen::Templates(_)
            | Screen::Today(_)
            | Screen::Help(_),
        ) => false,
        Some(_) => true,
    };
    let mut area = body;
    if of_a_case && size.is_side_by_side() {
        queue::draw(app, texts, Rect { width: LIST_NARROW, ..body }, buf, false);
        area = beside(body, LIST_NARROW, buf);
    }
    draw_screen(app, texts, area, buf)
}

/// Columns of the queue beside a case that is only looked at.
fn list_beside(size: Size) -> u16 {
    if size.width >= ROOMY { (u32::from(size.width) * u32::from(LIST_PART) / 100) as u16 } else { LIST_WIDE }
}

/// What is left beside a list, behind a line that parts them.
fn beside(body: Rect, list: u16, buf: &mut Buffer) -> Rect {
    for y in body.top()..body.bottom() {
        put(buf, body.x + list, y, 1, &Clean::from("│"), Role::Dim);
    }
    let taken = list + 2;
    Rect { x: body.x + taken, width: body.width.saturating_sub(taken), ..body }
}

fn draw_screen(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) -> (Extent, Option<Position>) {
    let none = Extent::default();
    match app.screens.last() {
        None => (none, None),
        Some(Screen::Case) => (case::draw(app, texts, area, buf), None),
        Some(Screen::Decide(decide)) => (none, acts::decide(app, texts, decide, area, buf)),
        Some(Screen::Approve(approve)) => (none, acts::approve(app, texts, approve, area, buf)),
        Some(Screen::Request(request)) => (none, acts::request(app, texts, request, area, buf)),
        Some(Screen::Fact(fact)) => acts::fact(app, texts, fact, area, buf),
        Some(Screen::Bulk(bulk)) => (none, bulk::draw(texts, bulk, area, buf)),
        Some(Screen::Views(views)) => views::draw(texts, views, area, buf),
        Some(Screen::WhatIf(what_if)) => whatif::draw(app, texts, what_if, area, buf),
        Some(Screen::Explain(one)) => (explain::draw(app, texts, one.finding, &one.pane, area, buf), None),
        Some(Screen::New(new)) => (none, new_case::draw(texts, new, area, buf)),
        Some(Screen::Ledger(ledger)) => (ledger::draw(texts, ledger, area, buf), None),
        Some(Screen::Letter(letter)) => (letter::draw(app, texts, letter, area, buf), None),
        Some(Screen::Packs(packs)) => (packs::draw(app, texts, packs, area, buf), None),
        Some(Screen::Templates(list)) => templates::draw(texts, list, area, buf),
        Some(Screen::Today(today)) => (today::draw(app, texts, today, area, buf), None),
        Some(Screen::Help(help)) => help::draw(texts, help, area, buf),
    }
}

/// The message line: a question, else what was said last, else a thin line. A message too long for one line takes the
/// lines above it too.
fn draw_message(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let (said, role) = match (app.question, &app.notice) {
        (Some(question), _) => (questions::asked(question, app, texts), Role::Warn),
        (None, Some(Notice::Say { key, args, tone })) => (texts.say(key, args), tone_role(*tone)),
        (None, Some(Notice::Refused(error))) => {
            let unheard =
                app.unheard.map(|key| texts.say("message-unknown-key", &[("key", Arg::Text(key.to_string()))]));
            (words::join(" ", [texts.refusal(error), unheard.unwrap_or_default()]), Role::Bad)
        }
        (None, Some(Notice::Failed(words))) => (Clean::new(words), Role::Bad),
        (None, Some(Notice::Tally(tally))) => {
            let role = if tally.left.is_empty() { Role::Good } else { Role::Warn };
            (crate::wording::tally::line(tally, texts), role)
        }
        (None, None) => {
            rule(buf, area, area.y);
            return;
        }
    };
    let said = if role == Role::Bad { Clean::new(&format!("! {said}")) } else { said };
    let lines = text::wrap(&said, area.width);
    // A question is never cut: what it asks about stands in it.
    let most = if app.question.is_some() { usize::from(app.size.height) } else { 3 };
    let shown = lines.len().min(most);
    for (n, line) in lines.iter().take(shown).enumerate() {
        let y = area.y - (shown - 1 - n) as u16;
        let blank = Clean::new(&" ".repeat(usize::from(area.width)));
        put(buf, area.x, y, area.width, &blank, Role::Plain);
        put(buf, area.x, y, area.width, line, role);
    }
}

fn tone_role(tone: Tone) -> Role {
    match tone {
        Tone::Good => Role::Good,
        Tone::Note => Role::Warn,
        Tone::Bad => Role::Bad,
    }
}

/// The next keys, in the table's order: as many whole hints as fit. The way back and the help always have their place.
fn draw_hints(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let hints = app.hints();
    let said: Vec<Clean> = hints.iter().map(|(_, words)| texts.get(words)).collect();
    let mut shown = vec![false; hints.len()];
    let mut room = usize::from(area.width) + GAP;
    for always in [true, false] {
        for (n, (key, words)) in hints.iter().enumerate() {
            let width = key.len() + 1 + said[n].width() + GAP;
            if ALWAYS.contains(words) == always && width <= room {
                room -= width;
                shown[n] = true;
            }
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for n in (0..hints.len()).filter(|n| shown[*n]) {
        if !spans.is_empty() {
            spans.push((Clean::from("  "), Role::Plain));
        }
        spans.push((Clean::from(hints[n].0), Role::Key));
        spans.push((Clean::new(&format!(" {}", said[n])), Role::Dim));
    }
    put_spans(buf, area.x, area.y, area.width, &spans);
}
