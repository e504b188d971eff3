//! Bytes of the terminal as events: UTF-8, control characters, the sequences of keys, pastes in their brackets.
//!
//! What is not complete waits for its rest without holding anybody up; what nothing begins with is dropped.

use std::collections::VecDeque;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";
/// No key has a longer sequence; what goes on longer is none.
const LONGEST: usize = 32;

/// What has been read and means nothing yet.
#[derive(Debug, Default)]
pub(super) struct Keys {
    bytes: Vec<u8>,
    /// How much of an open paste holds no end of it, so that a long one is not searched again and again.
    searched: usize,
}

/// What the bytes at the front are.
enum Front {
    /// So many bytes, and what they mean, if anything.
    Is(usize, Option<Event>),
    /// The beginning of something.
    Begins,
}

impl Keys {
    /// Takes bytes as they were read; `more` says that others were already waiting behind them.
    pub fn feed(&mut self, bytes: &[u8], more: bool, events: &mut VecDeque<Event>) {
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        while at < self.bytes.len() {
            match self.front(at, more) {
                Front::Is(length, event) => {
                    self.searched = 0;
                    at += length;
                    events.extend(event);
                }
                Front::Begins => break,
            }
        }
        self.bytes.drain(..at);
    }

    fn front(&mut self, at: usize, more: bool) -> Front {
        let bytes = &self.bytes[at..];
        match bytes {
            [0x1b] if more => Front::Begins,
            [0x1b] | [0x1b, 0x1b, ..] => Front::Is(1, key(KeyCode::Esc, KeyModifiers::NONE)),
            [0x1b, b'O'] | [0x1b, b'['] => Front::Begins,
            [0x1b, b'O', last, ..] => Front::Is(3, function(*last).and_then(|code| key(code, KeyModifiers::NONE))),
            [0x1b, b'[', ..] if bytes.starts_with(PASTE) => self.paste(at),
            [0x1b, b'[', rest @ ..] => sequence(rest),
            [0x1b, rest @ ..] => match typed(rest) {
                Front::Is(length, event) => Front::Is(length + 1, event.map(with_alt)),
                Front::Begins => Front::Begins,
            },
            _ => typed(bytes),
        }
    }

    fn paste(&mut self, at: usize) -> Front {
        let text = &self.bytes[at + PASTE.len()..];
        let from = self.searched.min(text.len());
        match text[from..].windows(PASTED.len()).position(|window| window == PASTED) {
            Some(end) => {
                let length = from + end;
                let pasted = String::from_utf8_lossy(&text[..length]).into_owned();
                Front::Is(PASTE.len() + length + PASTED.len(), Some(Event::Paste(pasted)))
            }
            None => {
                self.searched = text.len().saturating_sub(PASTED.len());
                Front::Begins
            }
        }
    }
}

/// What follows `ESC [`.
fn sequence(rest: &[u8]) -> Front {
    // The console of Linux has a second bracket for its first function keys.
    if let [b'[', last, ..] = rest {
        let number = last.wrapping_sub(b'A');
        return Front::Is(4, (number < 5).then(|| key(KeyCode::F(number + 1), KeyModifiers::NONE)).flatten());
    }
    let parameters = rest.iter().take_while(|byte| matches!(byte, 0x20..=0x3f)).count();
    let Some(&last) = rest.get(parameters) else {
        return if rest.len() < LONGEST { Front::Begins } else { Front::Is(rest.len() + 2, None) };
    };
    if !matches!(last, 0x40..=0x7e) {
        // Something else begins here, and is looked at for itself.
        return Front::Is(parameters + 2, None);
    }
    let text = std::str::from_utf8(&rest[..parameters]).unwrap_or_default();
    let mut numbers = text.split(';').map(|number| number.parse::<u8>().unwrap_or(1));
    let first = numbers.next().unwrap_or(1);
    let held = modifiers(numbers.next().unwrap_or(1));
    let code = match (last, first) {
        (b'~', number) => numbered(number),
        (b'Z', _) => Some(KeyCode::BackTab),
        (letter, _) => function(letter),
    };
    Front::Is(parameters + 3, code.and_then(|code| key(code, held)))
}

fn function(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        _ => return None,
    })
}

/// The second number of a sequence is one more than the sum of what is held.
fn modifiers(number: u8) -> KeyModifiers {
    let held = number.saturating_sub(1);
    let of = |bit: u8, modifier| if held & bit == 0 { KeyModifiers::NONE } else { modifier };
    of(1, KeyModifiers::SHIFT) | of(2, KeyModifiers::ALT) | of(4, KeyModifiers::CONTROL)
}

/// One character, as it is typed.
fn typed(bytes: &[u8]) -> Front {
    let control = |letter: u8| key(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    let event = match bytes[0] {
        b'\r' => key(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => key(KeyCode::Tab, KeyModifiers::NONE),
        0x7f => key(KeyCode::Backspace, KeyModifiers::NONE),
        0 => control(b' '),
        letter @ 0x01..=0x1a => control(letter - 1 + b'a'),
        digit @ 0x1c..=0x1f => control(digit - 0x1c + b'4'),
        _ => return letter(bytes),
    };
    Front::Is(1, event)
}

fn letter(bytes: &[u8]) -> Front {
    let head = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(head) {
        Ok(_) => head.len(),
        Err(error) if error.valid_up_to() > 0 => error.valid_up_to(),
        Err(error) => return error.error_len().map_or(Front::Begins, |length| Front::Is(length, None)),
    };
    let char = std::str::from_utf8(&head[..valid]).ok().and_then(|text| text.chars().next());
    char.map_or(Front::Is(1, None), |c| Front::Is(c.len_utf8(), key(KeyCode::Char(c), KeyModifiers::NONE)))
}

fn key(code: KeyCode, held: KeyModifiers) -> Option<Event> {
    Some(Event::Key(KeyEvent::new(code, held)))
}

fn with_alt(event: Event) -> Event {
    match event {
        Event::Key(key) => Event::Key(KeyEvent::new(key.code, key.modifiers | KeyModifiers::ALT)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(reads: &[&[u8]]) -> Vec<String> {
        let (mut keys, mut events) = (Keys::default(), VecDeque::new());
        reads.iter().for_each(|bytes| keys.feed(bytes, false, &mut events));
        let name = |event: &Event| match event {
            Event::Key(key) => format!(
                "{}{}",
                if key.modifiers.is_empty() { String::new() } else { format!("{}+", key.modifiers) },
                key.code
            ),
            other => format!("{other:?}"),
        };
        events.iter().map(name).collect()
    }

    #[test]
    fn each_key_has_its_bytes() {
        assert_eq!(
            events(&[b"aZ\r\t\x7f\x03\x1b[A\x1bOB\x1b[1;5C\x1b[5~\x1b[Z\x1bOP\x1b[15~\x1b[[B"]).join(" "),
            "a Z Enter Tab Backspace Control+c Up Down Control+Right Page Up Back Tab F1 F5 F2"
        );
        assert_eq!(events(&["\u{436}\u{20ac}\x1b\u{436}".as_bytes()]), ["\u{436}", "\u{20ac}", "Alt+\u{436}"]);
        assert_eq!(events(&[b"\x1b"]), ["Esc"]);
        assert_eq!(events(&[b"\x1b\x1b[B"]), ["Esc", "Down"]);
    }

    #[test]
    fn what_is_torn_waits_for_its_rest() {
        assert_eq!(events(&[b"\x1b[1;"]), [""; 0]);
        assert_eq!(events(&[b"\x1b[1;", b"5", b"Cj"]), ["Control+Right", "j"]);
        assert_eq!(events(&[b"\xd0", b"\xb6"]), ["\u{436}"]);
        assert_eq!(events(&[b"\x1b[200~dy\x1b[20", b"1", b"~q"]), ["Paste(\"dy\")", "q"]);
    }

    #[test]
    fn what_means_nothing_is_dropped_and_what_follows_is_kept() {
        assert_eq!(events(&[b"\xff\xd0j\x1b[99~k\x1b[<0;1;1Ml\x1b[1\x1b[A"]), ["j", "k", "l", "Up"]);
        assert_eq!(events(&[&[b"\x1b[".as_slice(), &[b'1'; 40]].concat(), b"j"]), ["j"]);
    }
}
