//! What each key costs on the line, exactly: bytes and writes, not milliseconds. The real session draws through the real
//! painter; only the tty is missing.

use std::rc::Rc;

use ratatui::Terminal;
use suffrage::app::key::Key;
use suffrage::domain::{Anchor, Lang, QueueQuery, Stamp, StatusFilter};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::session::{Session, Who};
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
        let mut session =
            Session::new(store, library, &Who::named("anna"), lang, Box::new(now), Box::new(|_| {})).unwrap();
        session.resize(cols, rows);
        let screen = Terminal::new(Painter::new(cols, rows, Colours::Sixteen)).unwrap();
        let mut desk = Desk { session, screen, folder };
        desk.draw();
        desk
    }

    /// Bytes that a drawing sends; there is at most one write.
    fn draw(&mut self) -> usize {
        let Desk { session, screen, .. } = self;
        let mut chosen = None;
        screen.draw(|frame| chosen = session.draw(frame)).unwrap();
        screen.backend_mut().choose(chosen);
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

/// Half of all cursor keys send at most this.
const CURSOR: usize = 150;
/// No key sends more than this: a page, a letter of the search, a case, a dialog.
const SCREEN: [(u16, u16, usize); 2] = [(80, 24, 3_200), (120, 40, 6_144)];
/// A page of the queue, or a cursor key that scrolls it.
const PAGE: usize = 4_096;

#[test]
fn keys_keep_within_their_bytes() {
    println!("screen     language   j median  j worst   page  letter   open   form   back");
    for (cols, rows, screen) in SCREEN {
        for lang in [Lang::En, Lang::Ru, Lang::Be] {
            let mut desk = Desk::new(&format!("{cols}-{}", lang.tag()), cols, rows, lang);
            desk.press("9");
            let (usual, worst) = desk.median("j", 120);
            let paged = desk.press("pgdn");
            desk.press("/");
            let letter = desk.press("и");
            desk.press("esc");
            let open = desk.press("enter");
            let form = desk.press("a");
            let (back, _) = (desk.press("esc"), desk.press("esc"));
            println!(
                "{cols:>3}x{rows:<3} {:>10} {usual:>10} {worst:>8} {paged:>6} {letter:>7} {open:>6} {form:>6} {back:>6}",
                lang.tag()
            );
            assert!(usual < CURSOR, "{cols}x{rows} {}: half of the cursor keys send {usual} bytes", lang.tag());
            assert!(worst < PAGE && paged < PAGE && letter < PAGE, "{cols}x{rows}: {worst}, {paged}, {letter}");
            assert!(open < screen && form < screen && back < screen, "{cols}x{rows}: {open}, {form}, {back}");
        }
    }
}

#[test]
fn what_changes_nothing_sends_nothing() {
    let mut desk = Desk::new("idle", 120, 40, Lang::En);
    for _ in 0..5 {
        assert!(!desk.session.poll(), "nobody wrote anything");
        assert_eq!(desk.draw(), 0);
    }
    assert_eq!(desk.press("k"), 0, "the cursor is at the first row already");
    let told = desk.press("f6");
    assert!(0 < told && told < 100, "a key that means nothing says so: {told} bytes");
    assert_eq!(desk.press("f6"), 0, "and says it once");
}

#[test]
fn what_another_officer_does_elsewhere_sends_nothing_and_here_only_what_changed() {
    let mut desk = Desk::new("others", 120, 40, Lang::En);
    let library = Rc::new(Library::embedded().unwrap());
    let mut other = Store::open(&desk.folder.join("office.db"), library, Box::new(|_| {})).unwrap();
    let now = Stamp::parse("2026-11-23T09:00:00Z").unwrap();
    let until = Stamp::parse("2026-11-23T09:10:00Z").unwrap();
    let query = |anchor| QueueQuery { filter: StatusFilter::ToDo.into(), search: String::new(), anchor, limit: 200 };
    let (first, last) = (query(Anchor::First), query(Anchor::Last));
    let shown = other.queue(&first, now).unwrap().rows[1].1.case;
    let far = other.queue(&last, now).unwrap().rows.pop().unwrap().1.case;

    other.claim(far, "vera", now, until).unwrap();
    desk.session.poll();
    assert_eq!(desk.draw(), 0, "a case far from the screen");

    other.claim(shown, "vera", now, until).unwrap();
    assert!(desk.session.poll(), "somebody wrote");
    let sent = desk.draw();
    assert!(0 < sent && sent < 40, "one row changed: {sent} bytes");
}
