//! The characters that frames, marks and bars are made of.

use ratatui::symbols::border;

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
    };
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// All glyphs of a set but the ellipsis.
    fn cells(glyphs: &Glyphs) -> Vec<&'static str> {
        let Glyphs { border, window, bars, ends, quads, .. } = *glyphs;
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
            glyphs.gap,
            glyphs.maybe,
            glyphs.pointer,
            glyphs.thumb,
            glyphs.ok,
            glyphs.lost,
        ];
        cells.extend(window.into_iter().chain(bars).chain(ends).chain(quads));
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
