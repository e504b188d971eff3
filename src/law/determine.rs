//! The determination: masks for the queue, the full answer with its explanation for one case.

use std::sync::Arc;

use super::compile::{DayOf, ParamValue, SlotDef, Step, Trace};
use super::determination::{CriterionFinding, Determination, Finding, Need, Node, NodeKind, Row, Shown, Tri};
use super::expr::{Given, Node as Ast};
use super::finding::{Judged, Masks, Verdict, judge};
use super::pack::{Compiled, CompiledCriterion, Criterion, Effect, Pack};
use super::program::SlotSet;
use super::resolve::{self, Resolved};
use super::{Inquiry, days};
use crate::domain::{Day, Fact, FactId, Many, Outcome, Proposal, Value};

impl Pack {
    /// The law date of an inquiry: its knob, else the polling day.
    pub fn law_date(inquiry: &Inquiry) -> Day {
        inquiry.knobs.law_date.unwrap_or(inquiry.knobs.poll_day.unwrap_or(inquiry.poll.day))
    }

    /// The determination in the small form that is stored beside a case. No explanation is built.
    pub fn propose(&self, inquiry: &Inquiry) -> Proposal {
        let Some(compiled) = self.on(Pack::law_date(inquiry)) else {
            return Proposal { outcome: Outcome::NoLaw, not_met: 0, not_shown: 0, contested: 0, pack_hash: self.hash };
        };
        let facts = resolve::visible(inquiry);
        let resolved = resolve::resolve(compiled, &self.schema, inquiry, &facts);
        let masks = Masks::of(compiled, &resolved.slots);
        let Masks { not_met, not_shown, contested, .. } = masks;
        Proposal { outcome: masks.outcome(), not_met, not_shown, contested, pack_hash: self.hash }
    }

    /// The determination with its full explanation.
    pub fn determine(&self, inquiry: &Inquiry) -> Determination {
        let law_date = Pack::law_date(inquiry);
        let mut answer = Determination {
            pack: self.id.clone(),
            pack_version: self.version.clone(),
            pack_hash: self.hash,
            pack_title: self.title.clone(),
            status: self.status,
            poll_day: inquiry.knobs.poll_day.unwrap_or(inquiry.poll.day),
            law_date,
            known_at: inquiry.knobs.known_at,
            outcome: Outcome::NoLaw,
            findings: Vec::new(),
            needs: Vec::new(),
            facts_read: Vec::new(),
        };
        if let Some(compiled) = self.on(law_date) {
            let facts = resolve::visible(inquiry);
            let resolved = resolve::resolve(compiled, &self.schema, inquiry, &facts);
            Teller { pack: self, compiled, inquiry, facts: &facts, resolved: &resolved }.tell(&mut answer);
        }
        answer
    }
}

/// Puts the answer for one case into words that a person can follow.
pub struct Teller<'a> {
    pub pack: &'a Pack,
    pub compiled: &'a Compiled,
    pub inquiry: &'a Inquiry<'a>,
    pub facts: &'a [&'a Fact],
    pub resolved: &'a Resolved,
}

impl Teller<'_> {
    pub fn tell(&self, answer: &mut Determination) {
        let mut masks = Masks::NONE;
        answer.findings.reserve_exact(self.compiled.criteria.len());
        for (at, compiled) in self.compiled.criteria.iter().enumerate() {
            let judged = judge(self.compiled, compiled, &self.resolved.slots);
            masks.add(at, &judged);
            answer.findings.push(self.criterion(compiled, &judged));
            for need in self.needs(&judged) {
                match answer.needs.iter_mut().find(|known| known.kind == need.kind) {
                    Some(known) => known.deciding |= need.deciding,
                    None => answer.needs.push(need),
                }
            }
        }
        answer.outcome = masks.outcome();
        answer.needs.sort_by_key(|need| !need.deciding);
        for finding in &answer.findings {
            collect_facts(&finding.explain, &mut answer.facts_read);
        }
        answer.facts_read.sort_unstable();
        answer.facts_read.dedup();
    }

    fn criterion(&self, compiled: &CompiledCriterion, judged: &Judged) -> CriterionFinding {
        let criterion = &self.pack.criteria[compiled.criterion];
        let finding = match judged.verdict {
            Verdict::Met => Finding::Met,
            Verdict::NotMet => Finding::NotMet,
            Verdict::NotShown => Finding::NotShown { needs: self.needs(judged) },
            Verdict::Contested => Finding::Contested { questions: self.questions(compiled, criterion) },
        };
        CriterionFinding {
            id: criterion.id.clone(),
            title: criterion.title.clone(),
            sentence: criterion.say.clone(),
            cite: criterion.cite.clone(),
            in_force: criterion.in_force,
            reference: self.reference(compiled.reads, &criterion.test.expr),
            finding,
            explain: self.explain(compiled, criterion),
        }
    }

    /// The exceptions that apply, in the words of the pack: the open question, or the two that disagree.
    fn questions(&self, compiled: &CompiledCriterion, criterion: &Criterion) -> Vec<Arc<crate::domain::Words>> {
        let applies = |at: usize| {
            self.compiled.program.truth(compiled.exceptions[at].root, &self.resolved.slots, &mut 0) != Tri::No
        };
        let applying: Vec<usize> = (0..compiled.exceptions.len()).filter(|at| applies(*at)).collect();
        let contested = |at: &&usize| compiled.exceptions[**at].effect == Effect::Contested;
        let some_contested = applying.iter().any(|at| contested(&at));
        let chosen = applying.iter().filter(|at| !some_contested || contested(at));
        chosen.map(|at| criterion.exceptions[*at].say.clone()).collect()
    }

    fn needs(&self, judged: &Judged) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for slot in bits(judged.missing) {
            let (kind, on) = self.source(slot);
            let deciding = judged.deciding >> slot & 1 == 1;
            match needs.iter_mut().find(|known| known.kind == kind) {
                Some(known) => known.deciding |= deciding,
                None => needs.push(Need { kind, why: self.resolved.why[slot], on, deciding }),
            }
        }
        needs
    }

    /// The kind to ask for, and the day on which it matters.
    fn source(&self, slot: usize) -> (Arc<str>, Option<Day>) {
        match &self.compiled.slots[slot] {
            SlotDef::Fact { kind, .. } => (kind.clone(), None),
            SlotDef::Given(given) => (given.name().into(), None),
            SlotDef::History { kind, day, .. } => match (day.root(), self.day(day)) {
                (Some(root), None) => (root.name().into(), None),
                (_, on) => (kind.clone(), on),
            },
        }
    }

    fn day(&self, day: &DayOf) -> Option<Day> {
        resolve::at(day, &self.pack.schema, self.inquiry)
    }

    fn reference(&self, reads: SlotSet, expr: &super::expr::Expr) -> Vec<(&'static str, Day)> {
        let mut found: Vec<Given> = Vec::new();
        for slot in bits(reads) {
            let root = match &self.compiled.slots[slot] {
                SlotDef::Given(given) => Some(*given),
                SlotDef::History { day, .. } => day.root(),
                SlotDef::Fact { .. } => None,
            };
            if let Some(root) = root.filter(|root| root.ty() == super::expr::Ty::Date && !found.contains(root)) {
                found.push(root);
            }
        }
        // A condition that reads nothing (a version that says "not in force") is judged on the law date itself.
        if found.is_empty() && matches!(expr.node, Ast::Bool(_)) {
            return vec![("law.date", Pack::law_date(self.inquiry))];
        }
        let day = |given: Given| resolve::given(given, &self.pack.schema, self.inquiry).and_then(days::unpack);
        found.into_iter().filter_map(|given| Some((given.name(), day(given)?))).collect()
    }

    fn explain(&self, compiled: &CompiledCriterion, criterion: &Criterion) -> Node {
        let mut root = self.node(&compiled.trace);
        if compiled.exceptions.is_empty() {
            return root;
        }
        if root.kind != NodeKind::All {
            let kind = NodeKind::All;
            root = Node {
                kind,
                text: root.text.clone(),
                value: root.value,
                shown: None,
                cite: None,
                children: vec![root],
            };
        }
        for (exception, compiled) in criterion.exceptions.iter().zip(&compiled.exceptions) {
            let inner = self.node(&compiled.trace);
            root.children.push(Node {
                kind: NodeKind::Exception {
                    id: exception.id.clone(),
                    effect: exception.effect.code(),
                    applies: inner.value,
                },
                text: inner.text.clone(),
                value: inner.value,
                shown: None,
                cite: Some(exception.cite.clone()),
                children: if inner.children.is_empty() { vec![inner] } else { inner.children },
            });
        }
        root
    }

    fn node(&self, trace: &Trace) -> Node {
        let slots = &self.resolved.slots;
        let children = trace.kids.iter().map(|kid| self.node(kid)).collect();
        let truth = || self.compiled.program.truth(trace.at, slots, &mut 0);
        let (kind, value, shown, cite) = match &trace.step {
            Step::All => (NodeKind::All, truth(), None, None),
            Step::Any => (NodeKind::Any, truth(), None, None),
            Step::Not => (NodeKind::Not, truth(), None, None),
            Step::Test => (NodeKind::Test, truth(), None, None),
            Step::Slot(slot) => self.slot(*slot as usize),
            Step::Param(name) => {
                let known = self.compiled.params.iter().find(|(id, ..)| id == name);
                let shown = known.map(|(_, _, shown, _)| Shown::Text(shown.clone()));
                (NodeKind::Parameter, Tri::Yes, shown, known.map(|(.., cite)| cite.clone()))
            }
        };
        Node { kind, text: trace.text.clone(), value, shown, cite, children }
    }

    fn slot(&self, slot: usize) -> (NodeKind, Tri, Option<Shown>, Option<Arc<super::determination::Cite>>) {
        let known = self.resolved.slots.known >> slot & 1 == 1;
        let value = self.resolved.slots.value[slot];
        let why = (!known).then(|| self.resolved.why[slot]);
        let date = || known.then(|| days::unpack(value).map(Shown::Day)).flatten();
        let (kind, shown, yes_no) = match &self.compiled.slots[slot] {
            SlotDef::Given(given) => {
                let shown = match given.ty() {
                    super::expr::Ty::Date => date(),
                    super::expr::Ty::Int => known.then(|| Shown::Number(i64::from(value))),
                    _ => Some(Shown::Text(self.inquiry.poll.level.as_str().into())),
                };
                (NodeKind::Given, shown, false)
            }
            SlotDef::Fact { kind, codes } => {
                let rows = self.rows(kind, None);
                let shown = match (rows.first().map(|row| &row.state), codes) {
                    (_, Some(codes)) if known => {
                        codes.get(value as usize).map(|code| Shown::Text(code.as_str().into()))
                    }
                    (Some(crate::domain::State::Known(Value::Int(_))), _) if known => {
                        Some(Shown::Number(i64::from(value)))
                    }
                    (Some(crate::domain::State::Known(Value::Bool(_))), _) => None,
                    _ => date(),
                };
                let yes_no = shown.is_none();
                (NodeKind::Fact { kind: kind.clone(), on: None, why, rows }, shown, yes_no)
            }
            SlotDef::History { ask, kind, day, .. } => {
                let on = self.day(day);
                let whole = matches!(ask, super::expr::Ask::AnyWithin | super::expr::Ask::UnbrokenSince);
                let rows = self.rows(kind, if whole { None } else { on });
                let dated = *ask == super::expr::Ask::UnbrokenSince;
                (NodeKind::Fact { kind: kind.clone(), on, why, rows }, if dated { date() } else { None }, !dated)
            }
        };
        let value = match known {
            false => Tri::Unknown,
            true if yes_no => Tri::of(value != 0),
            true => Tri::Yes,
        };
        (kind, value, shown, None)
    }

    /// The rows of a kind that cover the day; all of them where no single day is meant, or where none covers it.
    fn rows(&self, kind: &str, on: Option<Day>) -> Vec<Row> {
        let scalar = self.pack.schema.kind(kind).is_some_and(|kind| kind.many == Many::Scalar);
        let of_kind = || self.facts.iter().filter(|fact| fact.kind == kind);
        let covers = |fact: &Fact| scalar || on.is_none_or(|on| fact.holds.contains(on));
        let none_covers = !of_kind().any(|fact| covers(fact));
        of_kind().filter(|fact| none_covers || covers(fact)).map(|fact| row(fact)).collect()
    }
}

fn row(fact: &Fact) -> Row {
    let evidence = fact.evidence.as_ref().map(|evidence| match evidence.reference.as_str() {
        "" => evidence.kind.clone(),
        reference => format!("{} {reference}", evidence.kind),
    });
    Row { fact: fact.id, state: fact.state.clone(), holds: fact.holds, evidence: evidence.unwrap_or_default() }
}

fn collect_facts(node: &Node, into: &mut Vec<FactId>) {
    if let NodeKind::Fact { rows, .. } = &node.kind {
        into.extend(rows.iter().map(|row| row.fact));
    }
    node.children.iter().for_each(|child| collect_facts(child, into));
}

/// A parameter's value as a person reads it.
pub fn param_text(value: &ParamValue) -> String {
    match value {
        ParamValue::Int(value) => value.to_string(),
        ParamValue::Date(day) => day.to_string(),
        ParamValue::Code(code) => code.clone(),
        ParamValue::Codes(codes) if codes.is_empty() => "—".to_owned(),
        ParamValue::Codes(codes) => codes.join(", "),
    }
}

fn bits(set: SlotSet) -> impl Iterator<Item = usize> {
    (0..super::program::SLOTS).filter(move |slot| set >> slot & 1 == 1)
}
