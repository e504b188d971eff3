//! Keys as people press them: sequences that a slow line tore apart are joined again, pastes stay pastes.

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event, KeyEvent, KeyEventKind, KeyModifiers};

use super::signals::End;
use crate::app::key::{Key, KeyCode};

/// What comes from the person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One key as it was pressed.
    Key(Key),
    /// What was pasted, as one text; nothing in it is a key.
    Paste(String),
    /// The window has another size; ask for it.
    Resize,
    /// A signal asks the program to stop until it is resumed.
    Stop,
    /// A signal asks the program to end, or the line is gone.
    Ended(End),
    /// Nothing came within the patience.
    Timeout,
}

/// How long an Esc waits for the rest of its sequence. Over SSH two packets can be further apart.
#[derive(Debug, Clone, Copy)]
pub struct Patience(pub Duration);

impl Patience {
    /// For a terminal on the same machine.
    pub const LOCAL: Patience = Patience(Duration::from_millis(50));
    pub(crate) const SSH: Patience = Patience(Duration::from_millis(100));
}

/// Where events come from; the tests play them.
pub trait Events {
    /// The next event within the time, or `None`.
    fn next(&mut self, within: Duration) -> std::io::Result<Option<Event>>;
}

/// Joins what belongs together.
pub struct Joiner {
    patience: Patience,
    ready: VecDeque<Input>,
}

impl Joiner {
    pub fn new(patience: Patience) -> Joiner {
        Joiner { patience, ready: VecDeque::new() }
    }

    /// The next input, or `None` if none came within the time.
    pub fn next(&mut self, events: &mut impl Events, within: Duration) -> std::io::Result<Option<Input>> {
        if let Some(ready) = self.ready.pop_front() {
            return Ok(Some(ready));
        }
        match events.next(within)? {
            None => Ok(None),
            Some(event) => {
                self.take(event, events)?;
                Ok(self.ready.pop_front())
            }
        }
    }

    fn take(&mut self, event: Event, events: &mut impl Events) -> std::io::Result<()> {
        match event {
            Event::Paste(text) => self.ready.push_back(Input::Paste(text)),
            Event::Resize(..) => {
                // Only the last size of a burst matters, and it is asked for when it is used.
                if self.ready.back() != Some(&Input::Resize) {
                    self.ready.push_back(Input::Resize);
                }
                if let Some(next) = events.next(Duration::ZERO)? {
                    self.take(next, events)?;
                }
            }
            Event::Key(key) => match key_of(key) {
                Some(key) if key == Key::plain(KeyCode::Esc) => self.after_esc(events)?,
                Some(key) => self.ready.push_back(Input::Key(key)),
                None => {}
            },
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
        Ok(())
    }

    /// An Esc that came alone: if the rest of a sequence follows at once, it was no Esc.
    fn after_esc(&mut self, events: &mut impl Events) -> std::io::Result<()> {
        let mut torn = String::new();
        while let Some(event) = events.next(self.patience.0)? {
            let char = match &event {
                Event::Key(key) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                    match key_of(*key) {
                        Some(Key { code: KeyCode::Char(c), .. }) => Some(c),
                        _ => None,
                    }
                }
                _ => None,
            };
            let Some(char) = char.filter(|char| fits(&torn, *char)) else {
                self.give_back(&torn);
                return self.take(event, events);
            };
            torn.push(char);
            if torn == "[200~" {
                return self.torn_paste(events);
            }
            if let Some(code) = sequence(&torn) {
                self.ready.push_back(Input::Key(Key::plain(code)));
                return Ok(());
            }
        }
        self.give_back(&torn);
        Ok(())
    }

    fn give_back(&mut self, torn: &str) {
        self.ready.push_back(Input::Key(Key::plain(KeyCode::Esc)));
        self.ready.extend(torn.chars().map(|c| Input::Key(Key::char(c))));
    }

    /// The begin of a paste was torn: what follows without a pause is its text, never commands.
    fn torn_paste(&mut self, events: &mut impl Events) -> std::io::Result<()> {
        let mut text = String::new();
        while let Some(event) = events.next(self.patience.0)? {
            match event {
                Event::Key(key) => match key_of(key).map(|key| key.code) {
                    Some(KeyCode::Char(c)) => text.push(c),
                    Some(KeyCode::Enter) => text.push('\n'),
                    Some(KeyCode::Tab) => text.push('\t'),
                    _ => {}
                },
                Event::Paste(more) => text.push_str(&more),
                _ => {}
            }
        }
        let text = text.strip_suffix("[201~").unwrap_or(&text).to_owned();
        self.ready.push_back(Input::Paste(text));
        Ok(())
    }
}

/// Whether a sequence can go on like this.
fn fits(torn: &str, next: char) -> bool {
    match torn.chars().next() {
        None => matches!(next, '[' | 'O'),
        Some('O') => matches!(next, 'A'..='D' | 'F' | 'H'),
        Some(_) => torn.len() < 5 && matches!(next, '0'..='9' | '~' | 'A'..='D' | 'F' | 'H' | 'Z'),
    }
}

fn sequence(torn: &str) -> Option<KeyCode> {
    Some(match torn {
        "[A" | "OA" => KeyCode::Up,
        "[B" | "OB" => KeyCode::Down,
        "[C" | "OC" => KeyCode::Right,
        "[D" | "OD" => KeyCode::Left,
        "[H" | "OH" | "[1~" | "[7~" => KeyCode::Home,
        "[F" | "OF" | "[4~" | "[8~" => KeyCode::End,
        "[5~" => KeyCode::PageUp,
        "[6~" => KeyCode::PageDown,
        "[3~" => KeyCode::Delete,
        "[Z" => KeyCode::BackTab,
        _ => return None,
    })
}

/// A key press as the program knows keys; `None` for releases and for keys it has no use for.
fn key_of(event: KeyEvent) -> Option<Key> {
    use event::KeyCode as Code;
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::crossterm::event::KeyCode as Code;

    /// Events that are there, and pauses (`None`) between them.
    struct Played(VecDeque<Option<Event>>);

    impl Events for Played {
        fn next(&mut self, _within: Duration) -> std::io::Result<Option<Event>> {
            Ok(self.0.pop_front().flatten())
        }
    }

    fn press(code: Code) -> Option<Event> {
        Some(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)))
    }

    fn typed(text: &str) -> Vec<Option<Event>> {
        text.chars().map(|c| press(if c == '\x1b' { Code::Esc } else { Code::Char(c) })).collect()
    }

    fn inputs(events: Vec<Option<Event>>) -> Vec<Input> {
        let mut events = Played(events.into());
        let mut joiner = Joiner::new(Patience::LOCAL);
        let mut inputs = Vec::new();
        while !events.0.is_empty() || !joiner.ready.is_empty() {
            inputs.extend(joiner.next(&mut events, Duration::from_secs(1)).unwrap());
        }
        inputs
    }

    fn keys(words: &str) -> Vec<Input> {
        words.split(' ').map(|word| Input::Key(Key::parse(word).unwrap())).collect()
    }

    #[test]
    fn a_torn_arrow_is_an_arrow_again() {
        assert_eq!(inputs(typed("\x1b[A")), keys("up"));
        assert_eq!(inputs(typed("\x1bOB")), keys("down"));
        assert_eq!(inputs(typed("\x1b[5~j")), keys("pgup j"));
    }

    #[test]
    fn a_lonely_esc_stays_an_esc_and_what_is_typed_later_stays_typed() {
        assert_eq!(inputs(typed("\x1b")), keys("esc"));
        let mut later = typed("\x1b");
        later.push(None);
        later.extend(typed("[A"));
        assert_eq!(inputs(later), keys("esc [ A"));
        assert_eq!(inputs(typed("\x1bj")), keys("esc j"));
        assert_eq!(inputs(typed("\x1b[x")), keys("esc [ x"));
        assert_eq!(inputs(typed("\x1b\x1b[B")), keys("esc down"));
    }

    #[test]
    fn a_torn_paste_is_text_and_no_command() {
        assert_eq!(inputs(typed("\x1b[200~dy")), [Input::Paste("dy".into())]);
        let pasted = vec![Some(Event::Paste("dy\nq".into()))];
        assert_eq!(inputs(pasted), [Input::Paste("dy\nq".into())]);
    }

    #[test]
    fn a_burst_of_sizes_is_one() {
        let mut events = vec![Some(Event::Resize(80, 24)), Some(Event::Resize(90, 24)), Some(Event::Resize(100, 30))];
        events.extend(typed("j"));
        let mut expected = vec![Input::Resize];
        expected.extend(keys("j"));
        assert_eq!(inputs(events), expected);
    }

    #[test]
    fn releases_are_no_presses() {
        let release = KeyEvent::new_with_kind(Code::Char('d'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(inputs(vec![Some(Event::Key(release)), press(Code::Char('j'))]), keys("j"));
    }
}
