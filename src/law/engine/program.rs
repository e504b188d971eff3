//! Conditions lowered to a flat program over scalar slots, and its evaluation: three-valued, without allocation.
//!
//! A slot holds one number: yes or no, a count, a packed day, the place of a code in its list. Questions to histories
//! are answered before evaluation, so one case and a column of a million share the same leaves.

use crate::law::days::{self, Leap};
use crate::law::expr::Cmp;
use crate::law::tri::Tri;

/// Slots of one compiled pack at most; a set of them is one word.
pub const SLOTS: usize = 64;

/// A set of slots, one bit each.
pub type SlotSet = u64;

/// The slots of a set, in order.
pub fn bits(set: SlotSet) -> impl Iterator<Item = usize> {
    let step = |set: &SlotSet| Some(set & (set - 1)).filter(|rest| *rest != 0);
    std::iter::successors(Some(set).filter(|set| *set != 0), step).map(|set| set.trailing_zeros() as usize)
}

/// Index of an instruction.
pub type At = u16;

#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "as the nodes of an expression")]
pub enum Ins {
    Const(i32),
    Load(u8),
    Not(At),
    /// `Not` of a `Load`, in one step.
    NotLoad(u8),
    /// Children `kids[from..to]`.
    All(u16, u16),
    Any(u16, u16),
    Compare(Cmp, Operand, Operand),
    /// Membership in `sets[set]`.
    In(Operand, u16),
    AgeOn(Operand, Operand, Leap),
    YearsAfter(Operand, Operand, Leap),
    YearsBefore(Operand, Operand, Leap),
    DaysAfter(Operand, Operand),
    /// The first, where it is known; else the second.
    OrElse(Operand, Operand),
}

/// One side of a comparison. Slots and constants stand in the instruction itself: most conditions are one step then.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "from where an instruction takes a value")]
pub enum Operand {
    Slot(u8),
    Const(i32),
    At(At),
}

/// The conditions of one law, flat, so that they are run without a walk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    pub(crate) ins: Vec<Ins>,
    pub(crate) kids: Vec<At>,
    pub(crate) sets: Vec<Vec<i32>>,
}

/// The values of one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots {
    /// One for each slot; without a meaning where it is not known.
    pub value: [i32; SLOTS],
    /// Which slots have a value.
    pub known: SlotSet,
}

impl Default for Slots {
    fn default() -> Slots {
        Slots { value: [0; SLOTS], known: 0 }
    }
}

impl Slots {
    pub(crate) fn set(&mut self, slot: usize, value: i32) {
        self.value[slot] = value;
        self.known |= 1 << slot;
    }
}

impl Program {
    /// An instruction as the side of a comparison.
    pub fn operand(&self, at: At) -> Operand {
        match self.ins[at as usize] {
            Ins::Load(slot) => Operand::Slot(slot),
            Ins::Const(value) => Operand::Const(value),
            _ => Operand::At(at),
        }
    }

    /// Yes, no, or unknown; in that case the slots that the undecided branches wait for are added to `missing`.
    pub fn truth(&self, at: At, slots: &Slots, missing: &mut SlotSet) -> Tri {
        match self.ins[at as usize] {
            Ins::Const(value) => Tri::of(value != 0),
            Ins::Load(slot) => load(slot, slots, missing).map_or(Tri::Unknown, |value| Tri::of(value != 0)),
            Ins::NotLoad(slot) => load(slot, slots, missing).map_or(Tri::Unknown, |value| Tri::of(value == 0)),
            Ins::Not(inner) => self.truth(inner, slots, missing).not(),
            Ins::All(from, to) => self.gather(from, to, Tri::No, slots, missing),
            Ins::Any(from, to) => self.gather(from, to, Tri::Yes, slots, missing),
            Ins::Compare(cmp, a, b) => {
                self.both(a, b, slots, missing).map_or(Tri::Unknown, |(a, b)| Tri::of(cmp.holds(a, b)))
            }
            Ins::In(one, set) => {
                let one = self.side(one, slots, missing);
                one.map_or(Tri::Unknown, |value| Tri::of(self.sets[set as usize].contains(&value)))
            }
            Ins::AgeOn(..) | Ins::YearsAfter(..) | Ins::YearsBefore(..) | Ins::DaysAfter(..) | Ins::OrElse(..) => {
                Tri::Unknown
            }
        }
    }

    /// Kleene's and (`decides` = no) and or (`decides` = yes). One deciding child settles it, and then nothing is missing.
    fn gather(&self, from: u16, to: u16, decides: Tri, slots: &Slots, missing: &mut SlotSet) -> Tri {
        let mut unknown = false;
        let mut waiting = 0;
        for kid in &self.kids[from as usize..to as usize] {
            let mut needs = 0;
            match self.truth(*kid, slots, &mut needs) {
                Tri::Unknown => {
                    unknown = true;
                    waiting |= needs;
                }
                value if value == decides => return decides,
                _ => {}
            }
        }
        match (unknown, decides) {
            (true, _) => {
                *missing |= waiting;
                Tri::Unknown
            }
            (false, Tri::Yes) => Tri::No,
            (false, _) => Tri::Yes,
        }
    }

    /// A number, a day or a code; `None` when it is not known.
    pub fn scalar(&self, at: At, slots: &Slots, missing: &mut SlotSet) -> Option<i32> {
        match self.ins[at as usize] {
            Ins::Const(value) => Some(value),
            Ins::Load(slot) => load(slot, slots, missing),
            Ins::AgeOn(a, b, leap) => self.both(a, b, slots, missing).map(|(a, b)| days::age(a, b, leap)),
            Ins::YearsAfter(a, b, leap) => self.both(a, b, slots, missing).map(|(a, b)| days::years_after(a, b, leap)),
            Ins::YearsBefore(a, b, leap) => {
                self.both(a, b, slots, missing).map(|(a, b)| days::years_before(a, b, leap))
            }
            Ins::DaysAfter(a, b) => self.both(a, b, slots, missing).map(|(a, b)| days::days_after(a, b)),
            Ins::OrElse(a, b) => self.side(a, slots, &mut 0).or_else(|| self.side(b, slots, missing)),
            _ => match self.truth(at, slots, missing) {
                Tri::Yes => Some(1),
                Tri::No => Some(0),
                Tri::Unknown => None,
            },
        }
    }

    #[inline]
    fn side(&self, operand: Operand, slots: &Slots, missing: &mut SlotSet) -> Option<i32> {
        match operand {
            Operand::Slot(slot) => load(slot, slots, missing),
            Operand::Const(value) => Some(value),
            Operand::At(at) => self.scalar(at, slots, missing),
        }
    }

    /// Both sides are asked even where the first one is unknown: both are missing then.
    #[inline]
    fn both(&self, a: Operand, b: Operand, slots: &Slots, missing: &mut SlotSet) -> Option<(i32, i32)> {
        let (a, b) = (self.side(a, slots, missing), self.side(b, slots, missing));
        Some((a?, b?))
    }

    /// Every slot that an instruction reads, whatever the case; one that is read twice comes twice.
    fn each_read(&self, at: At, tell: &mut impl FnMut(u8)) {
        let mut side = |operand: Operand| match operand {
            Operand::Slot(slot) => tell(slot),
            Operand::Const(_) => {}
            Operand::At(at) => self.each_read(at, tell),
        };
        match self.ins[at as usize] {
            Ins::Const(_) => {}
            Ins::Load(slot) | Ins::NotLoad(slot) => tell(slot),
            Ins::Not(inner) => self.each_read(inner, tell),
            Ins::In(one, _) => side(one),
            Ins::Compare(_, a, b)
            | Ins::AgeOn(a, b, _)
            | Ins::YearsAfter(a, b, _)
            | Ins::YearsBefore(a, b, _)
            | Ins::DaysAfter(a, b)
            | Ins::OrElse(a, b) => {
                side(a);
                side(b);
            }
            Ins::All(from, to) | Ins::Any(from, to) => {
                self.kids[from as usize..to as usize].iter().for_each(|kid| self.each_read(*kid, tell));
            }
        }
    }

    /// Adds to `seen` the slots that an instruction reads; `true` if one of them was there already.
    pub fn reads_again(&self, at: At, seen: &mut SlotSet) -> bool {
        let mut again = false;
        self.each_read(at, &mut |slot| {
            again |= *seen >> slot & 1 == 1;
            *seen |= 1 << slot;
        });
        again
    }

    /// The slots that an instruction reads, whatever the case.
    pub fn reads(&self, at: At) -> SlotSet {
        let mut set = 0;
        self.each_read(at, &mut |slot| set |= 1 << slot);
        set
    }
}

/// The value of a slot; one that is not known is missing.
#[inline]
fn load(slot: u8, slots: &Slots, missing: &mut SlotSet) -> Option<i32> {
    let known = slots.known >> slot & 1 == 1;
    *missing |= u64::from(!known) << slot;
    known.then(|| slots.value[usize::from(slot)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slots 0 and 1 as yes, no or unknown.
    fn slots(values: [Option<bool>; 2]) -> Slots {
        let mut slots = Slots::default();
        for (at, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                slots.set(at, i32::from(value));
            }
        }
        slots
    }

    #[test]
    fn kleene_tables() {
        let and = Program {
            ins: vec![Ins::Load(0), Ins::Load(1), Ins::All(0, 2), Ins::Any(0, 2), Ins::Not(0)],
            kids: vec![0, 1],
            sets: vec![],
        };
        let (yes, no, unknown) = (Some(true), Some(false), None);
        for (a, b, all, any) in [
            (yes, yes, Tri::Yes, Tri::Yes),
            (yes, no, Tri::No, Tri::Yes),
            (yes, unknown, Tri::Unknown, Tri::Yes),
            (no, no, Tri::No, Tri::No),
            (no, unknown, Tri::No, Tri::Unknown),
            (unknown, unknown, Tri::Unknown, Tri::Unknown),
        ] {
            for pair in [[a, b], [b, a]] {
                let slots = slots(pair);
                let mut missing = 0;
                assert_eq!(and.truth(2, &slots, &mut missing), all, "{pair:?}");
                assert_eq!(missing != 0, all == Tri::Unknown, "nothing is missing from a decided answer");
                let mut missing = 0;
                assert_eq!(and.truth(3, &slots, &mut missing), any, "{pair:?}");
                assert_eq!(missing, if any == Tri::Unknown { !slots.known & 3 } else { 0 });
            }
        }
        assert_eq!(and.truth(4, &slots([unknown, yes]), &mut 0), Tri::Unknown);
    }

    #[test]
    fn a_comparison_with_an_unknown_side_is_unknown_whatever_the_sign() {
        for cmp in [Cmp::Eq, Cmp::Ne, Cmp::Lt, Cmp::Le, Cmp::Gt, Cmp::Ge] {
            let program =
                Program { ins: vec![Ins::Compare(cmp, Operand::Slot(0), Operand::Const(1))], ..Program::default() };
            let mut missing = 0;
            assert_eq!(program.truth(0, &Slots::default(), &mut missing), Tri::Unknown);
            assert_eq!(missing, 1);
        }
        let program = Program { ins: vec![Ins::In(Operand::Slot(3), 0)], kids: vec![], sets: vec![vec![1, 2]] };
        assert_eq!(program.truth(0, &Slots::default(), &mut 0), Tri::Unknown);
    }
}
