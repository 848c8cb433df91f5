//! What the codes of data sets stand for: CAMEO acts and actors. Countries are [`Country`].
//!
//! The tables are `data/codes/*.tsv`, built into the program:
//! - `cameo-events.tsv`: every CAMEO event code (of CAMEO 1.1b3), its PLOVER type by the crosswalk of the
//!   PLOVER 0.8 manual, and a short label;
//! - `cameo-actors.tsv`: the parts of CAMEO actor codes that are no countries.
//!
//! **Invariants.** Looking something up allocates nothing. A code that is not in the tables is
//! none, or stands in a name as it is: nothing is guessed.

mod actor;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    base::table::table,
    model::{Country, Kind},
};

pub use actor::actor;

/// What a CAMEO event code says was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// The kind: the PLOVER type of the code, `statement` for 01, `request` for 02.
    pub kind: Kind,
    /// What was done, short and in lower case: "engage in negotiation".
    pub label: &'static str,
}

/// What a CAMEO event code of two to four digits stands for; a code that is not in the table
/// (`1999`) stands for its base (`199`) or root (`19`) if that is. None without a known root.
///
/// The code is text: `12` is not `012`.
#[must_use]
pub fn act(code: &str) -> Option<Act> {
    static ACTS: LazyLock<FxHashMap<&str, Act>> = LazyLock::new(|| {
        let rows = table(include_str!("../../data/codes/cameo-events.tsv"));
        let act = |[code, kind, label]: [&'static str; 3]| {
            let kind = Kind::from_name(kind).expect("the table's kinds are those of the model");
            (code, Act { kind, label })
        };
        rows.map(act).collect()
    });
    let shorter = |len| ACTS.get(code.get(..len)?).copied();
    let is_code = || code.len() <= 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    ACTS.get(code).copied().or_else(|| is_code().then(|| shorter(3).or_else(|| shorter(2)))?)
}

/// The country of this name as ISO 3166-1 alpha-3, or the name itself where it has no code.
#[must_use]
pub fn iso_or_name(name: &str) -> &str {
    Country::named(name).map_or(name, |country| country.iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts() {
        #[track_caller]
        fn check(code: &str, expect: impl Into<Option<(Kind, &'static str)>>) {
            assert_eq!(act(code).map(|act| (act.kind, act.label)), expect.into(), "{code}");
        }
        check("010", (Kind::Statement, "make statement"));
        check("02", (Kind::Request, "appeal"));
        check("0211", (Kind::Request, "appeal for economic cooperation"));
        check("046", (Kind::Consult, "engage in negotiation"));
        check("10", (Kind::Request, "demand"));
        check("100", (Kind::Request, "demand"));
        // The crosswalk leaves the root at these.
        check("0814", (Kind::Retreat, "ease state of emergency or martial law"));
        check("0834", (Kind::Concede, "accede to demands for change in institutions or regime"));
        check("0871", (Kind::Retreat, "declare truce or ceasefire"));
        check("163", (Kind::Coerce, "impose embargo, boycott or sanctions"));
        check("1712", (Kind::Assault, "destroy property"));
        check("175", (Kind::Assault, "use tactics of violent repression"));
        check("192", (Kind::Coerce, "occupy territory"));
        check("201", (Kind::Assault, "engage in mass expulsion"));
        // Unknown below a known base or root, or not a code at all.
        check("1999", (Kind::Assault, "fight"));
        check("1939", (Kind::Assault, "fight with small arms and light weapons"));
        for code in ["", "0", "1", "21", "99", "19999", "19.0", "19é", "é12", "---", "X"] {
            check(code, None);
        }
    }

    #[test]
    fn every_kind_of_plover_has_an_act() {
        let codes: Vec<_> = table::<3>(include_str!("../../data/codes/cameo-events.tsv")).collect();
        assert_eq!(codes.len(), 313);
        assert!(codes.is_sorted());
        for &kind in Kind::ALL {
            let found = codes.iter().any(|[_, name, _]| *name == kind.name());
            assert_eq!(found, kind != Kind::Other, "{kind}");
        }
    }
}
