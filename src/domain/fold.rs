//! The form in which names and numbers are searched: blind to case, ё/е, ў/у, apostrophes and marks.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Folds a text for searching: lower case, ё to е, ў to у, no marks, no apostrophes; everything that is neither letter
/// nor digit becomes one space. й and ї keep their identity as letters of their own.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    // Nearly every name is composed already; the quick look saves taking it apart.
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().for_each(|c| push(&mut folded, c));
    } else {
        text.nfc().for_each(|c| push(&mut folded, c));
    }
    let end = folded.trim_end().len();
    folded.truncate(end);
    folded
}

fn push(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | 'а'..='я' | 'і' => folded.push(c),
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        _ => c.to_lowercase().for_each(|c| push_lower(folded, c)),
    }
}

fn push_lower(folded: &mut String, c: char) {
    match c {
        'а'..='я' | 'і' | 'ї' => folded.push(c),
        'ё' => folded.push('е'),
        'ў' => folded.push('у'),
        // Apostrophes, and the letters that stand for soft and hard signs in transliterations.
        '\'' | '’' | '‘' | '`' | '´' | '′' | '″' | '\u{2B0}'..='\u{2FF}' => {}
        _ => std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)).for_each(|c| push_word(folded, c)),
    }
}

fn push_word(folded: &mut String, c: char) {
    if c.is_alphanumeric() {
        folded.push(c);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(fold("ЦЁТКА"), fold("цетка"));
        assert_eq!(fold("Іваноў"), "іваноу");
        assert_eq!(fold("Дар’я"), fold("Дар'я"));
        assert_eq!(fold("  Салтыков-Щедрин,  М. "), "салтыков щедрин м");
        assert_eq!(fold("Żółć É"), "zołc e");
        assert_eq!(fold("Андрей"), "андрей");
        assert_eq!(fold("и\u{306}"), "й");
    }
}
