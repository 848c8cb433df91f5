use super::check;

#[test]
fn so_many_who_were_named_before() {
    check(
        "Chad accused Niger of the raid. The two countries met.",
        &["Chad = Chad", "Niger = Niger", "The two countries = Chad", "The two countries = Niger"],
    );
    check(
        "Lind met Berg. Both men smiled.",
        &["Lind = Lind", "Berg = Berg", "Both men = Lind", "Both men = Berg"],
    );
    check(
        "Chadian troops shelled Nigerien rebels. The two sides agreed a truce.",
        &[
            "Chadian troops = Chadian troops",
            "Nigerien rebels = Nigerien rebels",
            "The two sides = Chadian troops",
            "The two sides = Nigerien rebels",
        ],
    );
    check(
        "Chad, Niger and Mali met. China watched. The three countries signed.",
        &[
            "Chad = Chad",
            "Niger = Niger",
            "Mali = Mali",
            "China = China",
            "The three countries = Chad",
            "The three countries = Niger",
            "The three countries = Mali",
        ],
    );
}

#[test]
fn others_than_so_many_are_a_group_of_their_own() {
    // Mourners are no side of a war.
    check(
        "Mothers of the dead met their cousins. The two sides agreed a truce.",
        &[
            "Mothers of the dead = Mothers of the dead",
            "the dead = Dead",
            "their cousins = Cousins",
            "their = Mothers of the dead",
            "The two sides = Two sides",
        ],
    );
    check(
        "Chad met Niger and Mali. The two countries left.",
        &[
            "Chad = Chad",
            "Niger = Niger",
            "Mali = Mali",
            "The two countries = Niger",
            "The two countries = Mali",
        ],
    );
    check(
        "Chad left. The two Nigerien soldiers stayed.",
        &["Chad = Chad", "The two Nigerien soldiers = Two Nigerien soldiers"],
    );
    check("The two countries met.", &["The two countries = Two countries"]);
}

#[test]
fn people_whom_no_table_has_act() {
    check("The jawans attacked the fort.", &["The jawans = Jawans", "the fort = Fort"]);
    check("Parishioners met.", &["Parishioners = Parishioners"]);
    check("Nationalist groups rejected the plan.", &["Nationalist groups = Nationalist groups"]);
    check("Gang members met.", &["Gang members = Gang members"]);
    check("Both armies withdrew.", &["Both armies = Both armies"]);
    // What rises is a thing, and so is what kills.
    check("Temperatures rose.", &[]);
    check("Mortars killed the goats.", &[]);
}

#[test]
fn a_king_has_a_number() {
    check("King Hassan II left Rabat.", &["King Hassan II = Hassan II"]);
    check("Pope John Paul II prayed.", &["Pope John Paul II = John Paul II"]);
}

#[test]
fn the_accused_denies() {
    check(
        "Chad accused Niger of a raid, which it denied.",
        &["Chad = Chad", "Niger = Niger", "it = Niger"],
    );
    check(
        "Chad blamed Niger for the raid. It rejected the charge.",
        &["Chad = Chad", "Niger = Niger", "It = Niger"],
    );
    check(
        "Lind accused Berg of lying. He denied it.",
        &["Lind = Lind", "Berg = Berg", "He = Berg"],
    );
}

#[test]
fn somebody_is_known_by_age() {
    check(
        "Omar Sadek left Oslo. The 54-year-old called it a lie.",
        &["Omar Sadek = Omar Sadek", "The 54-year-old = Omar Sadek"],
    );
    check(
        "Omar Sadek left Oslo. The 54-year-old leader spoke.",
        &["Omar Sadek = Omar Sadek", "The 54-year-old leader = Omar Sadek"],
    );
    check("A 54-year-old man died.", &["A 54-year-old man = 54-year-old man"]);
}

#[test]
fn those_who_are_joined_are_the_men() {
    check(
        "Omar Sadek and Karl Berg met. The men smiled.",
        &[
            "Omar Sadek = Omar Sadek",
            "Karl Berg = Karl Berg",
            "The men = Omar Sadek",
            "The men = Karl Berg",
        ],
    );
}

#[test]
fn two_who_had_nothing_to_do_with_one_another_are_not_the_two() {
    check(
        "Lind said the ambassador had left. The two ministers smiled.",
        &["Lind = Lind", "the ambassador = Ambassador", "The two ministers = Two ministers"],
    );
}

#[test]
fn what_force_acts_on_is_named_by_what_is_done_to_it() {
    check("A court acquitted nine.", &["A court = Court", "nine = Nine"]);
    check("A mill hand was shot on Monday.", &["A mill hand = Mill hand"]);
    check("Gunmen stormed a school.", &["Gunmen = Gunmen", "a school = School"]);
    check("Two ferries were impounded.", &["Two ferries = Two ferries"]);
    check(
        "Rebels overran a town. The army retook the town.",
        &["Rebels = Rebels", "a town = Town", "The army = Army", "the town = Town"],
    );
    // Whose thing it is, is acted on; and not all that is done to people is done to them alone.
    check("Gunmen torched a Turkish bakery.", &["Gunmen = Gunmen", "Turkish = Turkey"]);
    check("The senate killed the bill.", &["The senate = Senate"]);
    check("The court released a statement.", &["The court = Court"]);
    check("Herders visited a school.", &["Herders = Herders"]);
}
