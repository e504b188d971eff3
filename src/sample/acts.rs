//! What the officers of a sample did with its cases: every status occurs.

use super::dice::Dice;
use crate::domain::{
    Act, CaseAct, CaseFile, CaseId, CmdId, Command, DecisionId, Evidence, FactDraft, Ground, Interval, Letter, Outcome,
    Stamp, State, Status, Verdict,
};
use crate::store::{Store, StoreError};

/// Decides by chance what becomes of each case, and keeps count of the decisions made.
pub struct Acts {
    dice: Dice,
    decisions: i64,
}

/// One act and when in the batch's time it happens: requests come before decisions, decisions before approvals.
struct Planned {
    officer: &'static str,
    act: Act,
}

/// The acts of one batch by the hour of the day.
#[derive(Default)]
struct Plan {
    morning: Vec<Planned>,
    noon: Vec<Planned>,
    afternoon: Vec<Planned>,
    evening: Vec<Planned>,
}

impl Acts {
    pub fn new(dice: Dice) -> Acts {
        Acts { dice, decisions: 0 }
    }

    /// What happens to the cases of one batch, which has `span` milliseconds until the next one comes.
    pub fn live_through(
        &mut self,
        store: &mut Store,
        cases: impl Iterator<Item = CaseId>,
        at: Stamp,
        span: i64,
        command: &mut dyn FnMut(Stamp) -> CmdId,
    ) -> Result<(), StoreError> {
        let mut plan = Plan::default();
        for id in cases {
            let Some(file) = store.case(id, at)? else { continue };
            self.plan(&file, &mut plan);
        }
        let hours = [plan.morning, plan.noon, plan.afternoon, plan.evening];
        let commands = hours.into_iter().zip(1..).flat_map(|(acts, hour)| {
            let begin = at.0 + span * hour / 6;
            let step = (span / 6) / (acts.len() as i64 + 1);
            acts.into_iter().zip(1..).map(move |(planned, nth)| (planned, Stamp(begin + step * nth)))
        });
        let commands = commands.map(|(planned, at)| Command {
            id: command(at),
            officer: planned.officer.to_owned(),
            login: planned.officer.to_owned(),
            at,
            act: planned.act,
        });
        store.apply_all(commands)?;
        Ok(())
    }

    fn plan(&mut self, file: &CaseFile, plan: &mut Plan) {
        let (case, version) = (file.case.id, file.case.version);
        let chance = self.dice.below(100);
        match (file.proposed, chance) {
            (_, 0..=29) => {}
            (_, 30..=41) => self.look_again(file, plan),
            (Outcome::Undetermined, 42..=79) => {
                let kinds = vec!["imprisonment".to_owned()];
                let act = CaseAct::RequestEvidence { kinds, note: String::new(), answer_by: None }.on(case, version);
                plan.morning.push(Planned { officer: "vera", act });
            }
            (Outcome::Eligible | Outcome::Ineligible, 42..=89) => self.decide(file, plan),
            (Outcome::Undetermined | Outcome::Contested, _) if chance >= 88 => self.depart(file, plan),
            (Outcome::Eligible, 94..) => self.depart(file, plan),
            _ => {}
        }
    }

    /// The register is asked once more about a person's capacity.
    fn look_again(&mut self, file: &CaseFile, plan: &mut Plan) {
        let Some(old) = file.facts.iter().find(|fact| fact.kind == "incapacity" && fact.state == State::None) else {
            return;
        };
        let evidence = Evidence { kind: "register_search".into(), reference: "№ 2".into(), dated: None };
        let fact = FactDraft {
            kind: old.kind.clone(),
            state: State::None,
            holds: Interval::ALWAYS,
            evidence: Some(evidence),
            note: String::new(),
            supersedes: Some(old.id),
        };
        let act = CaseAct::RecordFact { fact }.on(file.case.id, file.case.version);
        plan.morning.push(Planned { officer: "vera", act });
    }

    /// A decision that follows the determination; some are approved, and of some the notice has left.
    fn decide(&mut self, file: &CaseFile, plan: &mut Plan) {
        let (case, version) = (file.case.id, file.case.version);
        let Some(verdict) = file.proposed.verdict() else { return };
        let reasons = match verdict {
            Verdict::Grant => String::new(),
            Verdict::Refuse => "Умовы закона не выкананыя; гл. вывады.".to_owned(),
        };
        let act = CaseAct::Decide { verdict, reasons, departure: String::new() }.on(case, version);
        plan.noon.push(Planned { officer: "anna", act });
        self.decisions += 1;
        if self.dice.percent(60) {
            let decision = DecisionId(self.decisions);
            let act = CaseAct::Approve { decision, note: String::new() }.on(case, version + 1);
            plan.afternoon.push(Planned { officer: "boris", act });
            if self.dice.percent(55) {
                plan.evening.push(Planned {
                    officer: "anna",
                    act: CaseAct::RecordNotice { letter: Letter::default() }.on(case, version + 2),
                });
            }
        }
    }

    /// A decision that departs from the determination; most wait for a second officer.
    fn depart(&mut self, file: &CaseFile, plan: &mut Plan) {
        let (case, version) = (file.case.id, file.case.version);
        let (verdict, reasons) = match file.proposed {
            Outcome::Eligible => (Verdict::Refuse, "Дакументы выклікаюць сумнеў."),
            _ => (Verdict::Grant, ""),
        };
        let departure = "Прадстаўлены арыгінал, якога няма ў рэестры.".to_owned();
        let act = CaseAct::Decide { verdict, reasons: reasons.into(), departure }.on(case, version);
        plan.noon.push(Planned { officer: "anna", act });
        self.decisions += 1;
        let decision = DecisionId(self.decisions);
        let said = match self.dice.below(10) {
            0..=1 => Some(CaseAct::Approve { decision, note: String::new() }),
            2 => {
                let (ground, note) = (Ground::Evidence, "Патрэбна даведка.".into());
                Some(CaseAct::Return { decision, ground, note })
            }
            _ => None,
        };
        plan.afternoon.extend(said.map(|act| Planned { officer: "boris", act: act.on(case, version + 1) }));
        debug_assert!(file.case.status == Status::New);
    }
}
