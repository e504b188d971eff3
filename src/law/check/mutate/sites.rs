//! What can be changed in a pack's file, found in the TOML itself, so that every change has its place.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::notation::{beside, changes, with_comma};
use super::{Edit, Mutant, What};
use crate::domain::{Day, Schema};
use crate::law::pack::raw;
use crate::law::pack::source::Source;

/// A key of a table and its value, each with its place.
type Field<'a> = (&'a Spanned<std::borrow::Cow<'a, str>>, &'a Spanned<DeValue<'a>>);

/// The text before the embedded cases, where nothing else follows them.
pub fn without_cases(text: &str) -> &str {
    let headers = headers(text);
    let first = headers.iter().position(|header| header.path[0] == "case");
    match first {
        Some(first) if headers[first..].iter().all(|header| header.path[0] == "case") => &text[..headers[first].start],
        _ => text,
    }
}

/// Every small change of the law in the text.
pub fn mutants(text: &str, source: &Source, schema: &Schema) -> Result<Vec<Mutant>, toml::de::Error> {
    let parsed = DeTable::parse(text)?;
    let mut sites = Sites { text, source, schema, owner: String::new(), found: Vec::new(), edges: BTreeMap::new() };
    if let Some(head) = parsed.get_ref().get("pack").and_then(|head| head.get_ref().as_table()) {
        sites.days_of(head, Within::Head);
    }
    for list in ["param", "criterion"] {
        for one in tables(parsed.get_ref().get(list)) {
            let id = one.get("id").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
            sites.owner = id.to_owned();
            let within = if list == "param" { Within::Param } else { Within::Clause };
            sites.days_of(one, within);
            sites.fields(one, within);
        }
    }
    sites.edges();
    sites.sections();
    sites.found.sort_by_key(|mutant| (mutant.line, mutant.column));
    Ok(sites.found)
}

fn tables<'a>(list: Option<&'a Spanned<DeValue<'a>>>) -> Vec<&'a DeTable<'a>> {
    let list = list.and_then(|list| list.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter()).filter_map(|one| one.get_ref().as_table()).collect()
}

/// What a table of the file belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Head,
    Param,
    Clause,
}

struct Sites<'a> {
    text: &'a str,
    source: &'a Source<'a>,
    schema: &'a Schema,
    owner: String,
    found: Vec<Mutant>,
    /// Where each day on which a version begins or ends is written. Two versions meet on one day, so that it moves for
    /// both; the pack's own days move for all that begin or end with it.
    edges: BTreeMap<(Within, String, Day), Vec<Range<usize>>>,
}

impl<'a> Sites<'a> {
    fn put(&mut self, what: What, at: usize, old: &str, new: String, edits: Vec<Edit>) {
        let (line, column) = self.source.place(at);
        let old = old.split_whitespace().collect::<Vec<_>>().join(" ");
        self.found.push(Mutant { line, column, what, old, new, owner: self.owner.clone(), edits });
    }

    fn replace(&mut self, what: What, range: Range<usize>, new: String) {
        let old = &self.text[range.clone()];
        self.put(what, range.start, old, new.clone(), vec![Edit { range, with: new }]);
    }

    fn take_away(&mut self, what: What, at: usize, range: Range<usize>, old: &str) {
        self.put(what, at, old, String::new(), vec![Edit { range, with: String::new() }]);
    }

    fn days_of(&mut self, table: &DeTable, within: Within) {
        for key in ["from", "to"] {
            let Some(written) = table.get(key) else { continue };
            if let Some(day) = written.get_ref().as_datetime().and_then(raw::day) {
                self.edges.entry((within, self.owner.clone(), day)).or_default().push(written.span());
            }
        }
    }

    fn edges(&mut self) {
        let edges = std::mem::take(&mut self.edges);
        for ((within, owner, day), ranges) in &edges {
            let mut ranges = ranges.clone();
            if *within == Within::Head {
                ranges.extend(edges.iter().filter(|((.., other), _)| other == day).flat_map(|(_, all)| all.clone()));
            }
            ranges.sort_by_key(|range| range.start);
            ranges.dedup();
            self.owner.clone_from(owner);
            for with in beside(*day) {
                let edit = |range: &Range<usize>| Edit { range: range.clone(), with: with.to_string() };
                let edits = ranges.iter().map(edit).collect();
                self.put(What::Day, ranges[0].start, &day.to_string(), with.to_string(), edits);
            }
        }
    }

    fn fields(&mut self, table: &DeTable, within: Within) {
        for field in table {
            self.field(field, within);
        }
    }

    fn field(&mut self, (key, value): Field, within: Within) {
        let name = key.get_ref().as_ref();
        match (name, value.get_ref()) {
            ("cite" | "repealed", DeValue::String(text)) => {
                let range = with_comma(self.text, key.span().start..value.span().end);
                self.take_away(What::Citation, value.span().start, range, text);
            }
            ("test" | "when", DeValue::String(expression)) => self.expression(expression, value.span()),
            ("effect", DeValue::String(effect)) => {
                for other in ["met", "not_met", "contested"].into_iter().filter(|other| other != effect) {
                    self.replace(What::Effect, value.span(), format!("\"{other}\""));
                }
            }
            ("value", written) if within == Within::Param => self.value(written, value.span()),
            ("values", DeValue::Array(values)) => {
                for one in values.iter().filter_map(|one| one.get_ref().as_table()) {
                    self.days_of(one, within);
                    self.fields(one, within);
                }
            }
            ("all" | "any" | "exception", DeValue::Array(members)) => self.members(key, name, members),
            _ => {}
        }
    }

    /// The members of a group, or the exceptions. Those under headers of their own are changed by `sections`.
    fn members(&mut self, key: &Spanned<std::borrow::Cow<str>>, name: &str, members: &toml::de::DeArray) {
        let inline = |one: &Spanned<DeValue>| self.text[one.span()].starts_with('{');
        if members.iter().any(inline) && name != "exception" {
            let other = if name == "all" { "any" } else { "all" };
            self.replace(What::Group, key.span(), other.to_owned());
        }
        for one in members.iter() {
            let Some(table) = one.get_ref().as_table() else { continue };
            if self.text[one.span()].starts_with('{') {
                let what = if name == "exception" { What::Exception } else { What::Member };
                let id = table.get("id").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
                self.take_away(what, one.span().start, with_comma(self.text, one.span()), id);
            }
            self.fields(table, Within::Clause);
        }
    }

    fn value(&mut self, written: &DeValue, span: Range<usize>) {
        match written {
            DeValue::Integer(_) => {
                for with in self.text[span.clone()].parse::<i64>().iter().flat_map(|number| [number - 1, number + 1]) {
                    self.replace(What::Number, span.clone(), with.to_string());
                }
            }
            DeValue::Datetime(datetime) => {
                for with in raw::day(datetime).into_iter().flat_map(beside) {
                    self.replace(What::Day, span.clone(), with.to_string());
                }
            }
            DeValue::Array(codes) => {
                for code in codes.iter() {
                    let old = code.get_ref().as_str().unwrap_or_default();
                    self.take_away(What::Code, code.span().start, with_comma(self.text, code.span()), old);
                }
            }
            DeValue::Table(rows) => {
                for (key, number) in rows {
                    let range = with_comma(self.text, key.span().start..number.span().end);
                    self.take_away(What::Code, key.span().start, range, key.get_ref());
                    self.value(number.get_ref(), number.span());
                }
            }
            _ => {}
        }
    }

    fn expression(&mut self, source: &str, span: Range<usize>) {
        // A text without escapes stands in the file as it is, behind one quote or three.
        let within = self.text[span.clone()].find(source).map(|at| span.start + at);
        for change in changes(source, self.schema) {
            let mut changed = source.to_owned();
            changed.replace_range(change.range.clone(), &change.with);
            let quoted = toml::Value::String(changed).to_string();
            let at = within.map_or(span.start, |at| at + change.range.start);
            let old = source[change.range].trim_matches([',', ' ']);
            self.put(change.what, at, old, change.with, vec![Edit { range: span.clone(), with: quoted }]);
        }
    }

    /// Members, exceptions and groups under headers of their own.
    fn sections(&mut self) {
        let headers = headers(self.text);
        let mut groups: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for (n, header) in headers.iter().enumerate() {
            let Some((last, parent)) = header.path.split_last().filter(|_| header.path[0] == "criterion") else {
                continue;
            };
            let what = match *last {
                "exception" => What::Exception,
                "all" | "any" => What::Member,
                _ => continue,
            };
            let end = end(&headers, n).map_or(self.text.len(), |next| headers[next].start);
            let id = self.text[header.start..end].lines().find_map(|line| line.trim().strip_prefix("id = "));
            let id = id.unwrap_or_default().trim_matches('"');
            let above = headers[..n].iter().rposition(|one| one.path == parent).unwrap_or(0);
            self.owner = owner(self.text, &headers, n);
            self.take_away(what, header.name, header.start..end, id);
            if what == What::Member {
                groups.entry((above, last)).or_insert(n);
            }
        }
        for ((above, last), first) in groups {
            let depth = headers[first].path.len() - 1;
            let until = end(&headers, above).unwrap_or(headers.len());
            let path = &headers[first].path;
            let inside = headers[above..until].iter().filter(|header| header.path.starts_with(path));
            let other = if last == "all" { "any" } else { "all" };
            let edits = inside.map(|header| {
                let start = header.name + header.path[..depth].iter().map(|part| part.len() + 1).sum::<usize>();
                Edit { range: start..start + last.len(), with: other.to_owned() }
            });
            let edits: Vec<Edit> = edits.collect();
            self.owner = owner(self.text, &headers, first);
            self.put(What::Group, headers[first].name, last, other.to_owned(), edits);
        }
    }
}

/// The criterion that a header belongs to.
fn owner(text: &str, headers: &[Header], at: usize) -> String {
    let top = headers[..=at].iter().rfind(|header| header.path.len() == 1);
    let lines = top.map_or("", |top| &text[top.start..]).lines();
    let id = lines.skip(1).take_while(|line| !line.trim_start().starts_with('[')).find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "id").then(|| value.trim().trim_matches(['"', '\'']))
    });
    id.unwrap_or_default().to_owned()
}

/// The first header after this one that lies outside it.
fn end(headers: &[Header], at: usize) -> Option<usize> {
    let path = &headers[at].path;
    let outside = |header: &Header| header.path.len() <= path.len() || !header.path.starts_with(path);
    (at + 1..headers.len()).find(|n| outside(&headers[*n]))
}

/// A line of the file that opens a table: `[a.b]` or `[[a.b]]`.
struct Header<'a> {
    /// Where the line starts.
    start: usize,
    /// Where its name starts.
    name: usize,
    path: Vec<&'a str>,
}

fn headers(text: &str) -> Vec<Header<'_>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.split('#').next().unwrap_or_default().trim();
        let name = trimmed.trim_start_matches('[').trim_end_matches(']');
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if trimmed.starts_with('[') && trimmed.ends_with(']') && !name.is_empty() && name.chars().all(plain) {
            let at = start + line.find(name).unwrap_or(0);
            found.push(Header { start, name: at, path: name.split('.').collect() });
        }
        start += line.len();
    }
    found
}
