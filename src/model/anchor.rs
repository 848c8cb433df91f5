//! Whether the words that prove a record stand where it says, found out when a timeline is
//! loaded.
//!
//! An anchor is never re-set in silence: words that stand elsewhere are `moved`, words that stand
//! at several places are `many` unless what is around them decides, and a near match is no match.

use crate::{
    base::text::CharIndex,
    model::{
        source::{Anchor, Evidence, Source, Span},
        text::Texts,
        timeline::Timeline,
    },
};

/// Finds the words of all evidence of a timeline.
pub(super) fn resolve_all(timeline: &mut Timeline) {
    let indexes: Vec<Option<CharIndex>> =
        timeline.sources.iter().map(|source| source.text.as_deref().map(CharIndex::new)).collect();
    let Timeline { sources, texts, events, statements, .. } = timeline;
    let said = statements.iter_mut().flat_map(|statement| &mut statement.evidence);
    for evidence in events.evidence.items_mut().iter_mut().chain(said) {
        let source = evidence.source.index();
        if let (false, Some(index)) = (evidence.quote.is_empty(), &indexes[source]) {
            let (anchor, found) = resolve(evidence, texts, &sources[source], index);
            (evidence.anchor, evidence.found) = (Some(anchor), found);
        }
    }
}

fn resolve(
    evidence: &Evidence,
    texts: &Texts,
    source: &Source,
    index: &CharIndex,
) -> (Anchor, Option<Span>) {
    let text = source.text.as_deref().unwrap_or_default();
    let quote = texts.get(evidence.quote);
    if let Some(span) = evidence.span {
        let bytes = index.bytes(text, span.start as usize..span.end as usize);
        if bytes.is_some_and(|bytes| &text[bytes] == quote) {
            return (Anchor::Ok, Some(span));
        }
    }
    let (before, after) = (texts.get(evidence.before), texts.get(evidence.after));
    let places: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), quote).collect();
    let fits = |&&at: &&usize| {
        let is_before = text[..at].trim_end().ends_with(before.trim_end());
        let is_after = text[at + quote.len()..].trim_start().starts_with(after.trim_start());
        is_before && is_after
    };
    let decided: Vec<usize> = places.iter().filter(fits).copied().collect();
    let at = match (places.as_slice(), decided.as_slice()) {
        ([], _) => return (Anchor::Lost, None),
        ([at], _) | (_, [at]) => *at,
        _ => return (Anchor::Many, None),
    };
    let points = index.span(text, at..at + quote.len());
    let found = Span { start: points.start as u32, end: points.end as u32 };
    let anchor = if evidence.span.is_none() { Anchor::Ok } else { Anchor::Moved };
    (anchor, Some(found))
}
