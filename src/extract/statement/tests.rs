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
fn a_dateline_is_not_said() {
    check(
        "NAIROBI, March 4 (AFP) - The parties resumed talks, officials said.",
        &["paraphrase: officials | The parties resumed talks"],
    );
}

#[test]
fn a_quotation_on_its_own_has_the_speaker_before() {
    check(
        "“We will talk,” Lind said.\n\n“It is time.”",
        &["verbatim: Lind | We will talk,", "verbatim: Lind | It is time."],
    );
    check(
        "The envoy praised the truce.\n\n“It is a good day.”",
        &["paraphrase: The envoy | the truce", "verbatim: The envoy | It is a good day."],
    );
    check("“It is over!” the crowd roared.", &["verbatim: the crowd | It is over!"]);
    check("The envoy was blunt: “It is over.”", &["verbatim: The envoy | It is over."]);
}

#[test]
fn quoted_words_are_in_their_clause() {
    check(
        "The minister said the plan was “a serious step” for both sides.",
        &["fragment: The minister | the plan was “a serious step” for both sides"],
    );
    check(
        "The minister called the plan “a serious step”.",
        &["fragment: The minister | the plan “a serious step”"],
    );
}

#[test]
fn indirect_speech_has_its_clause() {
    check(
        "The minister said that talks would begin.",
        &["paraphrase: The minister | that talks would begin"],
    );
    check(
        "The minister said earlier that talks would begin.",
        &["paraphrase: The minister | that talks would begin"],
    );
    check(
        "Lind, the Norwegian envoy, said talks would begin on Monday.",
        &["paraphrase: Lind, the Norwegian envoy | talks would begin on Monday"],
    );
    check(
        "Talks would begin soon, the minister said.",
        &["paraphrase: the minister | Talks would begin soon"],
    );
    check(
        "Talks would begin soon, said Lind, an envoy who knows both sides.",
        &["paraphrase: Lind, an envoy who knows both sides | Talks would begin soon"],
    );
    check(
        "Talks, the minister said, would begin soon.",
        &["paraphrase: the minister | Talks | would begin soon"],
    );
    check(
        "As the minister noted, talks had begun.",
        &["paraphrase: the minister | talks had begun"],
    );
    check(
        "According to the ministry, talks would begin.",
        &["paraphrase: the ministry | talks would begin"],
    );
    check(
        "Talks would begin, according to two officials.",
        &["paraphrase: two officials | Talks would begin"],
    );
    check(
        "The envoy left early, saying that nothing had been agreed.",
        &["paraphrase: The envoy | that nothing had been agreed"],
    );
}

#[test]
fn evidence_is_a_source() {
    check("According to a poll, the envoy leads.", &["paraphrase: a poll | the envoy leads"]);
}

#[test]
fn acts_of_speech_have_what_they_are_about() {
    check(
        "The minister accused the rebels of breaking the truce.",
        &["paraphrase: The minister | the rebels of breaking the truce"],
    );
    check("She urged both sides to stop.", &["paraphrase: She | to stop"]);
    check(
        "The ministry denied that troops had crossed the border.",
        &["paraphrase: The ministry | that troops had crossed the border"],
    );
    check("The rebels vowed to fight on.", &["paraphrase: The rebels | to fight on"]);
    check("The king called for a truce.", &["paraphrase: The king | a truce"]);
    check(
        "The minister's claim that the bridge was safe angered voters.",
        &["paraphrase: The minister | that the bridge was safe angered voters"],
    );
    check("The rebels attacked the town.", &[]);
    check("Turkish forces repeated their strikes.", &[]);
    check("Lind said Monday's strike failed.", &["paraphrase: Lind | Monday's strike failed"]);
    check("The envoy might support the plan.", &[]);
}

#[test]
fn a_name_before_a_colon_speaks() {
    check(
        "Marta Lind: Talks will fail\n\nShe was tired.",
        &["paraphrase: Marta Lind | Talks will fail"],
    );
    check("LIND: We will talk. It is time.", &["verbatim: LIND | We will talk. | It is time."]);
    check("Related: Talks will fail", &[]);
}

#[test]
fn the_one_spoken_to_and_the_occasion_are_told() {
    #[track_caller]
    fn check(text: &str, addressee: &str, venue: &str) {
        let reading = crate::extract::read(text, None, Lexicon::built_in());
        let words = |extent: Option<Extent>| extent.map_or("", |extent| &text[extent.range()]);
        let [statement] = reading.statements.as_slice() else { panic!("one statement: {text}") };
        assert_eq!((words(statement.addressee), words(statement.venue)), (addressee, venue));
    }
    check("“We will talk,” Lind told reporters.", "reporters", "");
    check("Lind told reporters that talks would begin.", "reporters", "");
    check("At a press conference, Lind said talks would begin.", "", "At a press conference");
    check("“We will talk,” Lind said in a statement.", "", "in a statement");
    check("Lind said at a press conference that talks would begin.", "", "at a press conference");
    check(
        "“We will talk,” Lind said in an interview with Reuters.",
        "",
        "in an interview with Reuters",
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
