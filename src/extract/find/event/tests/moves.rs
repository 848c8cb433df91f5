use super::check;

#[test]
fn who_goes_and_which_way_says_what_it_is() {
    for (text, expect) in [
        (
            "At least 40 soldiers came ashore on Saturday.",
            "mobilize came At least 40 soldiers:initiator",
        ),
        ("Soldiers reached the village on Monday.", "mobilize reached Soldiers:initiator"),
        ("Rebels slipped across the border on Monday.", "mobilize slipped Rebels:initiator"),
        ("A Kenyan battalion sailed for Lagos.", "mobilize sailed Kenyan battalion:initiator"),
        (
            "Ethiopian troops poured into Somalia.",
            "mobilize poured Ethiopian troops:initiator @Somalia",
        ),
        ("Israeli jets flew over Sidon.", "mobilize flew Israeli jets:initiator"),
        (
            "India sent 300 paramilitaries to the crossing.",
            "mobilize sent India:initiator 300 paramilitaries:recipient",
        ),
        ("The peacekeepers rolled out of the town.", "retreat rolled Peacekeepers:initiator"),
        ("Marines departed on Monday.", "retreat departed Marines:initiator"),
        ("Mediators flew in from Abuja on Friday.", "consult flew Mediators:initiator"),
        (
            "A Turkish delegation is expected in Cairo on Thursday.",
            "consult expected Turkish delegation:participant (planned) @Cairo",
        ),
    ] {
        check(text, &[expect]);
    }
    // No place, no force, no envoy.
    for text in [
        "Soldiers reached the age of twenty.",
        "Villagers walked to the market on Monday.",
        "A cargo ship sailed for Lagos on Monday.",
        "The envoy reached the door.",
    ] {
        check(text, &[]);
    }
}
