//! `suffrage decide` and `suffrage approve`: the same acts as on the screens, through the same code of the store.

use super::act_args::{ApproveArgs, By, DecideArgs};
use super::{Env, Outcome, batch};
use crate::domain::{CaseAct, DecisionId};
use crate::i18n::Texts;

pub fn run(args: DecideArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let by = By { user: args.user, version: args.version, json: args.json };
    let (verdict, reasons, departure) = (args.verdict, args.reason, args.departure);
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
