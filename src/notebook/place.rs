//! Where a notebook lies: beside what it is about, or among the user's own data.

use std::{
    ffi::OsStr,
    fs,
    os::unix::ffi::OsStrExt as _,
    path::{self, Path, PathBuf},
};

use rustix::fs::{Access, access};

use crate::base::{bytes::Input, hash, whole::folder_of};

/// How the name of a notebook ends.
const ENDING: &str = ".notebook.toml";

/// Where a notebook lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// The file, which need not exist.
    pub path: PathBuf,
    /// Whether it would lie beside the data, but may not be written there.
    pub is_elsewhere: bool,
}

impl Whereabouts {
    /// Where the notebook about these inputs lies, or is to lie: in the file that was `chosen`;
    /// beside the only file or in the only folder; else in `folder`, among the user's own data.
    /// `None` if it has no place.
    ///
    /// One that exists goes before any that could be made, and the one beside the data first.
    #[must_use]
    pub fn find(chosen: Option<&Path>, inputs: &[Input], folder: Option<&Path>) -> Option<Self> {
        if let Some(path) = chosen {
            return Some(Self { path: path.to_owned(), is_elsewhere: false });
        }
        let apart = folder.map(|folder| folder.join(name_apart(inputs)));
        Self::choose(beside(inputs), apart, Path::exists, may_write)
    }

    fn choose(
        beside: Option<PathBuf>,
        apart: Option<PathBuf>,
        exists: impl Fn(&Path) -> bool,
        may_write: impl Fn(&Path) -> bool,
    ) -> Option<Self> {
        let Some(beside) = beside else {
            return apart.map(|path| Self { path, is_elsewhere: false });
        };
        if !exists(&beside)
            && let Some(path) = apart
            && (exists(&path) || !may_write(folder_of(&beside)))
        {
            return Some(Self { path, is_elsewhere: true });
        }
        Some(Self { path: beside, is_elsewhere: false })
    }
}

/// Whether a file is a notebook, by its name.
#[must_use]
pub fn is_notebook(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_bytes().ends_with(ENDING.as_bytes()))
}

/// Whether the permissions let this file be written, or files be made in this folder.
pub(super) fn may_write(path: &Path) -> bool {
    access(path, Access::WRITE_OK).is_ok()
}

/// Beside the only file, or in the only folder.
fn beside(inputs: &[Input]) -> Option<PathBuf> {
    let [input @ Input::Path(path)] = inputs else { return None };
    // What a shell has opened is a number there, and nobody's folder.
    let is_open = ["/dev", "/proc"].iter().any(|folder| path.starts_with(folder));
    if is_open || input.is_pipe() {
        return None;
    }
    let name = stem(path)? + ENDING;
    Some(if path.is_dir() { path.join(name) } else { path.with_file_name(name) })
}

/// The name of a file without its ending, or of a folder.
fn stem(path: &Path) -> Option<String> {
    let found = path.file_name().is_none().then(|| fs::canonicalize(path).ok()).flatten();
    let path = found.as_deref().unwrap_or(path);
    let text = |name: &OsStr| name.to_string_lossy().into_owned();
    if path.is_dir() {
        return Some(path.file_name().map_or_else(|| "folder".into(), text));
    }
    let plain = path.extension().is_some_and(|it| it == "gz").then(|| path.with_extension(""));
    plain.as_deref().unwrap_or(path).file_stem().map(text)
}

/// The name of a notebook that lies apart from its data: readable, and no other's.
fn name_apart(inputs: &[Input]) -> String {
    let mut named: Vec<(Vec<u8>, String)> = inputs.iter().map(identity).collect();
    named.sort();
    let stem = named.first().map_or("", |(_, stem)| stem);
    let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    let stem: String = stem.chars().take(40).map(|c| if is_plain(c) { c } else { '-' }).collect();
    let more = match named.len().saturating_sub(1) {
        0 => String::new(),
        more => format!("-and-{more}-more"),
    };
    let all: Vec<&[u8]> = named.iter().map(|(identity, _)| &**identity).collect();
    format!("{stem}{more}-{:016x}{ENDING}", hash::of(all.join(&0)))
}

/// What tells an input from all others, and what people call it.
fn identity(input: &Input) -> (Vec<u8>, String) {
    let tagged = |tag: &str, name: &[u8]| [tag.as_bytes(), name].join(&b':');
    match input {
        Input::Path(path) if !input.is_pipe() => {
            let full = fs::canonicalize(path).or_else(|_| path::absolute(path));
            let full = full.as_deref().unwrap_or(path);
            (tagged("file", full.as_os_str().as_bytes()), stem(path).unwrap_or_default())
        }
        Input::Path(_) | Input::Stdin => (tagged("standard-input", &[]), "standard-input".into()),
        Input::Pasted(text) => (tagged("pasted", text.as_bytes()), "pasted".into()),
        Input::Client(client) => {
            let name = client.name.trim_start_matches('@');
            (tagged("connection", name.as_bytes()), name.to_owned())
        }
        Input::Embedded { name, .. } => {
            (tagged("built-in", name.as_bytes()), stem(Path::new(name)).unwrap_or_default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_beside_one_file_or_in_one_folder() {
        let folder = tempfile::tempdir().unwrap();
        let reports = folder.path().join("reports");
        fs::create_dir(&reports).unwrap();
        let check = |name: &str, expect: Option<&str>| {
            let found = beside(&[Input::Path(reports.join(name))]);
            assert_eq!(found, expect.map(|expect| reports.join(expect)), "{name}");
        };
        check("talks.txt", Some("talks.notebook.toml"));
        check("talks.csv.gz", Some("talks.notebook.toml"));
        check("talks.v2.json", Some("talks.v2.notebook.toml"));
        check("talks", Some("talks.notebook.toml"));
        check("", Some("reports.notebook.toml"));
        check("../reports/", Some("../reports/reports.notebook.toml"));
        check("/dev/fd/63", None);
        let here = beside(&[Input::Path("talks.txt".into())]);
        assert_eq!(here, Some("talks.notebook.toml".into()));
        let dots = beside(&[Input::Path(reports.join(".."))]).unwrap();
        let name = folder.path().file_name().unwrap().to_str().unwrap();
        assert!(dots.ends_with(format!("{name}{ENDING}")), "{dots:?}");
        let two = [Input::Path("a.txt".into()), Input::Path("b.txt".into())];
        assert_eq!([beside(&two), beside(&[Input::Stdin])], [None, None]);
    }

    #[test]
    fn the_name_apart_is_the_same_for_the_same_inputs_alone() {
        let path = |path: &str| Input::Path(path.into());
        let pasted = |text: &str| Input::Pasted(text.into());
        let name = |inputs: &[Input]| name_apart(inputs);
        assert_eq!(name(&[path("/no/talks.txt")]), "talks-c8701fae2f7892cd.notebook.toml");
        let both = name(&[path("/no/b.json"), path("/no/a.json")]);
        assert_eq!(both, name(&[path("/no/a.json"), path("/no/b.json")]));
        assert!(both.starts_with("a-and-1-more-"), "{both}");
        assert_ne!(both, name(&[path("/no/a.json"), path("/other/b.json")]));
        assert_ne!(name(&[path("/no/a/b")]), name(&[path("/no/a"), path("/no/b")]));
        assert_ne!(name(&[pasted("A")]), name(&[pasted("B")]));
        assert!(name(&[Input::Stdin]).starts_with("standard-input-"));
        let odd = name(&[path(&format!("/no/a b\n{}.txt", "ü".repeat(99)))]);
        assert!(odd.starts_with("a-b-üü") && odd.chars().count() < 75, "{odd}");
    }

    #[test]
    fn what_exists_goes_first_then_what_may_be_written() {
        #[track_caller]
        fn check(there: &[&str], beside_may: bool, expect: (&str, bool)) {
            let (beside, apart) = (Some("d/a.toml".into()), Some("u/a.toml".into()));
            let exists = |path: &Path| there.iter().any(|it| path == Path::new(it));
            let may_write = |path: &Path| {
                assert_eq!(path, Path::new("d"), "the folder is asked");
                beside_may
            };
            let found = Whereabouts::choose(beside, apart, exists, may_write).unwrap();
            assert_eq!((found.path.to_str().unwrap(), found.is_elsewhere), expect);
        }
        check(&[], true, ("d/a.toml", false));
        check(&[], false, ("u/a.toml", true));
        check(&["d/a.toml"], false, ("d/a.toml", false));
        check(&["d/a.toml", "u/a.toml"], true, ("d/a.toml", false));
        check(&["u/a.toml"], true, ("u/a.toml", true));
        let only = |beside: Option<&str>, apart: Option<&str>| {
            let never = |_: &Path| false;
            Whereabouts::choose(beside.map(PathBuf::from), apart.map(PathBuf::from), never, never)
                .map(|found| (found.path, found.is_elsewhere))
        };
        assert_eq!(only(None, Some("u")), Some(("u".into(), false)));
        assert_eq!(only(Some("d/a"), None), Some(("d/a".into(), false)));
        assert_eq!(only(None, None), None);
        let chosen = Whereabouts::find(Some(Path::new("mine.toml")), &[Input::Stdin], None);
        assert_eq!(chosen.unwrap().path, Path::new("mine.toml"));
    }
}
