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
        "Chad and Niger traded blame for the fire.",
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
