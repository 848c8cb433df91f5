//! The characters that frames, marks and bars are made of.

use ratatui::symbols::border;

use crate::view::{
    cells::{Many, Sign},
    review::Reviewed,
};

/// One set of characters for all drawing; the meaning of each is the same in both sets.
///
/// Each is one cell wide, but the ellipsis. Of the Unicode set, frames, bars, arrow, ellipsis and
/// quotation marks are wide in some East Asian terminals; `--ascii` is for those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Frames of panes and popups.
    pub border: border::Set<'static>,
    /// A rule between lines.
    pub rule: &'static str,
    /// What stands for words cut off; up to two cells.
    pub ellipsis: &'static str,
    /// Between the initiator and the recipient.
    pub arrow: &'static str,
    /// Between things in a row.
    pub separator: &'static str,
    /// Before the line under the cursor.
    pub cursor: &'static str,
    /// Before a branch that is shown and one that is not.
    pub unfolded: &'static str,
    /// See [`Glyphs::unfolded`].
    pub folded: &'static str,
    /// A date that is exact to the unit shown.
    pub exact: &'static str,
    /// A state or a span of time.
    pub span: &'static str,
    /// What surely lasted over the days of a cell.
    pub lasted: &'static str,
    /// What began before the first cell, and what goes on after the last.
    pub beyond: [&'static str; 2],
    /// Before how many events are earlier than all cells, and after how many are later.
    pub outside: [&'static str; 2],
    /// Tens, hundreds, thousands and more of events in a cell.
    pub many: [&'static str; 4],
    /// Between the lanes of those who take part in an event.
    pub link: &'static str,
    /// In the lane of whom it is done to, from above and from below.
    pub onto: [&'static str; 2],
    /// Above the column of the selected event.
    pub below: &'static str,
    /// A quiet stretch.
    pub gap: &'static str,
    /// Around the time shown in the overview.
    pub window: [&'static str; 2],
    /// Bars by height, from nothing to the whole cell.
    pub bars: [&'static str; 9],
    /// The end of a bar that lies, from nothing to the whole cell.
    pub ends: [&'static str; 9],
    /// A cell of a bar for what only may belong there.
    pub maybe: &'static str,
    /// Below the bar under the cursor.
    pub pointer: &'static str,
    /// Cooperation and conflict, each in words and in deeds, and what is neither.
    pub quads: [&'static str; 5],
    /// What moves along a scrollbar.
    pub thumb: &'static str,
    /// An anchor that holds.
    pub ok: &'static str,
    /// An anchor that is lost.
    pub lost: &'static str,
    /// Records by their review: open, accepted, corrected, rejected.
    pub review: [&'static str; 4],
    /// A record of one's own.
    pub mine: &'static str,
    /// A record that is marked, and one about which something is noted.
    pub marked: [&'static str; 2],
}

impl Glyphs {
    /// For terminals and fonts of today.
    pub const UNICODE: Self = Self {
        border: border::PLAIN,
        rule: "─",
        ellipsis: "…",
        arrow: "→",
        separator: "·",
        cursor: "▸",
        unfolded: "▾",
        folded: "▸",
        exact: "▪",
        span: "=",
        lasted: "═",
        beyond: ["◁", "▷"],
        outside: ["‹", "›"],
        many: ["▃", "▅", "▇", "█"],
        link: "┊",
        onto: ["▼", "▲"],
        below: "▾",
        gap: "⋮",
        window: ["[", "]"],
        bars: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        ends: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        maybe: "░",
        pointer: "▴",
        quads: ["○", "●", "△", "▲", " "],
        thumb: "┃",
        ok: "✓",
        lost: "✗",
        review: ["?", "✓", "✎", "✗"],
        mine: "+",
        marked: ["★", "¶"],
    };

    /// For all others.
    pub const ASCII: Self = Self {
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
        rule: "-",
        ellipsis: "..",
        arrow: ">",
        separator: "|",
        cursor: ">",
        unfolded: "-",
        folded: "+",
        exact: "*",
        span: "=",
        lasted: "=",
        beyond: ["<", ">"],
        outside: ["<", ">"],
        many: [":", "+", "X", "#"],
        link: "|",
        onto: ["v", "^"],
        below: "v",
        gap: ":",
        window: ["[", "]"],
        bars: [" ", ".", ".", ":", ":", "=", "=", "#", "#"],
        ends: [" ", "|", "|", "|", "=", "=", "=", "#", "#"],
        maybe: "%",
        pointer: "^",
        quads: ["o", "O", "x", "X", " "],
        thumb: "#",
        ok: "v",
        lost: "x",
        review: ["?", "v", "c", "x"],
        mine: "+",
        marked: ["*", "n"],
    };
}

impl Glyphs {
    /// What stands in a cell of a lane.
    #[must_use]
    pub fn of_sign(&self, sign: Sign) -> &'static str {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        match sign {
            Sign::Events(Many::One) => self.exact,
            Sign::Events(Many::Few(count)) => DIGITS[usize::from(count.min(9))],
            Sign::Events(Many::Tens) => self.many[0],
            Sign::Events(Many::Hundreds) => self.many[1],
            Sign::Events(Many::Thousands) => self.many[2],
            Sign::Events(Many::More) => self.many[3],
            Sign::About => "~",
            Sign::Doubt => "?",
            Sign::GoesOn => self.beyond[1],
            Sign::Began => self.beyond[0],
            Sign::Lasted => self.lasted,
            Sign::Maybe => self.maybe,
        }
    }

    /// How far the work on a record is, in two cells: its review, and whether it is marked or
    /// something is noted about it.
    #[must_use]
    pub fn reviewed(&self, reviewed: Reviewed) -> [&'static str; 2] {
        let review = match reviewed.review {
            _ if reviewed.mine => self.mine,
            Some(review) => self.review[review as usize],
            None => " ",
        };
        let marked = match reviewed {
            Reviewed { marked: true, .. } => self.marked[0],
            Reviewed { noted: true, .. } => self.marked[1],
            _ => " ",
        };
        [review, marked]
    }

    /// The signs of lanes that need words, each with what it means.
    #[must_use]
    pub fn legend(&self, signs: &[Sign]) -> Vec<(String, &'static str)> {
        let mut legend: Vec<(String, &str)> = Vec::new();
        for &sign in signs {
            let Some(meaning) = sign.meaning() else { continue };
            let own = self.of_sign(sign);
            match legend.last_mut().filter(|(_, last)| *last == meaning) {
                Some((signs, _)) => signs.push_str(own),
                None => legend.push((own.to_owned(), meaning)),
            }
        }
        legend
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// All glyphs of a set but the ellipsis.
    fn cells(glyphs: &Glyphs) -> Vec<&'static str> {
        let Glyphs { border, window, bars, ends, quads, beyond, outside, many, onto, .. } = *glyphs;
        let mut cells = vec![
            border.top_left,
            border.top_right,
            border.bottom_left,
            border.bottom_right,
            border.vertical_left,
            border.vertical_right,
            border.horizontal_top,
            border.horizontal_bottom,
            glyphs.rule,
            glyphs.arrow,
            glyphs.separator,
            glyphs.cursor,
            glyphs.unfolded,
            glyphs.folded,
            glyphs.exact,
            glyphs.span,
            glyphs.lasted,
            glyphs.link,
            glyphs.below,
            glyphs.gap,
            glyphs.maybe,
            glyphs.pointer,
            glyphs.thumb,
            glyphs.ok,
            glyphs.lost,
            glyphs.mine,
        ];
        cells.extend(glyphs.review.into_iter().chain(glyphs.marked));
        cells.extend(window.into_iter().chain(bars).chain(ends).chain(quads).chain(many));
        cells.extend([beyond, outside, onto].into_iter().flatten());
        cells
    }

    #[test]
    fn every_glyph_fills_one_cell() {
        for glyph in [&Glyphs::UNICODE, &Glyphs::ASCII].into_iter().flat_map(cells) {
            assert_eq!(glyph.width(), 1, "{glyph:?}");
        }
        for glyph in cells(&Glyphs::ASCII).into_iter().chain([Glyphs::ASCII.ellipsis]) {
            assert!(glyph.is_ascii(), "{glyph:?}");
        }
    }
}
