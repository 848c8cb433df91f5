//! What in a folder is not read: counted, and told by its kind with the shortest way on.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    io::Read as _,
    path::{Path, PathBuf},
};

use rustc_hash::FxHashSet;

use crate::{
    base::{
        bytes::{self, Binary, DEEPEST, MOST, Other, Why},
        issue::{Issue, Place},
    },
    ingest::{self, Ready},
    notebook::is_notebook,
};

/// A folder, and what in it is not read.
pub struct Rest<'a> {
    pub folder: &'a Path,
    pub others: Vec<Other>,
}

/// Files, and apart from them the texts that are no articles of their own: those that have a
/// timeline of the same name beside them, whose source they are, and what tells of the folder.
pub fn without_texts(files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<Other>) {
    let lower = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let is_timeline = |file: &&PathBuf| lower(file.extension()) == "json";
    let timelines: FxHashSet<PathBuf> =
        files.iter().filter(is_timeline).map(|file| file.with_extension("")).collect();
    let (files, texts): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| {
        let is_text = ingest::article::ENDINGS.contains(&&*lower(file.extension()));
        let tells_of_folder = ["readme", "licence", "license", "changelog"];
        let is_own = !tells_of_folder.contains(&&*lower(file.file_stem()))
            && !timelines.contains(&file.with_extension(""));
        !is_text || is_own
    });
    let texts = texts.into_iter().map(|path| Other { path, why: Why::Text });
    (files, texts.collect())
}

/// The files that a timeline in a folder names as the texts of its sources, as paths from where the
/// folder is named.
pub fn texts_of<'a>(ready: &'a Ready, path: &'a Path) -> impl Iterator<Item = PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    ready.texts().into_iter().map(|text| folder.join(text).components().collect())
}

/// What is said of what is not read but for the texts of sources, and how many files and folders it
/// is.
pub fn left_out(rest: &Rest<'_>, texts: &FxHashSet<PathBuf>) -> (Vec<Issue>, usize) {
    let mut kinds: BTreeMap<(Why, String), Vec<&Path>> = BTreeMap::new();
    let mut count = 0;
    let is_left = |it: &&Other| !texts.contains(&it.path) && !is_notebook(&it.path);
    for Other { path, why } in rest.others.iter().filter(is_left) {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let ending = if *why == Why::Kind { ending } else { String::new() };
        kinds.entry((*why, ending)).or_default().push(path);
        count += 1;
    }
    let place = Place { file: rest.folder.display().to_string(), ..Place::default() };
    let issue = |((why, ending), paths): (&(Why, String), &Vec<&Path>)| {
        let names = names(rest.folder, paths);
        let reason = reason(*why, ending, paths[0]);
        Issue::warning(place.clone(), format!("left out: {names}: {reason}"))
    };
    (kinds.iter().map(issue).collect(), count)
}

/// The names of files, as they are in the folder.
fn names(folder: &Path, paths: &[&Path]) -> String {
    /// So many are named.
    const NAMED: usize = 20;
    let inside = |path: &&Path| {
        let inside = path.strip_prefix(folder).ok().filter(|it| !it.as_os_str().is_empty());
        inside.unwrap_or(path).display().to_string()
    };
    let named: Vec<_> = paths.iter().take(NAMED).map(inside).collect();
    match paths.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Why files of a kind are not read, and how one gets on with them, told by the first.
fn reason(why: Why, ending: &str, first: &Path) -> String {
    match why {
        Why::Kind => match binary(first) {
            Some(kind) if kind.what != "a binary file" => {
                format!("{kind}{}", kind.way_on(&first.display().to_string()))
            }
            _ if ending.is_empty() => "no file of a known kind".to_owned(),
            _ => format!("no file of a known kind ends in .{ending}"),
        },
        Why::Text => "it tells of what is beside it".to_owned(),
        Why::Link => "links are not followed".to_owned(),
        Why::Deep => format!("folders are entered {DEEPEST} deep"),
        Why::Many => format!("{MOST} files and folders are looked at"),
        Why::Closed => "the system does not let it be read".to_owned(),
    }
}

/// What a file is, told by its beginning.
fn binary(path: &Path) -> Option<Binary> {
    /// So many bytes tell.
    const SIGHT: u64 = 64 << 10;
    let (_, file) = bytes::open_file(path).ok()?;
    let mut head = Vec::new();
    file.take(SIGHT).read_to_end(&mut head).ok()?;
    Binary::of(&head)
}
