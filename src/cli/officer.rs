//! `suffrage officer`: who works in an office, and what they may do.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use serde_json::json;

use super::{Env, Exit, Failure, Outcome, json, office};
use crate::domain::{Act, Competence, MotionId, OfficeAct, Officer, Permission, Permissions, Place, Role};
use crate::i18n::{Arg, Texts};
use crate::law::Library;
use crate::office::staff::{Motion, MotionState, Weighty};
use crate::wording::office::described;

#[derive(Debug, Subcommand)]
pub enum OfficerCommand {
    /// Prints the officers, what they may do, and the changes that wait for a second person
    List {
        /// The office file
        #[arg(value_name = "OFFICE.db")]
        office: PathBuf,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Makes a person an officer, or changes what they may do. To give or take approve, self_approve, administer or
    /// gateway needs a second person where the office has one
    Add(AddArgs),
    /// Takes everything from an officer who leaves; what they did stays on record
    Remove {
        /// The office file
        #[arg(value_name = "OFFICE.db")]
        office: PathBuf,
        /// The officer
        #[arg(value_name = "NAME")]
        name: String,
        /// The officer who does it; default: the one to whom your login is bound
        #[arg(long = "as", value_name = "USER")]
        user: Option<String>,
    },
    /// The second person's word on a change that waits
    Agree {
        /// The office file
        #[arg(value_name = "OFFICE.db")]
        office: PathBuf,
        /// The number of the change
        #[arg(value_name = "CHANGE")]
        motion: i64,
        /// Says no
        #[arg(long)]
        no: bool,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
        /// The officer who says so; default: the one to whom your login is bound
        #[arg(long = "as", value_name = "USER")]
        user: Option<String>,
    },
}

#[derive(Debug, clap::Args)]
pub struct AddArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// The officer's name in the record
    #[arg(value_name = "NAME")]
    name: String,
    /// The account of the operating system by which they work; default: the one they have, else their name
    #[arg(long, value_name = "LOGIN")]
    login: Option<String>,
    /// What they are: officer (opens and decides), supervisor (also approves, takes over), registrar (opens), auditor
    /// (reads), administrator (officers). Default: what they may do already, else officer
    #[arg(long, value_name = "ROLE", value_enum)]
    role: Option<Role>,
    /// A permission beside those of the role
    #[arg(long, value_name = "PERMISSION", value_enum)]
    also: Vec<Permission>,
    /// What they are competent for, as often as needed: a state (RU), a pack (by-ru-vote), a territory (OKTMO:46701000),
    /// or a territory under one of these (RU:46701000); "everything" lifts every bound. Default: what they are already,
    /// else everything
    #[arg(long = "for", value_name = "CASES")]
    competences: Vec<String>,
    /// The officer who does it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
}

impl ValueEnum for Role {
    fn value_variants<'a>() -> &'a [Role] {
        Role::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.code()))
    }
}

impl ValueEnum for Permission {
    fn value_variants<'a>() -> &'a [Permission] {
        Permission::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.code()))
    }
}

/// The word that lifts every bound of an officer's competence.
const EVERYTHING: &str = "everything";

pub fn run(command: OfficerCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        OfficerCommand::List { office, json } => list(&office, json, texts, env),
        OfficerCommand::Add(args) => add(args, texts, env),
        OfficerCommand::Remove { office, name, user } => {
            let none = Officer { name, login: String::new(), permissions: Permissions::NONE, competences: Vec::new() };
            enrol(&office, none, user, texts, env)
        }
        OfficerCommand::Agree { office, motion, no, note, user } => {
            let mut office = office::open(&office, texts, env)?;
            let by = office.actor(user, texts, env)?;
            let act = OfficeAct::Assent { motion: MotionId(motion), agree: !no, note };
            let receipt = office.perform(Act::Office(act), &by, texts, env)?;
            env.line(texts.say("cli-entry-made", &[("entry", receipt.seq.to_string().into())]).as_str())?;
            Ok(Exit::Done)
        }
    }
}

fn add(args: AddArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(&args.office, texts, env)?;
    let known = office.store.officer(&args.name).map_err(|error| office.fault(texts, error))?;
    // Whoever left has nothing to keep.
    let known = known.filter(|officer| !officer.login.is_empty());
    let had = known.as_ref().map_or(Role::Officer.permissions(), |officer| officer.permissions);
    let permissions = args.role.map_or(had, Role::permissions);
    let permissions = args.also.iter().fold(permissions, |set, one| set.with(*one));
    let (login, mut competences) = known.map(|officer| (officer.login, officer.competences)).unzip();
    let login = args.login.or(login).unwrap_or_else(|| args.name.clone());
    let lifts = args.competences.iter().any(|text| text.trim() == EVERYTHING);
    if lifts && args.competences.len() > 1 {
        return Err(Failure::say(Exit::Usage, texts.get("cli-officer-everything-alone")));
    }
    let mut competences = competences.take().filter(|_| args.competences.is_empty()).unwrap_or_default();
    for text in args.competences.iter().filter(|text| text.trim() != EVERYTHING) {
        let competence = competence(text, &office.library, texts)?;
        if !competences.contains(&competence) {
            competences.push(competence);
        }
    }
    enrol(&args.office, Officer { name: args.name, login, permissions, competences }, args.user, texts, env)
}

/// A competence as it is typed.
fn competence(text: &str, library: &Library, texts: &Texts) -> Result<Competence, Failure> {
    let registers = &library.schema.registers;
    let host_of = |regime: &str| {
        let own = |pack: &&crate::law::Pack| pack.edition.id == regime || pack.host == regime;
        library.packs().find(own).map(|pack| pack.host.clone())
    };
    let place = |text: &str, host: Option<&str>| {
        Place::parse(text, registers, host).map_err(|problem| {
            Failure::say(Exit::Data, texts.say(problem.key(), &[("value", Arg::from(problem.value()))]))
        })
    };
    let text = text.trim();
    let (regime, code) = text.split_once(':').map_or((text, None), |(regime, code)| (regime, Some(code)));
    if code.is_some() && registers.iter().any(|register| register.id == regime) {
        return Ok(Competence::Place(place(text, None)?));
    }
    let Some(host) = host_of(regime) else {
        let mut known: Vec<&str> = library.packs().map(|pack| pack.host.as_str()).collect();
        known.extend(library.ids());
        known.sort_unstable();
        known.dedup();
        let args = [("found", Arg::from(regime)), ("known", Arg::from(known.join(", ")))];
        return Err(Failure::say(Exit::Data, texts.say("cli-officer-no-regime", &args)));
    };
    Ok(match code {
        Some(code) => Competence::RegimeIn(regime.to_owned(), place(code, Some(&host))?),
        None => Competence::Regime(regime.to_owned()),
    })
}

fn enrol(path: &Path, officer: Officer, user: Option<String>, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::open(path, texts, env)?;
    let by = office.actor(user, texts, env)?;
    let line = permissions(&officer, texts);
    let receipt = office.perform(Act::Office(OfficeAct::Enrol { officer }), &by, texts, env)?;
    let line = match receipt.motion {
        Some(motion) => waits(&line, motion, receipt.seq, texts),
        None => {
            let args = [("officer", line.into()), ("entry", receipt.seq.to_string().into())];
            texts.say("cli-officer-added", &args).to_string()
        }
    };
    env.line(&line)?;
    Ok(Exit::Done)
}

/// That a change waits for a second person.
pub fn waits(what: &str, motion: MotionId, seq: u64, texts: &Texts) -> String {
    let (motion, entry) = (motion.to_string(), seq.to_string());
    let args = [("officer", what.to_owned().into()), ("motion", motion.into()), ("entry", entry.into())];
    texts.say("cli-officer-waits", &args).to_string()
}

fn list(path: &Path, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(path, texts, env)?;
    let staff = office.store.staff().map_err(|error| office.fault(texts, error))?;
    let mut officers = staff.officers().to_vec();
    officers.sort_by(|a, b| a.name.cmp(&b.name));
    let open: Vec<&Motion> = staff.motions().iter().filter(|motion| motion.state == MotionState::Open).collect();
    if as_json {
        let officers: Vec<_> = officers.iter().map(json::officer).collect();
        let changes: Vec<_> = open
            .iter()
            .map(|motion| match &motion.change {
                Weighty::Enrol(officer) => {
                    json!({"change": motion.id, "by": motion.by, "officer": json::officer(officer)})
                }
                Weighty::Set(office) => {
                    json!({"change": motion.id, "by": motion.by, "office": json::office(office)})
                }
                Weighty::Clock => json!({"change": motion.id, "by": motion.by, "clock": true}),
            })
            .collect();
        env.json(&json!({"officers": officers, "changes": changes}))?;
        return Ok(Exit::Done);
    }
    for officer in &officers {
        env.line(&permissions(officer, texts))?;
    }
    for motion in open {
        let change = match &motion.change {
            Weighty::Enrol(officer) => permissions(officer, texts),
            Weighty::Clock => texts.get("cli-motion-clock").to_string(),
            Weighty::Set(office) => described(office, texts).to_string(),
        };
        let args =
            [("motion", motion.id.to_string().into()), ("change", change.into()), ("by", motion.by.as_str().into())];
        env.line(texts.say("cli-motion-open", &args).as_str())?;
    }
    Ok(Exit::Done)
}

/// The name, the login, and what the officer may do, in words.
fn permissions(officer: &Officer, texts: &Texts) -> String {
    let login = match officer.login.as_str() {
        "" => texts.get("cli-officer-no-login"),
        login => texts.say("cli-officer-login", &[("login", login.into())]),
    };
    let words: Vec<String> =
        officer.permissions.iter().map(|one| texts.word("permission", one.code()).to_string()).collect();
    let may = match (officer.role(), words.is_empty()) {
        (Some(role), false) => format!("{} ({})", texts.word("role", role.code()), words.join(", ")),
        (Some(role), true) if !officer.login.is_empty() => texts.word("role", role.code()).to_string(),
        (_, true) => texts.get("cli-officer-nothing").to_string(),
        (None, false) => words.join(", "),
    };
    let line = format!("{}, {login}: {may}", officer.name);
    match officer.competences.is_empty() {
        true => line,
        false => {
            let cases = officer.competences.iter().map(Competence::to_string).collect::<Vec<_>>().join(", ");
            format!("{line}; {}", texts.say("cli-officer-for", &[("cases", cases.into())]))
        }
    }
}
