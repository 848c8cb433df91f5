//! A cursor in a list, and which lines of the list are shown.

/// The line under the cursor and the first line shown, both counted from 0.
///
/// ```
/// # use demarche::tui::cursor::Cursor;
/// let mut cursor = Cursor::default();
/// cursor.go(7, 10);
/// cursor.show(4);
/// assert_eq!((cursor.at, cursor.top), (7, 4));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The line under the cursor.
    pub at: usize,
    /// The first line shown.
    pub top: usize,
}

impl Cursor {
    /// Goes to a line of a list of `len` lines, or to its last one.
    pub fn go(&mut self, line: usize, len: usize) {
        self.at = line.min(len.saturating_sub(1));
    }

    /// Goes `lines` down, or up if negative, and stops at the ends.
    pub fn step(&mut self, lines: isize, len: usize) {
        self.go(self.at.saturating_add_signed(lines), len);
    }

    /// Goes one line down or up, round the ends.
    pub fn turn(&mut self, lines: isize, len: usize) {
        if len > 0 {
            self.at = (self.at + len).saturating_add_signed(lines % len as isize) % len;
        }
    }

    /// Scrolls as little as is needed to have the cursor among `height` lines.
    pub fn show(&mut self, height: usize) {
        let lowest = (self.at + 1).saturating_sub(height.max(1));
        self.top = self.top.clamp(lowest, self.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_stays_in_its_list_and_on_the_screen() {
        #[track_caller]
        fn check(
            start: (usize, usize),
            lines: isize,
            (len, height): (usize, usize),
            expect: (usize, usize),
        ) {
            let mut cursor = Cursor { at: start.0, top: start.1 };
            cursor.step(lines, len);
            cursor.show(height);
            assert_eq!((cursor.at, cursor.top), expect);
        }
        check((0, 0), 1, (5, 3), (1, 0));
        check((2, 0), 1, (5, 3), (3, 1));
        check((3, 1), -1, (5, 3), (2, 1));
        check((3, 3), -3, (5, 3), (0, 0));
        check((0, 0), 99, (5, 3), (4, 2));
        check((0, 0), -1, (0, 3), (0, 0));
        check((4, 0), 0, (5, 0), (4, 4));
        let mut cursor = Cursor::default();
        cursor.turn(-1, 4);
        assert_eq!(cursor.at, 3);
        cursor.turn(2, 4);
        assert_eq!(cursor.at, 1);
        cursor.turn(1, 0);
        assert_eq!(cursor.at, 1);
    }
}
