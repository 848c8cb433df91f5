use super::check;

#[test]
fn both_trade_blame() {
    check(
        "Chad and Niger traded blame for the delay.",
        &["accuse traded Chad:initiator Niger:initiator"],
    );
    check(
        "The two armies exchanged accusations of cheating.",
        &["accuse exchanged Two armies:initiator"],
    );
}

#[test]
fn persons_in_a_list_all_take_part() {
    check(
        "Anna Lind met Chancellor Karl Berg, Prime Minister Omar Sadek and NATO chief Piet Vos.",
        &["consult met Anna Lind:participant Karl Berg:participant Omar Sadek:participant Piet \
           Vos:participant"],
    );
    check(
        "Oman's envoy Omar Sadek, Russian Foreign Minister Igor Petrov and Italy's minister Anna \
         Lind met in Oslo.",
        &["consult met Omar Sadek:participant Igor Petrov:participant Anna Lind:participant @Oslo"],
    );
}

#[test]
fn a_day_or_an_owner_is_not_who_did_it() {
    check(
        "Chad slept, and on Wednesday the US Senate rejected the deal.",
        &["reject rejected US Senate:initiator"],
    );
    check(
        "The Oslo Doctors' Union condemned the plan.",
        &["accuse condemned Oslo Doctors' Union:initiator"],
    );
    check(
        "Lind, whose envoy is in Oslo, has rejected the plan.",
        &["reject rejected Lind:initiator"],
    );
}

#[test]
fn a_day_behind_a_name_is_no_word_of_it() {
    check(
        "Nicaragua accused Honduras Tuesday of cheating.",
        &["accuse accused Nicaragua:initiator Honduras:recipient"],
    );
    check("France urged Mali Monday to talk.", &["request urged France:initiator Mali:recipient"]);
    check(
        "Russia condemned the United States Thursday.",
        &["accuse condemned Russia:initiator United States:recipient"],
    );
    check(
        "Three men were shot dead in Beirut Tuesday.",
        &["assault shot Three men:victim @Beirut"],
    );
}

#[test]
fn all_who_are_counted_are_hurt() {
    check(
        "Gunmen killed three Kenyan and two Ugandan soldiers.",
        &["assault killed Gunmen:initiator Three Kenyan and two Ugandan soldiers:victim"],
    );
    check(
        "Four Armenian and three Azerbaijani soldiers died in a clash.",
        &["assault died Four Armenian and three Azerbaijani soldiers:victim"],
    );
}

#[test]
fn a_name_behind_an_office_stays_whole() {
    check(
        "The deal was brokered by former UN Secretary General Kofi Annan, who had freed two men.",
        &[
            "consult brokered Kofi Annan:participant",
            "retreat freed Kofi Annan:initiator Two men:recipient",
        ],
    );
}
