//! The packs: a list of them, and one of them as a document.

use crate::app::pane::Pane;

#[derive(Debug, Clone, Default)]
pub struct Packs {
    pub list: Pane,
    /// The pack that is open (its place in the library) and where its document stands.
    pub open: Option<(usize, Pane)>,
}
