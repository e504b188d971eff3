//! A voter record as a tree of named elements, read from JSON or from XML; both spell the same standard.
//!
//! Bounded on purpose: a document may be at most [`BYTES`] long and [`DEPTH`] deep, and an XML document with a document
//! type is refused, so that no entity of a stranger is ever expanded.

use std::fmt;

use quick_xml::events::{BytesStart, Event};
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// Longest document. A request of one person takes a few kilobytes.
pub const BYTES: usize = 16 << 20;
/// Deepest nesting. The standard's own samples need nine levels.
pub const DEPTH: usize = 64;

/// One element: its local name, its declared type where it has one, its text, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    pub name: String,
    /// `@type` or `xsi:type`, without a prefix.
    pub type_name: String,
    pub text: String,
    pub children: Vec<Element>,
}

/// Why a document cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error("the document is empty")]
    Empty,
    #[error("the document is {found} bytes long; {BYTES} is the most that is read")]
    TooLong { found: usize },
    #[error("line {line}: more than {DEPTH} levels deep")]
    TooDeep { line: usize },
    #[error("line {line}: a document type (DOCTYPE) is not accepted: no entity of a document is ever expanded")]
    Doctype { line: usize },
    #[error("line {line}: &{name}; is not one of the five entities of XML")]
    Entity { line: usize, name: String },
    #[error("line {line}, column {column}: {problem}")]
    Malformed { line: usize, column: usize, problem: String },
    #[error("not UTF-8 from byte {at} on; save the file as UTF-8")]
    NotUtf8 { at: usize },
}

impl Element {
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child, trimmed; empty where there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }
}

/// Reads a document, whichever of the two it is.
pub fn read(bytes: &[u8]) -> Result<Element, RecordError> {
    if bytes.len() > BYTES {
        return Err(RecordError::TooLong { found: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| RecordError::NotUtf8 { at: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(RecordError::Empty);
    }
    if text.trim_start().starts_with('<') { xml(text) } else { json(text) }
}

fn json(text: &str) -> Result<Element, RecordError> {
    let mut roots = Vec::new();
    let mut document = serde_json::Deserializer::from_str(text);
    let read = Place { among: &mut roots, name: String::new(), depth: 0 }.deserialize(&mut document);
    read.and_then(|()| document.end()).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let problem = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said).to_owned();
        RecordError::Malformed { line, column, problem }
    })?;
    let mut root = roots.pop().unwrap_or_default();
    root.name.clone_from(&root.type_name);
    Ok(root)
}

/// Where a JSON value goes as an element; each value of a list is an element of its own, as in XML.
struct Place<'e> {
    among: &'e mut Vec<Element>,
    name: String,
    depth: usize,
}

impl Place<'_> {
    fn text<E: de::Error>(self, text: String) -> Result<(), E> {
        self.among.push(Element { name: self.name, text, ..Element::default() });
        Ok(())
    }

    fn deeper<E: de::Error>(&self) -> Result<usize, E> {
        if self.depth == DEPTH {
            return Err(E::custom(format_args!("more than {DEPTH} levels deep")));
        }
        Ok(self.depth + 1)
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.text(String::new())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.text(value.to_string())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.text(value.to_string())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.text(value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.text(value.to_string())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.text(value.to_owned())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        while values.next_element_seed(Place { among: self.among, name: self.name.clone(), depth })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let depth = self.deeper()?;
        let mut made = Element { name: self.name, ..Element::default() };
        while let Some(name) = fields.next_key::<String>()? {
            let is_type = name == "@type";
            fields.next_value_seed(Place { among: &mut made.children, name, depth })?;
            if let Some(kind) = made.children.pop_if(|_| is_type) {
                made.type_name = local(&kind.text).to_owned();
            }
        }
        self.among.push(made);
        Ok(())
    }
}

fn xml(text: &str) -> Result<Element, RecordError> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    loop {
        let at = reader.buffer_position() as usize;
        let line = || 1 + text[..at.min(text.len())].bytes().filter(|byte| *byte == b'\n').count();
        match reader.read_event() {
            Err(error) => {
                let (line, column) = place(text, reader.error_position() as usize);
                return Err(RecordError::Malformed { line, column, problem: error.to_string() });
            }
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(RecordError::Doctype { line: line() }),
            Ok(Event::Start(start)) => {
                if open.len() > DEPTH {
                    return Err(RecordError::TooDeep { line: line() });
                }
                open.push(named(&start));
            }
            Ok(Event::Empty(start)) => push_child(&mut open, named(&start)),
            Ok(Event::End(_)) => {
                if let Some(done) = open.pop() {
                    push_child(&mut open, done);
                }
            }
            Ok(Event::Text(part)) => add_text(&mut open, &part),
            Ok(Event::CData(part)) => add_text(&mut open, &part),
            Ok(Event::GeneralRef(name)) => {
                let name = name.to_string();
                let meant = entity(&name).ok_or(RecordError::Entity { line: line(), name })?;
                add_text(&mut open, meant.encode_utf8(&mut [0; 4]));
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
        }
    }
    if open.len() > 1 {
        let (line, column) = place(text, text.len());
        let name = open.pop().map(|element| element.name).unwrap_or_default();
        return Err(RecordError::Malformed { line, column, problem: format!("the document ends inside <{name}>") });
    }
    let root = open.pop().and_then(|mut outside| outside.children.pop());
    root.ok_or(RecordError::Malformed { line: 1, column: 1, problem: "no element".into() })
}

fn push_child(open: &mut [Element], child: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn named(start: &BytesStart) -> Element {
    let name = start.local_name().as_ref().to_owned();
    let type_name = start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "type")
        .map(|attribute| local(&attribute.value).to_owned())
        .unwrap_or_default();
    Element { name, type_name, ..Element::default() }
}

fn local(name: &str) -> &str {
    name.rsplit([':', '.']).next().unwrap_or(name)
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

fn place(text: &str, at: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
    (line, column)
}
