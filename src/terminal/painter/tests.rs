//! The bytes, read by a terminal emulator, make the screen that was drawn.

use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;

use super::*;

const WIDTH: u16 = 24;
const HEIGHT: u16 = 6;

/// Strings put on the screen, each with its place and style.
#[derive(Debug, Clone)]
struct Strings(Vec<(u16, u16, String, Style)>);

impl Widget for &Strings {
    fn render(self, area: Rect, buffer: &mut ratatui::buffer::Buffer) {
        for (x, y, text, style) in &self.0 {
            buffer.set_stringn(
                *x % area.width,
                *y % area.height,
                text,
                usize::from(area.width - *x % area.width),
                *style,
            );
        }
    }
}

fn strings() -> impl Strategy<Value = Strings> {
    let text =
        prop::sample::select(vec!["Кавалёў", "queue", "      ", "                      ", "日本", "a b c", "–", "│"]);
    let colour = prop::sample::select(vec![Color::Reset, Color::Red, Color::LightBlue, Color::Gray]);
    let modifier =
        prop::sample::select(vec![Modifier::empty(), Modifier::BOLD, Modifier::REVERSED, Modifier::UNDERLINED]);
    let one = (0..WIDTH, 0..HEIGHT, text, colour.clone(), colour, modifier);
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let make = |(x, y, text, fg, bg, modifier): (u16, u16, &str, Color, Color, Modifier)| {
            (x, y, text.to_owned(), Style::new().fg(fg).bg(bg).add_modifier(modifier))
        };
        Strings(all.into_iter().map(make).collect())
    })
}

fn terminal() -> Terminal<Painter> {
    Terminal::new(Painter::new(WIDTH, HEIGHT, Colours::Sixteen)).unwrap()
}

fn draw(terminal: &mut Terminal<Painter>, strings: &Strings, parser: &mut vt100::Parser) -> usize {
    draw_choosing(terminal, strings, None, parser)
}

fn draw_choosing(
    terminal: &mut Terminal<Painter>,
    strings: &Strings,
    chosen: Option<(u16, u16)>,
    parser: &mut vt100::Parser,
) -> usize {
    terminal.draw(|frame| frame.render_widget(strings, frame.area())).unwrap();
    terminal.backend_mut().choose(chosen.map(Position::from));
    let frame = terminal.backend_mut().take_frame();
    frame.map_or(0, |frame| {
        parser.process(&frame);
        frame.len()
    })
}

fn text(screen: &vt100::Screen) -> Vec<String> {
    screen.rows(0, WIDTH).map(|row| row.trim_end().to_owned()).collect()
}

proptest! {
    #[test]
    fn any_sequence_of_frames_ends_in_the_screen_of_the_last(
        frames in prop::collection::vec((strings(), prop::option::of((0..WIDTH, 0..HEIGHT))), 1..6),
    ) {
        let (mut step_by_step, mut parser) = (terminal(), vt100::Parser::new(HEIGHT, WIDTH, 0));
        for (frame, chosen) in &frames {
            let sent = draw_choosing(&mut step_by_step, frame, *chosen, &mut parser);
            let (row, _) = parser.screen().cursor_position();
            prop_assert!(sent == 0 || chosen.is_none_or(|(_, y)| y == row), "{chosen:?} {row}");
        }
        let frames: Vec<Strings> = frames.into_iter().map(|(frame, _)| frame).collect();
        let mut at_once = vt100::Parser::new(HEIGHT, WIDTH, 0);
        let mut fresh = terminal();
        draw(&mut fresh, frames.last().unwrap(), &mut at_once);
        prop_assert_eq!(text(parser.screen()), text(at_once.screen()));
        let mut expected = ratatui::buffer::Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        frames.last().unwrap().render(Rect::new(0, 0, WIDTH, HEIGHT), &mut expected);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let (cell, drawn) = (&expected[(x, y)], parser.screen().cell(y, x).unwrap());
                if drawn.is_wide_continuation() || cell.symbol() == " " && cell.bg == Color::Reset {
                    continue;
                }
                prop_assert_eq!(drawn.inverse(), cell.modifier.contains(Modifier::REVERSED), "{} {}", x, y);
                prop_assert_eq!(drawn.bold(), cell.modifier.contains(Modifier::BOLD), "{} {}", x, y);
                prop_assert_eq!(drawn.fgcolor() == vt100::Color::Default, cell.fg == Color::Reset, "{} {}", x, y);
            }
        }
    }
}

#[test]
fn a_frame_that_changes_nothing_is_no_bytes() {
    let (mut terminal, mut parser) = (terminal(), vt100::Parser::new(HEIGHT, WIDTH, 0));
    let strings = Strings(vec![(2, 2, "Кавалёў".into(), Style::new().add_modifier(Modifier::REVERSED))]);
    assert!(draw(&mut terminal, &strings, &mut parser) > 0);
    assert_eq!(draw(&mut terminal, &strings, &mut parser), 0);
    assert_eq!(draw(&mut terminal, &strings, &mut parser), 0);
}

#[test]
fn a_cursor_that_stays_costs_nothing_and_one_that_moves_little() {
    let mut terminal = terminal();
    let place = |terminal: &mut Terminal<Painter>, x| {
        terminal.draw(|frame| frame.set_cursor_position((x, 1))).unwrap();
        terminal.backend_mut().take_frame().map_or(0, |frame| frame.len())
    };
    assert!(place(&mut terminal, 3) > 0);
    assert_eq!(place(&mut terminal, 3), 0);
    let moved = place(&mut terminal, 4);
    assert!(0 < moved && moved < 30, "{moved}");
}

#[test]
fn without_colours_attributes_stay() {
    let mut terminal = Terminal::new(Painter::new(WIDTH, HEIGHT, Colours::None)).unwrap();
    let style = Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::REVERSED);
    let strings = Strings(vec![(0, 0, "x".into(), style)]);
    terminal.draw(|frame| frame.render_widget(&strings, frame.area())).unwrap();
    let frame = String::from_utf8(terminal.backend_mut().take_frame().unwrap()).unwrap();
    assert!(frame.contains("\x1b[7m"), "{frame:?}");
    assert!(!frame.contains("31") && !frame.contains("44"), "{frame:?}");
}
