//! What the codes of data sets stand for: CAMEO acts and actors. Countries are [`Country`].
//!
//! The tables are `data/codes/*.tsv`, built into the program:
//! - `cameo-events.tsv`: every CAMEO event code (of CAMEO 1.1b3), its PLOVER type by the crosswalk of the
//!   PLOVER 0.8 manual, and a short label;
//! - `cameo-actors.tsv`: the parts of CAMEO actor codes that are no countries;
//! - `cow-states.tsv`: the states by number ([`State`]).
//!
//! **Invariants.** Looking something up allocates nothing. A code that is not in the tables is
//! none, or stands in a name as it is: nothing is guessed.

mod actor;
mod state;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{
    base::table::table,
    model::{Country, Kind},
};

pub use actor::actor;
pub use state::{State, System};

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

/// The CAMEO code whose name this is, also in other words of the same sense: ICEWS writes "Return,
/// release person(s)" for "return or release persons". What stands in brackets only explains.
#[must_use]
pub fn code_named(text: &str) -> Option<&'static str> {
    static CODES: LazyLock<FxHashMap<Vec<String>, &str>> = LazyLock::new(|| {
        let rows = table(include_str!("../../data/codes/cameo-events.tsv"));
        // Of a root and its first code, which have one name, this is the code.
        rows.map(|[code, _, label]: [&'static str; 3]| (content_words(label), code)).collect()
    });
    CODES.get(&content_words(text)).copied()
}

/// The words of a text that carry its sense, in the order of the alphabet.
fn content_words(text: &str) -> Vec<String> {
    let mut plain = text.replace("(s)", "s");
    while let Some((open, close)) = plain.find('(').zip(plain.find(')')).filter(|(a, b)| a < b) {
        plain.replace_range(open..=close, "");
    }
    let words = plain.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let carries =
        |word: &String| !matches!(word.as_str(), "" | "a" | "and" | "or" | "that" | "the");
    let mut words: Vec<_> = words.filter(carries).collect();
    words.sort_unstable();
    words
}

/// The country of this name as ISO 3166-1 alpha-3 (3166-3 where it is no more), or the name itself
/// where it has no code.
#[must_use]
pub fn iso_or_name(name: &str) -> &str {
    Country::spelled(name).map_or(name, |country| country.iso)
}

/// The same, or what the number of the state says where the name says nothing.
#[must_use]
pub fn iso_or_number<'a>(name: &'a str, system: System, number: &str) -> &'a str {
    let by_number = || State::of_number(system, number).map(|state| state.iso);
    let country = Country::spelled(name).map(|country| country.iso).or_else(by_number);
    country.filter(|iso| !iso.is_empty()).unwrap_or(name)
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
    fn codes_by_name() {
        for (text, expect) in [
            ("Consult", "040"),
            ("Make statement", "010"),
            ("Yield", "080"),
            ("Express intent to engage in diplomatic cooperation (such as policy support)", "032"),
            ("Arrest, detain, or charge with legal action", "173"),
            ("Return, release person(s)", "0841"),
            ("Meet at a 'third' location", "044"),
            ("Obstruct passage, block", "144"),
            ("fight with small arms and light weapons", "193"),
            ("Demand change in institutions, regime", "1044"),
        ] {
            assert_eq!(code_named(text), Some(expect), "{text}");
        }
        assert_eq!([code_named(""), code_named("dance"), code_named(")(")], [None; 3]);
        for [code, _, label] in table::<3>(include_str!("../../data/codes/cameo-events.tsv")) {
            let found = code_named(label).expect(label);
            assert!(found.starts_with(code), "{label}: {found}");
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
