//! Keys and their names: one notation for the help screen, fixtures, recordings and macros.

/// One key press, after the terminal's quirks have been taken out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    pub(crate) code: KeyCode,
    pub(crate) ctrl: bool,
    pub(crate) alt: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "keys are called as they are on a keyboard")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    F(u8),
}

impl Key {
    pub(crate) const fn plain(code: KeyCode) -> Key {
        Key { code, ctrl: false, alt: false }
    }
    /// A letter, digit or sign, as it comes without Ctrl and Alt.
    pub const fn char(c: char) -> Key {
        Key::plain(KeyCode::Char(c))
    }
    pub(crate) const fn ctrl(c: char) -> Key {
        Key { code: KeyCode::Char(c), ctrl: true, alt: false }
    }

    /// Reads `j`, `о`, `enter`, `esc`, `tab`, `shift-tab`, `space`, `pgdn`, `ctrl-r`, `f12`.
    pub fn parse(word: &str) -> Option<Key> {
        if let Some(rest) = word.strip_prefix("ctrl-") {
            return Key::parse(rest).map(|key| Key { ctrl: true, ..key });
        }
        if let Some(rest) = word.strip_prefix("alt-") {
            return Key::parse(rest).map(|key| Key { alt: true, ..key });
        }
        if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == word) {
            return Some(Key::plain(*code));
        }
        if let Some(number) = word.strip_prefix('f').and_then(|n| n.parse().ok()) {
            return (1..=12).contains(&number).then_some(Key::plain(KeyCode::F(number)));
        }
        let mut chars = word.chars();
        let c = chars.next()?;
        chars.next().is_none().then_some(Key::char(c))
    }
}

const NAMES: [(&str, KeyCode); 16] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
];

/// The word that [`Key::parse`] reads back.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "f{n}"),
            _ => Ok(()),
        }
    }
}
