//! Places in a text: code points and bytes, and a line cut where spans begin and end.

use std::ops::Range;

/// Where the code points of one text begin, for texts whose spans count code points.
///
/// Holds a byte offset for every 128th code point, and nothing for ASCII text; looking up costs
/// at most a walk over that many.
///
/// ```
/// # use demarche::base::text::CharIndex;
/// let text = "Zürich";
/// let index = CharIndex::new(text);
/// assert_eq!(index.byte(text, 2), Some(3));
/// assert_eq!(index.point(text, 3), 2);
/// assert_eq!(index.byte(text, 7), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharIndex {
    /// Byte offsets of code points 0, 128, 256, …; empty when points are bytes.
    samples: Vec<usize>,
    points: usize,
}

const STEP: usize = 128;

impl CharIndex {
    /// The index of a text. O(bytes).
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { samples: Vec::new(), points: text.len() };
        }
        let samples = text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect();
        Self { samples, points: text.chars().count() }
    }

    /// How many code points the text has.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }

    /// The byte at which a code point begins, also for the one past the last; `None` beyond.
    /// `text` is the text of the index.
    #[must_use]
    pub fn byte(&self, text: &str, point: usize) -> Option<usize> {
        if point >= self.points {
            return (point == self.points).then_some(text.len());
        }
        let Some(&base) = self.samples.get(point / STEP) else { return Some(point) };
        text.get(base..)?.char_indices().nth(point % STEP).map(|(byte, _)| base + byte)
    }

    /// The code point that a byte belongs to; the end for bytes beyond the text.
    #[must_use]
    pub fn point(&self, text: &str, byte: usize) -> usize {
        if byte >= text.len() {
            return self.points;
        }
        let sample = self.samples.partition_point(|&base| base <= byte);
        let Some(sample) = sample.checked_sub(1) else { return byte };
        let base = self.samples[sample];
        let after = text[base..].char_indices().take_while(|(at, _)| base + at <= byte).count();
        sample * STEP + after - 1
    }

    /// A span of code points as bytes; `None` when it is empty, reversed or beyond the text.
    #[must_use]
    pub fn bytes(&self, text: &str, points: Range<usize>) -> Option<Range<usize>> {
        (points.start < points.end)
            .then(|| Some(self.byte(text, points.start)?..self.byte(text, points.end)?))?
    }

    /// A span of bytes as code points.
    #[must_use]
    pub fn span(&self, text: &str, bytes: Range<usize>) -> Range<usize> {
        self.point(text, bytes.start)..self.point(text, bytes.end)
    }
}

/// A line cut where spans begin and end, each piece with whether it lies in a span: what a
/// highlighted line is drawn from.
///
/// The spans are in order and do not overlap; all ranges are bytes of one text.
///
/// ```
/// # use demarche::base::text::pieces;
/// let pieces: Vec<_> = pieces(10..20, &[5..12, 15..16]).collect();
/// assert_eq!(pieces, [(10..12, true), (12..15, false), (15..16, true), (16..20, false)]);
/// ```
pub fn pieces(
    line: Range<usize>,
    spans: &[Range<usize>],
) -> impl Iterator<Item = (Range<usize>, bool)> {
    let first = spans.partition_point(|span| span.end <= line.start);
    let mut spans = spans[first..].iter().peekable();
    let mut at = line.start;
    std::iter::from_fn(move || {
        if at >= line.end {
            return None;
        }
        while spans.next_if(|span| span.end <= at).is_some() {}
        let (end, inside) = match spans.peek() {
            Some(span) if span.start <= at => (span.end, true),
            Some(span) => (span.start, false),
            None => (line.end, false),
        };
        let piece = at..end.min(line.end);
        at = piece.end;
        Some((piece, inside))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_are_half_open_and_inside_the_text() {
        let text = "Zürich";
        let index = CharIndex::new(text);
        assert_eq!(index.bytes(text, 1..2), Some(1..3));
        assert_eq!(index.bytes(text, 0..6), Some(0..7));
        assert_eq!(index.bytes(text, 0..7), None);
        assert_eq!(index.bytes(text, 2..2), None);
        #[expect(clippy::reversed_empty_ranges, reason = "files may say so")]
        let reversed = 3..2;
        assert_eq!(index.bytes(text, reversed), None);
        assert_eq!(index.span(text, 1..3), 1..2);
        assert_eq!(index.span(text, 0..99), 0..6);
        assert_eq!(index.bytes("", 0..1), None);
    }

    #[track_caller]
    fn cut(line: Range<usize>, spans: &[Range<usize>], expected: &[(Range<usize>, bool)]) {
        assert_eq!(pieces(line, spans).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_are_cut_at_spans() {
        let spans = [2..4, 4..6, 9..9, 12..30];
        cut(0..2, &spans, &[(0..2, false)]);
        cut(0..3, &spans, &[(0..2, false), (2..3, true)]);
        cut(3..8, &spans, &[(3..4, true), (4..6, true), (6..8, false)]);
        cut(15..20, &spans, &[(15..20, true)]);
        cut(40..41, &spans, &[(40..41, false)]);
        cut(5..5, &spans, &[]);
    }

    proptest! {
        #[test]
        fn points_and_bytes_agree(text in "(a|é|北|👨){0,400}|a{0,400}") {
            let index = CharIndex::new(&text);
            for (point, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.byte(&text, point), Some(byte));
                prop_assert_eq!(index.point(&text, byte), point);
                prop_assert_eq!(index.point(&text, byte + c.len_utf8() - 1), point);
            }
            prop_assert_eq!(index.byte(&text, index.points()), Some(text.len()));
            prop_assert_eq!(index.points(), text.chars().count());
        }
    }
}
