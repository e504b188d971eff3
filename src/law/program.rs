//! Conditions lowered to a flat program over scalar slots, and its evaluation: three-valued, without allocation.
//!
//! A slot holds one number: yes or no, a count, a packed day, the place of a code in its list. Questions to histories
//! are answered before evaluation, so one case and a column of a million share the same leaves.

use super::days;
use super::determination::Tri;
use super::expr::Cmp;

/// Slots of one compiled pack at most; a set of them is one word.
pub const SLOTS: usize = 64;

/// A set of slots, one bit each.
pub type SlotSet = u64;

/// Index of an instruction.
pub type At = u16;

#[derive(Debug, Clone, PartialEq)]
pub enum Ins {
    Const(i32),
    Load(u8),
    Not(At),
    /// Children `kids[from..to]`.
    All(u16, u16),
    Any(u16, u16),
    Compare(Cmp, At, At),
    /// Membership in `sets[set]`.
    In(At, u16),
    AgeOn(At, At),
    YearsAfter(At, At),
    DaysAfter(At, At),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    pub ins: Vec<Ins>,
    pub kids: Vec<At>,
    pub sets: Vec<Vec<i32>>,
}

/// The values of one case.
#[derive(Debug, Clone, PartialEq)]
pub struct Slots {
    pub value: [i32; SLOTS],
    pub known: SlotSet,
}

impl Default for Slots {
    fn default() -> Slots {
        Slots { value: [0; SLOTS], known: 0 }
    }
}

impl Slots {
    pub fn set(&mut self, slot: usize, value: i32) {
        self.value[slot] = value;
        self.known |= 1 << slot;
    }
}

impl Tri {
    pub fn of(value: bool) -> Tri {
        if value { Tri::Yes } else { Tri::No }
    }
}

impl Program {
    /// Yes, no, or unknown; in that case the slots that the undecided branches wait for are added to `missing`.
    pub fn truth(&self, at: At, slots: &Slots, missing: &mut SlotSet) -> Tri {
        match &self.ins[at as usize] {
            Ins::Const(value) => Tri::of(*value != 0),
            Ins::Load(slot) => {
                let bit = 1u64 << slot;
                if slots.known & bit == 0 {
                    *missing |= bit;
                    return Tri::Unknown;
                }
                Tri::of(slots.value[*slot as usize] != 0)
            }
            Ins::Not(inner) => match self.truth(*inner, slots, missing) {
                Tri::Yes => Tri::No,
                Tri::No => Tri::Yes,
                Tri::Unknown => Tri::Unknown,
            },
            Ins::All(from, to) => self.gather(*from, *to, Tri::No, slots, missing),
            Ins::Any(from, to) => self.gather(*from, *to, Tri::Yes, slots, missing),
            Ins::Compare(cmp, a, b) => match (self.scalar(*a, slots, missing), self.scalar(*b, slots, missing)) {
                (Some(a), Some(b)) => Tri::of(cmp.holds(a, b)),
                _ => Tri::Unknown,
            },
            Ins::In(one, set) => match self.scalar(*one, slots, missing) {
                Some(value) => Tri::of(self.sets[*set as usize].contains(&value)),
                None => Tri::Unknown,
            },
            Ins::AgeOn(..) | Ins::YearsAfter(..) | Ins::DaysAfter(..) => Tri::Unknown,
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
        match &self.ins[at as usize] {
            Ins::Const(value) => Some(*value),
            Ins::Load(slot) => {
                let bit = 1u64 << slot;
                if slots.known & bit == 0 {
                    *missing |= bit;
                    return None;
                }
                Some(slots.value[*slot as usize])
            }
            Ins::AgeOn(a, b) => self.both(*a, *b, slots, missing).map(|(a, b)| days::age(a, b)),
            Ins::YearsAfter(a, b) => self.both(*a, *b, slots, missing).map(|(a, b)| days::years_after(a, b)),
            Ins::DaysAfter(a, b) => self.both(*a, *b, slots, missing).map(|(a, b)| days::days_after(a, b)),
            _ => match self.truth(at, slots, missing) {
                Tri::Yes => Some(1),
                Tri::No => Some(0),
                Tri::Unknown => None,
            },
        }
    }

    fn both(&self, a: At, b: At, slots: &Slots, missing: &mut SlotSet) -> Option<(i32, i32)> {
        let (a, b) = (self.scalar(a, slots, missing), self.scalar(b, slots, missing));
        Some((a?, b?))
    }

    /// Adds to `seen` the slots that an instruction reads; `true` if one of them was there already.
    pub fn reads_again(&self, at: At, seen: &mut SlotSet) -> bool {
        match &self.ins[at as usize] {
            Ins::Const(_) => false,
            Ins::Load(slot) => {
                let again = *seen >> slot & 1 == 1;
                *seen |= 1 << slot;
                again
            }
            Ins::Not(a) | Ins::In(a, _) => self.reads_again(*a, seen),
            Ins::All(from, to) | Ins::Any(from, to) => {
                let kids = &self.kids[*from as usize..*to as usize];
                // Every child is visited, whatever the first one says: each adds its slots.
                kids.iter().filter(|kid| self.reads_again(**kid, seen)).count() > 0
            }
            Ins::Compare(_, a, b) | Ins::AgeOn(a, b) | Ins::YearsAfter(a, b) | Ins::DaysAfter(a, b) => {
                let first = self.reads_again(*a, seen);
                self.reads_again(*b, seen) || first
            }
        }
    }

    /// The slots that an instruction reads, whatever the case.
    pub fn reads(&self, at: At) -> SlotSet {
        match &self.ins[at as usize] {
            Ins::Const(_) => 0,
            Ins::Load(slot) => 1 << slot,
            Ins::Not(a) | Ins::In(a, _) => self.reads(*a),
            Ins::All(from, to) | Ins::Any(from, to) => {
                self.kids[*from as usize..*to as usize].iter().fold(0, |set, kid| set | self.reads(*kid))
            }
            Ins::Compare(_, a, b) | Ins::AgeOn(a, b) | Ins::YearsAfter(a, b) | Ins::DaysAfter(a, b) => {
                self.reads(*a) | self.reads(*b)
            }
        }
    }
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
                Program { ins: vec![Ins::Load(0), Ins::Const(1), Ins::Compare(cmp, 0, 1)], ..Program::default() };
            let mut missing = 0;
            assert_eq!(program.truth(2, &Slots::default(), &mut missing), Tri::Unknown);
            assert_eq!(missing, 1);
        }
        let program = Program { ins: vec![Ins::Load(3), Ins::In(0, 0)], kids: vec![], sets: vec![vec![1, 2]] };
        assert_eq!(program.truth(1, &Slots::default(), &mut 0), Tri::Unknown);
    }
}
