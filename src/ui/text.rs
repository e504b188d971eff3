//! The one way onto the screen: every text is [`Clean`] when it gets here.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Role;
use crate::domain::Clean;

/// A piece of a line.
pub type Span = (Clean, Role);

/// Writes a text into at most `width` columns, cut with a sign where it is longer; says how many columns it took.
/// What lies outside the buffer is left out.
pub fn put(buf: &mut Buffer, x: u16, y: u16, width: u16, text: &Clean, role: Role) -> u16 {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let width = width.min(area.right() - x);
    let text = text.fit(usize::from(width));
    let (end, _) = buf.set_stringn(x, y, text.as_str(), usize::from(width), role.style());
    end - x
}

/// Writes pieces one after the other into at most `width` columns.
pub fn put_spans(buf: &mut Buffer, x: u16, y: u16, width: u16, spans: &[Span]) -> u16 {
    let mut used = 0;
    for (text, role) in spans {
        used += put(buf, x + used, y, width.saturating_sub(used), text, *role);
    }
    used
}

/// Writes a text so that it ends at the right edge of the width; left of it where it is too long.
pub fn put_right(buf: &mut Buffer, x: u16, y: u16, width: u16, text: &Clean, role: Role) {
    let text = text.fit(usize::from(width));
    let taken = text.width() as u16;
    put(buf, x + width.saturating_sub(taken), y, taken, &text, role);
}

/// Breaks a text into lines of at most `width` columns, between words where there are any.
pub fn wrap(text: &Clean, width: u16) -> Vec<Clean> {
    text.wrapped(usize::from(width))
}

/// A horizontal rule.
pub fn rule(buf: &mut Buffer, area: Rect, y: u16) {
    put(buf, area.x, y, area.width, &Clean::new(&"─".repeat(usize::from(area.width))), Role::Dim);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_keep_every_letter() {
        let text = Clean::new("постоянно проживающие на территории муниципального образования");
        for width in 1..40 {
            let lines = wrap(&text, width);
            assert!(lines.iter().all(|line| line.width() <= usize::from(width)), "{width}: {lines:?}");
            let joined: String = lines.iter().flat_map(|line| line.as_str().chars()).filter(|c| *c != ' ').collect();
            assert_eq!(joined, text.as_str().replace(' ', ""));
        }
        assert_eq!(wrap(&Clean::new("a b c"), 3), [Clean::new("a b"), Clean::new("c")]);
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 1));
        assert_eq!(put(&mut buf, 9, 0, 5, &Clean::new("abc"), Role::Plain), 0);
        assert_eq!(put(&mut buf, 0, 3, 5, &Clean::new("abc"), Role::Plain), 0);
        assert_eq!(put(&mut buf, 3, 0, 50, &Clean::new("abc"), Role::Plain), 2);
        assert_eq!(buf[(4, 0)].symbol(), "…");
    }
}
