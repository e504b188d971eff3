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
const ITEMS: u64 = 17;
/// The number of the office in its log. Several offices can share a log one day; until then each has its own.
const OFFICE: u64 = 1;

/// What happened, once. One that was read borrows from the bytes it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its number, from 0, without a gap.
    pub seq: u64,
    /// Milliseconds since 1970.
    pub at_ms: i64,
    /// The officer.
    pub actor: Cow<'a, str>,
    /// The account of the operating system by which it was done.
    pub login: Cow<'a, str>,
    /// Fingerprint of the actor's key; empty until officers sign.
    pub key: Cow<'a, [u8]>,
    /// In what capacity the actor acted.
    pub capacity: Capacity,
    /// What happened.
    pub action: Action,
    /// The case that it is about, where it is about one.
    pub case: Option<i64>,
    /// The version of the case after it.
    pub case_version: Option<i64>,
    /// The entry of this case before this one; anyone who holds it can demand the whole history and see a gap.
    pub case_before: Option<u64>,
    /// What was decided, where something was.
    pub outcome: Option<Verdict>,
    /// The rules relied on.
    pub rules: Vec<Rule<'a>>,
    /// The rows that it made.
    pub fields: Vec<Field<'a>>,
    /// Rows that may be gone from here on, by table and key; empty until persons can be erased.
    pub erased: Vec<Cow<'a, str>>,
    /// The id of the command; no two entries have the same.
    pub command: [u8; 16],
}

/// A row that the entry made, and the commitment to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// Table and key: `fact/99`.
    pub id: Cow<'a, str>,
    /// The commitment to it.
    pub commitment: Hash,
}

/// The rules that an entry relied on: which pack, in which version, to the letter, and what its letters meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule<'a> {
    /// Id of the pack.
    pub pack: Cow<'a, str>,
    /// Its version, as the pack says it.
    pub version: Cow<'a, str>,
    /// SHA-256 of the pack's text.
    pub hash: Hash,
    /// The number of the notation in which the program read it. A program that does not speak it cannot say what the
    /// rules come to, and must not call the entry wrong.
    pub notation: u32,
}

/// Why bytes are no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// They are no array of the items of an entry.
    #[error("no entry of format 1: {0}")]
    Malformed(String),
    /// They say an entry in another form than the one it has.
    #[error("the bytes are not in the one canonical form")]
    NotCanonical,
}

impl<'a> Entry<'a> {
    /// The one form of the entry in bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(160 + self.fields.len() * 48);
        // Writing to a vector cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(&self, e: &mut Encoder<&mut Vec<u8>>) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        e.array(ITEMS)?.u64(VERSION)?.u64(self.seq)?.i64(self.at_ms)?;
        e.str(&self.actor)?.str(&self.login)?.bytes(&self.key)?;
        e.str(self.capacity.code())?.str(self.action.code())?.u64(OFFICE)?;
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
            e.array(4)?.str(&rule.pack)?.str(&rule.version)?.bytes(&rule.hash)?.u32(rule.notation)?;
        }
        e.array(self.fields.len() as u64)?;
        for field in &self.fields {
            e.array(2)?.str(&field.id)?.bytes(&field.commitment)?;
        }
        e.array(self.erased.len() as u64)?;
        for erased in &self.erased {
            e.str(erased)?;
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
        return Err(wrong("not seventeen items of version 1"));
    }
    let (seq, at_ms) = (d.u64()?, d.i64()?);
    let (actor, login, key) = (d.str()?.into(), d.str()?.into(), d.bytes()?.into());
    let capacity = Capacity::parse(d.str()?).ok_or_else(|| wrong("an unknown role"))?;
    let action = Action::parse(d.str()?).ok_or_else(|| wrong("an unknown action"))?;
    if d.u64()? != OFFICE {
        return Err(wrong("it belongs to another office"));
    }
    let entry = Entry {
        seq,
        at_ms,
        actor,
        login,
        key,
        capacity,
        action,
        case: optional(d, Decoder::i64)?,
        case_version: optional(d, Decoder::i64)?,
        case_before: optional(d, Decoder::u64)?,
        outcome: optional(d, Decoder::str)?
            .map(|outcome| Verdict::parse(outcome).ok_or_else(|| wrong("an unknown outcome")))
            .transpose()?,
        rules: list(d, rule)?,
        fields: list(d, field)?,
        erased: list(d, |d| Ok(d.str()?.into()))?,
        command: d.bytes()?.try_into().map_err(|_| wrong("a command id has 16 bytes"))?,
    };
    // Places that this format only keeps: what nobody checks must not be there to be believed.
    if !entry.key.is_empty() || !entry.erased.is_empty() {
        return Err(wrong("a key or an erased row, which this format does not have"));
    }
    if entry.case.is_none() && (entry.case_version.is_some() || entry.case_before.is_some()) {
        return Err(wrong("the history of a case without a case"));
    }
    Ok(entry)
}

fn hash(d: &mut Decoder) -> Result<Hash, minicbor::decode::Error> {
    d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("a hash has 32 bytes"))
}

fn rule<'a>(d: &mut Decoder<'a>) -> Result<Rule<'a>, minicbor::decode::Error> {
    if d.array()? != Some(4) {
        return Err(minicbor::decode::Error::message("rules have four items"));
    }
    Ok(Rule { pack: d.str()?.into(), version: d.str()?.into(), hash: hash(d)?, notation: d.u32()? })
}

fn field<'a>(d: &mut Decoder<'a>) -> Result<Field<'a>, minicbor::decode::Error> {
    if d.array()? != Some(2) {
        return Err(minicbor::decode::Error::message("a commitment has two items"));
    }
    Ok(Field { id: d.str()?.into(), commitment: hash(d)? })
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
            login: "anna".into(),
            key: Cow::default(),
            capacity: Capacity::Officer,
            action: Action::DecisionMade,
            case: Some(1001),
            case_version: Some(3),
            case_before: Some(2),
            outcome: Some(Verdict::Grant),
            rules: vec![Rule { pack: "ru-by-vote".into(), version: "2026.1".into(), hash: [1; 32], notation: 1 }],
            fields: vec![Field { id: "decision/1".into(), commitment: [5; 32] }],
            erased: Vec::new(),
            command: [9; 16],
        }
    }

    #[test]
    fn an_entry_reads_back_and_starts_as_written_down() {
        let bytes = entry().encode();
        assert_eq!(&bytes[..3], [0x91, 0x01, 0x07], "an array of 17, version 1, sequence 7");
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
    fn what_this_format_only_keeps_a_place_for_is_refused_wherever_it_stands() {
        let office = Entry { case: None, case_version: None, case_before: None, outcome: None, ..entry() };
        assert_eq!(Entry::decode(&office.encode()), Ok(office.clone()));
        let strange = [
            Entry { key: vec![1].into(), ..entry() },
            Entry { erased: vec!["fact/1".into()], ..entry() },
            Entry { key: vec![1].into(), erased: vec!["fact/1".into()], ..entry() },
            Entry { case_version: Some(1), ..office.clone() },
            Entry { case_before: Some(1), ..office.clone() },
            Entry { case_version: Some(1), case_before: Some(1), ..office },
        ];
        for entry in strange {
            assert!(matches!(Entry::decode(&entry.encode()), Err(EntryError::Malformed(_))), "{entry:?}");
        }
    }

    #[test]
    fn a_lying_count_allocates_nothing() {
        let bytes = [0x91, 0x01, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        assert!(Entry::decode(&bytes).is_err());
    }
}
