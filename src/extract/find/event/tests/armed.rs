use super::check;

#[test]
fn who_is_armed_invades_and_besieges() {
    check(
        "Turkish troops crossed into Syria.",
        &["assault crossed Turkish troops:initiator @Syria"],
    );
    check("Some 20,000 people crossed into Chad.", &[]);
    check(
        "Soldiers surrounded the parliament.",
        &["coerce surrounded Soldiers:initiator Parliament:recipient"],
    );
    check(
        "Students surrounded the parliament.",
        &["protest surrounded Students:initiator Parliament:recipient"],
    );
}

#[test]
fn what_answers_with_fire_attacks() {
    check("Israel responded with a barrage of shells.", &["assault responded Israel:initiator"]);
    check("The rebels retaliated with rocket fire.", &["assault retaliated Rebels:initiator"]);
    check(
        "A column was fired upon by Chadian troops.",
        &["assault fired Chadian troops:initiator"],
    );
}

#[test]
fn what_is_called_a_crime_is_blamed() {
    check(
        "Riyadh described the vote as blatant interference.",
        &["accuse described Saudi Arabia:initiator"],
    );
    check("The army described the site as a rocket position.", &[]);
}

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
fn whether_it_is_so_is_open() {
    check("Lind would not be drawn on whether his leader had approved the deal.", &[]);
    check("It is unclear whether rebels attacked the town.", &[]);
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
fn whoever_vows_to_go_on_threatens() {
    check(
        "The rebels vowed on Monday to push south toward Bukavu.",
        &["threaten vowed Rebels:initiator"],
    );
    check("The rebels vowed to continue the fight.", &["threaten vowed Rebels:initiator"]);
    check("Lind vowed on Monday to resign.", &["agree vowed Lind:initiator"]);
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
fn what_is_denied_aside_did_not_happen() {
    check(
        "Sudan, which denies supporting the militia, signed the accord.",
        &["support signed Sudan:participant"],
    );
}

#[test]
fn a_meeting_that_ends_has_taken_place() {
    check(
        "Talks between Oman and Qatar ended on Monday.",
        &["consult Talks Oman:participant Qatar:participant"],
    );
    check("Oman ended talks with Qatar.", &["sanction ended Oman:initiator Qatar:recipient"]);
}

#[test]
fn what_a_deed_is_called_may_blame() {
    check(
        "Yerevan called the step a gross violation of the rules.",
        &["accuse called Armenia:initiator"],
    );
    check(
        "Lind called on Oman to end the massacre.",
        &["request called Lind:initiator Oman:recipient"],
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

#[test]
fn roads_are_held_people_driven_out_and_ships_rammed() {
    check("Soldiers set up a checkpoint near Goma.", &["mobilize set Soldiers:initiator"]);
    check("Rebels manned two checkpoints.", &["mobilize manned Rebels:initiator"]);
    check(
        "Militias drove hundreds of villagers from their farms.",
        &["coerce drove Militias:initiator Villagers:recipient"],
    );
    check(
        "Chinese coastguard ships rammed a trawler.",
        &["assault rammed Chinese coastguard ships:initiator"],
    );
}
