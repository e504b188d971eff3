//! What each file of `src/` imports, by its syntax: every `use`, and every path in code and macros that names a module.
//! Test modules are left out; what stands after them is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, UseTree, Visibility};

/// A module as its path from the root of the crate: `law::engine::history`.
pub type Module = Vec<String>;

/// One file of the source.
pub struct File {
    pub module: Module,
    pub path: PathBuf,
    /// The paths it names, from the root of the crate, with the line of each (0 where a macro hides it).
    named: Vec<Module>,
    /// Names it passes on: `pub use`, with what each stands for.
    passed_on: BTreeMap<String, Module>,
    /// Modules whose every public name it passes on.
    passed_on_whole: Vec<Module>,
    /// The items that it defines itself.
    defines: BTreeSet<String>,
    /// Modules that stand in files of their own below it.
    children: BTreeSet<String>,
}

/// The whole source, by module.
pub struct Source {
    pub files: BTreeMap<Module, File>,
}

impl Source {
    pub fn read(folder: &Path) -> Source {
        let mut paths = Vec::new();
        find(folder, &mut paths);
        let read = |path: PathBuf| {
            let module = module_of(path.strip_prefix(folder).unwrap());
            let text = fs::read_to_string(&path).unwrap();
            File::read(module, path, &text)
        };
        let files = paths.into_iter().map(read).map(|file| (file.module.clone(), file));
        Source { files: files.collect() }
    }

    /// The source of a few files that are given as text, by module.
    pub fn of(texts: &[(&str, &str)]) -> Source {
        let read = |(module, text): &(&str, &str)| {
            let module: Module = module.split("::").map(str::to_owned).collect();
            (module.clone(), File::read(module, PathBuf::from("given.rs"), text))
        };
        Source { files: texts.iter().map(read).collect() }
    }

    /// The modules that a file imports from, itself left out.
    pub fn imports(&self, file: &File) -> BTreeSet<Module> {
        let found = file.named.iter().map(|path| self.home(path, 0));
        found.filter(|module| *module != file.module && !module.is_empty()).collect()
    }

    /// The module in which the thing at a path is defined, through whatever passes it on.
    fn home(&self, path: &[String], depth: usize) -> Module {
        let mut module = Module::new();
        for (at, segment) in path.iter().enumerate() {
            let below: Module = module.iter().chain([segment]).cloned().collect();
            if self.files.contains_key(&below) {
                module = below;
                continue;
            }
            let Some(file) = self.files.get(&module) else { break };
            if file.defines.contains(segment) || depth > 8 {
                break;
            }
            let rest = &path[at + 1..];
            if let Some(target) = file.passed_on.get(segment) {
                return self.home(&[target, rest].concat(), depth + 1);
            }
            let whole = file.passed_on_whole.iter().find(|from| self.defined_below(from, segment));
            if let Some(from) = whole {
                return self.home(&[&from[..], &path[at..]].concat(), depth + 1);
            }
            break;
        }
        module
    }

    fn defined_below(&self, module: &Module, name: &str) -> bool {
        self.files.get(module).is_some_and(|file| file.defines.contains(name) || file.passed_on.contains_key(name))
    }
}

impl File {
    fn read(module: Module, path: PathBuf, text: &str) -> File {
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = File {
            module,
            path,
            named: Vec::new(),
            passed_on: BTreeMap::new(),
            passed_on_whole: Vec::new(),
            defines: BTreeSet::new(),
            children: BTreeSet::new(),
        };
        let items: Vec<Item> = parsed.items.into_iter().filter(|item| !for_tests(item)).collect();
        for item in &items {
            if let Item::Mod(below) = item
                && below.content.is_none()
            {
                file.children.insert(below.ident.to_string());
            }
            file.defines.extend(name_of(item));
        }
        items.iter().for_each(|item| file.item(item));
        file
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Use(one) => {
                let mut leaves = Vec::new();
                leaves_of(&one.tree, &mut Vec::new(), &mut leaves);
                let public = !matches!(one.vis, Visibility::Inherited);
                for (path, name) in leaves {
                    self.used(&path, name, public);
                }
            }
            Item::Mod(below) if below.content.is_none() => {}
            other => self.tokens(other.to_token_stream()),
        }
    }

    fn used(&mut self, path: &[String], name: Option<String>, public: bool) {
        let Some(absolute) = self.absolute(path) else { return };
        match (public, name) {
            (true, Some(name)) => {
                self.passed_on.insert(name, absolute);
            }
            (true, None) => self.passed_on_whole.push(absolute),
            (false, _) => self.named.push(absolute),
        }
    }

    /// A path of this file from the root of the crate; `None` for one that leaves the crate.
    fn absolute(&self, path: &[String]) -> Option<Module> {
        let mut base = self.module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" | "suffrage" => {
                base.clear();
                rest = &rest[1..];
            }
            "self" => rest = &rest[1..],
            "super" => {
                while rest.first().is_some_and(|first| first == "super") {
                    base.pop();
                    rest = &rest[1..];
                }
            }
            child if self.children.contains(child) => {}
            _ => return None,
        }
        Some([&base[..], rest].concat())
    }

    /// Paths in code, also inside macros.
    fn tokens(&mut self, tokens: TokenStream) {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < trees.len() {
            match &trees[at] {
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(first) => {
                    let mut path = vec![first.to_string()];
                    while let [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(next), ..] = &trees[at + 1..]
                        && a.as_char() == ':'
                        && b.as_char() == ':'
                    {
                        path.push(next.to_string());
                        at += 3;
                    }
                    // Of a path that begins inside another, such as `a::<T>::b`, the beginning was seen.
                    if path.len() > 1
                        && let Some(absolute) = self.absolute(&path)
                    {
                        self.named.push(absolute);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
}

/// Whether an item is compiled for tests only.
fn for_tests(item: &Item) -> bool {
    let attributes = match item {
        Item::Mod(one) => &one.attrs,
        Item::Fn(one) => &one.attrs,
        Item::Use(one) => &one.attrs,
        Item::Impl(one) => &one.attrs,
        Item::Const(one) => &one.attrs,
        Item::Struct(one) => &one.attrs,
        _ => return false,
    };
    attributes.iter().any(|one| one.path().is_ident("cfg") && one.to_token_stream().to_string().contains("test"))
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Const(one) => one.ident.to_string(),
        Item::Enum(one) => one.ident.to_string(),
        Item::Fn(one) => one.sig.ident.to_string(),
        Item::Macro(one) => one.ident.as_ref()?.to_string(),
        Item::Mod(one) => one.content.as_ref().map(|_| one.ident.to_string())?,
        Item::Static(one) => one.ident.to_string(),
        Item::Struct(one) => one.ident.to_string(),
        Item::Trait(one) => one.ident.to_string(),
        Item::Type(one) => one.ident.to_string(),
        _ => return None,
    })
}

/// Each name that a `use` brings in, with its path; without a name where it brings in everything.
fn leaves_of(tree: &UseTree, before: &mut Vec<String>, leaves: &mut Vec<(Module, Option<String>)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves_of(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => leaves.push((before.clone(), before.last().cloned())),
        UseTree::Name(name) => {
            leaves.push(([&before[..], &[name.ident.to_string()]].concat(), Some(name.ident.to_string())));
        }
        UseTree::Rename(name) => {
            leaves.push(([&before[..], &[name.ident.to_string()]].concat(), Some(name.rename.to_string())));
        }
        UseTree::Glob(_) => leaves.push((before.clone(), None)),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves_of(tree, before, leaves)),
    }
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// `law/engine/mod.rs` is `law::engine`; the root of the crate has no name.
fn module_of(path: &Path) -> Module {
    let mut module: Module =
        path.with_extension("").components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if module.last().is_some_and(|last| last == "mod" || last == "lib") {
        module.pop();
    }
    module
}
