//! The columns of the list: which ones, where each starts and how wide it is, and what a row says in them.

use ratatui::layout::Rect;

use crate::app::App;
use crate::domain::case::Aside;
use crate::domain::filter::Column;
use crate::domain::{Clean, Day, Outcome, QueueRow, Right, Status};
use crate::i18n::{Arg, Texts};
use crate::ui::theme::Role;
use crate::ui::words;
use crate::wording::columns::{LeftOut, fit};

/// Column widths that change neither with the list nor with the language.
const CASE: u16 = 8;
const DAY: u16 = 10;
/// So many days are told in full by the column of days.
const DAYS: i64 = 88;
/// What stands before the columns: the cursor and the mark.
pub(super) const MARK: u16 = 2;
const PLACE: u16 = 18;
/// The sign of an outcome without its word.
pub(super) const SIGN: u16 = 1;
const OFFICER: u16 = 12;
/// The polling day and the place get columns of their own where so much is left for the name, and then whoever shall work
/// on the case.
const NAME: u16 = 22;

/// Where each column starts and how wide it is.
pub(super) struct Columns {
    pub(super) placed: Vec<(Column, u16, u16)>,
    pub(super) left_out: LeftOut,
}

impl Columns {
    /// Those that the view chooses, or else those that the width has room for.
    pub(super) fn lay(area: Rect, texts: &Texts, chosen: &[Column]) -> Columns {
        if chosen.is_empty() {
            return Columns { placed: placed(area, &by_width(area.width, texts)), left_out: LeftOut::Nothing };
        }
        let room = area.width.saturating_sub(MARK);
        let wanted: Vec<(Column, usize)> =
            chosen.iter().map(|column| (*column, usize::from(width(*column, texts, room)))).collect();
        let fitted = fit(&wanted, usize::from(room));
        let columns: Vec<(Column, u16)> =
            fitted.columns.iter().map(|(column, width)| (*column, *width as u16)).collect();
        Columns { placed: placed(area, &columns), left_out: fitted.left_out }
    }

    /// How wide a column is; 0: it is not there.
    pub(super) fn width(&self, column: Column) -> u16 {
        self.placed.iter().find(|(one, ..)| *one == column).map_or(0, |(.., width)| *width)
    }
}

/// Columns of these widths, a blank between each two.
fn placed(area: Rect, columns: &[(Column, u16)]) -> Vec<(Column, u16, u16)> {
    let mut x = area.x + MARK;
    let mut next = |(column, width): &(Column, u16)| {
        let start = x;
        x += width + 1;
        (*column, start, *width)
    };
    columns.iter().filter(|(_, width)| *width > 0).map(&mut next).collect()
}

/// A narrow list, which stands beside an open case, keeps case, name, what is left of the time, and the sign of the outcome.
fn by_width(width: u16, texts: &Texts) -> [(Column, u16); 9] {
    let wide = width >= 70;
    let fixed = [Column::Right, Column::Status, Column::Days];
    let fixed = fixed.map(|column| if wide || column == Column::Days { widest(column, texts) } else { 0 });
    let outcome = if wide { widest(Column::Proposed, texts) } else { SIGN };
    let with_gaps = |widths: &[u16]| widths.iter().filter(|width| **width > 0).map(|width| width + 1).sum::<u16>();
    let left = width.saturating_sub(MARK + with_gaps(&fixed) + with_gaps(&[CASE]) + outcome + 1);
    let more = [[DAY, PLACE, OFFICER], [DAY, PLACE, 0]];
    let fits = |more: &[u16; 3]| wide && left >= NAME + with_gaps(more);
    let more @ [poll, place, assigned] = more.into_iter().find(fits).unwrap_or_default();
    [
        (Column::Case, CASE),
        (Column::Name, left.saturating_sub(with_gaps(&more))),
        (Column::Right, fixed[0]),
        (Column::Poll, poll),
        (Column::Place, place),
        (Column::Status, fixed[1]),
        (Column::Days, fixed[2]),
        (Column::Assigned, assigned),
        (Column::Proposed, outcome),
    ]
}

/// How wide a chosen column would like to be. Its head stands in full: who chose it reads what it is.
fn width(column: Column, texts: &Texts, room: u16) -> u16 {
    let says = match column {
        Column::Case => CASE,
        Column::Name => room,
        Column::Poll | Column::Due | Column::Answer | Column::Rests | Column::Appeal => DAY,
        Column::Level | Column::Place => PLACE,
        Column::Assigned | Column::Held | Column::Asked => OFFICER,
        Column::Right | Column::Status | Column::Days | Column::Proposed => widest(column, texts),
    };
    says.max(texts.get(head(column)).width() as u16)
}

/// The width of the longest word that stands in a column of few words.
fn widest(column: Column, texts: &Texts) -> u16 {
    let words: Vec<Clean> = match column {
        Column::Right => [Right::Vote, Right::Stand].map(|one| words::short_right(texts, one)).into(),
        Column::Status => {
            let special =
                ["short-resting", "short-returned", "short-overdue", "short-appeal"].map(|key| texts.get(key));
            Status::ALL.iter().map(|one| words::short_status(texts, *one)).chain(special).collect()
        }
        Column::Days => {
            vec![texts.say("short-late", &[("count", Arg::Count(DAYS))]), texts.get("short-today")]
        }
        Column::Proposed => Outcome::ALL.iter().map(|one| words::short_outcome(texts, *one)).collect(),
        _ => Vec::new(),
    };
    words.iter().map(Clean::width).max().unwrap_or(0) as u16
}

/// Key of the head of a column.
pub(super) fn head(column: Column) -> &'static str {
    match column {
        Column::Case => "queue-case",
        Column::Name => "queue-name",
        Column::Right => "queue-right",
        Column::Poll => "queue-poll",
        Column::Level => "cli-column-level",
        Column::Place => "queue-place",
        Column::Status => "queue-status",
        Column::Due => "queue-due-on",
        Column::Days => "queue-days",
        Column::Assigned => "queue-assigned",
        Column::Held => "cli-column-holder",
        Column::Asked => "queue-asked",
        Column::Answer => "queue-answer",
        Column::Rests => "queue-rests",
        Column::Appeal => "queue-appeal",
        Column::Proposed => "queue-outcome",
    }
}

/// What a row says in a column. `case`: how the number of the case looks, in which the cursor shows.
pub(super) fn cell(app: &App, texts: &Texts, row: &QueueRow, column: Column, case: Role) -> (Clean, Role) {
    let aside = &row.aside;
    let officer = |name: &Option<String>| (Clean::new(name.as_deref().unwrap_or_default()), Role::Plain);
    let day = |day: Day| Clean::new(&texts.date(day));
    // A day that is over and for which somebody should have acted.
    let by = |by: Option<Day>| {
        let role = if by.is_some_and(|by| by < app.today()) { Role::Bad } else { Role::Plain };
        (by.map(day).unwrap_or_default(), role)
    };
    match column {
        Column::Case => {
            let held = match &row.holder {
                Some(by) if *by == app.officer.name => "=",
                Some(_) => "*",
                None => "",
            };
            (Clean::new(&format!("{}{held}", row.case)), case)
        }
        Column::Name => (Clean::new(&row.name), Role::Plain),
        Column::Right => (words::short_right(texts, row.right), Role::Plain),
        Column::Poll => (day(row.poll_day), Role::Plain),
        Column::Level => (words::code(app, texts, "level", &row.level), Role::Plain),
        Column::Place => (Clean::new(&row.place), Role::Plain),
        Column::Status => status(app, texts, row),
        Column::Due if row.status.is_to_do() => (day(row.due_on), words::short_due(app, texts, row.due_on).1),
        Column::Due => (day(row.due_on), Role::Dim),
        Column::Days if row.status.is_to_do() => words::short_due(app, texts, row.due_on),
        Column::Days => (Clean::default(), Role::Plain),
        Column::Assigned => officer(&aside.assigned),
        Column::Held => officer(&row.holder),
        Column::Asked => officer(&aside.asked),
        Column::Answer => by(aside.answer_by),
        Column::Rests => (aside.rests_until.filter(|day| *day > app.today()).map(day).unwrap_or_default(), Role::Plain),
        Column::Appeal => by(aside.appeal_by),
        Column::Proposed => (words::short_outcome(texts, row.outcome), words::outcome_role(row.outcome)),
    }
}

/// What is special about a case tells more than its status.
fn status(app: &App, texts: &Texts, row: &QueueRow) -> (Clean, Role) {
    let today = app.today();
    match &row.aside {
        Aside { rests_until: Some(until), .. } if *until > today && row.status.is_to_do() => {
            (texts.get("short-resting"), Role::Dim)
        }
        Aside { returned: true, .. } if row.status.is_open() => (texts.get("short-returned"), Role::Contested),
        Aside { appeal_by: Some(by), .. } => {
            (texts.get("short-appeal"), if *by < today { Role::Bad } else { Role::Contested })
        }
        Aside { answer_by: Some(by), .. } if *by < today => (texts.get("short-overdue"), Role::Bad),
        _ => (words::short_status(texts, row.status), words::status_role(row.status)),
    }
}
