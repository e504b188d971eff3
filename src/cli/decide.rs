//! `suffrage decide` and `suffrage approve`: the same acts as on the screens, through the same code of the store.

use serde_json::json;

use super::args::{ApproveArgs, DecideArgs};
use super::{Env, Exit, Failure, Outcome, office};
use crate::domain::{ActError, CaseAct, Receipt};
use crate::i18n::Texts;

pub fn run(args: DecideArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::open(&args.office, texts, env)?;
    let file = office.case(args.case, texts, env.now())?;
    let act = CaseAct::Decide { verdict: args.verdict, reasons: args.reason, departure: args.departure }
        .on(file.case.id, args.version.unwrap_or(file.case.version));
    let officer = office.actor(args.user, texts, env)?;
    let receipt = office.perform(act, &officer, texts, env)?;
    done(args.case, &receipt, args.json, texts, env)
}

pub fn approve(args: ApproveArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::open(&args.office, texts, env)?;
    let file = office.case(args.case, texts, env.now())?;
    let Some(decision) = file.decision() else {
        let refusal = ActError::WrongStatus { case: file.case.id, status: file.case.status };
        return Err(Failure::say(Exit::Refused, texts.refusal(&refusal)));
    };
    let act = CaseAct::Approve {
        decision: decision.id,
        approve: args.returned.is_none(),
        note: args.returned.unwrap_or(args.note),
    }
    .on(file.case.id, args.version.unwrap_or(file.case.version));
    let officer = office.actor(args.user, texts, env)?;
    let receipt = office.perform(act, &officer, texts, env)?;
    done(args.case, &receipt, args.json, texts, env)
}

fn done(case: i64, receipt: &Receipt, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let status = receipt.status.map_or("", |status| status.code());
    if as_json {
        let decision = receipt.decision;
        env.json(&json!({
            "case": case, "status": status, "version": receipt.version, "decision": decision, "entry": receipt.seq,
        }))?;
    } else {
        let args = [
            ("case", case.to_string().into()),
            ("status", texts.word("status", status).into()),
            ("entry", receipt.seq.to_string().into()),
        ];
        env.line(texts.say("cli-act-done", &args).as_str())?;
    }
    Ok(Exit::Done)
}
