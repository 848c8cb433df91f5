//! `demarche new`: a chronology to begin with.

use std::{
    fs::File,
    io::{ErrorKind, Write as _},
    path::Path,
};

use anyhow::{Context as _, bail};

use crate::{
    base::{clock, shell, text},
    cli::{Outcome, say},
    model::{When, day::Day},
};

/// The file, with marks for the title, the day and its month.
const TEMPLATE: &str = include_str!("../../data/document/new.md");

/// Writes a file that is not there yet, and says how to go on.
pub(super) fn run(path: &Path) -> anyhow::Result<Outcome> {
    let shown = shell::quoted(path.as_os_str());
    let mut file = match File::create_new(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} is there already; name another file, or open it: demarche {shown}")
        }
        Err(error) => return Err(error).with_context(|| format!("can't write {shown}")),
    };
    let today = When::since_1970(clock::now()).unwrap_or(When::UNDATED).earliest_start();
    let written = filled(&title(path), today);
    file.write_all(written.as_bytes()).with_context(|| format!("can't write {shown}"))?;
    say(&format!("written: {shown}; write your entries into it, then: demarche {shown}"));
    Ok(Outcome::Fine)
}

fn filled(title: &str, day: Day) -> String {
    let day = day.to_string();
    let month = day.rsplit_once('-').map_or(&*day, |(month, _)| month);
    TEMPLATE.replace("{date}", &day).replace("{month}", month).replace("{title}", title)
}

/// What the name of a file says: `moscow-talks.md` is about "Moscow talks".
fn title(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let words = text::one_line(&text::neutralise(&stem)).replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    format!("{}{}", first.unwrap_or_else(|| "Untitled".to_owned()), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_made_of_the_name() {
        #[track_caller]
        fn check(name: &str, expect: &str) {
            assert_eq!(title(Path::new(name)), expect);
        }
        check("talks.md", "Talks");
        check("reports/moscow-talks_2015.md", "Moscow talks 2015");
        check("émigrés.md", "Émigrés");
        check("a\n# b\u{1b}.md", "A # b␛");
        check("-.md", "Untitled");
    }

    #[test]
    fn the_day_is_filled_in() {
        let filled = filled("Talks", Day::of(2015, 8, 3).unwrap());
        assert!(filled.starts_with("# Talks\n"), "{filled}");
        assert!(filled.contains("\n2015-08-03 Ann Roe") && filled.contains("\n2015-08 Envoys"));
        assert!(!filled.contains(['{', '}']), "{filled}");
    }
}
