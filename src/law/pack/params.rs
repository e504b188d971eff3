//! Reads the dated parameters of a pack: numbers, days, codes, lists and tables, each version with its provision.

use crate::domain::Interval;
use crate::domain::time::DAY_FORM;
use crate::law::engine::value::ParamValue;
use crate::law::expr::Ty;
use crate::law::expr::names::Names;
use crate::law::pack::Param;
use crate::law::pack::raw::{self, ParamType, RawParam};
use crate::law::pack::read::{Reader, Sources};

impl Reader<'_> {
    pub(super) fn param(
        &mut self,
        raw: &RawParam,
        sources: &Sources,
        whole: Interval,
        names: &mut Names,
    ) -> Option<Param> {
        let at = raw.id.span().start;
        let id = raw.id.get_ref();
        self.spanned_words(&raw.title, "title");
        let ty = self.param_type(raw, names)?;
        if names.params.insert(id.clone(), ty.clone()).is_some() {
            self.wrong(at, format!("the parameter {id} comes twice; rename one, or put all values under one"));
        }
        let mut values = Vec::new();
        for (n, spanned) in raw.values.iter().enumerate() {
            let at = spanned.span().start;
            let written = spanned.get_ref();
            let from = raw::day(&written.from);
            let next = raw.values.get(n + 1).and_then(|next| raw::day(&next.get_ref().from));
            let to = written.to.as_ref().map_or(next.or(whole.to), raw::day);
            if next.is_some() && to != next {
                self.wrong(at, format!("the parameter {id}: a gap or an overlap before the next value; leave to out, and each value lasts until the next"));
            }
            let cite = self.cite(&written.cite, written.unverified, sources);
            if from.zip(next).is_some_and(|(from, next)| next <= from) {
                self.wrong(
                    at,
                    format!("the parameter {id}: two values overlap, or are not in the order of their dates; put the earlier first"),
                );
                continue;
            }
            match (from.and_then(|from| Interval::new(Some(from), to)), self.param_value(raw, &written.value, names)) {
                (Some(interval), Ok(value)) => values.push((interval, value, cite)),
                (None, _) => self.wrong(at, format!("the parameter {id}: this value's dates make no interval")),
                (_, Err(problem)) => self.wrong(at, format!("the parameter {id}: {problem}")),
            }
        }
        if values.len() < raw.values.len() {
            return None;
        }
        let first = values.first().map(|(interval, ..): &(Interval, _, _)| interval.from);
        let last = values.last().map(|(interval, ..)| interval.to);
        if first.is_none_or(|first| first > whole.from) || last.is_some_and(|last| last != whole.to) {
            self.wrong(at, format!("the parameter {id} has a gap: its values must cover {whole}"));
        }
        let title = std::sync::Arc::new(raw.title.get_ref().clone());
        let places = raw.values.iter().map(|value| self.source.place(value.span().start)).collect();
        Some(Param { id: id.clone(), title, list: raw.list.clone().unwrap_or_default(), values, ty, places })
    }

    /// The type of a parameter; `None` where it was refused.
    fn param_type(&mut self, raw: &RawParam, names: &Names) -> Option<Ty> {
        let (at, id) = (raw.id.span().start, raw.id.get_ref());
        let ty = match (raw.ty, &raw.list) {
            (ParamType::Int, None) => Ty::Int,
            (ParamType::Date, None) => Ty::Date,
            (ParamType::Code, Some(list)) => Ty::Code(list.clone()),
            (ParamType::Codes, Some(list)) => Ty::Codes(list.clone()),
            (ParamType::Table, Some(list)) => Ty::Table(list.clone()),
            (ParamType::Code | ParamType::Codes | ParamType::Table, None) => {
                self.wrong(
                    at,
                    format!("the parameter {id} needs list = \"...\": the list of the schema that its codes are of"),
                );
                return None;
            }
            (ParamType::Int | ParamType::Date, Some(_)) => {
                self.wrong(at, format!("the parameter {id} has no codes; leave list out"));
                return None;
            }
        };
        if let Some(list) = raw.list.as_ref().filter(|list| !names.lists.contains_key(*list)) {
            let near = crate::law::expr::names::nearest(list, names.lists.keys().map(String::as_str));
            let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
            self.wrong(at, format!("the parameter {id}: the schema has no list {list:?}{hint}"));
            return None;
        }
        Some(ty)
    }

    fn param_value(&self, raw: &RawParam, value: &toml::Value, names: &Names) -> Result<ParamValue, String> {
        let list = raw.list.as_deref().unwrap_or("");
        let code = |value: &toml::Value| -> Result<String, String> {
            let code = value.as_str().ok_or("a code stands in quotes, such as \"BY\"")?;
            names.code(list, code).map(|_| code.to_owned())
        };
        match raw.ty {
            ParamType::Int => value
                .as_integer()
                .map(ParamValue::Int)
                .ok_or("a whole number is needed, without quotes, such as 18".into()),
            ParamType::Date => {
                let day = value.as_datetime().and_then(raw::day);
                day.map(ParamValue::Date).ok_or(format!("a date is needed: {DAY_FORM}"))
            }
            ParamType::Code => code(value).map(ParamValue::Code),
            ParamType::Codes => {
                let codes = value.as_array().ok_or("a list of codes is needed, such as [\"BY\", \"RU\"]")?;
                codes.iter().map(code).collect::<Result<_, _>>().map(ParamValue::Codes)
            }
            ParamType::Table => {
                let rows =
                    value.as_table().ok_or("a table of numbers by codes is needed, such as { BO = 5, GB = 3 }")?;
                let row = |(key, number): (&String, &toml::Value)| {
                    names.code(list, key)?;
                    Ok((key.clone(), number.as_integer().ok_or(format!("the number of {key} is a whole number"))?))
                };
                rows.iter().map(row).collect::<Result<_, String>>().map(ParamValue::Table)
            }
        }
    }
}
