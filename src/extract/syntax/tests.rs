use proptest::prelude::*;

use super::*;
use crate::extract::read;

/// Checks arcs of the tree of a sentence, `dependent relation head` each, `root` with a word alone.
/// Words that stand there several times are told apart by nothing: choose others.
#[track_caller]
fn check(text: &str, arcs: &[&str]) {
    let reading = read(text, None, Lexicon::built_in());
    let found: Vec<String> = reading
        .nodes
        .iter()
        .enumerate()
        .map(|(token, node)| match node.rel {
            Rel::Root => format!("{} root", reading.word(token)),
            rel => {
                let head = reading.word(node.head as usize);
                format!("{} {} {head}", reading.word(token), rel.as_str())
            }
        })
        .collect();
    for arc in arcs {
        assert!(found.iter().any(|it| it == arc), "{arc} is missing in {found:#?}");
    }
}

#[test]
fn who_does_what_to_whom() {
    check("Norway condemned Russia.", &["Norway nsubj condemned", "Russia obj condemned"]);
    check(
        "The king called for a truce.",
        &["king nsubj called", "called root", "truce obl called"],
    );
    check(
        "The two sides agreed to hold talks.",
        &["sides nsubj agreed", "hold xcomp agreed", "talks obj hold"],
    );
    check(
        "Rebels shelled the town and killed ten people.",
        &["Rebels nsubj shelled", "town obj shelled", "killed conj shelled", "people obj killed"],
    );
    check(
        "The minister will meet his Turkish counterpart in Ankara on Monday.",
        &["minister nsubj meet", "will aux meet", "counterpart obj meet", "Monday obl meet"],
    );
    check(
        "Kenya sent 2,000 soldiers to the border.",
        &["Kenya nsubj sent", "soldiers obj sent", "border obl sent"],
    );
    check("China backs the plan.", &["China nsubj backs", "plan obj backs"]);
    check(
        "The US-led coalition bombed a bridge.",
        &["coalition nsubj bombed", "bridge obj bombed"],
    );
}

#[test]
fn passives() {
    check(
        "The deal was signed by both ministers.",
        &["deal nsubj:pass signed", "was aux:pass signed", "ministers obl:agent signed"],
    );
    check(
        "Three soldiers were killed in the attack.",
        &["soldiers nsubj:pass killed", "attack obl killed"],
    );
    check(
        "The envoy has been invited to Geneva.",
        &["envoy nsubj:pass invited", "has aux invited", "Geneva obl invited"],
    );
    check(
        "A convoy that was attacked by rebels reached the city.",
        &["convoy nsubj reached", "attacked acl:relcl convoy", "city obj reached"],
    );
}

#[test]
fn what_is_said() {
    check(
        "The president said that talks would resume.",
        &["president nsubj said", "resume ccomp said", "talks nsubj resume", "that mark resume"],
    );
    check(
        "Iran denied it had attacked the ship.",
        &["Iran nsubj denied", "attacked ccomp denied", "it nsubj attacked", "ship obj attacked"],
    );
    check(
        "“We want peace,” the minister said.",
        &["minister nsubj said", "want ccomp said", "We nsubj want", "peace obj want"],
    );
    check(
        "Egypt urged both sides to stop the fighting.",
        &["Egypt nsubj urged", "stop xcomp urged", "fighting obj stop"],
    );
    check(
        "He did not say who would attend the meeting.",
        &["He nsubj say", "not advmod say", "attend ccomp say", "meeting obj attend"],
    );
}

#[test]
fn parts_of_clauses() {
    check(
        "Lind, the Norwegian envoy, met the rebels.",
        &["Lind nsubj met", "envoy appos Lind", "rebels obj met"],
    );
    check(
        "The talks, which began on Friday, ended without a deal.",
        &["talks nsubj ended", "began acl:relcl talks", "deal obl ended"],
    );
    check(
        "After rebels shelled the town, the army withdrew.",
        &["shelled advcl withdrew", "rebels nsubj shelled", "army nsubj withdrew"],
    );
    check(
        "Russia and Turkey agreed on a ceasefire.",
        &["Russia nsubj agreed", "Turkey conj Russia", "and cc Turkey", "ceasefire obl agreed"],
    );
    check(
        "The government's chief negotiator rejected the offer.",
        &["negotiator nsubj rejected", "government nmod negotiator", "offer obj rejected"],
    );
    check(
        "Rebels attacked an army post on Monday, killing six soldiers, the army said.",
        &["killing advcl attacked", "soldiers obj killing", "army nsubj said"],
    );
    check(
        "Jets bombed a depot on Friday, wounding two guards, officials said.",
        &["wounding advcl bombed"],
    );
    check("There were no survivors.", &["There expl were", "survivors nsubj were"]);
    check("Iran is ready for talks.", &["Iran nsubj ready", "is cop ready", "talks obl ready"]);
    check("Saudi Foreign Minister Adel al-Jubeir visited Moscow.", &["Moscow obj visited"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_trees(text in "([A-Za-z]{1,6}|[ .,'’\"()-]|n't|al-|\\PC|\n){0,60}") {
        check_trees(&text);
    }
}

/// Checks that the nodes of a text are trees.
#[track_caller]
fn check_trees(text: &str) {
    let reading = read(text, None, Lexicon::built_in());
    assert_eq!(reading.nodes.len(), reading.tokens.len(), "{text:?}");
    for sentence in &reading.sentences {
        let mut roots = 0;
        for token in sentence.clone() {
            let mut at = token;
            for _ in sentence.clone() {
                let head = reading.nodes[at].head as usize;
                assert!(sentence.contains(&head), "{text:?}");
                at = head;
            }
            assert_eq!(reading.nodes[at].head as usize, at, "a circle in {text:?}");
            roots += usize::from(reading.nodes[token].head as usize == token);
            assert_eq!(
                reading.nodes[token].head as usize == token,
                reading.nodes[token].rel == Rel::Root
            );
        }
        assert_eq!(roots, 1, "{text:?}");
    }
}

#[test]
fn a_hostile_sentence_has_its_tree() {
    for piece in ["the envoy of Russia who said that ", "a-", "( ", "don't ", "“"] {
        let text = piece.repeat(2_000);
        let reading = read(&text, None, Lexicon::built_in());
        assert_eq!(reading.nodes.len(), reading.tokens.len());
    }
}

#[test]
fn every_sentence_is_a_tree() {
    for text in [
        "",
        "-",
        "a-b-c-",
        "don't can't cannot n't",
        "The US-led coalition didn't meet al-Jubeir of Saudi-Arabia's anti-war-minded court.",
        "“We met,” he said -- twice. (Not now.)",
        "al-al-al al-al al",
    ] {
        check_trees(text);
    }
}

#[test]
fn a_date_is_one_word() {
    check(
        "On Tuesday 11 August, Saudi minister Adel Haddad flew to Oslo.",
        &["Tuesday obl flew", "11 flat Tuesday", "August flat Tuesday", "Adel nsubj flew"],
    );
    check(
        "On 3rd of March 2014, rebels seized the port.",
        &["March obl seized", "2014 flat March", "rebels nsubj seized", "port obj seized"],
    );
    check(
        "On 13 August 2015 Sergey Lavrov met Khaled Khoja in Moscow.",
        &["August obl met", "Sergey nsubj met", "13 flat August", "Khaled obj met"],
    );
    check("On 3 March 2014 rebels seized the port.", &["March obl seized", "rebels nsubj seized"]);
    check(
        "On 12 August 2015 John Kerry was attacked.",
        &["August obl attacked", "John nsubj:pass attacked"],
    );
    check("On Friday, 7 May 2010 the council met.", &["Friday obl met", "council nsubj met"]);
    check(
        "Norway signed on Monday, March 5, 2012, and left.",
        &["Monday obl signed", "5 flat Monday", "2012 flat Monday"],
    );
    check("In May the army captured Herat.", &["May obl captured", "army nsubj captured"]);
    check("In June rebels seized the port.", &["June obl seized", "rebels nsubj seized"]);
    check("In 2019 rebels seized the port.", &["2019 obl seized", "rebels nsubj seized"]);
    check("In July police arrested ten men.", &["July obl arrested", "police nsubj arrested"]);
    // Nothing follows.
    check("Norway left in May", &["May obl left"]);
    check("In May", &[]);
    check("In 2019", &[]);
    check("In June elections Norway voted.", &["June compound elections"]);
    check("In May 10 people died.", &["people nsubj died", "10 nummod people"]);
}

#[test]
fn a_place_and_a_date_before_a_dash_are_not_told() {
    for line in ["Port Sudan, 7 June 2023 —", "LA PAZ, March 18, 2021 -", "Madrid, 3 May 2012 –"]
    {
        check(&format!("{line} Norway condemned Russia."), &["Norway nsubj condemned"]);
    }
    for line in [
        "GOMA (DR Congo), Nov 21, 2012 (AFP) -",
        "BANGUI (Central African Republic), 5 March 2012 (Reuters) —",
        "Kigali (Rwanda), 20 April:",
        "Port Louis, May 3, 2001:",
        "SEOUL, March 18:",
    ] {
        check(&format!("{line} Norway condemned Russia."), &["Norway nsubj condemned"]);
    }
    check("Lind told Oman, 20 April 2001: Norway left.", &["Lind nsubj told"]);
    check(
        "The Bengal police today arrested two men.",
        &["police nsubj arrested", "today obl arrested"],
    );
    check("The Indian army yesterday shelled Kargil.", &["army nsubj shelled"]);
    check(
        "President Lind Monday dismissed the cabinet.",
        &["Lind nsubj dismissed", "Monday obl dismissed"],
    );
    check(
        "Chad closed its border with Niger Wednesday.",
        &["Niger nmod border", "Wednesday obl closed"],
    );
    check("Norway, on 7 June 2023 - a Wednesday - condemned Russia.", &["Norway nsubj condemned"]);
}

#[test]
fn joined_clauses_hang_where_they_belong() {
    check(
        "The army, which backs the rebels, is strong.",
        &["backs acl:relcl army", "army nsubj strong", "rebels obj backs"],
    );
    check(
        "The senator, who met the envoys, was furious.",
        &["met acl:relcl senator", "senator nsubj furious"],
    );
    check(
        "Critics claim that the army has left, an accusation that the army denies.",
        &["denies acl:relcl accusation", "left ccomp claim"],
    );
    check(
        "Poland demanded that Belarus free the activists.",
        &["free ccomp demanded", "that mark free", "Belarus nsubj free", "activists obj free"],
    );
    check(
        "General Petrov later denied there had been a truce.",
        &["been ccomp denied", "there expl been"],
    );
    check(
        "The envoy praised the treaty which the ministers signed.",
        &["signed acl:relcl treaty", "which obj signed", "ministers nsubj signed"],
    );
    check(
        "US strikes in Syria killed ten.",
        &["strikes nsubj killed", "US compound strikes", "killed root"],
    );
    check(
        "She grabbed his arm and in a low voice said, “Leave tonight.”",
        &["voice obl said", "said conj grabbed"],
    );
    check(
        "Macron will meet on Thursday with the leader of a smaller party.",
        &["party nmod leader", "leader obl meet"],
    );
    check(
        "Lavrov was expected to meet the head of the Cairo Conference, a grouping of Syrian figures, on Thursday.",
        &["Thursday obl meet"],
    );
    check(
        "Ethiopia accused Somalia on Monday of sheltering fighters who attacked a convoy.",
        &["sheltering advcl accused", "fighters obj sheltering", "of mark sheltering"],
    );
    check(
        "Peru rejected on Thursday the offer that Chile had made in Lima the day before, an envoy said.",
        &["rejected ccomp said", "envoy nsubj said", "before advmod day"],
    );
    check(
        "Jets bombed two villages in Hiran, a local elder, Hassan Nur, said by telephone.",
        &["elder nsubj said", "Hassan appos elder", "bombed ccomp said"],
    );
    check(
        "Rebels burned a school in Kidal, a resident, Omar Bah, told AFP.",
        &["resident nsubj told", "Omar appos resident"],
    );
    check(
        "A spokesman for the rebel Ogaden National Liberation Front denied any role.",
        &["spokesman nsubj denied", "Front nmod spokesman", "Ogaden compound Front"],
    );
    check("Iran fights against IS, and the WHO said so.", &["IS obl fights", "WHO nsubj said"]);
}

#[test]
fn what_the_parser_tears_is_mended() {
    check(
        "The warning came as troops advanced.",
        &["as mark advanced", "troops nsubj advanced", "advanced advcl came"],
    );
    check("Oman spoke as villagers fled in Chad.", &["villagers nsubj fled", "fled advcl spoke"]);
    check(
        "According to the analyst Hassan Nuri, Omar Berg leads the rebels.",
        &["Nuri obl leads", "Omar nsubj leads", "rebels obj leads"],
    );
    check(
        "According to the envoy Kari Dahl, Norway rejected the plan.",
        &["Norway nsubj rejected", "plan obj rejected"],
    );
    check("Chad condemned the actions of FARC.", &["FARC nmod actions", "actions obj condemned"]);
    check("Chad invited the rebels to talks.", &["talks obl invited"]);
    check("It was a step toward lasting justice.", &["toward case justice"]);
    check(
        "Freed hostage Anna Lind arrived in France today, two days after she was rescued.",
        &["Anna nsubj arrived", "Freed amod Anna"],
    );
    check(
        "Lind told reporters on Monday the raid was wrong.",
        &["raid nsubj wrong", "reporters iobj told"],
    );
    check(
        "Lavrov was expected to meet the head of the Committee, a newer grouping, on Thursday.",
        &["grouping appos Committee", "Thursday obl meet"],
    );
    check("Minister accused of fraud", &["accused root", "Minister nsubj:pass accused"]);
    check("Tanker seized in Aden", &["seized root", "Tanker nsubj:pass seized"]);
    check(
        "Anna Lind met Chancellor Karl Berg, Prime Minister Omar Sadek and NATO chief Piet Vos.",
        &["Piet conj Karl", "NATO nmod Piet"],
    );
}
