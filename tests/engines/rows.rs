//! Made-up rows of the tables in `tests/engines.sh`, few enough names for queries to find them, and
//! all that is awkward in names: quotes, accents, wildcards, spaces, names that begin alike.

use std::fmt::Write as _;

/// The numbers of a generator that gives the same on every run (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

pub const CODES: &[&str] = &[
    "RUS", "RUSGOV", "RUSMIL", "UKR", "UKRGOV", "USA", "USAGOV", "GBR", "PSE", "PSEGOV", "GOV",
    "MIL", "CVL", "IGOUNO", "XQZ", "RUSX", "rus", "O'X", "007", "7", " USA", "",
];
pub const NAMES: &[&str] = &[
    "RUSSIA",
    "RUSSIAN",
    "PUTIN",
    "PUTINA",
    "VLADIMIR PUTIN",
    "Vladimir Putin",
    "UKRAINE",
    "UNITED STATES",
    "UNITED",
    "O'BRIEN",
    "SÃO TOMÉ",
    "SAO TOME",
    "a_b",
    "acb",
    "a%b",
    "a\\b",
    "a\\\\b",
    "the \"Quoted\"",
    "KING, THE",
    "007",
    "7",
    " PUTIN",
    "NULL",
    "--",
    "",
];
pub const ACTS: &[&str] = &[
    "010", "011", "01", "042", "043", "04", "190", "19", "193", "203", "036", "20", "999", "10",
    "1", "4", "17", "",
];
pub const PLACES: &[&str] = &[
    "Moscow, Moskva, Russia",
    "Moscow",
    "moscow",
    "New Moscow",
    "São Paulo, Brazil",
    "Sao Paulo, Brazil",
    "St. John's",
    "100% Town",
    "a_b",
    "x\\y",
    "",
];
pub const FIPS: &[&str] = &["RS", "UP", "US", "GM", "XX", "rs", "O'", ""];
const DAYS: &[&str] = &[
    "20131230", "20131231", "20140101", "20140102", "20140103", "20140215", "20140228", "20140301",
    "20150813", "20150814", "19790101", "20991231", "20130231", "0", "2014",
];
pub const SITES: &[&str] = &[
    "https://a.example/moscow",
    "https://a.example/it's",
    "https://b.example/100%25",
    "https://sub.b.example/\"x\"",
    "http://c.example/a_b,c",
    "BBC Monitoring",
    "",
];

/// Rows of GDELT 2.0 between tabs; each has an id of its own.
pub fn gdelt(chance: &mut Chance, count: usize) -> String {
    let mut text = String::new();
    for number in 0..count {
        let mut row = [""; 61];
        let id = (400_000_000 + number).to_string();
        let day = chance.pick(DAYS);
        let act = chance.pick(ACTS);
        (row[0], row[1]) = (&id, day);
        for side in [5, 15] {
            row[side] = chance.pick(CODES);
            row[side + 1] = chance.pick(NAMES);
        }
        if chance.one_in(5) {
            (row[15], row[16]) = (row[5], row[6]);
        }
        row[26] = act;
        // A code of one digit has lost its zero only where its root has, too.
        row[28] =
            if chance.one_in(3) { &act[..act.len().min(1)] } else { &act[..act.len().min(2)] };
        row[29] = chance.pick(&["1", "2", "3", "4", "", "9"]);
        row[51] = chance.pick(&["0", "1", "4", ""]);
        row[52] = chance.pick(PLACES);
        row[53] = chance.pick(FIPS);
        (row[56], row[57]) = chance.pick(&[("55.75", "37.6"), ("", ""), ("0", "0"), ("95", "1")]);
        row[59] = "20150813000000";
        row[60] = chance.pick(SITES);
        text.push_str(&row.join("\t"));
        text.push('\n');
    }
    text
}

pub const SIDES: &[&str] = &[
    "Government of Syria",
    "Government of Russia (Soviet Union)",
    "Government of United States of America, Government of United Kingdom",
    "Government of United Kingdom",
    "IS",
    "IS-K",
    "Islamic State",
    "Civilians",
    "Jabhat Fateh al-Sham, \"the Front\"",
    "FARC's front",
    "Ansar\nDine",
    "M-19 (50%)",
    "José's_group",
    "",
];
const SPANS: &[(&str, &str)] = &[
    ("2014-01-01", "2014-01-01"),
    ("2014-01-01", "2014-01-31"),
    ("2013-12-30", "2014-01-02"),
    ("2014-01-02", "2014-01-03"),
    ("2014-02-15", "2014-02-15"),
    ("2014-01-01", "2014-12-31"),
    ("2015-08-13", "2015-08-10"),
    ("2015-08-13", ""),
    ("", "2015-08-14"),
    ("", ""),
];
pub const TOWNS: &[&str] =
    &["Aleppo town", "Aleppo", "aleppo", "Tomé", "Al-Bāb, \"old\" part", "O'Hara", "a_b 100%", ""];
pub const COUNTRIES: &[(&str, &str)] = &[
    ("Syria", "652"),
    ("Russia (Soviet Union)", "365"),
    ("Yemen (North Yemen)", "678"),
    ("Côte d'Ivoire", "437"),
    ("", "652"),
    ("Nowhere", ""),
    ("", ""),
];

/// The rows of a table in CSV with a header.
fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = header.join(",");
    text.push('\n');
    for row in rows {
        let quoted = row.iter().map(|cell| {
            // What is not quoted is NULL where it is empty.
            if cell.contains(['"', ',', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        });
        let _ = writeln!(text, "{}", quoted.collect::<Vec<_>>().join(","));
    }
    text
}

/// Rows of UCDP GED in CSV under a header.
pub fn ged(header: &str, chance: &mut Chance, count: usize) -> String {
    let header: Vec<&str> = header.split(',').collect();
    let rows = (0..count).map(|number| {
        let mut row = vec![String::new(); header.len()];
        let mut set = |name: &str, value: &str| {
            let at = header.iter().position(|it| *it == name).expect("a column of GED");
            value.clone_into(&mut row[at]);
        };
        set("id", &(number + 1).to_string());
        set("type_of_violence", chance.pick(&["1", "2", "3", "3", "9"]));
        for [side, id, gwno] in
            [["side_a", "side_a_new_id", "gwnoa"], ["side_b", "side_b_new_id", "gwnob"]]
        {
            let at = chance.below(SIDES.len());
            set(side, SIDES[at]);
            set(id, &(at * 10).to_string());
            set(gwno, if SIDES[at].starts_with("Gov") { "652" } else { "" });
        }
        if chance.one_in(5) {
            set("side_a", "Civilians");
            set("side_b", "Civilians");
            set("side_a_new_id", "70");
            set("side_b_new_id", "70");
        }
        let (first, last) = chance.pick(SPANS);
        set("date_start", first);
        set("date_end", last);
        set("date_prec", chance.pick(&["1", "2", "4", "5", ""]));
        set("event_clarity", chance.pick(&["1", "2", ""]));
        let (country, number) = chance.pick(COUNTRIES);
        set("country", country);
        set("country_id", number);
        for place in ["where_coordinates", "adm_1", "adm_2"] {
            set(place, if chance.one_in(2) { "" } else { chance.pick(TOWNS) });
        }
        if chance.one_in(2) {
            set("latitude", "36.2");
            set("longitude", "37.16");
        }
        for deaths in ["low", "best", "high"] {
            set(deaths, chance.pick(&["", "0", "1", "3", "10", "250", "-1"]));
        }
        set("where_prec", chance.pick(&["1", "4", ""]));
        set("source_office", chance.pick(&["Reuters", "Reuters;AFP", "Le Monde's desk", ""]));
        set("source_headline", chance.pick(&["Clash at the ford", "Tomé: \"no\"\nmore", ""]));
        row
    });
    csv(&header, rows)
}

pub const PEOPLE: &[&str] = &[
    "Khaled Khoja",
    "Khoja",
    "khoja",
    "Khojali",
    "Sergei Lavrov",
    "Lavrov;Khaled Khoja",
    "Khaled Khoja; Sergei Lavrov",
    "Norway",
    "José \"Pepe\" O'Neill",
    "50% club, the",
    "a\\b",
    "a_b",
    "Two\nlines",
    "",
];
pub const WORDS: &[&str] =
    &["meeting", "Meeting", "strike", "pledge", "consult", "don't", "a_b", ""];

/// Rows of a table of somebody's own; their titles tell them apart.
pub fn own(chance: &mut Chance, count: usize) -> String {
    const DATES: &[&str] =
        &["2015-08-13", "2015-08-14", "2015-08-20", "2014-01-01", "1999-12-31", "2015-09-01"];
    let header = ["date", "title", "who", "whom", "kind", "place"];
    let rows = (0..count).map(|number| {
        let title = chance.pick(&["Talks, continued", "It's \"over\"", "100% done", "Tomé"]);
        let title = format!("{title} {number}");
        let cells = [
            chance.pick(DATES),
            &title,
            chance.pick(PEOPLE),
            chance.pick(PEOPLE),
            chance.pick(WORDS),
            chance.pick(TOWNS),
        ];
        cells.map(str::to_owned).to_vec()
    });
    csv(&header, rows)
}
