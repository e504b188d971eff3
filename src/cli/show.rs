//! `suffrage show`: one case with everything the case screen shows.

use serde_json::Value as Json;

use super::args::ShowArgs;
use super::explain::Page;
use super::{Env, Exit, Outcome, json, office};
use crate::domain::case::Aside;
use crate::domain::{CaseFile, Day, Event, Status};
use crate::i18n::{Arg, Texts};
use crate::law::answer::render;
use crate::law::term::{self, Counted};
use crate::law::{Inquiry, Knobs};
use crate::ledger::Action;
use crate::office::ActKind;
use crate::wording;

pub fn run(args: ShowArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::look(&args.office, texts, env)?;
    office.look_as(args.user, texts, env)?;
    let file = office.case(args.case, texts, env.now())?;
    let inquiry = Inquiry {
        poll: &file.poll,
        applied_on: file.case.applied_on,
        applied_at: Some(file.case.opened_at),
        facts: &file.facts,
        knobs: Knobs::default(),
    };
    let pack = office.library.pack(&file.case.pack);
    let determination = pack.map(|pack| pack.determine(&inquiry));
    let counted = pack.and_then(|pack| term::of_case(pack, &file.case, &file.poll));
    if args.json {
        let schema = &office.library.schema;
        let answer = determination.as_ref().map(|answer| render::json(answer, &file.facts, schema, texts.lang()));
        let mut value = json::case_file(&file, answer);
        value["term"] = counted.as_ref().map_or(Json::Null, |one| json::term(one, file.case.due_on, texts));
        env.json(&value)?;
        return Ok(Exit::Done);
    }
    let mut page = Page { texts, schema: &office.library.schema, poll: &file.poll, lines: Vec::new() };
    head(&mut page, &file, counted.as_ref(), env.today());
    if let Some(determination) = &determination {
        page.determination(determination, &file.facts);
    }
    history(&mut page, &file);
    for line in page.lines {
        env.line(&line)?;
    }
    Ok(Exit::Done)
}

fn head(page: &mut Page, file: &CaseFile, counted: Option<&Counted>, today: Day) {
    let texts = page.texts;
    let status = texts.word("status", file.case.status.code());
    let right = texts.word("right", file.case.right.code());
    page.put(0, format!("{} {}: {right}; {status}", file.case.id, file.name));
    let about = [&file.latin, &file.document, &file.personal_number];
    let about: Vec<&str> = about.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
    if !about.is_empty() {
        page.put(1, about.join("; "));
    }
    page.put(1, page.poll_said());
    if let Some(day) = file.case.applied_on {
        page.say(1, "cli-applied-on", &[("day", texts.date(day).into())]);
    }
    page.say(1, "cli-due-on", &[("day", texts.date(file.case.due_on).into())]);
    let late = today.signed_duration_since(file.case.due_on).num_days();
    if late > 0 && file.case.status.is_to_do() {
        page.say(1, "cli-days-late", &[("count", Arg::Count(late))]);
    }
    if let Some(counted) = counted {
        page.put(1, wording::term::beside(counted, file.case.due_on, texts).as_str());
    }
    if let Some(hold) = &file.hold {
        page.say(1, "cli-held-by", &[("officer", hold.by.as_str().into())]);
    }
    aside(page, file, today);
    for one in &file.representatives {
        page.put(1, wording::representative::represented(one, today, texts).as_str());
    }
    page.say(0, "cli-facts", &[]);
    let superseded: Vec<_> = file.facts.iter().filter_map(|fact| fact.supersedes).collect();
    for fact in &file.facts {
        page.fact(1, fact);
        if superseded.contains(&fact.id) {
            page.say(2, "cli-superseded", &[]);
        }
    }
}

/// To whom it is given, until when it rests, what was asked for when and until when.
fn aside(page: &mut Page, file: &CaseFile, today: Day) {
    let texts = page.texts;
    let mut aside = Aside::default();
    for event in &file.events {
        let acted = ActKind::ALL.iter().find(|kind| kind.action().code() == event.action);
        let about = Some(event.more.about.clone()).filter(|about| !about.is_empty());
        aside = acted.map_or(aside.clone(), |kind| aside.after(*kind, about, event.more.day));
    }
    if let Some(officer) = &aside.assigned {
        page.say(1, "aside-assigned", &[("officer", officer.as_str().into())]);
    }
    if let Some(day) = aside.rests_until.filter(|day| *day > today && file.case.status.is_to_do()) {
        page.say(1, "aside-rests", &[("day", texts.date(day).into())]);
    }
    let requested = |event: &&Event| event.action == Action::EvidenceRequested.code();
    let waits = file.case.status == Status::AwaitingEvidence;
    if let Some(event) = file.events.iter().rev().find(requested).filter(|_| waits) {
        let asked = texts.say("case-requested", &[("day", texts.date(event.at.day()).into())]);
        let what = wording::fact::join("; ", page.wording().event(file, event));
        page.put(1, wording::fact::join(": ", [asked, what]).as_str());
    }
}

fn history(page: &mut Page, file: &CaseFile) {
    let texts = page.texts;
    page.say(0, "cli-history", &[]);
    for event in &file.events {
        let action = texts.word("action", &event.action);
        page.put(1, format!("{} {} {}: {action}", event.seq, texts.moment(event.at), event.by));
        for line in page.wording().event(file, event) {
            page.put(2, line.as_str());
        }
    }
}
