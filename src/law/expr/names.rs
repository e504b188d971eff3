//! The names an expression may use, with their types.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{FactType, Many, Place, Register, Schema};
use crate::law::expr::Ty;

pub(crate) use crate::domain::near::nearest;

/// Scalar facts, histories, parameters, code lists.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The scalar facts, with their types.
    pub facts: BTreeMap<String, Ty>,
    /// Histories and the type of their values; `Bool` for a flag.
    pub histories: BTreeMap<String, Ty>,
    /// Histories that have at most one value on a day.
    pub one_at_a_time: BTreeSet<String>,
    /// Of such a history, the values that count whatever else holds.
    pub prevails: BTreeMap<String, Vec<String>>,
    /// The parameters of the pack, with their types.
    pub params: BTreeMap<String, Ty>,
    /// By list, its codes.
    pub lists: BTreeMap<String, Vec<String>>,
    /// The registers whose codes are places.
    pub registers: Vec<Register>,
    /// By list, the code inside which another lies: a penalty inside its crime.
    pub within: BTreeMap<String, BTreeMap<String, String>>,
    /// The list of the table for whose rows a condition is asked; `key` and `value` stand for its row.
    pub table: Option<String>,
    /// Whether `poll.*` and `case.*` exist.
    pub given: bool,
}

impl Names {
    /// The names of the schema; parameters are added by the pack.
    pub fn of(schema: &Schema) -> Names {
        let mut names = Names { given: true, registers: schema.registers.clone(), ..Names::default() };
        for list in &schema.lists {
            names.lists.insert(list.id.clone(), list.codes.iter().map(|(code, _)| code.clone()).collect());
            names.within.insert(list.id.clone(), list.within.clone());
        }
        for kind in &schema.kinds {
            let ty = match &kind.ty {
                FactType::Flag => Ty::Bool,
                FactType::Int => Ty::Int,
                FactType::Date => Ty::Date,
                FactType::Code(list) => Ty::Code(list.clone()),
                FactType::Place => Ty::Place,
            };
            let into = if kind.many == Many::Scalar { &mut names.facts } else { &mut names.histories };
            into.insert(kind.id.clone(), ty);
            if kind.many == Many::One {
                names.one_at_a_time.insert(kind.id.clone());
                names.prevails.insert(kind.id.clone(), kind.prevails.clone());
            }
        }
        names
    }

    /// The place of a code in its list, or why it has none.
    pub fn code(&self, list: &str, code: &str) -> Result<usize, String> {
        let codes = self.lists.get(list).ok_or_else(|| format!("there is no list {list:?}"))?;
        codes.iter().position(|known| known == code).ok_or_else(|| {
            let near = nearest(code, codes.iter().map(String::as_str));
            format!("{code:?} is no code of the list {list}{}", hint(near))
        })
    }

    /// A place that a condition names: with its register, so that it means the same wherever the rule is read.
    pub fn place(&self, text: &str) -> Result<Place, String> {
        Place::parse(text, &self.registers, None).map_err(|problem| problem.to_string())
    }

    /// ` (did you mean ...?)`, where a name is near.
    pub fn near(&self, name: &str) -> String {
        let known = self.facts.keys().chain(self.histories.keys()).map(String::as_str);
        let params: Vec<String> = self.params.keys().map(|param| format!("params.{param}")).collect();
        let given = crate::law::expr::Given::ALL.iter().filter(|_| self.given).map(|given| given.name());
        let asks = crate::law::expr::Ask::ALL.iter().map(|ask| ask.name());
        let more = crate::law::expr::FUNCTIONS.iter().map(|(name, _)| *name);
        hint(nearest(name, known.chain(params.iter().map(String::as_str)).chain(given).chain(asks).chain(more)))
    }
}

fn hint(near: Option<&str>) -> String {
    near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default()
}
