//! Where sentences end: at a stop, behind the marks and brackets that close with it, and where a
//! line ends that nothing continues.
//!
//! A dot that belongs to an abbreviation ends a sentence only before a word that seldom has a
//! capital elsewhere (`… in the U.S. The …`). A line end is a space where a text is broken into
//! lines of one width, and ends a sentence elsewhere. A sentence without an end, which is a table
//! or a list of words, is cut: its tree would cost more than that of many short ones.

use std::ops::Range;

use crate::extract::{
    Reading,
    lexicon::{Class, Lexicon},
    reading::token::{Gap, Shape, Token},
};

/// The most tokens of a sentence.
pub const LONGEST: usize = 2_000;

/// The runs of the sentences.
#[must_use]
pub fn find(reading: &Reading<'_>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let casual = is_casual(reading);
    let tokens = &reading.tokens;
    let mut paragraphs = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = paragraph_end(tokens, at);
        let own = width(reading, std::iter::once(at..end));
        paragraphs.push((at..end, own.filter(|_| lines(&tokens[at..end]) > FEW)));
        at = end;
    }
    // That of most paragraphs is at most the widest; a long address stands in one of its own.
    let widest = paragraphs.iter().filter_map(|(_, width)| *width).max();
    let broken = || {
        let runs = paragraphs.iter().map(|(run, _)| run.clone());
        runs.filter(|run| lines(&tokens[run.clone()]) > 1)
    };
    let common = widest.or_else(|| width(reading, broken()));
    let mut splitter = Splitter {
        reading,
        lexicon,
        casual,
        width: None,
        open: None,
        sentences: Vec::new(),
        start: 0,
    };
    for (run, width) in paragraphs {
        splitter.width = width.or(common);
        splitter.paragraph(run);
    }
    splitter.sentences
}

/// The end of the paragraph that begins at a token.
fn paragraph_end(tokens: &[Token], start: usize) -> usize {
    let rest = &tokens[start + 1..];
    rest.iter()
        .position(|token| token.gap == Gap::Paragraph)
        .map_or(tokens.len(), |at| start + 1 + at)
}

/// Whether the text is written without capitals: a small letter follows a third of its stops.
fn is_casual(reading: &Reading<'_>) -> bool {
    let (mut small, mut stops) = (0, 0);
    for (at, pair) in reading.tokens.windows(2).enumerate() {
        if pair[1].gap != Gap::None && matches!(reading.word(at), "." | "!" | "?") {
            stops += 1;
            small += usize::from(pair[1].shape == Shape::Small);
        }
    }
    small > 1 && small * 3 > stops
}

/// So few lines tell their width only together with those of other paragraphs.
const FEW: usize = 2;

/// How many lines a paragraph has.
fn lines(paragraph: &[Token]) -> usize {
    1 + paragraph.iter().filter(|token| token.gap == Gap::Line).count()
}

/// The width in bytes to which a text was broken into lines; `None` if its lines end where
/// something ends. It was, if two thirds of the lines are so long that the next word would not have
/// fitted.
fn width(reading: &Reading<'_>, paragraphs: impl IntoIterator<Item = Range<usize>>) -> Option<u32> {
    /// Lines that were broken are between these, in bytes; shorter ones are a list or a poem.
    const WIDTHS: Range<u32> = 28..121;
    let mut lines = Vec::new();
    let (mut start, mut end) = (0, 0);
    for at in paragraphs.into_iter().flatten() {
        let token = reading.tokens[at];
        if token.gap >= Gap::Line {
            let next = (token.gap == Gap::Line).then(|| token.extent.len());
            lines.push((end - start, next));
            start = token.extent.start;
        }
        if let Some(part) = reading.broken(at) {
            lines.push((part.part.start as u32 + 1 - start, Some(part.part.len() as u32)));
            start = (part.part.start + part.by) as u32;
        }
        end = reading.place(token.extent).end as u32;
    }
    lines.push((end - start, None));
    let width =
        lines.iter().map(|&(used, _)| used).max().filter(|widest| WIDTHS.contains(widest))?;
    let inner = lines.iter().filter_map(|&(used, next)| Some(used + 1 + next?));
    let (full, all) =
        inner.fold((0, 0), |(full, all), it| (full + u32::from(it >= width), all + 1));
    (full * 3 >= all * 2).then_some(width)
}

struct Splitter<'r, 't> {
    reading: &'r Reading<'t>,
    lexicon: &'r Lexicon,
    /// Sentences begin without capitals.
    casual: bool,
    /// The width to which the paragraph was broken into lines, in bytes.
    width: Option<u32>,
    /// The straight mark that opened the quotation we are in.
    open: Option<usize>,
    sentences: Vec<Range<usize>>,
    start: usize,
}

impl Splitter<'_, '_> {
    fn paragraph(&mut self, run: Range<usize>) {
        self.open = None;
        self.start = run.start;
        // The first token of the line, and where that begins in the file.
        let mut line = run.start;
        let mut line_start = self.reading.tokens[run.start].extent.start;
        let mut at = run.start;
        while at < run.end {
            let token = self.reading.tokens[at];
            if at > run.start && token.gap == Gap::Line {
                if self.line_ends(line, line_start, at) {
                    self.cut(at);
                }
                (line, line_start) = (at, token.extent.start);
            }
            if let Some(part) = self.reading.broken(at) {
                (line, line_start) = (at, (part.part.start + part.by) as u32);
            }
            if at - self.start == LONGEST {
                self.cut(at);
            }
            self.follow_marks(at);
            at = match self.stop_end(at, run.end) {
                Some(end) => {
                    (at + 1..end).for_each(|inner| self.follow_marks(inner));
                    self.cut(end);
                    end
                }
                None => at + 1,
            };
        }
        self.cut(run.end);
    }

    fn cut(&mut self, end: usize) {
        if self.start < end {
            self.sentences.push(self.start..end);
            self.start = end;
        }
    }

    /// Straight marks open and close in turn.
    fn follow_marks(&mut self, at: usize) {
        if self.is_straight(at) {
            self.open = if self.open.is_some() { None } else { Some(at) };
        }
    }

    fn is_straight(&self, at: usize) -> bool {
        self.reading.tokens[at].shape == Shape::Quote && self.reading.word(at) == "\""
    }

    /// Whether a sentence ends with the line from token `line` to before `next`: the next word
    /// begins something new, or would have fitted into the line.
    fn line_ends(&self, line: usize, line_start: u32, next: usize) -> bool {
        let tokens = &self.reading.tokens;
        let last = self.reading.place(tokens[next - 1].extent);
        let word = self.reading.word(next);
        let is_item = matches!(word, "-" | "*" | "•" | "–" | "—" | "#" | "|" | ">" | "+")
            || matches!(self.reading.word(line), "#" | "|");
        let Some(width) = self.width.filter(|_| !is_item) else { return true };
        if tokens[next].shape == Shape::Small && !self.casual {
            return false;
        }
        let used = last.end as u32 - line_start;
        used + 1 + tokens[next].extent.len() < width
    }

    /// One past the last token of the sentence, if it ends with the stop at this token.
    fn stop_end(&self, at: usize, paragraph_end: usize) -> Option<usize> {
        let token = self.reading.tokens[at];
        let word = self.reading.word(at);
        let is_stop = matches!(word, "." | "!" | "?" | "..." | "…" | "。" | "؟" | "।");
        let is_abbreviation = !is_stop && token.shape != Shape::Number && word.ends_with('.');
        if !is_stop && !is_abbreviation {
            return None;
        }
        let end = self.closed(at + 1, paragraph_end);
        let Some(&next) = self.reading.tokens.get(end).filter(|_| end < paragraph_end) else {
            return Some(end);
        };
        let quoted = end > at + 1;
        let ends = if is_abbreviation {
            quoted && self.begins(end) || self.abbreviation_ends(at, end)
        } else {
            let careless = !quoted && self.ends_before_small(at, next);
            careless || self.begins(end) && self.stop_ends(at, end, quoted, next)
        };
        ends.then_some(end)
    }

    /// Skips further stops and what closes behind a stop: marks and brackets without a space
    /// before them, and those marks that can only close.
    fn closed(&self, mut at: usize, paragraph_end: usize) -> usize {
        /// So many marks at most, so that a line of them is not looked through from each.
        const MARKS: usize = 32;
        let end = paragraph_end.min(at + MARKS);
        while at < end {
            let token = self.reading.tokens[at];
            let word = self.reading.word(at);
            let joined = token.gap == Gap::None;
            let closes = match word {
                ")" | "]" | "”" | "’" | "»" | "'" => joined,
                "." | "!" | "?" | "..." | "…" | "''" => token.gap <= Gap::Space,
                "\"" => joined || self.open.is_some() && token.gap == Gap::Space && self.spaced(at),
                _ => false,
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether the text has spaces around its signs, so that one before a mark says nothing.
    fn spaced(&self, at: usize) -> bool {
        let tokens = &self.reading.tokens;
        tokens[at - 1].gap == Gap::Space
            && tokens.get(at + 1).is_none_or(|next| next.gap != Gap::None)
    }

    /// Whether a sentence can begin with this token: not with a small letter or a sign that
    /// continues.
    fn begins(&self, at: usize) -> bool {
        let token = self.reading.tokens[at];
        match token.shape {
            Shape::Capital | Shape::Capitals | Shape::Number | Shape::Quote => true,
            // Scripts without capitals, and writers.
            Shape::Small => {
                self.casual
                    || self
                        .reading
                        .word(at)
                        .starts_with(|first: char| !first.is_ascii() && !first.is_lowercase())
            }
            Shape::Joined => false,
            Shape::Sign => matches!(
                self.reading.word(at),
                "(" | "["
                    | "-"
                    | "--"
                    | "–"
                    | "—"
                    | "*"
                    | "•"
                    | "$"
                    | "#"
                    | "£"
                    | "€"
                    | "¿"
                    | "¡"
                    | "@"
            ),
        }
    }

    /// Whether a full stop or another mark ends the sentence before `next` at `end`.
    fn stop_ends(&self, at: usize, end: usize, quoted: bool, next: Token) -> bool {
        let word = self.reading.word(at);
        let number_before =
            at == self.start + 1 && self.reading.tokens[at - 1].shape == Shape::Number;
        match word {
            // `1. The first item`
            "." if number_before && at + 1 == end => false,
            _ if next.gap == Gap::None => self.is_starter(end) && next.shape == Shape::Capital,
            "!" | "?" if quoted => !self.reports(end),
            "..." | "…" => next.shape != Shape::Number && !self.is_mid_name(end),
            _ => true,
        }
    }

    /// Whether a stop ends a sentence though a small letter follows: its last word is a word that
    /// everybody knows, so that the dot is not of an abbreviation or a name (`Yahoo! has`).
    fn ends_before_small(&self, at: usize, next: Token) -> bool {
        let Some(last) = at.checked_sub(1).map(|at| self.reading.tokens[at]) else { return false };
        let known = last.extent.len() > 2 && !self.lexicon.class(last.word).is_none();
        let stop = matches!(self.reading.word(at), "." | "!" | "?");
        let small = next.shape == Shape::Small && next.gap != Gap::None;
        stop && small && last.shape == Shape::Small && known && !self.is_straight(at - 1)
    }

    /// Whether a word is one that has a capital here because a sentence begins.
    fn is_starter(&self, at: usize) -> bool {
        const STARTERS: Class = Class::DETERMINER
            .or(Class::PRONOUN)
            .or(Class::POSSESSIVE)
            .or(Class::PREPOSITION)
            .or(Class::SUBORDINATOR)
            .or(Class::CONJUNCTION)
            .or(Class::AUXILIARY)
            .or(Class::MODAL)
            .or(Class::ADVERB)
            .or(Class::RELATIVE);
        let token = self.reading.tokens[at];
        match token.shape {
            Shape::Capital => self.lexicon.class(token.word).has(STARTERS),
            Shape::Quote => true,
            _ => false,
        }
    }

    /// Whether a capital after an ellipsis is inside a sentence: never told apart but before names.
    fn is_mid_name(&self, at: usize) -> bool {
        let token = self.reading.tokens[at];
        token.shape == Shape::Capital
            && !self.is_starter(at)
            && self.lexicon.class(token.word).is_none()
            && self.open.is_some()
    }

    /// Whether an abbreviation is the last word of its sentence.
    fn abbreviation_ends(&self, at: usize, end: usize) -> bool {
        let class = self.lexicon.class(self.reading.tokens[at].word);
        let next = self.reading.tokens[end];
        let number = next.shape == Shape::Number;
        !class.has(Class::BEFORE_NAME) && !number && next.gap != Gap::None && self.is_starter(end)
    }

    /// Whether words report speech: `"Why?" Smith asked`.
    fn reports(&self, at: usize) -> bool {
        const CUES: &[&str] = &[
            "said", "says", "asked", "asks", "wrote", "told", "cried", "shouted", "added",
            "wondered", "replied",
        ];
        let next = &self.reading.tokens[at..self.reading.tokens.len().min(at + 4)];
        let mut words = (at..).zip(next);
        let named = words.next().is_some_and(|(_, token)| matches!(token.shape, Shape::Capital));
        named
            && words
                .take_while(|(_, token)| token.gap == Gap::Space)
                .any(|(at, _)| CUES.contains(&self.reading.word(at)))
    }
}

#[cfg(test)]
mod tests;
