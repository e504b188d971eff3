//! The help: every key of the keymap, searchable by what it does, in any language of the office, and by the key. What stands at
//! the cursor can be done from here, so that the help is also where a command is looked for by name.

use super::{Came, Face};
use crate::app::key::Key;
use crate::app::keymap::{Binding, Command, Context, Keymap};
use crate::app::line::{Line, Typed};
use crate::app::pane::Pane;
use crate::domain::Lang;
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
    binding: &'static Binding,
    words: String,
}

impl Help {
    /// The help over a place that has these contexts.
    pub fn over(place: &[Context], keymap: Keymap) -> Help {
        let texts: Vec<Texts> = Lang::ALL.iter().map(|lang| Texts::new(*lang)).collect();
        let elsewhere = Context::ALL.into_iter().filter(|context| !place.contains(context));
        let contexts = place.iter().copied().chain(elsewhere);
        let entries = contexts.flat_map(|context| keymap.of(context)).map(|binding| {
            let words: Vec<String> =
                texts.iter().map(|texts| texts.get(binding.help).as_str().to_lowercase()).collect();
            Entry { binding, words: words.join("\n") }
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

    /// The bindings that fit the search, in the order in which they are shown: who types a key looks for that key.
    pub fn found(&self) -> impl Iterator<Item = &'static Binding> {
        let wanted = self.search.trimmed().to_lowercase();
        let typed = self.search.trimmed();
        let is_key = move |entry: &&Entry| entry.binding.keys.split(' ').any(|key| key == typed);
        let says = move |entry: &&Entry| !is_key(entry) && entry.words.contains(&wanted);
        self.entries.iter().filter(is_key).chain(self.entries.iter().filter(says)).map(|entry| entry.binding)
    }

    fn chosen(&self) -> Option<&'static Binding> {
        self.found().nth(self.pane.cursor)
    }

    /// A key while the search is typed.
    pub(crate) fn search_key(&mut self, command: Option<Command>, key: Key) -> Came {
        match command {
            Some(Command::KeepSearch) if self.palette => return self.chosen().map_or(Came::Nothing, Came::Run),
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
            Command::Run => self.chosen().map_or(Came::Nothing, Came::Run),
            _ => {
                let count = self.found().count();
                Came::changed(self.pane.on(command, count))
            }
        }
    }
}
