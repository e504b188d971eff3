//! The packs at hand: those of the program, those of the folder `packs/` beside an office file, and single files.
//!
//! A folder holds packs (`packs/*.toml`) and what they add to the schema (`packs/schema/*.toml`). A pack is proven when it
//! is first met; then its fingerprint stands in `packs/checked`, and later starts do not run its cases again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::{Exit, Failure, input};
use crate::i18n::Texts;
use crate::law::library::{Library, Named, Proof, fingerprint};
use crate::law::{self, LawError, Pack};

/// Where the fingerprints of proven packs stand.
const CHECKED: &str = "checked";

/// The packs and the fact schema that the program carries.
pub fn own() -> Result<Rc<Library>, Failure> {
    Library::embedded().map(Rc::new).map_err(|faults| refuse(&faults))
}

/// The same with the folder beside an office file, where there is one.
pub fn beside(office: &Path, texts: &Texts) -> Result<Rc<Library>, Failure> {
    let folder = office.parent().unwrap_or(Path::new("")).join("packs");
    if !folder.is_dir() {
        return own();
    }
    let schema = schema_in(&folder, texts)?;
    let mut library = Library::with_schema(&schema).map_err(|faults| refuse(&faults))?;
    let remembered = fs::read_to_string(folder.join(CHECKED)).unwrap_or_default();
    let known: BTreeSet<&str> = remembered.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let mut proven = Vec::new();
    for path in files(&folder)? {
        let (file, text) = (path.display().to_string(), input::text(&path, Exit::Pack, texts)?);
        let print = fingerprint(&text, &schema);
        let proof = if known.contains(&*print) { Proof::Remembered } else { Proof::Now };
        library.add(&file, &text, proof).map_err(|faults| refuse(&faults))?;
        if proof == Proof::Now {
            proven.push(format!("{print} {}\n", path.file_name().unwrap_or_default().display()));
        }
    }
    if !proven.is_empty() {
        // Where the folder cannot be written the packs are proven at each start.
        let _ = fs::write(folder.join(CHECKED), remembered + &proven.concat());
    }
    Ok(Rc::new(library))
}

/// A library for one pack file: with the schema files of the folder `schema/` beside it, where there is one.
pub fn around(file: &Path, texts: &Texts) -> Result<Library, Failure> {
    let schema = schema_in(file.parent().unwrap_or(Path::new("")), texts)?;
    Library::with_schema(&schema).map_err(|faults| refuse(&faults))
}

/// Reads, checks and tries a pack file.
pub fn pack(path: &Path, library: &Library, texts: &Texts) -> Result<Pack, Failure> {
    let text = input::text(path, Exit::Pack, texts)?;
    law::load(&path.display().to_string(), &text, &library.schema).map_err(|faults| refuse(&faults))
}

fn schema_in(folder: &Path, texts: &Texts) -> Result<Vec<Named>, Failure> {
    let folder = folder.join("schema");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = |path: PathBuf| Ok((path.display().to_string(), input::text(&path, Exit::Pack, texts)?));
    let named: Vec<Named> = files(&folder)?.into_iter().map(read).collect::<Result<_, Failure>>()?;
    // What the program has itself is not added a second time.
    Ok(named.into_iter().filter(|(_, text)| !Library::own_schema().any(|own| own == text)).collect())
}

/// The TOML files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot = |error: std::io::Error| Failure::new(Exit::Pack, &format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.is_file() && path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub fn refuse(faults: &[LawError]) -> Failure {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    Failure::new(Exit::Pack, &lines.join("\n"))
}
