//! What stands between marks of quotation.

use std::ops::Range;

use crate::extract::{
    Reading,
    token::{Gap, Shape, Token},
};

/// What stands between two marks, or between one and the end of its paragraph. What is quoted
/// within it is not told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens with their marks.
    pub marked: Range<usize>,
    /// The tokens without their marks; never empty.
    pub inner: Range<usize>,
    /// Whether the next paragraph goes on with it: it has no mark at its end, and the next one has
    /// a mark at its beginning.
    pub continued: bool,
}

/// How far the second of two single marks is looked for, in tokens: they are rare, and most of
/// what looks like one is an apostrophe.
const SINGLE_REACH: usize = 200;

/// What a mark can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `“`, ``` `` ```, `«`, `„`.
    Open,
    /// `”`, `»`.
    Close,
    /// `"` and `''`: the spaces around tell.
    Either,
    /// `‘`, `’`, `'`, `` ` ``.
    Single,
}

/// The quotations, in the order of the text; none lies in another.
#[must_use]
pub fn find(reading: &Reading<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < reading.tokens.len() {
        let end = paragraph_end(reading, start);
        in_paragraph(reading, start..end, &mut found);
        start = end;
    }
    found
}

/// The end of the paragraph that begins at a token: at an empty line, or at a line end after a
/// sign that ends a sentence.
fn paragraph_end(reading: &Reading<'_>, start: usize) -> usize {
    let tokens = &reading.tokens;
    (start + 1..tokens.len())
        .find(|&at| match tokens[at].gap {
            Gap::Paragraph => true,
            Gap::Line => ends_sentence(reading, at - 1),
            Gap::None | Gap::Space => false,
        })
        .unwrap_or(tokens.len())
}

fn ends_sentence(reading: &Reading<'_>, at: usize) -> bool {
    let token = reading.tokens[at];
    token.shape == Shape::Quote || matches!(reading.word(at), "." | "!" | "?" | ":" | "…" | "...")
}

fn in_paragraph(reading: &Reading<'_>, paragraph: Range<usize>, found: &mut Vec<Quotation>) {
    let mut open: Option<usize> = None;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let mark = mark(reading, at);
        match (mark, open) {
            (None, _) | (Some(Mark::Single), Some(_)) | (Some(Mark::Close), None) => {}
            (Some(Mark::Single), None) => {
                if let Some(close) = single_close(reading, at, paragraph.end) {
                    push(found, at, close, close + 1);
                    at = close;
                }
            }
            (Some(Mark::Open), None) => open = Some(at),
            (Some(Mark::Close), Some(first)) => {
                push(found, first, at, at + 1);
                open = None;
            }
            (Some(Mark::Open), Some(first))
                if closes_low(reading, first, at) || looks_closing(reading, at, &paragraph) =>
            {
                push(found, first, at, at + 1);
                open = None;
            }
            (Some(Mark::Open), Some(first)) if nests(reading, first, at, paragraph.end) => {
                at = inner_close(reading, at, paragraph.end).unwrap_or(at);
            }
            // The mark at the end of the first is missing.
            (Some(Mark::Open), Some(first)) => {
                push(found, first, at, at);
                open = Some(at);
            }
            (Some(Mark::Either), None) => {
                if !looks_closing(reading, at, &paragraph) {
                    open = Some(at);
                }
            }
            (Some(Mark::Either), Some(first)) => {
                let opens = looks_opening(reading, at, &paragraph);
                push(found, first, at, at + usize::from(!opens));
                open = opens.then_some(at);
            }
        }
        at += 1;
    }
    if let Some(first) = open {
        let next = paragraph.end;
        let continued = next < reading.tokens.len()
            && matches!(mark(reading, next), Some(Mark::Open | Mark::Either));
        let end = if continued || first == paragraph.start {
            paragraph.end
        } else {
            reading.sentences[reading.sentence_of(first)].end.min(paragraph.end)
        };
        push(found, first, end, end);
        if let Some(last) = found.last_mut() {
            last.continued = continued;
        }
    }
}

/// How far the marks of a quotation within another are looked for, in tokens.
const INNER_REACH: usize = 200;

/// The mark that closes what `at` opens within another quotation.
fn inner_close(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let mut marks = (at + 1..end.min(at + INNER_REACH)).filter(|&it| is_double(reading, it));
    marks.next().filter(|&it| mark(reading, it) == Some(Mark::Close))
}

/// Whether what a mark opens lies within the quotation that is open: the other marks are of
/// another sort, or both are closed.
fn nests(reading: &Reading<'_>, first: usize, at: usize, end: usize) -> bool {
    let Some(close) = inner_close(reading, at, end) else { return false };
    let mut marks = (close + 1..end.min(close + INNER_REACH)).filter(|&it| is_double(reading, it));
    let next = marks.next().and_then(|it| mark(reading, it));
    mark(reading, first) == Some(Mark::Either) || next == Some(Mark::Close)
}

fn is_double(reading: &Reading<'_>, at: usize) -> bool {
    mark(reading, at).is_some_and(|mark| mark != Mark::Single)
}

fn push(found: &mut Vec<Quotation>, open: usize, close: usize, end: usize) {
    if open + 1 < close {
        found.push(Quotation { marked: open..end, inner: open + 1..close, continued: false });
    }
}

fn mark(reading: &Reading<'_>, at: usize) -> Option<Mark> {
    if reading.tokens[at].shape != Shape::Quote {
        return None;
    }
    Some(match reading.word(at) {
        "“" | "„" | "``" | "«" => Mark::Open,
        "”" | "»" => Mark::Close,
        "\"" | "''" => Mark::Either,
        _ => Mark::Single,
    })
}

/// Whether `“` closes what `„` opened.
fn closes_low(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    reading.word(first) == "„" && reading.word(at) == "“"
}

/// Whether a mark is joined to the word behind it, and not to the one before.
fn looks_opening(reading: &Reading<'_>, at: usize, paragraph: &Range<usize>) -> bool {
    let spaced = at == paragraph.start || reading.tokens[at].gap != Gap::None;
    spaced && at + 1 < paragraph.end && reading.tokens[at + 1].gap == Gap::None
}

/// Whether a mark is joined to the word before it, and not to the one behind.
fn looks_closing(reading: &Reading<'_>, at: usize, paragraph: &Range<usize>) -> bool {
    let joined = at > paragraph.start && reading.tokens[at].gap == Gap::None;
    joined && (at + 1 == paragraph.end || reading.tokens[at + 1].gap != Gap::None)
}

/// The mark that closes a single one, if the two enclose something.
fn single_close(reading: &Reading<'_>, open: usize, end: usize) -> Option<usize> {
    let tokens = &reading.tokens;
    let spaced = tokens[open].gap != Gap::None
        || open > 0 && matches!(reading.word(open - 1), "(" | "[" | "-" | "—" | "–");
    let next = tokens.get(open + 1).filter(|_| open + 1 < end)?;
    let word_follows = next.gap == Gap::None && is_word(*next) && next.shape != Shape::Number;
    if !(spaced && word_follows) || reading.word(open) == "’" {
        return None;
    }
    let closes = |at: &usize| {
        tokens[*at].shape == Shape::Quote
            && matches!(reading.word(*at), "'" | "’")
            && tokens[*at].gap == Gap::None
            && (*at + 1 == end || tokens[*at + 1].gap != Gap::None || !is_word(tokens[*at + 1]))
    };
    let mut candidates = (open + 2..end.min(open + SINGLE_REACH)).filter(closes);
    let first = candidates.next()?;
    // `the workers' rights`: the mark of a genitive, if there is another one.
    let genitive = reading.word(first - 1).ends_with('s')
        && tokens.get(first + 1).is_some_and(|next| next.shape == Shape::Small);
    if genitive { candidates.next().or(Some(first)) } else { Some(first) }
}

fn is_word(token: Token) -> bool {
    matches!(token.shape, Shape::Small | Shape::Capital | Shape::Capitals | Shape::Number)
}
