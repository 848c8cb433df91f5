//! By what names the fields of an event go in tables.

use super::look::{are_dates, have_dates, nearly_all, ticks};
use crate::{
    ingest::{number, time},
    model::{Confidence, Kind, Status},
};

/// A field of the map, and how its column is found.
pub struct Field {
    /// Its key in the map.
    pub key: &'static str,
    /// Names of columns, the surest ones first.
    pub names: &'static [&'static str],
    /// Whether values can be those of the field.
    pub fits: fn(&[&str]) -> bool,
    /// Whether it may have several entries.
    pub is_list: bool,
    /// What it is, for whoever completes the map.
    pub meaning: &'static str,
}

impl Field {
    const fn new(
        key: &'static str,
        names: &'static [&'static str],
        fits: fn(&[&str]) -> bool,
        meaning: &'static str,
    ) -> Self {
        Self { key, names, fits, is_list: false, meaning }
    }

    const fn list(self) -> Self {
        Self { is_list: true, ..self }
    }
}

pub const EVENT: &[Field] = &[
    Field::new(
        "id",
        &["event_id", "eventid", "incident_id", "case_id", "id", "uid", "key", "no", "nr"],
        differ,
        "what tells one event from all others",
    ),
    Field::new(
        "title",
        &[
            "title",
            "headline",
            "event_name",
            "event_title",
            "subject",
            "message",
            "event",
            "what",
            "name",
            "pa_name",
            "agt",
            "conflict_name",
        ],
        any,
        "a headline",
    ),
    Field::new(
        "summary",
        &[
            "notes",
            "description",
            "summary",
            "details",
            "narrative",
            "text",
            "event_description",
            "what_happened",
            "comments",
            "comment",
            "note",
            "issuenote",
            "pa_comment",
            "content",
        ],
        any,
        "some sentences",
    ),
    Field::new(
        "kind",
        &[
            "kind",
            "event_type",
            "event_kind",
            "type",
            "type_of_event",
            "attacktype1_txt",
            "etype",
            "category",
            "action",
            "class",
            "timestamp_desc",
        ],
        any,
        "what was done",
    ),
    Field::new(
        "label",
        &["sub_event_type", "event_subtype", "sub_type", "subtype", "subcategory"],
        any,
        "what was done, in the table's own words",
    ),
    Field::new("code", &["cameo_code", "cameo", "event_code", "eventcode"], any, "a code for it"),
    Field::new("quad", &["quad_class", "quadclass", "quad"], any, "the quad class, 1 to 4"),
    Field::new("status", &["status"], are_statuses, "occurred, planned, disputed, ..."),
    Field::new("confidence", &["confidence", "score"], are_shares, "how sure it is, 0 to 1"),
    Field::new(
        "tags",
        &["tags", "tag", "keywords", "topics", "topic", "labels", "themes", "theme"],
        any,
        "words to group by",
    )
    .list(),
];

pub const START: Field = Field::new(
    "start",
    &[
        "date",
        "event_date",
        "date_of_event",
        "start_date",
        "date_start",
        "startdate",
        "start",
        "begin",
        "begin_date",
        "beginning",
        "day_of_event",
        "story_date",
        "pa_date",
        "dat",
        "sqldate",
        "incident_date",
        "datetime",
        "date_time",
        "timestamp",
        "when",
        "from",
    ],
    have_times_or_dates,
    "the date, or the first day",
);

pub const DATE_PARTS: &[Field] = &[
    Field::new("year", &["year", "iyear", "styear", "styr", "start_year", "yr"], any, "the year"),
    Field::new(
        "month",
        &["month", "imonth", "stmon", "stmo", "start_month"],
        any,
        "the month, by number or name",
    ),
    Field::new("day", &["day", "iday", "stday", "start_day"], any, "the day of the month"),
];

pub const END_PARTS: &[Field] = &[
    Field::new("end_year", &["end_year", "endyear", "eyr", "eyear"], any, "the last year"),
    Field::new("end_month", &["end_month", "endmon", "endmonth", "emo"], any, "the last month"),
    Field::new("end_day", &["end_day", "endday", "eday"], any, "the last day of that month"),
];

pub const WHEN: &[Field] = &[
    Field::new(
        "end",
        &["end_date", "date_end", "enddate", "end", "until", "to_date", "to", "finish", "last_day"],
        are_dates,
        "the last day",
    ),
    Field::new("time", &["time", "event_time", "time_of_day"], are_times, "the time of day"),
];

/// What its words mean has to be said, too.
pub const PRECISION: Field = Field::new(
    "precision",
    &["date_precision", "time_precision", "date_prec", "when_precision"],
    any,
    "how exact the date is",
);

/// Roles, and the names of the columns that have them. Where a name does not say who acts, the
/// actors only take part.
pub const ACTORS: &[(&str, &[&str])] = &[
    (
        "initiator",
        &[
            "initiator",
            "perpetrator",
            "attacker",
            "aggressor",
            "sender",
            "source_actor",
            "source_name",
            "actor_name",
            "actor1name",
            "gname",
            "gname2",
            "gname3",
            "by",
            "by_whom",
            "who",
        ],
    ),
    (
        "recipient",
        &[
            "recipient",
            "target",
            "target_name",
            "target_actor",
            "recipient_name",
            "receiver",
            "actor2name",
            "target1",
            "target2",
            "target3",
            "against",
            "to_whom",
            "whom",
        ],
    ),
    ("victim", &["victim", "victims"]),
    ("side_a", &["side_a", "sidea", "party_a"]),
    ("side_b", &["side_b", "sideb", "party_b"]),
    (
        "participant",
        &[
            "actor",
            "actors",
            "actor1",
            "actor_1",
            "actor2",
            "actor_2",
            "actor3",
            "actor_1_name",
            "actor_2_name",
            "actor_name_1",
            "actor_name_2",
            "participants",
            "participant",
            "parties",
            "party",
            "party1",
            "party2",
            "party_1",
            "party_2",
            "people",
            "persons",
            "stabb",
        ],
    ),
    ("host", &["host"]),
    ("third_party", &["mediator", "mediators", "third_party"]),
];

pub const PLACE: &[Field] = &[
    Field::new(
        "name",
        &[
            "location",
            "place",
            "city",
            "town",
            "where",
            "site",
            "venue",
            "village",
            "locality",
            "place_name",
            "location_name",
            "elocal",
            "placename",
            "admin1",
            "adm_1",
            "provstate",
        ],
        any,
        "the name of the place",
    ),
    Field::new(
        "country",
        &[
            "iso3",
            "country",
            "country_name",
            "countryname",
            "country_txt",
            "country_code",
            "nation",
            "gwno",
            "gwno_loc",
            "ccode",
            "cow_code",
        ],
        any,
        "the country",
    ),
    Field::new(
        "lat",
        &["latitude", "lat", "y", "place_lat", "location_lat"],
        are_latitudes,
        "degrees north",
    ),
    Field::new(
        "lon",
        &["longitude", "lon", "lng", "long", "x", "place_lon", "location_lon"],
        are_longitudes,
        "degrees east",
    ),
    Field::new(
        "precision",
        &["geo_precision", "geo_precis", "where_prec", "location_precision", "specificity"],
        any,
        "how exact the place is",
    ),
];

pub const FATALITIES: &[Field] = &[
    Field::new("low", &["low", "deaths_low", "fatalities_low"], are_counts, "the lowest estimate"),
    Field::new(
        "best",
        &["fatalities", "deaths", "killed", "best", "dead", "nkill", "ndeath", "death_toll"],
        are_counts,
        "how many were killed",
    ),
    Field::new("high", &["high", "deaths_high", "fatalities_high"], are_counts, "the highest"),
];

pub const SOURCE: &[Field] = &[
    Field::new(
        "title",
        &["source", "sources", "source_title", "citation"],
        any,
        "where the row has it from",
    )
    .list(),
    Field::new(
        "url",
        &["url", "urls", "source_url", "sourceurl", "link", "links", "web", "address", "reference"],
        are_urls,
        "its address",
    ),
    Field::new("publisher", &["publisher", "outlet", "newspaper"], any, "who published it"),
    Field::new("published", &["published", "publication_date"], are_dates, "when"),
];

/// The kind that a word for an act suggests, told by how its parts begin.
pub fn kind(word: &str) -> Option<Kind> {
    const SIGNS: &[(Kind, &[&str])] = &[
        (Kind::Protest, &["protest", "riot", "demonstrat", "rally"]),
        (
            Kind::Assault,
            &[
                "airstrike",
                "ambush",
                "assassin",
                "assault",
                "attack",
                "battle",
                "bomb",
                "clash",
                "drone",
                "explosi",
                "fight",
                "kill",
                "massacre",
                "murder",
                "shell",
                "violen",
            ],
        ),
        (Kind::Coerce, &["abduct", "arrest", "blockade", "detain", "detention", "seiz"]),
        (Kind::Retreat, &["ceasefire", "release", "surrender", "truce", "withdraw"]),
        (Kind::Agree, &["accord", "agree", "treaty"]),
        (Kind::Consult, &["consult", "mediat", "meet", "negotiat", "summit", "talk", "visit"]),
        (Kind::Sanction, &["embargo", "expel", "expulsion", "sanction"]),
        (Kind::Threaten, &["threat", "ultimatum"]),
        (Kind::Mobilize, &["deploy", "mobili"]),
        (Kind::Accuse, &["accus", "condemn", "critici", "investigat"]),
        (Kind::Reject, &["refus", "reject", "veto"]),
        (Kind::Aid, &["aid", "relief"]),
        (Kind::Request, &["appeal", "demand", "request"]),
        (Kind::Statement, &["announce", "declar", "speech", "statement"]),
    ];
    let word = word.to_lowercase();
    let parts: Vec<_> = word.split(|c: char| !c.is_alphanumeric()).collect();
    let says = |sign: &&str| parts.iter().any(|part| part.starts_with(sign));
    SIGNS.iter().find(|(_, signs)| signs.iter().any(says)).map(|(kind, _)| *kind)
}

/// What a word says of how exact a date is: the codes of ACLED and UCDP in columns of their names,
/// and what the language says.
pub fn precision(column: &str, word: &str) -> Option<&'static str> {
    let column = column.to_lowercase();
    let meaning = match (column.as_str(), word) {
        ("time_precision" | "date_prec", "1") => "day",
        ("time_precision", "2") | ("date_prec", "3") => "week",
        ("date_prec", "2") => "approximate",
        ("time_precision", "3") | ("date_prec", "4") => "month",
        ("date_prec", "5") => "year",
        _ => {
            const SIGNS: &[(&str, &[&str])] = &[
                ("approximate", &["approx", "about", "circa"]),
                ("uncertain", &["uncertain", "estimat", "disputed", "?"]),
                ("unknown", &["unknown", "none"]),
                ("day", &["day", "exact", "precise"]),
                ("week", &["week"]),
                ("month", &["month"]),
                ("year", &["year"]),
            ];
            let word = word.to_lowercase();
            SIGNS.iter().find(|(_, signs)| signs.iter().any(|sign| word.starts_with(sign)))?.0
        }
    };
    Some(meaning)
}

fn any(values: &[&str]) -> bool {
    !values.is_empty()
}

/// Whether hardly a value is there twice.
fn differ(values: &[&str]) -> bool {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    !values.is_empty() && sorted.len() * 10 >= values.len() * 9
}

fn have_times_or_dates(values: &[&str]) -> bool {
    have_dates(values) || ticks(values).is_some()
}

fn are_statuses(values: &[&str]) -> bool {
    nearly_all(values, |value| Status::from_name(&value.to_ascii_lowercase()).is_some())
}

fn are_shares(values: &[&str]) -> bool {
    nearly_all(values, |value| value.parse().ok().and_then(Confidence::new).is_some())
}

fn are_times(values: &[&str]) -> bool {
    nearly_all(values, |value| value.contains(':') && time::parse(value).is_some())
}

fn are_latitudes(values: &[&str]) -> bool {
    nearly_all(values, |value| number::coordinates(value, "0").is_some())
}

fn are_longitudes(values: &[&str]) -> bool {
    nearly_all(values, |value| number::coordinates("0", value).is_some())
}

fn are_counts(values: &[&str]) -> bool {
    let is_count = |value: &str| number::count(&value.replace(',', "")).is_some();
    nearly_all(values, |value| is_count(value) || value.starts_with('-'))
}

fn are_urls(values: &[&str]) -> bool {
    nearly_all(values, |value| value.contains("://") || value.starts_with("www."))
}
