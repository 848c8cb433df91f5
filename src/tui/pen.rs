//! Writing along one line of the screen, never past its end.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::base::text;

/// A place on a line of the screen that moves right as words are put there.
///
/// Everything is cut to the room that is left, by grapheme, so that no line needs to know its
/// width. Text must have been neutralised.
pub struct Pen<'a> {
    screen: &'a mut Buffer,
    y: u16,
    x: u16,
    end: u16,
    ellipsis: &'static str,
}

impl<'a> Pen<'a> {
    /// A pen at the left end of the first line of an area.
    pub fn new(screen: &'a mut Buffer, area: Rect, ellipsis: &'static str) -> Self {
        let area = area.intersection(screen.area);
        let end = if area.height == 0 { area.x } else { area.right() };
        Self { screen, y: area.y, x: area.x, end, ellipsis }
    }

    /// The cells left on the line.
    #[must_use]
    pub fn left(&self) -> u16 {
        self.end - self.x
    }

    /// Writes words.
    pub fn put(&mut self, words: &str, style: Style) -> &mut Self {
        let room = usize::from(self.left());
        if room > 0 {
            let shown = text::truncate(words, room, self.ellipsis);
            self.x = self.screen.set_stringn(self.x, self.y, &*shown, room, style).0;
        }
        self
    }

    /// Writes words in a column of this width, cut or filled up with spaces.
    pub fn column(&mut self, words: &str, width: u16, style: Style) -> &mut Self {
        let width = width.min(self.left());
        let shown = text::fit(words, usize::from(width), self.ellipsis);
        if width > 0 {
            self.screen.set_stringn(self.x, self.y, &*shown, usize::from(width), style);
            self.x += width;
        }
        self
    }

    /// Moves on by some cells without writing.
    pub fn skip(&mut self, cells: u16) -> &mut Self {
        self.x = self.x.saturating_add(cells).min(self.end);
        self
    }

    /// Repeats a sign of one cell to the end of the line.
    pub fn fill(&mut self, sign: &str, style: Style) -> &mut Self {
        while self.x < self.end {
            self.screen.set_stringn(self.x, self.y, sign, 1, style);
            self.x += 1;
        }
        self
    }

    /// Keeps words at the right end of the line, and the pen before them. They are left out where
    /// they have no room.
    pub fn right(&mut self, words: &str, style: Style) -> &mut Self {
        let width = text::width(words) as u16;
        if width <= self.left() && width > 0 {
            self.end -= width;
            self.screen.set_stringn(self.end, self.y, words, usize::from(width), style);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(width: u16, write: impl Fn(&mut Pen<'_>), expect: &str) {
        let mut screen = Buffer::empty(Rect::new(0, 0, width, 1));
        let area = screen.area;
        write(&mut Pen::new(&mut screen, area, "…"));
        assert_eq!(screen, Buffer::with_lines([text::pad(expect, usize::from(width))]));
    }

    #[test]
    fn words_stay_on_their_line() {
        let plain = Style::new();
        check(
            8,
            |pen| {
                pen.put("Lavrov", plain).put(" meets", plain);
            },
            "Lavrov …",
        );
        check(
            8,
            |pen| {
                pen.column("Khoja", 3, plain).put("x", plain);
            },
            "Kh…x",
        );
        check(
            8,
            |pen| {
                pen.right("s1", plain).put("Al-Jubeir", plain);
            },
            "Al-Ju…s1",
        );
        check(
            3,
            |pen| {
                pen.right("s1 q1", plain).put("日本", plain);
            },
            "日…",
        );
        check(
            6,
            |pen| {
                pen.put("a", plain).skip(2).fill("─", plain);
            },
            "a  ───",
        );
        check(
            0,
            |pen| {
                pen.put("a", plain);
            },
            "",
        );
    }
}
