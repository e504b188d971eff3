//! How a screen is divided: the few numbers on which the state machine and the drawing must agree.

/// Columns and rows of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    pub width: u16,
    pub height: u16,
}

/// Below this a screen only says that it is too small.
pub const SMALLEST: Size = Size { width: 60, height: 16 };
/// From this width on, the queue and a case stand side by side.
pub const SIDE_BY_SIDE: u16 = 120;
/// Lines above the body: the status line.
pub const HEAD: u16 = 1;
/// Lines below the body: the message and the keys.
pub const FOOT: u16 = 2;
/// Lines of the queue that are no rows: its title and its column heads.
const QUEUE_HEAD: u16 = 2;
/// Lines under the rows that say what the row at the cursor leaves out, where no case stands beside.
pub const QUEUE_DETAIL: u16 = 1;

impl Size {
    pub fn is_too_small(self) -> bool {
        self.width < SMALLEST.width || self.height < SMALLEST.height
    }

    pub fn is_side_by_side(self) -> bool {
        self.width >= SIDE_BY_SIDE
    }

    /// Lines of the body, given whether a banner stands above it.
    pub fn body(self, banner: bool) -> u16 {
        self.height.saturating_sub(HEAD + FOOT + u16::from(banner))
    }

    /// Rows of the queue on one screen.
    pub fn queue_page(self, banner: bool) -> usize {
        let detail = if self.is_side_by_side() { 0 } else { QUEUE_DETAIL };
        usize::from(self.body(banner).saturating_sub(QUEUE_HEAD + detail)).max(1)
    }
}
