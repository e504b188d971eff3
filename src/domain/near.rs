//! Words that somebody may have meant who wrote another.

/// The known word that somebody who wrote `word` may have meant, if one is near. The shorter a word, the nearer it must
/// be: any code of two letters is two edits from any other, so there only case and order may differ.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let far = |other: &str| {
        let other = other.to_lowercase();
        let edits = edits(&lower, &other);
        let near = match lower.chars().count().min(other.chars().count()) {
            0..=2 => edits == 0 || lower.chars().eq(other.chars().rev()),
            3 => edits <= 1,
            _ => edits <= 2,
        };
        near.then_some(edits)
    };
    known.filter_map(|other| far(other).map(|edits| (edits, other))).min().map(|(_, other)| other)
}

/// All known words, those that need the fewest changes to be `word` first.
pub fn nearest_first<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let lower = word.to_lowercase();
    let mut all: Vec<(usize, &str)> = known.map(|other| (edits(&lower, &other.to_lowercase()), other)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|(_, other)| other).collect()
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_word_is_offered() {
        let countries = || ["BY", "GB", "RU", "US"].into_iter();
        for (word, offered) in [("ru", Some("RU")), ("UR", Some("RU")), ("RX", None), ("QQ", None), ("R", None)] {
            assert_eq!(nearest(word, countries()), offered, "{word}");
        }
        let kinds = || ["birth_date", "tax", "workplace"].into_iter();
        for (word, offered) in [
            ("birth_dat", Some("birth_date")),
            ("BIRTH_DATE", Some("birth_date")),
            ("tux", Some("tax")),
            ("tuy", None),
            ("place", None),
        ] {
            assert_eq!(nearest(word, kinds()), offered, "{word}");
        }
    }
}
