//! Reads the declared schema of facts and checks that it hangs together.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::LawError;
use super::source::Source;
use crate::domain::place::Alphabet;
use crate::domain::{Against, CodeList, FactType, Kind, Many, Register, Schema, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchema {
    id: String,
    register: Vec<RawRegister>,
    list: Vec<RawList>,
    kind: Vec<RawKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    id: Spanned<String>,
    codes: Vec<RawCode>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCode {
    code: Spanned<String>,
    /// The code of the list inside which this one lies.
    within: Option<Spanned<String>>,
    en: String,
    ru: String,
    be: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKind {
    id: Spanned<String>,
    #[serde(rename = "type")]
    ty: FactType,
    many: Many,
    #[serde(default)]
    prevails: Vec<Spanned<String>>,
    against: Option<Spanned<RawAgainst>>,
    label: Words,
    question: Words,
    evidence: Vec<Spanned<String>>,
}

/// `true`: every known value weighs against a person; else the codes that do.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawAgainst {
    All(bool),
    Codes(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegister {
    id: Spanned<String>,
    host: Spanned<String>,
    label: Words,
    groups: Vec<usize>,
    lengths: Vec<usize>,
    alphabet: Alphabet,
    headings: Vec<Spanned<String>>,
    distinct: Option<usize>,
}

/// The lists that the program itself needs.
const OWN_LISTS: [&str; 3] = ["evidence", "level", "country"];

/// Reads the schema, or says everything that is wrong with it.
pub fn read(file: &str, text: &str) -> Result<Schema, Vec<LawError>> {
    let source = Source { file, text };
    let raw: RawSchema = toml::from_str(text).map_err(|error| vec![source.toml_error(&error)])?;
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for list in &raw.list {
        if !seen.insert(list.id.get_ref().clone()) {
            errors.push(source.error(list.id.span().start, format!("the list {} comes twice", list.id.get_ref())));
        }
        let mut codes: BTreeSet<&String> = BTreeSet::new();
        for code in &list.codes {
            if !codes.insert(code.code.get_ref()) {
                errors.push(
                    source.error(code.code.span().start, format!("the code {} comes twice", code.code.get_ref())),
                );
            }
            if let Some(above) = &code.within
                && !codes.contains(above.get_ref())
            {
                let problem = format!("no earlier code of the list is called {:?}", above.get_ref());
                errors.push(source.error(above.span().start, problem));
            }
        }
    }
    for own in OWN_LISTS {
        if !raw.list.iter().any(|list| list.id.get_ref() == own) {
            errors.push(source.error(0, format!("the list {own:?} is missing")));
        }
    }
    let lists: Vec<CodeList> = raw.list.into_iter().map(list).collect();
    let evidence = |code: &str| lists.iter().any(|list| list.id == "evidence" && list.label(code).is_some());
    let mut kinds: Vec<Kind> = Vec::new();
    for kind in raw.kind {
        let at = kind.id.span().start;
        if let FactType::Code(list) = &kind.ty
            && !lists.iter().any(|known| known.id == *list)
        {
            errors.push(source.error(at, format!("{}: there is no list {list:?}", kind.id.get_ref())));
        }
        if kinds.iter().any(|known| known.id == *kind.id.get_ref()) {
            errors.push(source.error(at, format!("the kind {} comes twice", kind.id.get_ref())));
        }
        let own = |code: &str| match &kind.ty {
            FactType::Code(list) => lists.iter().any(|known| known.id == *list && known.label(code).is_some()),
            _ => false,
        };
        for code in kind.prevails.iter().filter(|code| kind.many != Many::One || !own(code.get_ref())) {
            let problem = "only a code of a kind with one value on a day can prevail";
            errors.push(source.error(code.span().start, problem));
        }
        let against = against(kind.against, own, &source, &mut errors);
        for shown_by in kind.evidence.iter().filter(|shown_by| !evidence(shown_by.get_ref())) {
            let problem = format!("{:?} is no code of the list evidence", shown_by.get_ref());
            errors.push(source.error(shown_by.span().start, problem));
        }
        kinds.push(Kind {
            id: kind.id.into_inner(),
            ty: kind.ty,
            many: kind.many,
            prevails: kind.prevails.into_iter().map(Spanned::into_inner).collect(),
            against,
            label: kind.label,
            question: kind.question,
            evidence: kind.evidence.into_iter().map(Spanned::into_inner).collect(),
        });
    }
    let registers = registers(raw.register, &source, &mut errors);
    if errors.is_empty() { Ok(Schema { id: raw.id, kinds, lists, registers }) } else { Err(errors) }
}

/// What of a kind weighs against a person; `own` knows the codes of the kind's list.
fn against(
    raw: Option<Spanned<RawAgainst>>,
    own: impl Fn(&str) -> bool,
    source: &Source,
    errors: &mut Vec<LawError>,
) -> Against {
    let Some(raw) = raw else { return Against::Nothing };
    let at = raw.span().start;
    match raw.into_inner() {
        RawAgainst::All(false) => Against::Nothing,
        RawAgainst::All(true) => Against::Everything,
        RawAgainst::Codes(codes) => {
            for code in codes.iter().filter(|code| !own(code)) {
                errors.push(source.error(at, format!("against: {code:?} is no code of this kind")));
            }
            Against::Codes(codes)
        }
    }
}

fn list(raw: RawList) -> CodeList {
    let above = |code: &RawCode| Some((code.code.get_ref().clone(), code.within.as_ref()?.get_ref().clone()));
    let within = raw.codes.iter().filter_map(above).collect();
    let words = |code: RawCode| (code.code.into_inner(), Words { en: code.en, ru: code.ru, be: code.be });
    CodeList { id: raw.id.into_inner(), codes: raw.codes.into_iter().map(words).collect(), within }
}

/// A register's codes are cut into its groups, so each length must end where a group ends.
fn registers(raw: Vec<RawRegister>, source: &Source, errors: &mut Vec<LawError>) -> Vec<Register> {
    let mut registers: Vec<Register> = Vec::new();
    for one in raw {
        let (at, id) = (one.id.span().start, one.id.into_inner());
        let mut wrong = |at: usize, problem: String| errors.push(source.error(at, format!("register {id}: {problem}")));
        if id.is_empty() || !id.bytes().all(|sign| sign.is_ascii_uppercase()) {
            wrong(at, "its name is made of capital Latin letters".into());
        }
        if registers.iter().any(|known| known.id == id) {
            wrong(at, "it comes twice".into());
        }
        let host = one.host.get_ref();
        if let Some(other) = registers.iter().find(|known| known.host == *host) {
            wrong(one.host.span().start, format!("{host} has {} already; a bare code would mean either", other.id));
        }
        let ends: BTreeSet<usize> = one
            .groups
            .iter()
            .scan(0, |end, size| {
                *end += size;
                Some(*end)
            })
            .collect();
        if one.groups.is_empty() || one.groups.contains(&0) {
            wrong(at, "groups are numbers of signs, one or more".into());
        }
        if one.lengths.is_empty() || one.lengths.iter().any(|length| !ends.contains(length)) {
            wrong(at, format!("each length ends where a group ends: {ends:?}"));
        }
        let sign = |c: char| c == '?' || c.is_ascii_digit() || c.is_ascii_uppercase();
        for heading in &one.headings {
            let pattern = heading.get_ref();
            if !pattern.chars().all(sign) || !one.lengths.contains(&pattern.len()) {
                wrong(heading.span().start, format!("{pattern:?} fits no code; ? stands for any sign"));
            }
        }
        let distinct = one.distinct.unwrap_or(one.groups.len());
        let headings = one.headings.into_iter().map(Spanned::into_inner).collect();
        let (label, groups, lengths, alphabet) = (one.label, one.groups, one.lengths, one.alphabet);
        registers.push(Register {
            id,
            host: one.host.into_inner(),
            label,
            groups,
            lengths,
            alphabet,
            headings,
            distinct,
        });
    }
    registers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{State, Value};

    const FACTS: &str = include_str!("packs/facts.toml");

    /// Every kind by which a criterion of some pack bars, with the values that bar.
    const BARS: [(&str, &[&str]); 11] = [
        ("incapacity", &["true"]),
        ("imprisonment", &["sentence", "pretrial"]),
        ("conviction", &["grave", "other", "unlisted", "extremist"]),
        ("foreign_conviction", &["grave", "unlisted"]),
        ("banned_organisation", &["leader", "participant_before"]),
        ("nazi_symbol_penalty", &["true"]),
        ("foreign_agent", &["true"]),
        ("foreign_permit", &["PL", "XX"]),
        ("foreign_privilege", &["pole_card", "other"]),
        ("incompatible_post", &["judge"]),
        ("other_district", &["true"]),
    ];

    #[test]
    fn every_kind_that_bars_is_marked_and_no_other() {
        let schema = read("facts.toml", FACTS).unwrap();
        for (id, values) in BARS {
            let kind = schema.kind(id).unwrap();
            for value in values {
                let value = match kind.ty {
                    FactType::Flag => Value::Bool(true),
                    _ => Value::Code((*value).to_owned()),
                };
                assert!(kind.weighs_against(&State::Known(value.clone())), "{id} {value:?}");
            }
            assert!(!kind.weighs_against(&State::None), "{id}: absence never weighs against a person");
            assert!(!kind.weighs_against(&State::Unknown(crate::domain::Why::Refused)), "{id}");
        }
        let marked = schema.kinds.iter().filter(|kind| kind.against != Against::Nothing).count();
        assert_eq!(marked, BARS.len(), "a kind that is marked bars nowhere");
    }

    #[test]
    fn a_code_that_weighs_against_a_person_is_one_of_the_kind() {
        let wrong = FACTS.replacen(r#"against = ["sentence", "pretrial"]"#, r#"against = ["sentence", "jail"]"#, 1);
        let errors = read("facts.toml", &wrong).unwrap_err();
        assert!(errors[0].to_string().contains(r#"against: "jail" is no code of this kind"#), "{}", errors[0]);
        let wrong = FACTS.replacen("against = true", r#"against = ["yes"]"#, 1);
        assert!(read("facts.toml", &wrong).is_err(), "a yes/no has no codes");
    }
}
