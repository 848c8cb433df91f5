//! Times told by their distance from another event.

use super::check;

#[test]
fn so_long_after_counts_from_what_is_no_event_as_well() {
    check(
        "The storm reached the coast on Tuesday, two days after rebels shelled the port.",
        "shelled=2015-08-09",
    );
    check(
        "Growers blocked the road on Monday, hours after three ministers signed a truce in Lima.",
        "blocked=2015-08-10 | signed=2015-08-10 | truce=../2015-08-10",
    );
    check(
        "Police raided the camp on Friday, eight days after an ambush in which four men were killed.",
        "raided=2015-08-07 | ambush=2015-07-30 | killed=2015-07-30",
    );
}

#[test]
fn a_distance_counts_from_the_other_event() {
    check(
        "Iran signed the accord on Monday, two days after France attacked Libya.",
        "signed=2015-08-10 | attacked=2015-08-08",
    );
    check(
        "Iran attacked Iraq a week after France visited Libya on 3 May.",
        "attacked=2015-05-10 | visited=2015-05-03",
    );
    check(
        "Iran attacked Iraq a day after France visited Libya.",
        "attacked=2015-08-13 | visited=2015-08-12",
    );
    check(
        "Rebels attacked Mali on Monday. The raid came two days after France urged restraint.",
        "attacked=2015-08-10 | raid=2015-08-10 | urged=2015-08-08",
    );
    check(
        "Iran signed the accord on Monday, less than a week after France attacked Libya.",
        "signed=2015-08-10 | attacked=[2015-08-03..2015-08-10]",
    );
    check(
        "Iran signed the accord on Monday, less than a week after France attacked Libya on 5 August.",
        "signed=2015-08-10 | attacked=2015-08-05",
    );
    check(
        "Iran signed the accord on Monday, barely a month after France attacked Libya.",
        "signed=2015-08-10 | attacked=[2015-07-01..2015-08-10]",
    );
    check(
        "Iran signed the accord on Monday, more than a week after France attacked Libya.",
        "signed=2015-08-10 | attacked=../2015-08-10",
    );
}

#[test]
fn a_day_after_counts_for_all_that_is_joined() {
    check(
        "The ministers met on Monday, two sources said, a day after the army stormed the palace \
         and jailed the king.",
        "met=2015-08-10 | stormed=2015-08-09 | jailed=2015-08-09",
    );
}

#[test]
fn months_and_years_count_from_another_event() {
    check(
        "Iran signed the accord on Monday, two years after France attacked Libya.",
        "signed=2015-08-10 | attacked=2013-08",
    );
    check(
        "The king fled in 2012, a year after the army captured the town.",
        "fled=2012 | captured=2011",
    );
    check("Norway left in May 2014, three months before Kenya attacked Oman.", "attacked=2014-08");
    check(
        "Kenya attacked Oman a month after Norway invaded Chad on 3 May.",
        "attacked=2015-06 | invaded=2015-05-03",
    );
}
