//! Keyboard layouts: what would have been typed on the other one.

/// Keys of the Latin layout, and what stands on them in Russian and in Belarusian.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
const BELARUSIAN: &str = "йцукенгшўзх'фывапролджэячсмітьбюё";
/// The same keys with Shift, where it gives no capital letter.
const SHIFTED: (&str, &str) = ("{}:\"<>~", "[];',.`");

/// The texts that the same keys give on another layout: a Latin text in Russian and in Belarusian, a Cyrillic one in
/// Latin. Capitals are not kept: nobody looks for them.
pub fn retyped(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    if lower.chars().any(|c| matches!(c, 'а'..='я' | 'ё' | 'ў' | 'і')) {
        return vec![
            lower.chars().map(|c| swap(c, RUSSIAN, LATIN).or(swap(c, BELARUSIAN, LATIN)).unwrap_or(c)).collect(),
        ];
    }
    let plain = |c| swap(c, SHIFTED.0, SHIFTED.1).unwrap_or(c);
    let mut texts: Vec<String> = [RUSSIAN, BELARUSIAN]
        .map(|layout| lower.chars().map(|c| swap(plain(c), LATIN, layout).unwrap_or(c)).collect())
        .into();
    texts.dedup();
    texts
}

fn swap(c: char, from: &str, to: &str) -> Option<char> {
    // A quote stands on a Belarusian key and is no letter there.
    let place = from.chars().position(|one| one == c)?;
    to.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::retyped;

    #[test]
    fn the_same_keys_give_the_name_on_the_other_layout() {
        assert_eq!(retyped("Yz[fq"), ["няхай"]);
        assert_eq!(retyped("Yz{fq"), ["няхай"], "Shift was held too long");
        assert_eq!(retyped("cfkfo"), ["салащ", "салаў"]);
        assert_eq!(retyped("тшфлрфш"), ["niakhai"]);
        assert_eq!(retyped("ЬЗ123"), ["mp123"]);
    }
}
