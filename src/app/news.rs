//! What others do while one looks: it is counted, and no row moves under a cursor.

use super::screens::case::CaseView;
use super::{App, Effect, Screen};

impl App {
    /// Another process has changed the office. A list that somebody reads stays as it is: what came is counted, and what
    /// is shown is brought up to date in its place.
    pub(super) fn outdated(&mut self, news: usize) -> Vec<Effect> {
        // Nobody looks for changes while keys come.
        self.deaf_since = None;
        let is_read = self.screens.is_empty() && !self.queue.rows.is_empty();
        let mut effects = vec![if is_read { self.queue.refresh(news) } else { self.queue.reload(None) }];
        // A form keeps the version that its officer has seen, so that a stale act is refused and told.
        let case = self.case.as_ref().filter(|_| self.under_letter().is_none_or(|screen| screen.form().is_none()));
        effects.extend(case.map(CaseView::id).map(Effect::LoadCase));
        effects.extend(self.reload_today());
        effects
    }

    /// What the officer did today is shown anew, where it is on top.
    pub(super) fn reload_today(&self) -> Option<Effect> {
        matches!(self.screens.last(), Some(Screen::Today(_))).then_some(Effect::LoadToday)
    }

    /// Whoever comes back to the list has read something else meanwhile, and finds what came.
    pub(super) fn reload_news(&mut self) -> Option<Effect> {
        (self.queue.news > 0).then(|| self.queue.reload(None))
    }
}
