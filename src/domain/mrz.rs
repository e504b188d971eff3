//! Machine-readable zones of passports and residence permits: ICAO Doc 9303, formats TD1, TD2 and TD3.
//!
//! Typed or pasted text is read leniently (spaces, lower case, one long line); what it says is taken as it stands, and a
//! check digit that does not match is a named warning beside it.

use super::check_digit::icao_digit;
use super::time::Day;

/// The three shapes: number of lines and their length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Three lines of 30: cards.
    Td1,
    /// Two lines of 36.
    Td2,
    /// Two lines of 44: passports.
    Td3,
}

/// What a zone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mrz {
    /// How many lines of which length there were.
    pub format: Format,
    /// One or two letters: `P`, `I`, `IR`.
    pub document_code: String,
    /// Three-letter code of the issuer, as written.
    pub issuer: String,
    /// In capital Latin letters, words apart by spaces.
    pub surname: String,
    /// All given names, as the surname; may be empty.
    pub given: String,
    /// The number of the document without its fillers.
    pub number: String,
    /// Three-letter code, as written (`BLR`, `UTO`, `D`).
    pub nationality: String,
    /// `None`: the date is not legible, or no date; a warning says so.
    pub birth: Option<Day>,
    /// `F`, `M`, or `<` where it is not said.
    pub sex: char,
    /// As the day of birth.
    pub expiry: Option<Day>,
    /// Optional data, for Belarus the personal number.
    pub optional: String,
    /// What does not agree; empty where the zone proves itself.
    pub warnings: Vec<MrzWarning>,
}

/// A field whose check digit does not match, or whose date is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MrzWarning {
    /// Of which field it is said.
    pub field: MrzField,
    /// The digit that follows from the field; `None`: its date is no date.
    pub expected: Option<u32>,
    /// The sign that stands where the digit should.
    pub found: char,
}

/// What a check digit guards, or a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MrzField {
    /// The number of the document.
    Number,
    /// The day of birth.
    Birth,
    /// The last day on which the document is valid.
    Expiry,
    /// What the issuer adds, often a personal number.
    Optional,
    /// The digit over all of these.
    Whole,
}

impl MrzField {
    /// The word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            MrzField::Number => "number",
            MrzField::Birth => "birth",
            MrzField::Expiry => "expiry",
            MrzField::Optional => "optional",
            MrzField::Whole => "whole",
        }
    }
}

/// As it stands in the note of a fact: the same in every language, like a code.
impl std::fmt::Display for MrzWarning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.expected {
            Some(expected) => write!(f, "MRZ {}: check digit {}, expected {expected}", self.field.code(), self.found),
            None => write!(f, "MRZ {}: not a date", self.field.code()),
        }
    }
}

/// Why a text is no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MrzError {
    #[error(
        "line {line}, column {column}: {found:?} cannot stand in a machine-readable zone (A to Z, 0 to 9 and < can)"
    )]
    #[expect(missing_docs, reason = "the message says what they are; line and column count from 1")]
    BadSign { line: usize, column: usize, found: char },
    #[error("{lines} lines of {lengths} signs are no machine-readable zone; it has 3 lines of 30, 2 of 36 or 2 of 44")]
    #[expect(missing_docs, reason = "the message says what they are")]
    BadShape { lines: usize, lengths: String },
}

/// Reads a zone. `today` tells 1926 from 2026: nobody is born after it.
pub fn read(text: &str, today: Day) -> Result<Mrz, MrzError> {
    let lines = lines_of(text)?;
    let shape: Vec<usize> = lines.iter().map(String::len).collect();
    match shape.as_slice() {
        [30, 30, 30] => Ok(card(&lines, today)),
        [36, 36] => Ok(two_lines(&lines, Format::Td2, today)),
        [44, 44] => Ok(two_lines(&lines, Format::Td3, today)),
        _ => {
            let lengths = shape.iter().map(usize::to_string).collect::<Vec<_>>().join("+");
            Err(MrzError::BadShape { lines: lines.len(), lengths })
        }
    }
}

/// The two-letter code of the schema for a three-letter code of a zone, for the states of the schema's list.
pub fn country(code: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("ARM", "AM"),
        ("AZE", "AZ"),
        ("BLR", "BY"),
        ("D", "DE"),
        ("EST", "EE"),
        ("GEO", "GE"),
        ("ISR", "IL"),
        ("KAZ", "KZ"),
        ("KGZ", "KG"),
        ("LTU", "LT"),
        ("LVA", "LV"),
        ("MDA", "MD"),
        ("POL", "PL"),
        ("RUS", "RU"),
        ("TJK", "TJ"),
        ("TKM", "TM"),
        ("UKR", "UA"),
        ("USA", "US"),
        ("UZB", "UZ"),
    ];
    CODES.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

fn lines_of(text: &str) -> Result<Vec<String>, MrzError> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let mut signs = String::new();
        for (column, c) in line.chars().enumerate() {
            match c.to_ascii_uppercase() {
                c @ ('A'..='Z' | '0'..='9' | '<') => signs.push(c),
                '«' | '‹' => signs.push('<'),
                c if c.is_whitespace() => {}
                _ => return Err(MrzError::BadSign { line: at + 1, column: column + 1, found: c }),
            }
        }
        if !signs.is_empty() {
            lines.push(signs);
        }
    }
    if let [one] = lines.as_slice() {
        let width = match one.len() {
            90 => 30,
            72 => 36,
            88 => 44,
            _ => return Ok(lines),
        };
        return Ok((0..one.len() / width).map(|n| one[n * width..(n + 1) * width].to_owned()).collect());
    }
    Ok(lines)
}

fn two_lines(lines: &[String], format: Format, today: Day) -> Mrz {
    let (upper, lower) = (&lines[0], &lines[1]);
    let (surname, given) = names(&upper[5..]);
    let mut mrz = Mrz {
        format,
        document_code: trimmed(&upper[..2]),
        issuer: trimmed(&upper[2..5]),
        surname,
        given,
        number: trimmed(&lower[..9]),
        nationality: trimmed(&lower[10..13]),
        birth: None,
        sex: sign(lower, 20),
        expiry: None,
        optional: String::new(),
        warnings: Vec::new(),
    };
    mrz.check(MrzField::Number, &lower[..9], sign(lower, 9));
    mrz.dates(&lower[13..20], &lower[21..28], today);
    if format == Format::Td3 {
        mrz.optional = trimmed(&lower[28..42]);
        let unused = mrz.optional.is_empty() && sign(lower, 42) == '<';
        if !unused {
            mrz.check(MrzField::Optional, &lower[28..42], sign(lower, 42));
        }
        let whole = format!("{}{}{}", &lower[..10], &lower[13..20], &lower[21..43]);
        mrz.check(MrzField::Whole, &whole, sign(lower, 43));
    } else {
        mrz.optional = trimmed(&lower[28..35]);
        let whole = format!("{}{}{}", &lower[..10], &lower[13..20], &lower[21..35]);
        mrz.check(MrzField::Whole, &whole, sign(lower, 35));
    }
    mrz
}

fn card(lines: &[String], today: Day) -> Mrz {
    let (upper, middle) = (&lines[0], &lines[1]);
    let (surname, given) = names(&lines[2]);
    // A number longer than nine signs goes on in the optional data; `<` stands in the place of its check digit.
    let overflow = &upper[15..30];
    let end = overflow.find('<').unwrap_or(overflow.len());
    let long = sign(upper, 14) == '<' && end > 1;
    let (number, digit, optional) = if long {
        (format!("{}{}", &upper[5..14], &overflow[..end - 1]), sign(overflow, end - 1), trimmed(&overflow[end..]))
    } else {
        (upper[5..14].to_owned(), sign(upper, 14), trimmed(overflow))
    };
    let second = trimmed(&middle[18..29]);
    let mut mrz = Mrz {
        format: Format::Td1,
        document_code: trimmed(&upper[..2]),
        issuer: trimmed(&upper[2..5]),
        surname,
        given,
        number: trimmed(&number),
        nationality: trimmed(&middle[15..18]),
        birth: None,
        sex: sign(middle, 7),
        expiry: None,
        optional: [optional, second].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
        warnings: Vec::new(),
    };
    mrz.check(MrzField::Number, &number, digit);
    mrz.dates(&middle[..7], &middle[8..15], today);
    let whole = format!("{}{}{}{}", &upper[5..30], &middle[..7], &middle[8..15], &middle[18..29]);
    mrz.check(MrzField::Whole, &whole, sign(middle, 29));
    mrz
}

impl Mrz {
    fn check(&mut self, field: MrzField, text: &str, found: char) {
        let expected = icao_digit(text);
        let digit = if found == '<' { Some(0) } else { found.to_digit(10) };
        if expected != digit {
            self.warnings.push(MrzWarning { field, expected, found });
        }
    }

    /// Each is `yymmdd` and its check digit.
    fn dates(&mut self, birth: &str, expiry: &str, today: Day) {
        self.check(MrzField::Birth, &birth[..6], sign(birth, 6));
        self.check(MrzField::Expiry, &expiry[..6], sign(expiry, 6));
        let in_century =
            |century: &str, text: &str| Day::parse_from_str(&format!("{century}{}", &text[..6]), "%Y%m%d").ok();
        self.birth = in_century("20", birth).filter(|day| *day <= today).or_else(|| in_century("19", birth));
        self.expiry = in_century("20", expiry);
        if self.birth.is_none() {
            self.warnings.push(MrzWarning { field: MrzField::Birth, expected: None, found: sign(birth, 6) });
        }
    }
}

fn sign(text: &str, at: usize) -> char {
    text.as_bytes().get(at).map_or('<', |byte| char::from(*byte))
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('<').replace('<', " ")
}

fn names(text: &str) -> (String, String) {
    let (surname, given) = text.split_once("<<").unwrap_or((text, ""));
    (trimmed(surname), trimmed(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TD3: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
    const TD2: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
    const TD1: &str = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    #[test]
    fn the_specimens_of_doc_9303_read_without_a_warning() {
        for (text, format, number) in
            [(TD3, Format::Td3, "L898902C3"), (TD2, Format::Td2, "D23145890"), (TD1, Format::Td1, "D23145890")]
        {
            let mrz = read(text, today()).unwrap();
            assert_eq!((mrz.format, mrz.number.as_str(), mrz.warnings.len()), (format, number, 0), "{mrz:?}");
            assert_eq!((mrz.surname.as_str(), mrz.given.as_str()), ("ERIKSSON", "ANNA MARIA"));
            assert_eq!(mrz.birth.map(|day| day.to_string()).as_deref(), Some("1974-08-12"));
            assert_eq!(mrz.expiry.map(|day| day.to_string()).as_deref(), Some("2012-04-15"));
            assert_eq!((mrz.nationality.as_str(), mrz.sex), ("UTO", 'F'));
        }
        assert_eq!(read(TD3, today()).unwrap().optional, "ZE184226B");
    }

    #[test]
    fn every_single_wrong_digit_is_named_and_nothing_is_refused() {
        for (text, from) in [(TD3, 45), (TD2, 37), (TD1, 31)] {
            for at in from..text.len().min(from + 28) {
                let Some(digit) = text[at..=at].parse::<u32>().ok() else { continue };
                let mut wrong = text.to_owned();
                wrong.replace_range(at..=at, &((digit + 1) % 10).to_string());
                let mrz = read(&wrong, today()).unwrap();
                assert!(!mrz.warnings.is_empty(), "{wrong}");
            }
        }
        let mrz = read(&TD3.replace("7408122F", "7408123F"), today()).unwrap();
        let fields: Vec<_> = mrz.warnings.iter().map(|warning| warning.field.code()).collect();
        assert_eq!(fields, ["birth", "whole"]);
        assert_eq!(mrz.warnings[0].expected, Some(2));
    }

    #[test]
    fn a_pasted_zone_may_be_one_line_lower_case_and_spaced() {
        let pasted = TD3.to_lowercase().replace('\n', " ");
        assert_eq!(read(&pasted, today()).unwrap(), read(TD3, today()).unwrap());
    }

    #[test]
    fn what_is_no_zone_says_where() {
        assert_eq!(read("P<БLR", today()), Err(MrzError::BadSign { line: 1, column: 3, found: 'Б' }));
        let error = read("P<BLR\nABC", today()).unwrap_err();
        assert_eq!(error, MrzError::BadShape { lines: 2, lengths: "5+3".into() });
        assert!(read("", today()).is_err());
    }

    #[test]
    fn a_long_number_on_a_card_goes_on_in_the_optional_data() {
        // Doc 9303 part 5: a number of more than nine signs; "<" in the check digit's place, the digit after the rest.
        let number = "D23145890734";
        let digit = icao_digit(number).unwrap();
        let upper = format!("I<UTO{}<{}{digit}{}", &number[..9], &number[9..], "<".repeat(11));
        let middle_body = "7408122F1204159UTO<<<<<<<<<<<";
        let whole = format!("{}{}{}{}", &upper[5..], &middle_body[..7], &middle_body[8..15], &middle_body[18..]);
        let text = format!("{upper}\n{middle_body}{}\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", icao_digit(&whole).unwrap());
        let mrz = read(&text, today()).unwrap();
        assert_eq!((mrz.number.as_str(), mrz.warnings.len()), (number, 0), "{mrz:?}");
    }
}
