//! The packs at hand: those of the program, those of the folder `packs/` beside an office file, and single files.
//!
//! A folder holds packs (`packs/*.toml`) and what they add to the schema (`packs/schema/*.toml`). A pack is proven when it
//! is first met; then its fingerprint stands in `packs/checked` with its size and time, and later starts neither read it nor
//! run its cases. When it is used its text is held against the fingerprint.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::UNIX_EPOCH;

use super::{Exit, Failure, input};
use crate::domain::Right;
use crate::i18n::{Arg, Texts};
use crate::law::PackStatus;
use crate::law::library::{Fingerprints, Head, Library, Named};
use crate::law::{self, LawError, Pack};

/// Where the fingerprints of proven packs stand.
const CHECKED: &str = "checked";

/// The packs and the fact schema that the program carries.
pub fn own() -> Result<Rc<Library>, Failure> {
    Library::embedded().map(Rc::new).map_err(|faults| refuse(&faults))
}

/// The packs of the program, each with its cases.
pub fn own_with_cases() -> Result<Library, Failure> {
    Library::with_cases().map_err(|faults| refuse(&faults))
}

/// The packs of the program with those of the folder beside an office file, where there is one.
pub fn beside(office: &Path, texts: &Texts) -> Result<Rc<Library>, Failure> {
    let folder = office.parent().unwrap_or(Path::new("")).join("packs");
    if !folder.is_dir() {
        return own();
    }
    let schema = schema_in(&folder, texts)?;
    let mut library = Library::with_schema(&schema).map_err(|faults| refuse(&faults))?;
    let prints = Fingerprints::with(&schema);
    let written = fs::read_to_string(folder.join(CHECKED)).unwrap_or_default();
    let known: Vec<Remembered> = written.lines().filter_map(Remembered::parse).collect();
    let ground = prints.ground();
    let mut now = Vec::new();
    for path in files(&folder)? {
        let seen = known.iter().find(|one| one.ground == ground && one.is_still(&path));
        match seen {
            Some(seen) => {
                let (print, prints, at) = (seen.print.clone(), prints.clone(), path.clone());
                // Whoever changed the text without a trace in size and time gets no pack instead of another one.
                let fetch = move || fs::read_to_string(&at).ok().filter(|text| prints.of(text) == print);
                let file = path.display().to_string();
                library.remember(seen.head(), &file, Box::new(fetch)).map_err(|faults| refuse(&faults))?;
                now.push(seen.clone());
            }
            None => {
                let text = input::text(&path, Exit::Pack, texts)?;
                let head = library.prove(&path.display().to_string(), &text).map_err(|faults| refuse(&faults))?;
                now.extend(Remembered::new(&path, head, ground.clone(), prints.of(&text)));
            }
        }
    }
    let lines: String = now.iter().map(|one| format!("{one}\n")).collect();
    if lines != written {
        // Where the folder cannot be written the packs are proven at each start.
        let _ = fs::write(folder.join(CHECKED), lines);
    }
    Ok(Rc::new(library))
}

/// The same; where one of the folder is not sound those of the program alone, and what is wrong with it.
pub fn sound_beside(office: &Path, texts: &Texts) -> Result<(Rc<Library>, Option<String>), Failure> {
    match beside(office, texts) {
        Err(Failure::Said { exit: Exit::Pack, text }) => Ok((own()?, Some(text))),
        found => Ok((found?, None)),
    }
}

/// One line of the file of proven packs.
#[derive(Clone)]
struct Remembered {
    ground: String,
    print: String,
    size: u64,
    /// Nanoseconds since 1970.
    changed: u128,
    id: String,
    host: String,
    right: Right,
    status: PackStatus,
    file: String,
}

impl Remembered {
    fn new(path: &Path, head: Head, ground: String, print: String) -> Option<Remembered> {
        let (size, changed) = stat(path)?;
        let file = path.file_name()?.to_str()?.to_owned();
        Some(Remembered {
            ground,
            print,
            size,
            changed,
            id: head.id,
            host: head.host,
            right: head.right,
            status: head.status,
            file,
        })
    }

    fn parse(line: &str) -> Option<Remembered> {
        let parts: Vec<&str> = line.splitn(9, ' ').collect();
        let [ground, print, size, changed, id, host, right, status, file] = parts[..] else { return None };
        Some(Remembered {
            ground: ground.to_owned(),
            print: print.to_owned(),
            size: size.parse().ok()?,
            changed: changed.parse().ok()?,
            id: id.to_owned(),
            host: host.to_owned(),
            right: Right::parse(right)?,
            status: PackStatus::parse(status)?,
            file: file.to_owned(),
        })
    }

    fn is_still(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| name == self.file.as_str()) && stat(path) == Some((self.size, self.changed))
    }

    fn head(&self) -> Head {
        Head { id: self.id.clone(), host: self.host.clone(), right: self.right, status: self.status }
    }
}

impl fmt::Display for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Remembered { ground, print, size, changed, id, host, right, status, file } = self;
        write!(f, "{ground} {print} {size} {changed} {id} {host} {} {} {file}", right.code(), status.code())
    }
}

fn stat(path: &Path) -> Option<(u64, u128)> {
    let found = fs::metadata(path).ok()?;
    let changed = found.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((found.len(), changed.as_nanos()))
}

/// A built-in pack by its id.
pub fn embedded<'a>(library: &'a Library, id: &str, texts: &Texts) -> Result<&'a Pack, Failure> {
    library.pack(id).ok_or_else(|| {
        let known: Vec<&str> = library.ids().collect();
        let args = [("pack", Arg::from(id)), ("known", Arg::from(known.join(", ")))];
        Failure::say(Exit::Usage, texts.say("error-no-such-pack", &args))
    })
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
