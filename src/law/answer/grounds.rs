//! The grounds of a refusal: for each condition that is not met, what the pack says of a person who does not meet it,
//! and what on record stands against them.
//!
//! Nothing here is the criterion itself, as if it were fulfilled; and where only missing facts stand against a person
//! there is no ground.

use std::sync::Arc;

use super::explain::{Step, StepKind};
use crate::domain::{Day, Fact, State, Words};
use crate::law::answer::determination::{Determination, Finding};
use crate::law::cite::Cite;
use crate::law::engine::asked::SlotDef;
use crate::law::engine::compiled::Effect;
use crate::law::engine::day_of::{DayOf, Root};
use crate::law::expr::Given;
use crate::law::pack::Criterion;
use crate::law::tri::Tri;

/// Why one criterion is not met.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground<'a> {
    pub criterion: Arc<Criterion>,
    /// The provision of the criterion, or of the exception that made it not met.
    pub cite: Arc<Cite>,
    /// In the words of the pack: what is not met, then each exception of which the person has no benefit.
    pub deny: Vec<Arc<Words>>,
    /// What on record it rests on, in order of record: what is known, and what a search did not find.
    pub facts: Vec<&'a Fact>,
    /// What of the poll and the case it is measured against.
    pub references: Vec<Reference>,
}

/// A property of the poll or the case that a finding is measured against. Those without a value are the poll's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    PollDay(Day),
    /// The day whose law is asked, where nothing else decides.
    LawDay(Day),
    AppliedOn(Day),
    NominationFrom(Day),
    NominationTo(Day),
    RollDate(Day),
    YearEnd(Day),
    FirstDay(Day),
    ApplicationFrom(Day),
    ApplicationTo(Day),
    LocalAge(i32),
    Level,
    Municipality,
}

impl Determination {
    /// The grounds of a refusal, in the pack's order. `facts` are those of the inquiry that was answered.
    pub fn grounds<'a>(&'a self, facts: &'a [Fact]) -> Vec<Ground<'a>> {
        let not_met = |at: &usize| self.findings[*at].finding == Finding::NotMet;
        (0..self.findings.len()).filter(not_met).filter_map(|at| self.ground(at, facts)).collect()
    }

    fn ground<'a>(&'a self, at: usize, facts: &'a [Fact]) -> Option<Ground<'a>> {
        let criterion = &self.findings[at].criterion;
        // The value of the first step is that of the condition; the exceptions stand inside it.
        let test = self.explain(at, facts)?;
        let exceptions: Vec<Step> = test.children().filter(is_exception).collect();
        let applied = |effect: Effect, value: Tri| {
            let all = criterion.exceptions.iter().zip(exceptions.iter().copied());
            all.filter(|(exception, step)| exception.effect == effect && step.value() == value).collect::<Vec<_>>()
        };
        // A condition that is itself not met needs no exception to say so.
        let made = (test.value() != Tri::No).then(|| applied(Effect::NotMet, Tri::Yes).first().copied()).flatten();
        let mut rests = Rests::default();
        let (cite, mut deny) = match made {
            Some((exception, step)) => {
                rests.on_exception(step);
                (&exception.cite, vec![exception.deny.clone()])
            }
            None => {
                rests.on(test);
                let mut deny = vec![criterion.deny.clone()];
                deny.append(&mut rests.deny);
                (&criterion.cite, deny)
            }
        };
        for (exception, step) in applied(Effect::Met, Tri::No) {
            rests.on_exception(step);
            deny.push(exception.deny.clone());
        }
        rests.facts.sort_by_key(|fact| fact.id);
        rests.facts.dedup_by_key(|fact| fact.id);
        let references = self.references(at, &rests.slots);
        Some(Ground { criterion: criterion.clone(), cite: cite.clone(), deny, facts: rests.facts, references })
    }

    /// What of the poll and the case the slots are measured against, each once.
    fn references(&self, finding: usize, slots: &[usize]) -> Vec<Reference> {
        let Some(stands) = &self.ground else { return Vec::new() };
        let mut found: Vec<Reference> = Vec::new();
        for slot in slots {
            let (givens, place): (Vec<Given>, bool) = match &stands.law.slots[*slot] {
                SlotDef::Given(given) => (vec![*given], false),
                SlotDef::History(asked) => {
                    let given = |day: &DayOf| match day.root()? {
                        Root::Given(given) => Some(*given),
                        Root::Fact(_) => None,
                    };
                    (asked.all_days().filter_map(given).collect(), asked.asks_the_municipality())
                }
                SlotDef::Fact { .. } => (Vec::new(), false),
                SlotDef::PollIn(_) => (Vec::new(), true),
            };
            let values = givens.into_iter().filter_map(|given| reference(given, stands.givens[given as usize]));
            for one in values.chain(place.then_some(Reference::Municipality)) {
                if !found.contains(&one) {
                    found.push(one);
                }
            }
        }
        if found.is_empty() && self.reference(finding).iter().any(|(name, _)| *name == "law.date") {
            found.push(Reference::LawDay(self.law_date));
        }
        found
    }
}

fn reference(given: Given, value: Option<i32>) -> Option<Reference> {
    let day = value.and_then(crate::law::days::unpack);
    match given {
        Given::PollDay => day.map(Reference::PollDay),
        Given::PollLevel => Some(Reference::Level),
        Given::PollMunicipality => Some(Reference::Municipality),
        Given::PollNominationFrom => day.map(Reference::NominationFrom),
        Given::PollNominationTo => day.map(Reference::NominationTo),
        Given::PollRollDate => day.map(Reference::RollDate),
        Given::PollLocalAge => value.map(Reference::LocalAge),
        Given::PollYearEnd => day.map(Reference::YearEnd),
        Given::PollFirstDay => day.map(Reference::FirstDay),
        Given::PollApplicationFrom => day.map(Reference::ApplicationFrom),
        Given::PollApplicationTo => day.map(Reference::ApplicationTo),
        Given::CaseAppliedOn => day.map(Reference::AppliedOn),
    }
}

/// Whether a fact stands behind the value of the step that read it. Behind a yes stand the values that were asked for;
/// behind a no also the others, and what a search did not find. What is not known stands behind nothing.
fn stands(step: Step, fact: &Fact) -> bool {
    match &fact.state {
        State::Unknown(_) => false,
        State::None => step.value() == Tri::No,
        State::Known(value) => step.value() == Tri::No || step.asks_for(value),
    }
}

fn is_exception(step: &Step) -> bool {
    matches!(step.kind(), StepKind::Exception(_))
}

/// What the value of a step rests on: of several conditions only those that decide it.
#[derive(Default)]
struct Rests<'a> {
    /// What is said of each member of a group that is not met.
    deny: Vec<Arc<Words>>,
    facts: Vec<&'a Fact>,
    slots: Vec<usize>,
}

impl<'a> Rests<'a> {
    fn on(&mut self, step: Step<'a>) {
        let value = step.value();
        let decided = match step.kind() {
            StepKind::All => value == Tri::No,
            StepKind::Any => value == Tri::Yes,
            _ => false,
        };
        if let StepKind::Member(member) = step.kind()
            && value == Tri::No
        {
            self.deny.push(member.deny.clone());
        }
        if let Some(slot) = step.slot() {
            self.slots.push(slot);
            self.facts.extend(step.facts().filter(|fact| stands(step, fact)));
        }
        let inside = step.children().filter(|child| !is_exception(child));
        inside.filter(|child| !decided || child.value() == value).for_each(|child| self.on(child));
    }

    /// An exception keeps its conditions, not how they are joined: those that agree with it, if there are any.
    fn on_exception(&mut self, step: Step<'a>) {
        let agrees = |child: &Step| child.value() == step.value();
        let some = step.children().any(|child| agrees(&child));
        step.children().filter(|child| !some || agrees(child)).for_each(|child| self.on(child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::law::{Library, load};

    /// The pack of the program with exceptions put to its condition on capacity, and the grounds of one of its cases.
    fn said(exceptions: &str, case: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
        let library = Library::with_cases().unwrap();
        let text = include_str!("../packs/ru/ru-by-vote.toml");
        let mark = "[[criterion]]\nid = \"liberty\"";
        assert!(text.contains(mark));
        let text = text.replacen(mark, &format!("{exceptions}\n{mark}"), 1);
        let pack = crate::law::read_untried("exceptions.toml", &text, &library.schema).unwrap();
        let case = pack.cases.iter().find(|one| one.name == case).expect("the case is there");
        let inquiry = case.inquiry();
        let answer = pack.determine(&inquiry);
        let told = |ground: &Ground| {
            let deny = ground.deny.iter().map(|words| words.get(Lang::En).to_owned()).collect();
            (ground.cite.text.clone(), deny, ground.facts.iter().map(|fact| fact.kind.clone()).collect())
        };
        answer.grounds(&case.facts).iter().map(told).collect()
    }

    fn exception(effect: &str, when: &str) -> String {
        format!(
            "[[criterion.exception]]\nid = \"x\"\ncite = \"CEC25 p. 7\"\nwhen = \"{when}\"\neffect = \"{effect}\"\n\
             say = {{ en = \"Says.\", ru = \"Да.\", be = \"Так.\" }}\ndeny = {{ en = \"Denies.\", ru = \"Нет.\", be = \"Не.\" }}\n"
        )
    }

    const BASE: &str = "citizen of Belarus, local council, 20 September 2026";

    #[test]
    fn the_exception_that_made_it_not_met_is_the_ground() {
        let [(cite, deny, facts)] =
            &said(&exception("not_met", "held(residence_permit, 'permanent', poll.day)"), BASE)[..]
        else {
            panic!("one ground")
        };
        assert_eq!(
            (cite.as_str(), &deny[..], &facts[..]),
            ("CEC25 p. 7", &["Denies.".to_owned()][..], &["residence_permit".to_owned()][..])
        );
        assert!(said(&exception("not_met", "held(residence_permit, 'temporary', poll.day)"), BASE).is_empty());
    }

    #[test]
    fn an_exception_that_would_have_helped_is_named_after_the_condition() {
        let when = "held(residence_permit, 'temporary', poll.day)";
        let found = said(&exception("met", when), "declared incapable");
        let [(cite, deny, facts)] = &found[..] else { panic!("one ground: {found:?}") };
        assert_eq!(cite, "FZ67 art. 4(3)");
        assert_eq!(deny[..], ["A court has declared the person incapable.", "Denies."]);
        assert_eq!(facts[..], ["incapacity", "residence_permit"]);
    }

    #[test]
    fn no_pack_loads_without_the_words_of_a_refusal() {
        let library = Library::with_cases().unwrap();
        let text = include_str!("../packs/ru/ru-by-vote.toml");
        let line = text.lines().position(|line| line == "id = \"registered\"").unwrap();
        let deny = text.lines().skip(line).find(|line| line.starts_with("deny = ")).unwrap();
        let say = text.lines().skip(line).find(|line| line.starts_with("say = ")).unwrap();
        let denied = text.lines().position(|line| line == deny).unwrap();
        for (changed, wanted, line) in [
            (text.replacen(deny, "", 1), "registered: deny is missing", line),
            (
                text.replacen(deny, &say.replacen("say", "deny", 1), 1),
                "registered: deny.be says the same as say.be",
                denied,
            ),
        ] {
            let errors = load("pack.toml", &changed, &library.schema).unwrap_err();
            let right = |error: &crate::law::LawError| error.problem.contains(wanted) && error.line == line + 1;
            assert!(errors.iter().any(right), "{wanted:?} at line {}: {errors:#?}", line + 1);
        }
    }
}
