//! What the floor plan asks of a source file, read from its tokens.

use std::{collections::BTreeSet, fmt, iter};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A room of the house.
pub struct Room {
    /// How high it stands.
    pub floor: u8,
    /// The name of its module.
    pub name: &'static str,
    /// The rooms it may import, or those of their modules that it may import.
    pub may_import: &'static [&'static str],
}

/// The floors inside a room: a module of it may import those on its own floor and below.
pub struct Inside {
    /// The name of the room.
    pub room: &'static str,
    /// Its modules with their floors.
    pub floors: &'static [(&'static str, u8)],
}

/// A rule that a line breaks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    file: String,
    line: usize,
    rule: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// What breaks the plan or a rule in source files, given by path and text.
pub fn check_files(plan: &[Room], inside: &[Inside], files: &[(String, String)]) -> Vec<Broken> {
    let facts: Vec<Facts> =
        files.iter().map(|(file, text)| Facts::of(&module_of(file), text)).collect();
    let tests: BTreeSet<&[String]> =
        facts.iter().flat_map(|facts| &facts.test_modules).map(Vec::as_slice).collect();

    let mut broken = Vec::new();
    for ((file, text), facts) in files.iter().zip(&facts) {
        let module = module_of(file);
        let is_test = (1..=module.len()).any(|length| tests.contains(&module[..length]));
        let mut report = |line, rule| broken.push(Broken { file: file.clone(), line, rule });
        check_form(file, text, &mut report);
        if !is_test {
            check_content(file, text, facts, &mut report);
        }
        check_imports(plan, &module, facts, &mut report);
        if !is_test {
            check_floors(inside, &module, facts, &mut report);
        }
    }
    broken.sort();
    broken
}

/// `["query", "run"]` of `src/query/run.rs`; nothing of `src/lib.rs`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').filter(|name| !["lib", "mod"].contains(name)).map(str::to_owned).collect()
}

fn check_form(file: &str, text: &str, report: &mut impl FnMut(usize, String)) {
    if file.ends_with("/mod.rs") {
        report(1, "a room is NAME.rs beside a folder NAME, without mod.rs".to_owned());
    }
    for name in module_of(file) {
        if ["util", "utils", "misc", "common", "helper", "helpers"].contains(&name.as_str()) {
            let rule = "says nothing: name the file after its one noun or verb";
            report(1, format!("'{name}' {rule}"));
        }
    }
    for (number, line) in (1..).zip(text.lines()) {
        let mut words = line.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| ["TODO", "FIXME"].contains(&word)) {
            report(number, "a note to oneself: do it, or open an issue".to_owned());
        }
    }
}

fn check_content(file: &str, text: &str, facts: &Facts, report: &mut impl FnMut(usize, String)) {
    if !text.starts_with("//!") {
        report(1, "no //! at the top that says what the file is".to_owned());
    }
    let is_room = module_of(file).len() == 1 && file != "src/main.rs";
    if is_room && !text.lines().any(|line| line.starts_with("//! **Invariants")) {
        report(1, "no **Invariants** in the //! of the room".to_owned());
    }
    let count = text.lines().count().saturating_sub(facts.test_lines);
    if count > 600 {
        let rule = "lines besides tests; a file has 600 at most: split it";
        report(601, format!("{count} {rule}"));
    }
    for &line in &facts.unwraps {
        let rule = "unwrap() outside tests: say why it holds with expect(), or return the error";
        report(line, rule.to_owned());
    }
}

fn check_imports(
    plan: &[Room],
    module: &[String],
    facts: &Facts,
    report: &mut impl FnMut(usize, String),
) {
    let Some(name) = module.first() else { return };
    let Some(room) = plan.iter().find(|room| room.name == name) else {
        let rooms: Vec<_> = plan.iter().map(|room| room.name).collect();
        let rooms = rooms.join(", ");
        return report(1, format!("'{name}' is not on the floor plan; its rooms: {rooms}"));
    };
    for (line, path) in &facts.imports {
        let Some(import) = path.first().filter(|import| *import != name) else { continue };
        let door = path[..path.len().min(2)].join("::");
        if room.may_import.iter().any(|may| may == import || *may == door) {
            continue;
        }
        let narrow = room.may_import.iter().any(|may| may.starts_with(&format!("{import}::")));
        let shown = if narrow { &door } else { import };
        let where_to = plan.iter().find(|room| room.name == import).map_or_else(
            || ", which is not on the floor plan".to_owned(),
            |room| format!(" (floor {})", room.floor),
        );
        let may = match room.may_import {
            [] => "nothing".to_owned(),
            rooms => rooms.join(", "),
        };
        let floor = room.floor;
        let rule =
            format!("'{name}' (floor {floor}) imports '{shown}'{where_to}; it may import: {may}");
        report(*line, rule);
    }
}

fn check_floors(
    inside: &[Inside],
    module: &[String],
    facts: &Facts,
    report: &mut impl FnMut(usize, String),
) {
    let [room, own, ..] = module else { return };
    let Some(inside) = inside.iter().find(|inside| inside.room == room) else { return };
    let floor_of = |name: &str| inside.floors.iter().find(|it| it.0 == name).map(|it| it.1);
    let Some(floor) = floor_of(own) else {
        let names: Vec<_> = inside.floors.iter().map(|it| it.0).collect();
        let names = names.join(", ");
        return report(1, format!("'{own}' has no floor in '{room}'; those that do: {names}"));
    };
    for (line, path) in &facts.imports {
        let [of, import, ..] = path.as_slice() else { continue };
        let Some(above) = floor_of(import).filter(|above| of == room && *above > floor) else {
            continue;
        };
        let rule = format!(
            "in '{room}', '{own}' (floor {floor}) imports '{import}' (floor {above}) from above"
        );
        report(*line, rule);
    }
}

/// What the rules look at in a source file.
#[derive(Default)]
struct Facts {
    /// Every path from the root of the crate, with its line.
    imports: Vec<(usize, Vec<String>)>,
    /// The lines with `.unwrap()` outside tests.
    unwraps: Vec<usize>,
    /// How many lines stand in `#[cfg(test)]` blocks.
    test_lines: usize,
    /// The modules declared under `#[cfg(test)]` that have their own file.
    test_modules: Vec<Vec<String>>,
}

/// Where in the file the reader is.
#[derive(Clone)]
struct Place {
    module: Vec<String>,
    in_test: bool,
}

impl Facts {
    fn of(module: &[String], text: &str) -> Self {
        let tokens: TokenStream = text.parse().expect("the compiler has read this file");
        let mut facts = Self::default();
        facts.read(tokens, &Place { module: module.to_vec(), in_test: false });
        facts
    }

    fn read(&mut self, tokens: TokenStream, place: &Place) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut item_is_test = false;
        let mut next_module = None;
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = &tokens[at..];
            let in_test = place.in_test || item_is_test;
            at += 1;
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    if let Some(TokenTree::Group(attribute)) = rest.get(1) {
                        item_is_test |= attribute.stream().to_string() == "cfg (test)";
                        at += 1;
                    }
                }
                TokenTree::Punct(mark) if mark.as_char() == ';' => {
                    if let Some(module) = next_module.take().filter(|_| in_test) {
                        self.test_modules.push(module);
                    }
                    item_is_test = false;
                }
                TokenTree::Ident(word) if word == "mod" => {
                    if let Some(TokenTree::Ident(name)) = rest.get(1) {
                        next_module = Some(child(&place.module, &name.to_string()));
                    }
                }
                TokenTree::Ident(word) if word == "unwrap" && !in_test => {
                    let called = rest.get(1).is_some_and(is_empty_call);
                    if called && at > 1 && is_mark(&tokens[at - 2], '.') {
                        self.unwraps.push(word.span().start().line);
                    }
                }
                TokenTree::Ident(word) => {
                    let start = match word.to_string().as_str() {
                        "crate" | "demarche" => Some(Vec::new()),
                        "self" => Some(place.module.clone()),
                        "super" => Some(parent(&place.module)),
                        _ => None,
                    };
                    let continues = at > 1 && is_mark(&tokens[at - 2], ':');
                    if let Some(start) = start.filter(|_| !continues)
                        && let Some(rest) = after_colons(&rest[1..])
                    {
                        self.read_path(start, rest, word.span().start().line);
                    }
                }
                TokenTree::Group(group) => {
                    let module = next_module.take().unwrap_or_else(|| place.module.clone());
                    self.read(group.stream(), &Place { module, in_test });
                    if group.delimiter() == Delimiter::Brace && item_is_test {
                        self.test_lines += lines(group);
                        item_is_test = after_use(&tokens[..at]);
                    }
                }
                _ => {}
            }
        }
    }

    /// Follows a path after its `::`, into every branch of a `use` tree.
    fn read_path(&mut self, mut path: Vec<String>, tokens: &[TokenTree], line: usize) {
        match tokens.first() {
            Some(TokenTree::Ident(name)) => {
                let line = name.span().start().line;
                path = match name.to_string().as_str() {
                    "super" => parent(&path),
                    "self" => path,
                    name => child(&path, name),
                };
                match after_colons(&tokens[1..]) {
                    Some(rest) => self.read_path(path, rest, line),
                    None => self.imports.push((line, path)),
                }
            }
            Some(TokenTree::Group(tree)) => {
                let tokens: Vec<TokenTree> = tree.stream().into_iter().collect();
                for branch in tokens.split(|token| is_mark(token, ',')) {
                    if !branch.is_empty() {
                        self.read_path(path.clone(), branch, line);
                    }
                }
            }
            _ => self.imports.push((line, path)),
        }
    }
}

fn child(module: &[String], name: &str) -> Vec<String> {
    module.iter().cloned().chain(iter::once(name.to_owned())).collect()
}

fn parent(module: &[String]) -> Vec<String> {
    module[..module.len().saturating_sub(1)].to_vec()
}

fn is_mark(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == character)
}

fn is_empty_call(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group)
        if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty())
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [first, second, rest @ ..] if is_mark(first, ':') && is_mark(second, ':') => Some(rest),
        _ => None,
    }
}

/// Whether the braces that end here belong to a `use`, which ends with its semicolon.
fn after_use(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., colon, TokenTree::Group(_)] if is_mark(colon, ':'))
}

fn lines(group: &Group) -> usize {
    group.span_close().end().line - group.span_open().start().line + 1
}
