//! The three languages of the office, and a text that exists in all of them.

use serde::{Deserialize, Serialize};

/// A language of the interface, the packs and the notices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
    /// Belarusian.
    Be,
}

impl Lang {
    /// In the order in which settings offer them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ru, Lang::Be];

    /// `en`, `ru` or `be`: BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
            Lang::Be => "be",
        }
    }

    /// Reads `ru`, `ru_RU.UTF-8`, `be-BY`. `None` for a language the program does not have.
    pub fn parse(text: &str) -> Option<Lang> {
        let primary = text.split(['_', '-', '.', '@']).next()?;
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// The next language in the order of `ALL`, round and round.
    pub fn next(self) -> Lang {
        match self {
            Lang::En => Lang::Ru,
            Lang::Ru => Lang::Be,
            Lang::Be => Lang::En,
        }
    }
}

/// One text in the three languages. Data that lacks a language does not load.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In Russian.
    pub ru: String,
    /// In Belarusian.
    pub be: String,
}

impl Words {
    /// The text in this language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ru => &self.ru,
            Lang::Be => &self.be,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Lang::parse("ru_RU.UTF-8"), Some(Lang::Ru));
        assert_eq!(Lang::parse("be"), Some(Lang::Be));
        assert_eq!(Lang::parse("C.UTF-8"), None);
        assert_eq!(Lang::parse(""), None);
    }
}
