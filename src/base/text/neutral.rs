//! Text from files with everything that hides, reorders or commands made visible.

use std::{borrow::Cow, fmt::Write, ops::Range};

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::is_public_assigned, is_nfc_quick,
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::cells::cluster_width;

/// Whether line ends and tabs stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Line,
    Block,
}

/// A grapheme cluster longer than this, in code points, is cut and its rest shown as marks, so
/// that heaps of combining marks can't paint over their neighbours. The longest clusters of
/// living scripts (Tibetan stacks, Devanagari conjuncts) have about ten.
const LONGEST_CLUSTER: usize = 16;

const TAB: &str = "    ";

/// Text made safe for one line of the screen, a window title, or the clipboard.
///
/// The result is in Unicode's composed form (NFC), and what a terminal would interpret, reorder
/// or leave out is a visible mark:
///
/// - control characters (C0, DEL, C1), bidirectional controls, zero-width characters, soft
///   hyphens, tags, private and unassigned code points, and marks without a base;
/// - line ends, tabs and no-break spaces become one space;
/// - a joiner stays inside scripts that need it (Persian, Indic); within an emoji sequence
///   joiners and presentation selectors are left out, because terminals disagree about the
///   width of such sequences and agree about their parts.
///
/// Borrows when there is nothing to do, which ASCII text finds out at a few bytes a cycle.
///
/// ```
/// # use demarche::base::text::neutralise;
/// assert_eq!(neutralise("Sergei\u{a0}Lavrov"), "Sergei Lavrov");
/// assert_eq!(neutralise("\u{1b}]0;title\u{7}"), "␛]0;title␇");
/// assert_eq!(neutralise("to \u{202e}ahoD"), "to ⟨U+202E⟩ahoD");
/// ```
#[must_use]
pub fn neutralise(text: &str) -> Cow<'_, str> {
    neutral(text, Layout::Line, |_, _| ())
}

/// As [`neutralise`] for text of several lines: line ends of every kind become `\n`, a tab
/// becomes four spaces.
#[must_use]
pub fn neutralise_block(text: &str) -> Cow<'_, str> {
    neutral(text, Layout::Block, |_, _| ())
}

/// A text of several lines made safe to show, which knows where each place of the original went:
/// evidence in the original can be highlighted in what is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The safe text, as by [`neutralise_block`].
    pub text: String,
    /// Where original and shown text differ, in bytes, in order.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Shown {
    /// The shown form of a text.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let mut changes = Vec::new();
        let note = |from, to| changes.push((from, to));
        let text = neutral(original, Layout::Block, note).into_owned();
        Self { text, changes }
    }

    /// The bytes of the shown text that stand for these bytes of the original; a place inside a
    /// replaced cluster counts as all of it. O(log changes).
    #[must_use]
    pub fn range(&self, original: Range<usize>) -> Range<usize> {
        let start = match self.change_before(original.start) {
            None => original.start,
            Some((from, to)) if original.start < from.end => to.start,
            Some((from, to)) => to.end + (original.start - from.end),
        };
        let end = match self.change_before(original.end) {
            None => original.end,
            Some((from, to)) if original.end == from.start => to.start,
            Some((from, to)) if original.end < from.end => to.end,
            Some((from, to)) => to.end + (original.end - from.end),
        };
        start.min(end)..end.min(self.text.len())
    }

    /// The last change that begins at or before a byte of the original.
    fn change_before(&self, byte: usize) -> Option<&(Range<usize>, Range<usize>)> {
        let after = self.changes.partition_point(|(from, _)| from.start <= byte);
        after.checked_sub(1).map(|index| &self.changes[index])
    }
}

/// The safe form of a text; `note` hears of each place that changed, in both texts.
fn neutral(
    text: &str,
    layout: Layout,
    mut note: impl FnMut(Range<usize>, Range<usize>),
) -> Cow<'_, str> {
    if is_plain(text, layout) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let (mut copied, mut changed) = (0, false);
    let mut cluster_out = String::new();
    for (start, cluster) in text.grapheme_indices(true) {
        if is_plain(cluster, layout) {
            continue;
        }
        cluster_out.clear();
        neutral_cluster(cluster, layout, &mut cluster_out);
        if cluster_out == cluster {
            continue;
        }
        safe.push_str(&text[copied..start]);
        copied = start + cluster.len();
        let shown = safe.len();
        safe.push_str(&cluster_out);
        note(start..copied, shown..safe.len());
        changed = true;
    }
    if !changed {
        return Cow::Borrowed(text);
    }
    safe.push_str(&text[copied..]);
    Cow::Owned(safe)
}

/// Whether nothing in the text needs a closer look.
fn is_plain(text: &str, layout: Layout) -> bool {
    // Chunks without an early exit compile to vector instructions.
    let newline = if layout == Layout::Block { b'\n' } else { b' ' };
    let plain = |byte: u8| matches!(byte, b' '..=b'~') || byte == newline;
    if text.as_bytes().chunks(32).all(|chunk| chunk.iter().fold(true, |all, &b| all & plain(b))) {
        return true;
    }
    !text.is_ascii()
        && is_nfc_quick(text.chars()) == IsNormalized::Yes
        && text.chars().all(|c| {
            c.is_ascii() && plain(c as u8)
                || !is_hidden(c)
                    && !is_space(c)
                    && !is_line_end(c)
                    && c.width().is_some_and(|cells| cells > 0)
                    // Long runs of letters that join into one cluster are cut by the slow way.
                    && !matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}')
        })
}

/// Appends the safe form of one grapheme cluster.
fn neutral_cluster(cluster: &str, layout: Layout, out: &mut String) {
    match cluster {
        "\t" => return out.push_str(if layout == Layout::Block { TAB } else { " " }),
        "\n" | "\r\n" | "\u{2028}" | "\u{2029}" => {
            return out.push(if layout == Layout::Block { '\n' } else { ' ' });
        }
        _ => {}
    }
    let mut kept = String::new();
    let mut rest = cluster.chars().peekable();
    let mut before = None;
    let mut length = 0;
    while let Some(c) = rest.next() {
        if is_left_out(before, c, rest.peek().copied()) {
            // Said by the parts that remain.
        } else if is_hidden(c) && !is_joiner_of_script(before, c) {
            flush(&mut kept, out);
            mark(c, out);
            length = 0;
        } else if length == LONGEST_CLUSTER {
            flush(&mut kept, out);
            mark(c, out);
        } else {
            kept.push(if is_space(c) { ' ' } else { c });
            length += 1;
        }
        before = Some(c);
    }
    flush(&mut kept, out);
}

/// Appends what was kept of a cluster, composed; as marks where it would take no cell.
fn flush(kept: &mut String, out: &mut String) {
    let composed: String = kept.nfc().collect();
    kept.clear();
    let based = composed.trim_start_matches(|c: char| c.width() == Some(0));
    composed[..composed.len() - based.len()].chars().for_each(|c| mark(c, out));
    for piece in based.graphemes(true) {
        if cluster_width(piece) > 0 {
            out.push_str(piece);
        } else {
            piece.chars().for_each(|c| mark(c, out));
        }
    }
}

fn mark(c: char, out: &mut String) {
    let code = u32::from(c);
    let picture = match code {
        0..=0x1F => char::from_u32(0x2400 + code),
        0x7F => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => out.push(picture),
        None => write!(out, "⟨U+{code:04X}⟩").expect("a string takes all"),
    }
}

/// Spaces that only say where not to break a line.
fn is_space(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether `c` only chooses how an emoji looks: a presentation selector after its sign, a joiner
/// between two signs. In a letter's place both are suspicious and stay, as marks.
fn is_left_out(before: Option<char>, c: char, after: Option<char>) -> bool {
    let is_sign = |c: char| !c.is_alphabetic() && !is_hidden(c);
    match c {
        '\u{FE0E}' | '\u{FE0F}' => before.is_some_and(is_sign),
        '\u{200D}' => {
            before.is_some_and(|c| is_sign(c) || matches!(c, '\u{FE0E}' | '\u{FE0F}'))
                && after.is_some_and(is_sign)
        }
        _ => false,
    }
}

/// Whether `c` is a joiner or non-joiner after a letter of a script that is written with them:
/// Arabic, Syriac, the scripts of India, Tibetan, Myanmar, Khmer, Mongolian.
fn is_joiner_of_script(before: Option<char>, c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
        && matches!(before, Some('\u{620}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'))
}

/// Characters without a picture of their own: whoever reads the text must see that they are
/// there.
fn is_hidden(c: char) -> bool {
    !is_common(c) && (is_ignorable(c) || !is_public_assigned(c))
}

/// Blocks without a gap, so that text in common scripts need not ask the large table.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{AE}'..='\u{34E}' | '\u{400}'..='\u{52F}' | '\u{620}'..='\u{6FF}'
        | '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Control, format and other default-ignorable characters (Unicode 16), but for the Arabic and
/// Syriac signs that are format characters by name and have a picture.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    match c {
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{34E}' => false,
        '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{110BD}'
        | '\u{110CD}'
        | '\u{13430}'..='\u{1343F}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests;
