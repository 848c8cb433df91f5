use super::{Phrase, PhraseKind, conjuncts, full};
use crate::extract::{Lexicon, Reading, read};

/// Noun phrases in `[]`, verb groups in `<>`.
#[track_caller]
fn check(text: &str, expect: &str) {
    let reading = read(text, None, Lexicon::built_in());
    let mut shown = String::new();
    let mut last = 0;
    for Phrase { run, kind, .. } in &reading.phrases {
        let extent = reading.extent(run).range();
        shown.push_str(&text[last..extent.start]);
        let (open, close) = if *kind == PhraseKind::Noun { ('[', ']') } else { ('<', '>') };
        shown.push(open);
        shown.push_str(&text[extent.clone()]);
        shown.push(close);
        last = extent.end;
    }
    shown.push_str(&text[last..]);
    assert_eq!(shown, expect);
}

#[test]
fn phrases() {
    check("The newly elected leader spoke.", "[The newly elected leader] <spoke>.");
    check("Russia's foreign ministry said so.", "[Russia's foreign ministry] <said> so.");
    check("He told AFP Monday that he left.", "[He] <told> [AFP] [Monday] that [he] <left>.");
    check(
        "It gave Iran the right to enrich uranium.",
        "[It] <gave> [Iran] [the right] <to enrich> [uranium].",
    );
    check(
        "The deal has not been formally accepted.",
        "[The deal] <has not been formally accepted>.",
    );
    check("Political and military leaders met.", "[Political and military leaders] <met>.");
    check("The wounded were flown out.", "[The wounded] <were flown> out.");
    check("Kerry won't attend.", "[Kerry] <won't attend>.");
    check("On March 4 Russian troops left.", "On [March 4] [Russian troops] <left>.");
    check("She sold $5 million of arms.", "[She] <sold> [$5 million] of [arms].");
}

fn index_of(reading: &Reading<'_>, words: &str) -> usize {
    let start = reading.text.find(words).unwrap() as u32;
    reading.phrases.iter().position(|it| reading.extent(&it.run).start == start).unwrap()
}

#[track_caller]
fn check_full(text: &str, of: &str, expect: &str) {
    let reading = read(text, None, Lexicon::built_in());
    let run = full(&reading, Lexicon::built_in(), index_of(&reading, of));
    assert_eq!(reading.slice(reading.extent(&run)), expect);
}

#[test]
fn full_phrases() {
    check_full(
        "Ali Haidar, head of the exiled National Front, Syria's oldest party, met the king.",
        "Ali",
        "Ali Haidar, head of the exiled National Front, Syria's oldest party",
    );
    check_full(
        "The head of the Oslo Committee met him.",
        "The head",
        "The head of the Oslo Committee",
    );
    check_full(
        "A spokesman for the army (SAA) said so.",
        "A spokesman",
        "A spokesman for the army (SAA)",
    );
    check_full("France, Italy and Spain agreed.", "France", "France");
    check_full("The minister spoke on Monday in Oslo.", "The minister", "The minister");
    check_full("The mayor, 54, was shot.", "The mayor", "The mayor, 54");
}

#[track_caller]
fn check_list(text: &str, of: &str, expect: &[&str]) {
    let reading = read(text, None, Lexicon::built_in());
    let list = conjuncts(&reading, Lexicon::built_in(), index_of(&reading, of));
    let words = |&at: &usize| reading.slice(reading.extent(&reading.phrases[at].run));
    assert_eq!(list.iter().map(words).collect::<Vec<_>>(), expect);
}

#[test]
fn lists() {
    let three = ["Russia", "Saudi Arabia", "the United States"];
    check_list("Russia, Saudi Arabia and the United States met.", "Russia", &three);
    check_list("Russia, Saudi Arabia, and the United States met.", "the United", &three);
    check_list("Russia, Saudi Arabia and the United States met.", "Saudi", &three);
    check_list("The leaders of Iran and Iraq met.", "The leaders", &["The leaders"]);
    check_list("The leaders of Iran and Iraq met.", "Iran", &["Iran", "Iraq"]);
    check_list(
        "The king of Jordan and the emir of Qatar met.",
        "The king",
        &["The king", "the emir"],
    );
    check_list("On Monday, Iran left.", "Iran", &["Iran"]);
    check_list("Iran left and Iraq stayed.", "Iran", &["Iran"]);
}
