//! Whether the words that prove a record stand where it says, found out when a timeline is
//! loaded.
//!
//! An anchor is never re-set in silence: words that stand elsewhere are `moved`, words that stand
//! at several places are `many` unless what is around them decides, and a near match is no match.

mod grams;

use memchr::memmem;
use rustc_hash::FxHashMap;

use self::grams::Grams;
use crate::{
    base::text::CharIndex,
    model::{
        source::{Anchor, Evidence, Source, Span},
        text::Texts,
        timeline::{Records, Timeline},
    },
};

/// From so many different words on it pays to sort the places of a text first.
const FEW: usize = 500;

/// Finds the words of all evidence of a timeline. O(texts + words), times a logarithm where many
/// different words are looked for in a long text.
pub(super) fn resolve_all(timeline: &mut Timeline) {
    let Records { sources, texts, events, statements, .. } = &mut **timeline;
    let mut proofs: Vec<Vec<&mut Evidence>> = Vec::new();
    proofs.resize_with(sources.len(), Vec::new);
    let said = statements.iter_mut().flat_map(|statement| &mut statement.evidence);
    for evidence in events.evidence.items_mut().iter_mut().chain(said) {
        let source = evidence.source.index();
        if !evidence.quote.is_empty() && sources[source].text.is_some() {
            proofs[source].push(evidence);
        }
    }
    for (source, proofs) in sources.iter().zip(proofs) {
        resolve(source, proofs, texts);
    }
}

/// Finds the words of the entries that name one source.
fn resolve(source: &Source, proofs: Vec<&mut Evidence>, texts: &Texts) {
    let text = source.text.as_deref().unwrap_or_default();
    let index = CharIndex::new(text);
    let mut by_quote: FxHashMap<&str, Vec<&mut Evidence>> = FxHashMap::default();
    for evidence in proofs {
        let quote = texts.get(evidence.quote);
        let stated = evidence.span.filter(|span| {
            let bytes = index.bytes(text, span.start as usize..span.end as usize);
            bytes.is_some_and(|bytes| &text[bytes] == quote)
        });
        if stated.is_some() {
            (evidence.anchor, evidence.found) = (Some(Anchor::Ok), stated);
        } else {
            by_quote.entry(quote).or_default().push(evidence);
        }
    }
    let grams = (by_quote.len() > FEW).then(|| Grams::new(text));
    for (quote, proofs) in by_quote {
        let places: Vec<usize> = match &grams {
            Some(grams) => grams.places(quote),
            None => memmem::find_iter(text.as_bytes(), quote).collect(),
        };
        decide(&Quoted { text, index: &index, quote, places }, proofs, texts);
    }
}

/// Words, and all places where they stand.
struct Quoted<'t> {
    text: &'t str,
    index: &'t CharIndex,
    quote: &'t str,
    places: Vec<usize>,
}

/// What is around words, without the white space between.
struct Around<'t> {
    before: &'t str,
    after: &'t str,
}

impl<'t> Quoted<'t> {
    fn around(&self, at: usize) -> Around<'t> {
        let after = self.text[at + self.quote.len()..].trim_start();
        Around { before: self.text[..at].trim_end(), after }
    }

    fn span(&self, at: usize) -> Span {
        let points = self.index.span(self.text, at..at + self.quote.len());
        Span { start: points.start as u32, end: points.end as u32 }
    }
}

impl<'t> Around<'t> {
    /// How many bytes are in the key of such words: of very long ones not all.
    fn lengths(&self) -> (usize, usize) {
        const REACH: usize = 64;
        (self.before.len().min(REACH), self.after.len().min(REACH))
    }

    /// So many of the bytes just before and after.
    fn key(&self, (before, after): (usize, usize)) -> (&'t [u8], &'t [u8]) {
        let skipped = self.before.len().saturating_sub(before);
        let after = after.min(self.after.len());
        (&self.before.as_bytes()[skipped..], &self.after.as_bytes()[..after])
    }

    fn fits(&self, place: &Self) -> bool {
        place.before.ends_with(self.before) && place.after.starts_with(self.after)
    }
}

/// Says of the entries with these words which place is meant: the only one, else the only one with
/// what stands around it. O(places + entries) for each two lengths of what is around.
fn decide(words: &Quoted<'_>, proofs: Vec<&mut Evidence>, texts: &Texts) {
    if let [] | [_] = words.places[..] {
        let found = words.places.first().map(|&at| words.span(at));
        for evidence in proofs {
            say(evidence, found.ok_or(Anchor::Lost));
        }
        return;
    }
    let mut by_lengths: FxHashMap<_, Vec<(Around<'_>, &mut Evidence)>> = FxHashMap::default();
    for evidence in proofs {
        let (before, after) = (texts.get(evidence.before), texts.get(evidence.after));
        let around = Around { before: before.trim_end(), after: after.trim_start() };
        by_lengths.entry(around.lengths()).or_default().push((around, evidence));
    }
    for (lengths, proofs) in by_lengths {
        let keys = proofs.iter().map(|(around, _)| (around.key(lengths), Vec::new()));
        let mut wanted: FxHashMap<_, Vec<usize>> = keys.collect();
        for &at in &words.places {
            if let Some(places) = wanted.get_mut(&words.around(at).key(lengths)) {
                places.push(at);
            }
        }
        for (around, evidence) in proofs {
            let places = wanted[&around.key(lengths)].iter();
            let mut fitting = places.filter(|&&at| around.fits(&words.around(at)));
            say(
                evidence,
                match (fitting.next(), fitting.next()) {
                    (Some(&at), None) => Ok(words.span(at)),
                    _ => Err(Anchor::Many),
                },
            );
        }
    }
}

/// Writes down where the words of an entry were found, or why they were not.
fn say(evidence: &mut Evidence, found: Result<Span, Anchor>) {
    let is_moved = evidence.span.is_some();
    let anchor = if is_moved { Anchor::Moved } else { Anchor::Ok };
    (evidence.anchor, evidence.found) = match found {
        Ok(span) => (Some(anchor), Some(span)),
        Err(anchor) => (Some(anchor), None),
    };
}

#[cfg(test)]
mod tests;
