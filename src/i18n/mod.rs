//! Every sentence the user sees, in English, Russian and Belarusian, from Fluent files.

use crate::domain::{Clean, Lang};

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    Text(String),
    Count(i64),
}

/// The sentences of one language.
pub struct Texts {
    lang: Lang,
}

impl Texts {
    pub fn new(lang: Lang) -> Texts {
        Texts { lang }
    }
    pub fn lang(&self) -> Lang {
        self.lang
    }
    /// The sentence of a key.
    pub fn get(&self, key: &str) -> Clean {
        self.say(key, &[])
    }
    /// The sentence of a key with values put in; values are cleaned.
    pub fn say(&self, _key: &str, _args: &[(&str, Arg)]) -> Clean {
        todo!()
    }
}
