use super::*;

mod told;

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

/// The speakers of the statements of a text.
#[track_caller]
fn check_speakers(text: &str, expect: &[&str]) {
    let reading = crate::extract::read(text, None, Lexicon::built_in());
    let speakers = reading.statements.iter().map(|statement| {
        statement.speaker.map_or("nobody", |speaker| &*reading.actors[speaker].name)
    });
    assert_eq!(speakers.collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn the_day_of_the_saying_is_not_said() {
    check("Iran said on Monday it had freed him.", &["paraphrase: Iran | it had freed him"]);
    check("The army said Monday two men left.", &["paraphrase: The army | two men left"]);
    check("Lind said last week the talks failed.", &["paraphrase: Lind | the talks failed"]);
    check("Lind said on Monday that it rained.", &["paraphrase: Lind | that it rained"]);
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
        &["verbatim: she | We will talk,", "verbatim: she | It is time."],
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
    check(
        "According to a poll, the envoy would win.",
        &["paraphrase: a poll | the envoy would win"],
    );
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
        &["paraphrase: The minister | that the bridge was safe"],
    );
    check("The rebels attacked the town.", &[]);
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
    check("Marta Lind told reporters that talks would begin.", "reporters", "");
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
fn a_new_sentence_in_marks_is_a_new_statement() {
    check(
        "\"We are tired,\" Lind said. \"The war must end.\"",
        &["verbatim: Lind | We are tired,", "verbatim: Lind | The war must end."],
    );
    check(
        "\"It was late,\" said Karim Madani, the minister, \"and cold.\"",
        &["verbatim: Karim Madani, the minister | It was late, | and cold."],
    );
    check(
        "\"We will win,\" Haddad said, as the crowd applauded. \"You are the ones who won.\"",
        &["verbatim: Haddad | We will win,", "verbatim: Haddad | You are the ones who won."],
    );
}

#[test]
fn a_stop_or_a_question_may_stand_before_the_cue() {
    check("\"We are ready.\" Haddad told the crowd.", &["verbatim: Haddad | We are ready."]);
    check("\"Are we ready?\" Haddad asked the crowd.", &["verbatim: Haddad | Are we ready?"]);
}

#[test]
fn who_is_named_is_not_who_speaks() {
    check(
        "“The president is ready,” an adviser close to President Samia said.",
        &["verbatim: an adviser close to President Samia | The president is ready,"],
    );
    check(
        "A spokesman for the Turkish army told Anadolu news agency that rebels had left.",
        &["paraphrase: A spokesman for the Turkish army | that rebels had left"],
    );
    check(
        "She grabbed his arm and in a low voice said, \"Leave tonight.\"",
        &["verbatim: She | Leave tonight."],
    );
    check(
        "HAVANA (AP) — Peru's main rebel group said Monday that it will leave.",
        &["paraphrase: Peru's main rebel group | that it will leave"],
    );
    check(
        "However one member, Anthony Weiner, said he would vote against it.",
        &["paraphrase: one member, Anthony Weiner | he would vote against it"],
    );
}

#[test]
fn anonymous_sources_speak() {
    check(
        "A deal is expected soon, a mediation source told Reuters.",
        &["paraphrase: a mediation source | A deal is expected soon"],
    );
    check(
        "“We heard the guns,” said a resident known as “Old Erik”, who lives in Oslo.",
        &["verbatim: a resident known as “Old Erik”, who lives in Oslo | We heard the guns,"],
    );
    check(
        "“It began at dawn. Houses burned,” said a fisherman who goes by the name “Captain.”",
        &[
            "verbatim: a fisherman who goes by the name “Captain.” | It began at dawn. Houses burned,",
        ],
    );
}

#[test]
fn an_occasion_is_not_said() {
    check(
        "In a speech in Cairo, Omar Haddad said, \"We will not sign.\"",
        &["verbatim: Omar Haddad | We will not sign."],
    );
    check(
        "“Lift the siege by 1 June at the latest,” said Omar Touray, at the Lagos summit.",
        &["verbatim: Omar Touray, at the Lagos summit | Lift the siege by 1 June at the latest,"],
    );
}

#[test]
fn what_is_denied_is_nobodys_statement() {
    check("Karim Madani did not say \"surrender\".", &[]);
    check(
        "General Petrov later denied there had been a truce.",
        &["paraphrase: General Petrov | there had been a truce"],
    );
    check(
        "Karim Madani denied that he had called the plan \"a disgrace\".",
        &["paraphrase: Karim Madani | that he had called the plan \"a disgrace\""],
    );
}

#[test]
fn words_that_do_not_stand_alone_keep_their_cue() {
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let reading = crate::extract::read(text, None, Lexicon::built_in());
        let words: Vec<String> = reading.statements.iter().map(|it| it.words(&reading)).collect();
        assert_eq!(words, [expect], "{text}");
    }
    check("The minister said that talks would begin.", "talks would begin");
    check("General Petrov later denied there had been a truce.", "denied there had been a truce");
    check("Lind condemned the raid on the port.", "condemned the raid on the port");
    check("Lind said the plan was \"a step\" ahead.", "the plan was \"a step\" ahead");
}

#[test]
fn a_name_signs_behind_a_dash() {
    const WORDS: &str = "Kari has led these talks with patience.";
    let text = format!("“{WORDS}” – Ambassador Erik Lund");
    check(&text, &[&format!("verbatim: Ambassador Erik Lund | {WORDS}")]);
    let text = format!("“{WORDS}”\n\n— Erik Lund, ambassador of Norway");
    check(&text, &[&format!("verbatim: Erik Lund, ambassador of Norway | {WORDS}")]);
    let text = format!("From Ambassador Ingrid Dahl:\n\n“{WORDS}”");
    check(&text, &[&format!("verbatim: Ambassador Ingrid Dahl | {WORDS}")]);
}

#[test]
fn marks_are_paired_by_kind() {
    for words in ["“couldn‘t fail”", "\"couldn’t fail”", "„cannot fail“", "‘can’t fail’"]
    {
        let text = format!("Hugo Lind said the talks {words} and left Geneva.");
        let said = format!("fragment: Hugo Lind | the talks {words}");
        check(&text, &[&said]);
    }
}

#[test]
fn in_other_languages_nobody_speaks() {
    check(
        "Le ministre a dit que les pourparlers « seraient longs » dans les prochains jours, selon \
         deux diplomates de la région qui ont parlé à la presse.",
        &["verbatim: - | seraient longs"],
    );
    check(
        "Der Minister hat sich am Freitag in Genf mit seinem Kollegen getroffen. \"Wir sind uns näher \
         gekommen\", sagte Lawrow nach dem Treffen der beiden, das fünf Stunden lang dauerte.",
        &["verbatim: - | Wir sind uns näher gekommen"],
    );
    check(
        "Le ministre a rencontré son homologue à Genève. « Nous avons progressé », a déclaré Lavrov \
         après la rencontre, qui a duré cinq heures, dans un hôtel de la ville.",
        &["verbatim: - | Nous avons progressé"],
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

#[test]
fn a_whole_clause_in_marks_is_verbatim() {
    check("Lind said that “we will talk to all.”", &["verbatim: Lind | we will talk to all."]);
    check(
        "Lind said that: “We will talk. It is time.”",
        &["verbatim: Lind | We will talk. It is time."],
    );
    check(
        "The army told reporters that, “The port is open.”",
        &["verbatim: The army | The port is open."],
    );
    check(
        "Lind added that “[w]e will stay in Oslo.”",
        &["verbatim: Lind | [w]e will stay in Oslo."],
    );
    check(
        "Lind said that they “will talk to all sides”.",
        &["fragment: Lind | that they “will talk to all sides”"],
    );
}

#[test]
fn what_is_said_ends_where_somebody_is_quoted() {
    check(
        "Lind said that the talks went well, adding, “We will be back.”",
        &["paraphrase: Lind | that the talks went well", "verbatim: Lind | We will be back."],
    );
    check(
        "The ministry said that the port was shut, with envoy Kari Dahl saying, “We saw smoke.”",
        &[
            "paraphrase: The ministry | that the port was shut",
            "verbatim: envoy Kari Dahl | We saw smoke.",
        ],
    );
    check(
        "Lind claims that the raid is near, stating: “The planners pick targets.”",
        &[
            "paraphrase: Lind | that the raid is near",
            "verbatim: Lind | The planners pick targets.",
        ],
    );
    check(
        "Lind asked that Oman follow, as it had before, stating, “We will help.”",
        &[
            "paraphrase: Lind | that Oman follow, as it had before",
            "verbatim: Lind | We will help.",
        ],
    );
    check(
        "Lind said the talks “could fail” and left Oslo.",
        &["fragment: Lind | the talks “could fail”"],
    );
}

#[test]
fn what_is_said_ends_with_the_clause_that_reports() {
    check(
        "Though one Oman soldier says that the rebels have fled, Lind is still there.",
        &["paraphrase: one Oman soldier | that the rebels have fled"],
    );
    check(
        "While the ministry says that the port is open, ships wait outside.",
        &["paraphrase: the ministry | that the port is open"],
    );
    check(
        "After the talks, Lind said that if the rebels leave, the port will open.",
        &["paraphrase: Lind | that if the rebels leave, the port will open"],
    );
    check(
        "Critics claim that the army has left, an accusation the army strongly denies.",
        &["paraphrase: Critics | that the army has left"],
    );
}

#[test]
fn who_speaks_behind_what_is_said() {
    check(
        "The port will open on Monday, the ministry, which runs it, said on Friday.",
        &["paraphrase: the ministry | The port will open on Monday"],
    );
    check(
        "Norway will press Oman to ensure “there is no war in the north,” said envoy Kari Dahl.",
        &["fragment: envoy Kari Dahl | Norway will press Oman to ensure “there is no war in the \
           north,”"],
    );
    check(
        "The BBC reports that the army has left the town.",
        &["paraphrase: The BBC | that the army has left the town"],
    );
    check(
        "The Norwegian military admits they lost the port.",
        &["paraphrase: The Norwegian military | they lost the port"],
    );
    check(
        "Standing beside the minister in Oslo, Lind said, “We will talk.”",
        &["verbatim: Lind | We will talk."],
    );
    check("The envoy called off the talks with the rebels in the north.", &[]);
    check_speakers(
        "“We will go,” William Donnelly said. Donnelly said he was glad.",
        &["William Donnelly", "William Donnelly"],
    );
}

#[test]
fn what_is_held_is_not_said() {
    check("The general called a meeting of his officers.", &[]);
    check("The party called elections for May.", &[]);
}

#[test]
fn what_is_asked_for_ends_before_the_next_act() {
    check(
        "Norway urged Chad to show restraint and left.",
        &["paraphrase: Norway | to show restraint"],
    );
}

#[test]
fn words_that_only_open_a_sentence_are_not_said() {
    check(
        "Yet as the envoys packed their bags, residents reported heavy fire in the town.",
        &["paraphrase: residents | heavy fire in the town"],
    );
    check(
        "But after the guns fell silent, Lind said it was over.",
        &["paraphrase: Lind | it was over"],
    );
    check(
        "If they come, we will fight, Lind said.",
        &["paraphrase: Lind | If they come, we will fight"],
    );
}

#[test]
fn a_source_inside_a_clause_says_that_clause() {
    check(
        "Lind proposed that Chad leave, a plan that Kenya rejected and that the Omanis, according to \
         an aide, are ready to accept.",
        &[
            "paraphrase: Lind | that Chad leave",
            "paraphrase: an aide | the Omanis | are ready to accept",
        ],
    );
    check(
        "The envoy warned that the port, according to two aides, was mined.",
        &["paraphrase: two aides | the port | was mined"],
    );
    check(
        "The raid, according to the ministry, killed two men.",
        &["paraphrase: the ministry | The raid | killed two men"],
    );
}

#[test]
fn what_another_one_says_ends_what_is_said() {
    check(
        "The envoy of Oman said that the raid was a crime, while her Kenyan colleague said that it was \
         needed.",
        &[
            "paraphrase: The envoy of Oman | that the raid was a crime",
            "paraphrase: her Kenyan colleague | that it was needed",
        ],
    );
    check(
        "The minister voiced fears that the truce would fail, although her deputy insisted that it \
         would hold.",
        &[
            "paraphrase: The minister | fears that the truce would fail",
            "paraphrase: her deputy | that it would hold",
        ],
    );
    check(
        "Norway called for a review of the plan, with Foreign Minister Kari Dahl branding it \
         “absurd”.",
        &[
            "paraphrase: Norway | a review of the plan",
            "fragment: Foreign Minister Kari Dahl | it “absurd”",
        ],
    );
}

#[test]
fn two_who_say_so_are_not_said_by_each_other() {
    check(
        "Macron told Putin that France would not recognise the vote, the ministry said.",
        &["paraphrase: the ministry | Macron told Putin that France would not recognise the vote"],
    );
    check(
        "His claim was ridiculed in Quito, where President Sixto Duran Ballen said that it had never \
         fallen.",
        &[
            "paraphrase: - | His claim | in Quito, where President Sixto Duran Ballen said that it had \
             never fallen",
            "paraphrase: President Sixto Duran Ballen | that it had never fallen",
        ],
    );
}

#[test]
fn what_is_told_has_its_subject() {
    check(
        "Lind told reporters the accord was “a first step, not peace”.",
        &["fragment: Lind | the accord was “a first step, not peace”"],
    );
    check(
        "Lind told reporters on Monday the raid was “wrong”.",
        &["fragment: Lind | the raid was “wrong”"],
    );
    check(
        "Oman accused Kenya of arming and hiding them.",
        &["paraphrase: Oman | Kenya of arming and hiding them"],
    );
    check(
        "Chad, condemning the raid and closing the port, left.",
        &["paraphrase: Chad | the raid"],
    );
    check("Riyadh called the vote “a farce”.", &["fragment: Riyadh | the vote “a farce”"]);
    check("Kenya called elections for May.", &[]);
}

#[test]
fn an_office_is_not_its_holder_and_he_is_no_state() {
    check_speakers("Prime Minister Lind left. His office said that he would return.", &["nobody"]);
    check_speakers(
        "Foreign Minister Wang Yi met reporters. “Chad,” he said, “will not be there.”",
        &["Wang Yi"],
    );
}
