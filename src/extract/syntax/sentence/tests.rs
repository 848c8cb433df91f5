//! Where sentences end: `|` in the expected text marks the ends.

use super::*;
use crate::extract;

/// Cuts the text without its `|`; expects the cuts where they stand.
#[track_caller]
fn check(marked: &str) {
    let text = marked.replace('|', "");
    let reading = extract::read(&text, None, Lexicon::built_in());
    let mut cut = String::new();
    let mut from = 0;
    for sentence in &reading.sentences {
        let end = reading.extent(sentence).end as usize;
        cut.push_str(&text[from..end]);
        cut.push('|');
        from = end;
    }
    cut.push_str(&text[from..]);
    let cut = cut.trim_end().strip_suffix('|').unwrap_or(&cut);
    assert_eq!(cut, marked);
}

#[test]
fn stops_end_sentences() {
    check("The envoys met.| They spoke for hours.| Nothing came of it.");
    check("Why now?| Nobody knows!| The talks go on.");
    check("The minister of Yahoo! has left.");
    check("nobody came to the talks.| they were over.");
    check("Talks ended at 3.5 hours.| 12 envoys left.");
}

#[test]
fn abbreviations_do_not() {
    check("Mr. Smith met Gen. J. R. Jones in the U.S. Senate.| They spoke.");
    check("He flew to the U.S.| The talks were over.");
    check("Acme Inc. bought it.| It was sold to Acme Inc.| The price was low.");
    check("On Jan. 5 they met at 5 p.m. in No. 10 Downing St. and spoke.");
    check("They met at 5 p.m.| He had come early.");
    check("He said no.| Then he left.");
    check("It was a case of Smith v. Jones.| The court ruled.");
    check("They rested on Sunday in the sun.| Then they met.");
    check("Even so do I.| He agreed.");
}

#[test]
fn marks_close_with_the_stop() {
    check("\"We have come nearer.\"| The envoy smiled.");
    check("“Have we come nearer?” Smith asked.| Nobody spoke.");
    check("“Have we come nearer?” he asked.| Nobody spoke.");
    check("(It was late.)| They left.");
    check("`` We have come nearer . ''| The envoy smiled .");
    check("He said \"No.\"| \"Yes,\" she said.");
}

#[test]
fn lines_end_sentences_unless_they_were_broken() {
    check("Talks in Geneva|\n\nThe envoys met.|\n\nThey spoke.");
    check(
        "The envoys of the two countries met on Thursday in\nGeneva and spoke for a long time about an end of\nthe fighting.| It was late.",
    );
    check("# Talks|\nThe envoys met.");
    check("They asked for three things:|\n- bread|\n- peace|\n- a new hotel");
    check("1. The first thing is this.| It is long.");
}

#[test]
fn odd_text_is_cut_somehow() {
    check("");
    check("word");
    check("...");
    check("THE ENVOYS MET.| THEY SPOKE.");
    check("Послы встретились.| Они говорили.");
}

#[test]
fn columns_with_broken_words_are_one_paragraph() {
    let text = "Norwegian Foreign Minister Kari Holm\nmet the Danish envoy on Tuesday in a ho-\n\
                tel by the lake and said that talks\nwould go on. Sweden accused the two go-\n\
                vernments on Wednesday of playing for\ntime, and called for a cease-\nfire.";
    let article = crate::document::open("a.txt", text.to_owned());
    let article = extract::flowing(article, Lexicon::built_in());
    let reading = extract::read_article(&article, Lexicon::built_in());
    let sentences = reading.sentences.iter().map(|run| {
        let place = reading.place(reading.extent(run));
        text[place].split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert_eq!(
        sentences.collect::<Vec<_>>(),
        [
            "Norwegian Foreign Minister Kari Holm met the Danish envoy on Tuesday in a ho- tel by the \
             lake and said that talks would go on.",
            "Sweden accused the two go- vernments on Wednesday of playing for time, and called for a \
             cease- fire.",
        ]
    );
}
