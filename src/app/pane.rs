//! The place in a list or document of which a screen shows a part.
//!
//! How long a document is, is known only when it has been laid out; drawing says so by an [`Extent`], and the pane keeps
//! within it.

use super::keymap::Command;

/// What drawing found out about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// The first line that was shown.
    pub scroll: usize,
    /// The last line at which a page can start.
    pub scroll_max: usize,
    /// Lines of a page.
    pub page: usize,
}

/// A cursor over items, or a scroll position over lines where there are no items to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pane {
    /// The chosen item.
    pub cursor: usize,
    pub extent: Extent,
    /// The page was moved by itself and does not follow the cursor for now.
    pub free: bool,
}

impl Pane {
    /// Moves as a command says; `items` is how many there are to choose from. `false`: not a moving command.
    pub fn on(&mut self, command: Command, items: usize) -> bool {
        let page = self.extent.page.max(1);
        let half = (page / 2).max(1);
        match command {
            // What stands below the last item is reached by going on.
            Command::Down if self.cursor + 1 == items && self.extent.scroll < self.extent.scroll_max => {
                self.scroll_to(self.extent.scroll.saturating_add(1))
            }
            Command::Down if items > 0 => self.to(self.cursor + 1, items),
            Command::Up if items > 0 => self.to(self.cursor.saturating_sub(1), items),
            Command::First if items > 0 => self.to(0, items),
            Command::Last if items > 0 => {
                self.to(items - 1, items);
                // How long the document is may not be known yet; drawing keeps within it.
                self.extent.scroll = usize::MAX;
                self.free = true;
            }
            Command::Down => self.scroll_to(self.extent.scroll.saturating_add(1)),
            Command::Up => self.scroll_to(self.extent.scroll.saturating_sub(1)),
            Command::First => self.scroll_to(0),
            Command::Last => self.scroll_to(self.extent.scroll_max),
            Command::HalfDown => self.scroll_to(self.extent.scroll.saturating_add(half)),
            Command::HalfUp => self.scroll_to(self.extent.scroll.saturating_sub(half)),
            Command::PageDown => self.scroll_to(self.extent.scroll.saturating_add(page)),
            Command::PageUp => self.scroll_to(self.extent.scroll.saturating_sub(page)),
            _ => return false,
        }
        true
    }

    /// Where a page starts so that the lines `[from, to)` of the chosen item are on it, moving by half pages.
    pub fn scroll_for(&self, item: Option<(usize, usize)>, lines: usize, page: usize) -> Extent {
        let scroll_max = lines.saturating_sub(page);
        let half = (page / 2).max(1);
        let mut scroll = self.extent.scroll.min(scroll_max);
        if let Some((from, to)) = item.filter(|_| !self.free && page > 0) {
            let to = to.min(from + page);
            if to > scroll + page {
                scroll = (scroll + (to - scroll - page).div_ceil(half) * half).min(from);
            } else if from < scroll {
                scroll -= ((scroll - from).div_ceil(half) * half).min(scroll);
            }
        }
        Extent { scroll: scroll.min(scroll_max), scroll_max, page }
    }

    fn to(&mut self, cursor: usize, items: usize) {
        self.cursor = cursor.min(items.saturating_sub(1));
        self.free = false;
        if self.cursor == 0 {
            // What stands above the first item belongs to it.
            self.extent.scroll = 0;
        }
    }

    fn scroll_to(&mut self, line: usize) {
        self.extent.scroll = line.min(self.extent.scroll_max);
        self.free = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_follows_the_item_by_half_pages() {
        let mut pane = Pane::default();
        pane.extent = pane.scroll_for(Some((9, 10)), 100, 10);
        assert_eq!(pane.extent.scroll, 0);
        pane.extent = pane.scroll_for(Some((10, 11)), 100, 10);
        assert_eq!(pane.extent.scroll, 5);
        pane.extent = pane.scroll_for(Some((4, 5)), 100, 10);
        assert_eq!(pane.extent.scroll, 0);
        pane.extent = pane.scroll_for(Some((99, 100)), 100, 10);
        assert_eq!(pane.extent, Extent { scroll: 90, scroll_max: 90, page: 10 });
    }

    #[test]
    fn an_item_longer_than_the_page_starts_at_its_top() {
        let pane = Pane::default();
        assert_eq!(pane.scroll_for(Some((20, 60)), 100, 10).scroll, 20);
    }

    #[test]
    fn nothing_moves_past_the_ends() {
        let mut pane = Pane { extent: Extent { scroll: 0, scroll_max: 3, page: 10 }, ..Pane::default() };
        pane.on(Command::PageDown, 0);
        assert_eq!(pane.extent.scroll, 3);
        pane.on(Command::Last, 4);
        pane.on(Command::Down, 4);
        assert_eq!(pane.cursor, 3);
        assert_eq!(pane.scroll_for(Some((0, 1)), 0, 0), Extent::default());
    }

    #[test]
    fn the_last_item_and_what_stands_below_it_are_both_reached() {
        let extent = Extent { scroll: 0, scroll_max: 20, page: 10 };
        let mut pane = Pane { extent, ..Pane::default() };
        pane.on(Command::Last, 4);
        assert_eq!((pane.cursor, pane.scroll_for(Some((12, 14)), 30, 10).scroll), (3, 20));
        let mut walked = Pane { cursor: 3, extent, ..Pane::default() };
        walked.on(Command::Down, 4);
        assert_eq!((walked.cursor, walked.scroll_for(Some((2, 4)), 30, 10).scroll), (3, 1));
        pane.on(Command::Up, 4);
        assert!(!pane.free && pane.cursor == 2);
    }
}
