//! What officers and offices can be called, and which names look alike, by Unicode's tables (UTS 39) and not by our own.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::{GeneralSecurityProfile, MixedScript, skeleton};

use super::Clean;

/// The longest name of an officer, in characters.
const LENGTH: usize = 64;
/// The longest name of an office, in characters.
const OFFICE_LENGTH: usize = 200;
/// How often a twin of a twin is looked up.
const ROUNDS: usize = 3;
/// A letter of each alphabet in which officers are called.
const ALPHABETS: [char; 2] = ['a', 'а'];

/// Letters of one alphabet, Latin or Cyrillic, digits and `. _ -`, beginning with a letter or a digit. Each letter is
/// one that Unicode recommends for names: no bold or full-width twin, nothing that is drawn as nothing.
pub fn is_officer_name(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_digit() || (c.is_alphabetic() && c.identifier_allowed());
    let begins = name.chars().next().is_some_and(letter);
    let fits = name.chars().all(|c| letter(c) || matches!(c, '.' | '_' | '-'));
    let one_alphabet = ALPHABETS.iter().any(|known| format!("{name}{known}").is_single_script());
    begins && fits && one_alphabet && name.nfc().eq(name.chars()) && name.chars().count() <= LENGTH
}

/// The title of an office: any text on one line that is what it seems to be, of which something can be read.
pub fn is_office_name(name: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\u{a0}');
    let shown_whole = name.nfc().eq(Clean::new(name).as_str().chars());
    let fits = name.trim() == name && !name.chars().any(blank) && name.chars().count() <= OFFICE_LENGTH;
    fits && shown_whole && !Clean::is_blank(name)
}

/// The looks of a name: two names with the same looks could be taken for each other. Case does not count, nor do
/// marks on letters, nor which of `. _ -` divides it. Because `I` is drawn like `l` and is an `i`, those two are alike
/// as well: rather one name refused too many than two officers who cannot be told apart.
pub fn looks_like(name: &str) -> String {
    let mut looks = String::with_capacity(name.len());
    // A twin can have twins of its own: М is drawn like M, and m like rn.
    let drawn = (0..ROUNDS).fold(name.nfc().collect::<String>(), |drawn, _| drawn.chars().map(drawing).collect());
    for c in drawn.chars() {
        if c.is_alphanumeric() {
            looks.push(if c == 'i' { 'l' } else { c });
        } else if !looks.is_empty() && !looks.ends_with('.') {
            looks.push('.');
        }
    }
    looks.truncate(looks.trim_end_matches('.').len());
    looks
}

/// What one letter is drawn like, in lower case. Some letters have a Latin twin only as a capital (в and b: В, B).
fn drawing(c: char) -> String {
    let plain = |text: &str| -> String { skeleton(text).filter(|c| !is_combining_mark(*c)).collect() };
    let letter = c.to_lowercase().to_string().to_uppercase().to_lowercase();
    let (small, large) = (plain(&letter), plain(&letter.to_uppercase()));
    if large.is_ascii() && !small.is_ascii() { large.to_lowercase() } else { small.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_security::skeleton;

    use super::*;
    use crate::domain::clean::is_hidden;

    /// Letters and digits that a name may have.
    fn alphabet() -> Vec<char> {
        ('\0'..='\u{ffff}').filter(|c| is_officer_name(&c.to_string())).collect()
    }

    fn drawn(c: char) -> String {
        skeleton(&c.to_string()).collect()
    }

    #[test]
    fn a_name_is_of_one_alphabet_and_without_spaces() {
        for good in ["anna", "Анна", "a.petrova-2", "х_1", "Цётка-Ўладзіслава", "іван", "7", "darcy", "łukasz"]
        {
            assert!(is_officer_name(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "anna ",
            "аnna",
            "Άννα",
            "ａｎｎａ",
            "𝐚𝐧𝐧𝐚",
            "и\u{306}",
            "anna\u{301}",
            "-x",
            "a٣",
            "ann@",
            &"a".repeat(65),
        ] {
            assert!(!is_officer_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn no_character_of_a_name_is_hidden() {
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c) || c.is_whitespace()) {
            for bad in [format!("{c}"), format!("an{c}na")] {
                assert!(!is_officer_name(&bad), "{bad:?}");
            }
        }
    }

    #[test]
    fn names_that_look_alike_are_alike() {
        let twins = [
            ("anna", "Anna"),
            ("сосо", "coco"),
            ("b0b", "bob"),
            ("al", "a1"),
            ("alice", "aIice"),
            ("mary", "rnary"),
            ("вова", "BOBA"),
            ("НАТА", "hata"),
            ("семён", "семен"),
            ("a.b", "a_b"),
            ("anna", "ａｎｎａ"),
            ("anna", "𝐚𝐧𝐧𝐚"),
            ("anna", "аnna"),
            ("oleg", "οleg"),
            ("anna", "an\u{200b}na"),
        ];
        for (a, b) in twins {
            assert_eq!(looks_like(a), looks_like(b), "{a} {b}");
        }
        for (a, b) in [("anna", "inna"), ("анна", "инна"), ("иван", "игнат"), ("a1", "a2"), ("петр", "peter")]
        {
            assert_ne!(looks_like(a), looks_like(b));
        }
    }

    #[test]
    fn letters_that_are_drawn_alike_in_one_case_or_the_other_are_alike() {
        let mut of_drawing = std::collections::BTreeMap::new();
        for c in alphabet() {
            let looks = looks_like(&c.to_string());
            let first = of_drawing.entry(drawn(c)).or_insert((c, looks.clone()));
            assert_eq!(first.1, looks, "{c} {}", first.0);
            for other in [c.to_lowercase().to_string(), c.to_uppercase().to_string()] {
                assert_eq!(looks_like(&other), looks, "{c} {other}");
            }
        }
    }

    /// A name, and another that is drawn like it: each letter as it is, in its other case, or as a twin of it.
    fn twins() -> impl Strategy<Value = (String, String)> {
        let letters = alphabet();
        let letter = (0..letters.len()).prop_map(move |at| letters[at]);
        let all = alphabet();
        let twin = move |c: char, way: usize| match way {
            0 => c.to_string(),
            1 => c.to_uppercase().to_string(),
            2 => c.to_lowercase().to_string(),
            _ => {
                let alike: Vec<&char> = all.iter().filter(|one| drawn(**one) == drawn(c)).collect();
                alike[way % alike.len()].to_string()
            }
        };
        prop::collection::vec((letter, 0_usize..40), 1..12).prop_map(move |letters| {
            (letters.iter().map(|(c, _)| *c).collect(), letters.iter().map(|(c, way)| twin(*c, *way)).collect())
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn twins_are_alike((name, twin) in twins()) {
            prop_assert_eq!(looks_like(&name), looks_like(&twin), "{} {}", name, twin);
        }
    }

    #[test]
    fn an_office_is_called_what_can_be_read() {
        let long = "ж".repeat(200);
        for good in
            ["Избирательная комиссия № 5 (Смоленск)", "«УВК-12» \"Центр\"", "Office 7", "Ўчастак", "№\u{a0}5", &long]
        {
            assert!(is_office_name(good), "{good}");
        }
        let tower = format!("о{}", "\u{316}".repeat(9));
        for bad in ["", " ", "\u{a0}", "\u{301}", "a\nb", "\u{1b}[2J", " Office", "Office ", &tower, &"ж".repeat(201)]
        {
            assert!(!is_office_name(bad), "{bad:?}");
        }
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
            assert!(!is_office_name(&format!("Office{c}7")) && !is_office_name(&c.to_string()), "{c:?}");
        }
    }
}
