//! The acts on a case by command: the same as on the screens, through the same code of the office.

use super::act_args::{
    AnswerArgs, AppealArgs, AskArgs, AssignArgs, By, Cases, NoticeArgs, One, ReopenArgs, RequestArgs, Ruled,
    RulingArgs, SnoozeArgs, UndeliveredArgs, UndoArgs,
};
use super::office::{self, Office};
use super::{Env, Exit, Failure, Outcome, batch, input};
use crate::domain::day_words::Leaning;
use crate::domain::{ActError, Appeal, CaseAct, CaseFile, Day, Letter, Ruling};
use crate::i18n::Texts;
use crate::law::{Inquiry, Knobs};
use crate::office::ActKind;

pub fn request(args: RequestArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let answer_by = args.answer_by.as_deref();
    let answer_by = answer_by.map(|text| input::spoken_day(text, Leaning::Near, texts, env)).transpose()?;
    let (kinds, note) = (args.kinds, args.note);
    let now = env.now();
    let make = |file: &CaseFile, office: &Office, officer: &str| {
        let kinds = if kinds.is_empty() {
            // Whoever may not ask at all is not told what there is to ask.
            let ruled = office.ruled(file, officer, ActKind::RequestEvidence, now);
            let ruled = ruled.map_err(|error| office.fault(texts, error))?;
            ruled.map_err(|refusal| Failure::say(Exit::Refused, texts.refusal(&refusal)))?;
            needed(file, office, texts)?
        } else {
            known(&kinds, office, texts)?
        };
        Ok(CaseAct::RequestEvidence { kinds, note: note.clone(), answer_by })
    };
    batch::perform(&args.on.office, args.on.case, args.by, &make, texts, env)
}

/// The kinds, every one of them of the schema.
fn known(kinds: &[String], office: &Office, texts: &Texts) -> Result<Vec<String>, Failure> {
    kinds.iter().try_for_each(|kind| input::kind(kind, &office.library.schema, texts).map(|_| ()))?;
    Ok(kinds.to_vec())
}

/// What the determination of a case asks for now.
fn needed(file: &CaseFile, office: &Office, texts: &Texts) -> Result<Vec<String>, Failure> {
    let Some(pack) = office.library.pack(&file.case.pack) else {
        let refusal = ActError::UnknownPack { pack: file.case.pack.clone() };
        return Err(Failure::say(Exit::Pack, texts.refusal(&refusal)));
    };
    let determination = pack.determine(&Inquiry {
        poll: &file.poll,
        applied_on: file.case.applied_on,
        applied_at: Some(file.case.opened_at),
        facts: &file.facts,
        knobs: Knobs::default(),
    });
    let mut kinds: Vec<String> = Vec::new();
    for need in &determination.needs {
        let kind = need.kind.to_string();
        // The days of a poll are the office's own, and nobody else can be asked for them.
        if office.library.schema.kind(&kind).is_some() && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    match kinds.is_empty() {
        true => Err(Failure::say(
            Exit::Refused,
            texts.say("cli-nothing-to-ask", &[("case", file.case.id.to_string().into())]),
        )),
        false => Ok(kinds),
    }
}

pub fn undo(args: UndoArgs, texts: &Texts, env: &mut Env) -> Outcome {
    one(&args.on, args.by, CaseAct::Undo { reason: args.reason }, texts, env)
}

pub fn notice(args: NoticeArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let sent_on = args.sent_on.as_deref();
    let sent_on = sent_on.map(|text| input::spoken_day(text, Leaning::Past, texts, env)).transpose()?;
    let act = CaseAct::RecordNotice { letter: Letter { number: args.number, sent_on, means: args.means } };
    batch::perform(&args.on.office, args.on.case, args.by, &|_, _, _| Ok(act.clone()), texts, env)
}

/// A day that is over, as people write it.
fn day_gone(text: Option<&String>, texts: &Texts, env: &mut Env) -> Result<Option<Day>, Failure> {
    text.map(|text| input::spoken_day(text, Leaning::Past, texts, env)).transpose()
}

pub fn undelivered(args: UndeliveredArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let came_back_on = day_gone(args.day.as_ref(), texts, env)?;
    one(&args.on, args.by, CaseAct::RecordUndelivered { came_back_on, reason: args.reason }, texts, env)
}

pub fn appeal(args: AppealArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let appeal = Appeal {
        to: args.to,
        number: args.number,
        lodged_on: day_gone(args.lodged.as_ref(), texts, env)?,
        answer_by: input::spoken_day(&args.answer_by, Leaning::Near, texts, env)?,
        grounds: args.grounds,
    };
    one(&args.on, args.by, CaseAct::RecordAppeal { appeal }, texts, env)
}

pub fn ruling(args: RulingArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let day = day_gone(args.day.as_ref(), texts, env)?;
    let ruling = Ruling { by: args.body, number: args.number, day, reasons: args.reason };
    let act = match args.ruled {
        Ruled::Dismissed => CaseAct::DismissAppeal { ruling },
        Ruled::SetAside => CaseAct::SetAside { ruling },
    };
    one(&args.on, args.by, act, texts, env)
}

pub fn reopen(args: ReopenArgs, texts: &Texts, env: &mut Env) -> Outcome {
    one(&args.on, args.by, CaseAct::Reopen { reason: args.reason }, texts, env)
}

pub fn assign(args: AssignArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let act = CaseAct::Assign { to: args.to };
    batch::perform(&args.on.office, args.on.case, args.by, &|_, _, _| Ok(act.clone()), texts, env)
}

pub fn snooze(args: SnoozeArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.on.office, texts, env);
    let until = input::spoken_day(&args.until, Leaning::Near, texts, env)?;
    let act = CaseAct::Snooze { until, reason: args.reason };
    batch::perform(&args.on.office, args.on.case, args.by, &|_, _, _| Ok(act.clone()), texts, env)
}

pub fn ask(args: AskArgs, texts: &Texts, env: &mut Env) -> Outcome {
    one(&args.on, args.by, CaseAct::Ask { whom: args.whom, question: args.question }, texts, env)
}

pub fn answer(args: AnswerArgs, texts: &Texts, env: &mut Env) -> Outcome {
    one(&args.on, args.by, CaseAct::Answer { answer: args.answer }, texts, env)
}

/// An act on one case that depends on nothing in it.
pub fn one(on: &One, by: By, act: CaseAct, texts: &Texts, env: &mut Env) -> Outcome {
    batch::perform(&on.office, Cases::One(on.case), by, &|_, _, _| Ok(act.clone()), texts, env)
}
