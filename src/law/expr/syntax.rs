//! What is wrong with a text that is no expression, in words that say what to write instead. The parser's own words speak
//! of tokens; whoever writes a pack wrote `and`, or forgot a quote.

use crate::law::expr::Span;

/// What people write out of habit, and what is written here. The longer of two that begin alike comes first.
const SIGNS: [(&str, &str); 15] = [
    ("<>", "write != for `is not equal`"),
    ("=<", "write <= for `at most`"),
    ("=>", "write >= for `at least`"),
    ("===", "write == for `is equal`"),
    ("==", ""),
    ("!=", ""),
    ("<=", ""),
    (">=", ""),
    ("&&", ""),
    ("||", ""),
    ("=", "write == for `is equal`"),
    ("&", "write && for `and`"),
    ("|", "write || for `or`"),
    (";", "an expression is one condition; join two with && or ||"),
    ("{", "braces are not part of this language; a list of codes stands in [ ]"),
];
const WORDS: [(&str, &str); 7] = [
    ("and", "write && for `and`"),
    ("or", "write || for `or`"),
    ("not", "write ! for `not`, for instance !(A && B)"),
    ("is", "write == for `is`"),
    ("if", "there is no `if`: `A, if B` is !B || A"),
    ("then", "there is no `then`: `if B then A` is !B || A"),
    ("between", "write two comparisons: A >= 1 && A <= 2"),
];
/// Quotes that a text processor puts in the place of plain ones.
const CURLY: [char; 8] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '`'];

/// The place and the advice; `stopped` is where the parser stopped, and `said` what it said.
pub fn explain(source: &str, stopped: usize, said: &str) -> (Span, String) {
    if source.trim().is_empty() {
        let problem = "the expression is empty; write a condition, such as birth_date < poll.day, or true";
        return (Span { start: 0, end: source.len() }, problem.into());
    }
    if said.to_lowercase().contains("recursion") {
        let problem = "the expression is nested too deep; divide it among the members of a group (all, any)";
        return (Span { start: 0, end: source.len() }, problem.into());
    }
    slip(source).unwrap_or_else(|| (sign_at(source, stopped), at_stop(source, stopped, said)))
}

/// The first habit, open quote or unmatched bracket.
fn slip(source: &str) -> Option<(Span, String)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        let here = |len: usize, problem: &str| Some((Span { start: at, end: at + len }, problem.to_owned()));
        let mut step = c.len_utf8();
        match c {
            '"' | '\'' => match closing(rest, c) {
                Some(length) => step = length,
                None => {
                    let problem = format!("this text has no end: close it with {c}");
                    return Some((Span { start: at, end: source.len() }, problem));
                }
            },
            '(' | '[' => open.push((at, c)),
            ')' | ']' => match open.pop() {
                Some((_, begun)) if (begun == '(') == (c == ')') => {}
                Some((_, begun)) => {
                    let right = if begun == '(' { ')' } else { ']' };
                    return here(1, &format!("{c} closes nothing: {begun} stands open, and {right} closes it"));
                }
                None => {
                    return here(1, &format!("{c} closes nothing: leave it out, or write the bracket that it closes"));
                }
            },
            c if CURLY.contains(&c) => {
                return here(step, &format!("{c} is no plain quote; write texts in \" or \'"));
            }
            c if c.is_alphabetic() || c == '_' => {
                step = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').unwrap_or(rest.len());
                let word = rest[..step].to_lowercase();
                if let Some((_, advice)) = WORDS.iter().find(|(habit, _)| *habit == word) {
                    return here(step, advice);
                }
            }
            _ => match SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
                Some((sign, "")) => step = sign.len(),
                Some((sign, advice)) => return here(sign.len(), advice),
                None => {}
            },
        }
        at += step;
    }
    let (start, c) = open.pop()?;
    let right = if c == '(' { ')' } else { ']' };
    Some((Span { start, end: start + 1 }, format!("{c} stands open: close it with {right}")))
}

/// The length of a text with both of its quotes; `None` where its line ends first.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return None,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What stands where the parser stopped: a word, or one sign.
fn sign_at(source: &str, at: usize) -> Span {
    let rest = source.get(at..).unwrap_or("");
    let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let length = if word == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { word };
    let two = ["&&", "||", "==", "!=", "<=", ">="].iter().any(|sign| rest.starts_with(sign));
    Span { start: at, end: at + if two { 2 } else { length } }
}

fn at_stop(source: &str, stopped: usize, said: &str) -> String {
    let span = sign_at(source, stopped);
    let here = source.get(span.start..span.end).unwrap_or("");
    let begins = |c: char| c.is_alphanumeric() || "_\"\'([!".contains(c);
    match here {
        "" => "the expression ends too early; write what comes after the last sign".into(),
        _ if said.contains("int literal") => "this number is too large; write a smaller one".into(),
        "\"" | "\'" if said.contains("recognition") => {
            "this text holds a \\ that means nothing here; write the sign itself, or \\\\ for one \\".into()
        }
        _ if said.contains("recognition") => format!("{here} means nothing here; leave it out"),
        _ if here.starts_with(begins) && stopped > 0 => {
            format!(
                "{here} cannot follow what stands before it; join two conditions with && or ||, and values with a comma"
            )
        }
        _ => format!("{here} cannot stand here; write a value or a condition before it"),
    }
}

#[cfg(test)]
mod tests {
    use crate::law::expr::names::Names;
    use crate::law::expr::parse::{ErrorClass, expression};

    /// Where the marks stand, and the advice.
    fn said(source: &str) -> (String, String) {
        let error = expression(source, &Names::default()).unwrap_err();
        assert_eq!(error.class, ErrorClass::Syntax, "{source}");
        (source[error.span.start..error.span.end].to_owned(), error.problem)
    }

    #[test]
    fn a_habit_of_another_notation_is_answered_with_what_to_write() {
        for (source, place, advice) in [
            ("a and b", "and", "write && for `and`"),
            ("a AND b", "AND", "write && for `and`"),
            ("a or b", "or", "write || for `or`"),
            ("not a", "not", "write ! for `not`"),
            ("a = b", "=", "write == for"),
            ("a == 1 && b = 2", "=", "write == for"),
            ("a <> b", "<>", "write != for"),
            ("a =< b", "=<", "write <= for"),
            ("a & b", "&", "write && for"),
            ("a | b", "|", "write || for"),
            ("a == \u{201c}b\u{201d}", "\u{201c}", "no plain quote"),
            ("", "", "the expression is empty"),
            (" \n ", " \n ", "the expression is empty"),
            ("a == \"and", "\"and", "close it with \""),
            ("f(a == 'b && c)", "'b && c)", "close it with '"),
            ("(a && b", "(", "close it with )"),
            ("a in ['x'", "[", "close it with ]"),
            ("f(a]", "]", "( stands open, and ) closes it"),
            ("a)", ")", "closes nothing"),
            ("a &&", "", "ends too early"),
            ("&& a", "&&", "cannot stand here"),
            ("a b", "b", "cannot follow"),
            ("'a\\q'", "'", "means nothing here"),
            ("a == 99999999999999999999", "99999999999999999999", "too large"),
        ] {
            let (marked, problem) = said(source);
            assert_eq!(marked, place, "{source}: {problem}");
            assert!(problem.contains(advice), "{source}: {problem}");
        }
        let deep = format!("{}a{}", "(".repeat(200), ")".repeat(200));
        assert!(said(&deep).1.contains("nested too deep"), "{}", said(&deep).1);
    }

    #[test]
    fn a_word_inside_a_text_is_no_habit() {
        let (marked, problem) = said("a == 'this and that' b");
        assert_eq!(marked, "b", "{problem}");
    }
}
