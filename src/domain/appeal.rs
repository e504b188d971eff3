//! Appeals against a refusal: where they go and by when, as far as it is known. It is data (`appeals.toml`), each rule with
//! its provision, its source, and whether anybody has read it in the text of the law.

use std::sync::LazyLock;

use serde::Deserialize;

use super::poll::Right;
use super::words::Words;

/// The rules that the program carries. A file that does not read has none; a test reads it.
static APPEALS: LazyLock<Vec<AppealRoute>> = LazyLock::new(|| read(include_str!("appeals.toml")).unwrap_or_default());

/// What is known of appeals against the refusal of a right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRoute {
    /// ISO 3166 code of the state that holds the poll.
    pub host: String,
    /// The right that was refused.
    pub right: Right,
    /// Where an appeal goes.
    #[serde(default)]
    pub route: Option<AppealRule>,
    /// By when it must be there.
    #[serde(default)]
    pub term: Option<AppealRule>,
}

/// One rule about appeals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRule {
    /// What the rule says, for the letter.
    pub text: Words,
    /// Where the law says so, as it is cited.
    pub provision: Words,
    /// Where it was read.
    pub source: String,
    /// Nobody has read it in the text of the law that is in force: no letter may state it.
    #[serde(default)]
    pub unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    appeal: Vec<AppealRoute>,
}

fn read(text: &str) -> Result<Vec<AppealRoute>, toml::de::Error> {
    toml::from_str::<Written>(text).map(|written| written.appeal)
}

impl AppealRoute {
    /// Every pair of a state and a right of which something is known.
    pub fn all() -> &'static [AppealRoute] {
        &APPEALS
    }

    /// What is known for a right at a poll of this state.
    pub fn of(host: &str, right: Right) -> Option<&'static AppealRoute> {
        APPEALS.iter().find(|appeal| appeal.host == host && appeal.right == right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_reads_and_every_pair_stands_once() {
        let appeals = read(include_str!("appeals.toml")).unwrap();
        for one in &appeals {
            assert_eq!(appeals.iter().filter(|two| (&two.host, two.right) == (&one.host, one.right)).count(), 1);
            assert!(one.route.is_some() || one.term.is_some(), "{} {:?} says nothing", one.host, one.right);
            for rule in one.route.iter().chain(&one.term) {
                assert!(rule.source.starts_with("https://"), "{rule:?}");
            }
        }
        assert!(
            AppealRoute::of("RU", Right::Stand).is_some_and(|appeal| appeal.term.is_some() && appeal.route.is_none())
        );
        assert_eq!(AppealRoute::of("XX", Right::Vote), None);
    }
}
