//! The text of a source, with the words that prove the selected record.

use std::{ops::Range, sync::Arc};

use ratatui::layout::Rect;

use crate::{
    base::text::{self, Pattern},
    model::SourceId,
    tui::{
        canvas::Canvas,
        session::{Session, Sought},
        theme::Role,
    },
    view::{
        Record,
        source::{At, Lines, Look, Reader},
    },
};

/// A source, its lines for the present width, and what of it is shown.
#[derive(Debug)]
pub(super) struct Source {
    /// Its text and what rests on it.
    reader: Arc<Reader>,
    /// The evidence at whose words it was opened, or to which it was turned.
    at: (Record, usize),
    /// The citation that this is.
    citation: Option<usize>,
    /// The lines of the text.
    lines: Lines,
    /// The first line shown.
    top: At,
    /// The lines shown, in bytes of the text.
    seen: Vec<Range<usize>>,
    /// The match that is looked for in the background.
    awaited: Option<Awaited>,
    id: SourceId,
}

/// A match that is looked for in the background.
#[derive(Clone, Copy, Debug)]
struct Awaited {
    /// The work that looks for it.
    generation: u64,
    /// Whether it is the next one, or the one before if negative.
    direction: isize,
    /// The first line shown when it was asked for: who has moved on meanwhile stays there.
    top: At,
}

impl Source {
    /// Shows a source at one of the evidence entries of a record.
    #[must_use]
    pub fn open(id: SourceId, reader: Arc<Reader>, at: (Record, usize)) -> Self {
        Self {
            citation: reader.citation(at.0, at.1),
            reader,
            at,
            lines: Lines::default(),
            top: At::default(),
            seen: Vec::new(),
            awaited: None,
            id,
        }
    }

    /// Shows what rests on it now, where candidates came or went.
    pub fn look_again(&mut self, reader: Arc<Reader>) {
        if !Arc::ptr_eq(&self.reader, &reader) {
            self.citation = reader.citation(self.at.0, self.at.1);
            self.lines = Lines::new(self.lines.width());
            self.reader = reader;
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

    /// Lays out what is shown; for another width the words stand in sight again.
    pub fn wrap(&mut self, width: usize, height: usize) {
        if self.lines.width() != width {
            self.lines = Lines::new(width);
            self.show_citation(height);
        }
        self.top = self.top.min(self.lines.last_top(&self.reader, height));
        self.seen = self.lines.seen(&self.reader, self.top, height);
    }

    /// Scrolls to a byte of the text, unless it is in sight.
    pub fn show_byte(&mut self, byte: usize, height: usize) {
        let is_seen = self.seen.iter().any(|line| line.contains(&byte));
        if !is_seen {
            self.top = self.top_for(byte, height);
            self.seen = self.lines.seen(&self.reader, self.top, height);
        }
    }

    fn show_citation(&mut self, height: usize) {
        let citation = self.citation.and_then(|number| self.reader.citations.get(number));
        let range = citation.and_then(|citation| citation.range.clone());
        self.top = range.map_or_else(At::default, |range| self.top_for(range.start, height));
    }

    /// The first line shown where a byte of the text is in sight.
    fn top_for(&mut self, byte: usize, height: usize) -> At {
        let line = self.lines.with_byte(&self.reader, byte);
        self.lines.top_for(&self.reader, line, height)
    }

    /// Scrolls some lines down, up if negative; says whether it moved.
    pub fn scroll(&mut self, lines: isize, height: usize) -> bool {
        let (before, far) = (self.top, lines.unsigned_abs());
        self.top = if lines < 0 {
            self.lines.above(&self.reader, before, far)
        } else {
            self.lines.below(&self.reader, before, far)
        };
        self.top = self.top.min(self.lines.last_top(&self.reader, height));
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

    /// Scrolls to the next line where the search finds something, or the one before, round the
    /// end; in a long text once it is found. Whether there is one, or may be.
    pub fn next_match(&mut self, session: &mut Session, direction: isize, height: usize) -> bool {
        let Some(search) = &session.search else { return false };
        let pattern = search.pattern.clone();
        let middle = self.lines.below(&self.reader, self.top, height / 3);
        self.awaited = None;
        if let Some(line) = self.lines.next_match(&self.reader, middle, &pattern, direction) {
            self.top = self.lines.top_for(&self.reader, line, height);
            return true;
        }
        match session.seek(&self.reader, &pattern, middle.block, direction) {
            Sought::Pending(generation) => {
                session.say_searching();
                self.awaited = Some(Awaited { generation, direction, top: self.top });
                true
            }
            Sought::Block(block) => self.show_match(block, &pattern, direction, height),
        }
    }

    /// Scrolls to the match that was looked for in the background, once it is found.
    pub fn take_match(&mut self, session: &mut Session, height: usize) {
        let Some(awaited) = self.awaited else { return };
        let Sought::Block(block) = session.sought(awaited.generation) else { return };
        self.awaited = None;
        let Some(search) = session.search.as_ref().filter(|_| self.top == awaited.top) else {
            return;
        };
        let pattern = search.pattern.clone();
        // Nothing is waited for any more.
        session.fresh = false;
        if !self.show_match(block, &pattern, awaited.direction, height) {
            session.say_no_match();
        }
    }

    /// Scrolls to the first match of a block, backward to the last; whether there is one.
    fn show_match(
        &mut self,
        block: Option<usize>,
        pattern: &Pattern,
        direction: isize,
        height: usize,
    ) -> bool {
        let line =
            block.and_then(|block| self.lines.match_in(&self.reader, block, pattern, direction));
        if let Some(line) = line {
            self.top = self.lines.top_for(&self.reader, line, height);
        }
        line.is_some()
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

    /// How many blocks, paragraphs or lines, its text has.
    pub fn blocks(&self) -> usize {
        self.reader.blocks()
    }

    /// The block of the words that it stands at while they are in sight, else of the first line in
    /// sight.
    pub fn block(&self) -> usize {
        let seen = |byte: usize| self.seen.iter().any(|line| line.contains(&byte));
        let cited = self.cited().map(|range| range.start).filter(|&byte| seen(byte));
        let first = || self.seen.first().map_or(0, |line| line.start);
        self.reader.block_with(cited.unwrap_or_else(first))
    }

    /// A block of its text; where the words stand at which it was opened, these, as the sentence
    /// that they are in.
    pub fn say(&self, block: usize) -> String {
        let range = self.reader.block(block);
        let cited = self.cited().filter(|cited| range.contains(&cited.start));
        let Some(cited) = cited.filter(|_| block == self.block()) else {
            return text::one_line(&self.reader.text[range]).into_owned();
        };
        text::one_line(&self.reader.text[self.reader.sentence(&cited)]).into_owned()
    }

    /// Where the words are at which it stands.
    fn cited(&self) -> Option<Range<usize>> {
        self.reader.citations.get(self.citation?)?.range.clone()
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
        let stretch = reader.blocks_of(&self.seen);
        let mut found = session.found_in(&reader.text[stretch.clone()]);
        for span in &mut found {
            *span = span.start + stretch.start..span.end + stretch.start;
        }
        if let Some(picked) = session.picked.as_ref().filter(|picked| picked.source == self.id) {
            found = vec![picked.shown.clone()];
        }
        for (number, line) in self.seen.iter().enumerate() {
            let mut pen = canvas.pen(area, number);
            pen.skip(2);
            for piece in reader.pieces(line.clone(), Some(self.at.0)) {
                let role = match piece.look {
                    Look::Unused | Look::Below => Role::Muted,
                    // What records rest on stands out from the rest, as long as any do.
                    Look::Plain if reader.placed > 0 => Role::Muted,
                    Look::Plain => Role::Text,
                    Look::Anchor => Role::Anchor,
                    Look::Evidence => Role::Evidence,
                };
                for (part, is_found) in text::pieces(piece.range, &found) {
                    let role = if is_found { Role::Match } else { role };
                    pen.put(&reader.text[part], theme[role]);
                }
            }
        }
        let inside = Rect { width: area.width.saturating_sub(1), ..area };
        canvas.scrollbar(inside, self.lines.place(reader, self.top));
    }
}
