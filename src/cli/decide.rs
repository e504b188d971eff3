//! `suffrage decide` and `suffrage approve`: the same acts as on the screens, through the same code of the store.

use super::act_args::{ApproveArgs, By, DecideArgs};
use super::{Env, Outcome, batch, reasons};
use crate::domain::{CaseAct, DecisionId};
use crate::i18n::Texts;
use crate::wording::reasons::Slot;

pub fn run(args: DecideArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let by = By { user: args.user, version: args.version, json: args.json };
    let (verdict, mut reasons, mut departure) = (args.verdict, args.reason, args.departure);
    let templates = reasons::read(&args.texts, Some(&args.office), texts)?;
    if let Some(name) = &args.template {
        let (slot, text) = reasons::for_decision(&templates, name, &args.fill, texts)?;
        let field = if slot == Slot::Departure { &mut departure } else { &mut reasons };
        *field = format!("{text}\n{field}").trim_end().to_owned();
    }
    batch::perform(
        &args.office,
        args.case,
        by,
        &|_, _, _| Ok(CaseAct::Decide { verdict, reasons: reasons.clone(), departure: departure.clone() }),
        texts,
        env,
    )
}

pub fn approve(args: ApproveArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let by = By { user: args.user, version: args.version, json: args.json };
    let ApproveArgs { returned, ground, note, .. } = args;
    batch::perform(
        &args.office,
        args.case,
        by,
        &|file, _, _| {
            // Where there is no decision, the office says so, unless it has a better reason to refuse.
            let decision = file.decision().map_or(DecisionId(0), |decision| decision.id);
            let note = note.clone();
            Ok(match &returned {
                Some(note) => CaseAct::Return { decision, ground, note: note.clone() },
                None => CaseAct::Approve { decision, note },
            })
        },
        texts,
        env,
    )
}
