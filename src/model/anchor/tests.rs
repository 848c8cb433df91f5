use super::*;
use crate::model::{Draft, EvidenceDraft, File, Shard, Timeline};

/// What is said to stand before, the words, what is said to stand after, and the span.
type Entry<'a> = (&'a str, &'a str, &'a str, Option<(u32, u32)>);

/// The states of the entries.
fn states(text: &str, entries: &[Entry<'_>]) -> Vec<String> {
    let mut shard = Shard::new(0);
    let source = shard.source("s");
    shard.describe_source(source, || Source {
        text: Some(text.into()),
        ..Source::titled("s", "A source")
    });
    let entries = entries.iter().map(|&(before, quote, after, span)| EvidenceDraft {
        source,
        quote,
        span: span.map(|(start, end)| Span { start, end }),
        before,
        after,
        row: None,
    });
    let evidence: Vec<_> = entries.collect();
    shard.push(&Draft { evidence: &evidence, ..Draft::default() });
    let timeline = Timeline::build(vec![File::default()], vec![shard]).0;
    let event = timeline.event(0);
    let state = |entry: Evidence| match (entry.anchor, entry.found) {
        (Some(anchor), Some(Span { start, end })) => format!("{anchor} {start}-{end}"),
        (anchor, _) => anchor.map_or("", Anchor::name).to_owned(),
    };
    event.evidence().map(state).collect()
}

#[test]
fn what_is_around_decides_between_several_places() {
    let text = "É one talks.  Two talks, one talks and one\n talks. Last.";
    let cases = [
        (("", "Last", "", None), "ok 51-55"),
        (("", "last", "", None), "lost"),
        (("", "talks", "", None), "many"),
        (("one", "talks", "", None), "many"),
        (("two", "talks", "", None), "many"),
        (("Two ", "talks", "", None), "ok 18-23"),
        (("one", "talks", " and", None), "ok 29-34"),
        (("one\n", "talks", "", None), "many"),
        (("and one", "talks", "", None), "ok 44-49"),
        (("", "talks", ". Last", None), "ok 44-49"),
        (("", "talks", ", one", Some((18, 23))), "ok 18-23"),
        (("", "talks", ", one", Some((0, 5))), "moved 18-23"),
        (("", "talks", "", Some((0, 5))), "many"),
        (("nonsense", "Last", "", None), "ok 51-55"),
        // Longer than what stands there.
        (("nothing before É one", "talks", "", None), "many"),
        (("", "talks", ". Last. And more", None), "many"),
    ];
    let entries = cases.map(|(entry, _)| entry);
    assert_eq!(states(text, &entries), cases.map(|(_, state)| state));
}

#[test]
fn many_words_are_found_as_few_are() {
    let sentences = (0..1000).map(|number| format!("é{number} talks go on. "));
    let text = sentences.collect::<Vec<_>>().concat();
    let number = 2 * FEW as u32;
    let quotes: Vec<String> = (0..number).map(|number| format!("{number} talks")).collect();
    let entries: Vec<_> = quotes.iter().map(|quote| ("", quote.as_str(), "", None)).collect();
    let all = states(&text, &entries);
    for (entry, state) in entries.iter().zip(&all) {
        assert_eq!(states(&text, &[*entry]), [state.as_str()], "{entry:?}");
    }
    assert!(all.iter().any(|state| state.starts_with("ok")));
}
