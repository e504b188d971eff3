//! The steps of a condition, as its explanation walks them beside the program.

use std::sync::Arc;

use super::program::At;
use crate::law::expr::Expr;

/// How the steps of a condition lie over the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    pub at: At,
    pub text: Arc<str>,
    /// The condition of this step, typed, for whoever says it in words.
    pub expr: Arc<Expr>,
    pub step: Step,
    pub kids: Vec<Trace>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    All,
    Any,
    Not,
    Test,
    Slot(u8),
    Param(String),
    /// By its place among the members of the criterion's groups.
    Member(usize),
    /// By its place among the criterion's exceptions.
    Exception(usize),
}

/// The steps of one criterion, each before those inside it; the explanation walks them.
#[derive(Debug, Clone, PartialEq)]
pub struct StepDef {
    pub at: At,
    pub text: Arc<str>,
    pub expr: Arc<Expr>,
    pub step: Step,
    /// Where the steps inside this one end.
    pub end: usize,
}

impl Trace {
    /// Adds this step and those inside it.
    pub fn flatten(&self, into: &mut Vec<StepDef>) {
        let place = into.len();
        into.push(StepDef {
            at: self.at,
            text: self.text.clone(),
            expr: self.expr.clone(),
            step: self.step.clone(),
            end: 0,
        });
        self.kids.iter().for_each(|kid| kid.flatten(into));
        into[place].end = into.len();
    }

    /// The condition of a criterion together with its exceptions.
    pub fn with_exceptions(self, exceptions: Vec<Trace>) -> Trace {
        if exceptions.is_empty() {
            return self;
        }
        let mut whole = match self.step {
            Step::All => self,
            _ => Trace {
                at: self.at,
                text: self.text.clone(),
                expr: self.expr.clone(),
                step: Step::All,
                kids: vec![self],
            },
        };
        for (at, when) in exceptions.into_iter().enumerate() {
            let (place, text, expr) = (when.at, when.text.clone(), when.expr.clone());
            let kids = if when.kids.is_empty() { vec![when] } else { when.kids };
            whole.kids.push(Trace { at: place, text, expr, step: Step::Exception(at), kids });
        }
        whole
    }
}
