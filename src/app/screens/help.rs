//! The help: every key of the keymap, searchable by what it does and by the key.

use crate::app::line::Line;
use crate::app::pane::Pane;

#[derive(Debug, Clone, Default)]
pub struct Help {
    pub pane: Pane,
    pub search: Line,
    pub searching: bool,
}
