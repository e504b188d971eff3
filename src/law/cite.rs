//! Where a rule comes from, and how its text was read.

use std::sync::Arc;

use crate::domain::Words;

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cite {
    /// As the pack writes it, for instance `FZ67 art. 4(1)`.
    pub text: String,
    /// The same for people: each instrument by its short name, with the provision in it.
    pub parts: Vec<Part>,
    /// The full name of the instrument that the first key stands for.
    pub source: Words,
    /// How the text of the instrument was read.
    pub read: Reading,
    /// Nobody has read the primary text for this; the pack says so.
    pub unverified: bool,
}

/// One instrument that a citation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub short: Arc<Words>,
    /// What stands behind the key, for instance `art. 4(1)`; empty where the instrument is cited as a whole.
    pub provision: String,
}

/// How the text of an instrument was read by whoever wrote the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// In the official text.
    Official,
    /// In a text that somebody else reproduces, of some edition.
    Reproduced,
    /// It is known from the press.
    Press,
    /// Nobody has read it.
    Unread,
}

impl Reading {
    /// From the best source to none.
    pub const ALL: [Reading; 4] = [Reading::Official, Reading::Reproduced, Reading::Press, Reading::Unread];

    /// The word in packs and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Reading::Official => "official",
            Reading::Reproduced => "reproduced",
            Reading::Press => "press",
            Reading::Unread => "unread",
        }
    }
}

/// What a short key of the citations stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    pub title: Words,
    /// The name by which citations show it. In a pack that was proven when packs had none, its full name.
    pub short: Arc<Words>,
    pub read: Reading,
    /// The edition that was read: a year, or a day as `2021-06-04`.
    pub edition: Option<String>,
}
