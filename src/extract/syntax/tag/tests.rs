use crate::extract::{
    Lexicon, read,
    reading::tag::Tag::{self, *},
};

/// Checks the tags of the words before a slash, `talks/N`; other words may have any.
#[track_caller]
fn check(marked: &str) {
    let (mut text, mut expect) = (String::new(), Vec::new());
    for piece in marked.split(' ') {
        let (word, tag) = piece.split_once('/').unwrap_or((piece, ""));
        let (tag, stop) = tag.strip_suffix(['.', ',']).map_or((tag, ""), |bare| (bare, "."));
        if !text.is_empty() {
            text.push(' ');
        }
        expect.extend((!tag.is_empty()).then_some((text.len() as u32, word.to_owned(), tag)));
        text.push_str(word);
        text.push_str(stop);
    }
    let reading = read(&text, None, Lexicon::built_in());
    for (start, word, tag) in expect {
        let token = reading.tokens.iter().find(|token| token.extent.start == start).unwrap();
        assert_eq!(short(token.tag), tag, "{word} in {marked:?}");
    }
}

fn short(tag: Tag) -> &'static str {
    match tag {
        Noun => "n",
        Name => "name",
        Adjective => "a",
        Determiner => "d",
        Pronoun => "pro",
        Possessive => "poss",
        Number => "num",
        Base => "base",
        Present => "pres",
        Past => "past",
        Gerund => "ger",
        Participle => "part",
        Auxiliary => "aux",
        Modal => "modal",
        Negation => "neg",
        To => "to",
        Adverb => "adv",
        Preposition => "prep",
        Conjunction => "conj",
        Subordinator => "sub",
        Relative => "rel",
        _ => "sign",
    }
}

#[test]
fn nouns_and_verbs_of_the_same_letters() {
    check("The talks/n ended.");
    check("Russia/name talks/pres to/prep the rebels/n today.");
    check("The army attacks/pres the town every day.");
    check("The attacks/n killed/past ten people.");
    check("The minister visits/pres Paris on Monday.");
    check("Both visits/n were/aux short/a.");
    check("He plans/pres to/to visit/base Cairo.");
    check("The plans/n were rejected/part by/prep Iran.");
    check("The group reports/pres heavy/a losses/n.");
    check("According to reports/n from the border, troops/n moved/past.");
    check("They strike/base at night.");
    check("A strike/n hit/past the port.");
    check("Protesters/n demand/base an end/n to/prep the war.");
    check("The demand/n was met/part.");
    check("The two sides/n agreed/past to/to hold/base talks/n.");
    check("It will/modal help/base Ukraine.");
    check("He asked/past for help/n.");
    check("The United Nations/name appeals/pres to/prep the rebels.");
    check("US strikes/n in Syria killed/past ten.");
    check("The two leaders/n will/modal discuss/base the attacks/n.");
    check("Rebels/n force/base the army/n out of the city.");
    check("Israel/name strikes/pres targets/n in Syria.");
    check("The ceasefire/n holds/pres, residents/n say/base.");
    check("The vote/n came/past after a protest/n.");
    check("France's/name president/n urged/past an early/a end/n to/prep the siege/n.");
    check("China/name backs/pres the plan/n.");
    check("Turkey/name says/pres it/pro will/modal respond/base.");
    check("Officials/n say/base the raid/n failed/past.");
    check("The foreign/a ministry/n did/aux not/neg comment/base.");
    check("She declined/past to/to comment/base.");
    check("Washington/name and/conj Tehran/name traded/past threats/n.");
    check("The prime/a minister/n threatens/pres to/to leave/base.");
    check("There/pro were/aux no/d survivors/n.");
    check("More than/prep 200/num people/n died/past.");
    check("The warning/n came/past as/sub troops/n massed/past.");
    check("The coalition/n launched/past air/n strikes/n.");
    check("Air strikes/n kill/base ten in Aleppo.");
    check("The leaders/n meet/base next week.");
    check("Britain's/name offer/n of/prep aid/n was/aux accepted/part.");
    check("The president wants/pres peace/n.");
}

#[test]
fn participles() {
    check("The talks held/part in Doha ended/past.");
    check("Soldiers/n killed/past ten people.");
    check("Ten people were killed/part by/prep soldiers.");
    check("He has/aux not/neg met/part the king.");
    check("The besieged/a city fell/past.");
    check("The city/n was/aux being/aux shelled/part.");
    check("The embattled/a leader/n fled/past.");
    check("Talks are/aux continuing/ger in Geneva.");
    check("The warring/a parties/n met/past.");
    check("The bombing/n of/prep the city continued/past.");
    check("He left after meeting/ger the envoy.");
    check("The meeting/n lasted/past two hours.");
}

#[test]
fn small_words() {
    check("He said that/sub Iran would/modal leave/base.");
    check("The group that/rel controls/pres the town agreed/past.");
    check("The news that/rel came/past was bad.");
    check("At that/d time/n he left.");
    check("He went to/prep talks/n in Cairo.");
    check("He went to/to talk/base in Cairo.");
    check("She met her/poss counterpart.");
    check("They met her/pro in Cairo.");
    check("That/pro is/aux a lie/n.");
    check("It's/pro late.");
    check("As/sub he spoke/past, the crowd left.");
    check("After/prep the talks he left.");
    check("He spoke as/prep president/n.");
}

#[test]
fn capitals() {
    check("Foreign Minister/name Lavrov/name met/past him.");
    check("Talks/n resume/base in Doha.");
    check("Yesterday he met Kerry/name.");
    check("RUSSIA/name REJECTS/pres THE OFFER/n OF/prep TALKS/n");
    check("Iran Rejects/pres New/a Offer/n Of/prep Talks/n");
    check("\" Peace/n is near,\" he said.");
    check("\" We/pro want/base peace.\"");
}

#[test]
fn no_text_is_too_odd() {
    for text in ["", "'", "'s", "to", "TO", "that", "-", "to to to", "'' ''", "(((", "to. That"] {
        let _ = read(text, None, Lexicon::built_in());
    }
}
