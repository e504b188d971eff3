//! Salted commitments to rows.
//!
//! `SHA-256("case-field/v1" || u32be(len field) || field || u32be(len value) || salt || value)`, where `field` names the
//! row (`fact/99`), `value` is the row as a CBOR array of its columns in their declared order, and `salt` is 32 random
//! bytes kept in the row. Without the salt, a name or a date could be found by guessing.

use minicbor::Encoder;
use sha2::{Digest, Sha256};

use super::tree::Hash;

const DOMAIN: &[u8] = b"case-field/v1";

/// A column's value as it is committed to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing stands there.
    Null,
    /// A whole number.
    Int(i64),
    /// UTF-8.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// The commitment to one row.
pub fn commitment(field: &str, salt: &[u8], value: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update(DOMAIN);
    hash.update((field.len() as u32).to_be_bytes());
    hash.update(field.as_bytes());
    hash.update((value.len() as u32).to_be_bytes());
    hash.update(salt);
    hash.update(value);
    hash.finalize().into()
}

/// The canonical form of a row: a CBOR array of its cells up to the last that is not null, appended to `into`. A column
/// that a table gains later is null in the rows that were there, and changes no commitment to them.
pub fn encode_row(cells: &[Cell], into: &mut Vec<u8>) {
    let said = cells.iter().rposition(|cell| !matches!(cell, Cell::Null)).map_or(0, |last| last + 1);
    let mut encoder = Encoder::new(into);
    // Writing to a vector cannot fail, so the results carry nothing.
    let _ = encoder.array(said as u64);
    for cell in &cells[..said] {
        let _ = match *cell {
            Cell::Null => encoder.null(),
            Cell::Int(value) => encoder.i64(value),
            Cell::Text(value) => encoder.str(value),
            Cell::Blob(value) => encoder.bytes(value),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_encode_as_rfc_8949_says() {
        let mut bytes = Vec::new();
        let row = [Cell::Int(-1), Cell::Text("Ян"), Cell::Null, Cell::Blob(&[1, 2])];
        encode_row(&row, &mut bytes);
        assert_eq!(bytes, [0x84, 0x20, 0x64, 0xD0, 0xAF, 0xD0, 0xBD, 0xF6, 0x42, 1, 2]);
    }

    #[test]
    fn a_later_column_changes_no_commitment_to_what_is_there() {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        encode_row(&[Cell::Int(7), Cell::Null, Cell::Text("x")], &mut before);
        encode_row(&[Cell::Int(7), Cell::Null, Cell::Text("x"), Cell::Null, Cell::Null], &mut after);
        assert_eq!(before, after);
        encode_row(&[Cell::Int(7), Cell::Null, Cell::Text("x"), Cell::Null, Cell::Int(0)], &mut before);
        assert_ne!(before[after.len()..], after[..], "a value in it does");
    }

    #[test]
    fn every_part_is_bound() {
        let base = commitment("fact/1", &[7; 32], b"value");
        assert_ne!(base, commitment("fact/2", &[7; 32], b"value"));
        assert_ne!(base, commitment("fact/1", &[8; 32], b"value"));
        assert_ne!(base, commitment("fact/1", &[7; 32], b"valuf"));
        assert_eq!(base, commitment("fact/1", &[7; 32], b"value"));
    }
}
