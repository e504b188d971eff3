//! What the office has that is short enough to be listed whole: who works here, its polls, the views that have a name.

use crate::domain::{Poll, View};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lists {
    /// The names of those who work here.
    pub officers: Vec<String>,
    pub polls: Vec<Poll>,
    pub views: Vec<View>,
}
