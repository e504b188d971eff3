//! The names an expression may use, with their types.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{FactType, Many, Place, Register, Schema};
use crate::law::expr::Ty;

/// Scalar facts, histories, parameters, code lists.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub facts: BTreeMap<String, Ty>,
    /// Histories and the type of their values; `Bool` for a flag.
    pub histories: BTreeMap<String, Ty>,
    /// Histories that have at most one value on a day.
    pub one_at_a_time: BTreeSet<String>,
    /// Of such a history, the values that count whatever else holds.
    pub prevails: BTreeMap<String, Vec<String>>,
    pub params: BTreeMap<String, Ty>,
    pub lists: BTreeMap<String, Vec<String>>,
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

/// The known word that somebody who wrote `word` may have meant, if one is near. The shorter a word, the nearer it must
/// be: any code of two letters is two edits from any other, so there only case and order may differ.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let far = |other: &str| {
        let other = other.to_lowercase();
        let edits = edits(&lower, &other);
        let near = match lower.chars().count().min(other.chars().count()) {
            0..=2 => edits == 0 || lower.chars().eq(other.chars().rev()),
            3 => edits <= 1,
            _ => edits <= 2,
        };
        near.then_some(edits)
    };
    known.filter_map(|other| far(other).map(|edits| (edits, other))).min().map(|(_, other)| other)
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_near_word_is_offered() {
        let countries = || ["BY", "GB", "RU", "US"].into_iter();
        for (word, offered) in [("ru", Some("RU")), ("UR", Some("RU")), ("RX", None), ("QQ", None), ("R", None)] {
            assert_eq!(nearest(word, countries()), offered, "{word}");
        }
        let kinds = || ["birth_date", "tax", "workplace"].into_iter();
        for (word, offered) in [
            ("birth_dat", Some("birth_date")),
            ("BIRTH_DATE", Some("birth_date")),
            ("tux", Some("tax")),
            ("tuy", None),
            ("place", None),
        ] {
            assert_eq!(nearest(word, kinds()), offered, "{word}");
        }
    }
}
