//! UCDP Peace Agreement Dataset: a row is an agreement.
//!
//! Columns are matched by name; some names in the releases end with a space.
//!
//! What becomes of a row (codebook of version 22.1):
//! - `pa_date` is the day of signing. `duration` is, despite its name, the day on which an agreement
//!   ended; it stays in the columns.
//! - `actor_name` lists the parties; where it is missing, `dyad_name` does. `pa_3rd` lists those who
//!   stood by, as third parties.
//! - `pa_type` is the label of an event of the kind `agree`. What it is about and its provisions,
//!   columns of 0 and 1, are tags.

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        date::Order,
        dating, ucdp,
    },
    model::{Country, Draft, Kind, Participation, PlaceDraft, Role, Source, SourceKind, When},
};

/// Columns of provisions, and what they provide for.
const PROVISIONS: [(&str, &str); 24] = [
    ("cease", "ceasefire"),
    ("intarmy", "integration into the army"),
    ("ddr", "disarmament, demobilisation and reintegration"),
    ("withd", "withdrawal of foreign forces"),
    ("pp", "right to form parties"),
    ("intgov", "integration into the government"),
    ("intciv", "integration into the civil service"),
    ("elections", "elections"),
    ("interim", "interim government"),
    ("natalks", "national talks"),
    ("shagov", "power sharing"),
    ("aut", "autonomy"),
    ("fed", "federation"),
    ("ind", "independence"),
    ("ref", "referendum"),
    ("shaloc", "local power sharing"),
    ("regdev", "regional development"),
    ("cul", "cultural freedoms"),
    ("demarcation", "demarcation of borders"),
    ("amn", "amnesty"),
    ("pris", "release of prisoners"),
    ("recon", "national reconciliation"),
    ("return", "return of refugees"),
    ("pko", "peacekeeping"),
];

/// A header with the columns that only this data set has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let names = ["paid", "pa_name", "pa_date"];
    let reason = || format!("its header has {}", names.join(", "));
    head.header().has(&names).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Peace::new(&head.header())?;
    let dates = [format.date];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::DayFirst))
}

/// Where the columns are.
struct Peace {
    id: usize,
    title: usize,
    date: usize,
    parties: usize,
    dyads: usize,
    third_parties: usize,
    kind: usize,
    incompatibility: usize,
    ended: usize,
    conflict: usize,
    gwno: usize,
    provisions: Vec<(usize, &'static str)>,
    notes: Vec<String>,
}

impl Peace {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name| header.column(name);
        let date = header.need("pa_date")?;
        let provisions = PROVISIONS.into_iter();
        Ok(Self {
            id: header.need("paid")?,
            title: header.need("pa_name")?,
            date,
            parties: column("actor_name"),
            dyads: column("dyad_name"),
            third_parties: column("pa_3rd"),
            kind: column("pa_type"),
            incompatibility: column("incompatibility"),
            ended: column("ended"),
            conflict: column("conflict_name"),
            gwno: column("gwno"),
            provisions: provisions.filter_map(|(it, tag)| Some((header.find(it)?, tag))).collect(),
            notes: Vec::new(),
        })
    }
}

impl RowFormat for Peace {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = dating::date_in(row, self.date, batch, "pa_date");
        if row.value(self.date).is_empty() {
            batch.warn(row, "pa_date is empty", "");
        }
        let mut actors = Vec::new();
        let (parties, dyads) = (row.value(self.parties), row.value(self.dyads));
        let list = if parties.is_empty() { dyads } else { parties };
        // In the name of a dyad the two sides have a dash between them.
        for name in list.split([',', ';']).flat_map(|name| name.split(" - ")).map(str::trim) {
            if !name.is_empty() {
                let actor = ucdp::actor(&mut batch.shard, name, "", "");
                add(Participation::new(actor, Role::Participant), &mut actors);
            }
        }
        for name in row.value(self.third_parties).split([',', ';']).map(str::trim) {
            let is_nobody =
                matches!(name, "" | "0") || name.to_ascii_lowercase().starts_with("no third");
            if !is_nobody {
                let actor = batch.shard.actor(name);
                add(Participation::new(actor, Role::ThirdParty), &mut actors);
            }
        }
        let provisions = self.provisions.iter().filter(|(column, _)| row.value(*column) == "1");
        let about = match row.value(self.incompatibility) {
            "1" => "about territory",
            "2" => "about government",
            "3" => "about territory and government",
            _ => "",
        };
        let ended = if row.value(self.ended) == "1" { "ended" } else { "" };
        let words = [about, ended].into_iter().filter(|word| !word.is_empty());
        let tags: Vec<_> = words.chain(provisions.map(|(_, tag)| *tag)).collect();
        let place = row.value(self.conflict);
        // "Angola: Government", "Angola: Cabinda".
        let state = place.split(':').next().unwrap_or("").trim();
        let country = match Country::spelled(state) {
            Some(country) => country.iso,
            None => codes::iso_or_number("", System::GleditschWard, row.value(self.gwno)),
        };
        batch.push(&Draft {
            id: row.value(self.id),
            when: when.unwrap_or(When::UNDATED),
            title: row.value(self.title),
            kind: Kind::Agree,
            label: match row.value(self.kind) {
                "1" => "full peace agreement",
                "2" => "partial peace agreement",
                "3" => "peace process agreement",
                _ => "",
            },
            actors: &actors,
            place: (!place.is_empty()).then_some(PlaceDraft {
                name: place,
                country,
                ..PlaceDraft::default()
            }),
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["pa_comment", "pa_sign", "pa_3rd", "txt"]
    }

    fn address(&self) -> Option<&'static str> {
        Some("linktofulltextagreement")
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Uppsala Conflict Data Program".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("ucdp-peace", "UCDP Peace Agreement Dataset")
        }
    }
}

/// Adds somebody who takes part, once.
fn add(participation: Participation, actors: &mut Vec<Participation>) {
    if !actors.contains(&participation) {
        actors.push(participation);
    }
}
