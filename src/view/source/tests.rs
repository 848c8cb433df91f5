use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{
    base::text::Pattern,
    model::{
        Account, Anchor, Draft, EvidenceDraft, Form, LeftOut, Leftover, Receipt, Scope, Shard,
        Source, Span, StatementDraft, StatementId, Unused,
    },
    view::sample,
};

const TEXT: &str = "In Zürich\u{202e}, Khoja met Lavrov.\nHe is not clinging, he said. Not here.";

/// More than half a block.
static PADDING: LazyLock<String> = LazyLock::new(|| " and they spoke.\n".repeat(1_000));

/// Two events and a statement that cite a text, by their words.
fn cited(text: Option<&str>, quotes: [&[&'static str]; 3]) -> Timeline {
    sample::timeline(|shard| {
        let source = shard.source("brief");
        shard.describe_source(source, || Source {
            text: text.map(Into::into),
            publisher: "AFP".into(),
            ..Source::titled("brief", "A brief")
        });
        let evidence = |quotes: &[&'static str]| {
            let entry = |&quote| EvidenceDraft {
                source,
                quote,
                span: None,
                before: "",
                after: "",
                row: None,
            };
            quotes.iter().map(entry).collect::<Vec<_>>()
        };
        for (id, quotes) in ["e1", "e2"].into_iter().zip(quotes) {
            shard.push(&Draft { id, title: id, evidence: &evidence(quotes), ..Draft::default() });
        }
        shard.push_statement(&StatementDraft {
            id: "s1",
            form: Some(Form::Fragment),
            text: "not clinging",
            evidence: evidence(quotes[2]),
            ..StatementDraft::default()
        });
    })
}

fn reader(timeline: &Timeline) -> Reader {
    Reader::open(timeline, SourceId(0), Scope::Sure)
}

#[test]
fn citations_stand_in_the_order_of_the_text_and_the_lost_ones_last() {
    let timeline =
        cited(Some(TEXT), [&["Khoja met Lavrov", "nowhere"], &["H"], &["not clinging", "Zürich"]]);
    let reader = reader(&timeline);
    let drawn: Vec<_> = reader
        .citations
        .iter()
        .map(|citation| {
            let words = citation.range.clone().map_or("-", |range| &reader.text[range]);
            (citation.words.as_str(), words, citation.anchor.unwrap())
        })
        .collect();
    assert_eq!(
        drawn,
        [
            ("\"not clinging\"", "Zürich", Anchor::Ok),
            ("e1", "Khoja met Lavrov", Anchor::Ok),
            ("e2", "H", Anchor::Ok),
            ("\"not clinging\"", "not clinging", Anchor::Ok),
            ("e1", "-", Anchor::Lost),
        ]
    );
    assert_eq!((reader.placed, reader.more), (4, false));
    assert_eq!(reader.citation(Record::Event(0), 1), Some(4));
    assert_eq!(reader.citation(Record::Statement(StatementId(0)), 0), Some(3));
    assert_eq!(reader.about.fields[0].value, "AFP");
}

/// A text with the selected record's words in `[]` and others' in `()`.
#[track_caller]
fn drawn(quotes: [&[&'static str]; 3], width: usize, expected: &[&str]) {
    let timeline = cited(Some(TEXT), quotes);
    let reader = reader(&timeline);
    let lines: Vec<String> = Lines::new(width)
        .seen(&reader, At::default(), usize::MAX)
        .into_iter()
        .map(|line| {
            let pieces = reader.pieces(line, Some(Record::Event(0)));
            let draw = |piece: &Piece| match piece.look {
                Look::Plain | Look::Unused | Look::Below => {
                    reader.text[piece.range.clone()].to_owned()
                }
                Look::Anchor => format!("({})", &reader.text[piece.range.clone()]),
                Look::Evidence => format!("[{}]", &reader.text[piece.range.clone()]),
            };
            pieces.iter().map(draw).collect()
        })
        .collect();
    assert_eq!(lines, expected);
}

#[test]
fn the_words_that_prove_are_highlighted_across_lines_and_overlaps() {
    drawn(
        [&["Khoja met Lavrov"], &["not clinging"], &[]],
        80,
        &["In Zürich⟨U+202E⟩, [Khoja met Lavrov].", "He is (not clinging), he said. Not here."],
    );
    drawn(
        [&["Khoja met Lavrov"], &["met"], &["Lavrov.\nHe is"]],
        20,
        &[
            "In Zürich⟨U+202E⟩,",
            "[Khoja ][met][ ][Lavrov](.)",
            "(He is) not clinging,",
            "he said. Not here.",
        ],
    );
}

#[test]
fn what_was_read_stands_above_and_below_the_text() {
    let mut shard = Shard::new(0);
    let text = "Zürich\u{202e}\n\nKhoja met Lavrov. He may go. Rebels left.\n";
    let span = |start, end| Span { start, end };
    let told = |span, [events, candidates]: [u32; 2], left_out| Account {
        span,
        events,
        statements: 0,
        candidates,
        left_out,
    };
    let receipt = Receipt {
        sentences: vec![
            told(span(0, 7), [0, 0], Some(LeftOut::Headline)),
            told(span(9, 26), [1, 0], None),
            told(span(27, 37), [0, 0], Some(LeftOut::Hypothetical)),
            told(span(38, 50), [0, 1], None),
        ],
        unused: vec![Unused {
            what: Leftover::Name,
            span: span(0, 6),
            words: "Zürich".into(),
            meaning: "Zürich".into(),
        }],
    };
    let source = shard.source("brief");
    shard.describe_source(source, || Source {
        text: Some(text.into()),
        receipt: Some(receipt),
        ..Source::titled("brief", "A brief")
    });
    let (timeline, _) = Timeline::build(vec![model::File::default()], vec![shard]);
    for (scope, unused) in [
        (Scope::Sure, &["Zürich⟨U+202E⟩", "He may go.", "Rebels left."][..]),
        (Scope::All, &["Zürich⟨U+202E⟩", "He may go."]),
    ] {
        let reader = Reader::open(&timeline, SourceId(0), scope);
        assert_eq!(reader.reading.summary, "1 of 4 sentences told");
        let words = reader.reading.unused.iter().map(|range| &reader.text[range.clone()]);
        assert_eq!(words.collect::<Vec<_>>(), unused);
        let below = "\n\n2 sentences left out: 1 hypothetical, 1 headline.\n\
            1 sentence told by candidates alone.\nNo entry uses the names: Zürich.";
        assert_eq!(&reader.text[reader.end..], below);
    }
}

#[test]
fn a_source_without_text_lists_what_cites_it() {
    let timeline = cited(None, [&["Khoja"], &[], &["not"]]);
    let reader = reader(&timeline);
    assert_eq!((reader.has_text, reader.text.as_str(), reader.placed), (false, "", 0));
    assert_eq!(reader.citations.len(), 2);
    let mut lines = Lines::new(20);
    assert!(lines.seen(&reader, At::default(), 9).is_empty());
    let ends = [lines.last_top(&reader, 9), lines.below(&reader, At::default(), usize::MAX)];
    assert_eq!(ends, [At::default(); 2]);
}

#[test]
fn a_stretch_is_scrolled_to_with_what_stands_before_it() {
    let top = |count: usize, byte: usize| {
        let reader = reader(&cited(Some(&"some words\n".repeat(count)), [&[], &[], &[]]));
        let mut lines = Lines::new(20);
        let at = lines.with_byte(&reader, byte);
        lines.top_for(&reader, at, 30).line
    };
    assert_eq!(top(100, 555), 40);
    assert_eq!(top(100, 0), 0);
    assert_eq!(top(100, 1_090), 70);
    assert_eq!(top(3, 25), 0);
}

#[test]
fn of_a_long_text_only_what_is_near_is_laid_out() {
    let paragraph = "The envoys met in Geneva. ".repeat(8) + "\n";
    for text in [paragraph.repeat(10_000), paragraph.replace('\n', "").repeat(10_000), {
        "Genève".repeat(200_000)
    }] {
        let middle = (0..=text.len() / 2).rfind(|&byte| text.is_char_boundary(byte)).unwrap();
        let reader = reader(&cited(Some(&text), [&[], &[], &[]]));
        let mut lines = Lines::new(60);
        let mut laid = 0;
        let mut check = |lines: &Lines| {
            assert!(lines.laid() - laid <= 3, "{} blocks", lines.laid() - laid);
            laid = lines.laid();
        };
        let at = lines.with_byte(&reader, middle);
        let top = lines.top_for(&reader, at, 50);
        let seen = lines.seen(&reader, top, 50);
        assert!(seen.len() == 50 && seen[16].contains(&middle), "{seen:?}");
        check(&lines);
        let end = lines.below(&reader, at, usize::MAX);
        assert_eq!(
            (end, lines.above(&reader, end, usize::MAX)),
            (lines.last(&reader), At::default())
        );
        check(&lines);
        let (above, all) = lines.place(&reader, at);
        assert!((above * 100 / all).abs_diff(50) <= 2, "{above} of {all}");
    }
}

proptest! {
    /// Of the lines in which a match begins the next one is found, or the one before, round the
    /// end; in a text of several blocks, too.
    #[test]
    fn a_search_turns_to_the_next_line(
        words in prop::collection::vec(prop::sample::select(vec!["envoy", "met ", "them\n"]), 1..30),
        (from, long) in (any::<prop::sample::Index>(), any::<bool>()),
    ) {
        let text = words.join(if long { &PADDING } else { " " });
        let reader = reader(&cited(Some(&text), [&[], &[], &[]]));
        let mut lines = Lines::new(40);
        let all = lines.seen(&reader, At::default(), usize::MAX);
        let from = from.index(all.len());
        let at = lines.below(&reader, At::default(), from);
        let pattern = Pattern::new("envoy");
        let has = |line: &&usize| reader.text[all[**line].clone()].contains("envoy");
        let numbers: Vec<usize> = (from + 1..all.len()).chain(0..=from).collect();
        for (direction, expected) in [
            (1, numbers.iter().find(has)),
            (-1, numbers[..numbers.len() - 1].iter().rev().chain([&from]).find(has)),
        ] {
            let found = lines.next_match(&reader, at, &pattern, direction).or_else(|| {
                let block = reader.next_block(at.block, &pattern, direction, &Progress::default());
                lines.match_in(&reader, block?, &pattern, direction)
            });
            let found = found.map(|line| lines.seen(&reader, line, 1));
            prop_assert_eq!(found, expected.map(|&line| vec![all[line].clone()]));
        }
    }

    /// Blocks end where lines do, and moving over them is moving over all lines.
    #[test]
    fn lines_in_blocks_are_those_of_the_whole_text(
        paragraphs in prop::collection::vec((0_usize..40, 0_usize..900), 1..60),
        (width, from, by) in (10_usize..80, any::<prop::sample::Index>(), 0_usize..3_000),
    ) {
        let text: Vec<String> = paragraphs
            .iter()
            .map(|&(words, blank)| format!("{}{}", "She left. ".repeat(words * 9), "\n".repeat(blank)))
            .collect();
        let reader = reader(&cited(Some(&text.join("\n")), [&[], &[], &[]]));
        let mut lines = Lines::new(width);
        let all = lines.seen(&reader, At::default(), usize::MAX);
        prop_assert_eq!(&all, &crate::base::text::wrap(&reader.text, width));
        if let Some(last) = all.len().checked_sub(1) {
            let from = from.index(all.len());
            let at = lines.below(&reader, At::default(), from);
            for (to, expected) in [
                (lines.below(&reader, at, by), (from + by).min(last)),
                (lines.above(&reader, at, by), from.saturating_sub(by)),
            ] {
                prop_assert_eq!(lines.seen(&reader, to, 5), &all[expected..(expected + 5).min(all.len())]);
            }
            let here = &all[from];
            if !here.is_empty() {
                prop_assert_eq!(lines.with_byte(&reader, here.start), at);
            }
        }
    }

    #[test]
    fn pieces_make_up_the_line(
        mut spans in prop::collection::vec((0..60_usize, 1..20_usize), 0..8),
        line in (0..50_usize, 0..30_usize),
    ) {
        spans.sort_unstable();
        let mut reader = reader(&cited(Some(&"x".repeat(80)), [&[], &[], &[]]));
        let record = |number: usize| Record::Event(number as u32 % 3);
        reader.citations = spans
            .iter()
            .enumerate()
            .map(|(number, &(start, length))| Citation {
                record: record(number),
                evidence: 0,
                range: Some(start..start + length),
                anchor: None,
                row: None,
                id: String::new(),
                words: String::new(),
            })
            .collect();
        reader.placed = spans.len();
        reader.longest = spans.iter().map(|&(_, length)| length).max().unwrap_or(0);
        reader.reading.unused = vec![5..20, 20..22, 40..60];
        reader.end = 60;
        let line = line.0..line.0 + line.1;
        let pieces = reader.pieces(line.clone(), Some(Record::Event(1)));
        let mut at = line.start;
        for piece in &pieces {
            prop_assert_eq!(piece.range.start, at);
            at = piece.range.end;
            for byte in piece.range.clone() {
                let here: Vec<usize> = (0..spans.len())
                    .filter(|&n| (spans[n].0..spans[n].0 + spans[n].1).contains(&byte))
                    .collect();
                let selected = here.iter().any(|&number| record(number) == Record::Event(1));
                let look = match (here.is_empty(), selected) {
                    (true, _) if byte >= 60 => Look::Below,
                    (true, _) if reader.reading.unused.iter().any(|it| it.contains(&byte)) => {
                        Look::Unused
                    }
                    (true, _) => Look::Plain,
                    (_, true) => Look::Evidence,
                    (_, false) => Look::Anchor,
                };
                prop_assert_eq!((piece.look, &piece.citations), (look, &here));
            }
        }
        prop_assert_eq!(at, line.end);
    }
}
