//! Why a command could not do what was asked: an exit code, and sentences for standard error.

use std::io;
use std::path::Path;

use super::exit::Exit;
use crate::domain::Clean;
use crate::i18n::{Arg, Texts};
use crate::ledger::Fault;

/// A command that ended early. The text is safe to show; it may have several lines.
#[derive(Debug)]
pub enum Failure {
    Said {
        exit: Exit,
        text: String,
    },
    /// Whoever read our output has gone. Nothing is said.
    NobodyReads,
    /// The output could not be written.
    Output(String),
}

pub type Outcome = Result<Exit, Failure>;

impl Failure {
    pub fn new(exit: Exit, text: &str) -> Failure {
        Failure::Said { exit, text: Clean::block(text) }
    }

    pub fn say(exit: Exit, text: Clean) -> Failure {
        Failure::Said { exit, text: text.to_string() }
    }

    /// The same with another code.
    pub fn with_exit(self, exit: Exit) -> Failure {
        match self {
            Failure::Said { text, .. } => Failure::Said { exit, text },
            other => other,
        }
    }

    /// A file that cannot be read or written.
    pub fn file(texts: &Texts, path: &Path, error: &io::Error) -> Failure {
        let key = match error.kind() {
            io::ErrorKind::NotFound => "error-file-missing",
            io::ErrorKind::PermissionDenied => "error-file-denied",
            io::ErrorKind::AlreadyExists => "error-file-exists",
            io::ErrorKind::StorageFull => "error-file-full",
            _ => "error-file",
        };
        let args = [("path", Arg::from(path.display().to_string())), ("problem", Arg::from(error.to_string()))];
        Failure::say(Exit::File, texts.say(key, &args))
    }
}

/// For writing to standard output and error.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Failure::NobodyReads,
            _ => Failure::Output(error.to_string()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Failure {
        Failure::from(io::Error::from(error))
    }
}

/// A fault of the ledger, as a sentence.
pub fn fault_text(fault: Fault, texts: &Texts) -> Clean {
    let args = [
        ("class", texts.word("fault", fault.class.code()).into()),
        ("place", Arg::from(fault.place)),
        ("what", Arg::from(fault.what)),
    ];
    texts.say("cli-ledger-fault", &args)
}

/// The end of a command that met such a fault.
pub fn does_not_verify(fault: Fault, texts: &Texts) -> Failure {
    Failure::say(Exit::Ledger, fault_text(fault, texts))
}
