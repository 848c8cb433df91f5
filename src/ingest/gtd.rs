//! Global Terrorism Database (GTD): a row is an attack or an attempt at one.
//!
//! Releases have up to 135 columns, which are matched by name; copies with few of them are read,
//! too.
//!
//! What becomes of a row (codebook of GTD, 2021):
//! - `iyear`, `imonth` and `iday` are the date, of which 0 stands for what is not known; then
//!   `approxdate` says it in words. Of an incident that is `extended`, `resolution` is the last
//!   day.
//! - The groups (`gname` to `gname3`) act on the targets (`target1` to `target3`). Where a target
//!   has no name, its type stands for it. "Unknown" is nobody.
//! - Every row is the kind `assault`; `attacktype1_txt` is its label and `attacktype1` its code.
//! - `nkill` is the only number of deaths, those of the perpetrators among them.

use std::borrow::Cow;

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table, cite, codes,
        date::{self, Order},
        dating::{self, Parts},
        number,
    },
    model::{
        Actor, ActorId, ActorKind, Country, Draft, Fatalities, Kind, Participation, PlaceDraft,
        Role, Shard, Source, SourceKind, When, when::typed,
    },
};

/// A header with the parts of the date as GTD calls them, and one more column of GTD.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let own = ["gname", "attacktype1", "attacktype1_txt", "target1", "targtype1_txt", "crit1"];
    let found = own.into_iter().find(|name| header.has(&["iyear", name]))?;
    Some(Guess::new(Sureness::Sure, format!("its header has iyear and {found}")))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Gtd::new(&head.header())?;
    let dates = [format.resolution];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::MonthFirst))
}

/// Where the columns are.
struct Gtd {
    id: usize,
    date: Parts,
    approximately: usize,
    extended: usize,
    resolution: usize,
    groups: [usize; 3],
    uncertain: [usize; 3],
    targets: [Target; 3],
    attack: usize,
    attack_type: usize,
    weapon: usize,
    success: usize,
    suicide: usize,
    place: [usize; 4],
    country: usize,
    coordinates: [usize; 2],
    specificity: usize,
    killed: usize,
    citations: [usize; 3],
    notes: Vec<String>,
}

/// Where the columns of a target are.
struct Target {
    name: usize,
    kind: usize,
    nationality: usize,
}

impl Gtd {
    fn new(header: &Header) -> Result<Self, String> {
        header.need("iyear")?;
        let column = |name: &str| header.column(name);
        let resolution = column("resolution");
        Ok(Self {
            id: column("eventid"),
            date: Parts::of(header, ["iyear", "imonth", "iday"]),
            approximately: column("approxdate"),
            extended: column("extended"),
            resolution,
            groups: ["gname", "gname2", "gname3"].map(column),
            uncertain: ["guncertain1", "guncertain2", "guncertain3"].map(column),
            targets: ["1", "2", "3"].map(|number| Target {
                name: column(&format!("target{number}")),
                kind: column(&format!("targtype{number}_txt")),
                nationality: column(&format!("natlty{number}_txt")),
            }),
            attack: column("attacktype1_txt"),
            attack_type: column("attacktype1"),
            weapon: column("weaptype1_txt"),
            success: column("success"),
            suicide: column("suicide"),
            place: ["city", "location", "provstate", "country_txt"].map(column),
            country: column("country_txt"),
            coordinates: ["latitude", "longitude"].map(column),
            specificity: column("specificity"),
            killed: column("nkill"),
            citations: ["scite1", "scite2", "scite3"].map(column),
            notes: Vec::new(),
        })
    }

    fn when(&self, row: &Record<'_>, batch: &mut Batch) -> When {
        let stated = self.date.read(row, batch);
        let is_day = |when: &When| when.earliest_start() == when.latest_end();
        let start = match stated {
            Some(when) if is_day(&when) => Some(when),
            stated => approximately(row.value(self.approximately), stated.as_ref()).or(stated),
        };
        if start.is_none() {
            batch.warn(row, "the year is not known", row.value(self.approximately));
        }
        // In rows of an incident that is not extended it says nothing.
        if row.value(self.extended) == "0" {
            return start.unwrap_or(When::UNDATED);
        }
        let end = dating::date_in(row, self.resolution, batch, "resolution");
        match start {
            Some(start) => dating::span(Some(start), end, row, batch),
            None => When::UNDATED,
        }
    }

    fn place<'r>(&self, row: &Record<'r>, batch: &mut Batch) -> Option<PlaceDraft<'r>> {
        let names = self.place.map(|column| row.value(column));
        let name = names.into_iter().find(|name| !is_nobody(name));
        let coordinates = number::coordinates_in(row, self.coordinates, batch);
        if name.is_none() && coordinates.is_none() {
            return None;
        }
        Some(PlaceDraft {
            name: name.unwrap_or(""),
            country: codes::iso_or_name(row.value(self.country)),
            coordinates,
            precision: match row.value(self.specificity) {
                "1" => "city",
                "2" | "3" => "district",
                "4" => "province",
                "5" => "country",
                _ => "",
            },
            basis: None,
        })
    }
}

impl RowFormat for Gtd {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = self.when(row, batch);
        let mut id = row.value(self.id);
        if id.contains(['E', 'e']) {
            batch.warn(
                row,
                "a spreadsheet has rounded eventid; the row's number stands for it",
                id,
            );
            id = "";
        }
        let mut actors = Vec::with_capacity(4);
        for name in self.groups.map(|column| row.value(column)) {
            if !is_nobody(name) {
                let actor = batch.shard.actor(name);
                batch.shard.suppose_actor(actor, || Actor {
                    kind: ActorKind::ArmedGroup,
                    ..Actor::named(name, name)
                });
                actors.push(Participation::new(actor, Role::Initiator));
            }
        }
        for target in &self.targets {
            let actor = target.actor(row, &mut batch.shard);
            actors.extend(actor.map(|actor| Participation::new(actor, Role::Recipient)));
        }
        let label = row.value(self.attack).to_ascii_lowercase();
        let is = |column: usize, value: &str| row.value(column) == value;
        let weapon = row.value(self.weapon).to_ascii_lowercase();
        let tags = [
            (!is_nobody(&weapon), weapon.as_str()),
            (is(self.success, "0"), "unsuccessful"),
            (is(self.suicide, "1"), "suicide attack"),
            (self.uncertain.iter().any(|&column| is(column, "1")), "perpetrator suspected"),
        ];
        let tags: Vec<_> = tags.into_iter().filter(|(is_so, _)| *is_so).map(|it| it.1).collect();
        let code = row.value(self.attack_type);
        let best = number::count_in(row, self.killed, batch, "nkill is not a number");
        let place = self.place(row, batch);
        let citations = self.citations.iter().map(|&column| row.value(column));
        let cited = batch.cite(&cite::behind_headlines(citations));
        batch.push(&Draft {
            id,
            when,
            kind: Kind::Assault,
            label: &label,
            scheme: if code.is_empty() { "" } else { "GTD" },
            code,
            actors: &actors,
            place,
            fatalities: best.map(|_| Fatalities { best, ..Fatalities::default() }),
            cited,
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["summary", "motive", "addnotes", "scite1", "scite2", "scite3"]
    }

    fn source(&self) -> Source {
        Source {
            publisher: "START, University of Maryland".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("gtd", "Global Terrorism Database")
        }
    }
}

impl Target {
    /// The actor that a row names: by its name, or by what it is.
    fn actor(&self, row: &Record<'_>, shard: &mut Shard) -> Option<ActorId> {
        let (name, kind, nationality) =
            (row.value(self.name), row.value(self.kind), row.value(self.nationality));
        let country = Country::spelled(nationality);
        let known = if is_nobody(name) { kind } else { name };
        if is_nobody(known) {
            return None;
        }
        // The police of two countries are two.
        let whose = is_nobody(name) && !is_nobody(nationality);
        let key: Cow<'_, str> =
            if whose { format!("{known} ({nationality})").into() } else { known.into() };
        let actor = shard.actor(&key);
        shard.suppose_actor(actor, || Actor {
            kind: match kind {
                "Government (General)" | "Government (Diplomatic)" | "Police" | "Military" => {
                    ActorKind::Government
                }
                "Journalists & Media" => ActorKind::Media,
                "NGO" | "Business" | "Violent Political Party" => ActorKind::Organization,
                "Terrorists/Non-State Militia" => ActorKind::ArmedGroup,
                "Private Citizens & Property" => ActorKind::Group,
                _ => ActorKind::Other,
            },
            country: country.map_or("", |country| country.iso).to_owned(),
            ..Actor::named(&*key, &*key)
        });
        Some(actor)
    }
}

/// The words for what is not known.
fn is_nobody(name: &str) -> bool {
    name.is_empty() || name.eq_ignore_ascii_case("unknown")
}

/// The date that `approxdate` says, if it is within the year or the month that is stated.
fn approximately(words: &str, stated: Option<&When>) -> Option<When> {
    let day = date::parse(words, Order::MonthFirst, None).map(|day| When::day(day).approximate());
    let typed = || Some(typed::parse(words, None).ok()?.when.approximate());
    let when = day.or_else(|| one_of(words)).or_else(typed)?;
    let fits = |stated: &When| {
        stated.earliest_start() <= when.earliest_start() && when.latest_end() <= stated.latest_end()
    };
    let is_more = |stated: &When| {
        let days = |when: &When| (when.earliest_start(), when.latest_end());
        days(&when) != days(stated) && fits(stated)
    };
    stated.is_none_or(is_more).then(|| when.clone())
}

/// One of the days of `January 19-20, 1970` or `May 27 - June 5, 1970`.
fn one_of(words: &str) -> Option<When> {
    let (days, year) = words.rsplit_once(',')?;
    let (first, last) = days.split_once(['-', '–'])?;
    let (first, last) = (first.trim(), last.trim());
    let (month, _) = first.split_once(' ')?;
    let last = if last.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{month} {last}")
    } else {
        last.to_owned()
    };
    let day = |text: &str| date::parse(&format!("{text} {year}"), Order::MonthFirst, None);
    When::one_of(day(first)?, day(&last)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_used_where_they_say_more() {
        #[track_caller]
        fn check(words: &str, stated: &str, expect: Option<&str>) {
            let stated = When::parse(stated).ok();
            let found = approximately(words, stated.as_ref()).map(|when| when.edtf());
            assert_eq!(found.as_deref(), expect, "{words}");
        }
        check("January 19-20, 1970", "1970-01", Some("[1970-01-19..1970-01-20]"));
        check("May 27 - June 5, 1970", "1970", Some("[1970-05-27..1970-06-05]"));
        check("May 27 - June 5, 1970", "1970-05", None);
        check("02/09/2021", "2021-02", Some("2021-02-09~"));
        check("January 1970", "1970-01", None);
        check("early that year", "1970", None);
        check("", "1970", None);
        check("1970", "", Some("1970~"));
    }
}
