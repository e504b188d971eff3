//! What each key costs on the line, exactly: bytes and writes, not milliseconds. The real session draws through the real
//! painter; only the tty is missing.

use std::rc::Rc;

use ratatui::Terminal;
use suffrage::app::key::Key;
use suffrage::cli::sample::SAMPLE;
use suffrage::domain::{Lang, Stamp};
use suffrage::law::Library;
use suffrage::session::Session;
use suffrage::store::Store;
use suffrage::terminal::{Colours, Painter};

struct Desk {
    session: Session,
    screen: Terminal<Painter>,
    folder: std::path::PathBuf,
}

impl Desk {
    fn new(name: &str, cols: u16, rows: u16, lang: Lang) -> Desk {
        let folder = std::env::temp_dir().join(format!("suffrage-budget-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
        let library = Rc::new(Library::embedded().unwrap());
        let store = Store::open(&folder.join("office.db"), Rc::clone(&library), Box::new(|_| {})).unwrap();
        let now = || Stamp::parse("2026-11-23T09:00:00Z").unwrap();
        let mut session = Session::new(store, library, "anna", lang, Box::new(now), Box::new(|_| {})).unwrap();
        session.resize(cols, rows);
        let screen = Terminal::new(Painter::new(cols, rows, Colours::Sixteen)).unwrap();
        let mut desk = Desk { session, screen, folder };
        desk.draw();
        desk
    }

    /// Bytes that a drawing sends; there is at most one write.
    fn draw(&mut self) -> usize {
        let Desk { session, screen, .. } = self;
        screen.draw(|frame| session.draw(frame)).unwrap();
        let sent = screen.backend_mut().take_frame().map_or(0, |frame| frame.len());
        assert!(screen.backend_mut().take_frame().is_none(), "a second write for one frame");
        sent
    }

    fn press(&mut self, word: &str) -> usize {
        self.session.key(Key::parse(word).unwrap());
        self.draw()
    }

    fn median(&mut self, word: &str, times: usize) -> (usize, usize) {
        let mut sent: Vec<usize> = (0..times).map(|_| self.press(word)).collect();
        sent.sort_unstable();
        (sent[times / 2], sent[times - 1])
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn keys_keep_within_their_bytes() {
    println!("screen      language   j median  j worst   page   search letter   open   back");
    for (cols, rows, median, page) in [(80, 24, MEDIAN_80, 4_096), (120, 40, MEDIAN_120, 8_192)] {
        for lang in [Lang::En, Lang::Ru] {
            let mut desk = Desk::new(&format!("{cols}-{}", lang.tag()), cols, rows, lang);
            desk.press("9");
            let (usual, worst) = desk.median("j", 120);
            let paged = desk.press("pgdn");
            desk.press("/");
            let letter = desk.press("и");
            desk.press("esc");
            let open = desk.press("enter");
            let back = desk.press("esc");
            println!(
                "{cols:>3}x{rows:<3}  {:>10} {usual:>10} {worst:>8} {paged:>6} {letter:>15} {open:>6} {back:>6}",
                lang.tag()
            );
            assert!(usual <= median, "{cols}x{rows}: j sends {usual} bytes, {median} are allowed");
            assert!(paged <= page && worst <= page && letter <= page, "{cols}x{rows}: {paged}, {worst}, {letter}");
        }
    }
}

/// What a cursor key may send, half of the time. At 120 columns the case beside the queue changes with it.
const MEDIAN_80: usize = 280;
const MEDIAN_120: usize = 280;

#[test]
fn what_changes_nothing_sends_nothing() {
    let mut desk = Desk::new("idle", 120, 40, Lang::En);
    for _ in 0..5 {
        assert!(!desk.session.poll(), "nobody wrote anything");
        assert_eq!(desk.draw(), 0);
    }
    assert_eq!(desk.press("k"), 0, "the cursor is at the first row already");
    assert_eq!(desk.press("f5"), 0, "a key that means nothing");
}
