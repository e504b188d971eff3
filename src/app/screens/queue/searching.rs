//! A search in the queue: how it begins, goes on and is left.

use super::{Place, Queue};
use crate::app::Effect;
use crate::app::form::Label;
use crate::app::key::{Key, KeyCode};
use crate::app::keymap::{Command, Context, Keymap};
use crate::domain::{Anchor, CaseId, Filter, QueueQuery, QueueWindow, RowKey};

/// What was shown before a search began, which may show the hits that the filter hides.
#[derive(Debug)]
pub(super) struct BeforeSearch {
    filter: Filter,
    view: Option<Label>,
    /// The first row, and the case at the cursor.
    place: Option<(RowKey, Option<CaseId>)>,
}

impl BeforeSearch {
    pub(super) fn of(queue: &Queue) -> BeforeSearch {
        let place = queue.rows.get(queue.top).map(|(key, _)| (key.clone(), queue.current_case()));
        BeforeSearch { filter: queue.filter.clone(), view: queue.view.clone(), place }
    }
}

/// The hits before those of a window, and how many there are in all, as far as the window says. What a search found is
/// counted with its hits, where a view is counted after its rows have come.
pub(super) fn place(query: &QueueQuery, window: &QueueWindow) -> (Option<usize>, Option<usize>) {
    if query.search.is_empty() {
        return (None, None);
    }
    let whole = !window.more_before && !window.more_after && !window.search_cut;
    let found = window.found.or(whole.then_some((0, window.rows.len())));
    let first = (query.anchor == Anchor::First).then_some(0);
    (found.map(|(before, _)| before).or(first), found.map(|(_, all)| all))
}

impl Queue {
    /// The search text has changed.
    pub(crate) fn search_changed(&mut self) -> Vec<Effect> {
        self.restart(Anchor::First)
    }

    /// What is typed or pasted after the last hit has left the list begins the next search. The key that begins a search
    /// elsewhere does so here too, without becoming its first letter: `true` where it did.
    pub fn begin_anew(&mut self, key: Key, keymap: Keymap) -> bool {
        let typed = matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false });
        let anew = typed && self.spent && keymap.command(&[Context::Queue], key, false) == Some(Command::Search);
        match typed {
            true => self.drop_spent(),
            false => self.spent = false,
        }
        anew
    }

    pub fn drop_spent(&mut self) {
        if std::mem::take(&mut self.spent) {
            self.search.set("");
        }
    }

    /// A kept search that finds nobody becomes a line to type in again: no letter is a command while no case is shown.
    pub(super) fn spend(&mut self) {
        if self.rows.is_empty() && !self.more_after && !self.searching && !self.search.text().is_empty() {
            self.searching = true;
            self.spent = true;
        }
    }

    pub(super) fn drop_search(&mut self) -> Vec<Effect> {
        (self.searching, self.spent) = (false, false);
        if self.search.text().is_empty() {
            return Vec::new();
        }
        self.search.set("");
        let place = self.before_search.take().and_then(|before| {
            (self.filter, self.view) = (before.filter, before.view);
            before.place
        });
        match place {
            Some((key, case)) => {
                self.focus = case;
                vec![self.ask(Anchor::From(key), Place::Instead)]
            }
            None => self.restart(Anchor::First),
        }
    }
}
