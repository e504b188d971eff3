//! A pack's conditions in one interval of the law, as the engine runs them.

use std::sync::Arc;

use super::asked::SlotDef;
use super::program::{At, Program, SlotSet};
use super::steps::StepDef;
use super::value::ParamValue;
use crate::domain::Interval;
use crate::law::cite::Cite;
use crate::law::days::Leap;

/// What a true exception makes of the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    Met,
    NotMet,
    Contested,
}

impl Effect {
    pub fn code(self) -> &'static str {
        match self {
            Effect::Met => "met",
            Effect::NotMet => "not_met",
            Effect::Contested => "contested",
        }
    }
}

/// The pack in one interval of the law.
#[derive(Debug, PartialEq)]
pub struct Compiled {
    pub in_force: Interval,
    /// What becomes of 29 February in a year that has none.
    pub leap: Leap,
    pub program: Program,
    pub slots: Vec<SlotDef>,
    pub criteria: Vec<CompiledCriterion>,
    /// Parameter values in this interval, also as people read them, with their citation.
    pub params: Vec<(String, ParamValue, Arc<str>, Arc<Cite>)>,
    /// Codes of the list `level`, in the order of their slot values.
    pub levels: Vec<Arc<str>>,
    /// The same law with 29 February counted as 28 February in other years, where the pack leaves that open. Slots and
    /// criteria stand in the same order.
    pub down: Option<Box<Compiled>>,
}

#[derive(Debug, PartialEq)]
pub struct CompiledCriterion {
    /// Index into the pack's criteria.
    pub criterion: usize,
    pub root: At,
    /// The steps of the explanation, exceptions among them.
    pub steps: Vec<StepDef>,
    pub exceptions: Vec<CompiledException>,
    pub reads: SlotSet,
    /// Some slot is read more than once. Only then can trying completions say more than three-valued logic does.
    pub repeats: bool,
}

#[derive(Debug, PartialEq)]
pub struct CompiledException {
    pub effect: Effect,
    pub root: At,
}
