use proptest::prelude::*;

use super::*;
use crate::{
    base::rows::RowSet,
    model::{Draft, EvidenceDraft, Source, StatementDraft},
    view::sample,
};

/// The lines as text.
fn drawn(lines: &[Line<'_>]) -> Vec<String> {
    lines
        .iter()
        .map(|line| match &line.part {
            Part::Who(who) => {
                let basis = who.basis.map(Basis::name).unwrap_or_default();
                format!("{} ({}) > {}: {} {basis}", who.speaker, who.standing, who.to, who.when)
            }
            Part::Words(words) => format!("  {words}"),
            Part::How(how) => {
                let form = how.form.map(Form::name).unwrap_or_default();
                let anchor = how.anchor.map(Anchor::name).unwrap_or_default();
                format!("  [{form}] via {} at {} {anchor} {}", how.via, how.venue, how.event_id)
            }
            Part::Space => String::new(),
        })
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn a_statement_is_its_words_between_who_said_them_and_how_we_know() {
    let timeline = sample::timeline(|shard| {
        let [khoja, journalists, afp] =
            ["Khoja", "journalists", "AFP"].map(|name| shard.actor(name));
        shard.push(&Draft { id: "e09", when: sample::when("2015-08-13"), ..Draft::default() });
        let source = shard.source("brief");
        shard.describe_source(source, || Source {
            text: Some("They are not clinging to him.".into()),
            ..Source::titled("brief", "Brief")
        });
        let quote =
            |quote| EvidenceDraft { source, quote, span: None, before: "", after: "", row: None };
        shard.push_statement(&StatementDraft {
            speaker: Some(khoja),
            to: vec![journalists, khoja],
            via: Some(afp),
            form: Some(Form::Verbatim),
            basis: Some(Basis::Stated),
            text: "Not clinging to \u{1b}him.\nReally.",
            event: "e09",
            venue: "press conference",
            evidence: vec![quote("not clinging"), quote("elsewhere")],
            ..StatementDraft::default()
        });
        shard.push_statement(&StatementDraft {
            when: Some(sample::when("2015-08-14")),
            basis: Some(Basis::Inferred),
            form: Some(Form::Paraphrase),
            text: "The position is unchanged",
            ..StatementDraft::default()
        });
    });
    let all = RowSet::all(2);
    let window = Window { timeline: &timeline, shown: &all, width: 16, height: 99 };
    assert_eq!(
        drawn(&lines(At::TOP, &window)),
        [
            "Khoja () > journalists, Khoja: Thu 13 Aug 2015",
            "  \"Not clinging to",
            "  ␛him.",
            "  Really.\"",
            "  [verbatim] via AFP at press conference lost e09",
            "",
            " () > : Fri 14 Aug 2015 inferred",
            "  The position is",
            "  unchanged",
            "  [paraphrase] via  at",
            "",
        ]
    );
}

#[test]
fn of_a_speech_without_end_and_a_crowd_only_the_beginning_is_laid_out() {
    let timeline = sample::timeline(|shard| {
        let to: Vec<_> = (0..5_000).map(|number| shard.actor(&format!("a{number}"))).collect();
        let text = "Words à la carte. ".repeat(200_000);
        let form = Some(Form::Verbatim);
        shard.push_statement(&StatementDraft { to, text: &text, form, ..Default::default() });
    });
    let lines = wrapped(&timeline, StatementId(0), 40);
    assert!(lines.len() < 1_200, "{} lines", lines.len());
    assert_eq!(lines.len(), height(&timeline, StatementId(0), 40));
    let drawn = drawn(&lines);
    assert!(drawn[0].contains("a98, a99 + 4900: undated"), "{}", drawn[0]);
    assert!(drawn[lines.len() - 3].ends_with("…\""), "{}", drawn[lines.len() - 3]);
}

#[test]
fn nothing_shown_has_no_lines() {
    let timeline = sample::timeline(|shard| shard.push_statement(&StatementDraft::default()));
    let none = RowSet::none(1);
    let window = Window { timeline: &timeline, shown: &none, width: 16, height: 9 };
    assert_eq!(lines(At::TOP, &window), []);
    assert_eq!(At::TOP.scrolled_to(StatementId(0), &window), At::TOP);
    assert_eq!(At::TOP.below(3, &window), At::TOP);
}

proptest! {
    #[test]
    fn a_window_is_a_part_of_all_lines(
        lengths in prop::collection::vec(0..40_usize, 1..8),
        hidden in any::<u8>(),
        (top, line) in (0..9_u32, 0..12_usize),
        (width, height) in (1..12_usize, 1..12_usize),
        (selected, step) in (0..8_u32, 0..30_usize),
    ) {
        let timeline = sample::timeline(|shard| {
            for &length in &lengths {
                let text = "word ".repeat(length);
                shard.push_statement(&StatementDraft { text: &text, ..Default::default() });
            }
        });
        let count = lengths.len() as u32;
        let shown = RowSet::filtered(count, |row| hidden >> row & 1 == 0);
        prop_assume!(!shown.is_empty());
        let window = Window { timeline: &timeline, shown: &shown, width, height };
        let whole = lines(At::TOP, &Window { height: usize::MAX, ..window });
        let index_of = |at: At| {
            whole.iter().position(|line| line.statement == at.statement).unwrap() + at.line
        };

        for id in (0..count).map(StatementId) {
            prop_assert_eq!(wrapped(&timeline, id, width).len(), super::height(&timeline, id, width));
        }
        let top = At { statement: StatementId(top), line };
        let settled = top.settled(&window).unwrap();
        let index = index_of(settled);
        let end = (index + height).min(whole.len());
        prop_assert_eq!(&lines(top, &window)[..], &whole[index..end]);
        prop_assert_eq!(index_of(settled.below(step, &window)), (index + step).min(whole.len() - 1));
        prop_assert_eq!(index_of(settled.above(step, &window)), index.saturating_sub(step));

        let selected = StatementId(shown.next_from(selected % count).unwrap_or_else(|| shown.next_from(0).unwrap()));
        let top = top.scrolled_to(selected, &window);
        let first = whole.iter().position(|line| line.statement == selected).unwrap();
        let length = whole.iter().filter(|line| line.statement == selected).count() - 1;
        let seen = index_of(top)..index_of(top) + height;
        if length <= height {
            prop_assert!(seen.start <= first && first + length <= seen.end);
        } else {
            prop_assert!(first <= seen.start && seen.end <= first + length);
        }
        prop_assert_eq!(top.scrolled_to(selected, &window), top);
        prop_assert!(seen.end < whole.len() || seen.start == 0 || seen.end == whole.len() - 1);
    }
}
