//! Where a user was in the files that he opened: a small TOML file for each set of files, in the
//! state directory. What undo goes back to stands in another one beside it, which is read only with
//! the files: it can be large, and all the small ones are read at every start.
//!
//! **Invariants.** What can't be read counts as not being there: a place is a convenience, never an
//! error. A file is written whole or not at all, and names the files that it is about, so that two
//! sets never share a place.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    base::{bytes, hash, whole},
    config,
};

/// No more places are kept; the oldest go.
const MOST: usize = 200;

/// How the name of the file ends that has what undo goes back to.
const UNDO: &str = "undo";

/// Files as they are opened: what else the command line says of them, and their absolute paths; none
/// for the built-in timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Opened {
    /// Options, such as `--from=gdelt`.
    pub options: Vec<String>,
    /// The paths.
    pub files: Vec<String>,
}

/// How files were looked at when they were left. Names stay names: whoever comes back makes of them
/// what still can be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Left {
    /// The id of the selected event.
    pub at: String,
    /// The view.
    pub view: String,
    /// The filters.
    pub query: String,
    /// The filters that were switched off.
    pub off: String,
    /// The unit of the overview; empty where it shows all the time there is.
    pub zoom: String,
    /// The order of the actors.
    pub sort: String,
    /// The notebooks that undo goes back to, the oldest first, and last the one that was there.
    #[serde(skip)]
    pub notebooks: Vec<String>,
}

/// The file beside it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Undo {
    notebooks: Vec<String>,
}

/// A file of the state directory.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    opened: Opened,
    left: Left,
}

/// Files that were opened lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The files.
    pub opened: Opened,
    /// When they were left.
    pub on: SystemTime,
}

/// The places of a user.
#[derive(Clone, Debug)]
pub struct Places {
    folder: PathBuf,
}

impl Places {
    /// Those of this machine's user, if there is a home for them.
    #[must_use]
    pub fn of_user() -> Option<Self> {
        Some(Self::in_folder(config::state_folder()?.join("places")))
    }

    /// Those in a folder, which need not be there yet.
    #[must_use]
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where these files were left, if that is known.
    #[must_use]
    pub fn find(&self, files: &[String]) -> Option<Left> {
        let path = self.path(files);
        let place: Place = read(&path)?;
        let undo: Undo = read(&path.with_extension(UNDO)).unwrap_or_default();
        let left = Left { notebooks: undo.notebooks, ..place.left };
        (place.opened.files == files).then_some(left)
    }

    /// Keeps where files were left.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn keep(&self, opened: &Opened, left: &Left) -> io::Result<()> {
        let path = self.path(&opened.files);
        fs::create_dir_all(&self.folder)?;
        write(&path, &Place { opened: opened.clone(), left: left.clone() })?;
        let undo = path.with_extension(UNDO);
        if left.notebooks.is_empty() {
            remove(&undo)?;
        } else {
            write(&undo, &Undo { notebooks: left.notebooks.clone() })?;
        }
        for (_, path) in self.listed().into_iter().skip(MOST) {
            remove(&path)?;
            remove(&path.with_extension(UNDO))?;
        }
        Ok(())
    }

    /// The files that were opened lately, the latest first; the built-in timeline is none of them.
    #[must_use]
    pub fn recent(&self) -> Vec<Recent> {
        let places = self.listed().into_iter();
        let recent = places.filter_map(|(on, path)| {
            let Place { opened, .. } = read(&path)?;
            (!opened.files.is_empty()).then_some(Recent { opened, on })
        });
        recent.collect()
    }

    /// The files of the folder, the latest first.
    fn listed(&self) -> Vec<(SystemTime, PathBuf)> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path());
        let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
        let dated = |path: PathBuf| Some((path.metadata().ok()?.modified().ok()?, path));
        let mut files: Vec<_> = files.filter_map(dated).collect();
        files.sort_unstable_by(|one, other| other.cmp(one));
        files
    }

    /// The file about some files: named by a hash of their paths.
    fn path(&self, files: &[String]) -> PathBuf {
        let hash = hash::of(files.iter().flat_map(|file| file.bytes().chain([0])));
        self.folder.join(format!("{hash:016x}.toml"))
    }
}

fn read<T: DeserializeOwned>(path: &Path) -> Option<T> {
    toml::from_str(&bytes::read_setting(path, config::LONGEST).ok()?).ok()
}

fn write(path: &Path, value: &impl Serialize) -> io::Result<()> {
    let text = toml::to_string(value).map_err(io::Error::other)?;
    whole::replace(path, |out| out.write_all(text.as_bytes()))
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn opened(files: &[&str]) -> Opened {
        Opened { options: Vec::new(), files: files.iter().map(|&file| file.to_owned()).collect() }
    }

    fn left(at: &str) -> Left {
        Left { at: at.to_owned(), query: "said:\"a 'b'\"\n".to_owned(), ..Left::default() }
    }

    #[test]
    fn a_place_is_found_again_for_the_same_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path().join("not/there/yet"));
        let (one, two) = (opened(&["/a.json"]), opened(&["/a.json", "/b.json"]));
        assert_eq!((places.find(&one.files), places.recent()), (None, vec![]));
        places.keep(&one, &left("e1")).unwrap();
        places.keep(&two, &left("e2")).unwrap();
        places.keep(&Opened::default(), &left("e3")).unwrap();
        assert_eq!(places.find(&one.files), Some(left("e1")));
        assert_eq!(places.find(&two.files), Some(left("e2")));
        assert_eq!(places.find(&[]), Some(left("e3")));
        assert_eq!(places.find(&["/b.json".to_owned()]), None);
        places.keep(&one, &left("e4")).unwrap();
        assert_eq!(places.find(&one.files), Some(left("e4")));
        let mut recent: Vec<Opened> = places.recent().into_iter().map(|it| it.opened).collect();
        recent.sort_by_key(|opened| opened.files.len());
        assert_eq!(recent, [one, two], "the built-in timeline is no file");
        let files: Vec<_> = fs::read_dir(&places.folder).unwrap().collect();
        assert_eq!(files.len(), 3, "nothing else is left there: {files:?}");
    }

    #[test]
    fn what_undo_goes_back_to_stands_apart() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path().to_owned());
        let one = opened(&["/a.json"]);
        let long = "#".repeat(config::LONGEST as usize);
        let with = |notebooks: &[&str]| Left {
            notebooks: notebooks.iter().map(|&it| it.to_owned()).collect(),
            ..left("e1")
        };
        let files = || fs::read_dir(folder.path()).unwrap().count();
        places.keep(&one, &with(&["", "a = 1\n"])).unwrap();
        assert_eq!((places.find(&one.files), files()), (Some(with(&["", "a = 1\n"])), 2));
        // Where it is too long the place is still there.
        places.keep(&one, &with(&["", &long])).unwrap();
        assert_eq!((places.find(&one.files), places.recent().len()), (Some(left("e1")), 1));
        places.keep(&one, &left("e1")).unwrap();
        assert_eq!((places.find(&one.files), files()), (Some(left("e1")), 1));
    }

    #[test]
    fn what_cannot_be_read_is_not_there() {
        #[track_caller]
        fn check(text: &str) {
            let folder = tempfile::tempdir().unwrap();
            let places = Places::in_folder(folder.path().to_owned());
            let one = opened(&["/a.json"]);
            places.keep(&one, &left("e1")).unwrap();
            fs::write(places.path(&one.files), text).unwrap();
            assert_eq!(places.find(&one.files), None, "{text}");
        }
        check("");
        check("[left");
        check("[left]\nat = 1\n");
        check("[opened]\nfiles = [\"/other.json\"]\n[left]\nat = \"e1\"\n");
        check(&"#".repeat(2 << 20));
    }

    #[test]
    fn the_oldest_places_go() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_folder(folder.path().to_owned());
        for number in 0..=MOST as u64 {
            let name = format!("/{number}.json");
            let one = opened(&[&name]);
            places.keep(&one, &left("e1")).unwrap();
            let file = fs::File::open(places.path(&one.files)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(number)).unwrap();
        }
        places.keep(&opened(&["/new.json"]), &left("e1")).unwrap();
        assert_eq!(places.recent().len(), MOST);
        assert_eq!(places.recent()[0].opened.files, ["/new.json"]);
        assert_eq!(places.find(&["/0.json".to_owned()]), None);
        assert_eq!(places.find(&["/1.json".to_owned()]), None);
        assert!(places.find(&["/2.json".to_owned()]).is_some());
    }
}
