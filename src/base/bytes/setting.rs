//! Small texts that steer the program: settings, key maps, themes, column maps, tables of words.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    os::unix::fs::FileTypeExt as _,
    path::Path,
};

/// The text in a regular file of so many bytes at most.
///
/// A pipe that the shell has opened will do, too (`--map <(…)`), but not one with a name of its
/// own, which would be waited for in silence. Devices, which may have no end, are refused.
pub fn read_setting(path: &Path, most: u64) -> io::Result<String> {
    let refused = |why: &str| io::Error::new(io::ErrorKind::InvalidInput, why);
    let too_large = || refused(&format!("larger than {} MB", most >> 20));
    let about = fs::metadata(path)?;
    let is_open = ["/dev/fd", "/proc"].iter().any(|folder| path.starts_with(folder));
    if !(about.is_file() || is_open && about.file_type().is_fifo()) {
        return Err(refused("not a regular file"));
    }
    if about.len() > most {
        return Err(too_large());
    }
    let mut text = String::new();
    File::open(path)?.take(most + 1).read_to_string(&mut text)?;
    if text.len() as u64 > most { Err(too_large()) } else { Ok(text) }
}
