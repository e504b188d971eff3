//! The compiled law of each interval in which no version and no parameter changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::clauses::Refused;
use super::model::{Criterion, Pack, Param};
use crate::domain::{Day, Interval};
use crate::law::days::{Leap, LeapDay};
use crate::law::engine::compiled::{Compiled, CompiledCriterion, CompiledException};
use crate::law::engine::compiler::Compiler;
use crate::law::engine::program::Program;
use crate::law::engine::value::{ParamValue, param_text};
use crate::law::expr::names::Names;

/// What the compiled law is made of, beside the values of the parameters.
pub(super) struct Law<'a> {
    pub names: &'a Names,
    pub criteria: &'a [Arc<Criterion>],
    pub whole: Interval,
    pub leap_day: LeapDay,
}

impl Pack {
    /// The same pack with other values of its parameters: what would its cases come to? `None` where they do not fit.
    pub fn with_params(&self, params: Vec<Param>) -> Option<Pack> {
        let mut names = Names::of(&self.schema);
        names.params.extend(params.iter().map(|param| (param.id.clone(), param.ty.clone())));
        let law = Law { names: &names, criteria: &self.criteria, whole: self.in_force, leap_day: self.leap_day };
        let compiled = law.compile(&params).ok()?;
        Some(Pack { compiled, params, ..self.clone() })
    }
}

impl Law<'_> {
    /// The pack in each interval in which no version and no parameter changes.
    pub fn compile(&self, params: &[Param]) -> Result<Vec<Arc<Compiled>>, Refused> {
        let mut edges: BTreeSet<Day> = BTreeSet::new();
        let intervals = params.iter().flat_map(|param| param.values.iter().map(|(interval, ..)| *interval));
        for interval in intervals.chain(self.criteria.iter().map(|criterion| criterion.in_force)).chain([self.whole]) {
            edges.extend(interval.from.into_iter().chain(interval.to).filter(|edge| self.whole.contains(*edge)));
        }
        let edges: Vec<Day> = edges.into_iter().collect();
        let mut compiled = Vec::new();
        for (n, from) in edges.iter().enumerate() {
            let in_force = Interval { from: Some(*from), to: edges.get(n + 1).copied().or(self.whole.to) };
            let leap = if self.leap_day == LeapDay::Down { Leap::Down } else { Leap::Up };
            let mut one = self.interval(params, in_force, leap)?;
            if self.leap_day == LeapDay::Contested {
                one.down = Some(Box::new(self.interval(params, in_force, Leap::Down)?));
            }
            compiled.push(Arc::new(one));
        }
        Ok(compiled)
    }

    fn interval(&self, params: &[Param], in_force: Interval, leap: Leap) -> Result<Compiled, Refused> {
        let day = in_force.from.unwrap_or_default();
        let current = |param: &Param| {
            let value = param.values.iter().find(|(interval, ..)| interval.contains(day));
            value.map(|(_, value, cite)| {
                let shown = param_text(value).into();
                (param.id.clone(), value.clone(), shown, cite.clone())
            })
        };
        let versions = params.iter().map(|param| {
            let values = param.values.iter().map(|(interval, value, _)| (*interval, value.clone()));
            (param.id.clone(), values.collect::<Vec<_>>())
        });
        let versions: BTreeMap<String, _> = versions.collect();
        let params: Vec<_> = params.iter().filter_map(current).collect();
        let values: BTreeMap<String, ParamValue> =
            params.iter().map(|(id, value, ..)| (id.clone(), value.clone())).collect();
        let mut compiler = Compiler {
            names: self.names,
            params: &values,
            versions: &versions,
            leap,
            program: Program::default(),
            slots: Vec::new(),
        };
        let mut criteria = Vec::new();
        for (at, criterion) in self.criteria.iter().enumerate().filter(|(_, one)| one.in_force.contains(day)) {
            criteria.push(compile_criterion(&mut compiler, at, criterion)?);
        }
        let levels = self.names.lists.get("level");
        let levels = levels.map_or(Vec::new(), |codes| codes.iter().map(|code| code.as_str().into()).collect());
        let (program, slots) = (compiler.program, compiler.slots);
        Ok(Compiled { in_force, leap, program, slots, criteria, params, levels, down: None })
    }
}

fn compile_criterion(compiler: &mut Compiler, at: usize, criterion: &Criterion) -> Result<CompiledCriterion, Refused> {
    let trace = compiler.clause(&criterion.clause, &mut 0)?;
    let root = trace.at;
    let (mut exceptions, mut traces) = (Vec::new(), Vec::new());
    for exception in &criterion.exceptions {
        let trace = compiler.condition(&exception.when)?;
        exceptions.push(CompiledException { effect: exception.effect, root: trace.at });
        traces.push(trace);
    }
    let (mut reads, mut repeats) = (0, false);
    for root in std::iter::once(root).chain(exceptions.iter().map(|exception| exception.root)) {
        repeats |= compiler.program.reads_again(root, &mut reads);
    }
    let mut steps = Vec::new();
    trace.with_exceptions(traces).flatten(&mut steps);
    Ok(CompiledCriterion { criterion: at, root, steps, exceptions, reads, repeats })
}
