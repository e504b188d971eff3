//! A pack tried by its own cases: each must come out as it says; every criterion and exception must have been seen to be
//! met, not met and not shown, as far as each can be; and each version of a parameter must be told from its neighbours.

use std::collections::BTreeSet;

use crate::law::answer::determination::Determination;
use crate::law::engine::asked::SlotDef;
use crate::law::engine::compiled::{Compiled, CompiledCriterion, Effect};
use crate::law::engine::finding::judge;
use crate::law::engine::program::SlotSet;
use crate::law::engine::resolve::{resolve, visible};
use crate::law::expr::Given;
use crate::law::pack::cases::ABSENT;
use crate::law::pack::{EmbeddedCase, Pack};

/// How one embedded case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    pub name: String,
    pub line: usize,
    /// Empty when it came out as the pack says.
    pub differs: Vec<String>,
}

impl Pack {
    /// Runs every embedded case.
    pub fn run_cases(&self) -> Vec<CaseResult> {
        self.cases.iter().map(|case| self.run_case(case)).collect()
    }

    /// Whether every embedded case comes out as it says.
    pub(super) fn all_cases_pass(&self) -> bool {
        self.cases.iter().all(|case| self.run_case(case).differs.is_empty())
    }

    pub(super) fn answer(&self, case: &EmbeddedCase) -> Determination {
        self.determine(&case.inquiry())
    }

    fn run_case(&self, case: &EmbeddedCase) -> CaseResult {
        let answer = self.answer(case);
        let mut differs = Vec::new();
        if answer.outcome != case.outcome {
            differs.push(format!("outcome: want {}, got {}", case.outcome.code(), answer.outcome.code()));
        }
        for (criterion, want) in &case.expect {
            let got = answer.findings.iter().find(|finding| *finding.criterion.id == **criterion);
            let known = self.criteria.iter().any(|one| *one.id == **criterion);
            let none = if known { ABSENT } else { "no such criterion" };
            let got = got.map_or(none, |finding| finding.finding.code());
            if got != want {
                differs.push(format!("{criterion}: want {want}, got {got}"));
            }
        }
        if let Some(want) = &case.needs {
            let want: BTreeSet<&str> = want.iter().map(String::as_str).collect();
            let got: BTreeSet<&str> = answer.needs.iter().map(|need| &*need.kind).collect();
            if want != got {
                differs.push(format!("needs: want {want:?}, got {got:?}"));
            }
        }
        CaseResult { name: case.name.clone(), line: case.line, differs }
    }

    /// Each version of a parameter is told from its neighbours by some embedded case: with the neighbour's value in its
    /// place, a case comes out otherwise. What no case tells, with its line and column.
    pub(super) fn untested_versions(&self) -> Vec<((usize, usize), String)> {
        let mut untested = Vec::new();
        for (at, param) in self.params.iter().enumerate() {
            for n in 1..param.values.len() {
                let from = param.values[n].0.from.unwrap_or_default();
                for (side, with, what) in [(n, n - 1, "from"), (n - 1, n, "until")] {
                    let mut params = self.params.clone();
                    params[at].values[side].1 = param.values[with].1.clone();
                    if self.with_params(params).is_some_and(|changed| changed.all_cases_pass()) {
                        let problem = format!(
                            "the parameter {}: no embedded case tests the version {what} {from}; with its neighbour's value \
                             every case comes out the same; add one that does not",
                            param.id
                        );
                        untested.push((param.places[side], problem));
                    }
                }
            }
        }
        untested
    }

    /// What no embedded case has shown yet, one sentence each.
    pub fn uncovered(&self) -> Vec<(usize, String)> {
        let mut seen: BTreeSet<(usize, &'static str)> = BTreeSet::new();
        let mut applied: BTreeSet<(usize, usize, &'static str)> = BTreeSet::new();
        for case in &self.cases {
            let inquiry = case.inquiry();
            let Some(compiled) = self.on(Pack::law_date(&inquiry)) else { continue };
            let facts = visible(&inquiry);
            let resolved = resolve(compiled, &self.schema, &inquiry, &facts);
            let slots = &resolved.slots;
            for (place, criterion) in compiled.criteria.iter().enumerate() {
                let verdict = judge(compiled, place, &resolved).verdict;
                seen.insert((criterion.criterion, verdict.code()));
                for (at, exception) in criterion.exceptions.iter().enumerate() {
                    let value = compiled.program.truth(exception.root, slots, &mut 0);
                    applied.insert((criterion.criterion, at, value.code()));
                }
            }
        }
        let mut missing = Vec::new();
        for compiled in &self.compiled {
            for criterion in &compiled.criteria {
                self.uncovered_in(compiled, criterion, &seen, &applied, &mut missing);
            }
        }
        missing.sort();
        missing.dedup();
        missing
    }

    fn uncovered_in(
        &self,
        compiled: &Compiled,
        criterion: &CompiledCriterion,
        seen: &BTreeSet<(usize, &'static str)>,
        applied: &BTreeSet<(usize, usize, &'static str)>,
        missing: &mut Vec<(usize, String)>,
    ) {
        let own = &self.criteria[criterion.criterion];
        let mut want_at = |line: usize, found: bool, what: String| {
            if !found {
                missing.push((
                    line,
                    format!("{} ({}): no embedded case in which it is {what}; add one", own.id, own.in_force),
                ));
            }
        };
        let line = own.clause.line();
        let mut want = |found, what| want_at(line, found, what);
        let constant = own.clause.constant();
        let by_exception = |effect| criterion.exceptions.iter().any(|exception| exception.effect == effect);
        let has = |code| seen.contains(&(criterion.criterion, code));
        if constant != Some(false) || by_exception(Effect::Met) {
            want(has("met"), "met".into());
        }
        if constant != Some(true) || by_exception(Effect::NotMet) {
            want(has("not_met"), "not met".into());
        }
        if by_exception(Effect::Contested) {
            want(has("contested"), "contested".into());
        }
        if can_be_unknown(compiled, criterion.reads) {
            want(has("not_shown"), "not shown".into());
        }
        for (at, exception) in criterion.exceptions.iter().enumerate() {
            let unknown = can_be_unknown(compiled, compiled.program.reads(exception.root));
            for (code, what) in [("yes", "applies"), ("no", "does not apply"), ("unknown", "is not known to apply")] {
                if code != "unknown" || unknown {
                    let found = applied.contains(&(criterion.criterion, at, code));
                    let own = &own.exceptions[at];
                    want_at(own.when.line, found, format!("judged and its exception {} {what}", own.id));
                }
            }
        }
    }
}

/// Whether any slot of the set can be unknown at all.
fn can_be_unknown(compiled: &Compiled, reads: SlotSet) -> bool {
    (0..compiled.slots.len()).filter(|slot| reads >> slot & 1 == 1).any(|slot| {
        !matches!(compiled.slots[slot], SlotDef::Given(Given::PollDay | Given::PollLevel | Given::PollYearEnd))
    })
}
