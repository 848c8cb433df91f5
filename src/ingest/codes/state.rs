//! States by the numbers that data sets of political science give them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::base::table::table;

/// Who numbers the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// The Correlates of War project, version 2016: MID, SCAD, POLECAT.
    Cow,
    /// Gleditsch and Ward, who changed some of these numbers: UCDP, ACLED before 2018, PA-X.
    GleditschWard,
}

/// A state with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// The three letters of the Correlates of War project, which are no ISO code.
    pub code: &'static str,
    /// The name in everyday English.
    pub name: &'static str,
    /// ISO 3166-1 alpha-3, or 3166-3 of a state that is no more; empty where it was gone before
    /// there were such codes.
    pub iso: &'static str,
}

/// Where Gleditsch and Ward number otherwise ("Interstate System Membership", 1999, and its
/// updates). A number that only the Correlates of War project has means nothing there.
const OTHERWISE: [(&str, Option<State>); 9] = [
    ("340", Some(State { code: "SRB", name: "Serbia", iso: "SRB" })),
    ("679", None),
    ("946", None),
    ("947", None),
    ("955", None),
    ("970", Some(State { code: "KIR", name: "Kiribati", iso: "KIR" })),
    ("971", Some(State { code: "NAU", name: "Nauru", iso: "NRU" })),
    ("972", Some(State { code: "TON", name: "Tonga", iso: "TON" })),
    ("973", Some(State { code: "TUV", name: "Tuvalu", iso: "TUV" })),
];

impl State {
    /// The state with this number. Of a list with commas between them, which UCDP writes where
    /// several states are meant, none is.
    #[must_use]
    pub fn of_number(system: System, number: &str) -> Option<Self> {
        static STATES: LazyLock<FxHashMap<&str, State>> = LazyLock::new(|| {
            let rows = table(include_str!("../../../data/codes/cow-states.tsv"));
            rows.map(|[number, code, name, iso]| (number, State { code, name, iso })).collect()
        });
        let whole = number.strip_suffix(".0").unwrap_or(number);
        if system == System::GleditschWard
            && let Some((_, state)) = OTHERWISE.iter().find(|(own, _)| *own == whole)
        {
            return *state;
        }
        STATES.get(whole).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Country;

    #[test]
    fn numbers() {
        #[track_caller]
        fn check(number: &str, cow: &str, gleditsch_ward: &str) {
            let iso = |system| State::of_number(system, number).map_or("", |state| state.iso);
            assert_eq!((iso(System::Cow), iso(System::GleditschWard)), (cow, gleditsch_ward));
        }
        check("2", "USA", "USA");
        check("432", "MLI", "MLI");
        check("432.0", "MLI", "MLI");
        check("265", "DDR", "DDR");
        check("345", "YUG", "YUG");
        check("340", "", "SRB");
        check("679", "YEM", "");
        check("678", "YEM", "YEM");
        check("680", "YMD", "YMD");
        check("817", "VNM", "VNM");
        check("970", "NRU", "KIR");
        check("955", "TON", "");
        check("972", "", "TON");
        check("300", "", "");
        check("2, 200", "", "");
        check("", "", "");
    }

    #[test]
    fn a_code_is_that_of_its_name() {
        for [_, _, name, iso] in table::<4>(include_str!("../../../data/codes/cow-states.tsv")) {
            if let Some(country) = Country::spelled(name) {
                // Of North Yemen the code is that of Yemen, which it became.
                assert_eq!(country.iso, iso, "{name}");
            }
        }
    }
}
