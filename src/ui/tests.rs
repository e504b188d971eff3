//! Each screen at two sizes, and every size without a panic.

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::view;
use crate::app::fixture::{self, press, tell, write};
use crate::app::screens::ledger::Verified;
use crate::app::{Answer, App, Msg, Screen};
use crate::domain::{CaseId, Decision, DecisionId, Fact, FactId, Lang, LedgerRow, Outcome, Stamp, Status, Verdict};
use crate::i18n::Texts;
use crate::wording::source;

/// The lines of the screen.
fn screen(app: &mut App, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let texts = Texts::new(app.lang);
    let mut extent = None;
    terminal.draw(|frame| extent = Some(view(app, &texts, frame).0)).unwrap();
    app.laid_out(extent.unwrap());
    let buffer = terminal.backend().buffer();
    let row = |y: u16| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..height).map(|y| row(y) + "\n").collect()
}

fn decided(status: Status) -> crate::domain::CaseFile {
    let mut file = fixture::file(1001);
    file.case.status = status;
    file.decisions.push(Decision {
        id: DecisionId(5),
        verdict: Verdict::Grant,
        departs: true,
        reasons: "the reasons given".to_owned(),
        departure: "why it departs".to_owned(),
        proposed: Outcome::Contested,
        pack: "ru-by-vote".to_owned(),
        pack_version: "2026.1".to_owned(),
        pack_hash: [0; 32],
        law_date: fixture::day("2026-09-20"),
        facts: vec![12],
        by: "anna".to_owned(),
        at: Stamp::parse("2026-08-20T09:55:00Z").unwrap(),
        seq: 41,
        undone: false,
    });
    file
}

fn with_decision(app: &mut App) {
    press(app, "enter");
    let file = decided(Status::AwaitingApproval);
    tell(app, Msg::Answer(Answer::Case { id: CaseId(1001), file: Some(Box::new(file)) }));
}

fn with_ledger(app: &mut App) {
    press(app, "L");
    let row = |seq| LedgerRow {
        seq,
        at: Stamp::parse("2026-08-20T09:55:00Z").unwrap(),
        actor: "anna".to_owned(),
        action: "decision.made".to_owned(),
        case: Some(CaseId(1001)),
        outcome: Some("refuse".to_owned()),
        leaf: "0123456789abcdef".to_owned(),
    };
    let rows = (1..=60).rev().map(row).collect();
    tell(app, Msg::Answer(Answer::Entries { before: None, rows }));
}

/// Every screen: its name, how to get there, what must be read on it in English.
type Way = (&'static str, fn(&mut App), &'static [&'static str]);

const WAYS: [Way; 15] = [
    ("queue", |_| {}, &["Queue: to do", "> 1001", "Іваноў Алесь", "+ eligible", "FICTITIOUS DATA", "ira", "? help"]),
    (
        "search",
        |app| {
            press(app, "/");
            write(app, "цёт");
        },
        &["/цёт", "enter keep"],
    ),
    (
        "findings",
        |app| {
            press(app, "enter");
        },
        &[
            "Case 1001",
            "Салтыкова-Щедрина Ангеліна (Saltykova)",
            "[findings]",
            "- not eligible",
            "+ citizenship title",
            "- age title",
            "not met",
            "67-FZ, art. age",
            "draft",
            "d decide",
        ],
    ),
    (
        "facts",
        |app| {
            press(app, "enter tab");
        },
        &["[facts]", "citizenship label", "#12: BY name, since 1990-05-01", "passport name MP 123"],
    ),
    (
        "history",
        |app| {
            press(app, "enter tab tab");
        },
        &["[history]", "case opened", "anna"],
    ),
    (
        "explain",
        |app| {
            press(app, "enter enter");
        },
        &["The sentence of citizenship.", "Step by step", "citizenship label"],
    ),
    (
        "decide",
        |app| {
            press(app, "enter d");
        },
        &["Decide case 1001", "< refuse >", "“age title” (67-FZ, art. age)", "[ Decide ]", "ctrl-s confirm"],
    ),
    (
        "departing",
        |app| {
            press(app, "enter d left");
        },
        &["< grant >", "a second officer must approve", "Why this departs"],
    ),
    (
        "approve",
        |app| {
            with_decision(app);
            press(app, "a");
        },
        &["Approve case 1001", "the reasons given", "why it departs", "< approve >"],
    ),
    (
        "fact",
        |app| {
            press(app, "enter e enter");
        },
        &["Question about incapacity?", "< choose (arrows) >  1/4", "[ Record ]"],
    ),
    (
        "request",
        |app| {
            press(app, "enter r");
        },
        &["Request evidence", "[x] incapacity label", "[ ] citizenship label"],
    ),
    (
        "whatif",
        |app| {
            press(app, "enter W");
        },
        &["What if: case 1001", "Polling day:", "Nothing of this is stored"],
    ),
    ("ledger", with_ledger, &["Ledger, newest first", "2026-08-20 09:55", "decision made: refuse", "v verify"]),
    (
        "packs",
        |app| {
            press(app, "P");
        },
        &["Rules", "enter choose"],
    ),
    (
        "help",
        |app| {
            press(app, "?");
        },
        &["Keys", "In the queue", "open the case"],
    ),
];

#[test]
fn every_screen_says_what_it_must_at_both_sizes() {
    for (name, way, phrases) in WAYS {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut app = fixture::app(width, height);
            way(&mut app);
            let shown = screen(&mut app, width, height);
            for phrase in phrases {
                assert!(shown.contains(phrase), "{name} at {width}x{height} lacks {phrase:?}:\n{shown}");
            }
        }
    }
}

#[test]
fn what_rests_on_drafts_says_so_whole_on_the_smallest_usual_screen() {
    for keys in ["g", "enter", "L", "P", "?"] {
        let mut app = fixture::app_with_packs(80, 24);
        press(&mut app, keys);
        for lang in Lang::ALL {
            app.lang = lang;
            let texts = Texts::new(lang);
            let warning = format!("{}  {}", texts.get("banner-fictitious"), texts.get("banner-draft"));
            let shown = screen(&mut app, 80, 24);
            assert!(shown.contains(&warning), "{keys}, {lang:?}:\n{shown}");
        }
    }
}

#[test]
fn no_size_and_no_language_panics_on_any_screen() {
    for (_, way, _) in WAYS {
        let mut app = fixture::app(80, 24);
        way(&mut app);
        for width in (0..=130).step_by(13).chain([1, 59, 60, 61, 119, 120]) {
            for height in (0..=45).step_by(5).chain([1, 15, 16, 17]) {
                app.lang = app.lang.next();
                tell(&mut app, Msg::Resize(crate::app::space::Size { width, height }));
                screen(&mut app, width, height);
            }
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so() {
    let mut app = fixture::app(59, 16);
    assert!(screen(&mut app, 59, 16).contains("at least 60x16 is needed"));
    assert!(screen(&mut app, 60, 15).contains("at least 60x16 is needed"));
    assert!(screen(&mut app, 60, 16).contains("Queue"));
}

#[test]
fn a_cursor_key_changes_little() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut app = fixture::app(width, height);
        let before = screen(&mut app, width, height);
        press(&mut app, "j");
        let after = screen(&mut app, width, height);
        let differing = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
        assert!(differing <= 4, "{differing} lines differ at {width}x{height}:\n{before}\n{after}");
    }
}

#[test]
fn verification_is_told_by_word_and_sign() {
    let mut app = fixture::app(80, 24);
    with_ledger(&mut app);
    let fails =
        Verified::Fails { class: "row_changed", place: "fact/12".to_owned(), what: "the note differs".to_owned() };
    tell(&mut app, Msg::Answer(Answer::Verified(fails)));
    assert!(screen(&mut app, 80, 24).contains("! THE LEDGER DOES NOT HOLD: fact/12: the note differs"));
    let holds = Verified::Holds { entries: 60, rows: 300, root: "abcd".to_owned() };
    tell(&mut app, Msg::Answer(Answer::Verified(holds)));
    assert!(screen(&mut app, 80, 24).contains("+ The ledger holds. Entries: 60, rows: 300, root abcd"));
}

#[test]
fn what_would_act_on_the_terminal_is_shown_as_marks_on_every_screen() {
    let mut app = fixture::app(80, 24);
    press(&mut app, "enter");
    let mut file = fixture::file(1001);
    file.name = "Ева\u{1b}[2J\u{202e}".to_owned();
    file.facts
        .push(Fact { note: "a\u{7}b".to_owned(), ..fixture::fact(14, "no\u{1b}kind", file.facts[0].state.clone()) });
    file.facts[0].supersedes = Some(FactId(99));
    tell(&mut app, Msg::Answer(Answer::Case { id: CaseId(1001), file: Some(Box::new(file)) }));
    let shown = screen(&mut app, 80, 24);
    assert!(shown.contains("Ева<U+001B>[2J<U+202E>"), "{shown}");
    press(&mut app, "tab G");
    let shown = screen(&mut app, 80, 24);
    assert!(shown.contains("a<U+0007>b") && shown.contains("no<U+001B>kind"), "{shown}");
}

#[test]
fn the_language_changes_everything_at_once() {
    let mut app = fixture::app(80, 24);
    press(&mut app, "l");
    let russian = screen(&mut app, 80, 24);
    assert!(russian.contains("Очередь") && russian.contains("20.09.2026") && !russian.contains("Queue"), "{russian}");
    press(&mut app, "l enter");
    let belarusian = screen(&mut app, 80, 24);
    assert!(belarusian.contains("Справа 1001") && belarusian.contains("не выканана"), "{belarusian}");
    assert_eq!(app.lang, Lang::Be);
}

#[test]
fn the_help_is_searched_by_name_and_by_key() {
    let mut app = fixture::app(80, 24);
    press(&mut app, "? /");
    write(&mut app, "ledger");
    let shown = screen(&mut app, 80, 24);
    assert!(shown.contains("verify the whole ledger") && !shown.contains("open the case"), "{shown}");
    press(&mut app, "ctrl-u W");
    assert!(screen(&mut app, 80, 24).contains("what if"));
}

#[test]
fn a_long_document_reaches_its_end() {
    let mut app = fixture::app(80, 24);
    press(&mut app, "?");
    screen(&mut app, 80, 24);
    press(&mut app, "G");
    assert!(screen(&mut app, 80, 24).contains("Belarusian layouts too"));
    press(&mut app, "g");
    assert!(screen(&mut app, 80, 24).contains("In the queue"));
    assert!(matches!(app.screens.last(), Some(Screen::Help(_))));
}

#[test]
fn what_if_the_poll_were_before_the_protocol() {
    let mut app = fixture::app_with_packs(80, 24);
    press(&mut app, "enter W ctrl-u");
    write(&mut app, "14.09.2025");
    let shown = screen(&mut app, 80, 24);
    assert!(shown.contains("what if: - not eligible") && shown.contains("poll 2025-09-14, law 2025-09-14"), "{shown}");
    let actual = app.case.as_ref().and_then(|case| case.determination.as_ref()).map(|d| d.outcome);
    assert_eq!(actual, Some(Outcome::Undetermined));
    assert!(shown.contains("as it is: ? undetermined") && shown.contains("met -> not met"), "{shown}");
    press(&mut app, "x");
    assert!(screen(&mut app, 80, 24).contains("Not a day"));
    assert_eq!(press(&mut app, "esc"), [], "nothing is stored and nothing is asked");
    assert!(matches!(app.screens[..], [Screen::Case]));
}

#[test]
fn a_pack_is_a_document() {
    let mut app = fixture::app_with_packs(120, 40);
    press(&mut app, "P");
    let list = screen(&mut app, 120, 40);
    assert!(list.contains("ru-by-vote") && list.contains("by-ru-stand") && list.contains("draft"), "{list}");
    press(&mut app, "enter");
    let first = app.library.pack_at(0).unwrap().criteria[0].clone();
    let mut pages = screen(&mut app, 120, 40);
    assert!(
        pages.contains(first.title.get(Lang::En))
            && pages.contains(source::cited(&first.cite, &Texts::new(Lang::En)).as_str()),
        "{pages}"
    );
    for _ in 0..40 {
        press(&mut app, "pgdn");
        pages += &screen(&mut app, 120, 40);
    }
    for (key, one) in &app.library.pack_at(0).unwrap().sources {
        let name = one.short.get(Lang::En);
        assert!(pages.contains(&format!("{name}: ")), "the source {name} is not shown");
        assert!(!pages.contains(&format!("{key} ")) && !pages.contains(&format!("{key}:")), "the key {key} is shown");
    }
    press(&mut app, "esc esc");
    assert!(app.screens.is_empty());
}
