//! What the office has that is short enough to be listed whole: who works here, its polls, the views that have a name.

use crate::domain::filter::Known;
use crate::domain::{Poll, Schema, View};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lists {
    /// The names of those who work here.
    pub officers: Vec<String>,
    pub polls: Vec<Poll>,
    /// The states whose polls it has, or for whose polls it has rules, each once.
    pub hosts: Vec<String>,
    pub views: Vec<View>,
}

impl Lists {
    /// What a filter can name.
    pub fn known(&self, schema: &Schema) -> Known {
        Known { kinds: schema.kinds.iter().map(|kind| kind.id.clone()).collect(), hosts: self.hosts.clone() }
    }
}
