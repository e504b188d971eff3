//! Limits that keep the house one that a stranger can live in: short files, short functions, a head on every module, no large
//! blobs, and no word left behind by accident.

use std::path::{Path, PathBuf};

use proc_macro2::LineColumn;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
/// The sample office is the largest thing that is kept.
const BLOB_BYTES: u64 = 2 << 20;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, without what is built.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | ".git") {
                files(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(&root().join(folder), &mut found);
    }
    found.retain(|path| path.extension().is_some_and(|end| end == "rs"));
    found.sort();
    let named = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (name, std::fs::read_to_string(path).unwrap())
    };
    found.into_iter().map(named).collect()
}

#[derive(Default)]
struct Functions(Vec<(String, usize)>);

impl Functions {
    fn add(&mut self, name: &syn::Ident, begin: LineColumn, end: LineColumn) {
        self.0.push((name.to_string(), end.line - begin.line + 1));
    }
}

impl<'a> Visit<'a> for Functions {
    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        self.add(&item.sig.ident, item.sig.span().start(), item.block.span().end());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.add(&item.sig.ident, item.sig.span().start(), item.block.span().end());
        visit::visit_impl_item_fn(self, item);
    }
}

#[test]
fn files_and_functions_are_short() {
    let (mut long, mut seen) = (Vec::new(), 0);
    for (name, text) in sources() {
        let lines = text.lines().count();
        if lines > FILE_LINES {
            long.push(format!("{name}: {lines} lines"));
        }
        let mut functions = Functions::default();
        functions.visit_file(&syn::parse_file(&text).unwrap());
        seen += functions.0.len();
        let over = functions.0.into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
        long.extend(over.map(|(function, lines)| format!("{name}: {function} has {lines} lines")));
    }
    assert!(seen > 1_500, "only {seen} functions were seen");
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "no //! at the head of: {silent:#?}");
}

#[test]
fn nothing_large_and_nothing_unfinished_is_kept() {
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", ".ci"] {
        files(&root().join(folder), &mut found);
    }
    found.push(root().join("sample.db"));
    let size = |path: &PathBuf| std::fs::metadata(path).unwrap().len();
    let large: Vec<&PathBuf> = found.iter().filter(|path| size(path) > BLOB_BYTES).collect();
    assert!(large.is_empty(), "over {BLOB_BYTES} bytes: {large:#?}");
    let marks = ["TO", "FIX", "XX"].map(|word| {
        format!(
            "{word}{}",
            if word == "TO" {
                "DO"
            } else if word == "FIX" {
                "ME"
            } else {
                "X"
            }
        )
    });
    let unfinished: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| marks.iter().any(|mark| text.contains(mark.as_str())))
        .map(|(name, _)| name)
        .collect();
    assert!(unfinished.is_empty(), "{marks:?} stands in: {unfinished:#?}");
}
