//! The one line that accounts for every case of a list: `300 = 297 done + 2 changed meanwhile (1204, 1250) + 1 held by vera (1300)`.

use super::fact;
use crate::domain::tally::{Left, Tally};
use crate::domain::{CaseId, Clean};
use crate::i18n::{Arg, Texts};

/// The line.
pub fn line(tally: &Tally, texts: &Texts) -> Clean {
    let count = |count: usize| ("count", Arg::from(count.to_string()));
    let cases = |cases: &[CaseId]| {
        let numbers: Vec<String> = cases.iter().map(CaseId::to_string).collect();
        ("cases", Arg::from(numbers.join(", ")))
    };
    let mut parts = vec![texts.say("cli-list-done", &[count(tally.done)]).to_string()];
    for (left, these) in tally.by_reason() {
        let said = [count(these.len()), cases(&these)];
        let part = match left {
            Left::Changed => texts.say("cli-list-changed", &said),
            Left::Held(by) => {
                let [count, cases] = said;
                texts.say("cli-list-held", &[count, cases, ("officer", Arg::from(by.as_str()))])
            }
            Left::Refused => texts.say("cli-list-refused", &said),
        };
        parts.push(part.to_string());
    }
    if !tally.untried.is_empty() {
        let said = [count(tally.untried.len()), cases(&tally.untried)];
        parts.push(texts.say("cli-list-untried", &said).to_string());
    }
    account(tally.asked(), parts.iter().map(|part| Clean::new(part)))
}

/// A number of rows or cases as the sum of its groups: `30 = 29 proposed + 1 rejected`; `0` alone where there is nothing.
pub fn account(all: usize, parts: impl IntoIterator<Item = Clean>) -> Clean {
    fact::join(" = ", [Clean::new(&all.to_string()), fact::join(" + ", parts)])
}
