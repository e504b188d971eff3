//! The packs and the schema of facts that an office works with: those of the program, and those of a folder beside it.
//!
//! A pack is **proven** once - its cases run, every criterion and exception seen each way, every version of a parameter told
//! from its neighbours - when it is built into the program (the tests do it) or installed (its hash is remembered). A start
//! only looks at the heads of the files; a pack is read when something asks for it, and without its cases unless somebody
//! asks for those too.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::domain::{Poll, Right, Schema, hex};
use crate::law::expr::NOTATION;
use crate::law::pack::read::{self, Purpose};
use crate::law::pack::schema;
use crate::law::{LawError, Pack, PackStatus, load};

/// A file and its text.
pub type Named = (String, String);

const SCHEMA: [(&str, &str); 6] = [
    ("schema/core.toml", include_str!("packs/core.toml")),
    ("schema/by.toml", include_str!("packs/by/schema.toml")),
    ("schema/es.toml", include_str!("packs/es/schema.toml")),
    ("schema/gb.toml", include_str!("packs/gb/schema.toml")),
    ("schema/pt.toml", include_str!("packs/pt/schema.toml")),
    ("schema/ru.toml", include_str!("packs/ru/schema.toml")),
];

const PACKS: [(&str, &str); 7] = [
    ("ru-by-vote.toml", include_str!("packs/ru/ru-by-vote.toml")),
    ("ru-by-stand.toml", include_str!("packs/ru/ru-by-stand.toml")),
    ("by-ru-vote.toml", include_str!("packs/by/by-ru-vote.toml")),
    ("by-ru-stand.toml", include_str!("packs/by/by-ru-stand.toml")),
    ("es-vote.toml", include_str!("packs/es/es-vote.toml")),
    ("gb-en-vote.toml", include_str!("packs/gb/gb-en-vote.toml")),
    ("pt-stand.toml", include_str!("packs/pt/pt-stand.toml")),
];

/// The fact schema and every pack that is at hand.
#[derive(Debug)]
pub struct Library {
    /// The kinds of facts, the lists and the registers that all packs share.
    pub schema: Arc<Schema>,
    shelf: Vec<Shelved>,
    purpose: Purpose,
    /// The files of the schema.
    files: Vec<Named>,
    schema_text: OnceLock<(String, [u8; 32])>,
}

/// A pack that is read when it is asked for.
#[derive(Debug)]
struct Shelved {
    head: Head,
    file: Cow<'static, str>,
    text: Text,
    pack: OnceLock<Option<Pack>>,
}

/// The text of a pack: at hand, or fetched when it is needed. What is fetched is what was proven, or nothing.
enum Text {
    Here(Cow<'static, str>),
    Later(Box<dyn Fn() -> Option<String> + Send + Sync>, OnceLock<Option<String>>),
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Text::Here(text) => write!(f, "{} bytes", text.len()),
            Text::Later(..) => f.write_str("not fetched"),
        }
    }
}

impl Text {
    fn get(&self) -> Option<&str> {
        match self {
            Text::Here(text) => Some(text),
            Text::Later(fetch, fetched) => fetched.get_or_init(fetch).as_deref(),
        }
    }
}

/// What stands at the head of a pack's file.
#[derive(Debug, Clone, Deserialize)]
pub struct Head {
    pub id: String,
    pub host: String,
    pub right: Right,
    pub status: PackStatus,
}

#[derive(Deserialize)]
struct Beginning {
    pack: Head,
}

impl Library {
    /// The schema and the packs of the program. They are proven by its tests.
    pub fn embedded() -> Result<Library, Vec<LawError>> {
        Library::with_schema(&[])
    }

    /// The same, each pack with its cases.
    pub fn with_cases() -> Result<Library, Vec<LawError>> {
        Library::embedded().map(|library| Library { purpose: Purpose::Trust, ..library })
    }

    /// The same with more files of a schema, such as those of another country.
    pub fn with_schema(more: &[Named]) -> Result<Library, Vec<LawError>> {
        let own = SCHEMA.iter().copied();
        let files: Vec<(&str, &str)> = own.chain(more.iter().map(|(file, text)| (&**file, &**text))).collect();
        let mut library = Library::without_packs(schema::read(&files)?);
        library.files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        for (file, text) in PACKS {
            library.shelve(file.into(), text.into())?;
        }
        Ok(library)
    }

    /// A library of a schema alone.
    pub fn without_packs(schema: Schema) -> Library {
        Library {
            schema: Arc::new(schema),
            shelf: Vec::new(),
            purpose: Purpose::Ask,
            files: Vec::new(),
            schema_text: OnceLock::new(),
        }
    }

    /// A library of one pack and the schema that it was read with, from the texts that [`Library::schema_text`] and
    /// [`Library::text_of`] gave when they went on record.
    pub fn recorded(schema_text: &str, file: &str, pack_text: &str) -> Result<Library, Vec<LawError>> {
        let unread = |problem: String| LawError { file: "schema".into(), line: 1, column: 1, problem };
        let files: Vec<Named> = serde_json::from_str(schema_text).map_err(|error| vec![unread(error.to_string())])?;
        let named: Vec<(&str, &str)> = files.iter().map(|(file, text)| (&**file, &**text)).collect();
        let mut library = Library::without_packs(schema::read(&named)?);
        library.shelve(file.to_owned().into(), pack_text.to_owned().into())?;
        Ok(library)
    }

    /// The files of the schema as one text, a JSON array of names and texts, and its SHA-256.
    pub fn schema_text(&self) -> (&str, [u8; 32]) {
        let (text, hash) = self.schema_text.get_or_init(|| {
            // Pairs of strings always encode.
            let text = serde_json::to_string(&self.files).unwrap_or_default();
            let hash = Sha256::digest(text.as_bytes()).into();
            (text, hash)
        });
        (text, *hash)
    }

    /// Proves a pack and puts it on the shelf; its head, for remembering that.
    pub fn prove(&mut self, file: &str, text: &str) -> Result<Head, Vec<LawError>> {
        let pack = load(file, text, &self.schema)?;
        self.shelve(file.to_owned().into(), text.to_owned().into())?;
        let Some(last) = self.shelf.last() else { return Err(Vec::new()) };
        let _ = last.pack.set(Some(pack));
        Ok(last.head.clone())
    }

    /// Puts a pack on the shelf that was proven before, with this schema and this notation.
    pub fn remember(
        &mut self,
        head: Head,
        file: &str,
        fetch: Box<dyn Fn() -> Option<String> + Send + Sync>,
    ) -> Result<(), Vec<LawError>> {
        self.put(head, file.to_owned().into(), Text::Later(fetch, OnceLock::new()))
    }

    fn shelve(&mut self, file: Cow<'static, str>, text: Cow<'static, str>) -> Result<(), Vec<LawError>> {
        // The head ends where the sources begin; of a file that is written otherwise the whole is looked at.
        let start = text.find("\n[source]").map_or(&*text, |end| &text[..end]);
        let beginning = toml::from_str::<Beginning>(start).or_else(|_| toml::from_str::<Beginning>(&text));
        let wrong =
            |problem: &str| LawError { file: file.to_string(), line: 1, column: 1, problem: problem.to_owned() };
        let head = beginning.map_err(|error| vec![wrong(error.message())])?.pack;
        self.put(head, file, Text::Here(text))
    }

    fn put(&mut self, head: Head, file: Cow<'static, str>, text: Text) -> Result<(), Vec<LawError>> {
        if self.shelf.iter().any(|known| known.head.id == head.id) {
            let problem = format!("there is a pack {} already", head.id);
            return Err(vec![LawError { file: file.into_owned(), line: 1, column: 1, problem }]);
        }
        self.shelf.push(Shelved { head, file, text, pack: OnceLock::new() });
        Ok(())
    }

    fn read<'a>(&self, shelved: &'a Shelved) -> Option<&'a Pack> {
        // What was proven reads; a file of the program that does not is found by the tests.
        let read = |text: &str| read::read(&shelved.file, text, &self.schema, self.purpose).ok();
        shelved.pack.get_or_init(|| shelved.text.get().and_then(read)).as_ref()
    }

    /// How many packs there are.
    pub fn len(&self) -> usize {
        self.shelf.len()
    }

    /// Whether no pack is on the shelf.
    pub fn is_empty(&self) -> bool {
        self.shelf.is_empty()
    }

    /// Every pack, in the order of the shelf.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.shelf.iter().filter_map(|shelved| self.read(shelved))
    }

    /// The pack at a place of the shelf.
    pub fn pack_at(&self, place: usize) -> Option<&Pack> {
        self.shelf.get(place).and_then(|shelved| self.read(shelved))
    }

    /// Whether a lawyer has not confirmed some pack; none is read for it.
    pub fn has_draft(&self) -> bool {
        self.shelf.iter().any(|shelved| shelved.head.status == PackStatus::Draft)
    }

    /// The ids of the packs; none is read for it.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.shelf.iter().map(|shelved| &*shelved.head.id)
    }

    /// The states for whose polls there are packs; none is read for it.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.shelf.iter().map(|shelved| &*shelved.head.host)
    }

    /// The same with the states that hold these polls, each once.
    pub fn hosts_with(&self, polls: &[Poll]) -> Vec<String> {
        let hosts: BTreeSet<&str> = self.hosts().chain(polls.iter().map(|poll| poll.host.as_str())).collect();
        hosts.into_iter().map(str::to_owned).collect()
    }

    /// The pack with this id; `None`: it is not on the shelf.
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.shelf.iter().find(|shelved| shelved.head.id == id).and_then(|shelved| self.read(shelved))
    }

    /// The text of a pack's file.
    pub fn text_of(&self, id: &str) -> Option<&str> {
        self.shelf.iter().find(|shelved| shelved.head.id == id).and_then(|shelved| shelved.text.get())
    }

    /// The pack for a right in a host state, where exactly one exists.
    pub fn pack_for(&self, host: &str, right: Right) -> Option<&Pack> {
        let mut fitting = self.shelf.iter().filter(|one| one.head.host == host && one.head.right == right);
        let first = fitting.next().filter(|_| fitting.next().is_none())?;
        self.read(first)
    }

    /// The texts of the program's own schema.
    pub fn own_schema() -> impl Iterator<Item = &'static str> {
        SCHEMA.into_iter().map(|(_, text)| text)
    }

    /// The files of the program's packs with their texts, for those who prove them.
    pub fn own_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        PACKS.into_iter()
    }
}

/// What proofs of packs are remembered by: the schema and the notation with which they were made.
#[derive(Clone)]
pub struct Fingerprints(Sha256);

impl Fingerprints {
    /// Those made with the program's schema and these files beside it.
    pub fn with(schema: &[Named]) -> Fingerprints {
        let mut hash = Sha256::new();
        hash.update(NOTATION.to_be_bytes());
        for part in SCHEMA.iter().map(|(_, text)| *text).chain(schema.iter().map(|(_, text)| &**text)) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Fingerprints(hash)
    }

    /// The fingerprint of one pack's text.
    pub fn of(&self, text: &str) -> String {
        let mut hash = self.0.clone();
        hash.update(text.as_bytes());
        hex(&hash.finalize())
    }

    /// What all of them share: another schema or notation makes another.
    pub fn ground(&self) -> String {
        self.of("")
    }
}
