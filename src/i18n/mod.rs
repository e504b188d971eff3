//! Every sentence the user sees, in English, Russian and Belarusian, from Fluent files.
//!
//! A sentence is asked for by its key; values are cleaned before they go in, so what comes out can be shown anywhere.
//! Nothing here decides anything, reads a file or knows what a screen looks like. A key that does not exist is shown as
//! itself (`tests/texts.rs` sees to it that this does not happen).

mod errors;

use std::cell::Cell;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::{Clean, Day, Lang, Zone};

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A text that goes in as it is.
    Text(String),
    /// A whole number; chooses the plural form of the language.
    Count(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Arg {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Arg {
        Arg::Text(text)
    }
}

impl From<&Clean> for Arg {
    fn from(text: &Clean) -> Arg {
        Arg::Text(text.as_str().to_owned())
    }
}

impl From<Clean> for Arg {
    fn from(text: Clean) -> Arg {
        Arg::from(&text)
    }
}

/// A file of sentences: its name, and its text in English, Russian and Belarusian.
type Sentences = (&'static str, [&'static str; 3]);

macro_rules! sentences {
    ($name:literal) => {
        (
            $name,
            [
                include_str!(concat!("en/", $name, ".ftl")),
                include_str!(concat!("ru/", $name, ".ftl")),
                include_str!(concat!("be/", $name, ".ftl")),
            ],
        )
    };
}

const FILES: [Sentences; 6] = [
    sentences!("screens"),
    sentences!("cli"),
    sentences!("words"),
    sentences!("errors"),
    sentences!("usage"),
    sentences!("letter"),
];

/// The sentences of one language.
pub struct Texts {
    lang: Lang,
    /// By whose clock moments are told.
    zone: Cell<Zone>,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The same, with moments told by another clock than that of UTC.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Texts {
        self.tell_time_by(zone);
        self
    }

    /// From here on moments are told by this clock: a command speaks before it knows in which office.
    pub fn tell_time_by(&self, zone: Zone) {
        self.zone.set(zone);
    }

    /// By whose clock moments are told.
    pub fn zone(&self) -> Zone {
        self.zone.get()
    }

    /// The sentences of one language; they are in the program.
    pub fn new(lang: Lang) -> Texts {
        // The rules of intl_pluralrules 7.0.2 for Belarusian forget the "mod 10" (22 would be "many"); for whole numbers
        // CLDR gives Belarusian the same forms as Russian. The bundle's language is used for nothing else.
        let plurals = if lang == Lang::Be { Lang::Ru } else { lang };
        let tag: LanguageIdentifier = plurals.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolating marks are bidi controls; `Clean` would show them.
        bundle.set_use_isolating(false);
        for (_, texts) in FILES {
            let text = match lang {
                Lang::En => texts[0],
                Lang::Ru => texts[1],
                Lang::Be => texts[2],
            };
            // What does not parse is left out and shows up as a missing key; a test reads every file strictly.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Texts { lang, zone: Cell::default(), bundle }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentence of a key.
    pub fn get(&self, key: &str) -> Clean {
        self.say(key, &[])
    }

    /// The sentence of a key with values put in; values are cleaned.
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> Clean {
        self.pattern(key, args).unwrap_or_else(|| Clean::new(key))
    }

    /// The word for a code: `word("status", "in_review")`, `word("action", "case.opened")`. A code that has no word is
    /// shown as itself, so that an entry written by a newer version can still be read.
    pub fn word(&self, prefix: &str, code: &str) -> Clean {
        let key = format!("{prefix}-{}", code.replace('.', "-"));
        self.pattern(&key, &[]).unwrap_or_else(|| Clean::new(code))
    }

    /// A day as this language writes it.
    pub fn date(&self, day: Day) -> String {
        date(self.lang, day)
    }

    /// A whole number with its thousands set apart.
    pub fn number(&self, n: i64) -> String {
        number(self.lang, n)
    }

    fn pattern(&self, key: &str, args: &[(&str, Arg)]) -> Option<Clean> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::from(Clean::new(text).as_str().to_owned())),
                Arg::Count(n) => values.set(*name, FluentValue::from(*n)),
            }
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        Some(Clean::new(text.trim_end()))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// A day as a language writes it: 2026-09-20 in English, 20.09.2026 in Russian and Belarusian.
pub fn date(lang: Lang, day: Day) -> String {
    match lang {
        Lang::En => day.format("%Y-%m-%d").to_string(),
        Lang::Ru | Lang::Be => day.format("%d.%m.%Y").to_string(),
    }
}

/// A whole number with its thousands set apart: by commas in English, by spaces in Russian and Belarusian, where four
/// digits stay together.
pub fn number(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mark = match lang {
        Lang::En => ',',
        Lang::Ru | Lang::Be if digits.len() > 4 => '\u{a0}',
        Lang::Ru | Lang::Be => return n.to_string(),
    };
    let mut text = String::from(if n < 0 { "-" } else { "" });
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_follow_each_language() {
        let days = |lang, n| Texts::new(lang).say("days", &[("count", Arg::Count(n))]).as_str().to_owned();
        let ru: Vec<String> = [1, 2, 5, 11, 21, 22, 111].map(|n| days(Lang::Ru, n)).into();
        assert_eq!(ru, ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "22 дня", "111 дней"]);
        let be: Vec<String> = [1, 3, 5, 12, 22, 27, 101].map(|n| days(Lang::Be, n)).into();
        assert_eq!(be, ["1 дзень", "3 дні", "5 дзён", "12 дзён", "22 дні", "27 дзён", "101 дзень"]);
        assert_eq!((days(Lang::En, 1), days(Lang::En, 0)), ("1 day".into(), "0 days".into()));
    }

    #[test]
    fn a_value_cannot_act_on_the_terminal() {
        let texts = Texts::new(Lang::En);
        let said = texts.say("error-not-enrolled", &[("officer", Arg::from("eve\x1b[2J\u{202e}"))]);
        assert!(said.as_str().contains("eve<U+001B>[2J<U+202E>"), "{said}");
    }

    #[test]
    fn an_unknown_key_shows_itself_and_an_unknown_code_too() {
        let texts = Texts::new(Lang::Be);
        assert_eq!(texts.get("no-such-key").as_str(), "no-such-key");
        assert_eq!(texts.word("action", "case.teleported").as_str(), "case.teleported");
        assert_eq!(texts.word("status", "new").as_str(), "новая");
    }

    #[test]
    fn dates_and_numbers() {
        let day = Day::from_ymd_opt(2026, 9, 20).unwrap();
        assert_eq!(date(Lang::En, day), "2026-09-20");
        assert_eq!(date(Lang::Be, day), "20.09.2026");
        assert_eq!(number(Lang::En, 1_234_567), "1,234,567");
        assert_eq!(number(Lang::Ru, -1_234_567), "-1\u{a0}234\u{a0}567");
        assert_eq!(number(Lang::Ru, 1234), "1234");
        assert_eq!(number(Lang::En, 999), "999");
    }
}
