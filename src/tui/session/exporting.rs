//! What is shown, written into a file in the background.

use std::path::{Path, PathBuf};

use crate::{
    base::rows::RowSet,
    export::FileFormat,
    query::Answer,
    tui::{
        layout::Slot,
        session::Session,
        theme::Role,
        work::{Export, Exported, Work},
    },
};

impl Session {
    /// Why what is shown can't be written now; `None` if it can.
    #[must_use]
    pub fn why_no_export(&self) -> Option<&'static str> {
        match () {
            () if !self.is_loaded() => Some("the events are still being read"),
            () if self.shown.pending.is_some() => Some("the events are still being looked for"),
            () if self.timeline().is_empty() => Some("there are no events to write"),
            () => None,
        }
    }

    /// The forms of files that are offered here: those of quotations where statements are listed.
    #[must_use]
    pub fn file_formats(&self) -> Vec<FileFormat> {
        let of_statements = self.place.focus == Slot::Statements;
        let all = FileFormat::all().iter().copied();
        all.filter(|format| of_statements || !format.is_of_statements()).collect()
    }

    /// A name for a file that is not the one that was opened: beside it, else in the working folder.
    #[must_use]
    pub fn file_name(&self, format: FileFormat) -> String {
        let mut files = self.opened_files();
        let (one, more) = (files.next(), files.next());
        let one = one.filter(|path| more.is_none() && path.to_str().is_some());
        let (folder, name) = match one {
            Some(path) => (path.parent(), path.file_name().and_then(|name| name.to_str())),
            None => (None, None),
        };
        let folder = folder.unwrap_or(Path::new(""));
        // `talks` of `talks.json.gz`; what begins with a dot keeps it.
        let name = name.unwrap_or("timeline");
        let end =
            name.char_indices().skip(1).find(|(_, c)| *c == '.').map_or(name.len(), |it| it.0);
        let [stem, ending] = [&name[..end], format.ending()];
        let plain = folder.join(format!("{stem}.{ending}"));
        let is_opened = self.opened_files().any(|path| path == plain);
        let path = if is_opened { folder.join(format!("{stem}-shown.{ending}")) } else { plain };
        path.to_string_lossy().into_owned()
    }

    /// The files that the command line names.
    pub(super) fn opened_files(&self) -> impl Iterator<Item = &Path> {
        let is_option = |word: &&Path| word.as_os_str().as_encoded_bytes().starts_with(b"-");
        self.files.iter().map(Path::new).filter(move |word| !is_option(word))
    }

    /// The statements that are listed: of the selected event, or all that the filters keep.
    #[must_use]
    pub fn listed_statements(&self) -> RowSet {
        let said = &self.shown.answer.statements;
        if !self.look.only_its_statements {
            return said.clone();
        }
        let all = self.timeline().statements().len() as u32;
        let event = self.look.selected.map(|row| self.timeline().event(row));
        let ids = event.into_iter().flat_map(|event| event.statements().map(|(id, _)| id.0));
        RowSet::of(all, ids.filter(|&id| said.contains(id)))
    }

    /// Begins to write what is shown; an existing file is replaced only where that was allowed.
    pub fn export(&mut self, format: FileFormat, path: PathBuf, replaces: bool) {
        let mut answer = Answer::clone(&self.shown.answer);
        if format.is_of_statements() {
            answer.statements = self.listed_statements();
        }
        let opened = self.opened_files().map(Path::to_owned);
        let read = self.timeline().files().iter().map(|file| PathBuf::from(&file.name));
        let opened = opened.chain(read).collect();
        let query = self.look.query.clone();
        self.notice(format!("writing {}", path.display()));
        let export = Export { query, answer, format, path, replaces, opened };
        self.start(Work::Export(Box::new(export)));
    }

    /// Says what became of it.
    pub(super) fn exported(&mut self, exported: Exported) {
        match exported {
            Exported::Written(words) => self.notice(words),
            Exported::Failed(words) => self.say(words, Role::Error),
            // The explorer asks.
            Exported::Exists(..) => {}
        }
    }
}
