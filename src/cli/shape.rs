//! What a value of the command line must look like: said in the language of whoever typed it.

use std::fmt;

use crate::domain::{Clean, Lang};
use crate::i18n::{Arg, Texts};

/// Why a value is refused: what would be taken instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A day of the calendar.
    Day,
    /// A moment, or a day.
    Moment,
    /// The number of a case, or `-`.
    Cases,
    /// What separates fields.
    Delimiter,
    /// A whole number.
    Number,
    /// A whole number, not below the first and not above the second.
    Between(u64, u64),
    /// A whole number, not below this.
    AtLeast(u32),
}

impl Shape {
    /// The sentence.
    pub fn say(&self, texts: &Texts) -> Clean {
        let number = |n: &u64| Arg::Text(n.to_string());
        match self {
            Shape::OneOf(words) => texts.say("usage-one-of", &[("words", Arg::from(words.join(", ")))]),
            Shape::Day => texts.get("usage-day"),
            Shape::Moment => texts.get("usage-moment"),
            Shape::Cases => texts.get("usage-cases"),
            Shape::Delimiter => texts.get("usage-delimiter"),
            Shape::Number => texts.get("usage-number"),
            Shape::Between(from, to) => texts.say("usage-between", &[("from", number(from)), ("to", number(to))]),
            Shape::AtLeast(from) => texts.say("usage-at-least", &[("from", number(&u64::from(*from)))]),
        }
    }
}

/// In English; the command line says it in its own language.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.say(&Texts::new(Lang::En)).as_str())
    }
}

impl std::error::Error for Shape {}
