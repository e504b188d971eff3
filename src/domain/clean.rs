//! The border to everything a person looks at: text whose every character is what it seems to be.
//!
//! Control characters, bidi overrides, zero-width and default-ignorable characters, tags, private and unassigned code
//! points become visible marks like `<U+202E>`; a fourth combining mark on one letter is cut with a sign. Nothing is
//! dropped silently: two different names never look alike because of what was left out.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many combining marks a letter may carry before the rest is cut.
const MARKS_AT_MOST: usize = 3;
/// The sign that stands where marks were cut.
const CUT: char = '…';

/// A text that is safe to show. The only type that screens, titles, messages, notices and errors accept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Clean(String);

impl Clean {
    /// Makes a text safe to show, on one line: a line break is shown as a mark too.
    pub fn new(text: &str) -> Clean {
        Clean(text.split('\n').map(clean_line).collect::<Vec<_>>().join("<U+000A>"))
    }

    /// Makes a text safe to show, keeping its lines apart.
    pub fn lines(text: &str) -> Vec<Clean> {
        text.split('\n').map(|line| Clean(clean_line(line.strip_suffix('\r').unwrap_or(line)))).collect()
    }

    /// Makes a text of several lines safe for a stream: only `\n` survives of the control characters.
    pub fn block(text: &str) -> String {
        Self::lines(text).into_iter().map(|line| line.0).collect::<Vec<_>>().join("\n")
    }

    /// Whether nobody could read anything in it: spaces, hidden characters, letters that are drawn as nothing.
    pub fn is_blank(text: &str) -> bool {
        text.chars().all(|c| c.is_whitespace() || is_hidden(c) || is_combining_mark(c))
    }

    /// The text, fit to be shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Columns it takes on a screen.
    pub fn width(&self) -> usize {
        self.0.width()
    }

    /// Cuts to at most `columns`, with a sign at the end where something was cut.
    pub fn fit(&self, columns: usize) -> Clean {
        if self.width() <= columns {
            return self.clone();
        }
        let mut kept = String::new();
        let mut used = 0;
        for c in self.0.chars() {
            let wide = c.width().unwrap_or(0);
            if used + wide + 1 > columns {
                break;
            }
            used += wide;
            kept.push(c);
        }
        if columns > 0 {
            kept.push(CUT);
        }
        Clean(kept)
    }
}

impl Clean {
    /// Breaks it into lines of at most `columns`, between words where there are any.
    pub fn wrapped(&self, columns: usize) -> Vec<Clean> {
        let columns = columns.max(1);
        if self.width() <= columns {
            return vec![self.clone()];
        }
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in self.0.split_inclusive(' ') {
            if line.width() + word.trim_end().width() > columns && !line.is_empty() {
                lines.push(Clean::new(line.trim_end()));
                line.clear();
            }
            if word.width() <= columns {
                line.push_str(word);
                continue;
            }
            for letter in word.graphemes(true) {
                if line.width() + letter.width() > columns {
                    lines.push(Clean::new(&line));
                    line.clear();
                }
                line.push_str(letter);
            }
        }
        if !line.trim_end().is_empty() {
            lines.push(Clean::new(line.trim_end()));
        }
        lines
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Clean {
        Clean::new(text)
    }
}

impl From<String> for Clean {
    fn from(text: String) -> Clean {
        Clean::new(&text)
    }
}

fn clean_line(line: &str) -> String {
    if line.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return line.to_owned();
    }
    let mut clean = String::with_capacity(line.len());
    let mut marks = 0;
    for c in line.nfc() {
        if is_hidden(c) {
            marks = 0;
            clean.push_str(&format!("<U+{:04X}>", c as u32));
        } else if is_combining_mark(c) {
            marks += 1;
            match marks {
                _ if clean.is_empty() => clean.push_str(&format!("<U+{:04X}>", c as u32)),
                n if n <= MARKS_AT_MOST => clean.push(c),
                n if n == MARKS_AT_MOST + 1 => clean.push(CUT),
                _ => {}
            }
        } else {
            marks = 0;
            clean.push(c);
        }
    }
    clean
}

/// The text with its towers of marks cut as [`Clean`] cuts them, and nothing else changed.
pub fn cut_towers(text: &str) -> String {
    let mut cut = String::with_capacity(text.len());
    let mut letter = String::new();
    for c in text.chars() {
        if !is_mark(c) {
            push_letter(&mut cut, &letter);
            letter.clear();
        }
        letter.push(c);
    }
    push_letter(&mut cut, &letter);
    cut
}

/// A letter with its marks; composed first where it is a tower, because [`Clean`] counts so.
fn push_letter(cut: &mut String, letter: &str) {
    if letter.nfc().filter(|c| is_mark(*c)).count() <= MARKS_AT_MOST {
        return cut.push_str(letter);
    }
    let mut marks = 0;
    for c in letter.nfc() {
        marks += usize::from(is_mark(c));
        if marks > MARKS_AT_MOST {
            break;
        }
        cut.push(c);
    }
    cut.push(CUT);
}

fn is_mark(c: char) -> bool {
    is_combining_mark(c) && !is_hidden(c)
}

/// Whether a character would be invisible, or would act on the terminal or on its neighbours. The ranges are Unicode's
/// `Cc`, `Cf`, `Zl`, `Zp`, `Co`, `Cn` at the ends of planes, and `Default_Ignorable_Code_Point`.
pub fn is_hidden(c: char) -> bool {
    let n = c as u32;
    c.is_control()
        || matches!(n,
            0x00AD | 0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x0600..=0x0605 | 0x06DD | 0x070F | 0x0890..=0x0891 | 0x08E2 | 0x110BD | 0x110CD
            | 0x13430..=0x1345F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE000..=0xF8FF | 0xFDD0..=0xFDEF
            | 0xE0000..=0x10FFFF)
        || n & 0xFFFE == 0xFFFE
        || (c.width().unwrap_or(0) == 0 && !is_combining_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_becomes_visible() {
        assert_eq!(Clean::new("\x1b]52;c;aGk=\x07").as_str(), "<U+001B>]52;c;aGk=<U+0007>");
        assert_eq!(Clean::new("Іван\u{202e}ов").as_str(), "Іван<U+202E>ов");
        assert_eq!(Clean::new("a\u{200b}b\u{feff}").as_str(), "a<U+200B>b<U+FEFF>");
        assert_eq!(Clean::new("a\nb").as_str(), "a<U+000A>b");
        assert_eq!(Clean::block("a\r\nb\x07"), "a\nb<U+0007>");
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["Салтыкова-Щедрина Ангеліна", "D'Árcy O’Neill", "Ян", "Цётка Ўладзіслава"]
        {
            assert_eq!(Clean::new(name).as_str(), name);
        }
    }

    #[test]
    fn a_tower_of_marks_is_cut_with_a_sign() {
        let tower = format!("о{}к", "\u{0316}".repeat(10_000));
        let clean = Clean::new(&tower);
        assert_eq!(clean.as_str(), "о\u{316}\u{316}\u{316}…к");
    }

    #[test]
    fn a_cut_text_says_so_and_fits() {
        assert_eq!(Clean::new("Салтыкова").fit(5).as_str(), "Салт…");
        assert_eq!(Clean::new("日本語").fit(4).as_str(), "日…");
        assert_eq!(Clean::new("Ян").fit(2).as_str(), "Ян");
        assert_eq!(Clean::new("Ян").fit(0).as_str(), "");
    }
}
