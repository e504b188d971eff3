//! `suffrage register`: a batch of questions for a register, and its answers, shown beside what is on record before
//! anything is recorded.

use std::path::PathBuf;

use clap::Subcommand;

use super::office::Office;
use super::{Env, Exit, Failure, Outcome, applications, input, office, queue, register_answer};
use crate::domain::fact::known_at;
use crate::domain::filter::Order;
use crate::domain::{Anchor, CaseFile, CaseId, Condition, Filter, Kind, QueueQuery, State, Value};
use crate::i18n::{Arg, Texts};
use crate::intake::count;
use crate::intake::register::{Batch, Question, shows};

#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Writes a new CSV file: one row for each case whose proposal waits for a fact of these kinds, with empty columns for
    /// the answer
    Ask(AskArgs),
    /// Reads such a file with the answers of the register: shows each beside what is on record, and records nothing unless
    /// it is told to
    Answer(register_answer::AnswerArgs),
}

#[derive(Debug, clap::Args)]
pub struct AskArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// A kind of fact that the register can show; several, each with --kind
    #[arg(long = "kind", value_name = "KIND", required = true)]
    pub kinds: Vec<String>,
    /// Only cases that fit this line, as for suffrage queue
    #[arg(long, value_name = "LINE", default_value = "")]
    pub filter: String,
    /// Whose cases are "mine"; default: the officer to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// The file to write; it must not exist, and only you can read it
    #[arg(long, value_name = "FILE.csv")]
    pub out: PathBuf,
}

/// How many rows of the queue are asked for at once.
const WINDOW: usize = 500;

pub fn run(command: RegisterCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        RegisterCommand::Ask(args) => ask(&args, texts, env),
        RegisterCommand::Answer(args) => register_answer::run(&args, texts, env),
    }
}

fn ask(args: &AskArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let schema = &office.library.schema;
    let mut kinds: Vec<&Kind> = Vec::new();
    for id in &args.kinds {
        let kind = input::kind(id, schema, texts)?;
        if !shows(kind) {
            let said = [("kind", Arg::from(id.as_str())), ("codes", Arg::from(kind.evidence.join(", ")))];
            return Err(Failure::say(Exit::Usage, texts.say("register-shows-not", &said)));
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let me = office.reader(args.user.clone(), texts, env)?;
    // The order of the queue is the one that can be read to its end.
    let filter = Filter { order: Order::Due, ..queue::read(&args.filter, &me, &office, texts, env)? };
    let out = applications::private(&args.out).map_err(|error| Failure::file(texts, &args.out, &error))?;
    let written = write(out, args, &office, &kinds, &filter, texts, env);
    let rows = match written {
        Ok(rows) => rows,
        Err(failure) => {
            // Half of a batch would be taken for all of it.
            let _ = std::fs::remove_file(&args.out);
            return Err(failure);
        }
    };
    if rows == 0 {
        let _ = std::fs::remove_file(&args.out);
        env.line(texts.get("register-nothing-waits").as_str())?;
        return Ok(Exit::Done);
    }
    let said = [("path", Arg::from(args.out.display().to_string())), ("count", count(rows))];
    env.line(texts.say("register-written", &said).as_str())?;
    Ok(Exit::Done)
}

/// Writes the batch, kind by kind; how many rows it has.
fn write(
    out: std::fs::File,
    args: &AskArgs,
    office: &Office,
    kinds: &[&Kind],
    filter: &Filter,
    texts: &Texts,
    env: &mut Env,
) -> Result<u64, Failure> {
    let cannot = |error: csv::Error| Failure::file(texts, &args.out, &std::io::Error::from(error));
    let mut batch = Batch::new(out).map_err(cannot)?;
    let mut rows = 0;
    for kind in kinds {
        for case in waiting(office, kind, filter, texts, env)? {
            let file = office.case(case.0, texts, env.now())?;
            batch.add(&question(&file, kind)).map_err(cannot)?;
            rows += 1;
        }
    }
    batch.finish().map_err(cannot)?;
    Ok(rows)
}

/// The cases whose proposal waits for a fact of this kind.
fn waiting(office: &Office, kind: &Kind, filter: &Filter, texts: &Texts, env: &Env) -> Result<Vec<CaseId>, Failure> {
    let now = env.now();
    let mut filter = filter.clone();
    filter.conditions.push(Condition::Needs(kind.id.clone()));
    let mut query = QueueQuery { filter, search: String::new(), anchor: Anchor::First, limit: WINDOW };
    let mut found = Vec::new();
    loop {
        let window = office.store.queue(&query, now).map_err(|error| office.fault(texts, error))?;
        found.extend(window.rows.iter().map(|(_, row)| row.case));
        let Some(last) = window.goes_on_after() else { return Ok(found) };
        query.anchor = Anchor::After(last);
    }
}

fn question(file: &CaseFile, kind: &Kind) -> Question {
    let born = known_at(&file.facts, None).into_iter().filter(|fact| fact.kind == "birth_date");
    let mut days = born.filter_map(|fact| match &fact.state {
        State::Known(Value::Date(day)) => Some(day.to_string()),
        _ => None,
    });
    // Two dates of birth are none to search by.
    let birth_date = days.next().filter(|first| days.all(|other| other == *first)).unwrap_or_default();
    Question {
        case: file.case.id.0,
        version: file.case.version,
        name: file.name.clone(),
        latin: file.latin.clone(),
        birth_date,
        document: file.document.clone(),
        personal_number: file.personal_number.clone(),
        kind: kind.id.clone(),
    }
}
