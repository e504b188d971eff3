//! `suffrage law`: the packs as documents and as data, checked, tested and tried.

use std::path::Path;

use serde_json::json;

use super::args::LawCommand;
use super::{Env, Exit, Failure, Outcome, determine, input, json, law_eval, law_export, office};
use crate::i18n::{Arg, Texts};
use crate::law::{self, Library, Pack, param_text, render};
use crate::wording;

pub fn run(command: LawCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        LawCommand::List { json } => list(json, texts, env),
        LawCommand::Show { pack, json } => show(&pack, json, texts, env),
        LawCommand::Check { files } => check(&files, texts, env),
        LawCommand::Test { pack } => test(pack.as_deref(), texts, env),
        LawCommand::Export { what, pack, interval } => law_export::run(&what, &pack, interval, texts, env),
        LawCommand::Eval { schema, facts, expression } => law_eval::run(&schema, &facts, &expression, env),
    }
}

/// Reads, checks and tries a pack file.
pub fn load_file(path: &Path, library: &Library, texts: &Texts) -> Result<Pack, Failure> {
    let text = input::text(path, Exit::Pack, texts)?;
    law::load(&path.display().to_string(), &text, &library.schema).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::new(Exit::Pack, &lines.join("\n"))
    })
}

fn list(as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let library = office::library()?;
    if as_json {
        let packs: Vec<_> = library.packs.iter().map(summary).collect();
        env.json(&json!({"schema": library.schema.id, "packs": packs}))?;
        return Ok(Exit::Done);
    }
    for pack in &library.packs {
        let status = texts.word("pack-status", json::pack_status(pack.edition.status));
        let title = pack.edition.title.get(texts.lang());
        env.line(&format!("{:<14} {:<8} {} ({status})", pack.edition.id, pack.edition.version, title))?;
    }
    Ok(Exit::Done)
}

fn summary(pack: &Pack) -> serde_json::Value {
    json!({
        "id": pack.edition.id, "version": pack.edition.version, "hash": json::hex(&pack.edition.hash), "host": pack.host,
        "right": pack.right, "status": json::pack_status(pack.edition.status), "title": json::words(&pack.edition.title),
        "question": json::words(&pack.question), "from": pack.in_force.from, "to": pack.in_force.to,
    })
}

fn show(id: &str, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let library = office::library()?;
    let own = if Path::new(id).is_file() { Some(load_file(Path::new(id), &library, texts)?) } else { None };
    let pack = match &own {
        Some(pack) => pack,
        None => determine::embedded(&library, id, texts)?,
    };
    if as_json {
        env.json(&as_data(pack))?;
        return Ok(Exit::Done);
    }
    for line in document(pack, texts) {
        env.line(&line)?;
    }
    Ok(Exit::Done)
}

fn as_data(pack: &Pack) -> serde_json::Value {
    let mut data = summary(pack);
    data["sources"] = pack.sources.iter().map(|(key, one)| source(key, one)).collect();
    let values = |param: &law::Param| {
        let values = param.values.iter().map(|(holds, value, cite)| {
            json!({"from": holds.from, "to": holds.to, "value": param_text(value), "cite": cite.text})
        });
        values.collect::<Vec<_>>()
    };
    data["params"] = pack.params.iter().map(|param| json!({"id": param.id, "values": values(param)})).collect();
    let exceptions = |criterion: &law::Criterion| {
        let exceptions = criterion.exceptions.iter().map(|one| {
            json!({
                "id": &*one.id, "when": &*one.when.source, "effect": one.effect.code(), "cite": one.cite.text,
                "say": json::words(&one.say), "deny": json::words(&one.deny),
            })
        });
        exceptions.collect::<Vec<_>>()
    };
    let criteria = pack.criteria.iter().map(|one| {
        json!({
            "id": &*one.id, "from": one.in_force.from, "to": one.in_force.to, "cite": one.cite.text,
            "unverified": one.cite.unverified, "title": json::words(&one.title), "say": json::words(&one.say),
            "deny": json::words(&one.deny),
            "clause": clause(&one.clause), "exceptions": exceptions(one),
        })
    });
    data["criteria"] = criteria.collect();
    data
}

/// A condition in the notation, or a group of members that each have a provision of their own.
fn clause(one: &law::Clause) -> serde_json::Value {
    let members = |members: &[law::Member]| -> serde_json::Value {
        let member = |one: &law::Member| {
            json!({
                "id": &*one.id, "cite": one.cite.text, "unverified": one.cite.unverified, "say": json::words(&one.say),
                "deny": json::words(&one.deny), "clause": clause(&one.clause),
            })
        };
        members.iter().map(member).collect()
    };
    match one {
        law::Clause::Test(test) => json!({"test": &*test.source, "for_each": test.for_each}),
        law::Clause::All(all) => json!({"all": members(all)}),
        law::Clause::Any(any) => json!({"any": members(any)}),
    }
}

fn source(key: &str, one: &law::Instrument) -> serde_json::Value {
    json!({"key": key, "name": json::words(&one.title), "read": one.read.code(), "edition": one.edition})
}

/// The pack as lines to read from the top.
fn document(pack: &Pack, texts: &Texts) -> Vec<String> {
    let lang = texts.lang();
    let holds = |holds: &crate::domain::Interval| {
        let side = |day: Option<crate::domain::Day>| day.map(|day| texts.date(day)).unwrap_or_default();
        format!("{} .. {}", side(holds.from), side(holds.to)).trim().to_owned()
    };
    let status = texts.word("pack-status", json::pack_status(pack.edition.status));
    let mut lines = vec![
        pack.edition.title.get(lang).to_owned(),
        pack.question.get(lang).to_owned(),
        format!("{}@{} #{} ({status})", pack.edition.id, pack.edition.version, pack.short_hash()),
        holds(&pack.in_force),
        String::new(),
    ];
    for one in &pack.criteria {
        lines.push(format!("{} ({})", one.title.get(lang), holds(&one.in_force)));
        lines.push(format!("  {}", one.say.get(lang)));
        lines.push(format!("  {}", wording::denied(&one.deny, texts)));
        lines.push(format!("  {}", render::cite_text(&one.cite)));
        lines.extend(one.clause.conditions().into_iter().map(|condition| format!("  {}", condition.source)));
        for exception in &one.exceptions {
            let effect = texts.word("effect", exception.effect.code());
            lines.push(format!("  - {}: {effect} ({})", exception.say.get(lang), render::cite_text(&exception.cite)));
            lines.push(format!("    {}", wording::denied(&exception.deny, texts)));
            lines.push(format!("    {}", exception.when.source));
        }
        lines.push(String::new());
    }
    for param in &pack.params {
        for (when, value, cite) in &param.values {
            lines.push(format!("params.{} = {} ({}; {})", param.id, param_text(value), holds(when), cite.text));
        }
    }
    lines.push(String::new());
    lines.extend(pack.sources.iter().map(|(key, one)| format!("{key}: {}", wording::source::instrument(one, texts))));
    lines
}

fn check(files: &[std::path::PathBuf], texts: &Texts, env: &mut Env) -> Outcome {
    let library = office::library()?;
    let mut faults = Vec::new();
    for path in files {
        match load_file(path, &library, texts) {
            Ok(pack) => sound(&path.display().to_string(), &pack, texts, env)?,
            Err(Failure::Said { exit: Exit::Pack, text }) => faults.push(text),
            Err(other) => return Err(other),
        }
    }
    if faults.is_empty() { Ok(Exit::Done) } else { Err(Failure::new(Exit::Pack, &faults.join("\n"))) }
}

fn sound(name: &str, pack: &Pack, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
    let cases = Arg::Count(pack.cases.len() as i64);
    let args = [("pack", Arg::from(name)), ("version", Arg::from(pack.edition.version.as_str())), ("count", cases)];
    env.line(texts.say("cli-pack-sound", &args).as_str())
}

/// Runs embedded cases. A built-in pack whose cases fail does not even load; a file's failing cases are listed.
fn test(pack: Option<&str>, texts: &Texts, env: &mut Env) -> Outcome {
    let library = office::library()?;
    match pack {
        None => library.packs.iter().try_for_each(|pack| sound(&pack.edition.id, pack, texts, env))?,
        Some(name) if Path::new(name).is_file() => {
            sound(name, &load_file(Path::new(name), &library, texts)?, texts, env)?;
        }
        Some(name) => sound(name, determine::embedded(&library, name, texts)?, texts, env)?,
    }
    Ok(Exit::Done)
}
