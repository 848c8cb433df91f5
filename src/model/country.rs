//! The countries, as data sets name them.
//!
//! The tables are built into the program: `data/codes/countries.tsv` has the ISO 3166-1 alpha-3 codes
//! (and `XKX` for Kosovo) with the CAMEO and FIPS 10-4 codes and the names that data sets write
//! instead; `former-countries.tsv` the names of former countries with the codes that they had (ISO
//! 3166-3), which are found by name only: CAMEO means others by some.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::base::{table::table, text::fold};

/// A country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3; of a former country the code that it had.
    pub iso: &'static str,
    /// The name in everyday English.
    pub name: &'static str,
}

impl Country {
    /// The country with this ISO 3166-1 alpha-3 or CAMEO code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        COUNTRIES.codes.get(code).copied()
    }

    /// The country with this FIPS 10-4 code of two letters, as GDELT has it for places. Waters and
    /// islands that nobody owns have none.
    #[must_use]
    pub fn of_fips(code: &str) -> Option<Self> {
        COUNTRIES.fips.get(code).copied()
    }

    /// The country of this name however it is spelled: case, accents and what stands between words
    /// don't count. For a cell that names a country, not for words of a text: "turkey".
    #[must_use]
    pub fn spelled(name: &str) -> Option<Self> {
        Self::named(name).or_else(|| COUNTRIES.spelled.get(&letters(name)).copied())
    }

    /// The country of this name, letter for letter: the everyday name, or one of those that data
    /// sets write ("Russia (Soviet Union)", "Congo, Democratic Republic of").
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        COUNTRIES.names.get(name).copied()
    }
}

#[derive(Default)]
struct Countries {
    codes: FxHashMap<&'static str, Country>,
    fips: FxHashMap<&'static str, Country>,
    names: FxHashMap<&'static str, Country>,
    /// By the letters of the names alone.
    spelled: FxHashMap<String, Country>,
}

fn letters(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries::default();
    for [iso, name, cameo, fips, also] in table(include_str!("../../data/codes/countries.tsv")) {
        let country = Country { iso, name };
        countries.codes.insert(iso, country);
        countries.codes.extend(cameo.split_terminator(' ').map(|code| (code, country)));
        countries.fips.extend(fips.split_terminator(' ').map(|code| (code, country)));
        countries.names.insert(name, country);
        countries.names.extend(also.split_terminator(';').map(|name| (name, country)));
    }
    for [iso, name, also] in table(include_str!("../../data/codes/former-countries.tsv")) {
        let names = also.split_terminator(';').chain([name]);
        countries.names.extend(names.map(|own| (own, Country { iso, name })));
    }
    let spelled = countries.names.iter().map(|(name, country)| (letters(name), *country));
    countries.spelled = spelled.collect();
    countries
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries() {
        #[track_caller]
        fn check(found: Option<Country>, expect: &str) {
            assert_eq!(found.map_or("", |country| country.iso), expect);
        }
        check(Country::of_code("USA"), "USA");
        check(Country::of_code("ROM"), "ROU");
        check(Country::of_code("TMP"), "TLS");
        check(Country::of_code("MTN"), "MNE");
        check(Country::of_code("EUR"), "");
        // The two-letter systems disagree wherever they can.
        check(Country::of_fips("GM"), "DEU");
        check(Country::of_fips("CH"), "CHN");
        check(Country::of_fips("SZ"), "CHE");
        check(Country::of_fips("AU"), "AUT");
        check(Country::of_fips("AS"), "AUS");
        check(Country::of_fips("IS"), "ISR");
        check(Country::of_fips("RB"), "SRB");
        check(Country::of_fips("RI"), "SRB");
        check(Country::of_fips("GZ"), "PSE");
        check(Country::of_fips("WE"), "PSE");
        check(Country::of_fips("OS"), "");
        check(Country::named("Russia (Soviet Union)"), "RUS");
        check(Country::named("Mexico"), "MEX");
        check(Country::named("West Bank and Gaza Strip"), "PSE");
        check(Country::named("Bosnia-Herzegovina"), "BIH");
        check(Country::named("South Yemen"), "YMD");
        check(Country::named("East Germany (GDR)"), "DDR");
        check(Country::named("Serbia-Montenegro"), "SCG");
        check(Country::named("Soviet Union"), "SUN");
        check(Country::of_code("SUN"), "");
        check(Country::named("mexico"), "");
        check(Country::spelled("MEXICO"), "MEX");
        check(Country::spelled("Cote d’Ivoire"), "CIV");
        check(Country::spelled("bosnia & herzegovina"), "BIH");
        check(Country::spelled("Guinea Bissau"), "GNB");
        check(Country::spelled("Turkiye"), "TUR");
        check(Country::spelled(""), "");
        check(Country::named("Netherlands Antilles"), "ANT");
        check(Country::named("South Vietnam"), "VNM");
    }

    #[test]
    fn no_code_and_no_name_is_two_countries() {
        let rows: Vec<[&str; 5]> = table(include_str!("../../data/codes/countries.tsv")).collect();
        assert!(rows.is_sorted());
        let fips: usize = rows.iter().map(|row| row[3].split_terminator(' ').count()).sum();
        let codes: usize = rows.iter().map(|row| 1 + row[2].split_terminator(' ').count()).sum();
        let names: usize = rows.iter().map(|row| 1 + row[4].split_terminator(';').count()).sum();
        let former: Vec<[&str; 3]> =
            table(include_str!("../../data/codes/former-countries.tsv")).collect();
        let former: usize = former.iter().map(|row| 1 + row[2].split_terminator(';').count()).sum();
        let names = names + former;
        let counted = (COUNTRIES.fips.len(), COUNTRIES.codes.len(), COUNTRIES.names.len());
        assert_eq!(counted, (fips, codes, names));
        for (name, country) in &COUNTRIES.names {
            assert_eq!(Country::spelled(name), Some(*country), "{name}");
            let found = COUNTRIES.spelled[&letters(name)];
            assert_eq!(found.iso, country.iso, "{name}");
        }
    }
}
