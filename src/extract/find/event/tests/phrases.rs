use super::check;

#[test]
fn a_particle_belongs_to_its_verb_wherever_it_stands() {
    check(
        "Chadian troops drove the rebels back on Tuesday.",
        &["assault drove Chadian troops:initiator Rebels:recipient"],
    );
    check("Minister Lind brushed the idea aside.", &["reject brushed Lind:initiator"]);
    check(
        "A Turkish battalion was flown in on Sunday.",
        &["mobilize flown Turkish battalion:initiator"],
    );
    check(
        "Chad sent four Libyan pilots home on Friday.",
        &["retreat sent Chad:initiator Four Libyan pilots:recipient"],
    );
}

#[test]
fn a_person_is_held_and_a_meeting_is_not() {
    check(
        "Three editors were being held at a barracks in Niamey.",
        &["coerce held Three editors:recipient @Niamey"],
    );
    check("The auction was held at a barracks in Niamey.", &[]);
    check("Six activists were picked up at dawn.", &["coerce picked Six activists:recipient"]);
    check("The driver picked up a parcel in Rabat.", &[]);
}

#[test]
fn who_moves_in_bears_arms() {
    check("Moroccan troops moved in on Friday.", &["mobilize moved Moroccan troops:initiator"]);
    check("Two students moved in on Friday.", &[]);
}

#[test]
fn who_asks_nothing_of_a_person_calls_on_them() {
    check(
        "Foreign Minister Anna Lind called on General Omar Haddad on Friday.",
        &["consult called Anna Lind:participant Omar Haddad:participant"],
    );
    check(
        "Foreign Minister Anna Lind called on General Omar Haddad to resign.",
        &["request called Anna Lind:initiator Omar Haddad:recipient"],
    );
    check(
        "Anna Lind called on Sudan on Friday.",
        &["request called Anna Lind:initiator Sudan:recipient"],
    );
}

#[test]
fn what_carries_relief_brings_it() {
    check(
        "A convoy of trucks carrying flour entered the city of Homs on Monday.",
        &["aid entered Convoy of trucks:initiator"],
    );
    check("A convoy of coaches with pilgrims entered the city of Homs on Monday.", &[]);
}

#[test]
fn who_comes_under_fire_is_acted_on() {
    check(
        "Two Kenyan soldiers came under fire near Garissa on Sunday.",
        &["assault came Two Kenyan soldiers:victim @Garissa"],
    );
    check(
        "Two Kenyan soldiers drove over a mine near Garissa.",
        &["assault drove Two Kenyan soldiers:victim @Garissa"],
    );
    check("Two Kenyan engineers drove over a bridge near Garissa.", &[]);
}

#[test]
fn what_hangs_from_a_word_by_that_belongs_to_it() {
    check(
        "Egypt regretted that Sudan had closed the bridge.",
        &["accuse regretted Egypt:initiator", "coerce closed Sudan:initiator Bridge:recipient"],
    );
    check("Egypt regretted the delay.", &[]);
    check(
        "Ministers ordered the newspaper to close.",
        &["coerce ordered Ministers:initiator Newspaper:recipient"],
    );
}

#[test]
fn what_a_text_does_its_author_does() {
    check(
        "Oman handed Iran a letter that condemned the decree.",
        &["accuse condemned Oman:initiator"],
    );
    check(
        "Sudan was accused in a UN report of bombing villages.",
        &["accuse accused United Nations:initiator Sudan:recipient"],
    );
}

#[test]
fn only_what_goes_on_is_put_down() {
    check(
        "Police fired tear gas to disperse a march by teachers in Tunis.",
        &["coerce fired Police:initiator Teachers:recipient", "protest march Teachers:initiator"],
    );
}

#[test]
fn what_else_is_news_is_told() {
    check("Eritrea declared independence in 1993.", &["other declared Eritrea:initiator"]);
    check(
        "Hamas claimed responsibility for the bombing.",
        &["other claimed Hamas:initiator", "assault bombing"],
    );
    check("Mali declared a surplus on Monday.", &[]);
}

#[test]
fn who_is_acted_on_stands_where_the_tree_has_no_object() {
    check(
        "Kenya has accused neighbouring Somalia of sheltering pirates.",
        &["accuse accused Kenya:initiator Somalia:recipient"],
    );
    check(
        "Norway asked for a session of the Security Council.",
        &["request asked Norway:initiator UN Security Council:recipient"],
    );
    check(
        "Qatar received a delegation of the Taliban on Monday.",
        &["consult received Qatar:host Delegation of the Taliban:participant"],
    );
    check(
        "The army called in the Libyan ambassador.",
        &["accuse called Army:initiator Libyan ambassador:recipient"],
    );
}

#[test]
fn phrases_tell_what_their_verb_does_not() {
    check(
        "France put six Syrian officers on a blacklist on Monday.",
        &["sanction put France:initiator Six Syrian officers:recipient"],
    );
    check(
        "Tamrat Bekele led his deputies out of parliament on Friday.",
        &["reject led Tamrat Bekele:initiator Tamrat Bekele's deputies:recipient"],
    );
    check(
        "Nine Tuareg herders were exchanged for two Malian soldiers.",
        &["retreat exchanged Nine Tuareg herders:recipient"],
    );
    check(
        "Rebels sent rockets into the Yemeni capital on Sunday.",
        &["assault sent Rebels:initiator Yemen:recipient"],
    );
    check("Norway abstained on Monday.", &["reject abstained Norway:initiator"]);
    check("Peru took over from Chile on Monday.", &["mobilize took Peru:initiator"]);
}

#[test]
fn what_only_sounds_like_an_act_is_none() {
    check("The doctor asked not to be named.", &[]);
    check("The ministry published a press release on Monday.", &[]);
    check("The premier died of a heart attack on Monday.", &[]);
    check("The ambassador spoke to reporters in Oslo on Monday.", &[]);
    check("The general came to power in March.", &[]);
    check("The sailors killed time in port on Monday.", &[]);
    check("The minister held up an index finger on Monday.", &[]);
    check(
        "Lind apologised for what he called a grave error.",
        &["concede apologised Lind:initiator"],
    );
}

#[test]
fn the_words_around_tell_what_no_pattern_does() {
    check("Gunmen waylaid a convoy.", &["assault waylaid Gunmen:initiator Convoy:recipient"]);
    check(
        "The mob hacked two teachers to death.",
        &["assault hacked Mob:initiator Two teachers:recipient"],
    );
    check("The museum borrowed a painting from Lyon.", &[]);
    check("The club fired its coach after a defeat by Lyon.", &[]);
}
