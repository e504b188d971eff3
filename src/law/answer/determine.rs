//! The determination: masks for the queue, the full answer for one case.

use std::sync::Arc;

use crate::domain::{Day, Fact, FactId, Outcome, State, Words};
use crate::law::Inquiry;
use crate::law::answer::determination::{CriterionFinding, Determination, Finding, Ground, Need};
use crate::law::engine::asked::SlotDef;
use crate::law::engine::compiled::{Compiled, CompiledCriterion, Effect};
use crate::law::engine::day_of::Root;
use crate::law::engine::finding::{Judged, Masks, Verdict, judge};
use crate::law::engine::history;
use crate::law::engine::program::bits;
use crate::law::engine::resolve::{self, Resolved};
use crate::law::expr::Given;
use crate::law::pack::{Criterion, Pack};
use crate::law::tri::Tri;

impl Pack {
    /// The law date of an inquiry: its knob, else the polling day.
    pub fn law_date(inquiry: &Inquiry) -> Day {
        inquiry.knobs.law_date.unwrap_or(inquiry.knobs.poll_day.unwrap_or(inquiry.poll.day))
    }

    /// The outcome of the determination alone, for the queue. No explanation is built.
    pub fn propose(&self, inquiry: &Inquiry) -> Outcome {
        let Some(compiled) = self.on(Pack::law_date(inquiry)) else {
            return Outcome::NoLaw;
        };
        let facts = resolve::visible(inquiry);
        let resolved = resolve::resolve(compiled, &self.schema, inquiry, &facts);
        Masks::of(compiled, &resolved).outcome()
    }

    /// The determination with its full explanation.
    pub fn determine(&self, inquiry: &Inquiry) -> Determination {
        let mut answer = self.unanswered(inquiry);
        if let Some(compiled) = self.on(answer.law_date) {
            let facts = resolve::visible(inquiry);
            let resolved = resolve::resolve(compiled, &self.schema, inquiry, &facts);
            self.tell(compiled, inquiry, &facts, resolved, &mut answer);
        }
        answer
    }

    /// What is asked, with which pack, and no answer yet.
    pub fn unanswered(&self, inquiry: &Inquiry) -> Determination {
        Determination {
            edition: self.edition.clone(),
            poll_day: inquiry.knobs.poll_day.unwrap_or(inquiry.poll.day),
            law_date: Pack::law_date(inquiry),
            known_at: inquiry.knobs.known_at,
            outcome: Outcome::NoLaw,
            findings: Vec::new(),
            needs: Vec::new(),
            facts_read: Vec::new(),
            ground: None,
        }
    }

    /// Answers, once every question to the facts has its answer in `resolved`.
    pub fn tell(
        &self,
        law: &Arc<Compiled>,
        inquiry: &Inquiry,
        facts: &[&Fact],
        resolved: Resolved,
        answer: &mut Determination,
    ) {
        let givens = Given::ALL.map(|given| resolve::given(given, &self.schema, inquiry));
        let days = dates(law, facts);
        let ground = Ground { law: law.clone(), resolved, givens, days, read: Vec::new() };
        let mut masks = Masks::NONE;
        answer.findings.reserve_exact(law.criteria.len());
        for (at, compiled) in law.criteria.iter().enumerate() {
            let judged = judge(law, at, &ground.resolved);
            masks.add(at, &judged);
            let criterion = &self.criteria[compiled.criterion];
            let finding = finding(&ground, compiled, criterion, &judged, facts, self.leap_question.as_ref());
            if let Finding::NotShown { needs } = &finding {
                needs.iter().for_each(|need| add(&mut answer.needs, need));
            }
            answer.findings.push(CriterionFinding { criterion: criterion.clone(), finding });
        }
        answer.outcome = masks.outcome();
        // A case whose outcome nothing can change any more asks for nothing.
        if answer.outcome != Outcome::Undetermined {
            answer.needs.clear();
        }
        answer.needs.sort_by_key(|need| !need.deciding);
        let read = read(&ground, facts);
        answer.facts_read = read.iter().map(|(_, fact)| *fact).collect();
        answer.facts_read.sort_unstable();
        answer.facts_read.dedup();
        answer.ground = Some(Ground { read, ..ground });
    }
}

fn finding(
    ground: &Ground,
    compiled: &CompiledCriterion,
    criterion: &Criterion,
    judged: &Judged,
    facts: &[&Fact],
    leap_question: Option<&Arc<Words>>,
) -> Finding {
    match judged.verdict {
        Verdict::Met => Finding::Met,
        Verdict::NotMet => Finding::NotMet,
        Verdict::NotShown => Finding::NotShown { needs: needs(ground, judged, facts) },
        Verdict::Contested => {
            let mut questions = questions(ground, compiled, criterion);
            if questions.is_empty() {
                questions.extend(leap_question.cloned());
            }
            Finding::Contested { questions }
        }
    }
}

/// The exceptions that apply, in the words of the pack: the open question, or the two that disagree.
fn questions(ground: &Ground, compiled: &CompiledCriterion, criterion: &Criterion) -> Vec<Arc<Words>> {
    let value = |at: usize| ground.law.program.truth(compiled.exceptions[at].root, &ground.resolved.slots, &mut 0);
    let applying: Vec<usize> = (0..compiled.exceptions.len()).filter(|at| value(*at) != Tri::No).collect();
    let contested = |at: &&usize| compiled.exceptions[**at].effect == Effect::Contested;
    let some_contested = applying.iter().any(|at| contested(&at));
    let chosen = applying.iter().filter(|at| !some_contested || contested(at));
    chosen.map(|at| criterion.exceptions[*at].say.clone()).collect()
}

fn needs(ground: &Ground, judged: &Judged, facts: &[&Fact]) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    for slot in bits(judged.missing) {
        let deciding = judged.deciding >> slot & 1 == 1;
        let need = |kind: Arc<str>, on| {
            let says = |fact: &&Fact| *fact.kind == *kind && matches!(fact.state, State::Known(_));
            let recorded = facts.iter().any(says);
            Need { kind, why: ground.resolved.why[slot], on, recorded, deciding }
        };
        let found = match &ground.law.slots[slot] {
            SlotDef::Fact { kind, .. } => need(kind.clone(), None),
            SlotDef::Given(given) => need(given.name().into(), None),
            SlotDef::PollIn(_) => need(Given::PollMunicipality.name().into(), None),
            SlotDef::History(asked) => {
                // Without the date that the question counts from, that date is missing, before anything else.
                let missing = match ground.missing_date(slot) {
                    Some(Root::Given(given)) => Some(need(given.name().into(), None)),
                    Some(Root::Fact(kind)) => Some(need(kind, None)),
                    None => None,
                };
                let says = |fact: &&&Fact| *fact.kind == *asked.kind && !matches!(fact.state, State::Unknown(_));
                let of_kind = need(asked.kind.clone(), ground.day_of(slot));
                match missing {
                    Some(date) if facts.iter().any(|fact| says(&fact)) => date,
                    Some(date) => {
                        add(&mut needs, &date);
                        of_kind
                    }
                    None => of_kind,
                }
            }
        };
        add(&mut needs, &found);
    }
    needs
}

/// Adds what is not asked for yet: a kind once for each day on which it matters.
fn add(needs: &mut Vec<Need>, need: &Need) {
    match needs.iter_mut().find(|known| known.kind == need.kind && known.on == need.on) {
        Some(known) => known.deciding |= need.deciding,
        None => needs.push(need.clone()),
    }
}

/// The facts that are days and that some question counts from.
fn dates(law: &Compiled, facts: &[&Fact]) -> Vec<(Arc<str>, i32)> {
    let asked = law.slots.iter().filter_map(|slot| match slot {
        SlotDef::History(asked) => Some(asked.all_days()),
        _ => None,
    });
    let mut dates: Vec<(Arc<str>, i32)> = Vec::new();
    for day in asked.flatten() {
        if let Some(Root::Fact(kind)) = day.root()
            && dates.iter().all(|(known, _)| known != kind)
            && let Some(day) = history::scalar_day(facts.iter().copied().filter(|fact| *fact.kind == **kind))
        {
            dates.push((kind.clone(), day));
        }
    }
    dates
}

/// The facts behind each slot: those that cover its day; all of its kind where no single day is meant, or where none
/// covers it.
fn read(ground: &Ground, facts: &[&Fact]) -> Vec<(u8, FactId)> {
    let mut read = Vec::with_capacity(facts.len() + ground.law.slots.len());
    for (slot, def) in ground.law.slots.iter().enumerate() {
        let (kind, on) = match def {
            SlotDef::Given(_) | SlotDef::PollIn(_) => continue,
            SlotDef::Fact { kind, .. } => (kind, None),
            SlotDef::History(asked) => (&asked.kind, ground.day_of(slot)),
        };
        let of_kind = facts.iter().filter(|fact| *fact.kind == **kind);
        let covering = of_kind.clone().filter(|fact| on.is_none_or(|on| fact.holds.contains(on)));
        let before = read.len();
        read.extend(covering.map(|fact| (slot as u8, fact.id)));
        if read.len() == before {
            read.extend(of_kind.map(|fact| (slot as u8, fact.id)));
        }
    }
    read
}
