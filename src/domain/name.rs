//! Names of officers: what can be one, and which look alike.

use super::fold;

/// The longest name, in characters.
const LENGTH: usize = 64;
/// Cyrillic letters that are drawn like Latin ones, lower case, and those Latin ones.
const ALIKE: [(char, char); 12] = [
    ('а', 'a'),
    ('е', 'e'),
    ('і', 'i'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('к', 'k'),
    ('м', 'm'),
];

/// Letters of one alphabet, digits and `. _ -`, beginning with a letter or a digit.
pub fn is_officer_name(name: &str) -> bool {
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    let other = name.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let begins = name.chars().next().is_some_and(char::is_alphanumeric);
    begins && !(latin && other) && name.chars().all(fits) && name.chars().count() <= LENGTH
}

/// Two names with the same looks could be taken for each other.
pub fn looks_like(name: &str) -> String {
    let alike = |c: char| ALIKE.iter().find(|(cyrillic, _)| *cyrillic == c).map_or(c, |(_, latin)| *latin);
    let plain: String = name.chars().map(|c| if c == '1' || c == '|' { 'l' } else { c }).collect();
    fold(&plain).chars().map(alike).map(|c| if c == '0' { 'o' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_of_one_alphabet_and_without_spaces() {
        for good in ["anna", "Анна", "a.petrova-2", "х_1"] {
            assert!(is_officer_name(good), "{good}");
        }
        for bad in ["", " ", "anna ", "an\u{200b}na", "\u{1b}[2J", "аnna", "-x", &"a".repeat(65)] {
            assert!(!is_officer_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn names_that_look_alike_are_alike() {
        for (a, b) in [("anna", "Anna"), ("сосо", "coco"), ("b0b", "bob"), ("al", "a1")] {
            assert_eq!(looks_like(a), looks_like(b));
        }
        assert_ne!(looks_like("anna"), looks_like("inna"));
    }
}
