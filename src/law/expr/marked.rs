//! An expression with `^` under the place that is meant.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::law::expr::Span;

/// How much of a line is shown, in characters.
const EXCERPT: usize = 200;

/// The line of the expression, the marks under it, and the problem below them.
pub fn marked(source: &str, span: Span, problem: &str) -> String {
    let start = floor(source, span.start);
    let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[line_start..].find('\n').map_or(source.len(), |at| line_start + at);
    let end = floor(source, span.end.clamp(start, line_end.max(start)));
    // A sign without a width of its own, such as a tab, is shown as a blank: the marks stand under what they mark.
    let plain = |part: &str| -> String { part.chars().map(|c| if c.width().is_some() { c } else { ' ' }).collect() };
    let (before, meant, after) =
        (plain(&source[line_start..start]), plain(&source[start..end]), plain(&source[end..line_end.max(end)]));
    // Of a very long line only the part around the place is shown.
    let long = source[line_start..line_end.max(line_start)].chars().count() > EXCERPT;
    let skipped = if long { before.chars().count().saturating_sub(EXCERPT / 2) } else { 0 };
    let before: String = before.chars().skip(skipped).collect();
    let left = EXCERPT.saturating_sub(before.chars().count());
    let meant: String = meant.chars().take(left).collect();
    let after: String = after.chars().take(left - meant.chars().count()).collect();
    let marks = "^".repeat(meant.width().max(1));
    let problem: String = problem.chars().take(4 * EXCERPT).collect();
    format!("  {before}{meant}{after}\n  {}{marks}\n{problem}", " ".repeat(before.width()))
}

/// The nearest place at or before a byte at which a character begins.
pub fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_stand_under_what_they_mark() {
        for (source, part, shown) in [
            ("a == b", "b", "  a == b\n       ^\nwrong"),
            ("\ta == bb", "bb", "   a == bb\n        ^^\nwrong"),
            ("'选举' == b", "b", "  '选举' == b\n            ^\nwrong"),
            ("a &&\n  bb", "bb", "    bb\n    ^^\nwrong"),
        ] {
            let start = source.rfind(part).unwrap();
            let span = Span { start, end: start + part.len() };
            assert_eq!(marked(source, span, "wrong"), shown, "{source}");
        }
    }

    #[test]
    fn of_a_long_line_the_part_around_the_place_is_shown() {
        let source = format!("{}b{}", "a ".repeat(400), " c".repeat(400));
        let shown = marked(&source, Span { start: 800, end: 801 }, "wrong");
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0].chars().count(), EXCERPT + 2);
        assert_eq!(lines[0].find('b'), lines[1].find('^'));
    }
}
