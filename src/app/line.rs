//! Text being typed: one line, or several. Works by grapheme, so that a letter with its marks is one step.
//!
//! Nothing here draws, and no control or invisible character gets in: what is typed is what is seen.

use unicode_segmentation::UnicodeSegmentation;

use super::key::{Key, KeyCode};
use crate::domain::clean::is_hidden;

/// What a key did to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another one now.
    Changed,
    /// Only the cursor moved, or the key was an editing key with nothing to do.
    Moved,
    /// Not an editing key.
    Ignored,
}

/// One line of text with a cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    text: String,
    /// Byte offset, always between two graphemes.
    cursor: usize,
}

impl Line {
    /// A line with this text and the cursor behind it. Line breaks become spaces.
    pub fn new(text: &str) -> Line {
        let mut line = Line::default();
        line.insert(text);
        line
    }

    /// A line with the cursor between these two.
    pub fn around(before: &str, after: &str) -> Line {
        let mut line = Line::new(before);
        let at = line.cursor;
        line.insert(after);
        line.cursor = line.boundary_at_or_after(at);
        line
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text without the spaces around it.
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    pub fn set(&mut self, text: &str) {
        *self = Line::new(text);
    }

    /// Puts text in at the cursor: breaks and tabs become spaces, invisible characters are left out.
    pub fn insert(&mut self, text: &str) -> Typed {
        let clean: String = text
            .replace("\r\n", "\n")
            .chars()
            .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
            .filter(|c| !is_hidden(*c))
            .collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        // A mark that was typed behind a letter joins its grapheme; the cursor must not stand inside it.
        self.cursor = self.boundary_at_or_after(self.cursor);
        if clean.is_empty() { Typed::Moved } else { Typed::Changed }
    }

    pub fn on(&mut self, key: Key) -> Typed {
        match key {
            Key { code: KeyCode::Char(c), ctrl: false, alt: false } => self.insert(c.encode_utf8(&mut [0; 4])),
            Key { code: KeyCode::Left, ctrl: true, .. } => self.go(self.word_start()),
            Key { code: KeyCode::Right, ctrl: true, .. } => self.go(self.word_end()),
            Key { code: KeyCode::Left, .. } => self.go(self.previous()),
            Key { code: KeyCode::Right, .. } => self.go(self.next()),
            Key { code: KeyCode::Home, .. } | Key { code: KeyCode::Char('a'), ctrl: true, .. } => self.go(0),
            Key { code: KeyCode::End, .. } | Key { code: KeyCode::Char('e'), ctrl: true, .. } => {
                self.go(self.text.len())
            }
            Key { code: KeyCode::Backspace, ctrl: false, alt: false } => self.remove(self.previous(), self.cursor),
            Key { code: KeyCode::Delete, .. } => self.remove(self.cursor, self.next()),
            Key { code: KeyCode::Backspace, .. } | Key { code: KeyCode::Char('w'), ctrl: true, .. } => {
                self.remove(self.word_start(), self.cursor)
            }
            Key { code: KeyCode::Char('u'), ctrl: true, .. } => self.remove(0, self.cursor),
            Key { code: KeyCode::Char('k'), ctrl: true, .. } => self.remove(self.cursor, self.text.len()),
            _ => Typed::Ignored,
        }
    }

    fn go(&mut self, to: usize) -> Typed {
        self.cursor = to;
        Typed::Moved
    }

    fn remove(&mut self, from: usize, to: usize) -> Typed {
        if from == to {
            return Typed::Moved;
        }
        self.text.replace_range(from..to, "");
        self.cursor = self.boundary_at_or_after(from);
        Typed::Changed
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.find(|start| *start >= at).unwrap_or(self.text.len())
    }

    fn previous(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn next(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    fn word_start(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    fn word_end(&self) -> usize {
        let after = &self.text[self.cursor..];
        let skipped = after.len() - after.trim_start().len();
        let word = after[skipped..].find(char::is_whitespace).unwrap_or(after.len() - skipped);
        self.cursor + skipped + word
    }
}

/// Several lines of text with a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    lines: Vec<Line>,
    row: usize,
}

impl Default for Area {
    fn default() -> Area {
        Area::new("")
    }
}

impl Area {
    /// A text with the cursor at its end.
    pub fn new(text: &str) -> Area {
        let lines: Vec<Line> = text.replace("\r\n", "\n").split('\n').map(Line::new).collect();
        Area { row: lines.len() - 1, lines }
    }

    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(Line::text).collect();
        lines.join("\n").trim().to_owned()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.trimmed().is_empty())
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The line in which the cursor stands.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Puts text in at the cursor; its line breaks break lines here.
    pub fn insert(&mut self, text: &str) -> Typed {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for (n, piece) in text.split('\n').enumerate() {
            if n > 0 {
                self.break_line();
            }
            self.lines[self.row].insert(piece);
        }
        if text.is_empty() { Typed::Moved } else { Typed::Changed }
    }

    /// Puts a text in at the cursor, apart from what stands there: on a line of its own behind a line, else with a space.
    pub fn insert_apart(&mut self, text: &str) -> Typed {
        let apart = self.lines[self.row].before().chars().next_back().is_none_or(char::is_whitespace);
        if !apart && self.at_line_end() {
            self.break_line();
        } else if !apart {
            self.lines[self.row].insert(" ");
        }
        let line = &self.lines[self.row];
        let after = line.text[line.cursor..].chars().next().is_some_and(|c| !c.is_whitespace());
        self.insert(&format!("{text}{}", if after { " " } else { "" }))
    }

    pub fn on(&mut self, key: Key) -> Typed {
        match key.code {
            KeyCode::Enter => {
                self.break_line();
                Typed::Changed
            }
            KeyCode::Up if self.row > 0 => self.go_to_row(self.row - 1),
            KeyCode::Down if self.row + 1 < self.lines.len() => self.go_to_row(self.row + 1),
            KeyCode::Backspace if self.lines[self.row].cursor == 0 && self.row > 0 => {
                let tail = self.lines.remove(self.row);
                self.row -= 1;
                self.join(&tail)
            }
            KeyCode::Delete if self.at_line_end() && self.row + 1 < self.lines.len() => {
                let tail = self.lines.remove(self.row + 1);
                self.join(&tail)
            }
            KeyCode::Up | KeyCode::Down => Typed::Ignored,
            _ => self.lines[self.row].on(key),
        }
    }

    fn at_line_end(&self) -> bool {
        self.lines[self.row].cursor == self.lines[self.row].text.len()
    }

    fn go_to_row(&mut self, row: usize) -> Typed {
        let steps = self.lines[self.row].before().graphemes(true).count();
        self.row = row;
        let line = &mut self.lines[row];
        line.cursor = line.text.grapheme_indices(true).nth(steps).map_or(line.text.len(), |(at, _)| at);
        Typed::Moved
    }

    fn join(&mut self, tail: &Line) -> Typed {
        let line = &mut self.lines[self.row];
        line.cursor = line.text.len();
        line.text.push_str(&tail.text);
        line.cursor = line.boundary_at_or_after(line.cursor);
        Typed::Changed
    }

    fn break_line(&mut self) {
        let line = &mut self.lines[self.row];
        let tail = line.text.split_off(line.cursor);
        self.row += 1;
        self.lines.insert(self.row, Line { text: tail, cursor: 0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut Line, words: &str) {
        for word in words.split(' ') {
            line.on(Key::parse(word).unwrap());
        }
    }

    #[test]
    fn a_letter_with_its_marks_is_one_step() {
        let mut line = Line::new("ке\u{301}т");
        press(&mut line, "left left backspace");
        assert_eq!(line.text(), "е\u{301}т");
        press(&mut line, "right backspace");
        assert_eq!(line.text(), "т");
    }

    #[test]
    fn words_home_and_end() {
        let mut line = Line::new("доход выше нормы");
        press(&mut line, "ctrl-w");
        assert_eq!(line.text(), "доход выше ");
        press(&mut line, "ctrl-w home del");
        assert_eq!(line.text(), "оход ");
        press(&mut line, "end ctrl-u");
        assert_eq!(line.text(), "");
    }

    #[test]
    fn a_paste_becomes_one_line_and_leaves_invisible_characters_out() {
        let mut line = Line::default();
        line.insert("a\r\nb\tc\u{202e}\x1b[31m\u{200b}");
        assert_eq!(line.text(), "a b c[31m");
    }

    #[test]
    fn a_text_is_put_in_apart_from_what_stands_there() {
        let mut area = Area::new("one");
        area.insert_apart("two\nthree");
        assert_eq!(area.text(), "one\ntwo\nthree");
        for word in ["home", "right", "right"] {
            area.on(Key::parse(word).unwrap());
        }
        area.insert_apart("x");
        assert_eq!(area.text(), "one\ntwo\nth x ree");
        let mut empty = Area::default();
        empty.insert_apart("x");
        assert_eq!(empty.text(), "x");
    }

    #[test]
    fn an_area_keeps_lines() {
        let mut area = Area::new("one\ntwo");
        for word in ["home", "backspace", "space", "enter", "x"] {
            area.on(Key::parse(word).unwrap());
        }
        assert_eq!(area.text(), "one \nxtwo");
        area.on(Key::parse("up").unwrap());
        area.on(Key::parse("!").unwrap());
        assert_eq!(area.text(), "o!ne \nxtwo");
        assert_eq!(area.on(Key::parse("up").unwrap()), Typed::Ignored);
    }
}
