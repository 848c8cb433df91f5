//! The text of a source, with the words that prove the selected record.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::{
    base::text::{self, Pattern},
    model::{Scope, SourceId, Timeline},
    tui::{canvas::Canvas, session::Session, theme::Role},
    view::{
        Record,
        source::{self, Look, Reader},
    },
};

/// A source, its lines for the present width, and what of it is shown.
#[derive(Debug)]
pub(super) struct Source {
    /// Its text and what rests on it.
    reader: Reader,
    /// The evidence at whose words it was opened, or to which it was turned.
    at: (Record, usize),
    /// The citation that this is.
    citation: Option<usize>,
    /// The lines of the text, in bytes.
    lines: Vec<Range<usize>>,
    /// The width for which they were made.
    width: usize,
    /// The first line shown.
    top: usize,
    id: SourceId,
    scope: Scope,
}

impl Source {
    /// Opens a source at one of the evidence entries of a record; `None` without its text.
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
            at,
            lines: Vec::new(),
            width: 0,
            top: 0,
            id: source,
            scope,
        })
    }

    /// Looks up anew what rests on it, where candidates come or go.
    pub fn look_again(&mut self, timeline: &Timeline, scope: Scope) {
        if self.scope != scope {
            self.scope = scope;
            self.reader = Reader::open(timeline, self.id, scope);
            self.citation = self.reader.citation(self.at.0, self.at.1);
            self.lines = self.reader.wrapped(self.width);
        }
    }

    /// Which source it is.
    #[must_use]
    pub fn id(&self) -> SourceId {
        self.id
    }

    /// The evidence at whose words it stands.
    pub fn at(&self) -> (Record, usize) {
        self.at
    }

    /// Turns to the words of an evidence entry of the same source.
    pub fn turn_to(&mut self, at: (Record, usize), height: usize) {
        self.at = at;
        self.citation = self.reader.citation(at.0, at.1);
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

    /// Scrolls some lines down, up if negative; says whether it moved.
    pub fn scroll(&mut self, lines: isize, height: usize) -> bool {
        let (before, last) = (self.top, self.lines.len().saturating_sub(height));
        self.top = self.top.saturating_add_signed(lines).min(last);
        self.top != before
    }

    /// Turns to the next words on which a record rests, or the ones before, round the end; their
    /// evidence.
    pub fn next_citation(&mut self, direction: isize, height: usize) -> Option<(Record, usize)> {
        let placed = self.reader.placed;
        if placed == 0 {
            return None;
        }
        let next = match self.citation.filter(|&at| at < placed) {
            Some(at) => (at as isize + direction).rem_euclid(placed as isize) as usize,
            None if direction > 0 => 0,
            None => placed - 1,
        };
        let citation = &self.reader.citations[next];
        self.at = (citation.record, citation.evidence);
        self.citation = Some(next);
        self.show_citation(height);
        Some(self.at)
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

    /// What its reading says of it, and its title.
    pub fn note(&self, separator: &str) -> String {
        let words = [self.reader.reading.summary.as_str(), &self.reader.about.title];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        words.join(&format!(" {separator} "))
    }

    /// Draws the text.
    pub fn draw(&self, session: &Session, area: Rect, canvas: &mut Canvas<'_>) {
        let theme = canvas.theme;
        let reader = &self.reader;
        let shown = self.lines.iter().skip(self.top).take(usize::from(area.height));
        for (number, line) in shown.enumerate() {
            let mut pen = canvas.pen(area, number);
            pen.skip(2);
            let found = session.found_in(&reader.text[line.clone()]);
            for piece in reader.pieces(line.clone(), Some(self.at.0)) {
                let role = match piece.look {
                    Look::Unused | Look::Below => Role::Muted,
                    // What records rest on stands out from the rest, as long as any do.
                    Look::Plain if reader.placed > 0 => Role::Muted,
                    Look::Plain => Role::Text,
                    Look::Anchor => Role::Anchor,
                    Look::Evidence => Role::Evidence,
                };
                let words = &reader.text[piece.range.clone()];
                let at = piece.range.start - line.start;
                let spans: Vec<_> = found
                    .iter()
                    .filter(|span| span.end > at && span.start < at + words.len())
                    .map(|span| span.start.max(at) - at..span.end.min(at + words.len()) - at)
                    .collect();
                for (part, is_found) in text::pieces(0..words.len(), &spans) {
                    let role = if is_found { Role::Match } else { role };
                    pen.put(&words[part], theme[role]);
                }
            }
        }
        let inside = Rect { width: area.width.saturating_sub(1), ..area };
        canvas.scrollbar(inside, (self.top, self.lines.len()));
    }
}
