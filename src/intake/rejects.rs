//! The rows that were not taken, as a CSV file to mend and to import again.
//!
//! The file has the columns of the original and two more, which import passes over. No cell can be a formula: one that
//! starts like a formula gets an apostrophe, which import takes off again.

use std::borrow::Cow;
use std::io::Write;

use super::{Record, Rejected};
use crate::domain::clean::is_hidden;
use crate::i18n::Texts;

use super::columns::REJECTED;

/// Whether a spreadsheet would calculate this instead of showing it. Some pass over blanks and what cannot be seen, and
/// read the full-width twins of the signs as the signs; a tab or a line end at the beginning opens another cell.
fn starts_a_formula(field: &[u8]) -> bool {
    let text = String::from_utf8_lossy(field);
    let passed_over = |c: &char| c.is_whitespace() || is_hidden(*c) || *c == char::REPLACEMENT_CHARACTER;
    let opens_a_cell = text.chars().take_while(passed_over).any(|c| matches!(c, '\t' | '\r' | '\n'));
    let signs = ['=', '+', '-', '\u{2212}', '@', '＝', '＋', '－', '＠'];
    opens_a_cell || text.chars().find(|c| !passed_over(c)).is_some_and(|c| signs.contains(&c))
}

/// A cell that no spreadsheet calculates: what would be a formula gets an apostrophe.
pub fn harmless(field: &str) -> Cow<'_, str> {
    if starts_a_formula(field.as_bytes()) { format!("'{field}").into() } else { field.into() }
}

/// Takes off the apostrophe that [`RejectsFile`] (and some spreadsheets) put before what would be a formula.
pub fn without_apostrophe(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(rest) if starts_a_formula(rest.as_bytes()) => rest,
        _ => field,
    }
}

/// Writes rejected rows.
pub struct RejectsFile<W: Write> {
    csv: csv::Writer<W>,
}

impl<W: Write> RejectsFile<W> {
    pub fn new(out: W, header: &[String], delimiter: u8) -> csv::Result<RejectsFile<W>> {
        // Every field stands in quotes: a spreadsheet that takes another mark for the delimiter finds no cell inside one.
        let style = csv::QuoteStyle::Always;
        let mut csv = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).flexible(true).from_writer(out);
        let own = header.iter().filter(|name| !REJECTED.contains(&name.as_str()));
        csv.write_record(own.map(|name| harmless(name).into_owned()).chain(REJECTED.map(str::to_owned)))?;
        Ok(RejectsFile { csv })
    }

    pub fn add(&mut self, header: &[String], record: &Record, rejected: &Rejected, texts: &Texts) -> csv::Result<()> {
        for (i, field) in record.bytes.iter().enumerate() {
            if header.get(i).is_some_and(|name| REJECTED.contains(&name.as_str())) {
                continue;
            }
            if starts_a_formula(field) {
                self.csv.write_field([b"'", field].concat())?;
            } else {
                self.csv.write_field(field)?;
            }
        }
        let reasons: Vec<String> =
            rejected.problems.iter().map(|one| format!("{}: {}", one.field, one.reason(texts))).collect();
        let reasons = reasons.join("; ");
        self.csv.write_field(rejected.line.to_string())?;
        self.csv.write_field(harmless(&reasons).as_bytes())?;
        self.csv.write_record(None::<&[u8]>)
    }

    pub fn finish(mut self) -> csv::Result<()> {
        Ok(self.csv.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_a_spreadsheet_would_calculate_is_marked_and_comes_back(
            before in "[ \t\r\u{a0}\u{200b}\u{feff}\u{3000}\u{2060}\u{115f}]{0,4}", sign in "[=+@＝＋－＠-]", after in ".{0,8}",
        ) {
            let cell = format!("{before}{sign}{after}");
            prop_assert!(starts_a_formula(cell.as_bytes()), "{cell:?}");
            let marked = format!("'{cell}");
            prop_assert_eq!(without_apostrophe(&marked), cell);
        }

        #[test]
        fn a_cell_that_shows_itself_stays(cell in "[a-zа-я0-9№(\u{ab}][ =+@a-z-]{0,8}", tab in "[\t\r]") {
            prop_assert!(!starts_a_formula(cell.as_bytes()));
            let other = [tab, cell].concat();
            prop_assert!(starts_a_formula(other.as_bytes()));
        }
    }
}
