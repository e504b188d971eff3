//! What is said with an act beside its text: how a letter left, by when an answer is wanted, who is asked.

use super::coded;
use super::time::Day;

coded!(
    /// How a letter left.
    Means {
        Post = "post",
        Registered = "registered_post",
        Handed = "handed_over",
        Electronic = "electronic",
    }
);

/// A letter that has left; what is not known is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// Its number in the office's register of letters.
    pub number: String,
    pub sent_on: Option<Day>,
    pub means: Option<Means>,
}

/// What a remark says beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct More {
    /// By when an answer is asked for, until when a case is put aside, on which day a letter left.
    pub day: Option<Day>,
    /// The kinds asked for, by commas; whoever is asked or shall work on the case.
    pub about: String,
    /// The number of a letter.
    pub number: String,
    /// How a letter left.
    pub means: String,
}
