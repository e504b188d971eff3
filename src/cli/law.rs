//! `suffrage law`: the packs as documents and as data, checked, tested and tried.

use std::path::Path;
use std::rc::Rc;

use serde_json::json;

use super::args::LawCommand;
use super::{Env, Exit, Failure, Outcome, json, law_eval, law_export, law_mutate, law_schema, shelf};
use crate::domain::hex;
use crate::i18n::{Arg, Texts};
use crate::law::{self, Library, Pack, param_text};
use crate::wording;
use crate::wording::pack::Notation;

pub fn run(command: LawCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        LawCommand::Guide => {
            law::guide::whole().lines().try_for_each(|line| env.line(line))?;
            Ok(Exit::Done)
        }
        LawCommand::Schema(args) => law_schema::run(&args, texts, env),
        LawCommand::List { json } => list(json, texts, env),
        LawCommand::Show { pack, json, source } => {
            let notation = if source { Notation::Shown } else { Notation::Hidden };
            show(&pack, json, notation, texts, env)
        }
        LawCommand::Check { files } => check(&files, texts, env),
        LawCommand::Test { pack } => test(pack.as_deref(), texts, env),
        LawCommand::Mutate { pack, json } => law_mutate::run(&pack, json, texts, env),
        LawCommand::Export { what, pack, interval } => law_export::run(&what, &pack, interval, texts, env),
        LawCommand::Eval { schema, facts, expression } => law_eval::run(&schema, &facts, &expression, env),
    }
}

fn list(as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    if as_json {
        let packs: Vec<_> = library.packs().map(summary).collect();
        env.json(&json!({"schema": library.schema.id, "packs": packs}))?;
        return Ok(Exit::Done);
    }
    for pack in library.packs() {
        let status = texts.word("pack-status", json::pack_status(pack.edition.status));
        let title = pack.edition.title.get(texts.lang());
        env.line(&format!("{:<14} {:<8} {} ({status})", pack.edition.id, pack.edition.version, title))?;
    }
    Ok(Exit::Done)
}

fn summary(pack: &Pack) -> serde_json::Value {
    json!({
        "id": pack.edition.id, "version": pack.edition.version, "hash": hex(&pack.edition.hash), "host": pack.host,
        "right": pack.right, "status": json::pack_status(pack.edition.status), "title": json::words(&pack.edition.title),
        "question": json::words(&pack.question), "from": pack.in_force.from, "to": pack.in_force.to,
    })
}

fn show(id: &str, as_json: bool, notation: Notation, texts: &Texts, env: &mut Env) -> Outcome {
    let path = Path::new(id);
    let library = if path.is_file() { Rc::new(shelf::around(path, texts)?) } else { shelf::own()? };
    let own = if path.is_file() { Some(shelf::pack(path, &library, texts)?) } else { None };
    let pack = match &own {
        Some(pack) => pack,
        None => shelf::embedded(&library, id, texts)?,
    };
    if as_json {
        env.json(&as_data(pack))?;
        return Ok(Exit::Done);
    }
    for line in document(pack, notation, texts) {
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
    json!({"key": key, "name": json::words(&one.title), "short": json::words(&one.short), "read": one.read.code(), "edition": one.edition})
}

/// The pack as lines to read from the top.
fn document(pack: &Pack, notation: Notation, texts: &Texts) -> Vec<String> {
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
    let criteria = wording::pack::criteria(pack, texts, notation);
    lines.extend(
        criteria
            .iter()
            .chain(&wording::pack::parameters(pack, texts, notation))
            .map(|line| format!("{:1$}{2}", "", usize::from(line.depth) * 2, line.text).trim_end().to_owned()),
    );
    lines.push(String::new());
    lines.extend(pack.sources.iter().map(|(key, one)| {
        let name = if notation == Notation::Shown { key } else { one.short.get(lang) };
        format!("{name}: {}", wording::source::instrument(one, texts))
    }));
    lines
}

fn check(files: &[std::path::PathBuf], texts: &Texts, env: &mut Env) -> Outcome {
    let mut faults = Vec::new();
    for path in files {
        let library = shelf::around(path, texts)?;
        match shelf::pack(path, &library, texts) {
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

/// Runs the embedded cases and every other check: of the program's packs, of one of them, or of a file.
fn test(pack: Option<&str>, texts: &Texts, env: &mut Env) -> Outcome {
    if let Some(path) = pack.map(Path::new).filter(|path| path.is_file()) {
        let library = shelf::around(path, texts)?;
        sound(&path.display().to_string(), &shelf::pack(path, &library, texts)?, texts, env)?;
        return Ok(Exit::Done);
    }
    let library = shelf::own()?;
    if let Some(id) = pack {
        shelf::embedded(&library, id, texts)?;
    }
    for ((file, text), id) in Library::own_files().zip(library.ids()) {
        if pack.is_none_or(|wanted| wanted == id) {
            let pack = law::load(file, text, &library.schema).map_err(|faults| shelf::refuse(&faults))?;
            sound(id, &pack, texts, env)?;
        }
    }
    Ok(Exit::Done)
}
