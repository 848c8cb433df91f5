use super::*;

/// The statements of a text as `form: speaker | content | content`, a line each.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let reading = crate::extract::read(text, None, Lexicon::built_in());
    let words = |extent: Extent| &text[extent.range()];
    let lines: Vec<String> = reading
        .statements
        .iter()
        .map(|statement| {
            let form = match statement.form {
                Form::Verbatim => "verbatim",
                Form::Fragment => "fragment",
                Form::Paraphrase | Form::Recalled => "paraphrase",
            };
            let mut parts = vec![format!("{form}: {}", statement.source.map_or("-", words))];
            parts.extend(statement.content.iter().map(|&extent| words(extent).to_owned()));
            parts.join(" | ")
        })
        .collect();
    assert_eq!(lines, expect, "{text}");
}

#[test]
fn direct_speech_has_its_speaker() {
    check("\"We will talk,\" the minister said.", &["verbatim: the minister | We will talk,"]);
    check(
        "“We will talk,” said Marta Lind, the envoy.",
        &["verbatim: Marta Lind, the envoy | We will talk,"],
    );
    check("The minister said: “We will talk.”", &["verbatim: The minister | We will talk."]);
    check("``We will talk,'' the minister said.", &["verbatim: the minister | We will talk,"]);
    check("“We will talk,” she said, “and soon.”", &["verbatim: she | We will talk, | and soon."]);
    check(
        "“We will talk,” she said. “It is time.”",
        &["verbatim: she | We will talk, | It is time."],
    );
}

#[test]
fn indirect_speech_has_its_clause() {
    check(
        "The minister said that talks would begin.",
        &["paraphrase: The minister | that talks would begin"],
    );
    check(
        "Talks would begin soon, the minister said.",
        &["paraphrase: the minister | Talks would begin soon"],
    );
    check(
        "According to the ministry, talks would begin.",
        &["paraphrase: the ministry | talks would begin"],
    );
}

#[test]
fn a_lost_mark_costs_no_other_quotation() {
    check(
        "\"It was late, he said, \"and cold.\"\n\n\"We left,\" she said.",
        &[
            "verbatim: - | It was late, he said,",
            "verbatim: - | and cold.",
            "verbatim: she | We left,",
        ],
    );
}

#[test]
fn a_mark_without_its_second_ends_with_the_paragraph() {
    check(
        "“We will talk, the minister said.\n\nNobody came.",
        &["verbatim: - | We will talk, the minister said."],
    );
    check(
        "He was tired.\n\n“It was long.\n\n“It was dull,” he said.",
        &["verbatim: he | It was long. | It was dull,"],
    );
}
