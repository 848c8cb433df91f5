//! Files in a folder, and files beside a file.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::BytesError;
use crate::base::text::natural_order;

/// What a path stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The file itself, or the regular files in a folder and in those below it that have one of the
    /// extensions, in natural order, folder by folder.
    pub files: Vec<PathBuf>,
    /// What else is there, in the same order. Hidden files are not told.
    pub others: Vec<Other>,
}

/// What in a folder is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The file, or the folder with all that is in it.
    pub path: PathBuf,
    /// Why it is not read.
    pub why: Why,
}

/// Why something in a folder is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It has another extension, or is no regular file.
    Kind,
    /// It is a text that tells of what is beside it.
    Text,
    /// It is a link: those may lead out of the folder, or in circles.
    Link,
    /// It lies more than [`DEEPEST`] folders deep.
    Deep,
    /// More than [`MOST`] files and folders precede it.
    Many,
    /// The system does not let it be read.
    Closed,
}

/// So deep folders are entered.
pub const DEEPEST: usize = 16;

/// So many files and folders are looked at.
pub const MOST: usize = 20_000;

/// The files that a path stands for: those with one of these extensions, plain or with `.gz` after
/// it, if it is a folder. Fails if there is none. Hidden folders are not entered, and links in a
/// folder not followed.
///
/// `extensions` are in lower case and without the dot; the case of file names does not count.
pub fn expand(path: &Path, extensions: &[&str]) -> Result<Expanded, BytesError> {
    if !path.is_dir() {
        return Ok(Expanded { files: vec![path.to_owned()], others: Vec::new() });
    }
    let failed = |source| BytesError::Open { name: path.display().to_string(), source };
    let mut walk = Walk { extensions, seen: 0, found: Expanded::default() };
    walk.enter(path, 1).map_err(failed)?;
    if walk.found.files.is_empty() {
        let extensions: Vec<_> =
            extensions.iter().map(|extension| format!(".{extension}")).collect();
        let name = path.display().to_string();
        let (others, extensions) = (endings(&walk.found.others), extensions.join(", "));
        return Err(BytesError::EmptyFolder { name, others, extensions });
    }
    Ok(walk.found)
}

/// What is found on the way through a folder.
struct Walk<'e> {
    extensions: &'e [&'e str],
    seen: usize,
    found: Expanded,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if self.seen == MOST {
                self.leave(folder.to_owned(), Why::Many);
                break;
            }
            self.seen += 1;
            entries.push((name, entry));
        }
        entries.sort_by(|(one, _), (other, _)| natural_order(one, other));
        for (name, entry) in entries {
            let path = entry.path();
            match entry.file_type() {
                Err(_) => self.leave(path, Why::Closed),
                Ok(sort) if sort.is_symlink() => self.leave(path, Why::Link),
                Ok(sort) if sort.is_dir() && depth == DEEPEST => self.leave(path, Why::Deep),
                Ok(sort) if sort.is_dir() => {
                    if self.enter(&path, depth + 1).is_err() {
                        self.leave(path, Why::Closed);
                    }
                }
                Ok(sort) if sort.is_file() && is_known(&name, self.extensions) => {
                    self.found.files.push(path);
                }
                Ok(_) => self.leave(path, Why::Kind),
            }
        }
        Ok(())
    }

    fn leave(&mut self, path: PathBuf, why: Why) {
        self.found.others.push(Other { path, why });
    }
}

/// How the most of these files end, and how many: `: 12 files end in .pdf, 1 in .doc`.
fn endings(others: &[Other]) -> String {
    /// So many endings are told.
    const TOLD: usize = 3;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for other in others.iter().filter(|other| other.why == Why::Kind) {
        let ending = other.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        *counts.entry(ending).or_default() += 1;
    }
    counts.remove("");
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let told = counts.iter().take(TOLD).enumerate().map(|(number, (ending, count))| {
        match (number, count) {
            (0, 1) => format!(": 1 file ends in .{ending}"),
            (0, count) => format!(": {count} files end in .{ending}"),
            (_, count) => format!("{count} in .{ending}"),
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn is_known(name: &str, extensions: &[&str]) -> bool {
    let name = name.to_lowercase();
    let plain = name.strip_suffix(".gz").unwrap_or(&name);
    let extension = plain.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    extension.is_some_and(|(_, last)| extensions.contains(&last))
}

/// The regular file in `folder` that a file there names, for files that strangers wrote.
///
/// The path must be relative and without `..`, and must not lead out of the folder over symbolic
/// links; pipes and devices are refused without being opened.
pub fn beside(folder: &Path, path: &str) -> Result<PathBuf, BytesError> {
    let refused = |reason| BytesError::NotBeside { path: path.to_owned(), reason };
    let relative = Path::new(path);
    for part in relative.components() {
        match part {
            Component::Normal(_) | Component::CurDir => {}
            Component::ParentDir => return Err(refused("the path has '..' in it")),
            Component::RootDir | Component::Prefix(_) => {
                return Err(refused("the path is not relative"));
            }
        }
    }
    // A path for another system is no path here, whatever this system makes of it.
    if path.contains(['\\', '\0']) || path.contains(':') && cfg!(windows) {
        return Err(refused("the path has a character that paths may not have"));
    }
    let opened = |source: io::Error| BytesError::Open { name: path.to_owned(), source };
    // The folder of a bare file name is empty.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let folder = folder.canonicalize().map_err(opened)?;
    let file = folder.join(relative).canonicalize().map_err(opened)?;
    if !file.starts_with(&folder) {
        return Err(refused("a symbolic link leads out of the folder"));
    }
    if !file.metadata().map_err(opened)?.is_file() {
        return Err(refused("it is not a regular file"));
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with these empty files.
    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        folder
    }

    /// The files of a folder, and what else is in it, by their paths in it.
    #[track_caller]
    fn check(folder: &Path, extensions: &[&str], files: &[&str], others: &[(&str, Why)]) {
        let found = expand(folder, extensions).expect("files");
        let inside = |path: &Path| {
            path.strip_prefix(folder).expect("a path inside").to_string_lossy().into_owned()
        };
        let names: Vec<_> = found.files.iter().map(|path| inside(path)).collect();
        let left: Vec<_> = found.others.iter().map(|it| (inside(&it.path), it.why)).collect();
        let others: Vec<_> = others.iter().map(|(name, why)| ((*name).to_owned(), *why)).collect();
        assert_eq!((names, left), (files.iter().map(|it| (*it).to_owned()).collect(), others));
    }

    #[test]
    fn a_folder_is_its_known_files_in_order() {
        let names = ["b.json", "a.JSON", "c.json.gz", "d.txt", ".e.json", "json", "f.gz", "g/h"];
        let here = folder(&names);
        let others = ["d.txt", "f.gz", "g/h", "json"].map(|name| (name, Why::Kind));
        check(here.path(), &["json"], &["a.JSON", "b.json", "c.json.gz"], &others);
        let error = expand(here.path(), &["csv", "tsv"]).expect_err("nothing to find");
        let said = ": 2 files end in .gz, 2 in .json, 1 in .txt (looked for .csv, .tsv)";
        assert!(error.to_string().ends_with(said), "{error}");
        let file = here.path().join("d.txt");
        assert_eq!(expand(&file, &["json"]).expect("a file").files, [file]);
    }

    #[test]
    fn folders_in_a_folder_are_entered() {
        let names =
            ["9/2.txt", "9/10.txt", "10/a/b.txt", "1.txt", ".git/c.txt", "9/.d/e.txt", "A.txt"];
        let expect = ["1.txt", "9/2.txt", "9/10.txt", "10/a/b.txt", "A.txt"];
        check(folder(&names).path(), &["txt"], &expect, &[]);
        let deep = |depth: usize| format!("{}x.txt", "d/".repeat(depth));
        let (last, beyond) = (deep(DEEPEST - 1), deep(DEEPEST));
        let too_deep = beyond.trim_end_matches("/x.txt");
        check(folder(&[&last, &beyond]).path(), &["txt"], &[&last], &[(too_deep, Why::Deep)]);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_folder_are_not_followed() {
        use std::os::unix::fs::symlink;
        let outside = folder(&["secret.txt"]);
        let here = folder(&["a.txt", "sub/b.txt"]);
        let link = |to: &Path, name: &str| symlink(to, here.path().join(name)).expect("a link");
        link(outside.path(), "out");
        link(&outside.path().join("secret.txt"), "sub/out.txt");
        link(here.path(), "sub/round");
        let others = [("out", Why::Link), ("sub/out.txt", Why::Link), ("sub/round", Why::Link)];
        check(here.path(), &["txt"], &["a.txt", "sub/b.txt"], &others);
        // What somebody names is opened, wherever it leads.
        let named = here.path().join("out");
        assert_eq!(expand(&named, &["txt"]).expect("a folder").files, [named.join("secret.txt")]);
    }

    #[test]
    fn a_file_beside_stays_in_its_folder() {
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("secret"), "").expect("a file");
        let folder = outside.path().join("in");
        fs::create_dir_all(folder.join("sub")).expect("a folder");
        fs::write(folder.join("a.txt"), "").expect("a file");
        fs::write(folder.join("sub/b.txt"), "").expect("a file");

        let good = |path| assert!(beside(&folder, path).is_ok(), "{path}");
        good("a.txt");
        good("sub/b.txt");
        good("./sub/./b.txt");
        let bad = |path: &str, reason: &str| {
            let error = beside(&folder, path).expect_err(path).to_string();
            assert!(error.contains(reason), "{error}");
        };
        bad("/etc/passwd", "not relative");
        bad("../secret", "'..'");
        bad("sub/../a.txt", "'..'");
        bad("sub\\b.txt", "character");
        bad("a.txt\0", "character");
        bad("sub", "not a regular file");
        bad("", "not a regular file");
        bad("none.txt", "can't open none.txt");
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink("../secret", folder.join("link")).expect("a link");
            symlink("a.txt", folder.join("inner")).expect("a link");
            symlink("..", folder.join("up")).expect("a link");
            symlink("/dev/null", folder.join("null")).expect("a link");
            bad("link", "leads out");
            bad("up/secret", "leads out");
            bad("null", "leads out");
            good("inner");
            let _socket = std::os::unix::net::UnixListener::bind(folder.join("socket"));
            bad("socket", "not a regular file");
        }
    }
}
