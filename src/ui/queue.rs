//! The queue: the rows on the screen, nothing else.

mod columns;

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use columns::{Columns, MARK, SIGN, cell, head};

use super::text::{put, put_right};
use super::theme::Role;
use super::words;
use crate::app::App;
use crate::app::keymap::{Command, Context};
use crate::app::screens::queue::{FilterLine, MOST_NEWS};
use crate::app::space::QUEUE_DETAIL;
use crate::domain::counts::Counts;
use crate::domain::filter::Column;
use crate::domain::{Clean, Day, Filter, QueueRow, StatusFilter, Unshown};
use crate::i18n::{Arg, Texts};
use crate::wording::columns::{CUT, LeftOut};

/// Keys of the short names of the days on which a working week ends, Monday first.
const WEEKDAYS: [&str; 7] =
    ["weekday-mon", "weekday-tue", "weekday-wed", "weekday-thu", "weekday-fri", "weekday-sat", "weekday-sun"];

/// Draws the list; where no case stands beside it, with what there is to say about the row at the cursor. Says where
/// the text cursor belongs while the search is typed.
pub fn draw(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer, detail: bool) -> Option<Position> {
    if area.height < 3 || area.width < 20 {
        return None;
    }
    let cursor = draw_title(app, texts, area, buf);
    let list = List { app, texts, columns: Columns::lay(area, texts, &app.queue.filter.columns) };
    let queue = &app.queue;
    if let Some(typing) = &queue.typing {
        draw_offers(texts, typing, Rect { y: area.y + 1, height: area.height - 1, ..area }, buf);
        return cursor;
    }
    draw_heads(texts, &list.columns, Rect { y: area.y + 1, ..area }, buf);
    let room = area.height - 2 - if detail { QUEUE_DETAIL } else { 0 };
    for (n, (_, row)) in queue.shown().iter().take(usize::from(room)).enumerate() {
        let y = area.y + 2 + n as u16;
        draw_row(&list, Position { x: area.x, y }, row, queue.top + n == queue.cursor, buf);
    }
    draw_nothing(app, texts, area, buf);
    if detail && let Some(row) = queue.current() {
        draw_detail(&list, area, row, buf);
    }
    cursor
}

/// What may stand in the filter at the cursor, and what is wrong with it.
fn draw_offers(texts: &Texts, typing: &FilterLine, area: Rect, buf: &mut Buffer) {
    let mut y = area.y;
    if let Some(problem) = &typing.problem {
        let said = [("word", Arg::from(problem.word.as_str())), ("instead", Arg::from(problem.instead.as_str()))];
        let lines = super::text::wrap(&texts.say(problem.key, &said), area.width.saturating_sub(2));
        for line in lines.iter().take(usize::from(area.height)) {
            put(buf, area.x, y, area.width, &Clean::new(&format!("! {line}")), Role::Bad);
            y += 1;
        }
    }
    let room = usize::from(area.bottom().saturating_sub(y));
    let from = (typing.at + 1).saturating_sub(room);
    let width = typing.offers.iter().map(|offer| Clean::new(&offer.listed()).width()).max().unwrap_or(0).min(30) as u16;
    for (n, offer) in typing.offers.iter().enumerate().skip(from).take(room) {
        let (mark, role) = if n == typing.at { ("> ", Role::Chosen) } else { ("", Role::Key) };
        put(buf, area.x, y, MARK, &Clean::from(mark), Role::Chosen);
        put(buf, area.x + MARK, y, width, &Clean::new(&offer.listed()), role);
        let x = area.x + MARK + width + 2;
        let says = words::label(&offer.says, texts);
        put(buf, x, y, area.right().saturating_sub(x), &says, Role::Plain);
        y += 1;
    }
}

/// What stands where no row does: why the list is empty, and what a search finds that the view hides.
fn draw_nothing(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let queue = &app.queue;
    let search = queue.search.text();
    let mut lines = Vec::new();
    if queue.rows.is_empty() && queue.loaded && search.is_empty() {
        let key = match (queue.is_looking(), queue.filter.is_plain()) {
            (true, _) => "queue-looking",
            (_, true) => "queue-empty",
            (_, false) => "queue-filter-empty",
        };
        lines.push((texts.get(key), Role::Dim));
    } else if queue.rows.is_empty() && queue.loaded {
        lines.push((texts.say("queue-nothing-found", &[("search", Arg::from(search))]), Role::Dim));
    }
    if !queue.hidden.is_empty() && !search.is_empty() {
        let found = queue.hidden.iter().map(|(why, count)| match why {
            Unshown::Status(status) => {
                Clean::new(&format!("{} {}", texts.word("status", status.code()), texts.number(*count as i64)))
            }
            Unshown::Rests(day) => {
                let count = Arg::Text(texts.number(*count as i64));
                texts.say("queue-hidden-resting", &[("day", Arg::Text(texts.date(*day))), ("count", count)])
            }
        });
        let key = match (queue.rows.is_empty(), queue.searching) {
            (true, true) => "queue-hidden-enter",
            (_, true) => "queue-hidden-enter-nine",
            (_, false) => "queue-hidden-nine",
        };
        lines.push((texts.say(key, &[("found", words::join(", ", found).into())]), Role::Warn));
    }
    if queue.rows.is_empty() && queue.loaded && !search.is_empty() {
        // The way out stands on a line of its own: a long search must not push it off the screen.
        lines.push((texts.get("queue-leave-search"), Role::Dim));
    }
    let below = area.y + 3 + queue.shown().len() as u16;
    for (y, (line, role)) in (below..area.bottom()).zip(&lines) {
        put(buf, area.x + MARK, y, area.width - MARK, line, *role);
    }
}

/// The first line: how much is left and where the cursor is; while one searches, the search.
fn draw_title(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let queue = &app.queue;
    let room = |x: u16| area.right().saturating_sub(x);
    if let Some(typing) = &queue.typing {
        let x = area.x + put(buf, area.x, area.y, area.width, &texts.get("queue-filter-line"), Role::Title) + 1;
        put(buf, x, area.y, room(x), &Clean::new(typing.line.text()), Role::Strong);
        let at = x + Clean::new(typing.line.before()).width() as u16;
        return (at < area.right()).then_some(Position { x: at, y: area.y });
    }
    let title = texts.say("queue-title", &[("filter", shown(app, texts).into())]);
    let mut x = area.x + put(buf, area.x, area.y, area.width, &title, Role::Title) + 2;
    if !queue.marks.is_empty() {
        let marked = texts.say("queue-marked", &[("count", Arg::Count(queue.marks.len() as i64))]);
        x += put(buf, x, area.y, room(x), &marked, Role::Key) + 2;
    }
    if queue.news > 0 {
        x += put(buf, x, area.y, room(x), &news(app, texts), Role::Key) + 2;
    }
    if !queue.searching && queue.search.text().is_empty() {
        draw_counts(app, texts, Rect { x, width: room(x), ..area }, buf);
        return None;
    }
    x += put(buf, x, area.y, room(x), &Clean::from("/"), Role::Key);
    let before = Clean::new(queue.search.before());
    let end = x + put(buf, x, area.y, room(x), &Clean::new(queue.search.text()), Role::Strong);
    // What is typed is never covered.
    let right = Rect { x: end + 2, width: room(end + 2), ..area };
    if queue.search_cut {
        put_right(buf, right.x, right.y, right.width, &texts.get("queue-search-cut"), Role::Warn);
    } else if let Some(place) = place_among_hits(app, texts).filter(|place| place.width() <= usize::from(right.width)) {
        put_right(buf, right.x, right.y, right.width, &place, Role::Dim);
    }
    let at = x + before.width() as u16;
    (queue.searching && at < area.right()).then_some(Position { x: at, y: area.y })
}

/// Which of the hits are on the screen, and how many there are.
fn place_among_hits(app: &App, texts: &Texts) -> Option<Clean> {
    let (from, to) = app.queue.position()?;
    let all = app.queue.found.map_or_else(|| texts.get("queue-uncounted").to_string(), |all| figure(texts, all));
    Some(texts.say("queue-found", &[("rows", Arg::Text(rows(texts, from, to))), ("all", Arg::Text(all))]))
}

/// Rows from one to another; one row is one number.
fn rows(texts: &Texts, from: usize, to: usize) -> String {
    let number = |row: usize| texts.number(i64::try_from(row).unwrap_or(i64::MAX));
    if from == to { number(from) } else { format!("{}–{}", number(from), number(to)) }
}

/// How much came from others since the list was read, and the key that shows it.
fn news(app: &App, texts: &Texts) -> Clean {
    let more = if app.queue.news >= MOST_NEWS { "+" } else { "" };
    let count = format!("{}{more}", texts.number(app.queue.news as i64));
    let binding = app.keymap.of(Context::Queue).find(|binding| binding.command == Command::Reload);
    let key = binding.and_then(|binding| binding.keys.split(' ').next()).unwrap_or_default();
    texts.say("queue-news", &[("count", Arg::Text(count)), ("key", Arg::from(key))])
}

/// What the list shows, in words: the name of its view, its status, or the line of its filter.
fn shown(app: &App, texts: &Texts) -> Clean {
    let queue = &app.queue;
    if let Some(name) = &queue.view {
        return words::label(name, texts);
    }
    if !queue.filter.is_plain() {
        // Which columns are chosen the heads say.
        let cases = Filter { columns: Vec::new(), ..queue.filter.clone() };
        return Clean::new(&cases.line(&app.officer.name));
    }
    match queue.filter.status {
        StatusFilter::ToDo => texts.word("filter", "todo"),
        StatusFilter::All => texts.word("filter", "all"),
        StatusFilter::One(status) => texts.word("status", status.code()),
    }
}

/// A figure; one that stopped at the limit says so.
fn figure(texts: &Texts, count: usize) -> String {
    let more = if count >= Counts::MOST { "+" } else { "" };
    format!("{}{more}", texts.number(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// What is left: whole figures, the least important left out where they do not fit. At the right edge the place in the
/// list.
fn draw_counts(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) {
    let Some(counts) = &app.queue.counts else { return };
    let mut room = usize::from(area.width);
    if let Some((from, to)) = app.queue.position() {
        let all = match counts.view {
            Some(view) => figure(texts, view),
            // Nobody waits for a count of what no index leads to: so many are at hand, and more are looked for.
            None => texts.get("queue-uncounted").to_string(),
        };
        let place = texts.say("queue-position", &[("rows", Arg::Text(rows(texts, from, to))), ("all", Arg::Text(all))]);
        room = room.saturating_sub(place.width() + 2);
        put_right(buf, area.x, area.y, area.width, &place, Role::Dim);
    }
    let friday = app.queue.soon.map(|day| texts.get(WEEKDAYS[day.weekday().num_days_from_monday() as usize]));
    let to_do = if app.queue.filter.status == StatusFilter::ToDo { None } else { counts.to_do };
    let parts = [
        ("queue-to-do", to_do, Role::Plain),
        ("queue-late", counts.late, Role::Bad),
        ("queue-soon", counts.soon, Role::Warn),
        ("queue-returned", counts.returned, Role::Contested),
    ];
    let mut x = area.x;
    // The figures are the office's, or those of an officer's own cases; a view of some of them must not be taken for them.
    let filter = &app.queue.filter;
    let is_part = filter.conditions.len() > filter.own().count();
    let whole = is_part.then(|| Clean::new(&format!("{} ", texts.get("queue-whole"))));
    let mut whole = whole.filter(|whole| whole.width() < room);
    room -= whole.as_ref().map_or(0, Clean::width);
    for (key, count, role) in parts.iter().filter_map(|(key, count, role)| Some((key, (*count)?, role))) {
        if count == 0 {
            continue;
        }
        let args = [("count", Arg::Text(figure(texts, count))), ("day", friday.clone().unwrap_or_default().into())];
        let part = texts.say(key, &args);
        if part.width() + 3 > room {
            break;
        }
        room -= part.width() + 3;
        if let Some(whole) = whole.take() {
            x += put(buf, x, area.y, whole.width() as u16, &whole, Role::Dim);
        } else if x > area.x {
            x += put(buf, x, area.y, 3, &Clean::from(" · "), Role::Dim);
        }
        x += put(buf, x, area.y, part.width() as u16, &part, *role);
    }
}

fn draw_heads(texts: &Texts, columns: &Columns, area: Rect, buf: &mut Buffer) {
    for (column, x, width) in columns.placed.iter().filter(|(.., width)| *width > SIGN) {
        put(buf, *x, area.y, *width, &texts.get(head(*column)), Role::Dim);
    }
    if columns.left_out == LeftOut::Some {
        put_right(buf, area.x, area.y, area.width, &Clean::from(CUT), Role::Dim);
    }
}

/// What every row of the list is drawn with.
struct List<'a> {
    app: &'a App,
    texts: &'a Texts,
    columns: Columns,
}

fn draw_row(list: &List, at: Position, row: &QueueRow, chosen: bool, buf: &mut Buffer) {
    let List { app, texts, columns } = list;
    let Position { x, y } = at;
    let marked = app.queue.marks.has(row.case);
    match (chosen, marked) {
        (true, true) => put(buf, x, y, MARK, &Clean::from(">x"), Role::Chosen),
        (true, false) => put(buf, x, y, MARK, &Clean::from("> "), Role::Chosen),
        (false, true) => put(buf, x, y, MARK, &Clean::from(" x"), Role::Key),
        (false, false) => 0,
    };
    let role = if chosen { Role::Chosen } else { Role::Plain };
    for (column, x, width) in &columns.placed {
        let (text, role) = cell(app, texts, row, *column, role);
        // Every word of an outcome begins with its sign.
        let text = if *width > SIGN { text } else { Clean::new(text.as_str().get(..1).unwrap_or_default()) };
        put(buf, *x, y, *width, &text, role);
    }
}

/// What the row at the cursor leaves out: the polling day, the place, what is elected, who holds the case; the name where
/// its column cuts it, and the number where there is no column for it.
fn draw_detail(list: &List, area: Rect, row: &QueueRow, buf: &mut Buffer) {
    let List { app, texts, columns } = list;
    let y = area.bottom() - QUEUE_DETAIL;
    let held = row.holder.as_ref().map(|by| texts.say("case-held", &[("officer", Arg::from(by.as_str()))]));
    let name = Clean::new(&row.name);
    let said = |key: &str, what: &Option<String>| {
        what.as_ref().map(|what| texts.say(key, &[("officer", Arg::from(what.as_str()))])).unwrap_or_default()
    };
    let day = |key: &str, day: Option<Day>| {
        day.map(|day| texts.say(key, &[("day", Arg::Text(texts.date(day)))])).unwrap_or_default()
    };
    let aside = &row.aside;
    let number = Clean::new(&row.case.to_string());
    let parts = [
        if columns.width(Column::Case) == 0 { number } else { Clean::default() },
        said("aside-asked", &aside.asked),
        day("aside-answer-by", aside.answer_by),
        day("aside-appeal-by", aside.appeal_by),
        day("aside-rests", aside.rests_until.filter(|day| *day > app.today())),
        said("aside-assigned", &aside.assigned),
        Clean::new(&texts.date(row.poll_day)),
        Clean::new(&row.place),
        words::code(app, texts, "level", &row.level),
        if name.width() > usize::from(columns.width(Column::Name)) { name } else { Clean::default() },
        held.unwrap_or_default(),
    ];
    put(buf, area.x + MARK, y, area.width - MARK, &words::join(" · ", parts), Role::Plain);
}

/// Whether a name stands in full in the list of this width.
pub fn shows_in_full(app: &App, name: &Clean, list: Rect, texts: &Texts) -> bool {
    name.width() <= usize::from(Columns::lay(list, texts, &app.queue.filter.columns).width(Column::Name))
}
