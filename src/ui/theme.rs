//! Roles of text and the sixteen colours they take. Colour only repeats what a sign or a word already says.

use ratatui::style::{Color, Modifier, Style};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Plain,
    /// Less important than its neighbours.
    Dim,
    Strong,
    /// The name of a screen, a section, a column.
    Title,
    /// A key that can be pressed.
    Key,
    /// Met, eligible, done.
    Good,
    /// Not met, refused, wrong.
    Bad,
    /// Not shown, missing, a warning.
    Warn,
    /// Contested: a lawyer must say.
    Contested,
    /// The row, option or field at the cursor.
    Chosen,
}

impl Role {
    pub fn style(self) -> Style {
        let plain = Style::new();
        match self {
            Role::Plain => plain,
            Role::Dim => plain.fg(Color::DarkGray),
            Role::Strong => plain.add_modifier(Modifier::BOLD),
            Role::Title => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            Role::Key => plain.fg(Color::Cyan),
            Role::Good => plain.fg(Color::Green),
            Role::Bad => plain.fg(Color::Red),
            Role::Warn => plain.fg(Color::Yellow),
            Role::Contested => plain.fg(Color::Magenta),
            Role::Chosen => plain.add_modifier(Modifier::REVERSED),
        }
    }
}
