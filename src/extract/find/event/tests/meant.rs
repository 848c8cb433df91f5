use super::check;

#[test]
fn what_is_called_a_crime_is_blamed() {
    check(
        "Riyadh described the vote as blatant interference.",
        &["accuse described Saudi Arabia:initiator"],
    );
    check("The army described the site as a rocket position.", &[]);
}

#[test]
fn whether_it_is_so_is_open() {
    check("Lind would not be drawn on whether his leader had approved the deal.", &[]);
    check("It is unclear whether rebels attacked the town.", &[]);
}

#[test]
fn what_is_denied_aside_did_not_happen() {
    check(
        "Sudan, which denies supporting the militia, signed the accord.",
        &["agree signed Sudan:participant"],
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
