//! Files of applications as the commands open them: tables and voter records, their mappings, and new files that only their
//! owner reads.

use std::fs::{File, OpenOptions, Permissions};
use std::io::{BufReader, Read};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use serde_json::{Value as Json, json};

use super::{Env, Exit, Failure, input};
use crate::domain::NewCase;
use crate::i18n::{Arg, Texts};
use crate::intake::row::FindPack;
use crate::intake::vri::application::{self, RECORD_BYTES};
use crate::intake::{IntakeError, Map, Problem, Rejected, Rows, count};
use crate::law::Library;

/// Whether a file is a voter record rather than a table, by its name.
pub fn is_record(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("json") || ext.eq_ignore_ascii_case("xml"))
}

pub fn read_map(path: &Path, texts: &Texts) -> Result<Map, Failure> {
    let text = input::text(path, Exit::Data, texts)?;
    Map::read(&text).map_err(|error| Failure::new(Exit::Data, &format!("{}: {error}", path.display())))
}

/// The pack that a row asks for, or the one for its host and right.
pub fn find_pack(library: &Library) -> FindPack<'_> {
    Box::new(|host, right, asked| match asked {
        Some(id) => library.pack(id).filter(|pack| pack.host == host && pack.right == right),
        None => library.pack_for(host, right),
    })
}

/// Opens a table; `delimiter` is what the command line says of it.
pub fn open_rows(path: &Path, map: &Map, delimiter: Option<u8>, texts: &Texts) -> Result<Rows, Failure> {
    let file = input::open(path, Exit::Data, texts)?;
    if !file.metadata().is_ok_and(|meta| meta.is_file()) {
        let args = [("path", Arg::from(path.display().to_string()))];
        return Err(Failure::say(Exit::Data, texts.say("error-file-no-file", &args)));
    }
    let mapped = map.delimiter.and_then(|mark| u8::try_from(mark).ok());
    Rows::open(Box::new(BufReader::new(file)), delimiter.or(mapped)).map_err(|error| fault(path, error, texts))
}

/// The fault of a file as a whole, with its name.
pub fn fault(path: &Path, error: IntakeError, texts: &Texts) -> Failure {
    match error {
        IntakeError::Io(error) => Failure::file(texts, path, &error),
        IntakeError::Unreadable { key, args } => {
            Failure::new(Exit::Data, &format!("{}: {}", path.display(), texts.say(key, &args)))
        }
    }
}

/// One voter record as an application, with what a person should look at said on standard error.
pub fn read_record(
    path: &Path,
    map: &Map,
    library: &Library,
    texts: &Texts,
    env: &mut Env,
) -> Result<Result<NewCase, Rejected>, Failure> {
    let mut bytes = Vec::new();
    let file = input::open(path, Exit::Data, texts)?;
    file.take(RECORD_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Failure::file(texts, path, &error))?;
    let name = path.display().to_string();
    if bytes.len() as u64 > RECORD_BYTES {
        let args = [("file", Arg::from(name)), ("limit", count(RECORD_BYTES))];
        return Err(Failure::say(Exit::Data, texts.say("import-record-too-large", &args)));
    }
    let taken =
        application::read(&bytes, map, &library.schema, find_pack(library), env.today()).map_err(
            |error| match error {
                application::NotTaken::Read(error) => Failure::new(Exit::Data, &format!("{name}: {error}")),
                application::NotTaken::Intake(error) => fault(path, error, texts),
            },
        )?;
    for warning in &taken.request.warnings {
        let args = [
            ("file", Arg::from(name.as_str())),
            ("field", Arg::from(warning.field.as_str())),
            ("value", Arg::from(warning.value.as_str())),
            ("taken", Arg::from(warning.taken_as.as_str())),
        ];
        env.warn(texts.say("import-record-warning", &args).as_str())?;
    }
    Ok(taken.case)
}

/// Every problem of a row that was not taken, as JSON.
pub fn problems(row: &Rejected, texts: &Texts) -> Vec<Json> {
    let one = |problem: &Problem| {
        json!({
            "line": row.line, "field": problem.field, "value": problem.value, "reason_code": problem.key,
            "reason": problem.reason(texts).as_str(),
        })
    };
    row.problems.iter().map(one).collect()
}

/// A new file that only its owner reads, whatever the umask: the rejected rows are data of applicants.
pub fn private(path: &Path) -> std::io::Result<File> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}
