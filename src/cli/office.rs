//! An office file as the commands use it: opened with the packs of the program, and its faults as sentences.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::{Env, Exit, Failure, shelf};
use crate::domain::{Act, ActError, CaseFile, CaseId, CmdId, Command, Receipt, Stamp};
use crate::i18n::{Arg, Texts};
use crate::law::Library;
use crate::office::second_entry::keep_from_view;
use crate::office::{ActKind, CaseState, Standing, may};
use crate::session::fault::sentence;
use crate::store::{self, Caution, Store, StoreError};

/// An open office.
pub struct Office {
    pub store: Store,
    pub library: Rc<Library>,
    pub path: PathBuf,
    /// Who looks: an officer's name, or nobody's.
    viewer: String,
    second_entry: Vec<String>,
}

/// Opens an office for work.
pub fn open(path: &Path, texts: &Texts, env: &mut Env) -> Result<Office, Failure> {
    let library = shelf::beside(path, texts)?;
    let store =
        Store::open(path, Rc::clone(&library), Box::new(env.entropy)).map_err(|error| fault(texts, path, error))?;
    learn_clock(path, texts, env);
    warn(&store, texts, env)?;
    Office::of(store, library, path, texts, env)
}

/// From here on a day begins by the clock of this office. What is wrong with it is said by whoever opens it.
pub fn learn_clock(path: &Path, texts: &Texts, env: &mut Env) {
    env.zone = store::zone_of(path);
    texts.tell_time_by(env.zone);
}

/// Opens an office only to look at it.
pub fn look(path: &Path, texts: &Texts, env: &mut Env) -> Result<Office, Failure> {
    look_by(shelf::beside(path, texts)?, path, texts, env)
}

/// The same, for what is on record, which has its packs with it: nobody is kept from it by one that is not sound.
pub fn look_at_record(path: &Path, texts: &Texts, env: &mut Env) -> Result<Office, Failure> {
    let (library, unsound) = shelf::sound_beside(path, texts)?;
    if let Some(text) = unsound {
        env.warn(&format!("suffrage: {text}"))?;
        env.warn(texts.get("cli-packs-passed-over").as_str())?;
    }
    look_by(library, path, texts, env)
}

fn look_by(library: Rc<Library>, path: &Path, texts: &Texts, env: &mut Env) -> Result<Office, Failure> {
    let store = Store::open_to_read(path, Rc::clone(&library)).map_err(|error| fault(texts, path, error))?;
    learn_clock(path, texts, env);
    warn(&store, texts, env)?;
    Office::of(store, library, path, texts, env)
}

/// Says on standard error what is wrong with the rights of the office.
fn warn(store: &Store, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
    store.cautions().iter().try_for_each(|caution| env.warn(&format!("suffrage: {}", said(caution, texts))))
}

/// A caution as a sentence with its mend.
pub fn said(caution: &Caution, texts: &Texts) -> String {
    let path = |path: &Path| Arg::from(path.display().to_string());
    let sentence = match caution {
        Caution::OpenToAll { path: file, mode } => {
            texts.say("caution-open-to-all", &[("path", path(file)), ("mode", Arg::from(format!("{mode:04o}")))])
        }
        Caution::NotOfFolder { path: file, group } => {
            texts.say("caution-not-of-folder", &[("path", path(file)), ("group", Arg::from(group.to_string()))])
        }
        Caution::ClosedToGroup { path: file } => {
            let folder = file.parent().unwrap_or(file);
            texts.say("caution-closed-to-group", &[("path", path(file)), ("folder", path(folder))])
        }
    };
    sentence.to_string()
}

/// A new id for a command.
pub fn command_id(env: &Env) -> CmdId {
    let mut entropy = env.entropy;
    CmdId::new(env.now(), &mut entropy)
}

impl Office {
    fn of(store: Store, library: Rc<Library>, path: &Path, texts: &Texts, env: &Env) -> Result<Office, Failure> {
        let second_entry = store.office().map_err(|error| fault(texts, path, error))?.second_entry;
        let bound = match second_entry.is_empty() {
            true => None,
            false => store.officer_of(&env.user).map_err(|error| fault(texts, path, error))?,
        };
        let viewer = bound.map(|officer| officer.name).unwrap_or_default();
        Ok(Office { store, library, path: path.to_owned(), viewer, second_entry })
    }

    /// An office of which no case is shown.
    pub fn unseen(store: Store, library: Rc<Library>, path: &Path) -> Office {
        Office { store, library, path: path.to_owned(), viewer: String::new(), second_entry: Vec::new() }
    }

    /// From here on somebody else looks, if this login may speak for them.
    pub fn look_as(&mut self, viewer: Option<String>, texts: &Texts, env: &Env) -> Result<(), Failure> {
        if viewer.is_some() {
            self.viewer = self.reader(viewer, texts, env)?;
        }
        Ok(())
    }

    /// A case by its number, as whoever looks sees it.
    pub fn case(&self, number: i64, texts: &Texts, now: Stamp) -> Result<CaseFile, Failure> {
        let id = CaseId(number);
        let mut file = self.store.case(id, now).map_err(|error| self.fault(texts, error))?;
        if let Some(file) = &mut file {
            keep_from_view(file, &self.viewer, &self.second_entry);
        }
        let missing = || texts.refusal(&ActError::NoSuchCase { case: id });
        file.ok_or_else(|| Failure::say(Exit::Refused, missing()))
    }

    /// As whom somebody works: the officer whom they name, else the one to whom their login is bound, else their login.
    pub fn actor(&self, named: Option<String>, texts: &Texts, env: &Env) -> Result<String, Failure> {
        if let Some(named) = named {
            return Ok(named);
        }
        let bound = self.store.officer_of(&env.user).map_err(|error| self.fault(texts, error))?;
        Ok(bound.map_or_else(|| env.user.clone(), |officer| officer.name))
    }

    /// As whom somebody reads: whoever names another officer needs a login that may speak for them.
    pub fn reader(&self, named: Option<String>, texts: &Texts, env: &Env) -> Result<String, Failure> {
        match named {
            Some(named) => self.speaker(Some(named), texts, env),
            None => self.actor(None, texts, env),
        }
    }

    /// As whom somebody works, where no entry of the ledger asks for their login: only that one speaks for an officer.
    pub fn speaker(&self, named: Option<String>, texts: &Texts, env: &Env) -> Result<String, Failure> {
        let named = self.actor(named, texts, env)?;
        let fault = |error| self.fault(texts, error);
        let fictitious = self.store.office().map_err(fault)?.fictitious;
        let staff = self.store.staff().map_err(fault)?;
        let refused = |error| Failure::say(Exit::Refused, texts.refusal(&error));
        Ok(staff.speaker(&named, &env.user, fictitious).map_err(refused)?.name.clone())
    }

    /// What the rules of the office say to a kind of act on a case, before anything else about it is looked at.
    pub fn ruled(
        &self,
        file: &CaseFile,
        officer: &str,
        kind: ActKind,
        now: Stamp,
    ) -> Result<Result<(), ActError>, StoreError> {
        let Some(known) = self.store.officer(officer)? else {
            return Ok(Err(ActError::NotEnrolled { officer: officer.to_owned() }));
        };
        let undo_minutes = self.store.office()?.undo_minutes;
        let standing = Standing::of(file);
        let state = CaseState::of(file, standing.as_ref(), undo_minutes, &self.library.schema.registers);
        Ok(may(&state, &known, now, kind))
    }

    /// Performs an act as an officer, now.
    pub fn perform(&mut self, act: Act, officer: &str, texts: &Texts, env: &Env) -> Result<Receipt, Failure> {
        self.attempt(act, officer, env).map_err(|error| fault(texts, &self.path, error))
    }

    /// The same, for whoever must tell one refusal from another.
    pub fn attempt(&mut self, act: Act, officer: &str, env: &Env) -> Result<Receipt, StoreError> {
        let (officer, login) = (officer.to_owned(), env.user.clone());
        self.store.apply(&Command { id: command_id(env), officer, login, at: env.now(), act })
    }

    pub fn fault(&self, texts: &Texts, error: StoreError) -> Failure {
        fault(texts, &self.path, error)
    }
}

/// A fault of an office file as a sentence with the way out.
pub fn fault(texts: &Texts, path: &Path, error: StoreError) -> Failure {
    let exit = match &error {
        StoreError::Refused(_) => Exit::Refused,
        StoreError::UnknownPack(_) => Exit::Pack,
        StoreError::Tampered(_) => Exit::Ledger,
        StoreError::OldEngine(_) | StoreError::Sql(_) => Exit::Internal,
        StoreError::Io(error) => return Failure::file(texts, path, error),
        _ => Exit::File,
    };
    Failure::say(exit, sentence(texts, &path.display().to_string(), &error))
}
