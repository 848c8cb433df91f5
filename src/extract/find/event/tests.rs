mod armed;
mod doers;
mod meant;
mod moves;
mod phrases;
mod whom;

use std::fmt::Write as _;

use crate::{
    extract::{Extent, Lexicon, read, reading::event::Event},
    model::{Kind, Status, day::Day},
};

/// What a text tells, however sure it is: kind, trigger, who with their roles, status if it is not
/// `occurred`, place. Neither what is said nor what only words around a trigger tell is among it.
fn events(text: &str) -> Vec<String> {
    let reading = read(text, Day::of(2015, 8, 13), Lexicon::built_in());
    let tells = |event: &&Event| {
        event.signs.doubt.is_none() && !event.signs.is_guessed && event.kind != Kind::Statement
    };
    let line = |event: &Event| {
        let mut line = format!("{} {}", event.kind, reading.slice(event.trigger));
        for &(actor, role) in &event.actors {
            write!(line, " {}:{role}", reading.actors[actor].name).unwrap();
        }
        if event.status != Status::Occurred {
            write!(line, " ({})", event.status).unwrap();
        }
        if let Some(place) = event.place {
            write!(line, " @{}", reading.slice(place)).unwrap();
        }
        line
    };
    reading.events.iter().filter(tells).map(line).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(events(text), expect, "{text}");
}

/// The kinds of all triggers, sure or not.
#[track_caller]
fn kinds(text: &str, expect: &[Kind]) {
    let reading = read(text, None, Lexicon::built_in());
    let told = reading.events.iter().map(|event| event.kind);
    let told: Vec<Kind> =
        told.filter(|kind| !matches!(kind, Kind::Other | Kind::Statement)).collect();
    assert_eq!(told, expect, "{text}");
}

#[test]
fn a_group_acts_and_not_its_state() {
    check(
        "Colombia's main rebel army attacked a police post near Cali on Sunday.",
        &["assault attacked Colombia's main rebel army:initiator Police post:recipient @Cali"],
    );
    check(
        "Gulf leaders agreed on Sunday to create a navy.",
        &["agree agreed Gulf leaders:initiator"],
    );
    check(
        "Kenyan rebels shelled a barracks in Garissa.",
        &["assault shelled Kenyan rebels:initiator @Garissa"],
    );
    check(
        "Nigerian gunmen kidnapped four Italian engineers.",
        &["assault kidnapped Nigerian gunmen:initiator Four Italian engineers:victim"],
    );
    check(
        "Ghanaian soldiers killed three Togolese smugglers near Lomé on Tuesday.",
        &["assault killed Ghanaian soldiers:initiator Three Togolese smugglers:victim @Lomé"],
    );
    check(
        "Israel's air force bombed a depot in Damascus on Sunday.",
        &["assault bombed Israel's air force:initiator Depot:recipient @Damascus"],
    );
    check(
        "Egyptian police arrested forty protesters in Cairo on Friday.",
        &["coerce arrested Egyptian police:initiator Forty protesters:recipient @Cairo"],
    );
}

#[test]
fn verbs_tell_who_acts_on_whom() {
    check("Norway condemned Russia.", &["accuse condemned Norway:initiator Russia:recipient"]);
    check(
        "Russia was condemned by Norway.",
        &["accuse condemned Norway:initiator Russia:recipient"],
    );
    check(
        "France expelled two Libyan diplomats.",
        &["sanction expelled France:initiator Two Libyan diplomats:recipient"],
    );
    check(
        "Chad launched an attack on Libya.",
        &["assault launched Chad:initiator Libya:recipient"],
    );
    check(
        "Peru and Chile signed a treaty in Lima.",
        &["agree signed Peru:participant Chile:participant @Lima"],
    );
    check(
        "Ghana sent food and medicine to Togo.",
        &["aid sent Ghana:initiator Togo:recipient @Togo"],
    );
    check(
        "Denmark's foreign minister, Kari Dahl, visited Tehran on Wednesday.",
        &["consult visited Kari Dahl:initiator Iran:recipient"],
    );
    check(
        "Kari Dahl met President Rostami in Tehran.",
        &["consult met Kari Dahl:participant Rostami:participant @Tehran"],
    );
}

#[test]
fn who_accuses_and_who_denies() {
    check(
        "Peru accused Chile's navy of sinking a fishing boat.",
        &["accuse accused Peru:initiator Chile's navy:recipient"],
    );
    check(
        "Cuba accuses Haiti of sheltering gunmen.",
        &["accuse accuses Cuba:initiator Haiti:recipient"],
    );
    check(
        "Oman accused Qatar of arming the rebels, but Qatar denied the charge.",
        &[
            "accuse accused Oman:initiator Qatar:recipient",
            "reject denied Qatar:initiator Oman:recipient",
        ],
    );
}

#[test]
fn what_somebody_tells_has_a_doer_of_its_own() {
    check(
        "The envoy told the Baltic news agency that rebels had burned two villages.",
        &["assault burned Rebels:initiator Two villages:recipient"],
    );
    check(
        "The minister told reporters that Libya had attacked Chad.",
        &["assault attacked Libya:initiator Chad:recipient"],
    );
    check(
        "A spokeswoman for the Danish navy said that pirates had boarded a tanker.",
        &["assault boarded Pirates:initiator Tanker:recipient"],
    );
}

#[test]
fn a_relative_clause_is_not_in_the_way() {
    check("France, which borders Spain, rejected the plan.", &["reject rejected France:initiator"]);
    check(
        "France, which attacked Libya in October 2014, condemned Iran.",
        &[
            "assault attacked France:initiator Libya:recipient",
            "accuse condemned France:initiator Iran:recipient",
        ],
    );
    check(
        "Rebels who had shelled the town withdrew on Monday.",
        &["assault shelled Rebels:initiator Town:recipient", "retreat withdrew Rebels:initiator"],
    );
}

#[test]
fn what_did_not_happen_is_no_event() {
    check("India did not attack Pakistan.", &[]);
    check(
        "The minister denied that the army had bombed the town.",
        &["reject denied Minister:initiator"],
    );
    check("Russia denied shelling the hospital.", &["reject denied Russia:initiator"]);
    check(
        "The army withdrew from the town without attacking the rebels.",
        &["retreat withdrew Army:initiator"],
    );
    check("Egypt may visit Sudan.", &[]);
    check("If India attacked Pakistan, China would respond.", &[]);
    check("India would attack Pakistan if China agreed.", &[]);
    check("Any attack on the port would be answered.", &[]);
    check("The king considered abdicating.", &[]);
    check("Peru considered attacking Chile.", &[]);
    check("The president wants to meet the rebels.", &[]);
}

#[test]
fn what_is_offered_or_threatened_is_told_by_the_words() {
    check(
        "The minister offered to hold talks with the rebels.",
        &["agree offered Minister:initiator Rebels:recipient"],
    );
    check("Togo offered to meet the rebels.", &["agree offered Togo:initiator Rebels:recipient"]);
    check(
        "The general threatened to attack the port.",
        &["threaten threatened General:initiator Port:recipient"],
    );
    check(
        "Iran warned Iraq that it would close the strait.",
        &["threaten warned Iran:initiator Iraq:recipient"],
    );
    check("The agency warned that food was running out.", &[]);
    check(
        "Kenya agreed to send aid to Somalia.",
        &["agree agreed Kenya:initiator Somalia:recipient"],
    );
    check(
        "Cuba refused to release the prisoners.",
        &["reject refused Cuba:initiator Prisoners:recipient"],
    );
    check(
        "Egypt will not release the prisoners.",
        &["reject release Egypt:initiator Prisoners:recipient"],
    );
}

#[test]
fn what_is_demanded_is_a_request_and_nothing_else() {
    check(
        "Poland demanded that Belarus free the activists.",
        &["request demanded Poland:initiator Belarus:recipient"],
    );
    check(
        "Kenya asked Uganda to release the fishermen.",
        &["request asked Kenya:initiator Uganda:recipient"],
    );
    check(
        "Kenya called on Uganda to withdraw its troops.",
        &["request called Kenya:initiator Uganda:recipient"],
    );
    check(
        "Sweden urged Finland to help Estonia.",
        &["request urged Sweden:initiator Finland:recipient"],
    );
    check(
        "Estonia rejected demands by Latvia for compensation.",
        &["reject rejected Estonia:initiator Latvia:recipient"],
    );
    check(
        "Turkey rejected calls by Greece for talks.",
        &["reject rejected Turkey:initiator Greece:recipient"],
    );
}

#[test]
fn what_is_to_come_is_planned() {
    check(
        "The delegations are to meet again on Friday.",
        &["consult meet Delegations:participant (planned)"],
    );
    check(
        "Norway is expected to expel two Russian diplomats.",
        &["sanction expel Norway:initiator Two Russian diplomats:recipient (planned)"],
    );
    check(
        "The king of Jordan was expected to visit Oman.",
        &["consult visit King of Jordan:initiator Oman:recipient (planned)"],
    );
    check(
        "Serbia is to receive Angela Merkel.",
        &["consult receive Serbia:host Angela Merkel:participant (planned)"],
    );
    check(
        "Sweden plans to send troops to Mali.",
        &["mobilize send Sweden:initiator Troops:recipient (planned) @Mali"],
    );
    check(
        "The two sides agreed to hold talks in Oslo on 3 September.",
        &["agree agreed Two sides:initiator", "consult hold Two sides:participant (planned) @Oslo"],
    );
}

#[test]
fn a_passive_need_not_say_who_did_it() {
    check("Two soldiers were killed near Mopti.", &["assault killed Two soldiers:victim @Mopti"]);
    check(
        "Two soldiers were killed by a mine near Mopti.",
        &["assault killed Two soldiers:victim @Mopti"],
    );
    check(
        "The bridge was bombed by Israeli planes.",
        &["assault bombed Israeli planes:initiator Bridge:recipient"],
    );
    check(
        "The summit in Muscat was attended by Oman and Qatar.",
        &["consult attended Oman:participant Qatar:participant"],
    );
}

#[test]
fn a_noun_tells_what_its_verb_only_carries() {
    check("The talks began in Vienna on Monday.", &["consult talks @Vienna"]);
    check("A peace conference was held in Nairobi in May 2009.", &["consult held @Nairobi"]);
    check(
        "Poland began to withdraw its troops from Iraq.",
        &["retreat withdraw Poland:initiator Iraq:recipient"],
    );
}

#[test]
fn what_a_verb_governs_changes_its_kind() {
    check(
        "Turkey responded by closing the border.",
        &["sanction closing Turkey:initiator Border:recipient"],
    );
    check("The council adopted a resolution on Monday.", &["support adopted Council:initiator"]);
    check("Parliament approved the treaty.", &["agree approved Parliament:participant"]);
}

#[test]
fn a_clause_below_has_a_subject_of_its_own() {
    check(
        "Egypt attacked Libya, a day after rebels shelled the town.",
        &[
            "assault attacked Egypt:initiator Libya:recipient",
            "assault shelled Rebels:initiator Town:recipient",
        ],
    );
    check(
        "Rebel gunmen killed a judge after the army shelled their camp.",
        &[
            "assault killed Rebel gunmen:initiator Judge:victim",
            "assault shelled Army:initiator Rebel gunmen's camp:recipient",
        ],
    );
}

#[test]
fn what_is_adopted_by_a_vote_has_no_doer() {
    let title = |text: &str| {
        let reading = crate::extract::read(text, None, Lexicon::built_in());
        let events = reading.events.iter().filter(|event| event.signs.doubt.is_none());
        let told = events.filter(|event| event.kind != Kind::Other);
        told.map(|event| (event.kind, event.actors.len())).collect::<Vec<_>>()
    };
    for how in ["by a unanimous vote", "by consensus", "by a large majority", "unanimously"] {
        let text = format!("Resolution 99 was adopted on 18 December 2015 {how}.");
        assert_eq!(title(&text), [(Kind::Agree, 0)], "{text}");
    }
}

#[test]
fn nobody_acts_in_other_languages() {
    check(
        "La Russie attaque la Turquie. La Turquie condamne la Russie et attaque deux villages dans \
         le sud du pays, selon une source de la région qui parle sous couvert.",
        &[],
    );
}

#[test]
fn words_that_only_look_like_deeds_tell_nothing() {
    check("The company launched a campaign to sell its phones.", &[]);
    check("The bank posted a loss.", &[]);
    check("The singer launched a new album.", &[]);
}

#[test]
fn words_alone_give_a_doubtful_kind() {
    kinds("Niger deployed troops and Mali arrested a journalist.", &[Kind::Mobilize, Kind::Coerce]);
    kinds("", &[]);
    kinds("\u{202e}\" ' -- ( 5 ; THE", &[]);
}

#[test]
fn every_verb_is_an_event_to_be_dated() {
    let reading = read("The firm bought a mill and painted it.", None, Lexicon::built_in());
    let words: Vec<&str> =
        reading.events.iter().map(|event: &Event| reading.slice(event.trigger)).collect();
    assert_eq!(words, ["bought", "painted"]);
    assert!(reading.events.iter().all(|event| event.trigger != Extent::default()));
}

#[test]
fn who_is_hurt_by_the_result_is_hurt_by_the_act() {
    check(
        "Raiders attacked two villages near Jos, killing six farmers.",
        &["assault attacked Raiders:initiator Two villages:recipient Six farmers:victim @Jos"],
    );
    check("A mortar shell killed three children.", &["assault killed Three children:victim"]);
}

#[test]
fn whose_things_are_hurt_is_acted_on() {
    check(
        "Norway imposed sanctions on Belarusian banks.",
        &["sanction imposed Norway:initiator Belarus:recipient"],
    );
}

#[test]
fn what_only_may_happen_has_not() {
    check("If the talks resume, the African Union will send observers to Chad.", &[]);
    check("Unless Iran agrees, Russia will attack Denmark.", &[]);
    check(
        "Russia will attack Denmark when the talks end.",
        &["assault attack Russia:initiator Denmark:recipient (planned)"],
    );
    check(
        "Parliament backed a bill allowing troops to be sent to Chad.",
        &["support backed Parliament:initiator"],
    );
    check(
        "Norway called for an end to rocket fire and air strikes.",
        &["request called Norway:initiator"],
    );
}

#[test]
fn an_end_of_talks_is_no_talks() {
    check(
        "Talks between Oman and Yemen collapsed.",
        &["sanction collapsed Oman:initiator Yemen:initiator"],
    );
    check(
        "Lind met her counterpart in Oslo. After the talks, she praised Oman.",
        &[
            "consult met Lind:participant Lind's counterpart:participant @Oslo",
            "support praised Lind:initiator Oman:recipient",
        ],
    );
}

#[test]
fn a_refusal_is_told_by_what_will_not_be_done() {
    check("Lind said she would not attend the summit.", &["reject attend Lind:initiator"]);
    check("Lind said Oman would not boycott the talks.", &[]);
}

#[test]
fn a_headline_leaves_out_the_auxiliary() {
    check(
        "Minister accused of fraud\n\nOman praised Qatar.",
        &["accuse accused Minister:recipient", "support praised Oman:initiator Qatar:recipient"],
    );
}

#[test]
fn a_question_is_no_request() {
    check("The senator was asked about the arms deal.", &[]);
    check("The network released an ad on Tuesday.", &[]);
}

#[test]
fn who_dies_is_no_doer() {
    check(
        "Two Malian soldiers died in an attack by jihadists near Gao on Monday.",
        &["assault died Jihadists:initiator Two Malian soldiers:victim @Gao"],
    );
    check("Three farmers died in a raid on Monday.", &["assault died Three farmers:victim"]);
    check(
        "Two people were killed in an ambush by rebels.",
        &["assault killed Rebels:initiator Two people:victim"],
    );
}

#[test]
fn an_act_is_told_once() {
    check(
        "Gunmen killed a teacher in an ambush.",
        &["assault killed Gunmen:initiator Teacher:victim"],
    );
    check(
        "A Kenyan raid on Kismayo killed six people on Monday.",
        &["assault killed Kenya:initiator Six people:victim"],
    );
    check(
        "The police used tear gas to disperse students.",
        &["coerce used Police:initiator Students:recipient"],
    );
    check(
        "Students marched in Oslo, burning flags.",
        &["protest marched Students:initiator @Oslo"],
    );
}

#[test]
fn firms_and_teams_fight_in_words_or_games() {
    check("The airline launched an assault on its rivals.", &[]);
    check("The team defeated Spain in Lima on Sunday.", &[]);
    check(
        "Lawmakers attacked the minister's plan on Monday.",
        &["accuse attacked Lawmakers:initiator Minister:recipient"],
    );
}

#[test]
fn what_is_given_is_aid_and_what_is_moved_is_not() {
    check(
        "Norway sent missiles to Ukraine.",
        &["aid sent Norway:initiator Ukraine:recipient @Ukraine"],
    );
    check("Russia sent tanks to the border.", &["mobilize sent Russia:initiator Tanks:recipient"]);
    check(
        "The rebels freed four divers on Monday.",
        &["retreat freed Rebels:initiator Four divers:recipient"],
    );
    check("Ghana joined the alliance on Monday.", &["support joined Ghana:initiator"]);
}

#[test]
fn of_names_whom_an_act_is_done_to() {
    check(
        "Chad announced the expulsion of two envoys.",
        &["sanction expulsion Chad:initiator Two envoys:recipient (unverified)"],
    );
    check(
        "The arrest of two pastors was condemned by Ghana.",
        &[
            "coerce arrest Two pastors:recipient",
            "accuse condemned Ghana:initiator Two pastors:recipient",
        ],
    );
}

#[test]
fn the_particle_is_no_preposition() {
    check(
        "The army handed over a village to the rebels on Monday.",
        &["retreat handed Army:initiator Rebels:recipient"],
    );
    check(
        "The rebels handed over nine captives to the army.",
        &["retreat handed Rebels:initiator Nine captives:recipient"],
    );
}

#[test]
fn what_a_paper_allows_or_what_always_is_has_not_happened() {
    check("The decree allows the army to patrol the streets.", &[]);
    check(
        "Denmark, which backs Norway, met the envoys.",
        &["consult met Denmark:participant Envoys:participant"],
    );
    check(
        "Troops backed by Kenya shelled the town.",
        &["assault shelled Troops:initiator Town:recipient"],
    );
    check("A resolution demands access to the camp.", &["request demands"]);
}

#[test]
fn what_is_dismissed_or_revoked_tells_the_kind() {
    check(
        "The king dismissed the government on Monday.",
        &["coerce dismissed King:initiator Government:recipient"],
    );
    check("The king revoked the order on Monday.", &["concede revoked King:initiator"]);
    check(
        "The king revoked the status of the island on Monday.",
        &["coerce revoked King:initiator"],
    );
    check("People rallied in Oslo on Monday.", &["protest rallied People:initiator @Oslo"]);
}

#[test]
fn what_is_done_every_day_is_no_event() {
    check("The airline offers flights to Oslo.", &[]);
    check("The ministry provides food to Togo.", &[]);
    check("Ghana provided food to Togo.", &["aid provided Ghana:initiator Togo:recipient @Togo"]);
}

#[test]
fn a_purpose_of_the_same_kind_is_no_second_act() {
    check(
        "Students began a hunger strike on Monday to protest against the law.",
        &["protest began Students:initiator"],
    );
}

#[test]
fn who_lives_there_is_no_doer() {
    check(
        "Norway deplored ethnic Serb unrest.",
        &["accuse deplored Norway:initiator", "assault unrest"],
    );
}

#[test]
fn what_is_ordered_signed_or_asked_for_tells_the_kind() {
    check(
        "Norway and Denmark signed a new peace agreement in Oslo.",
        &["agree signed Norway:participant Denmark:participant"],
    );
    check(
        "The president on Monday ordered the withdrawal of his troops from Chad.",
        &["retreat ordered President:initiator Chad:recipient"],
    );
    check("The senator asked why the king was silent.", &[]);
    check("The minister abused his power.", &[]);
    check("The king was flown to Italy.", &[]);
}
