//! The queue: one window of rows, a cursor that follows its case, a filter and a search.
//!
//! Never the whole queue: a few pages around the cursor are kept, and more is asked for by key near an edge. At an edge
//! of the screen the list moves by half a page, so that most cursor keys redraw two rows.

mod filter_line;
mod marks;
mod news;
mod searching;

pub(crate) use filter_line::{Came, FilterLine};
pub(crate) use marks::Marks;
pub(crate) use news::MOST_NEWS;
use searching::BeforeSearch;

use crate::app::Effect;
use crate::app::form::Label;
use crate::app::keymap::{Command, Context};
use crate::app::line::Line;
use crate::domain::counts::{Counts, CountsQuery, friday};
use crate::domain::{Anchor, CaseId, Day, Filter, QueueQuery, QueueRow, QueueWindow, RowKey, StatusFilter, Unshown};

/// What is done with a window that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It takes the place of what is there.
    Instead,
    Before,
    After,
}

#[derive(Debug, Default)]
pub struct Queue {
    pub filter: Filter,
    pub search: Line,
    /// Whether the search line is being typed.
    pub searching: bool,
    /// The search was kept and then found nobody any more: it is typed again, and the next letter begins another.
    spent: bool,
    pub rows: Vec<(RowKey, QueueRow)>,
    pub more_before: bool,
    pub more_after: bool,
    /// The search stopped before it had looked at everything.
    pub search_cut: bool,
    /// Index of the first row on the screen.
    pub top: usize,
    /// Index of the row at the cursor.
    pub cursor: usize,
    /// Rows on the screen.
    pub page: usize,
    /// What was counted when the list was loaded last.
    pub counts: Option<Counts>,
    /// The last day of those that are counted as due soon.
    pub soon: Option<Day>,
    /// Rows of the view before the first one that is kept.
    before: Option<usize>,
    /// How many cases a search found, where that is known.
    pub found: Option<usize>,
    /// What the search finds and the filter hides, by status.
    pub hidden: Vec<(Unshown, usize)>,
    /// So many entries about cases have come from others since the list was read.
    pub news: usize,
    /// An answer has come.
    pub loaded: bool,
    /// The case on which the cursor shall stand when the next window comes.
    focus: Option<CaseId>,
    /// The filter while it is typed.
    pub typing: Option<FilterLine>,
    /// The cases that the next act is for, where it is for more than one.
    pub marks: Marks,
    /// The name of the view, where the filter is one that has a name.
    pub view: Option<Label>,
    /// How far a filter that no index serves was looked for, to either side.
    looked: Looked,
    before_search: Option<BeforeSearch>,
}

/// How far the cases were looked at that a filter may let through, beyond the rows that are kept.
#[derive(Debug, Default)]
struct Looked {
    before: Option<RowKey>,
    after: Option<RowKey>,
}

/// Cases that can be marked at once.
pub const MOST_MARKED: usize = 1_000;
/// How many pages are kept at most.
const PAGES_KEPT: usize = 6;

impl Queue {
    /// The contexts in which a key is looked up, the nearest first.
    pub fn contexts(&self) -> &'static [Context] {
        match (self.searching, &self.typing) {
            (_, Some(_)) => &[Context::Filter],
            (true, _) => &[Context::Search],
            (false, None) => &[Context::Queue, Context::Move, Context::Everywhere, Context::Case],
        }
    }

    pub fn current(&self) -> Option<&QueueRow> {
        self.rows.get(self.cursor).map(|(_, row)| row)
    }

    pub fn current_case(&self) -> Option<CaseId> {
        self.current().map(|row| row.case)
    }

    /// Which rows of the view are on the screen, the first and the last, counted from one. Not the row at the cursor: a
    /// cursor key would then have one more line to draw.
    pub fn position(&self) -> Option<(usize, usize)> {
        let before = self.before.filter(|_| !self.rows.is_empty())?;
        Some((before + self.top + 1, before + self.top + self.shown().len()))
    }

    /// What is to be counted once a list was loaded anew: how much is left, or what a search could not show. Never
    /// for a key that only moves the cursor.
    pub(crate) fn figures(&self, query: &QueueQuery, place: Place, today: Day) -> Option<Effect> {
        let current = query.filter == self.filter && query.search == self.search.text();
        if place != Place::Instead || !current {
            return None;
        }
        if query.search.is_empty() {
            let row = self.rows.first().map(|(key, _)| key.clone());
            let counts = CountsQuery { filter: self.filter.clone(), row, today, soon: friday(today) };
            return Some(Effect::Count(counts));
        }
        let few = !self.more_after && self.rows.len() < self.page && !self.filter.is_everything();
        few.then(|| Effect::LookBehind(query.clone()))
    }

    pub fn counted(&mut self, query: &CountsQuery, counts: Counts) {
        if query.filter != self.filter {
            return;
        }
        let at = query.row.as_ref().and_then(|row| self.rows.iter().position(|(key, _)| key == row));
        // A search has begun meanwhile: its rows have other places.
        if self.search.text().is_empty() {
            let before = at.and_then(|at| counts.before?.checked_sub(at));
            self.before = before.filter(|before| *before < Counts::MOST);
        }
        (self.counts, self.soon) = (Some(counts), Some(query.soon));
    }

    pub fn behind(&mut self, query: &QueueQuery, hidden: Vec<(Unshown, usize)>) {
        if query.filter == self.filter && query.search == self.search.text() {
            self.hidden = hidden;
        }
    }

    /// The rows on the screen.
    pub fn shown(&self) -> &[(RowKey, QueueRow)] {
        let end = (self.top + self.page).min(self.rows.len());
        &self.rows[self.top.min(end)..end]
    }

    /// The case in the row after (or before) this one.
    pub fn neighbour(&self, case: CaseId, after: bool) -> Option<CaseId> {
        let at = self.rows.iter().position(|(_, row)| row.case == case)?;
        let at = if after { at + 1 } else { at.checked_sub(1)? };
        self.rows.get(at).map(|(_, row)| row.case)
    }

    /// Puts the cursor on a case of the window.
    pub(crate) fn focus_on(&mut self, case: CaseId) -> Vec<Effect> {
        match self.rows.iter().position(|(_, row)| row.case == case) {
            Some(at) => self.go(at),
            None => Vec::new(),
        }
    }

    /// Asks for the window again, where it stands; the cursor stays on its case, or goes to `focus`.
    pub(crate) fn reload(&mut self, focus: Option<CaseId>) -> Effect {
        self.focus = focus.or(self.current_case());
        let anchor = self.rows.get(self.top).map_or(Anchor::First, |(key, _)| Anchor::From(key.clone()));
        self.ask(anchor, Place::Instead)
    }

    /// The number of rows on the screen has changed.
    pub(crate) fn resize(&mut self, page: usize) -> Vec<Effect> {
        self.page = page;
        if !self.loaded {
            return Vec::new();
        }
        self.go(self.cursor)
    }

    /// A moving, filtering or searching command; `None` where it is not one of the queue's.
    pub(crate) fn on(&mut self, command: Command) -> Option<Vec<Effect>> {
        let (page, half) = (self.page.max(1), (self.page / 2).max(1));
        Some(match command {
            Command::Down => self.go(self.cursor + 1),
            Command::Up => self.go(self.cursor.saturating_sub(1)),
            Command::HalfDown => self.leap(half, true),
            Command::HalfUp => self.leap(half, false),
            Command::PageDown => self.leap(page, true),
            Command::PageUp => self.leap(page, false),
            Command::First if self.more_before => self.restart(Anchor::First),
            Command::First => self.go(0),
            Command::Last if self.more_after => self.restart(Anchor::Last),
            Command::Last => self.go(self.rows.len().saturating_sub(1)),
            // The status is another one, of the same officer's cases; all cases are all.
            Command::Filter(status) => {
                let mut filter = Filter::from(status);
                if status != StatusFilter::All {
                    filter.conditions = self.filter.own().cloned().collect();
                }
                self.show(filter, None)
            }
            Command::Search => {
                // What is typed next is a new search; whoever moves in the line first goes on with the old one.
                self.spent = !self.search.text().is_empty();
                if self.search.text().is_empty() {
                    self.before_search = Some(BeforeSearch::of(self));
                }
                self.searching = true;
                Vec::new()
            }
            // Nobody is shown, and the search has hits elsewhere: there they are.
            Command::KeepSearch if self.rows.is_empty() && !self.hidden.is_empty() => {
                (self.searching, self.spent, self.view) = (false, false, None);
                self.filter = StatusFilter::All.into();
                self.restart(Anchor::First)
            }
            Command::KeepSearch => {
                self.spent = false;
                self.searching = false;
                self.spend();
                Vec::new()
            }
            Command::Mark | Command::MarkRange => {
                if let Some(case) = self.current_case() {
                    match command {
                        Command::Mark => self.marks.turn(case),
                        _ => self.mark_range(case),
                    }
                }
                self.go(self.cursor + usize::from(command == Command::Mark))
            }
            Command::Reload => vec![self.reload(None)],
            Command::MarkAll => vec![Effect::MarkAll(self.whole_view())],
            Command::Back if self.search.text().is_empty() && !self.marks.is_empty() => {
                self.marks = Marks::default();
                Vec::new()
            }
            Command::Cancel | Command::Back => self.drop_search(),
            _ => return None,
        })
    }

    /// Shows other cases: those of this filter, which may have a name.
    pub(crate) fn show(&mut self, filter: Filter, view: Option<Label>) -> Vec<Effect> {
        (self.filter, self.view, self.typing) = (filter, view, None);
        self.before_search = None;
        self.restart(Anchor::First)
    }

    /// Everything that the view shows, as far as one answer holds it.
    pub fn whole_view(&self) -> QueueQuery {
        let (filter, search) = (self.filter.clone(), self.search.text().to_owned());
        QueueQuery { filter, search, anchor: Anchor::First, limit: MOST_MARKED }
    }

    /// Marks the rows between the case that was marked last and this one.
    fn mark_range(&mut self, to: CaseId) {
        let at = |case: CaseId| self.rows.iter().position(|(_, row)| row.case == case);
        let Some((from, to)) = self.marks.last().and_then(at).zip(at(to)) else { return self.marks.put(to) };
        for (_, row) in &self.rows[from.min(to)..=from.max(to)] {
            self.marks.put(row.case);
        }
    }

    /// Whether cases are still being looked for that no index leads to.
    pub fn is_looking(&self) -> bool {
        self.looked.after.is_some() && self.more_after
    }

    /// Takes a window in. The window of an older filter or search is dropped.
    pub(crate) fn take(&mut self, query: &QueueQuery, place: Place, window: QueueWindow) -> Vec<Effect> {
        if query.filter != self.filter || query.search != self.search.text() {
            return Vec::new();
        }
        match place {
            Place::Instead => self.replace(query, window),
            Place::After => {
                // No rows is the end, unless it says how far it looked: nobody asks for ever.
                let on = window.looked_up_to.is_some() || !window.rows.is_empty();
                self.more_after = window.more_after && on;
                self.looked.after = window.looked_up_to;
                self.rows.extend(window.rows);
            }
            Place::Before => {
                let added = window.rows.len();
                self.rows.splice(0..0, window.rows);
                self.before = self.before.and_then(|before| before.checked_sub(added));
                self.top += added;
                self.cursor += added;
                self.more_before = window.more_before && (added > 0 || window.looked_up_to.is_some());
                self.looked.before = window.looked_up_to;
            }
        }
        self.loaded = true;
        if place == Place::Instead
            && self.rows.is_empty()
            && !self.more_after
            && matches!(query.anchor, Anchor::From(_))
        {
            // Nothing is left from where the list stood on: there may be something before.
            return self.restart(Anchor::First);
        }
        self.spend();
        self.trim();
        self.go(self.cursor)
    }

    fn replace(&mut self, query: &QueueQuery, window: QueueWindow) {
        let offset = self.cursor.saturating_sub(self.top);
        (self.before, self.found) = searching::place(query, &window);
        self.news = 0;
        self.hidden.clear();
        self.rows = window.rows;
        self.more_before = window.more_before;
        self.more_after = window.more_after;
        self.search_cut = window.search_cut;
        self.looked = match query.anchor {
            Anchor::Last | Anchor::Before(_) => Looked { before: window.looked_up_to, after: None },
            _ => Looked { before: None, after: window.looked_up_to },
        };
        let focus = self.focus.take();
        let found = focus.and_then(|case| self.rows.iter().position(|(_, row)| row.case == case));
        let last = self.rows.len().saturating_sub(1);
        (self.top, self.cursor) = match query.anchor {
            Anchor::Last => (self.rows.len().saturating_sub(self.page), last),
            Anchor::From(_) => (0, found.unwrap_or(offset)),
            _ => (0, found.unwrap_or(0)),
        };
    }

    fn restart(&mut self, anchor: Anchor) -> Vec<Effect> {
        self.focus = None;
        vec![self.ask(anchor, Place::Instead)]
    }

    fn ask(&self, anchor: Anchor, place: Place) -> Effect {
        let pages = if place == Place::Instead && self.search.text().is_empty() { 2 } else { 1 };
        let query = QueueQuery {
            filter: self.filter.clone(),
            search: self.search.text().to_owned(),
            anchor,
            limit: self.page.max(8) * pages,
        };
        Effect::LoadQueue { query, place }
    }

    /// Moves the cursor and the screen together.
    fn leap(&mut self, rows: usize, down: bool) -> Vec<Effect> {
        let shift = |at: usize| if down { at + rows } else { at.saturating_sub(rows) };
        self.top = shift(self.top).min(self.rows.len().saturating_sub(self.page));
        self.go(shift(self.cursor))
    }

    /// Puts the cursor on a row, moves the screen by half pages until it is seen, asks for more near an edge.
    fn go(&mut self, to: usize) -> Vec<Effect> {
        let (page, half) = (self.page.max(1), (self.page / 2).max(1));
        self.cursor = to.min(self.rows.len().saturating_sub(1));
        if self.cursor < self.top {
            self.top = self.top.saturating_sub((self.top - self.cursor).div_ceil(half) * half);
        } else if self.cursor >= self.top + page {
            self.top += (self.cursor + 1 - self.top - page).div_ceil(half) * half;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(page)).min(self.cursor);
        // Rows of the plain queue are neighbours in the file; what a search finds lies scattered, so that only what is
        // seen is waited for.
        let pages = if self.search.text().is_empty() { 2 } else { 1 };
        self.fetch(pages).into_iter().filter(|_| !self.is_sought()).collect()
    }

    /// Whether what is shown has to be looked for, which nobody waits for: it comes between the keys.
    fn is_sought(&self) -> bool {
        self.looked.before.is_some() || self.looked.after.is_some()
    }

    /// What the next keys will ask for, where that is not at hand; for a moment in which nobody waits.
    pub(crate) fn look_ahead(&self) -> Option<Effect> {
        self.fetch(2).into_iter().next()
    }

    /// The cases that the next key is likely to turn to, the likeliest first.
    pub fn likely(&self) -> impl Iterator<Item = CaseId> {
        let (half, page) = ((self.page / 2).max(1), self.page.max(1));
        let (at, rows) = (self.cursor, &self.rows);
        let down = [0, 1, 2, half, page].map(|step| Some(at + step));
        let up = [1, half].map(|step| at.checked_sub(step));
        down.into_iter().chain(up).flatten().filter_map(|at| rows.get(at)).map(|(_, row)| row.case)
    }

    /// Asks for rows until so many pages are at hand from the top of the screen on, and one before it.
    fn fetch(&self, pages: usize) -> Vec<Effect> {
        let page = self.page.max(1);
        let mut effects = Vec::new();
        if self.more_before
            && self.top < page * (pages - 1)
            && let Some(key) = self.looked.before.as_ref().or(self.rows.first().map(|(key, _)| key))
        {
            effects.push(self.ask(Anchor::Before(key.clone()), Place::Before));
        }
        if self.more_after
            && self.rows.len() < self.top + page * pages
            && let Some(key) = self.looked.after.as_ref().or(self.rows.last().map(|(key, _)| key))
        {
            effects.push(self.ask(Anchor::After(key.clone()), Place::After));
        }
        effects
    }

    fn trim(&mut self) {
        let page = self.page.max(8);
        if self.rows.len() <= PAGES_KEPT * page {
            return;
        }
        let end = (self.top + 4 * page).min(self.rows.len());
        if end < self.rows.len() {
            (self.more_after, self.looked.after) = (true, None);
            self.rows.truncate(end);
        }
        let start = self.top.saturating_sub(2 * page).min(self.cursor);
        if start > 0 {
            (self.more_before, self.looked.before) = (true, None);
            self.rows.drain(..start);
        }
        self.before = self.before.map(|before| before + start);
        self.top -= start;
        self.cursor -= start;
    }
}

#[cfg(test)]
mod tests;
