//! By when the office must do something: the values that a pack holds.

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::Interval;
use crate::law::cite::Cite;

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
