//! Every key of the program, in one table: it drives the dispatch, the hints at the foot of a screen and the help.
//!
//! A key means what the first context of the screen that knows it says. Nothing irreversible hangs on one key.

use super::key::Key;
use super::layout::fold;
use crate::domain::{Status, StatusFilter};

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the help of each, in three languages, is what it does")]
pub enum Command {
    Down,
    Up,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    First,
    Last,
    Open,
    Back,
    Search,
    KeepSearch,
    Filter(StatusFilter),
    /// The line in which a filter is typed.
    FilterLine,
    /// What Tab puts into that line.
    Complete,
    Views,
    KeepView,
    ForgetView,
    Mine,
    Mark,
    MarkRange,
    MarkAll,
    /// Reads the list anew.
    Reload,
    ClaimNext,
    NextSection,
    PreviousSection,
    NextCase,
    PreviousCase,
    Decide,
    Approve,
    NewCase,
    Request,
    Fact,
    Undo,
    Notice,
    /// Shows the letter to the applicant.
    Letter,
    WhatIf,
    Snooze,
    Assign,
    AskColleague,
    AnswerColleague,
    /// The letter came back.
    Undelivered,
    Appeal,
    Ruling,
    Reopen,
    Represent,
    Claim,
    Ledger,
    /// What the officer did today.
    Today,
    Verify,
    Packs,
    Help,
    /// The same list, to be filtered and run.
    Palette,
    /// Does what stands at the cursor of the help.
    Run,
    /// Puts the number of what is shown into the clipboard of the terminal.
    Copy,
    Language,
    Stats,
    Suspend,
    Quit,
    NextField,
    PreviousField,
    NextOption,
    PreviousOption,
    Press,
    Submit,
    Cancel,
    /// Texts for the field at the cursor.
    Templates,
    /// What was written last in such a field.
    LastReason,
    Yes,
    No,
}

impl Command {
    /// Whether a count before it does it more than once: it moves or marks, and changes nothing.
    pub fn repeats(self) -> bool {
        use Command::*;
        matches!(self, Down | Up | HalfDown | HalfUp | PageDown | PageUp | NextCase | PreviousCase | Mark)
    }
}

/// Where a key is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "screens are called as in the help")]
pub enum Context {
    /// A question that wants yes or no.
    Ask,
    /// The search line of the queue or the help.
    Search,
    /// The line in which a command is looked for by its name.
    Palette,
    /// The line in which a filter is typed.
    Filter,
    /// The views that have a name.
    Views,
    /// The list of texts for a field.
    Templates,
    Form,
    Queue,
    Case,
    /// A list to choose from: fact kinds, packs.
    Choose,
    Ledger,
    /// What the officer did today.
    Today,
    Help,
    /// A document that is only read: a pack, an explanation, the help.
    Read,
    /// Moving about in any list or document.
    Move,
    /// Everywhere outside text fields.
    Everywhere,
}

impl Context {
    /// In the order in which the help lists them.
    pub const ALL: [Context; 16] = [
        Context::Queue,
        Context::Case,
        Context::Move,
        Context::Everywhere,
        Context::Search,
        Context::Palette,
        Context::Filter,
        Context::Views,
        Context::Form,
        Context::Templates,
        Context::Choose,
        Context::Read,
        Context::Ledger,
        Context::Today,
        Context::Help,
        Context::Ask,
    ];

    /// Key of its heading in the texts.
    pub fn title(self) -> &'static str {
        match self {
            Context::Ask => "context-ask",
            Context::Search => "context-search",
            Context::Palette => "context-palette",
            Context::Filter => "context-filter",
            Context::Views => "context-views",
            Context::Form => "context-form",
            Context::Templates => "context-templates",
            Context::Queue => "context-queue",
            Context::Case => "context-case",
            Context::Choose => "context-choose",
            Context::Ledger => "context-ledger",
            Context::Today => "context-today",
            Context::Help => "context-help",
            Context::Read => "context-read",
            Context::Move => "context-move",
            Context::Everywhere => "context-everywhere",
        }
    }
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub(crate) context: Context,
    /// In the notation of [`Key::parse`], separated by spaces.
    pub keys: &'static str,
    /// What the key does there.
    pub command: Command,
    /// Key of its sentence in the help; the same key with `-short` is its hint, where `hint` says that it has one.
    pub help: &'static str,
    pub(crate) hint: Option<&'static str>,
}

const fn plain(context: Context, keys: &'static str, command: Command, help: &'static str) -> Binding {
    Binding { context, keys, command, help, hint: None }
}

const fn hinted(
    context: Context,
    keys: &'static str,
    command: Command,
    help: &'static str,
    hint: &'static str,
) -> Binding {
    Binding { context, keys, command, help, hint: Some(hint) }
}

const fn one(keys: &'static str, status: Status, help: &'static str) -> Binding {
    plain(Context::Queue, keys, Command::Filter(StatusFilter::One(status)), help)
}

use Command as Do;
use Context::{
    Ask, Case, Choose, Everywhere, Filter, Form, Help, Ledger, Move, Palette, Queue, Read, Search, Templates, Today,
    Views,
};

/// The table. Where a Cyrillic layout has `.` and `,` on the key of `/` and `?`, they mean the same.
pub const TABLE: &[Binding] = &[
    hinted(Queue, "enter right", Do::Open, "key-open-case", "hint-open"),
    hinted(Queue, "/ .", Do::Search, "key-search", "hint-search"),
    plain(Queue, "esc", Do::Back, "key-clear-search"),
    hinted(Queue, "f", Do::FilterLine, "key-filter", "hint-filter"),
    hinted(Queue, "F", Do::Views, "key-views", "hint-views"),
    hinted(Queue, "space", Do::Mark, "key-mark", "hint-mark"),
    plain(Queue, "v", Do::MarkRange, "key-mark-range"),
    plain(Queue, "*", Do::MarkAll, "key-mark-all"),
    plain(Queue, "f5 ctrl-l", Do::Reload, "key-reload"),
    hinted(Queue, "C", Do::ClaimNext, "key-claim-next", "hint-claim-next"),
    plain(Queue, "0", Do::Filter(StatusFilter::ToDo), "key-filter-todo"),
    one("1", Status::New, "key-filter-new"),
    one("2", Status::InReview, "key-filter-in-review"),
    one("3", Status::AwaitingEvidence, "key-filter-awaiting-evidence"),
    one("4", Status::Decided, "key-filter-decided"),
    one("5", Status::AwaitingApproval, "key-filter-awaiting-approval"),
    one("6", Status::Final, "key-filter-final"),
    one("7", Status::Noticed, "key-filter-noticed"),
    hinted(Queue, "o", Do::NewCase, "key-new-case", "hint-new-case"),
    plain(Queue, "8", Do::Mine, "key-filter-mine"),
    plain(Queue, "M", Do::Today, "key-today"),
    plain(Queue, "9", Do::Filter(StatusFilter::All), "key-filter-all"),
    hinted(Case, "d", Do::Decide, "key-decide", "hint-decide"),
    hinted(Case, "a", Do::Approve, "key-approve", "hint-approve"),
    hinted(Case, "e", Do::Fact, "key-fact", "hint-fact"),
    hinted(Case, "r", Do::Request, "key-request", "hint-request"),
    hinted(Case, "u", Do::Undo, "key-undo", "hint-undo"),
    hinted(Case, "N", Do::Notice, "key-notice", "hint-notice"),
    hinted(Case, "m", Do::Letter, "key-letter", "hint-letter"),
    hinted(Case, "W", Do::WhatIf, "key-what-if", "hint-what-if"),
    hinted(Case, "enter", Do::Open, "key-open-item", "hint-open"),
    hinted(Case, "tab right", Do::NextSection, "key-next-section", "hint-section"),
    plain(Case, "shift-tab left", Do::PreviousSection, "key-previous-section"),
    plain(Case, "n", Do::NextCase, "key-next-case"),
    plain(Case, "p", Do::PreviousCase, "key-previous-case"),
    hinted(Case, "c", Do::Claim, "key-claim", "hint-claim"),
    hinted(Case, "s", Do::Snooze, "key-snooze", "hint-snooze"),
    hinted(Case, "A", Do::Assign, "key-assign", "hint-assign"),
    hinted(Case, "t", Do::AskColleague, "key-ask-colleague", "hint-ask-colleague"),
    hinted(Case, "T", Do::AnswerColleague, "key-answer-colleague", "hint-answer-colleague"),
    hinted(Case, "b", Do::Undelivered, "key-undelivered", "hint-undelivered"),
    hinted(Case, "O", Do::Appeal, "key-appeal", "hint-appeal"),
    hinted(Case, "R", Do::Ruling, "key-ruling", "hint-ruling"),
    hinted(Case, "E", Do::Reopen, "key-reopen", "hint-reopen"),
    hinted(Case, "V", Do::Represent, "key-represent", "hint-represent"),
    plain(Case, "y", Do::Copy, "key-copy"),
    hinted(Case, "esc q backspace", Do::Back, "key-back", "hint-back"),
    plain(Move, "j down", Do::Down, "key-down"),
    plain(Move, "k up", Do::Up, "key-up"),
    plain(Move, "ctrl-d", Do::HalfDown, "key-half-down"),
    plain(Move, "ctrl-u", Do::HalfUp, "key-half-up"),
    plain(Move, "pgdn space ctrl-f", Do::PageDown, "key-page-down"),
    plain(Move, "pgup ctrl-b", Do::PageUp, "key-page-up"),
    plain(Move, "g home", Do::First, "key-first"),
    plain(Move, "G end", Do::Last, "key-last"),
    hinted(Everywhere, "L", Do::Ledger, "key-ledger", "hint-ledger"),
    hinted(Everywhere, "P", Do::Packs, "key-packs", "hint-packs"),
    hinted(Everywhere, "? ,", Do::Help, "key-help", "hint-help"),
    hinted(Everywhere, ":", Do::Palette, "key-palette", "hint-palette"),
    hinted(Everywhere, "l", Do::Language, "key-language", "hint-language"),
    plain(Everywhere, "f12", Do::Stats, "key-stats"),
    plain(Everywhere, "ctrl-z", Do::Suspend, "key-suspend"),
    hinted(Everywhere, "q ctrl-c", Do::Quit, "key-quit", "hint-quit"),
    hinted(Search, "enter", Do::KeepSearch, "key-keep-search", "hint-keep-search"),
    hinted(Search, "esc", Do::Cancel, "key-drop-search", "hint-drop-search"),
    plain(Search, "down", Do::Down, "key-down"),
    plain(Search, "up", Do::Up, "key-up"),
    plain(Search, "pgdn", Do::PageDown, "key-page-down"),
    plain(Search, "pgup", Do::PageUp, "key-page-up"),
    plain(Search, "f5 ctrl-l", Do::Reload, "key-reload"),
    plain(Search, "ctrl-c", Do::Quit, "key-quit"),
    hinted(Palette, "enter", Do::KeepSearch, "key-run", "hint-run"),
    hinted(Palette, "esc", Do::Cancel, "key-close-palette", "hint-close"),
    plain(Palette, "down", Do::Down, "key-down"),
    plain(Palette, "up", Do::Up, "key-up"),
    plain(Palette, "pgdn", Do::PageDown, "key-page-down"),
    plain(Palette, "pgup", Do::PageUp, "key-page-up"),
    plain(Palette, "ctrl-c", Do::Quit, "key-quit"),
    hinted(Filter, "enter", Do::Press, "key-apply-filter", "hint-apply-filter"),
    hinted(Filter, "tab", Do::Complete, "key-complete", "hint-complete"),
    plain(Filter, "down", Do::Down, "key-down"),
    plain(Filter, "up", Do::Up, "key-up"),
    hinted(Filter, "esc", Do::Cancel, "key-drop-filter", "hint-cancel"),
    plain(Filter, "ctrl-c", Do::Quit, "key-quit"),
    hinted(Views, "a", Do::KeepView, "key-keep-view", "hint-keep-view"),
    hinted(Views, "x del", Do::ForgetView, "key-forget-view", "hint-forget-view"),
    hinted(Form, "tab", Do::NextField, "key-next-field", "hint-field"),
    plain(Form, "shift-tab", Do::PreviousField, "key-previous-field"),
    plain(Form, "down", Do::NextField, "key-next-field"),
    plain(Form, "up", Do::PreviousField, "key-previous-field"),
    plain(Form, "right", Do::NextOption, "key-next-option"),
    plain(Form, "left", Do::PreviousOption, "key-previous-option"),
    plain(Form, "enter", Do::Press, "key-press"),
    hinted(Form, "ctrl-s", Do::Submit, "key-submit", "hint-submit"),
    hinted(Form, "ctrl-t", Do::Templates, "key-templates", "hint-templates"),
    hinted(Form, "ctrl-r", Do::LastReason, "key-last-reason", "hint-last-reason"),
    hinted(Form, "f2", Do::Letter, "key-letter", "hint-letter"),
    hinted(Form, "esc", Do::Cancel, "key-cancel", "hint-cancel"),
    plain(Form, "ctrl-z", Do::Suspend, "key-suspend"),
    plain(Form, "f12", Do::Stats, "key-stats"),
    plain(Form, "ctrl-c", Do::Quit, "key-quit"),
    hinted(Templates, "enter", Do::KeepSearch, "key-take-template", "hint-take-template"),
    hinted(Templates, "esc", Do::Cancel, "key-leave-templates", "hint-cancel"),
    plain(Templates, "down", Do::Down, "key-down"),
    plain(Templates, "up", Do::Up, "key-up"),
    plain(Templates, "pgdn", Do::PageDown, "key-page-down"),
    plain(Templates, "pgup", Do::PageUp, "key-page-up"),
    plain(Templates, "ctrl-c", Do::Quit, "key-quit"),
    hinted(Choose, "enter right", Do::Open, "key-choose", "hint-choose"),
    hinted(Choose, "esc left", Do::Back, "key-back", "hint-back"),
    plain(Choose, "q", Do::Back, "key-back"),
    hinted(Ledger, "enter", Do::Open, "key-open-entry", "hint-open"),
    plain(Ledger, "y", Do::Copy, "key-copy-entry"),
    hinted(Ledger, "v", Do::Verify, "key-verify", "hint-verify"),
    hinted(Ledger, "esc q L", Do::Back, "key-back", "hint-back"),
    hinted(Today, "enter", Do::Open, "key-open-deed", "hint-open"),
    hinted(Today, "u", Do::Undo, "key-undo", "hint-undo"),
    hinted(Today, "esc q M", Do::Back, "key-back", "hint-back"),
    hinted(Help, "/ .", Do::Search, "key-search-help", "hint-search"),
    hinted(Help, "enter", Do::Run, "key-run", "hint-run"),
    hinted(Read, "esc q ?", Do::Back, "key-back", "hint-back"),
    plain(Read, "left backspace", Do::Back, "key-back"),
    hinted(Ask, "y", Do::Yes, "key-yes", "hint-yes"),
    hinted(Ask, "n esc", Do::No, "key-no", "hint-no"),
];

/// The keys that hold: those of the table, or some of one's own. Read once, and kept as long as the program runs.
#[derive(Debug, Clone, Copy)]
pub struct Keymap(&'static [Binding]);

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap(TABLE)
    }
}

impl Keymap {
    /// A map for the rest of the program's life.
    pub(super) fn new(table: Vec<Binding>) -> Keymap {
        Keymap(Vec::leak(table))
    }

    /// Every binding, in the table's order.
    pub fn all(self) -> &'static [Binding] {
        self.0
    }

    /// What a key means on a screen with these contexts. Letters of the Russian and Belarusian layouts count as the Latin
    /// letters on the same keys, except where a plain letter is text (`typing`).
    pub fn command(self, contexts: &[Context], key: Key, typing: bool) -> Option<Command> {
        let plain_letter = matches!(key.code, super::key::KeyCode::Char(_)) && !key.ctrl && !key.alt;
        if typing && plain_letter {
            return None;
        }
        let key = fold(key);
        let meant = |binding: &&Binding| binding.keys.split(' ').any(|word| Key::parse(word) == Some(key));
        contexts
            .iter()
            .find_map(|context| self.0.iter().filter(|b| b.context == *context).find(meant))
            .map(|b| b.command)
    }

    /// The bindings of a context, in the table's order.
    pub fn of(self, context: Context) -> impl Iterator<Item = &'static Binding> {
        self.0.iter().filter(move |binding| binding.context == context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_pressed_and_means_one_thing_in_its_context() {
        for context in Context::ALL {
            let mut seen = Vec::new();
            for word in Keymap::default().of(context).flat_map(|binding| binding.keys.split(' ')) {
                let key = Key::parse(word).unwrap_or_else(|| panic!("{word} is not a key"));
                assert!(!seen.contains(&key), "{word} stands twice in {context:?}");
                seen.push(key);
            }
            assert!(!seen.is_empty(), "{context:?} has no key");
        }
    }

    #[test]
    fn a_cyrillic_layout_gives_the_same_commands() {
        let queue = [Context::Queue, Context::Move, Context::Everywhere];
        for (cyrillic, meant) in [("о", Do::Down), ("л", Do::Up), ("П", Do::Last), ("Д", Do::Ledger), ("й", Do::Quit)]
        {
            assert_eq!(
                Keymap::default().command(&queue, Key::parse(cyrillic).unwrap(), false),
                Some(meant),
                "{cyrillic}"
            );
        }
        assert_eq!(Keymap::default().command(&[Context::Form], Key::parse("ctrl-ы").unwrap(), true), Some(Do::Submit));
        assert_eq!(
            Keymap::default().command(&[Context::Ask], Key::parse("н").unwrap(), true),
            None,
            "a typed letter is text"
        );
    }

    #[test]
    fn the_nearest_context_wins() {
        let enter = Key::parse("q").unwrap();
        assert_eq!(Keymap::default().command(&[Context::Case, Context::Everywhere], enter, false), Some(Do::Back));
        assert_eq!(Keymap::default().command(&[Context::Queue, Context::Everywhere], enter, false), Some(Do::Quit));
    }
}
