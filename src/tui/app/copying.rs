//! Copies for the clipboard, and the address of a source.
//!
//! What is copied is plain text without anything that drives a terminal. Whether the terminal
//! takes it can't be known, and is not claimed.

use std::sync::Arc;

use crate::{
    base::text,
    export,
    query::Query,
    tui::{action::Action, app::App, effect::Effect, screen::popup::What},
    view::{Record, summary},
};

impl App {
    pub(super) fn copy(&mut self, action: Action) {
        let timeline = self.store.timeline();
        let Some(record) = self.record.subject else {
            self.notice("nothing is selected");
            return;
        };
        let words = match action {
            Action::CopyWords => Some(summary::words(timeline, record)),
            Action::CopyCitation => Some(summary::citation(timeline, record)),
            Action::CopyRecord => match record {
                Record::Event(row) => Some(export::record_json(timeline.event(row))),
                _ => None,
            },
            Action::CopyId => Some(summary::id(timeline, record).clone()),
            Action::CopyDate => summary::date(timeline, record),
            Action::CopyAddress => summary::address(timeline, record),
            _ => Some(self.command()),
        };
        let Some(words) = words.filter(|words| !words.is_empty()) else {
            self.notice("there is nothing of the sort to copy here");
            return;
        };
        let words: Arc<str> = text::neutralise_block(&words).into();
        let characters = words.chars().count();
        let what = match action {
            Action::CopyCommand => "the command".to_owned(),
            _ => format!("{characters} characters"),
        };
        self.notice(format!("copied {what} (OSC 52; the terminal may refuse)"));
        self.effects.push(Effect::Copy(words));
    }

    /// The command line that shows this view again.
    fn command(&self) -> String {
        let mut words = vec!["demarche".to_owned()];
        words.extend(self.files.iter().map(|file| quoted(file)));
        if self.look.query != Query::default() {
            words.push("-q".to_owned());
            words.push(quoted(&Query::to_string(&self.look.query)));
        }
        if let Some(row) = self.look.selected {
            words.push("--at".to_owned());
            words.push(quoted(&self.store.timeline().event(row).id()));
        }
        words.join(" ")
    }

    /// Shows where the source is to be found. The program opens no connection.
    pub(super) fn show_address(&mut self) {
        let timeline = self.store.timeline();
        let address = self.record.subject.and_then(|record| summary::address(timeline, record));
        match address {
            Some(address) => {
                let lines = vec![
                    text::neutralise(&address).into_owned(),
                    String::new(),
                    "demarche opens no connection; y s copies the address.".to_owned(),
                ];
                self.show(What::Text { title: "Source address".to_owned(), lines });
            }
            None => self.notice("no address of the source is known"),
        }
    }
}

/// A word for a shell: in single quotes where it needs them.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) && !word.starts_with('-') {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_safe_in_a_shell() {
        assert_eq!(quoted("actor:khoja"), "actor:khoja");
        assert_eq!(quoted("dyad:russia>usa"), "'dyad:russia>usa'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("-actor:khoja"), "'-actor:khoja'");
        assert_eq!(quoted(""), "''");
    }
}
