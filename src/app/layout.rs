//! Keyboard layouts: the Russian and Belarusian ЙЦУКЕН letters stand for the Latin letters on the same keys, for
//! commands only.

use super::key::{Key, KeyCode};

/// The key on a Latin layout that stands in the same place.
pub fn fold(key: Key) -> Key {
    const CYRILLIC: &str = "йцукенгшщзхъфывапролджэячсмитьбюёўі";
    const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`ob";
    let KeyCode::Char(c) = key.code else { return key };
    let lower = c.to_lowercase().next().unwrap_or(c);
    let Some(place) = CYRILLIC.chars().position(|x| x == lower) else { return key };
    let Some(latin) = LATIN.chars().nth(place) else { return key };
    let latin = if lower == c { latin } else { latin.to_ascii_uppercase() };
    Key { code: KeyCode::Char(latin), ..key }
}
