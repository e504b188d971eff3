//! Reads the declared schema of facts, a core and what each country adds, and checks that it hangs together.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::place::Alphabet;
use crate::domain::{Against, CodeList, FactType, Kind, Many, Register, Schema, Words};
use crate::law::LawError;
use crate::law::pack::source::Source;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchema {
    id: Spanned<String>,
    /// The id of the core that a file of one country extends.
    extends: Option<Spanned<String>>,
    /// The state that alone needs what the file declares; without it the file adds to what every state has.
    host: Option<Spanned<String>>,
    #[serde(default)]
    register: Vec<RawRegister>,
    #[serde(default)]
    list: Vec<RawList>,
    /// More codes of lists that an earlier file declares.
    #[serde(default)]
    codes: Vec<RawCodes>,
    #[serde(default)]
    kind: Vec<RawKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCodes {
    list: Spanned<String>,
    codes: Vec<RawCode>,
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
const OWN_LISTS: [&str; 3] = ["evidence", "level", COUNTRIES];
const COUNTRIES: &str = "country";
/// Codes of one list at most.
const CODES: usize = 250;

/// Reads the core and the files that extend it, in this order, or says everything that is wrong with them.
pub fn read(files: &[(&str, &str)]) -> Result<Schema, Vec<LawError>> {
    let mut schema = Schema { id: String::new(), kinds: Vec::new(), lists: Vec::new(), registers: Vec::new() };
    let mut errors = Vec::new();
    for (file, text) in files {
        let source = Source::of(file, text);
        match toml::from_str::<RawSchema>(text) {
            Ok(raw) => Reader { source, host: None, schema: &mut schema, errors: &mut errors }.file(raw),
            Err(error) => errors.push(source.toml_error(&error)),
        }
    }
    if let Some((file, text)) = files.first() {
        let missing = OWN_LISTS.iter().filter(|own| schema.list(own).is_none());
        let source = Source::of(file, text);
        errors.extend(missing.map(|own| source.error(0, format!("the list {own:?} is missing"))));
    }
    if errors.is_empty() { Ok(schema) } else { Err(errors) }
}

struct Reader<'a> {
    source: Source<'a>,
    /// The state whose file it is.
    host: Option<String>,
    schema: &'a mut Schema,
    errors: &'a mut Vec<LawError>,
}

impl Reader<'_> {
    fn wrong(&mut self, at: usize, problem: impl Into<String>) {
        self.errors.push(self.source.error(at, problem));
    }

    fn file(&mut self, raw: RawSchema) {
        match &raw.extends {
            None if self.schema.id.is_empty() => self.schema.id.clone_from(raw.id.get_ref()),
            None => self.wrong(raw.id.span().start, "a second core; a file of one country says what it extends"),
            Some(core) if *core.get_ref() == self.schema.id => {}
            Some(core) => {
                let problem = format!("it extends {:?}; the core here is {:?}", core.get_ref(), self.schema.id);
                self.wrong(core.span().start, problem);
            }
        }
        self.host = raw.host.as_ref().map(|host| host.get_ref().clone());
        for list in raw.list {
            self.list(list);
        }
        for more in raw.codes {
            match self.schema.lists.iter().position(|known| known.id == *more.list.get_ref()) {
                Some(place) => self.codes(place, more.codes),
                None => self.wrong(more.list.span().start, format!("there is no list {:?}", more.list.get_ref())),
            }
        }
        if let Some(host) = &raw.host {
            self.host(host, raw.extends.is_some(), &raw.register);
        }
        registers(raw.register, &self.source, &mut self.schema.registers, self.errors);
        for kind in raw.kind {
            self.kind(kind);
        }
    }

    /// The state of a file is one that the schema names, and its registers are of that state.
    fn host(&mut self, host: &Spanned<String>, extends: bool, registers: &[RawRegister]) {
        let (at, id) = (host.span().start, host.get_ref());
        if !extends {
            self.wrong(at, "the core is of every state; a file of one state says what it extends");
        }
        if self.schema.list(COUNTRIES).is_none_or(|list| list.label(id).is_none()) {
            self.wrong(at, format!("{id:?} is no code of the list {COUNTRIES}"));
        }
        for one in registers.iter().filter(|one| one.host.get_ref() != id) {
            let problem = format!("the register is of {}; the file is of {id}", one.host.get_ref());
            self.wrong(one.host.span().start, problem);
        }
    }

    fn list(&mut self, raw: RawList) {
        let id = raw.id.get_ref();
        if self.schema.list(id).is_some() {
            self.wrong(raw.id.span().start, format!("the list {id} comes twice"));
            return;
        }
        self.schema.lists.push(CodeList { id: id.clone(), codes: Vec::new(), ..CodeList::default() });
        self.codes(self.schema.lists.len() - 1, raw.codes);
    }

    fn codes(&mut self, place: usize, codes: Vec<RawCode>) {
        for code in codes {
            let (at, id) = (code.code.span().start, code.code.into_inner());
            let list = &self.schema.lists[place];
            if list.label(&id).is_some() {
                self.wrong(at, format!("the code {id} comes twice"));
                continue;
            }
            let above = code.within.map(|above| (above.span().start, above.into_inner()));
            if let Some((at, above)) = above.as_ref().filter(|(_, above)| list.label(above).is_none()) {
                self.wrong(*at, format!("no earlier code of the list is called {above:?}"));
            }
            let list = &mut self.schema.lists[place];
            list.within.extend(above.map(|(_, above)| (id.clone(), above)));
            // A person can come from a state that only one file names.
            if let Some(host) = self.host.as_ref().filter(|_| list.id != COUNTRIES) {
                list.hosts.insert(id.clone(), host.clone());
            }
            list.codes.push((id, Words { en: code.en, ru: code.ru, be: code.be }));
        }
        if self.schema.lists[place].codes.len() > CODES {
            self.wrong(0, format!("the list {} has more than {CODES} codes", self.schema.lists[place].id));
        }
    }

    fn kind(&mut self, kind: RawKind) {
        let (at, id) = (kind.id.span().start, kind.id.into_inner());
        if let FactType::Code(list) = &kind.ty
            && self.schema.list(list).is_none()
        {
            self.wrong(at, format!("{id}: there is no list {list:?}"));
        }
        if self.schema.kind(&id).is_some() {
            self.wrong(at, format!("the kind {id} comes twice"));
        }
        let codes: Vec<String> = match &kind.ty {
            FactType::Code(list) => {
                let list = self.schema.list(list).map(|list| list.codes.as_slice()).unwrap_or_default();
                list.iter().map(|(code, _)| code.clone()).collect()
            }
            _ => Vec::new(),
        };
        let own = |code: &str| codes.iter().any(|known| known == code);
        for code in kind.prevails.iter().filter(|code| kind.many != Many::One || !own(code.get_ref())) {
            self.wrong(code.span().start, "only a code of a kind with one value on a day can prevail");
        }
        let against = against(kind.against, own, &self.source, self.errors);
        for shown_by in &kind.evidence {
            if self.schema.list("evidence").is_none_or(|list| list.label(shown_by.get_ref()).is_none()) {
                let problem = format!("{:?} is no code of the list evidence", shown_by.get_ref());
                self.wrong(shown_by.span().start, problem);
            }
        }
        self.schema.kinds.push(Kind {
            id,
            host: self.host.clone(),
            ty: kind.ty,
            many: kind.many,
            prevails: kind.prevails.into_iter().map(Spanned::into_inner).collect(),
            against,
            label: kind.label,
            question: kind.question,
            evidence: kind.evidence.into_iter().map(Spanned::into_inner).collect(),
        });
    }
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

/// A register's codes are cut into its groups, so each length must end where a group ends.
fn registers(raw: Vec<RawRegister>, source: &Source, registers: &mut Vec<Register>, errors: &mut Vec<LawError>) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{State, Value};

    const CORE: &str = include_str!("../packs/core.toml");

    /// Every kind by which a criterion of some pack bars, with the values that bar.
    const BARS: [(&str, &[&str]); 14] = [
        ("incapacity", &["true"]),
        ("imprisonment", &["sentence", "pretrial"]),
        ("conviction", &["grave", "other", "unlisted", "extremist"]),
        ("foreign_conviction", &["grave", "unlisted"]),
        ("banned_organisation", &["leader", "participant_before"]),
        ("nazi_symbol_penalty", &["true"]),
        ("foreign_agent", &["true"]),
        ("vote_withdrawn", &["true"]),
        ("gibraltar_status", &["true"]),
        ("voting_incapacity", &["true"]),
        ("foreign_permit", &["PL", "XX"]),
        ("foreign_privilege", &["pole_card", "other"]),
        ("incompatible_post", &["judge"]),
        ("other_district", &["true"]),
    ];

    #[test]
    fn every_kind_that_bars_is_marked_and_no_other() {
        let schema = crate::law::Library::embedded().unwrap().schema;
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
        let wrong = CORE.replacen(r#"against = ["sentence", "pretrial"]"#, r#"against = ["sentence", "jail"]"#, 1);
        let errors = read(&[("core.toml", &wrong)]).unwrap_err();
        assert!(errors[0].to_string().contains(r#"against: "jail" is no code of this kind"#), "{}", errors[0]);
        let wrong = CORE.replacen("against = true", r#"against = ["yes"]"#, 1);
        assert!(read(&[("core.toml", &wrong)]).is_err(), "a yes/no has no codes");
    }

    #[test]
    fn what_a_country_adds_is_merged_with_the_core_and_checked() {
        let country = r#"
id = "xx/1"
extends = "electoral-facts/1"
host = "ZZ"
[[codes]]
list = "country"
codes = [{ code = "ZZ", en = "Z", ru = "З", be = "З" }]
[[list]]
id = "status"
codes = [{ code = "settled", en = "settled", ru = "постоянный", be = "пастаянны" }]
[[kind]]
id = "status"
type = { code = "status" }
many = "one"
label = { en = "status", ru = "статус", be = "статус" }
question = { en = "Which?", ru = "Какой?", be = "Які?" }
evidence = ["other"]
"#;
        let read = |text: &str| super::read(&[("core.toml", CORE), ("xx.toml", text)]);
        let schema = read(country).unwrap();
        assert_eq!(schema.kind("status").unwrap().host.as_deref(), Some("ZZ"));
        assert_eq!(schema.kind("birth_date").unwrap().host, None, "the core is of every state");
        let (list, countries) = (schema.list("status").unwrap(), schema.list("country").unwrap());
        assert!(list.is_of("settled", "ZZ") && !list.is_of("settled", "RU"));
        assert!(countries.is_of("ZZ", "RU"), "the name of a state is of every state");
        assert!(countries.label("ZZ").is_some());
        for (change, to, wanted) in [
            ("electoral-facts/1", "electoral-facts/9", "xx.toml:3:11: it extends \"electoral-facts/9\""),
            ("host = \"ZZ\"", "host = \"QQ\"", "xx.toml:4:8: \"QQ\" is no code of the list country"),
            ("code = \"ZZ\"", "code = \"BY\"", "xx.toml:7:19: the code BY comes twice"),
            ("list = \"country\"", "list = \"countries\"", "xx.toml:6:8: there is no list \"countries\""),
            ("id = \"status\"\ntype", "id = \"birth_date\"\ntype", "the kind birth_date comes twice"),
            ("code = \"status\" }", "code = \"state\" }", "there is no list \"state\""),
            ("[\"other\"]", "[\"rumour\"]", "\"rumour\" is no code of the list evidence"),
        ] {
            assert!(country.contains(change), "{change}");
            let errors = read(&country.replacen(change, to, 1)).unwrap_err();
            let shown: Vec<String> = errors.iter().map(ToString::to_string).collect();
            assert!(shown.iter().any(|error| error.contains(wanted)), "{wanted}: {shown:?}");
        }
        let everywhere = read(&country.replacen("host = \"ZZ\"\n", "", 1)).unwrap();
        assert_eq!(everywhere.kind("status").unwrap().host, None, "a file of no state adds to what every state has");
    }

    #[test]
    fn the_state_of_a_file_is_that_of_its_registers_and_the_core_has_none() {
        let first = |files: &[(&str, &str)]| super::read(files).unwrap_err()[0].to_string();
        let core = CORE.replacen("id = ", "host = \"RU\"\nid = ", 1);
        assert!(first(&[("core.toml", &core)]).contains("the core is of every state"));
        let country = include_str!("../packs/es/schema.toml").replacen("host = \"ES\"", "host = \"RU\"", 1);
        let error = first(&[("core.toml", CORE), ("es.toml", &country)]);
        assert!(error.contains("the register is of ES; the file is of RU"), "{error}");
    }
}
