//! What stands between marks of quotation.
//!
//! Marks are paired by kind within a paragraph: `“ ”`, `« »`, `‘ ’`, `" "`, ``` `` '' ```. A mark
//! that joins letters (`couldn‘t`) is an apostrophe, and one that finds no second of its kind at all
//! lasts as long as its sentence.

use std::ops::Range;

use crate::extract::{
    Reading,
    reading::token::{Gap, Shape, Token},
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
    /// a mark of its kind at its beginning.
    pub continued: bool,
}

/// Marks that are paired with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `“ ”`, `„ “`; what one of these opens a straight mark may close, and the other way round.
    Curly,
    /// `« »`
    Angled,
    /// `" "`
    Straight,
    /// ``` `` '' ```
    Typed,
    /// `‘ ’`, `' '`
    Single,
}

/// How many kinds there are.
const KINDS: usize = 5;

/// Which of two marks it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
}

/// A mark where it stands.
#[derive(Clone, Copy)]
struct Mark {
    token: usize,
    kind: Kind,
    side: Side,
}

/// The quotations, in the order of the text; none lies in another. O(tokens).
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

/// The end of the paragraph that begins at a token.
fn paragraph_end(reading: &Reading<'_>, start: usize) -> usize {
    let end = reading.tokens.len();
    (start + 1..end).find(|&at| begins_paragraph(reading, at)).unwrap_or(end)
}

/// Whether a paragraph begins with a token: behind an empty line, or behind a line that ends with
/// a mark or a sign that ends a sentence.
#[must_use]
pub fn begins_paragraph(reading: &Reading<'_>, at: usize) -> bool {
    match reading.tokens[at].gap {
        Gap::Paragraph => true,
        Gap::Line => at.checked_sub(1).is_none_or(|last| {
            reading.tokens[last].shape == Shape::Quote
                || matches!(reading.word(last), "." | "!" | "?" | ":" | "…" | "...")
        }),
        Gap::None | Gap::Space => false,
    }
}

fn in_paragraph(reading: &Reading<'_>, paragraph: Range<usize>, found: &mut Vec<Quotation>) {
    let marks = marks(reading, &paragraph);
    let seconds = pairs(&marks);
    let mut next = 0;
    while let Some(&Mark { token: open, kind, side }) = marks.get(next) {
        if side == Side::Close {
            next += 1;
        } else if let Some(second) = seconds[next] {
            let close = marks[second].token;
            push(found, open, close, close + 1);
            next = second + 1;
        } else if kind == Kind::Single {
            next += 1;
        } else {
            let rest = &marks[next + 1..];
            let again = rest.iter().position(|mark| mark.kind == kind && mark.side == Side::Open);
            lost(reading, &paragraph, marks[next], again.map(|at| rest[at].token), found);
            next = again.map_or(marks.len(), |at| next + 1 + at);
        }
    }
}

/// A quotation without its second mark: it ends where the next one opens, goes on in the next
/// paragraph, or lasts as long as its sentence or the paragraph that it begins.
fn lost(
    reading: &Reading<'_>,
    paragraph: &Range<usize>,
    first: Mark,
    again: Option<usize>,
    found: &mut Vec<Quotation>,
) {
    let open = first.token;
    if let Some(again) = again {
        return push(found, open, again, again);
    }
    let next = paragraph.end;
    let reopened = reading.tokens.get(next).is_some_and(|_| {
        let mark = mark(reading, next, &(next..reading.tokens.len()), &Before::default());
        mark.is_some_and(|mark| mark.kind == first.kind && mark.side == Side::Open)
    });
    let end = if reopened || open == paragraph.start {
        paragraph.end
    } else {
        reading.sentences[reading.sentence_of(open)].end.min(paragraph.end)
    };
    push(found, open, end, end);
    if let Some(last) = found.last_mut() {
        last.continued = reopened;
    }
}

fn push(found: &mut Vec<Quotation>, open: usize, close: usize, end: usize) {
    if open + 1 < close {
        found.push(Quotation { marked: open..end, inner: open + 1..close, continued: false });
    }
}

/// The marks of a paragraph.
fn marks(reading: &Reading<'_>, paragraph: &Range<usize>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = Before::default();
    for at in paragraph.clone().filter(|&at| reading.tokens[at].shape == Shape::Quote) {
        if let Some(mark) = mark(reading, at, paragraph, &before) {
            before.is_open[mark.kind as usize] = mark.side == Side::Open;
            before.is_low |= reading.word(at) == "„";
            marks.push(mark);
        }
    }
    marks
}

/// For each opening mark the number of the one that closes it.
fn pairs(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut seconds = vec![None; marks.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut counts = [0_usize; KINDS];
    for (at, mark) in marks.iter().enumerate() {
        if mark.side == Side::Open {
            open.push(at);
            counts[mark.kind as usize] += 1;
            continue;
        }
        let closes =
            |kind: Kind| kind == mark.kind || kind == Kind::Straight && mark.kind == Kind::Curly;
        // A single mark is more often an apostrophe than the end of what stands around a double
        // one; what is still open inside of other marks has lost its second one.
        let is_open = match mark.kind {
            Kind::Single => open.last().is_some_and(|&last| closes(marks[last].kind)),
            Kind::Curly => counts[Kind::Curly as usize] + counts[Kind::Straight as usize] > 0,
            kind => counts[kind as usize] > 0,
        };
        while let Some(first) = open.pop_if(|_| is_open) {
            counts[marks[first].kind as usize] -= 1;
            if closes(marks[first].kind) {
                seconds[first] = Some(at);
                break;
            }
        }
    }
    seconds
}

/// What the marks before say of the next one.
#[derive(Default)]
struct Before {
    /// Whether the last mark of each kind opened.
    is_open: [bool; KINDS],
    /// Whether `„` was among them, so that `“` closes.
    is_low: bool,
}

/// What a token is as a mark.
fn mark(
    reading: &Reading<'_>,
    at: usize,
    paragraph: &Range<usize>,
    before: &Before,
) -> Option<Mark> {
    let tokens = &reading.tokens;
    let lettered = |token: Token| {
        matches!(token.shape, Shape::Small | Shape::Capital | Shape::Capitals | Shape::Number)
    };
    let last = at.checked_sub(1).filter(|_| at > paragraph.start && tokens[at].gap == Gap::None);
    let next = tokens.get(at + 1).filter(|next| at + 1 < paragraph.end && next.gap == Gap::None);
    if last.is_some_and(|last| lettered(tokens[last])) && next.is_some_and(|it| lettered(*it)) {
        return None;
    }
    let opens = last.is_none() && next.is_some();
    let closes = last.is_some() && next.is_none();
    let is_open = |kind: Kind| before.is_open[kind as usize];
    let side = |opens: bool| if opens { Side::Open } else { Side::Close };
    // Straight marks look the same on both sides: the spaces tell, else they open and close by turns.
    let in_turn = |kind| side(opens || !closes && !is_open(kind));
    let (kind, side) = match reading.word(at) {
        "“" if before.is_low => (Kind::Curly, side(opens && !is_open(Kind::Curly))),
        "“" | "„" => (Kind::Curly, side(!(closes && is_open(Kind::Curly)))),
        "”" => (Kind::Curly, side(opens && !is_open(Kind::Curly))),
        "«" => (Kind::Angled, side(!closes)),
        "»" => (Kind::Angled, side(opens && !is_open(Kind::Angled))),
        "``" => (Kind::Typed, Side::Open),
        "''" => (Kind::Typed, side(!is_open(Kind::Typed) && opens)),
        "\"" if is_open(Kind::Typed) && closes => (Kind::Typed, Side::Close),
        "\"" if closes && is_open(Kind::Curly) && !is_open(Kind::Straight) => {
            (Kind::Curly, Side::Close)
        }
        "\"" => (Kind::Straight, in_turn(Kind::Straight)),
        "’" | "'" if last.is_some() && is_open(Kind::Single) => {
            // `the workers’ rights`
            let last = last.map_or("", |last| reading.word(last));
            let follows = tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Small);
            if last.ends_with('s') && follows {
                return None;
            }
            (Kind::Single, Side::Close)
        }
        "‘" | "'" | "`" if opens && next.is_some_and(|next| next.shape != Shape::Number) => {
            (Kind::Single, Side::Open)
        }
        _ => return None,
    };
    Some(Mark { token: at, kind, side })
}
