//! What a person names: text files, never endless, always UTF-8, where a fault says its place; and days.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::shape::Shape;
use super::{Env, Exit, Failure};
use crate::domain::day_words::{DayProblem, Filled, Leaning, read_day};
use crate::domain::time::parse_day;
use crate::domain::{Day, Kind, Schema};
use crate::i18n::{Arg, Texts};
use crate::law::expr::names::nearest;

/// The largest pack, mapping, transcript or file of facts, in bytes.
pub const TEXT_BYTES: u64 = 16 << 20;

/// The text of a file; `exit` is the code for contents that are no good.
pub fn text(path: &Path, exit: Exit, texts: &Texts) -> Result<String, Failure> {
    text_of(open(path, exit, texts)?, path, exit, texts)
}

/// A file to read. A pipe or a device is refused at once: whoever waited for it could wait for ever.
pub fn open(path: &Path, exit: Exit, texts: &Texts) -> Result<File, Failure> {
    let at_once = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let cannot = |error| Failure::file(texts, path, &error);
    let file = OpenOptions::new().read(true).custom_flags(at_once).open(path).map_err(cannot)?;
    let kind = file.metadata().map_err(cannot)?.file_type();
    // Reading a folder fails by itself, and says that it is one.
    if kind.is_file() || kind.is_dir() {
        return Ok(file);
    }
    Err(Failure::say(exit, texts.say("error-file-no-file", &[("path", Arg::from(path.display().to_string()))])))
}

/// The text of something that is open already.
pub fn text_of(source: impl Read, path: &Path, exit: Exit, texts: &Texts) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = source.take(TEXT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| Failure::file(texts, path, &error))?;
    let name = ("path", Arg::from(path.display().to_string()));
    if bytes.len() as u64 > TEXT_BYTES {
        let limit = ("limit", Arg::Count(TEXT_BYTES as i64));
        return Err(Failure::say(exit, texts.say("error-file-too-large", &[name, limit])));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() as i64 + 1;
        Failure::say(exit, texts.say("error-file-not-utf8", &[name, ("line", Arg::Text(line.to_string()))]))
    })
}

/// Reads a day of the command line.
pub fn day(text: &str) -> Result<Day, Shape> {
    parse_day(text).ok_or(Shape::Day)
}

/// Reads a day as people write it. What was not written of its year is filled in and said, never in silence.
pub fn spoken_day(text: &str, leaning: Leaning, texts: &Texts, env: &mut Env) -> Result<Day, Failure> {
    let read = read_day(text, env.today(), leaning);
    let wrong = |problem: DayProblem| Failure::new(Exit::Data, &format!("{text}: {}", texts.get(problem.key())));
    let written = read.map_err(wrong)?;
    if written.filled != Filled::Nothing {
        let args = [("text", Arg::from(text)), ("day", Arg::from(texts.date(written.day)))];
        env.warn(texts.say("form-day-read-as", &args).as_str())?;
    }
    Ok(written.day)
}

/// A kind of fact by its id.
pub fn kind<'s>(id: &str, schema: &'s Schema, texts: &Texts) -> Result<&'s Kind, Failure> {
    schema.kind(id).ok_or_else(|| no_such_kind(id, schema, texts))
}

/// The end of a command that names a kind which the schema does not have; what is near is named.
pub fn no_such_kind(id: &str, schema: &Schema, texts: &Texts) -> Failure {
    let said = match nearest(id, schema.kinds.iter().map(|kind| kind.id.as_str())) {
        Some(near) => texts.say("cli-no-such-kind-near", &[("kind", Arg::from(id)), ("near", Arg::from(near))]),
        None => texts.say("cli-no-such-kind", &[("kind", Arg::from(id))]),
    };
    Failure::say(Exit::Usage, said)
}
