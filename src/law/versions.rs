//! Versions of criteria and parameters: that they leave no gap and do not overlap, that an embedded case tells each from
//! the one before it, and the compiled law of each interval in which nothing changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use toml::Spanned;

use super::compile::{Compiler, ParamValue, Refused};
use super::days::Leap;
use super::determination::PackStatus;
use super::names::Names;
use super::pack::{Compiled, CompiledCriterion, CompiledException, Criterion, Pack, Param};
use super::program::Program;
use super::raw::{self, LeapDay, RawPack, RawSource, RawStatus};
use super::read::{CRITERIA, Reader};
use crate::domain::{Clean, Day, Interval};

impl Reader<'_> {
    /// Versions of one criterion adjoin each other and cover the pack's law.
    pub(super) fn versions(&mut self, raw: &RawPack, criteria: &[Arc<Criterion>], whole: Interval) {
        let ids: BTreeSet<&str> = criteria.iter().map(|criterion| &*criterion.id).collect();
        if ids.len() > CRITERIA {
            self.wrong(0, format!("a pack has at most {CRITERIA} criteria"));
        }
        for id in ids {
            let at = raw.criterion.iter().find(|one| one.id.get_ref() == id).map_or(0, |one| one.id.span().start);
            let mut versions: Vec<Interval> =
                criteria.iter().filter(|criterion| &*criterion.id == id).map(|criterion| criterion.in_force).collect();
            versions.sort_by_key(|version| version.from);
            for pair in versions.windows(2) {
                if pair[0].overlaps(&pair[1]) {
                    self.wrong(at, format!("two versions of {id} overlap: {} and {}; end the earlier where the later begins, or rename one", pair[0], pair[1]));
                } else if pair[0].to != pair[1].from {
                    self.wrong(
                        at,
                        format!(
                            "a gap between two versions of {id}: {} and {}; end the earlier where the later begins",
                            pair[0], pair[1]
                        ),
                    );
                }
            }
            let last = versions.last().and_then(|last| last.to);
            let ends =
                raw.criterion.iter().filter(|one| one.id.get_ref() == id).find(|one| {
                    one.to.as_ref().and_then(|to| raw::day(to.get_ref())) == last && one.repealed.is_none()
                });
            if let Some(ends) = ends.filter(|_| last.is_some() && last != whole.to) {
                let at = ends.to.as_ref().map_or(at, |to| to.span().start);
                let problem =
                    format!("{id} ends without a successor; say repealed = \"PROVISION\" if the law dropped it");
                self.wrong(at, problem);
            }
            if versions.first().is_some_and(|first| first.from < whole.from) {
                self.wrong(at, format!("{id} begins before the pack's law ({whole}): that version can never apply; let it begin with the pack"));
            }
        }
    }

    /// Every source is cited somewhere.
    pub(super) fn cited(&mut self, sources: &BTreeMap<String, Spanned<RawSource>>) {
        for (key, source) in sources {
            if !self.cited.contains(key) {
                self.wrong(source.span().start, format!("nothing cites the source {key}; cite it, or leave it out"));
            }
        }
    }

    /// A pack is confirmed by somebody, on a day, for exactly this text.
    pub(super) fn status(&mut self, raw: &RawPack) -> PackStatus {
        match (*raw.pack.status.get_ref(), &raw.confirmed) {
            (RawStatus::Draft, None) => PackStatus::Draft,
            (RawStatus::Draft, Some(confirmed)) => {
                self.wrong(
                    confirmed.span().start,
                    "[confirmed] stands only in a pack whose status is confirmed; leave it out of a draft",
                );
                PackStatus::Draft
            }
            (RawStatus::Confirmed, None) => {
                let problem = "status = \"confirmed\" needs a table [confirmed] with by, on and text: who confirmed which \
                               text, and when";
                self.wrong(raw.pack.status.span().start, problem);
                PackStatus::Confirmed
            }
            (RawStatus::Confirmed, Some(confirmed)) => {
                let one = confirmed.get_ref();
                if Clean::is_blank(&one.by) {
                    self.wrong(
                        confirmed.span().start,
                        "[confirmed] by: the name of whoever confirmed the pack is missing",
                    );
                }
                if raw::day(one.on.get_ref()).is_none() {
                    self.wrong(one.on.span().start, "[confirmed] on: a date without a time is needed");
                }
                let text = confirmed_text(self.source.text);
                if *one.text.get_ref() != text {
                    let problem = format!("[confirmed] text: another text was confirmed; this one is {text}");
                    self.wrong(one.text.span().start, problem);
                }
                PackStatus::Confirmed
            }
        }
    }

    /// Each version of a parameter is told from its neighbours by some embedded case: with the neighbour's value in its
    /// place, a case comes out otherwise.
    pub(super) fn untested_versions(&mut self, raw: &RawPack, pack: &Pack, compile: &Compile) {
        for (at, param) in pack.params.iter().enumerate() {
            for n in 1..param.values.len() {
                let from = param.values[n].0.from.unwrap_or_default();
                for (side, with, what) in [(n, n - 1, "from"), (n - 1, n, "until")] {
                    let mut params = pack.params.clone();
                    params[at].values[side].1 = param.values[with].1.clone();
                    let Some(compiled) = compile(&params) else { continue };
                    if pack.with_law(compiled).all_cases_pass() {
                        let place = raw.param[at].values[side].span().start;
                        let problem = format!(
                            "the parameter {}: no embedded case tests the version {what} {from}; with its neighbour's value \
                             every case comes out the same; add one that does not",
                            param.id
                        );
                        self.wrong(place, problem);
                    }
                }
            }
        }
    }
}

/// SHA-256 of a pack's text without its table `[confirmed]`, in hexadecimal: what is confirmed.
pub fn confirmed_text(text: &str) -> String {
    let mut inside = false;
    let kept = text.split_inclusive('\n').filter(|line| {
        if line.starts_with('[') {
            inside = line.trim() == "[confirmed]";
        }
        !inside
    });
    let mut hash = Sha256::new();
    kept.for_each(|line| hash.update(line.as_bytes()));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Compiles the criteria of a pack with other values of its parameters; `None` where they do not fit.
pub(super) type Compile<'a> = dyn Fn(&[Param]) -> Option<Vec<Arc<Compiled>>> + 'a;

/// What the compiled law is made of, beside the values of the parameters.
pub(super) struct Law<'a> {
    pub names: &'a Names,
    pub criteria: &'a [Arc<Criterion>],
    pub whole: Interval,
    pub leap_day: LeapDay,
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
                let shown = super::determine::param_text(value).into();
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
