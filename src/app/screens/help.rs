//! The help: every key of the keymap, searchable by what it does, in any language of the office, and by the key. What stands at
//! the cursor can be done from here, so that the help is also where a command is looked for by name. What has no key is listed
//! too, with the command line that does it.

use super::{Came, Face};
use crate::app::key::Key;
use crate::app::keymap::{Binding, Command, Context, Keymap};
use crate::app::line::{Line, Typed};
use crate::app::pane::Pane;
use crate::domain::{Clean, Lang};
use crate::i18n::Texts;
use crate::law::Library;

#[derive(Debug, Clone)]
pub struct Help {
    pub pane: Pane,
    pub search: Line,
    pub searching: bool,
    /// It was opened to do something: Enter does it at once.
    palette: bool,
    /// Every binding, those of the place where it was opened first; with what it says in each language, folded.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    item: Item,
    words: String,
}

/// A line of the help.
#[derive(Debug, Clone, Copy)]
pub enum Item {
    Key(&'static Binding),
    Line(&'static CommandLine),
}

impl Item {
    /// What its key does, where it has one.
    pub fn command(self) -> Option<Command> {
        match self {
            Item::Key(binding) => Some(binding.command),
            Item::Line(_) => None,
        }
    }
}

/// What is done from the command line alone.
#[derive(Debug)]
pub struct CommandLine {
    /// What to type, with the names of what stands for something else.
    pub line: &'static str,
    /// The words of the command, for a narrow column.
    pub command: &'static str,
    /// Key of its sentence in the help.
    pub help: &'static str,
}

/// Key of the heading over what is done from the command line.
pub const LINES_TITLE: &str = "context-command-line";

/// A command is done at most so often by one count.
const MOST_TIMES: usize = 1_000;

/// What no key leads to.
pub const LINES: [CommandLine; 5] = [
    CommandLine { command: "attach", line: "suffrage attach OFFICE.db CASE FILE", help: "line-attach" },
    CommandLine {
        command: "register ask",
        line: "suffrage register ask --kind KIND --out FILE.csv OFFICE.db",
        help: "line-register-ask",
    },
    CommandLine {
        command: "register answer",
        line: "suffrage register answer OFFICE.db FILE.csv",
        help: "line-register-answer",
    },
    CommandLine { command: "precheck", line: "suffrage precheck FILE", help: "line-precheck" },
    CommandLine { command: "report", line: "suffrage report OFFICE.db", help: "line-report" },
];

impl Help {
    /// The help over a place that has these contexts.
    pub fn over(place: &[Context], keymap: Keymap) -> Help {
        let texts: Vec<Texts> = Lang::ALL.iter().map(|lang| Texts::new(*lang)).collect();
        let elsewhere = Context::ALL.into_iter().filter(|context| !place.contains(context));
        let contexts = place.iter().copied().chain(elsewhere);
        let items = contexts.flat_map(|context| keymap.of(context)).map(Item::Key).chain(LINES.iter().map(Item::Line));
        let entries = items.map(|item| {
            let (help, title, line) = match item {
                Item::Key(binding) => (binding.help, None, ""),
                Item::Line(one) => (one.help, Some(LINES_TITLE), one.line),
            };
            let said = |texts: &Texts| [Some(help), title].into_iter().flatten().map(|key| texts.get(key)).collect();
            let words = texts.iter().flat_map(|texts| -> Vec<Clean> { said(texts) });
            let words: Vec<String> = words.map(|words| words.as_str().to_lowercase()).collect();
            Entry { item, words: format!("{}\n{}", words.join("\n"), line.to_lowercase()) }
        });
        Help {
            pane: Pane::default(),
            search: Line::default(),
            searching: false,
            palette: false,
            entries: entries.collect(),
        }
    }

    /// The same, to look for a command by its name and do it.
    pub fn palette(place: &[Context], keymap: Keymap) -> Help {
        Help { searching: true, palette: true, ..Help::over(place, keymap) }
    }

    /// What fits the search, in the order in which it is shown: who types a key looks for that key.
    pub fn found(&self) -> impl Iterator<Item = Item> {
        let (_, typed) = self.asked();
        let wanted = typed.to_lowercase();
        let is_key = move |entry: &&Entry| match entry.item {
            Item::Key(binding) => binding.keys.split(' ').any(|key| key == typed),
            Item::Line(_) => false,
        };
        let says = move |entry: &&Entry| !is_key(entry) && entry.words.contains(&wanted);
        self.entries.iter().filter(is_key).chain(self.entries.iter().filter(says)).map(|entry| entry.item)
    }

    /// How often, and what is looked for: `12 down` is that command twelve times.
    pub fn asked(&self) -> (usize, &str) {
        let whole = self.search.trimmed();
        let counted = whole.split_once(' ').and_then(|(count, rest)| Some((count.parse().ok()?, rest.trim_start())));
        counted.filter(|(count, _)| (1..=MOST_TIMES).contains(count)).unwrap_or((1, whole))
    }

    fn run(&self) -> Came {
        let (times, _) = self.asked();
        match self.found().nth(self.pane.cursor) {
            Some(Item::Key(binding)) => Came::Run(binding, times),
            Some(Item::Line(one)) => Came::Line(one.line),
            None => Came::Nothing,
        }
    }

    /// A key while the search is typed.
    pub(crate) fn search_key(&mut self, command: Option<Command>, key: Key) -> Came {
        match command {
            Some(Command::KeepSearch) if self.palette => return self.run(),
            Some(Command::KeepSearch) => self.searching = false,
            Some(Command::Cancel) if self.palette => return Came::Left,
            Some(Command::Cancel) => {
                self.searching = false;
                self.search.set("");
            }
            Some(command) => {
                let count = self.found().count();
                self.pane.on(command, count);
            }
            None => {
                if self.search.on(key) == Typed::Changed {
                    self.pane = Pane::default();
                }
            }
        }
        Came::changed(true)
    }
}

impl Face for Help {
    fn contexts(&self) -> &'static [Context] {
        match (self.searching, self.palette) {
            (true, true) => &[Context::Palette],
            (true, false) => &[Context::Search],
            (false, _) => &[Context::Help, Context::Read, Context::Move, Context::Everywhere],
        }
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        match command {
            Command::Search => {
                self.searching = true;
                Came::changed(true)
            }
            Command::Run => self.run(),
            _ => {
                let count = self.found().count();
                Came::changed(self.pane.on(command, count))
            }
        }
    }
}
