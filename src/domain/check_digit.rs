//! Check digits of the numbers in people's papers. A wrong digit is a reason to look again, never a reason to refuse.

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The digit is the one that follows from the others.
    Right,
    /// The digit is another.
    Wrong {
        /// What follows from the other digits.
        expected: u32,
        /// What was written.
        found: u32,
    },
    /// The text does not have the form of this number, so there is nothing to check.
    NotThisNumber,
}

/// The 7-3-1 scheme of ICAO Doc 9303: digits count as themselves, `A` to `Z` as 10 to 35, `<` as 0; the sum modulo 10.
/// `None` if a sign is none of these.
pub fn icao_digit(text: &str) -> Option<u32> {
    let weights = [7, 3, 1].into_iter().cycle();
    let values = text.chars().map(|c| match c {
        '<' => Some(0),
        '0'..='9' | 'A'..='Z' => c.to_digit(36),
        _ => None,
    });
    values.zip(weights).try_fold(0, |sum, (value, weight)| Some(sum + value? * weight)).map(|sum| sum % 10)
}

/// The personal number of Belarus: 14 signs, the last is the ICAO digit over the first 13. The official rule was not
/// found; two independent public implementations agree on it.
pub fn belarus_personal_number(text: &str) -> Check {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let shaped = number.len() == 14
        && number.char_indices().all(|(at, c)| match at {
            0..=6 | 8..=10 | 13 => c.is_ascii_digit(),
            7 | 11 | 12 => c.is_ascii_uppercase(),
            _ => false,
        });
    if !shaped {
        return Check::NotThisNumber;
    }
    compare(icao_digit(&number[..13]), number[13..].parse().ok())
}

/// The Russian insurance number SNILS: nine digits and two check digits; weights 9 to 1, modulo 101, 100 counts as 00.
/// Numbers up to 001-001-998 carry no check.
pub fn snils(text: &str) -> Check {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let only_its_signs = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    if digits.len() != 11 || !only_its_signs {
        return Check::NotThisNumber;
    }
    let number = digits[..9].iter().fold(0, |number, digit| number * 10 + digit);
    if number <= 1_001_998 {
        return Check::NotThisNumber;
    }
    let sum: u32 = digits[..9].iter().zip((1..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    compare(Some(sum % 101 % 100), Some(digits[9] * 10 + digits[10]))
}

/// What to look at again, where the text is a number with check digits and they do not match; the same in every language.
pub fn doubt(text: &str) -> Option<String> {
    for (name, check) in [("personal number BY", belarus_personal_number(text)), ("SNILS", snils(text))] {
        if let Check::Wrong { expected, found } = check {
            return Some(format!("{name}: check digit {found}, expected {expected}"));
        }
    }
    None
}

fn compare(expected: Option<u32>, found: Option<u32>) -> Check {
    match (expected, found) {
        (Some(expected), Some(found)) if expected == found => Check::Right,
        (Some(expected), Some(found)) => Check::Wrong { expected, found },
        _ => Check::NotThisNumber,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        assert_eq!(belarus_personal_number("0000000A000PB2"), Check::Right);
        assert_eq!(belarus_personal_number("0000000A000PB3"), Check::Wrong { expected: 2, found: 3 });
        assert_eq!(belarus_personal_number("0000000А000РВ2"), Check::NotThisNumber, "Cyrillic letters");
        assert_eq!(snils("112-233-445 95"), Check::Right);
        assert_eq!(snils("112-233-445 96"), Check::Wrong { expected: 95, found: 96 });
        assert_eq!(snils("001-001-998 00"), Check::NotThisNumber, "no check digits below this number");
        assert_eq!(snils("MP1234567"), Check::NotThisNumber);
        assert_eq!(icao_digit("L898902C3"), Some(6));
        assert_eq!(icao_digit("740812"), Some(2));
        assert_eq!(icao_digit("ж"), None);
    }
}
