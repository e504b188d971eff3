//! Terms: by when the office must do something, as a pack states it.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::read::{Reader, Sources};
use crate::domain::Interval;
use crate::law::cite::Cite;

/// The longest term: ten years, in days or in hours.
const LONGEST: u32 = 3_660;

/// By when the office must do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub act: TermAct,
    /// The days of application to which it applies.
    pub in_force: Interval,
    pub length: Length,
    /// A shorter one close to the poll.
    pub near_poll: Option<NearPoll>,
    pub cite: Arc<Cite>,
}

/// What must be done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermAct {
    /// The office decides on the application.
    Decision,
}

impl TermAct {
    /// The word in packs and JSON.
    pub fn code(self) -> &'static str {
        match self {
            TermAct::Decision => "decision",
        }
    }
}

/// How long a term is, and what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    pub within: u32,
    pub counts: Counts,
}

/// What a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    Calendar,
    /// By the calendar of the host.
    Working,
    Hours,
}

impl Counts {
    pub const ALL: [Counts; 3] = [Counts::Calendar, Counts::Working, Counts::Hours];

    /// The word in packs and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Counts::Calendar => "calendar",
            Counts::Working => "working",
            Counts::Hours => "hours",
        }
    }
}

/// The length for whoever applies close to the poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearPoll {
    /// From so many days before the first day of voting; 0: from that day.
    pub days_before: u32,
    pub length: Length,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerm {
    pub act: TermAct,
    pub from: Spanned<Datetime>,
    pub to: Option<Spanned<Datetime>>,
    pub within: Spanned<u32>,
    pub counts: Counts,
    pub near_poll: Option<Spanned<RawNearPoll>>,
    pub cite: Spanned<String>,
    #[serde(default)]
    pub unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawNearPoll {
    pub days_before: u32,
    pub within: u32,
    pub counts: Counts,
}

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
