//! The part of a refusal that goes through the conditions one by one: the result, the provision, and what was seen.

use std::sync::Arc;

use super::{Draft, Line, Part, PartKind};
use crate::domain::{Clean, Fact, State};
use crate::i18n::{Arg, Texts};
use crate::law::{Cite, CriterionFinding, Finding, Ground, Step};
use crate::wording::{fact, ground, source};

/// How far what is said of a condition stands in.
const INDENT: usize = 2;

/// Every condition of the determination, in the pack's order.
pub(super) fn part(draft: &Draft, texts: &Texts) -> Part {
    let answer = &draft.basis.determination;
    let grounds = answer.grounds(&draft.basis.facts);
    let mut lines = Vec::new();
    for (at, found) in answer.findings.iter().enumerate() {
        let own = grounds.iter().find(|ground| ground.criterion.id == found.criterion.id);
        let title = Arg::from(found.criterion.title.get(texts.lang()));
        let finding = texts.word("finding", found.finding.code());
        let said = texts.say("letter-finding", &[("title", title), ("finding", finding.into())]);
        lines.push(Line { indent: 0, text: said });
        let cite = own.map_or(&found.criterion.cite, |ground| &ground.cite);
        let mut inside = vec![texts.say("letter-provision", &[("cite", source::cited(cite, texts).into())])];
        match own {
            Some(own) => inside.extend(not_met(own, draft, texts)),
            None => inside.extend(seen(at, draft, texts)),
        }
        inside.extend(open(&found.finding, draft, texts));
        lines.extend(inside.into_iter().map(|text| Line { indent: INDENT, text }));
    }
    Part { kind: PartKind::Conditions, heading: Some(texts.get("letter-conditions")), lines }
}

/// The provisions that the part names.
pub(super) fn cites(draft: &Draft) -> Vec<Arc<Cite>> {
    let answer = &draft.basis.determination;
    let grounds = answer.grounds(&draft.basis.facts);
    let cite = |found: &CriterionFinding| {
        let own = grounds.iter().find(|ground| ground.criterion.id == found.criterion.id);
        own.map_or_else(|| found.criterion.cite.clone(), |ground| ground.cite.clone())
    };
    answer.findings.iter().map(cite).collect()
}

/// Why a condition is not met, and what on record stands against the person.
fn not_met(ground: &Ground, draft: &Draft, texts: &Texts) -> Vec<Clean> {
    let mut said: Vec<Clean> = ground.deny.iter().map(|words| Clean::new(words.get(texts.lang()))).collect();
    let stands = ground::stands(ground, &draft.file.poll, &draft.basis.schema, texts);
    said.extend(Some(stands).filter(|stands| stands.width() > 0));
    said
}

/// What was read for a condition that is not held against the person.
fn seen(at: usize, draft: &Draft, texts: &Texts) -> Option<Clean> {
    let mut facts = Vec::new();
    if let Some(step) = draft.basis.determination.explain(at, &draft.basis.facts) {
        read(step, &mut facts);
    }
    facts.sort_by_key(|fact| fact.id);
    facts.dedup_by_key(|fact| fact.id);
    let words = draft.wording(texts);
    let said = fact::join("; ", facts.into_iter().map(|fact| words.on_record(fact)));
    (said.width() > 0).then(|| texts.say("letter-evidence", &[("facts", said.into())]))
}

fn read<'a>(step: Step<'a>, facts: &mut Vec<&'a Fact>) {
    facts.extend(step.facts().filter(|fact| !matches!(fact.state, State::Unknown(_))));
    step.children().for_each(|child| read(child, facts));
}

/// What stays open: what was not shown, or what the law does not settle.
fn open(finding: &Finding, draft: &Draft, texts: &Texts) -> Vec<Clean> {
    match finding {
        Finding::Met | Finding::NotMet => Vec::new(),
        Finding::NotShown { needs } => {
            let words = draft.wording(texts);
            let kinds = fact::join("; ", needs.iter().map(|need| words.kind(&need.kind)));
            vec![texts.say("letter-missing", &[("kinds", kinds.into())])]
        }
        Finding::Contested { questions } => {
            let said = |words: &Arc<crate::domain::Words>| {
                texts.say("letter-open-question", &[("question", words.get(texts.lang()).into())])
            };
            questions.iter().map(said).collect()
        }
    }
}
