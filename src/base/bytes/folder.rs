//! Files in a folder, and files beside a file.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::BytesError;

/// What a path stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The file itself, or the regular files directly in a folder that have one of the extensions,
    /// in the order of their names.
    pub files: Vec<PathBuf>,
    /// What else is in the folder, in the order of the names. Hidden files are not told.
    pub others: Vec<PathBuf>,
}

/// The files that a path stands for: those with one of these extensions, plain or with `.gz` after
/// it, if it is a folder. Fails if there is none.
///
/// `extensions` are in lower case and without the dot; the case of file names does not count.
pub fn expand(path: &Path, extensions: &[&str]) -> Result<Expanded, BytesError> {
    if !path.is_dir() {
        return Ok(Expanded { files: vec![path.to_owned()], others: Vec::new() });
    }
    let failed = |source| BytesError::Open { name: path.display().to_string(), source };
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if is_hidden(&file) {
            continue;
        }
        if is_known(&file, extensions) && file.is_file() {
            files.push(file);
        } else {
            others.push(file);
        }
    }
    if files.is_empty() {
        let extensions: Vec<_> =
            extensions.iter().map(|extension| format!(".{extension}")).collect();
        let name = path.display().to_string();
        return Err(BytesError::EmptyFolder { name, extensions: extensions.join(", ") });
    }
    files.sort();
    others.sort();
    Ok(Expanded { files, others })
}

fn is_hidden(file: &Path) -> bool {
    file.file_name().unwrap_or_default().to_string_lossy().starts_with('.')
}

fn is_known(file: &Path, extensions: &[&str]) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
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

    #[test]
    fn a_folder_is_its_known_files_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.json", "a.JSON", "c.json.gz", "d.txt", ".e.json", "json", "f.gz"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        fs::create_dir(folder.path().join("g.json")).expect("a folder");
        let names = |files: Vec<PathBuf>| -> Vec<_> {
            files.iter().map(|file| file.file_name().expect("a name").to_owned()).collect()
        };
        let expanded = expand(folder.path(), &["json"]).expect("files");
        assert_eq!(names(expanded.files), ["a.JSON", "b.json", "c.json.gz"]);
        assert_eq!(names(expanded.others), ["d.txt", "f.gz", "g.json", "json"]);
        assert_eq!(names(expand(folder.path(), &["txt"]).expect("a file").files), ["d.txt"]);
        let error = expand(folder.path(), &["csv", "tsv"]).expect_err("nothing to find");
        assert!(error.to_string().ends_with("(looked for .csv, .tsv)"), "{error}");
        let file = folder.path().join("d.txt");
        assert_eq!(expand(&file, &["json"]).expect("a file").files, [file]);
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
