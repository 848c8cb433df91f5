use super::check;

#[test]
fn who_is_armed_invades_and_besieges() {
    check(
        "Turkish troops crossed into Syria.",
        &["mobilize crossed Turkish troops:initiator @Syria"],
    );
    check(
        "Some 20,000 people crossed into Chad.",
        &["retreat crossed Some 20,000 people:initiator @Chad"],
    );
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
        &["assault fired Chadian troops:initiator Column:recipient"],
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
fn roads_are_held_people_driven_out_and_ships_rammed() {
    check("Soldiers set up a checkpoint near Goma.", &["mobilize set Soldiers:initiator @Goma"]);
    check("Rebels manned two checkpoints.", &["mobilize manned Rebels:initiator"]);
    check(
        "Militias drove hundreds of villagers from their farms.",
        &["coerce drove Militias:initiator Villagers:recipient"],
    );
    check(
        "Chinese coastguard ships rammed a trawler.",
        &["assault rammed Chinese coastguard ships:initiator Trawler:recipient"],
    );
}

#[test]
fn who_takes_people_says_what_it_is() {
    check(
        "Gunmen seized three aid workers.",
        &["assault seized Gunmen:initiator Three aid workers:recipient"],
    );
    check(
        "The army captured two rebels.",
        &["coerce captured Army:initiator Two rebels:recipient"],
    );
    check(
        "Customs officers seized a ship.",
        &["coerce seized Customs officers:initiator Ship:recipient"],
    );
    check("The army captured the town.", &["assault captured Army:initiator Town:recipient"]);
}

#[test]
fn who_dies_in_numbers_or_in_arms_was_attacked() {
    check("Three marines died on Monday.", &["assault died Three marines:victim"]);
    check("Four voters died in the square.", &["assault died Four voters:victim"]);
    check("The old king died of cancer.", &[]);
    check("An old man died on Monday.", &[]);
}
