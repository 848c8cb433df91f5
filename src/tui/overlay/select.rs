//! Words of a source are selected, to be what proves a record.
//!
//! The words stand in the source beside or in place of the detail, where they are lit; this only
//! moves both ends.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    base::text::{self, Shown},
    model::SourceId,
    tui::{
        action::{Action, Context},
        canvas::Canvas,
        overlay::{Kind, Layer, Wish},
        pane::Hints,
        session::{Picked, Session},
        theme::Role,
    },
};

/// The selection.
#[derive(Debug)]
pub struct Select {
    source: SourceId,
    text: std::sync::Arc<str>,
    shown: Shown,
    /// The words of the text, in bytes.
    words: Vec<Range<usize>>,
    /// The sentences of the text, in bytes, without the space around them.
    sentences: Vec<Range<usize>>,
    /// The word under the cursor.
    at: usize,
    /// The word at which the selection was begun, if it was.
    from: Option<usize>,
    /// The sentence, with its marks, if that was selected whole.
    whole: Option<Range<usize>>,
}

impl Select {
    /// A selection in a source that has a text, beginning at a byte of it.
    #[must_use]
    pub fn new(session: &mut Session, source: SourceId, byte: usize) -> Option<Self> {
        let text = session.timeline().source(source).text.clone()?;
        let words: Vec<Range<usize>> =
            text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect();
        let sentences = text.split_sentence_bound_indices().map(|(at, sentence)| {
            let start = at + sentence.len() - sentence.trim_start().len();
            start..at + sentence.trim_end().len()
        });
        let sentences = sentences.filter(|sentence| !sentence.is_empty()).collect();
        let at = words.partition_point(|word| word.end <= byte).min(words.len().checked_sub(1)?);
        let select = Self {
            source,
            shown: Shown::new(&text),
            words,
            sentences,
            at,
            from: None,
            whole: None,
            text,
        };
        select.show(session);
        Some(select)
    }

    /// What is selected, in bytes of the text.
    fn range(&self) -> Range<usize> {
        let other = self.from.unwrap_or(self.at);
        let (first, last) = (self.at.min(other), self.at.max(other));
        self.whole.clone().unwrap_or(self.words[first].start..self.words[last].end)
    }

    /// What is selected, in a line.
    fn selected(&self) -> String {
        text::neutralise(&text::one_line(&self.text[self.range()])).into_owned()
    }

    fn show(&self, session: &mut Session) {
        let raw = self.range();
        let shown = self.shown.range(raw.clone());
        let last = self.shown.range(self.words[self.at].clone()).start;
        session.picked = Some(Picked { source: self.source, raw, shown, last });
    }

    fn go(&mut self, word: isize) {
        let last = self.words.len() - 1;
        self.at = self.at.saturating_add_signed(word).min(last);
    }

    fn sentence(&self) -> Option<usize> {
        let byte = self.words[self.at].start;
        self.sentences.iter().position(|sentence| sentence.contains(&byte))
    }

    /// The word with which the sentence some further begins.
    fn go_sentence(&mut self, direction: isize) {
        let Some(now) = self.sentence() else { return };
        let next = now.saturating_add_signed(direction).min(self.sentences.len() - 1);
        let start = self.sentences[next].start;
        self.at = self.words.partition_point(|word| word.start < start).min(self.words.len() - 1);
    }

    fn whole_sentence(&mut self) {
        let Some(number) = self.sentence() else { return };
        let sentence = self.sentences[number].clone();
        let first = self.words.partition_point(|word| word.start < sentence.start);
        let end = self.words.partition_point(|word| word.start < sentence.end);
        self.from = Some(first);
        self.at = end.saturating_sub(1).max(first);
        self.whole = Some(sentence);
    }
}

impl Kind for Select {
    const NAME: &'static str = "selection of words";
    const CONTEXT: Context = Context::Words;
    const ANSWERS: &'static [Action] = &[
        Action::NextWord,
        Action::PreviousWord,
        Action::NextSentence,
        Action::PreviousSentence,
        Action::BeginSelection,
        Action::WholeSentence,
        Action::ProveRecord,
        Action::NewEventOfWords,
        Action::LeaveWords,
    ];
}

impl Layer for Select {
    fn hints(&self) -> Hints {
        &[
            (&[Action::PreviousWord, Action::NextWord], "word"),
            (&[Action::NextSentence, Action::PreviousSentence], "sentence"),
            (&[Action::BeginSelection], "from here"),
            (&[Action::WholeSentence], "whole sentence"),
            (&[Action::ProveRecord], "prove this record"),
            (&[Action::NewEventOfWords], "new event"),
            (&[Action::LeaveWords], "back"),
        ]
    }

    fn act(&mut self, session: &mut Session, action: Action) -> Wish {
        let (whole, before) = (self.whole.take(), self.at);
        match action {
            Action::NextWord => self.go(1),
            Action::PreviousWord => self.go(-1),
            Action::NextSentence => self.go_sentence(1),
            Action::PreviousSentence => self.go_sentence(-1),
            Action::BeginSelection => {
                self.from = if self.from.is_some() { None } else { Some(self.at) };
                session.notice(match self.from {
                    Some(_) => "selecting from this word on",
                    None => "only this word is selected",
                });
            }
            Action::WholeSentence => self.whole_sentence(),
            Action::ProveRecord => {
                self.whole = whole;
                session.prove(self.source, self.range());
                session.picked = None;
                return Wish::Close;
            }
            Action::NewEventOfWords => {
                self.whole = whole;
                session.keep_proof(self.source, self.range());
                session.picked = None;
                return Wish::Act(Action::NewEvent);
            }
            _ => {
                session.picked = None;
                return Wish::Close;
            }
        }
        let moves = [
            Action::NextWord,
            Action::PreviousWord,
            Action::NextSentence,
            Action::PreviousSentence,
        ];
        if moves.contains(&action) && self.at == before {
            session.notice("the text goes no further");
        }
        self.show(session);
        Wish::Stay
    }

    fn asks(&self) -> Option<String> {
        Some(format!("selected: {}", self.selected()))
    }

    fn draw(&self, session: &Session, canvas: &mut Canvas<'_>) {
        let words = self.selected();
        let quote = canvas.theme[Role::Quote];
        let mut line = canvas.pen(session.layout.status, 0);
        line.skip(1).put("\"", quote).put(&words, quote).put("\"", quote).put(" ", quote);
    }
}
