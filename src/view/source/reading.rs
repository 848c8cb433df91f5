//! What the receipt of an article says beside its text.

use std::ops::Range;

use crate::{
    base::text::{CharIndex, Shown},
    model::{LeftOut, Leftover, Receipt, Scope, Span},
    view::{counted, shown},
};

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// "41 of 44 sentences told".
    pub summary: String,
    /// The sentences, in bytes of the shown text and in its order, that gave no record.
    pub unused: Vec<Range<usize>>,
    /// What is said below the text: why sentences were left out, and which dates and names no
    /// record uses.
    pub below: String,
}

/// What was read of a text by its receipt.
pub(super) fn reading(receipt: &Receipt, scope: Scope, text: &str, shown: &Shown) -> Reading {
    let index = CharIndex::new(text);
    let place = |span: Span| {
        let bytes = index.bytes(text, span.start as usize..span.end as usize)?;
        Some(shown.range(bytes))
    };
    let unused = receipt.sentences.iter().filter(|sentence| !sentence.is_told(scope));
    Reading {
        summary: receipt.summary(),
        unused: unused.filter_map(|sentence| place(sentence.span)).collect(),
        below: below(receipt),
    }
}

/// ```text
/// 3 sentences left out: 2 no action of interest, 1 hypothetical.
/// 1 sentence told by candidates alone.
/// No entry uses the dates: Monday (2015-08-10), last year (2014).
/// No entry uses the names: Geneva, the Red Cross.
/// ```
fn below(receipt: &Receipt) -> String {
    let mut lines = Vec::new();
    let count = |reason: LeftOut| {
        let has = receipt.sentences.iter().filter(|it| it.left_out == Some(reason));
        has.count() as u32
    };
    let reasons = LeftOut::ALL.iter().map(|&reason| (reason, count(reason)));
    let reasons: Vec<_> = reasons.filter(|&(_, count)| count > 0).collect();
    if !reasons.is_empty() {
        let all = reasons.iter().map(|(_, count)| count).sum();
        let words = reasons.iter().map(|(reason, count)| format!("{count} {reason}"));
        let words = words.collect::<Vec<_>>().join(", ");
        lines.push(format!("{} left out: {words}.", counted(all, "sentence")));
    }
    let told = |it: &&crate::model::Account| it.left_out.is_none() && !it.is_told(Scope::Sure);
    match receipt.sentences.iter().filter(told).count() as u32 {
        0 => {}
        held_back => {
            lines.push(format!("{} told by candidates alone.", counted(held_back, "sentence")));
        }
    }
    for (what, name) in [(Leftover::Date, "dates"), (Leftover::Name, "names")] {
        let unused = receipt.unused.iter().filter(|unused| unused.what == what);
        let words = unused.map(|unused| match (what, unused.meaning.as_str()) {
            (Leftover::Date, meaning) if !meaning.is_empty() && meaning != unused.words => {
                format!("{} ({meaning})", unused.words)
            }
            _ => unused.words.clone(),
        });
        let words = words.collect::<Vec<_>>().join(", ");
        if !words.is_empty() {
            lines.push(format!("No entry uses the {name}: {}.", shown::line(&words)));
        }
    }
    lines.join("\n")
}
