//! What one criterion gives: its condition, its exceptions, and what the missing facts could still change.

use crate::domain::Outcome;
use crate::law::engine::asked::{Scalar, SlotDef};
use crate::law::engine::compiled::{Compiled, CompiledCriterion, Effect};
use crate::law::engine::program::{Program, SLOTS, SlotSet, Slots};
use crate::law::engine::resolve::Resolved;
use crate::law::tri::Tri;

/// The four findings as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the four findings of the law")]
pub enum Verdict {
    Met,
    NotMet,
    NotShown,
    Contested,
}

impl Verdict {
    /// The word in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not_met",
            Verdict::NotShown => "not_shown",
            Verdict::Contested => "contested",
        }
    }
}

/// A finding with the slots it waits for; `deciding` are those that can change it alone, given the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) missing: SlotSet,
    pub(crate) deciding: SlotSet,
}

/// Completions of missing facts that are tried at most.
const COMPLETIONS: usize = 256;

/// Judges one criterion under the pack's rule for 29 February. Where the pack leaves that open and the two rules differ,
/// the finding is contested.
pub fn judge(compiled: &Compiled, at: usize, resolved: &Resolved) -> Judged {
    let up = judge_one(compiled, &compiled.criteria[at], &resolved.slots);
    let (Some(down), Some(slots)) = (&compiled.down, &resolved.down) else { return up };
    let down = judge_one(down, &down.criteria[at], slots);
    match (up.verdict, down.verdict) {
        (a, b) if a == b => up,
        (Verdict::NotShown, _) => up,
        (_, Verdict::NotShown) => down,
        _ => Judged { verdict: Verdict::Contested, missing: 0, deciding: 0 },
    }
}

/// Judges one criterion. Where the three-valued answer is "not shown" and the missing facts can have few values, every
/// completion is tried: if all agree, that is the finding.
fn judge_one(compiled: &Compiled, criterion: &CompiledCriterion, slots: &Slots) -> Judged {
    let (verdict, missing) = kleene(compiled, criterion, slots);
    if verdict != Verdict::NotShown {
        return Judged { verdict, missing: 0, deciding: 0 };
    }
    let untried = Judged { verdict, missing, deciding: missing };
    if !criterion.repeats {
        return untried;
    }
    complete(compiled, criterion, slots, missing).unwrap_or(untried)
}

/// The finding without completion: sound, but it may say "not shown" where every completion agrees.
pub fn kleene(compiled: &Compiled, criterion: &CompiledCriterion, slots: &Slots) -> (Verdict, SlotSet) {
    let program = &compiled.program;
    let mut missing = 0;
    let base = match program.truth(criterion.root, slots, &mut missing) {
        Tri::Yes => Verdict::Met,
        Tri::No => Verdict::NotMet,
        Tri::Unknown => Verdict::NotShown,
    };
    if criterion.exceptions.is_empty() {
        return (base, missing);
    }
    excepted(program, criterion, slots, base, missing)
}

/// What the exceptions make of it. One that applies wins; two that disagree contest it; of an unknown one, what was
/// found stands only if the exception would say the same.
fn excepted(
    program: &Program,
    criterion: &CompiledCriterion,
    slots: &Slots,
    base: Verdict,
    missing: SlotSet,
) -> (Verdict, SlotSet) {
    let (mut applied, mut clash) = (None, false);
    // What the unknown exceptions of each effect wait for.
    let mut waiting: [Option<SlotSet>; 3] = [None; 3];
    for exception in &criterion.exceptions {
        let mut needs = 0;
        match program.truth(exception.root, slots, &mut needs) {
            Tri::Yes => {
                clash |= applied.is_some_and(|effect| effect != exception.effect);
                applied = Some(exception.effect);
            }
            Tri::No => {}
            Tri::Unknown => *waiting[exception.effect as usize].get_or_insert(0) |= needs,
        }
    }
    if clash {
        return (Verdict::Contested, 0);
    }
    let found = applied.map_or(base, effect_of);
    let mut waits = if found == Verdict::NotShown { missing } else { 0 };
    let mut open = found == Verdict::NotShown;
    for effect in [Effect::Met, Effect::NotMet, Effect::Contested] {
        if let Some(needs) = waiting[effect as usize].filter(|_| found != effect_of(effect)) {
            open = true;
            waits |= needs;
        }
    }
    if open { (Verdict::NotShown, waits) } else { (found, 0) }
}

fn effect_of(effect: Effect) -> Verdict {
    match effect {
        Effect::Met => Verdict::Met,
        Effect::NotMet => Verdict::NotMet,
        Effect::Contested => Verdict::Contested,
    }
}

/// How many values a slot can take, where they are few.
pub fn width(def: &SlotDef) -> Option<usize> {
    match def {
        SlotDef::History(_) | SlotDef::PollIn(_) => Some(2),
        SlotDef::Fact { is: Scalar::Code(codes), .. } => Some(codes.len()),
        _ => None,
    }
}

fn complete(compiled: &Compiled, criterion: &CompiledCriterion, slots: &Slots, missing: SlotSet) -> Option<Judged> {
    // Everything unknown that the criterion reads is filled, not only what the undecided branches wait for.
    let open = criterion.reads & !slots.known;
    let mut at = [0u8; SLOTS];
    let mut count = 0;
    let mut completions = 1usize;
    for slot in (0..compiled.slots.len()).filter(|slot| open >> slot & 1 == 1) {
        completions = completions.checked_mul(width(&compiled.slots[slot])?)?;
        at[count] = slot as u8;
        count += 1;
        if completions > COMPLETIONS {
            return None;
        }
    }
    if completions == 0 {
        return None;
    }
    let mut found = [Verdict::NotShown; COMPLETIONS];
    let mut filled = slots.clone();
    for (number, verdict) in found[..completions].iter_mut().enumerate() {
        let mut rest = number;
        for slot in at[..count].iter().map(|slot| *slot as usize) {
            let width = width(&compiled.slots[slot])?;
            filled.set(slot, (rest % width) as i32);
            rest /= width;
        }
        *verdict = kleene(compiled, criterion, &filled).0;
    }
    let found = &found[..completions];
    if found.iter().all(|verdict| *verdict == found[0]) && found[0] != Verdict::NotShown {
        return Some(Judged { verdict: found[0], missing: 0, deciding: 0 });
    }
    let deciding = deciding(compiled, &at[..count], found);
    Some(Judged { verdict: Verdict::NotShown, missing, deciding: deciding & missing })
}

/// The slots whose value alone turns one finding into another.
fn deciding(compiled: &Compiled, at: &[u8], found: &[Verdict]) -> SlotSet {
    let mut deciding = 0;
    let mut stride = 1;
    for slot in at.iter().map(|slot| *slot as usize) {
        let width = width(&compiled.slots[slot]).unwrap_or(1);
        let differs = (0..found.len()).any(|number| {
            let own = number / stride % width;
            own > 0 && found[number] != found[number - own * stride]
        });
        deciding |= u64::from(differs) << slot;
        stride *= width;
    }
    deciding
}

/// All criteria in the small form, by their places in one compiled law. It never leaves the engine: what is told, stored or
/// compared with another law goes by the id of the criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Masks {
    /// A bit for each criterion that the case does not meet.
    pub not_met: u32,
    /// A bit for each criterion that waits for facts.
    pub not_shown: u32,
    /// A bit for each criterion that the law leaves open.
    pub contested: u32,
    /// The slots whose facts are missing.
    pub missing: SlotSet,
}

impl Masks {
    pub(crate) const NONE: Masks = Masks { not_met: 0, not_shown: 0, contested: 0, missing: 0 };

    /// Judges every criterion of a law for one case, a bit for each.
    pub fn of(compiled: &Compiled, resolved: &Resolved) -> Masks {
        let mut masks = Masks::NONE;
        for at in 0..compiled.criteria.len() {
            masks.add(at, &judge(compiled, at, resolved));
        }
        masks
    }

    /// Adds the finding of the criterion at its place in the compiled law.
    pub fn add(&mut self, at: usize, judged: &Judged) {
        let bit = 1u32 << (at & 31);
        match judged.verdict {
            Verdict::Met => {}
            Verdict::NotMet => self.not_met |= bit,
            Verdict::NotShown => self.not_shown |= bit,
            Verdict::Contested => self.contested |= bit,
        }
        self.missing |= judged.missing;
    }

    /// One condition that is not met settles the case; then what is missing; then what the law leaves open.
    pub fn outcome(&self) -> Outcome {
        match self {
            Masks { not_met: 1.., .. } => Outcome::Ineligible,
            Masks { not_shown: 1.., .. } => Outcome::Undetermined,
            Masks { contested: 1.., .. } => Outcome::Contested,
            _ => Outcome::Eligible,
        }
    }
}
