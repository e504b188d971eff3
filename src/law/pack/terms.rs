//! Reads the terms of a pack: by when the office must do something.

use super::length::{Length, NearPoll, Term};
use super::raw::RawTerm;
use super::read::{Reader, Sources};

/// The longest term: ten years, in days or in hours.
const LONGEST: u32 = 3_660;

impl Reader<'_> {
    /// The terms of a pack. They need not cover its law: where nobody has read one, none is stated.
    pub(super) fn terms(&mut self, raw: &[RawTerm], sources: &Sources) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        for one in raw {
            let at = one.within.span().start;
            let length = Length { within: *one.within.get_ref(), counts: one.counts };
            self.length(length, at);
            let near_poll = one.near_poll.as_ref().map(|near| {
                let (at, near) = (near.span().start, near.get_ref());
                let length = Length { within: near.within, counts: near.counts };
                self.length(length, at);
                if near.days_before > LONGEST {
                    self.wrong(at, format!("days_before is {LONGEST} at most"));
                }
                NearPoll { days_before: near.days_before, length }
            });
            let cite = self.cite(&one.cite, one.unverified, sources);
            let Some(in_force) = self.interval(&one.from, one.to.as_ref()) else { continue };
            let term = Term { act: one.act, in_force, length, near_poll, cite };
            if let Some(other) = terms.iter().find(|other| other.act == term.act && other.in_force.overlaps(&in_force))
            {
                let problem = format!(
                    "two terms of one act overlap: {} and {in_force}; end the earlier where the later begins",
                    other.in_force
                );
                self.wrong(one.from.span().start, problem);
            }
            terms.push(term);
        }
        terms
    }

    fn length(&mut self, length: Length, at: usize) {
        if !(1..=LONGEST).contains(&length.within) {
            self.wrong(at, format!("within is a number from 1 to {LONGEST}"));
        }
    }
}
