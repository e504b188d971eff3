//! `suffrage case new`: opens a case for a person who applies, as an import of one row would, after a look for cases of
//! the same person.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::json;

use super::act_args::right;
use super::office::{self, Office, command_id};
use super::{Env, Exit, Failure, Outcome, input};
use crate::domain::day_words::Leaning;
use crate::domain::{Day, NewCase, Place, Poll, Right, hex, mrz};
use crate::i18n::{Arg, Texts};
use crate::intake::walk_in::{Person, WalkIn};
use crate::law::term;
use crate::store::Bringing;

#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Opens a case for a person who applies
    New(Box<NewArgs>),
}

/// Opens a case for a person who applies. A case that is likely the same person's is named, and nothing is opened.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// The name, as the applicant writes it; default: the one of the zone
    #[arg(long, value_name = "TEXT", required_unless_present = "zone")]
    name: Option<String>,
    /// The name in Latin letters, as in the passport
    #[arg(long, value_name = "TEXT")]
    latin: Option<String>,
    /// The number of the document
    #[arg(long, value_name = "TEXT")]
    document: Option<String>,
    /// The personal number
    #[arg(long, value_name = "TEXT", default_value = "")]
    personal_number: String,
    /// The machine-readable zone of the passport or card: name, number, citizenship and date of birth are taken from it
    #[arg(long, value_name = "LINES")]
    zone: Option<String>,
    /// What is asked for: vote or stand
    #[arg(long, value_name = "RIGHT", value_parser = right)]
    right: Right,
    /// The number of a poll of the office (suffrage polls), instead of its properties
    #[arg(long, value_name = "N", conflicts_with_all = ["host", "poll_day", "level", "municipality", "place"])]
    poll: Option<i64>,
    /// The state that holds the poll, for instance RU or BY
    #[arg(long, value_name = "STATE", required_unless_present = "poll")]
    host: Option<String>,
    /// The polling day
    #[arg(long, value_name = "DAY", required_unless_present = "poll")]
    poll_day: Option<String>,
    /// What is elected, for instance municipal_council
    #[arg(long, value_name = "LEVEL", required_unless_present = "poll")]
    level: Option<String>,
    /// Its code in the register of the host; one of another register with its name: SOATO:1401000000
    #[arg(long, value_name = "CODE", required_unless_present = "poll")]
    municipality: Option<String>,
    /// The name of the municipality
    #[arg(long, value_name = "TEXT", default_value = "")]
    place: String,
    /// The rule pack; default: the one for host and right
    #[arg(long, value_name = "ID")]
    pack: Option<String>,
    /// The day of the application
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    applied_on: Option<String>,
    /// The day by which to decide; default: the last day of the law's term, or the polling day where it gives none
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    due_on: Option<String>,
    /// The number of the application; the same one is never taken twice
    #[arg(long, value_name = "TEXT")]
    key: Option<String>,
    /// Opens the case although one is likely the same person's
    #[arg(long)]
    even_if_like: bool,
    /// The officer who opens it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
    /// Prints JSON, errors too
    #[arg(long)]
    json: bool,
}

pub fn run(command: CaseCommand, texts: &Texts, env: &mut Env) -> Outcome {
    let CaseCommand::New(args) = command;
    let mut office = office::open(&args.office, texts, env)?;
    let officer = office.actor(args.user.clone(), texts, env)?;
    let new = application(&args, &office, texts, env)?;
    if office.store.case_of_key(&new.key).map_err(|error| office.fault(texts, error))?.is_some() {
        return Err(Failure::say(Exit::Refused, texts.say("cli-case-key", &[("key", Arg::from(new.key))])));
    }
    let like = office.store.likely(&new, env.now()).map_err(|error| office.fault(texts, error))?;
    if !like.is_empty() && !args.even_if_like {
        let named: Vec<String> = like.iter().map(|file| format!("{} {}", file.case.id, file.name)).collect();
        return Err(Failure::say(Exit::Refused, texts.say("cli-case-like", &[("cases", Arg::from(named.join("; ")))])));
    }
    let (login, at) = (env.user.clone(), env.now());
    let (key, id) = (new.key.clone(), command_id(env));
    let (ids, progress) = (&mut || id, &mut |_| ());
    let bringing = Bringing { officer: &officer, login: &login, at, ids, progress };
    let opened = office.store.open_case(new, bringing);
    let file = opened.map_err(|error| office::fault(texts, &args.office, error))?;
    let (case, entry) = (file.case.id.0, file.events.first().map_or(0, |event| event.seq));
    if args.json {
        let like: Vec<i64> = like.iter().map(|file| file.case.id.0).collect();
        env.json(&json!({"case": case, "key": key, "entry": entry, "like": like}))?;
        return Ok(Exit::Done);
    }
    let said = [
        ("case", Arg::from(case.to_string())),
        ("name", Arg::from(file.name)),
        ("entry", Arg::from(entry.to_string())),
    ];
    env.line(texts.say("cli-case-opened", &said).as_str())?;
    Ok(Exit::Done)
}

fn application(args: &NewArgs, office: &Office, texts: &Texts, env: &mut Env) -> Result<NewCase, Failure> {
    let poll = poll(args, office, texts, env)?;
    let (host, right) = (poll.host.clone(), args.right);
    let pack = match &args.pack {
        Some(id) => {
            let pack = super::shelf::embedded(&office.library, id, texts)?;
            Some(pack).filter(|pack| pack.host == host && pack.right == right)
        }
        None => office.library.pack_for(&host, right),
    };
    let none = || {
        let key = if args.pack.is_some() { "import-no-such-pack" } else { "import-no-pack" };
        let said = [("host", Arg::from(host.as_str())), ("right", Arg::from(right.code()))];
        Failure::say(Exit::Data, texts.say(key, &said))
    };
    let pack = pack.ok_or_else(none)?;
    let mut day = |text: &Option<String>, leaning| -> Result<Option<Day>, Failure> {
        text.as_deref().map(|text| input::spoken_day(text, leaning, texts, env)).transpose()
    };
    let applied_on = day(&args.applied_on, Leaning::Past)?;
    let due_on = day(&args.due_on, Leaning::Near)?.unwrap_or_else(|| term::due_on(pack, applied_on, &poll));
    let pack = pack.edition.id.clone();
    let zone = args.zone.as_deref().map(|zone| mrz::read(&zone.replace("\\n", "\n"), env.today())).transpose();
    let zone = zone.map_err(|error| Failure::new(Exit::Data, &error.to_string()))?;
    let read = zone.as_ref().map(Person::of).unwrap_or_default();
    let latin = args.latin.clone().unwrap_or(read.latin);
    let person = Person {
        name: args.name.clone().unwrap_or_else(|| latin.clone()),
        latin,
        document: args.document.clone().unwrap_or(read.document),
        personal_number: args.personal_number.clone(),
        ..read
    };
    let key = args.key.clone().unwrap_or_else(|| format!("case:{}", hex(&command_id(env).0)));
    Ok(WalkIn { person, zone, poll, right, pack, applied_on, due_on }.case(key))
}

fn poll(args: &NewArgs, office: &Office, texts: &Texts, env: &mut Env) -> Result<Poll, Failure> {
    if let Some(number) = args.poll {
        let polls = office.store.polls().map_err(|error| office.fault(texts, error))?;
        let none = || texts.say("cli-no-such-poll", &[("poll", Arg::from(number.to_string()))]);
        let found = polls.into_iter().find(|poll| poll.id.0 == number);
        return found.ok_or_else(|| Failure::say(Exit::Data, none()));
    }
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let (host, level) = (given(&args.host), given(&args.level));
    let schema = &office.library.schema;
    let codes = schema.list("level").map(|list| list.codes.as_slice()).unwrap_or_default();
    if !codes.iter().any(|(code, _)| *code == level) {
        let codes = codes.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ");
        let args = [("text", Arg::from(level)), ("codes", Arg::from(codes))];
        return Err(Failure::say(Exit::Data, texts.say("cli-not-a-code", &args)));
    }
    let place = Place::parse(&given(&args.municipality), &schema.registers, Some(&host));
    let place = place.map_err(|problem| {
        Failure::say(Exit::Data, texts.say(problem.key(), &[("value", Arg::from(problem.value()))]))
    })?;
    let day = input::spoken_day(&given(&args.poll_day), Leaning::Near, texts, env)?;
    Ok(Poll { place: args.place.clone(), ..Poll::bare(&host, day, &level, place) })
}
