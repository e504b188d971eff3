//! Places: the codes of territories, each of a declared register, and which territory lies inside which.
//!
//! A code that comes in is trimmed and checked here, whoever brings it. Two codes are compared by what their register's
//! digits say; where those say nothing the answer is unknown, never no.

use std::fmt;

use super::clean::is_hidden;
use super::words::Words;

/// A register of territories, as the schema declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// As it stands before a code: `OKTMO`.
    pub id: String,
    /// ISO 3166 code of the state whose territories it lists; a bare code of a case there is one of this register.
    pub host: String,
    /// The name of the register, for people.
    pub label: Words,
    /// How many signs each level of the code has, the widest territory first.
    pub groups: Vec<usize>,
    /// How long a code may be, in signs.
    pub lengths: Vec<usize>,
    /// Which signs its codes are made of.
    pub alphabet: Alphabet,
    /// Patterns of codes that head a part of the list and are no place; `?` stands for any sign.
    pub headings: Vec<String>,
    /// In so many leading groups a difference tells that one place is not inside another. Behind them the codes of this
    /// register do not nest, and a difference tells nothing.
    pub distinct: usize,
}

/// The signs of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alphabet {
    /// From 0 to 9.
    Digits,
    /// Digits and capital Latin letters.
    Alnum,
}

/// A territory: a code that has been checked, and its register. Written `OKTMO:46701000`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The id of its register, one of the schema's.
    pub register: String,
    /// As the register writes it, without spaces.
    pub code: String,
}

/// Why a text is no place, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceProblem {
    /// Nothing was written.
    #[error("a place is empty here; write its code, such as OKTMO:46701000")]
    Empty,
    /// A sign that cannot be seen.
    #[error("the code of the place holds the hidden character {}; type the code again instead of pasting it", mark(*.0))]
    Hidden(char),
    /// A space within the code.
    #[error("the code of the place holds a blank; write it without blanks")]
    Blank,
    /// A code with a dash where a colon belongs.
    #[error("the code of the place holds a hyphen; write it without hyphens")]
    Hyphen,
    #[error("there is no register {found:?}; write one of {known} before the colon")]
    #[expect(missing_docs, reason = "the message says what they are")]
    NoSuchRegister { found: String, known: String },
    #[error("no register of places belongs to this state; write one of {known} and a colon before the code")]
    #[expect(missing_docs, reason = "the message says what they are")]
    NeedsRegister { known: String },
    #[error("a code of {register} is made of {}; {found:?} is not one of them", signs(*.alphabet))]
    #[expect(missing_docs, reason = "the message says what they are")]
    Sign { register: String, alphabet: Alphabet, found: char },
    #[error("a code of {register} has {lengths} signs, this one has {found}; look it up again")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Length { register: String, lengths: String, found: usize },
    #[error("{code} heads a part of {register} and is no place; write the code of the place itself")]
    #[expect(missing_docs, reason = "the message says what they are")]
    Heading { register: String, code: String },
}

impl PlaceProblem {
    /// The sentence that says it in the languages of the office.
    pub fn key(&self) -> &'static str {
        match self {
            PlaceProblem::Empty => "place-empty",
            PlaceProblem::Hidden(_) => "place-hidden",
            PlaceProblem::Blank => "place-blank",
            PlaceProblem::Hyphen => "place-hyphen",
            PlaceProblem::NoSuchRegister { .. } => "place-no-such-register",
            PlaceProblem::NeedsRegister { .. } => "place-needs-register",
            PlaceProblem::Sign { alphabet: Alphabet::Digits, .. } => "place-not-digits",
            PlaceProblem::Sign { alphabet: Alphabet::Alnum, .. } => "place-not-alnum",
            PlaceProblem::Length { .. } => "place-length",
            PlaceProblem::Heading { .. } => "place-heading",
        }
    }

    /// What the sentence names: a character, the registers, the lengths, the code.
    pub fn value(&self) -> String {
        match self {
            PlaceProblem::Empty | PlaceProblem::Blank | PlaceProblem::Hyphen => String::new(),
            PlaceProblem::Hidden(found) => mark(*found),
            PlaceProblem::NoSuchRegister { known, .. } | PlaceProblem::NeedsRegister { known } => known.clone(),
            PlaceProblem::Sign { found, .. } => found.to_string(),
            PlaceProblem::Length { lengths, .. } => lengths.clone(),
            PlaceProblem::Heading { code, .. } => code.clone(),
        }
    }
}

fn mark(hidden: char) -> String {
    format!("U+{:04X}", u32::from(hidden))
}

fn signs(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Digits => "digits",
        Alphabet::Alnum => "digits and capital Latin letters",
    }
}

impl Register {
    fn takes(&self, sign: char) -> bool {
        sign.is_ascii_digit() || (self.alphabet == Alphabet::Alnum && sign.is_ascii_uppercase())
    }

    fn is_heading(&self, code: &str) -> bool {
        let fits = |pattern: &str| {
            pattern.len() == code.len()
                && pattern.bytes().zip(code.bytes()).all(|(want, sign)| want == b'?' || want == sign)
        };
        code.bytes().all(|sign| sign == b'0') || self.headings.iter().any(|pattern| fits(pattern))
    }

    /// The code without the groups at its end that are all zeros and only fill it up.
    fn told<'a>(&self, code: &'a str) -> &'a [u8] {
        let code = code.as_bytes();
        let (mut at, mut end) = (0, 0);
        for size in &self.groups {
            let next = (at + size).min(code.len());
            if code[at..next].iter().any(|sign| *sign != b'0') {
                end = next;
            }
            at = next;
        }
        &code[..end]
    }

    /// Which group the sign at this place of a code belongs to.
    fn group_at(&self, at: usize) -> usize {
        let ends = self.groups.iter().scan(0, |end, size| {
            *end += size;
            Some(*end)
        });
        ends.take_while(|end| *end <= at).count()
    }
}

/// The register of the places of a state.
pub fn register_of<'a>(host: &str, registers: &'a [Register]) -> Option<&'a Register> {
    registers.iter().find(|register| register.host == host)
}

impl Place {
    /// Reads a place as people write it: a bare code of the register of the state `host`, or `REGISTER:CODE`.
    pub fn parse(text: &str, registers: &[Register], host: Option<&str>) -> Result<Place, PlaceProblem> {
        let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
        if text.is_empty() {
            return Err(PlaceProblem::Empty);
        }
        if let Some(hidden) = text.chars().find(|c| is_hidden(*c)) {
            return Err(PlaceProblem::Hidden(hidden));
        }
        if text.chars().any(char::is_whitespace) {
            return Err(PlaceProblem::Blank);
        }
        let known = || registers.iter().map(|register| register.id.as_str()).collect::<Vec<_>>().join(", ");
        let (register, code) = match text.split_once(':') {
            Some((id, code)) => {
                let found = registers.iter().find(|register| register.id == id);
                (found.ok_or_else(|| PlaceProblem::NoSuchRegister { found: id.to_owned(), known: known() })?, code)
            }
            None => {
                let own = host.and_then(|host| register_of(host, registers));
                (own.ok_or_else(|| PlaceProblem::NeedsRegister { known: known() })?, text)
            }
        };
        if code.is_empty() {
            return Err(PlaceProblem::Empty);
        }
        if code.chars().any(is_hyphen) {
            return Err(PlaceProblem::Hyphen);
        }
        let id = || register.id.clone();
        if let Some(found) = code.chars().find(|sign| !register.takes(*sign)) {
            return Err(PlaceProblem::Sign { register: id(), alphabet: register.alphabet, found });
        }
        if !register.lengths.contains(&code.len()) {
            let lengths = register.lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(" / ");
            return Err(PlaceProblem::Length { register: id(), lengths, found: code.len() });
        }
        if register.is_heading(code) {
            return Err(PlaceProblem::Heading { register: id(), code: code.to_owned() });
        }
        Ok(Place { register: id(), code: code.to_owned() })
    }

    /// A place that was checked when it was put on record.
    pub fn recorded(text: &str) -> Option<Place> {
        let (register, code) = text.split_once(':')?;
        Some(Place { register: register.to_owned(), code: code.to_owned() })
    }

    /// Whether it is what `parse` makes: values that did not come from a text are checked too.
    pub fn check(&self, registers: &[Register]) -> Result<(), PlaceProblem> {
        Place::parse(&self.to_string(), registers, None).map(|_| ())
    }

    /// As somebody types it for a case in the state `host`: without the register where that is the state's own.
    pub fn typed(&self, registers: &[Register], host: &str) -> String {
        match register_of(host, registers) {
            Some(own) if own.id == self.register => self.code.clone(),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.register, self.code)
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Whether one territory lies inside another, or is it. `None`: the codes do not tell, because they are of two registers,
/// or less is known of the inner place than the question needs.
pub fn within(inner: &Place, outer: &Place, registers: &[Register]) -> Option<bool> {
    if inner.register != outer.register {
        return None;
    }
    if inner.code == outer.code {
        return Some(true);
    }
    let register = registers.iter().find(|register| register.id == inner.register)?;
    let (inner, outer) = (register.told(&inner.code), register.told(&outer.code));
    match inner.iter().zip(outer).position(|(one, other)| one != other) {
        Some(at) => (register.group_at(at) < register.distinct).then_some(false),
        None => (inner.len() >= outer.len()).then_some(true),
    }
}

/// What a question about a place asks: is it inside one of these, or inside none of them?
#[derive(Debug, Clone, Copy)]
pub struct Places<'a> {
    /// The territories that are named.
    pub places: &'a [Place],
    /// Those of the schema: they say which code lies in which.
    pub registers: &'a [Register],
    /// Which side counts as yes.
    pub side: Side,
}

/// The side of a boundary that a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In one of them.
    Inside,
    /// In none of them.
    Outside,
}

impl Places<'_> {
    /// Whether a person at `held` is on that side; `None` where the codes do not tell.
    pub fn hold(&self, held: &Place) -> Option<bool> {
        let mut inside = Some(false);
        for place in self.places {
            match within(held, place, self.registers) {
                Some(true) => {
                    inside = Some(true);
                    break;
                }
                Some(false) => {}
                None => inside = None,
            }
        }
        inside.map(|inside| inside == (self.side == Side::Inside))
    }
}
