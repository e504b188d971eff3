//! What can be changed inside one expression, found in its tokens.

use std::ops::Range;

use super::What;
use crate::domain::{Day, FactType, Schema};
use crate::law::days;
use crate::law::expr::{Given, Ty};

/// A change inside an expression: where, and what stands there then.
pub struct Change {
    pub what: What,
    pub range: Range<usize>,
    pub with: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Word,
    Number,
    Text,
    Sign,
}

/// Every small change of an expression.
pub fn changes(source: &str, schema: &Schema) -> Vec<Change> {
    let tokens = tokens(source);
    let mut found = Vec::new();
    let mut lists = 0_usize;
    for (n, (token, range)) in tokens.iter().enumerate() {
        let text = &source[range.clone()];
        let mut put = |what, with: String| found.push(Change { what, range: range.clone(), with });
        match token {
            Token::Sign => {
                lists = match text {
                    "[" => lists + 1,
                    "]" => lists.saturating_sub(1),
                    _ => lists,
                };
                if let Some((what, with)) = sign(text) {
                    put(what, with.to_owned());
                }
            }
            Token::Number => {
                for with in text.parse::<i64>().iter().flat_map(|number| [number - 1, number + 1]) {
                    put(What::Number, with.to_string());
                }
            }
            Token::Text if lists > 0 => {
                found.push(Change { what: What::Code, range: with_comma(source, range.clone()), with: String::new() });
            }
            Token::Text => {
                let dated = n >= 2 && &source[tokens[n - 2].1.clone()] == "date";
                let day = days::parse(text.trim_matches(['"', '\''])).filter(|_| dated);
                for with in day.into_iter().flat_map(beside) {
                    put(What::Day, format!("{0}{with}{0}", &text[..1]));
                }
            }
            Token::Word => word(text, schema).into_iter().for_each(|(what, with)| put(what, with)),
        }
    }
    found
}

/// The day before and the day after.
pub fn beside(day: Day) -> Vec<Day> {
    [day.pred_opt(), day.succ_opt()].into_iter().flatten().collect()
}

fn sign(text: &str) -> Option<(What, &'static str)> {
    let with = match text {
        ">=" => ">",
        ">" => ">=",
        "<=" => "<",
        "<" => "<=",
        "==" => "!=",
        "!=" => "==",
        "&&" => return Some((What::Group, "||")),
        "||" => return Some((What::Group, "&&")),
        "!" => return Some((What::Negation, "")),
        _ => return None,
    };
    Some((What::Comparison, with))
}

fn word(text: &str, schema: &Schema) -> Vec<(What, String)> {
    let question = match text {
        "held_throughout" => "held_within",
        "held_within" => "held_throughout",
        "some_row" => "each_row",
        "each_row" => "some_row",
        _ => "",
    };
    if !question.is_empty() {
        return vec![(What::Question, question.to_owned())];
    }
    let day = Given::PollDay.name();
    let anchors: &[&str] = match (text, Given::parse(text)) {
        ("row.from", _) => &["row.to"],
        ("row.to", _) => &["row.from"],
        // The first day of voting is the polling day nearly always: the others stand for it.
        (_, Some(Given::PollDay)) => &["case.applied_on", "poll.year_end"],
        (_, Some(given)) if given.ty() == Ty::Date => &[day],
        (kind, None) if schema.kind(kind).is_some_and(|kind| kind.ty == FactType::Date) => &[day],
        _ => &[],
    };
    let known = anchors.iter().filter(|name| name.starts_with("row.") || Given::parse(name).is_some());
    known.map(|name| (What::Anchor, (*name).to_owned())).collect()
}

/// An entry of a list with the comma that sets it apart.
pub fn with_comma(text: &str, range: Range<usize>) -> Range<usize> {
    let after = text[range.end..].trim_start();
    if let Some(rest) = after.strip_prefix(',') {
        return range.start..text.len() - rest.trim_start().len();
    }
    let before = text[..range.start].trim_end();
    if before.ends_with(',') { before.len() - 1..range.end } else { range }
}

fn tokens(source: &str) -> Vec<(Token, Range<usize>)> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let run = |from: usize, is: &dyn Fn(u8) -> bool| from + bytes[from..].iter().take_while(|b| is(**b)).count();
    while at < bytes.len() {
        let (token, end) = match bytes[at] {
            b if b.is_ascii_alphabetic() || b == b'_' => {
                (Token::Word, run(at, &|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.'))
            }
            b if b.is_ascii_digit() => (Token::Number, run(at, &|b| b.is_ascii_digit())),
            quote @ (b'"' | b'\'') => (Token::Text, (run(at + 1, &|b| b != quote) + 1).min(bytes.len())),
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b => {
                let pair = bytes.get(at + 1).is_some_and(|next| {
                    matches!((b, next), (b'&', b'&') | (b'|', b'|') | (b'=' | b'!' | b'<' | b'>', b'='))
                });
                let rest = source[at..].chars().next().map_or(1, char::len_utf8);
                (Token::Sign, at + if pair { 2 } else { rest })
            }
        };
        found.push((token, at..end));
        at = end;
    }
    found
}
