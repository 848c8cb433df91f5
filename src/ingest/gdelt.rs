//! GDELT Events: a row is who did what to whom, coded in CAMEO by machine.
//!
//! Rows stand between tabs, without quotes and without a header. They have 57 fields until March
//! 2013, 58 with the address of the report since then, 61 in 2.0 with three more codes of places.
//! The number of fields tells, row by row: files that mix them are about, and some have empty fields
//! too many at the end of each row. Copies with a header are read by the names of its columns, also
//! those of the reduced master file of 1.0, and copies with commas or semicolons with their quotes.
//!
//! What becomes of a row (GDELT event codebooks 1.03 and 2.0):
//! - `SQLDATE` is the day. GDELT does not say how exact it is; `DATEADDED` is when the report came.
//! - Actor 1 acts on actor 2. An actor is a CAMEO code with a name: a code alone, or with the name
//!   of its country, is called as the code says ("United States government"), and whoever has a
//!   name of his own ("VLADIMIR PUTIN" of `RUSGOV`) is a member of what the code says.
//! - `EventCode` gives kind and label, `QuadClass` the quad class, as GDELT has it.
//! - The site of `SOURCEURL` is the source, one a row; how many others told it (`NumSources`), but not
//!   who, stays in the columns.
//! - `ActionGeo` is the place. Those of the actors, tone, mentions and scale stay in the columns.
//!
//! Spreadsheets that were let loose on a file turn `012` into `12` and `20191024143000` into
//! `2.02E+13`. A code that has lost its zero is mended where its root has lost it, too; of what
//! was rounded an issue says so.

use crate::{
    ingest::{
        Aspect, Batch, Groups, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        cite, codes,
        date::{self, Order},
        number,
        split::Quotes,
    },
    model::{
        Actor, ActorId, ActorKind, Country, Draft, Kind, Participation, PlaceDraft, Quad, Role,
        Shard, Source, SourceKind, When,
    },
};

/// The columns of 2.0. The older layouts lack the `ADM2Code`s, and the oldest the address.
const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// Columns that tell a table with a header.
const TELLING: [&[&str]; 3] = [
    &["SQLDATE", "EventCode"],
    &["Day", "Actor1Code", "EventCode"],
    &["Date", "Source", "Target", "CAMEOCode"],
];

/// A header with columns of GDELT, or rows of 57, 58 or 61 fields of which the second is a day.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    if let Some(names) = TELLING.iter().find(|names| head.header().has(names)) {
        let reason = format!("its header has {}", names.join(", "));
        return Some(Guess::new(Sureness::Sure, reason));
    }
    is_bare(head).then(|| {
        let width = head.first().len();
        let reason = format!("its rows have {width} fields, of which the second is a day");
        Guess::new(Sureness::Likely, reason)
    })
}

/// Whether the first rows have the fields of events instead of a header.
fn is_bare(head: &Head) -> bool {
    let is_event = |row: &Vec<String>| {
        let width = [61, 58, 57].into_iter().find(|&width| width <= row.len());
        let is_wide = width.is_some_and(|width| row[width..].iter().all(String::is_empty));
        is_wide && is_day(&row[1]) && row[2].len() == 6
    };
    head.rows.iter().take(10).any(is_event)
}

fn is_day(text: &str) -> bool {
    text.len() == 8 && date::parse(text, Order::DayFirst, None).is_some()
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let newest = Header::new(COLUMNS);
    let is_older = |name: &&&str| !name.ends_with("ADM2Code");
    let older = Header::new(COLUMNS.iter().filter(is_older));
    let oldest = Header::new(COLUMNS[..60].iter().filter(is_older));
    let bare = [newest, older, oldest].map(|header| (Layout::new(&header), header));
    let mut table = if TELLING.iter().any(|names| head.header().has(names)) {
        let header = head.header();
        let own = Some(Layout::new(&header));
        Table::with_header(head, Gdelt { own, bare })
    } else {
        let header = bare[0].1.clone();
        Table::without_header(head, header, Gdelt { own: None, bare })
    };
    if !head.is_quoted() {
        table.dialect.quotes = Quotes::Nothing;
    }
    let day = table.header.find_any(&["SQLDATE", "Day", "Date"]).unwrap_or(Header::NOWHERE);
    Ok(table.dated(head, &[day], Order::MonthFirst))
}

/// The columns of the file's own header, or those of each layout.
struct Gdelt {
    own: Option<Layout>,
    bare: [(Layout, Header); 3],
}

/// Where the columns are; [`usize::MAX`] where one is missing, which reads as empty.
struct Layout {
    id: usize,
    day: usize,
    sides: [Side; 2],
    code: usize,
    root: usize,
    quad: usize,
    place: usize,
    place_type: usize,
    country: usize,
    coordinates: [usize; 2],
    added: usize,
    address: usize,
}

/// Where the columns of one actor are.
struct Side {
    role: Role,
    code: usize,
    name: usize,
}

impl Layout {
    fn new(header: &Header) -> Self {
        let at = |names: &[&str]| header.find_any(names).unwrap_or(usize::MAX);
        Self {
            id: at(&["GLOBALEVENTID"]),
            day: at(&["SQLDATE", "Day", "Date"]),
            sides: [
                Side {
                    role: Role::Initiator,
                    code: at(&["Actor1Code", "Source"]),
                    name: at(&["Actor1Name"]),
                },
                Side {
                    role: Role::Recipient,
                    code: at(&["Actor2Code", "Target"]),
                    name: at(&["Actor2Name"]),
                },
            ],
            code: at(&["EventCode", "CAMEOCode"]),
            root: at(&["EventRootCode"]),
            quad: at(&["QuadClass"]),
            place: at(&["ActionGeo_FullName"]),
            place_type: at(&["ActionGeo_Type", "ActionGeoType"]),
            country: at(&["ActionGeo_CountryCode"]),
            coordinates: [
                at(&["ActionGeo_Lat", "ActionGeoLat"]),
                at(&["ActionGeo_Long", "ActionGeoLong"]),
            ],
            added: at(&["DATEADDED"]),
            address: at(&["SOURCEURL"]),
        }
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let precision = match row.value(self.place_type) {
            "1" => "country",
            "2" => "US state",
            "3" => "US city",
            "4" => "city",
            "5" => "state",
            _ => "",
        };
        let (name, fips) = (row.value(self.place), row.value(self.country));
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        if name.is_empty() && fips.is_empty() && coordinates.is_none() {
            return None;
        }
        let country = Country::of_fips(fips).map_or(fips, |country| country.iso);
        Some(PlaceDraft { name, country, coordinates, precision, basis: None })
    }
}

impl Gdelt {
    /// The layout of a row without a header, which may have more fields than the layout has
    /// columns. Rows of 2.0 end with the time of the report and its address: where these are
    /// empty, an older row was padded.
    fn bare(&self, row: &Record<'_>) -> Option<&(Layout, Header)> {
        let is_padded = row.is_empty_from(self.bare[1].1.names().len());
        let mut layouts = self.bare.iter().skip(usize::from(is_padded));
        layouts.find(|(_, header)| header.names().len() <= row.len())
    }
}

impl RowFormat for Gdelt {
    fn columns(&self, row: &Record<'_>) -> Option<&Header> {
        self.own.is_none().then(|| self.bare(row).map(|(_, header)| header))?
    }

    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let layout = match (&self.own, self.bare(row)) {
            (Some(own), _) => own,
            (None, Some((_, header))) if !row.is_empty_from(header.names().len()) => {
                let problem = "the row has neither 57 nor 58 nor 61 fields";
                return Err(RowError::new(problem, &row.len().to_string()));
            }
            (None, bare) => &bare.unwrap_or(&self.bare[0]).0,
        };
        let day = row.value(layout.day);
        let when = batch.when(row, day, None, "SQLDATE").unwrap_or_else(|| {
            batch.warn(row, "SQLDATE has no date", day);
            When::UNDATED
        });
        for (column, problem) in [
            (layout.id, "GLOBALEVENTID was rounded by a spreadsheet"),
            (layout.added, "DATEADDED was rounded by a spreadsheet"),
        ] {
            if row.value(column).contains(['E', '.']) {
                batch.warn(row, problem, row.value(column));
            }
        }

        let mut actors = [Participation::new(ActorId(0), Role::Initiator); 2];
        let mut count = 0;
        for side in &layout.sides {
            let (code, name) = (row.value(side.code), row.value(side.name));
            if !code.is_empty() || !name.is_empty() {
                let actor = batch.actor([code, name], |shard| actor(shard, code, name));
                actors[count] = Participation::new(actor, side.role);
                count += 1;
            }
        }

        let mended;
        let mut code = row.value(layout.code);
        let root = row.value(layout.root);
        if root.len() == 1 && code.len() < 4 && code.starts_with(root) {
            batch.warn(row, "EventCode lost its leading zero in a spreadsheet; mended", code);
            mended = format!("0{code}");
            code = &mended;
        }
        let act = codes::act(code);
        if act.is_none() {
            batch.warn(row, "EventCode is not in CAMEO", code);
        }
        let quad = row.value(layout.quad);
        let place = layout.place(row, batch);
        let cited = batch.cite(cite::site(row.value(layout.address)));
        batch.push(&Draft {
            id: row.value(layout.id),
            when,
            kind: act.map_or(Kind::Other, |act| act.kind),
            label: act.map_or("", |act| act.label),
            scheme: "CAMEO",
            code,
            quad: quad.parse().ok().and_then(Quad::from_number),
            actors: &actors[..count],
            place,
            cited,
            ..Draft::default()
        });
        Ok(())
    }

    fn prose(&self) -> &'static [&'static str] {
        &["SOURCEURL"]
    }

    fn address(&self) -> Option<&'static str> {
        Some("SOURCEURL")
    }

    fn groups(&self) -> Option<Groups> {
        let layout = self.own.as_ref().unwrap_or(&self.bare[0].0);
        let [source, target] = &layout.sides;
        let told = [
            (Aspect::Who, vec![source.code, source.name]),
            (Aspect::Who, vec![target.code, target.name]),
            (Aspect::When, vec![layout.day]),
            (Aspect::What, vec![layout.code, layout.root, layout.quad]),
            (Aspect::Country, vec![layout.country]),
            (Aspect::Place, vec![layout.place]),
        ];
        let [lat, lon] = layout.coordinates;
        Some(Groups::new(
            layout.id,
            told,
            [layout.place_type, lat, lon, layout.added, layout.address],
        ))
    }

    fn source(&self) -> Source {
        Source {
            publisher: "The GDELT Project".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("gdelt", "GDELT Events")
        }
    }
}

/// The actor with a code and a name, of which one may be missing: what the code says, or a member
/// of that with a name of its own.
fn actor(shard: &mut Shard, code: &str, name: &str) -> ActorId {
    if code.is_empty() {
        return shard.actor(name);
    }
    let whole = coded(shard, code);
    let of_code = codes::actor(code);
    let country = Country::of_code(&of_code.country).map_or("", |country| country.name);
    if ["", &of_code.name, country].iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return whole;
    }
    let id = format!("{name} ({code})");
    let member = shard.actor(&id);
    shard.describe_actor(member, || Actor {
        member_of: vec![whole],
        country: of_code.country,
        codes: vec![("CAMEO".to_owned(), code.to_owned())],
        ..Actor::named(id, name)
    });
    member
}

/// What a code says, part of its country if it is of the government.
fn coded(shard: &mut Shard, code: &str) -> ActorId {
    let id = shard.actor(code);
    if shard.knows_actor(id) {
        return id;
    }
    let mut record = codes::actor(code);
    let state = code.get(..3).filter(|state| code.len() > 3 && Country::of_code(state).is_some());
    if let Some(state) = state.filter(|_| record.kind == ActorKind::Government) {
        record.member_of = vec![coded(shard, state)];
    }
    shard.describe_actor(id, || record);
    id
}
