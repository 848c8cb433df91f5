//! A source that is being read.

use std::ops::Range;

use crate::{
    base::text::Pattern,
    model::{Scope, SourceId, Timeline},
    tui::layout::Pane,
    view::{
        Record,
        source::{self, Reader},
    },
};

/// A source, its lines for the present width, and what of it is shown.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its text and what rests on it.
    pub reader: Reader,
    /// The record whose words stand out.
    pub record: Option<Record>,
    /// The citation at which it was opened or to which it was turned.
    pub citation: Option<usize>,
    /// The lines of the text, in bytes.
    pub lines: Vec<Range<usize>>,
    /// The width for which they were made.
    pub width: usize,
    /// The first line shown.
    pub top: usize,
    /// Where the keys were before it was opened; none if it merely stands beside the detail.
    pub opened_from: Option<Pane>,
    id: SourceId,
    scope: Scope,
}

impl Source {
    /// Opens a source at one of the evidence entries of a record. None if its text is not here.
    #[must_use]
    pub fn open(
        timeline: &Timeline,
        source: SourceId,
        scope: Scope,
        at: (Record, usize),
    ) -> Option<Self> {
        let reader = Reader::open(timeline, source, scope);
        reader.has_text.then(|| Self {
            citation: reader.citation(at.0, at.1),
            reader,
            record: Some(at.0),
            lines: Vec::new(),
            width: 0,
            top: 0,
            opened_from: None,
            id: source,
            scope,
        })
    }

    /// Looks up anew what rests on it, where candidates come or go.
    pub fn look_again(&mut self, timeline: &Timeline, scope: Scope) {
        if self.scope != scope {
            self.scope = scope;
            self.reader = Reader::open(timeline, self.id, scope);
            self.citation = self.record.and_then(|record| self.reader.citation(record, 0));
            self.lines = self.reader.wrapped(self.width);
        }
    }

    /// Which source it is.
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// Turns to the words of another evidence entry of the same source.
    pub fn turn_to(&mut self, (record, number): (Record, usize), height: usize) {
        self.record = Some(record);
        self.citation = self.reader.citation(record, number);
        self.show_citation(height);
    }

    /// Makes the lines for another width, and shows the words again.
    pub fn wrap(&mut self, width: usize, height: usize) {
        if self.width != width {
            self.width = width;
            self.lines = self.reader.wrapped(width);
            self.show_citation(height);
        }
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }

    fn show_citation(&mut self, height: usize) {
        let citation = self.citation.and_then(|number| self.reader.citations.get(number));
        let range = citation.and_then(|citation| citation.range.clone());
        self.top = range.map_or(0, |range| source::top_for(&self.lines, &range, height));
    }

    /// Scrolls so many lines down, up if negative.
    pub fn scroll(&mut self, lines: isize, height: usize) {
        let last = self.lines.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(lines).min(last);
    }

    /// Turns to the next words on which a record rests, or the ones before, round the end; that
    /// record.
    pub fn next_citation(&mut self, direction: isize, height: usize) -> Option<Record> {
        let placed = self.reader.placed;
        if placed == 0 {
            return None;
        }
        let next = match self.citation.filter(|&at| at < placed) {
            Some(at) => (at as isize + direction).rem_euclid(placed as isize) as usize,
            None if direction > 0 => 0,
            None => placed - 1,
        };
        self.citation = Some(next);
        self.record = Some(self.reader.citations[next].record);
        self.show_citation(height);
        self.record
    }

    /// Scrolls to the next line where a search finds something, round the end; whether there is
    /// one.
    pub fn next_match(&mut self, pattern: &Pattern, direction: isize, height: usize) -> bool {
        let len = self.lines.len();
        let middle = (self.top + height / 3).min(len);
        let mut lines = (1..=len).map(|step| {
            let step = if direction > 0 { step } else { len - step };
            (middle + step) % len
        });
        let text = &self.reader.text;
        match lines.find(|&line| pattern.is_match(&text[self.lines[line].clone()])) {
            Some(line) => {
                self.top = line.saturating_sub(height / 3).min(len.saturating_sub(height));
                true
            }
            None => false,
        }
    }

    /// Which of the words on which records rest are shown: "3 of 19", "lost".
    #[must_use]
    pub fn position(&self) -> String {
        match self.citation {
            Some(at) if at < self.reader.placed => format!("{} of {}", at + 1, self.reader.placed),
            Some(at) => {
                let anchor = self.reader.citations[at].anchor;
                anchor.map_or_else(String::new, |anchor| anchor.name().to_owned())
            }
            None => String::new(),
        }
    }
}
