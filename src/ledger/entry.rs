//! One entry: what happened, in bytes that have exactly one form.

use std::borrow::Cow;

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};

use super::action::{Action, Capacity};
use super::tree::Hash;
use crate::domain::Verdict;

/// Format version.
const VERSION: u64 = 1;
/// Items of the array.
const ITEMS: u64 = 14;

/// What happened, once. One that was read borrows from the bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    pub actor: Cow<'a, str>,
    /// Fingerprint of the actor's key; empty until officers sign.
    pub key: Cow<'a, [u8]>,
    /// In what capacity the actor acted.
    pub capacity: Capacity,
    pub action: Action,
    pub case: Option<i64>,
    pub case_version: Option<i64>,
    /// The entry of this case before this one; anyone who holds it can demand the whole history and see a gap.
    pub case_before: Option<u64>,
    /// What was decided, where something was.
    pub outcome: Option<Verdict>,
    /// `pack@version#hash` of each pack relied on.
    pub rules: Vec<Cow<'a, str>>,
    pub fields: Vec<Field<'a>>,
    pub command: [u8; 16],
}

/// A row that the entry made or changed, and the commitment to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// Table and key: `fact/99`.
    pub id: Cow<'a, str>,
    pub commitment: Hash,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("no entry of format 1: {0}")]
    Malformed(String),
    #[error("the bytes are not in the one canonical form")]
    NotCanonical,
}

impl<'a> Entry<'a> {
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(160 + self.fields.len() * 48);
        // Writing to a vector cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        e.array(ITEMS)?.u64(VERSION)?.u64(self.seq)?.i64(self.at_ms)?.str(&self.actor)?.bytes(&self.key)?;
        e.str(self.capacity.code())?.str(self.action.code())?;
        match self.case {
            Some(case) => e.i64(case)?,
            None => e.null()?,
        };
        match self.case_version {
            Some(version) => e.i64(version)?,
            None => e.null()?,
        };
        match self.case_before {
            Some(before) => e.u64(before)?,
            None => e.null()?,
        };
        match self.outcome {
            Some(outcome) => e.str(outcome.code())?,
            None => e.null()?,
        };
        e.array(self.rules.len() as u64)?;
        for rule in &self.rules {
            e.str(rule)?;
        }
        e.array(self.fields.len() as u64)?;
        for field in &self.fields {
            e.array(2)?.str(&field.id)?.bytes(&field.commitment)?;
        }
        e.bytes(&self.command)?;
        Ok(())
    }

    /// Reads an entry that is on record already, without asking whether its bytes are in the one canonical form: that is
    /// for verification, which hashes them too.
    pub fn recorded(bytes: &'a [u8]) -> Result<Entry<'a>, EntryError> {
        read(&mut Decoder::new(bytes)).map_err(|error| EntryError::Malformed(error.to_string()))
    }

    /// Reads an entry, and accepts only the bytes that [`encode`](Entry::encode) would write.
    pub fn decode(bytes: &'a [u8]) -> Result<Entry<'a>, EntryError> {
        let entry = Entry::recorded(bytes)?;
        if entry.encode() == bytes { Ok(entry) } else { Err(EntryError::NotCanonical) }
    }
}

fn read<'a>(d: &mut Decoder<'a>) -> Result<Entry<'a>, minicbor::decode::Error> {
    let wrong = |what: &'static str| minicbor::decode::Error::message(what);
    if d.array()? != Some(ITEMS) || d.u64()? != VERSION {
        return Err(wrong("not fourteen items of version 1"));
    }
    Ok(Entry {
        seq: d.u64()?,
        at_ms: d.i64()?,
        actor: d.str()?.into(),
        key: d.bytes()?.into(),
        capacity: Capacity::parse(d.str()?).ok_or_else(|| wrong("an unknown role"))?,
        action: Action::parse(d.str()?).ok_or_else(|| wrong("an unknown action"))?,
        case: optional(d, Decoder::i64)?,
        case_version: optional(d, Decoder::i64)?,
        case_before: optional(d, Decoder::u64)?,
        outcome: optional(d, Decoder::str)?
            .map(|outcome| Verdict::parse(outcome).ok_or_else(|| wrong("an unknown outcome")))
            .transpose()?,
        rules: list(d, |d| Ok(d.str()?.into()))?,
        fields: list(d, |d| {
            if d.array()? != Some(2) {
                return Err(minicbor::decode::Error::message("a commitment has two items"));
            }
            let id = d.str()?.into();
            let commitment = d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("32 bytes"))?;
            Ok(Field { id, commitment })
        })?,
        command: d.bytes()?.try_into().map_err(|_| wrong("a command id has 16 bytes"))?,
    })
}

fn optional<'b, T>(
    d: &mut Decoder<'b>,
    item: impl Fn(&mut Decoder<'b>) -> Result<T, minicbor::decode::Error>,
) -> Result<Option<T>, minicbor::decode::Error> {
    if d.datatype()? == Type::Null {
        d.null()?;
        return Ok(None);
    }
    item(d).map(Some)
}

fn list<'b, T>(
    d: &mut Decoder<'b>,
    item: impl Fn(&mut Decoder<'b>) -> Result<T, minicbor::decode::Error>,
) -> Result<Vec<T>, minicbor::decode::Error> {
    let count = d.array()?.ok_or_else(|| minicbor::decode::Error::message("a length is needed"))?;
    // The count is not trusted for an allocation: a short input with a huge count ends at its first missing item.
    let mut items = Vec::with_capacity(count.min(64) as usize);
    for _ in 0..count {
        items.push(item(d)?);
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry<'static> {
        Entry {
            seq: 7,
            at_ms: 1_764_000_000_000,
            actor: "анна".into(),
            key: Cow::default(),
            capacity: Capacity::Officer,
            action: Action::DecisionMade,
            case: Some(1001),
            case_version: Some(3),
            case_before: Some(2),
            outcome: Some(Verdict::Grant),
            rules: vec!["ru-by-vote@2026.1#0011223344556677".into()],
            fields: vec![Field { id: "case_file/1001".into(), commitment: [5; 32] }],
            command: [9; 16],
        }
    }

    #[test]
    fn an_entry_reads_back_and_starts_as_written_down() {
        let bytes = entry().encode();
        assert_eq!(&bytes[..3], [0x8E, 0x01, 0x07], "an array of 14, version 1, sequence 7");
        assert_eq!(Entry::decode(&bytes), Ok(entry()));
    }

    #[test]
    fn only_the_canonical_bytes_are_accepted() {
        let bytes = entry().encode();
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(Entry::decode(&longer), Err(EntryError::NotCanonical));
        // Sequence number 7 in two bytes instead of one: same value, another form.
        let mut padded = bytes.clone();
        padded.splice(2..3, [0x18, 0x07]);
        assert_eq!(Entry::decode(&padded), Err(EntryError::NotCanonical));
        for cut in 0..bytes.len() {
            assert!(Entry::decode(&bytes[..cut]).is_err());
        }
    }

    #[test]
    fn a_lying_count_allocates_nothing() {
        let bytes = [0x8E, 0x01, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        assert!(Entry::decode(&bytes).is_err());
    }
}
