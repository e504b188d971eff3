//! The queue: the rows on the screen, nothing else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::text::{put, put_right};
use super::theme::Role;
use super::words;
use crate::app::App;
use crate::app::space::QUEUE_DETAIL;
use crate::domain::{Clean, Outcome, QueueRow, Right, Status, StatusFilter};
use crate::i18n::{Arg, Texts};

/// Column widths that change neither with the list nor with the language.
const CASE: u16 = 8;
const POLL: u16 = 10;
const DAYS: u16 = 4;
const MARK: u16 = 2;
/// The polling day and the place get columns of their own from this width of the list on.
const WITH_POLL: u16 = 98;

/// Where each column starts and how wide it is.
struct Columns {
    case: (u16, u16),
    name: (u16, u16),
    right: (u16, u16),
    poll: Option<(u16, u16)>,
    place: Option<(u16, u16)>,
    status: (u16, u16),
    days: (u16, u16),
    outcome: (u16, u16),
}

impl Columns {
    /// A narrow list keeps case, name and outcome.
    fn lay(area: Rect, texts: &Texts) -> Columns {
        let widest = |words: &mut dyn Iterator<Item = Clean>| words.map(|w| w.width()).max().unwrap_or(0) as u16;
        let right = widest(&mut [Right::Vote, Right::Stand].into_iter().map(|one| words::short_right(texts, one)));
        let status = widest(&mut Status::ALL.iter().map(|one| words::short_status(texts, *one)));
        let outcome = widest(&mut Outcome::ALL.iter().map(|one| words::short_outcome(texts, *one)));
        let wide = area.width >= 70;
        let fixed = if wide { [right, status, DAYS] } else { [0, 0, 0] };
        let (poll, place) = if area.width >= WITH_POLL { (POLL, 18) } else { (0, 0) };
        let gaps = fixed.iter().chain(&[poll, place, CASE]).filter(|w| **w > 0).count() as u16;
        let outcome = outcome.min(area.width / 3);
        let taken = MARK + CASE + fixed.iter().sum::<u16>() + poll + place + outcome + gaps + 1;
        let name = area.width.saturating_sub(taken);
        let mut x = area.x + MARK;
        let mut next = |width: u16| {
            let start = x;
            x += width + u16::from(width > 0);
            (start, width)
        };
        Columns {
            case: next(CASE),
            name: next(name),
            right: next(fixed[0]),
            poll: Some(next(poll)).filter(|_| poll > 0),
            place: Some(next(place)).filter(|_| place > 0),
            status: next(fixed[1]),
            days: next(fixed[2]),
            outcome: next(outcome),
        }
    }
}

/// Draws the list; where no case stands beside it, with what there is to say about the row at the cursor. Says where
/// the text cursor belongs while the search is typed.
pub fn draw(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer, detail: bool) -> Option<Position> {
    if area.height < 3 || area.width < 20 {
        return None;
    }
    let cursor = draw_title(app, texts, area, buf);
    let list = List { app, texts, columns: Columns::lay(area, texts) };
    draw_heads(texts, &list.columns, area.y + 1, buf);
    let queue = &app.queue;
    let room = area.height - 2 - if detail { QUEUE_DETAIL } else { 0 };
    for (n, (_, row)) in queue.shown().iter().take(usize::from(room)).enumerate() {
        let y = area.y + 2 + n as u16;
        draw_row(&list, Position { x: area.x, y }, row, queue.top + n == queue.cursor, buf);
    }
    if queue.rows.is_empty() && queue.loaded {
        let search = queue.search.text();
        let lines = match search.is_empty() {
            true => vec![texts.get("queue-empty")],
            // The way out stands on a line of its own: a long search must not push it off the screen.
            false => vec![
                texts.say("queue-nothing-found", &[("search", Arg::from(search))]),
                texts.get("queue-leave-search"),
            ],
        };
        for (y, line) in (area.y + 3..area.bottom()).zip(&lines) {
            put(buf, area.x + MARK, y, area.width - MARK, line, Role::Dim);
        }
    }
    if detail && let Some(row) = queue.current() {
        draw_detail(&list, area, row, buf);
    }
    cursor
}

fn draw_title(app: &App, texts: &Texts, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let queue = &app.queue;
    let filter = match queue.filter {
        StatusFilter::ToDo => texts.word("filter", "todo"),
        StatusFilter::All => texts.word("filter", "all"),
        StatusFilter::One(status) => texts.word("status", status.code()),
    };
    let title = texts.say("queue-title", &[("filter", filter.into())]);
    let mut x = area.x + put(buf, area.x, area.y, area.width, &title, Role::Title) + 2;
    let room = |x: u16| area.right().saturating_sub(x);
    if !queue.searching && queue.search.text().is_empty() {
        return None;
    }
    x += put(buf, x, area.y, room(x), &Clean::from("/"), Role::Key);
    let before = Clean::new(queue.search.before());
    put(buf, x, area.y, room(x), &Clean::new(queue.search.text()), Role::Strong);
    if queue.search_cut {
        put_right(buf, area.x, area.y, area.width, &texts.get("queue-search-cut"), Role::Warn);
    }
    let at = x + before.width() as u16;
    (queue.searching && at < area.right()).then_some(Position { x: at, y: area.y })
}

fn draw_heads(texts: &Texts, columns: &Columns, y: u16, buf: &mut Buffer) {
    let heads = [
        (columns.case, "queue-case"),
        (columns.name, "queue-name"),
        (columns.right, "queue-right"),
        (columns.poll.unwrap_or_default(), "queue-poll"),
        (columns.place.unwrap_or_default(), "queue-place"),
        (columns.status, "queue-status"),
        (columns.days, "queue-days"),
        (columns.outcome, "queue-outcome"),
    ];
    for ((x, width), key) in heads {
        put(buf, x, y, width, &texts.get(key), Role::Dim);
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
    if chosen {
        put(buf, x, y, MARK, &Clean::from("> "), Role::Chosen);
    }
    let mut cell = |(x, width): (u16, u16), text: &Clean, role: Role| put(buf, x, y, width, text, role);
    let mine = row.holder.as_deref() == Some(app.officer.name.as_str());
    let held = match &row.holder {
        Some(_) if mine => "=",
        Some(_) => "*",
        None => "",
    };
    let role = if chosen { Role::Chosen } else { Role::Plain };
    cell(columns.case, &Clean::new(&format!("{}{held}", row.case)), role);
    cell(columns.name, &Clean::new(&row.name), Role::Plain);
    cell(columns.right, &words::short_right(texts, row.right), Role::Plain);
    if let Some(poll) = columns.poll {
        cell(poll, &Clean::new(&texts.date(row.poll_day)), Role::Plain);
    }
    if let Some(place) = columns.place {
        cell(place, &Clean::new(&row.place), Role::Plain);
    }
    cell(columns.status, &words::short_status(texts, row.status), Role::Plain);
    let left = words::days_left(app, row.due_on);
    let late = if left < 0 && row.status.is_open() {
        (format!("{left}!"), Role::Bad)
    } else {
        (left.to_string(), Role::Plain)
    };
    let (days, role) = (Clean::new(&format!("{:>3}", late.0)), late.1);
    cell(columns.days, &days, role);
    cell(columns.outcome, &words::short_outcome(texts, row.outcome), words::outcome_role(row.outcome));
}

/// What the row at the cursor leaves out: the polling day, the place, what is elected, who holds the case, and the name
/// where its column cuts it.
fn draw_detail(list: &List, area: Rect, row: &QueueRow, buf: &mut Buffer) {
    let List { app, texts, columns } = list;
    let y = area.bottom() - QUEUE_DETAIL;
    let held = row.holder.as_ref().map(|by| texts.say("case-held", &[("officer", Arg::from(by.as_str()))]));
    let name = Clean::new(&row.name);
    let parts = [
        Clean::new(&texts.date(row.poll_day)),
        Clean::new(&row.place),
        words::code(app, texts, "level", &row.level),
        if name.width() > usize::from(columns.name.1) { name } else { Clean::default() },
        held.unwrap_or_default(),
    ];
    put(buf, area.x + MARK, y, area.width - MARK, &words::join(" · ", parts), Role::Plain);
}

/// Whether a name stands in full in the list of this width.
pub fn shows_in_full(name: &Clean, list: Rect, texts: &Texts) -> bool {
    name.width() <= usize::from(Columns::lay(list, texts).name.1)
}
