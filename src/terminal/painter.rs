//! Turns changed cells into bytes, as few as possible, and hands a whole frame out at once.
//!
//! A `ratatui` backend that writes nowhere: relative moves where they are shorter, sixteen colours as one number each,
//! only the attributes that change, erasing instead of runs of blanks, and nothing at all for a frame that changes
//! nothing. Nothing here asks the terminal a question.

use std::convert::Infallible;
use std::io::Write;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// Begin and end of a synchronized update (DEC private mode 2026); terminals that do not know it ignore it.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// A frame up to this many bytes arrives in one packet, so nobody sees half of it: it needs no synchronized update.
const ONE_PACKET: usize = 1_000;
/// A run of blanks shorter than this is written as blanks.
const ERASE_FROM: usize = 6;
/// A gap up to this many columns may be cheaper to write again than to jump over.
const GAP: u16 = 4;

/// Attributes that the screens use.
const ATTRIBUTES: [(Modifier, u8, u8); 4] =
    [(Modifier::BOLD, 1, 22), (Modifier::DIM, 2, 22), (Modifier::UNDERLINED, 4, 24), (Modifier::REVERSED, 7, 27)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    const PLAIN: Pen = Pen { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// A blank written with it looks like a plain one.
    fn leaves_blanks(&self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
    }
}

/// Whether colours are sent. Attributes always are: nothing is told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// The sixteen that every terminal has.
    Sixteen,
    /// Marks and weights of letters alone.
    None,
}

/// Knows what the screen shows, and sends only what changed, as one write.
pub struct Painter {
    size: Size,
    colours: Colours,
    bytes: Vec<u8>,
    /// What the terminal shows, row by row.
    shown: Vec<Cell>,
    /// Where the terminal's cursor stands, as far as that is certain.
    at: Option<(u16, u16)>,
    pen: Pen,
    visible: bool,
    wanted_visible: bool,
    wanted_at: Position,
    /// Rows that changed since the last frame, each with its columns in order.
    changed: Vec<(u16, Vec<u16>)>,
    /// What the eye is on.
    chosen: Option<Position>,
}

impl Painter {
    /// For a screen that shows nothing yet, of so many columns and rows.
    pub fn new(width: u16, height: u16, colours: Colours) -> Painter {
        Painter {
            size: Size { width, height },
            colours,
            bytes: Vec::new(),
            shown: vec![Cell::EMPTY; usize::from(width) * usize::from(height)],
            at: None,
            pen: Pen::PLAIN,
            visible: false,
            wanted_visible: false,
            wanted_at: Position { x: 0, y: 0 },
            changed: Vec::new(),
            chosen: None,
        }
    }

    pub(crate) fn set_size(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
        self.shown = vec![Cell::EMPTY; usize::from(width) * usize::from(height)];
        self.at = None;
        self.changed.clear();
    }

    /// Where the hidden cursor is left after a frame: screen readers, braille lines and magnifiers follow it. The row is
    /// painted last for it, and a frame that changes nothing moves nothing.
    pub fn choose(&mut self, chosen: Option<Position>) {
        self.chosen = chosen;
    }

    fn paint(&mut self) {
        let mut rows = std::mem::take(&mut self.changed);
        let chosen = self.chosen.filter(|_| !self.wanted_visible);
        rows.sort_by_key(|(y, _)| chosen.is_some_and(|chosen| chosen.y == *y));
        rows.iter().for_each(|(y, changed)| self.row(*y, changed));
        let ends_at = rows.last().map(|(y, _)| *y);
        if let Some(chosen) = chosen.filter(|chosen| ends_at.is_some_and(|y| y != chosen.y)) {
            self.move_to(chosen.x, chosen.y);
        }
    }

    /// The bytes of the frame inside a synchronized update, or nothing if nothing changed.
    pub fn take_frame(&mut self) -> Option<Vec<u8>> {
        self.paint();
        if self.wanted_visible {
            let (x, y) = (self.wanted_at.x, self.wanted_at.y);
            if self.at != Some((x, y)) && !(self.visible && self.bytes.is_empty() && self.at.is_none())
                || !self.bytes.is_empty()
            {
                self.move_to(x, y);
            }
        }
        if self.wanted_visible != self.visible {
            self.put(if self.wanted_visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.visible = self.wanted_visible;
        }
        if self.bytes.is_empty() {
            return None;
        }
        let body = std::mem::take(&mut self.bytes);
        if body.len() <= ONE_PACKET {
            return Some(body);
        }
        let mut frame = Vec::with_capacity(body.len() + BEGIN.len() + END.len());
        frame.extend_from_slice(BEGIN);
        frame.extend_from_slice(&body);
        frame.extend_from_slice(END);
        Some(frame)
    }

    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn move_to(&mut self, x: u16, y: u16) {
        // Writing to a vector cannot fail.
        let _ = match self.at {
            Some(at) if at == (x, y) => Ok(()),
            Some((from, row)) if row == y && x > from => match x - from {
                1 => write!(self.bytes, "\x1b[C"),
                n => write!(self.bytes, "\x1b[{n}C"),
            },
            Some((_, row)) if row == y && x == 0 => write!(self.bytes, "\r"),
            Some((_, row)) if row.checked_add(1) == Some(y) && x == 0 => write!(self.bytes, "\r\n"),
            _ if x == 0 => write!(self.bytes, "\x1b[{}H", y + 1),
            _ => write!(self.bytes, "\x1b[{};{}H", y + 1, x + 1),
        };
        self.at = Some((x, y));
    }

    /// Goes to a cell that will be written: over a small gap by writing again what stands there, where that is shorter.
    fn reach(&mut self, x: u16, y: u16) {
        let gap = match self.at {
            Some((from, row)) if row == y && from < x && x - from <= GAP => from..x,
            _ => return self.move_to(x, y),
        };
        let jump = if gap.len() == 1 { 3 } else { 4 };
        let row = usize::from(y) * usize::from(self.size.width);
        let cells = &self.shown[row + usize::from(gap.start)..row + usize::from(gap.end)];
        let same = |cell: &Cell| {
            let blank = is_blank(cell) && self.pen.leaves_blanks();
            blank || cell.symbol().width() == 1 && self.pen_for(cell) == self.pen
        };
        let again: usize = cells.iter().map(|cell| cell.symbol().len()).sum();
        if again <= jump && cells.iter().all(same) {
            cells.iter().for_each(|cell| self.bytes.extend_from_slice(cell.symbol().as_bytes()));
            self.at = Some((x, y));
        } else {
            self.move_to(x, y);
        }
    }

    fn pen_for(&self, cell: &Cell) -> Pen {
        let modifier = ATTRIBUTES.iter().fold(Modifier::empty(), |set, (one, ..)| set | (cell.modifier & *one));
        match self.colours {
            Colours::Sixteen => Pen { fg: cell.fg, bg: cell.bg, modifier },
            Colours::None => Pen { modifier, ..Pen::PLAIN },
        }
    }

    fn take_pen(&mut self, cell: &Cell) {
        let pen = self.pen_for(cell);
        if pen == self.pen || is_blank(cell) && self.pen.leaves_blanks() {
            return;
        }
        let from_here = codes(self.pen, pen);
        let anew = codes(Pen::PLAIN, pen);
        let sgr = if from_here.len() < anew.len() + 2 || anew.is_empty() && from_here.is_empty() {
            from_here
        } else if anew.is_empty() {
            String::new()
        } else {
            format!("0;{anew}")
        };
        let sgr = if pen == Pen::PLAIN { String::new() } else { sgr };
        let _ = write!(self.bytes, "\x1b[{sgr}m");
        self.pen = pen;
    }

    fn text(&mut self, x: u16, y: u16, symbol: &str) {
        self.put(symbol.as_bytes());
        let next = x.saturating_add(symbol.width().max(1) as u16);
        // At the right edge a terminal waits with the wrap; where the cursor is then is not certain.
        self.at = (next < self.size.width).then_some((next, y));
    }

    /// Paints what changed in one row; `changed` are its columns, in order.
    fn row(&mut self, y: u16, changed: &[u16]) {
        let width = self.size.width;
        let start = usize::from(y) * usize::from(width);
        let mut next = 0;
        while let Some(&x) = changed.get(next) {
            let row = &self.shown[start..start + usize::from(width)];
            let cell = row[usize::from(x)].clone();
            // Blanks that did not change may lie between those that did: erasing them again changes nothing.
            let blanks = row[usize::from(x)..].iter().take_while(|cell| is_blank(cell)).count() as u16;
            let covered = changed[next..].iter().take_while(|at| **at < x + blanks).count();
            let run = if covered == 0 { 0 } else { changed[next + covered - 1] + 1 - x };
            let to_edge = x + blanks == width && run > 2;
            if to_edge || usize::from(run) >= ERASE_FROM {
                self.move_to(x, y);
                self.take_pen(&Cell::EMPTY);
                if to_edge {
                    self.put(b"\x1b[K");
                } else {
                    let _ = write!(self.bytes, "\x1b[{run}X");
                }
                next += covered;
            } else {
                self.reach(x, y);
                self.take_pen(&cell);
                self.text(x, y, cell.symbol());
                next += 1;
            }
        }
    }
}

fn codes(from: Pen, to: Pen) -> String {
    let mut codes: Vec<String> = Vec::new();
    let gone = from.modifier - to.modifier;
    let mut kept = from.modifier;
    for (attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && kept.contains(attribute) {
            codes.push(off.to_string());
            // Bold and dim share their "off".
            kept -= if off == 22 { Modifier::BOLD | Modifier::DIM } else { attribute };
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if to.modifier.contains(attribute) && !kept.contains(attribute) {
            codes.push(on.to_string());
        }
    }
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    codes.join(";")
}

/// `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u16) -> String {
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(n) => return format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    code.to_string()
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
        && cell.bg == Color::Reset
        && !cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
}

impl Backend for Painter {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content.filter(|(x, y, _)| *x < self.size.width && *y < self.size.height) {
            let place = usize::from(y) * usize::from(self.size.width) + usize::from(x);
            self.shown[place] = cell.clone();
            if cell.symbol().width() > 1 && x + 1 < self.size.width {
                // The right half of a wide letter covers what stood there.
                self.shown[place + 1] = Cell::EMPTY;
            }
            match self.changed.last_mut() {
                Some((row, changed)) if *row == y && changed.last().is_some_and(|last| *last < x) => changed.push(x),
                _ => self.changed.push((y, vec![x])),
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        self.wanted_visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        self.wanted_visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(self.wanted_at)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), Infallible> {
        self.wanted_at = position.into();
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.pen = Pen::PLAIN;
        self.at = Some((0, 0));
        self.shown.fill(Cell::EMPTY);
        self.changed.clear();
        self.put(b"\x1b[m\x1b[2J\x1b[H");
        Ok(())
    }

    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::default() })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
