//! What stands on top of the queue, one file for each.

pub mod approve;
pub mod case;
pub mod decide;
pub mod fact_form;
pub mod help;
pub mod ledger;
pub mod packs;
pub mod queue;
pub mod request;
pub mod whatif;

use super::pane::Pane;
use approve::Approve;
use decide::Decide;
use fact_form::FactForm;
use help::Help;
use ledger::Ledger;
use packs::Packs;
use request::Request;
use whatif::WhatIf;

/// What stands on top of the queue.
#[derive(Debug, Clone)]
pub enum Screen {
    Case,
    Decide(Decide),
    Approve(Approve),
    Fact(FactForm),
    Request(Request),
    WhatIf(WhatIf),
    /// The full explanation of a finding, by its place in the determination.
    Explain {
        finding: usize,
        pane: Pane,
    },
    Ledger(Ledger),
    Packs(Packs),
    Help(Help),
}
