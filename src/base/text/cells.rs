//! How many cells of the screen a string takes, and strings cut to fit.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The width of a string in cells, counted by grapheme cluster as the screen's buffer does.
///
/// The sum over clusters can differ from the width of the whole string by `unicode-width`, which
/// joins letters across clusters (Arabic lam with alef) as few terminals do.
///
/// ```
/// # use demarche::base::text::width;
/// assert_eq!(width("Doha"), 4);
/// assert_eq!(width("北京"), 4);
/// assert_eq!(width("e\u{301}"), 1);
/// ```
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(cluster_width).sum() }
}

/// The width of one grapheme cluster in cells.
pub(super) fn cluster_width(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return 1;
    }
    // Half-width voicing marks extend a cluster by Unicode's tables, but terminals give them a
    // cell of their own.
    cluster.width() + cluster.matches(['\u{FF9E}', '\u{FF9F}']).count()
}

/// The text itself if it fits into `cells`, else its longest beginning that fits together with
/// `ellipsis`; without the ellipsis where not even that fits.
///
/// Never splits a grapheme cluster, so the result may be narrower than `cells`. Looks at no more
/// of a long text than is shown.
///
/// ```
/// # use demarche::base::text::truncate;
/// assert_eq!(truncate("Moscow", 6, "…"), "Moscow");
/// assert_eq!(truncate("Moscow", 4, "…"), "Mos…");
/// assert_eq!(truncate("北京市", 4, "…"), "北…");
/// ```
#[must_use]
pub fn truncate<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    // No character is wider in cells than its encoding is long in bytes.
    if text.len() <= cells {
        return Cow::Borrowed(text);
    }
    let room = cells.checked_sub(width(ellipsis));
    let cut = |keep: usize| match room {
        Some(_) => Cow::Owned([&text[..keep], ellipsis].concat()),
        None => Cow::Borrowed(&text[..keep]),
    };
    if text.as_bytes()[..=cells].is_ascii() {
        return cut(room.unwrap_or(cells));
    }
    let (mut used, mut keep) = (0, 0);
    for (start, cluster) in text.grapheme_indices(true) {
        used += cluster_width(cluster);
        let end = start + cluster.len();
        if used > cells {
            return cut(keep);
        }
        if used <= room.unwrap_or(cells) {
            keep = end;
        }
    }
    Cow::Borrowed(text)
}

/// The text followed by as many spaces as it lacks to be `cells` wide.
#[must_use]
pub fn pad(text: &str, cells: usize) -> Cow<'_, str> {
    let missing = cells.saturating_sub(width(text));
    if missing == 0 {
        return Cow::Borrowed(text);
    }
    let mut padded = String::with_capacity(text.len() + missing);
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(' ', missing));
    Cow::Owned(padded)
}

/// The text cut and padded to exactly `cells`: a cell of a column.
#[must_use]
pub fn fit<'a>(text: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    match truncate(text, cells, ellipsis) {
        Cow::Borrowed(cut) => pad(cut, cells),
        Cow::Owned(cut) => Cow::Owned(pad(&cut, cells).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    use super::*;
    use crate::base::text::neutralise;

    #[track_caller]
    fn cut(text: &str, cells: usize, expected: &str) {
        assert_eq!(truncate(text, cells, "…"), expected);
        assert_eq!(width(&fit(text, cells, "…")), cells);
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_and_splits_no_cluster() {
        cut("", 0, "");
        cut("", 3, "");
        cut("Moscow", 0, "");
        cut("Moscow", 1, "…");
        cut("Moscow", 5, "Mosc…");
        cut("Moscow", 6, "Moscow");
        cut("Zürich", 6, "Zürich");
        cut("Zürich", 5, "Züri…");
        cut("北京市", 1, "…");
        cut("北京市", 2, "…");
        cut("北京市", 3, "北…");
        cut("北京市", 5, "北京…");
        cut("北京市", 6, "北京市");
        cut("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…");
        assert_eq!(truncate("Moscow", 1, ".."), "M");
        assert_eq!(truncate("Moscow", 3, ".."), "M..");
    }

    #[test]
    fn half_width_voicing_marks_have_their_cell() {
        for text in ["\u{FF76}\u{FF9E}", "لا", "あ\u{FF9E}"] {
            assert_eq!(width(text), drawn(text), "{text}");
        }
    }

    /// How many cells the screen's buffer gives a text.
    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4000, 1));
        buffer.set_stringn(0, 0, text, usize::MAX, Style::new()).0.into()
    }

    proptest! {
        #[test]
        fn the_width_is_what_the_screen_uses(text in "\\PC{0,40}|[ｶ\u{FF9E}لاक्षि한👍🏽🇺🇦]{0,20}") {
            let text = neutralise(&text);
            prop_assert_eq!(width(&text), drawn(&text));
        }

        #[test]
        fn a_cut_text_fits(text in "\\PC{0,40}", cells in 0_usize..50) {
            let short = truncate(&text, cells, "…");
            prop_assert!(width(&short) <= cells);
            prop_assert_eq!(width(&text) <= cells, short == text);
        }
    }
}
