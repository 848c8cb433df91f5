use proptest::prelude::*;

use super::*;
use crate::base::text::width;

#[track_caller]
fn line(text: &str, expected: &str) {
    assert_eq!(neutralise(text), expected);
}

#[track_caller]
fn block(text: &str, expected: &str) {
    assert_eq!(neutralise_block(text), expected);
}

#[test]
fn what_is_plain_is_borrowed() {
    for text in ["", "Sergei Lavrov, 13 Aug", "Zürich — “quoted”", "محمد", "Лавров", "北京 東京"]
    {
        assert!(matches!(neutralise(text), Cow::Borrowed(same) if same == text), "{text}");
    }
    assert!(matches!(neutralise_block("a\nb"), Cow::Borrowed(_)));
}

#[test]
fn controls_are_pictures() {
    line("\u{1b}[31mred\u{1b}[0m", "␛[31mred␛[0m");
    line("\u{1b}]52;c;aGk=\u{7}", "␛]52;c;aGk=␇");
    line("nul\0", "nul␀");
    line("\u{7f}\u{8}", "␡␈");
    line("csi \u{9b}31m, nel \u{85}", "csi ⟨U+009B⟩31m, nel ⟨U+0085⟩");
}

#[test]
fn lines_and_tabs_by_layout() {
    line("one\ntwo\r\nthree\tfour\u{2028}five", "one two three four five");
    line("lone\rreturn", "lone␍return");
    block("one\ntwo\r\nthree\tfour\u{2028}five\u{2029}", "one\ntwo\nthree    four\nfive\n");
    block("a\u{b}b\u{c}c\rd", "a␋b␌c␍d");
}

#[test]
fn what_hides_or_reorders_is_named() {
    line(
        "\u{202e}abc\u{2066}\u{2069}\u{200f}\u{61c}",
        "⟨U+202E⟩abc⟨U+2066⟩⟨U+2069⟩⟨U+200F⟩⟨U+061C⟩",
    );
    line("zero\u{200b}width\u{2060}\u{feff}", "zero⟨U+200B⟩width⟨U+2060⟩⟨U+FEFF⟩");
    line("soft\u{ad}hyphen", "soft⟨U+00AD⟩hyphen");
    line("tag\u{e0001}\u{e0041}", "tag⟨U+E0001⟩⟨U+E0041⟩");
    line("\u{e000}\u{378}\u{fdd0}\u{10ffff}", "⟨U+E000⟩⟨U+0378⟩⟨U+FDD0⟩⟨U+10FFFF⟩");
    line("\u{fff9}a\u{fffa}b\u{fffb}", "⟨U+FFF9⟩a⟨U+FFFA⟩b⟨U+FFFB⟩");
    line("\u{3164}\u{115f}\u{1160}", "⟨U+3164⟩⟨U+115F⟩⟨U+1160⟩");
    line("a\u{34f}b", "a⟨U+034F⟩b");
}

#[test]
fn common_blocks_hide_nothing() {
    for c in ('\0'..='\u{FFFF}').filter(|&c| is_common(c)) {
        assert!(!is_ignorable(c) && is_public_assigned(c), "{c:?}");
    }
}

#[test]
fn spaces_that_do_not_break_are_plain() {
    line("13\u{a0}August\u{202f}2015\u{2007}!", "13 August 2015 !");
    line("全角\u{3000}空白", "全角\u{3000}空白");
}

#[test]
fn letters_are_composed() {
    line("e\u{301}", "é");
    line("\u{1112}\u{1161}\u{11ab}", "한");
    line("ก\u{e34}", "ก\u{e34}");
    line("x\u{301}", "x\u{301}");
}

#[test]
fn a_mark_without_a_base_is_named() {
    line("\u{301}a", "⟨U+0301⟩a");
    line("a\u{200b}\u{301}", "a⟨U+200B⟩⟨U+0301⟩");
    line(" \u{301}", " \u{301}");
    line("\u{1161}", "⟨U+1161⟩");
}

#[test]
fn joiners_stay_where_a_script_needs_them() {
    line("می\u{200c}خواهم", "می\u{200c}خواهم");
    line("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष");
    line("Lav\u{200c}rov", "Lav⟨U+200C⟩rov");
    line("Lav\u{200d}rov", "Lav⟨U+200D⟩rov");
}

#[test]
fn emoji_fall_into_parts_of_certain_width() {
    line("❤\u{fe0f}!", "❤!");
    line("👨\u{200d}👩\u{200d}👧", "👨👩👧");
    line("🏳\u{fe0f}\u{200d}🌈", "🏳🌈");
    line("🇺🇦", "🇺🇦");
    line("a\u{fe0f}", "a⟨U+FE0F⟩");
    line("😀\u{e0101}\u{e0102}", "😀⟨U+E0101⟩⟨U+E0102⟩");
    line("❤\u{fe0f}\u{fe0f}", "❤⟨U+FE0F⟩");
}

#[test]
fn heaps_of_marks_are_cut() {
    let heap = format!("a{}", "\u{316}".repeat(500));
    let shown = neutralise(&heap);
    assert_eq!(shown.matches('\u{316}').count(), LONGEST_CLUSTER - 1);
    assert_eq!(shown.matches("⟨U+0316⟩").count(), 501 - LONGEST_CLUSTER);
    assert!(width(&neutralise(&"\u{1100}".repeat(500))) > 1000);
}

#[test]
fn places_are_found_again() {
    let original = "a\u{1b}b\r\ne\u{301}c";
    let shown = Shown::new(original);
    assert_eq!(shown.text, "a␛b\néc");
    let of = |part: &str| {
        let start = original.find(part).expect("a part of the original");
        &shown.text[shown.range(start..start + part.len())]
    };
    assert_eq!(of("a"), "a");
    assert_eq!(of("b"), "b");
    assert_eq!(of("\u{1b}"), "␛");
    assert_eq!(of("\u{1b}b"), "␛b");
    assert_eq!(of("\r"), "\n");
    assert_eq!(of("e"), "é");
    assert_eq!(of("\u{301}"), "é");
    assert_eq!(of("c"), "c");
    assert_eq!(of(original), shown.text);
}

/// Strings dense in trouble: arbitrary characters, and heaps of the special ones.
fn hostile() -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "\0\u{1b}\u{7f}\u{9b}\r\n\t\u{a0}\u{ad}\u{200b}\u{200c}\u{200d}\u{202e}\u{2028}\u{fe0f}\u{301}\u{338}\u{316}\u{1100}\u{1161}\u{11a8}\u{ff9e}👨❤1⃣🏽🇺aé<लاลำ\u{e0041}\u{600}\u{e33}北"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop_oneof![special.clone(), special, any::<char>()], 0..40)
            .prop_map(|chars| chars.into_iter().collect::<String>()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn the_result_is_safe_and_stable(text in hostile()) {
        for layout in [Layout::Line, Layout::Block] {
            let newline = layout == Layout::Block;
            let safe = neutral(&text, layout, |_, _| ());
            prop_assert_eq!(&neutral(&safe, layout, |_, _| ()), &safe);
            for cluster in safe.graphemes(true).filter(|cluster| !newline || *cluster != "\n") {
                prop_assert!(!cluster.contains(char::is_control), "{:?}", cluster);
                prop_assert!(cluster_width(cluster) > 0, "{:?} in {:?}", cluster, safe);
                prop_assert!(cluster.chars().count() <= 2 * LONGEST_CLUSTER);
            }
        }
    }

    #[test]
    fn every_place_has_a_place(text in hostile(), a in 0_usize..60, b in 0_usize..60) {
        let shown = Shown::new(&text);
        prop_assert_eq!(&shown.text, &neutralise_block(&text));
        let ends: Vec<_> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (ends[a.min(b) % ends.len()], ends[a.max(b) % ends.len()]);
        let (a, b) = (a.min(b), a.max(b));
        let range = shown.range(a..b);
        prop_assert!(shown.text.get(range.clone()).is_some(), "{:?}", range);
        prop_assert_eq!(shown.range(0..text.len()), 0..shown.text.len());
    }
}
