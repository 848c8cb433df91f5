//! PA-X Peace Agreements Database: a row is an agreement.
//!
//! Releases have 266 columns and more, which are matched by name.
//!
//! What becomes of a row (codebook of PA-X, version 4 and later):
//! - `Dat` is the day of signing, the last one of several.
//! - `Part` lists the parties as prose, a line or an entry before a semicolon each; `ThrdPart` those
//!   who stood by, as third parties. A line that introduces others ("Witnessed by:") gives them
//!   their role. Of an entry the words before the first comma are the actor.
//! - `Stage` is the code of an event of the kind `agree`; stage, type, process and the topics with
//!   a provision are tags (`data/codes/pax-topics.tsv`).
//! - `Con` names the conflict and stands for the place, with the country of `Loc1ISO`.

use crate::{
    base::table::table,
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        date::Order,
        dating, ucdp,
    },
    model::{
        Country, Draft, Kind, Participation, PlaceDraft, Role, Shard, Source, SourceKind, When,
    },
};

/// A header with the columns that only PA-X has.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let names = ["AgtId", "Agt", "Dat"];
    let reason = || format!("its header has {}", names.join(", "));
    head.header().has(&names).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    let format = Pax::new(&head.header())?;
    let dates = [format.date];
    Ok(Table::with_header(head, format).dated(head, &dates, Order::DayFirst))
}

/// Where the columns are.
struct Pax {
    id: usize,
    title: usize,
    date: usize,
    status: usize,
    stage: usize,
    kind: usize,
    process: usize,
    conflict: usize,
    country: usize,
    gwno: usize,
    parties: usize,
    third_parties: usize,
    /// Columns of topics, and what they are about.
    topics: Vec<(usize, &'static str)>,
    notes: Vec<String>,
}

impl Pax {
    fn new(header: &Header) -> Result<Self, String> {
        let date = header.need("Dat")?;
        let topics = table(include_str!("../../data/codes/pax-topics.tsv"));
        let topics = topics.filter_map(|[name, topic]| Some((header.find(name)?, topic)));
        let mut notes = Vec::new();
        if header.find("Part").is_none() {
            notes.push("there is no column 'Part': the agreements have no parties".to_owned());
        }
        Ok(Self {
            id: header.need("AgtId")?,
            title: header.need("Agt")?,
            date,
            status: header.column("Status"),
            stage: header.column("Stage"),
            kind: header.column("Agtp"),
            process: header.column("PPName"),
            conflict: header.column("Con"),
            country: header.column("Loc1ISO"),
            gwno: header.column("Loc1GWNO"),
            parties: header.column("Part"),
            third_parties: header.column("ThrdPart"),
            topics: topics.collect(),
            notes,
        })
    }
}

impl RowFormat for Pax {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let when = dating::date_in(row, self.date, batch, "Dat");
        if row.value(self.date).is_empty() {
            batch.warn(row, "Dat is empty", "");
        }
        let mut actors = Vec::new();
        take_part(row.value(self.parties), Role::Participant, &mut batch.shard, &mut actors);
        take_part(row.value(self.third_parties), Role::ThirdParty, &mut batch.shard, &mut actors);
        let code = row.value(self.stage);
        let stage = stage(code);
        let topics = self.topics.iter().filter(|(column, _)| is_provided(row.value(*column)));
        let words = [stage, agreement_type(row.value(self.kind)), row.value(self.process)];
        let words = words.into_iter().filter(|word| !word.is_empty());
        let tags: Vec<_> = words.chain(topics.map(|(_, topic)| *topic)).collect();
        let conflict = row.value(self.conflict);
        let country = row.value(self.country);
        let country = match Country::of_code(country) {
            Some(country) => country.iso,
            None => codes::iso_or_number(country, System::GleditschWard, row.value(self.gwno)),
        };
        let place = PlaceDraft { name: conflict, country, ..PlaceDraft::default() };
        batch.push(&Draft {
            id: row.value(self.id),
            when: when.unwrap_or(When::UNDATED),
            title: row.value(self.title),
            kind: Kind::Agree,
            label: row.value(self.status),
            scheme: if code.is_empty() { "" } else { "PA-X" },
            code,
            actors: &actors,
            place: (!conflict.is_empty() || !country.is_empty()).then_some(place),
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    fn prose(&self) -> &'static [&'static str] {
        &["Part", "ThrdPart", "OthAgr"]
    }

    fn source(&self) -> Source {
        Source {
            publisher: "PeaceRep, University of Edinburgh".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("pa-x", "PA-X Peace Agreements Database")
        }
    }
}

/// Adds those whom a list in prose names.
fn take_part(list: &str, role: Role, shard: &mut Shard, actors: &mut Vec<Participation>) {
    /// A longer entry tells a story.
    const LONGEST: usize = 90;
    const OTHERS: [&str; 8] = [
        "witness",
        "mediat",
        "guarant",
        "facilitat",
        "observ",
        "presence",
        "third part",
        "support",
    ];
    let mut now = role;
    for line in list.split(['\n', '\r', ';', '\u{2028}']) {
        let line = line.trim().trim_start_matches(|c: char| !c.is_alphanumeric());
        if let Some(heading) = line.strip_suffix(':') {
            let heading = heading.to_lowercase();
            let is_other = OTHERS.iter().any(|word| heading.contains(word));
            now = if is_other { Role::ThirdParty } else { role };
            // "For the government:" names one, too.
            if is_other || !heading.starts_with("for ") && !heading.starts_with("on behalf ") {
                continue;
            }
        }
        let name = without_words_before(line);
        let end = name.find([',', ':', '(']).unwrap_or(name.len());
        let name = name[..end].trim().trim_end_matches('.');
        if name.is_empty() || name.len() > LONGEST {
            continue;
        }
        let is_government = name.starts_with("Government of ");
        let actor =
            if is_government { ucdp::actor(shard, name, "", "") } else { shard.actor(name) };
        let participation = Participation::new(actor, now);
        if !actors.contains(&participation) {
            actors.push(participation);
        }
    }
}

/// A party without the words that say that somebody signed for it.
fn without_words_before(line: &str) -> &str {
    let signed = ["For and on behalf of", "On behalf of", "For", "Signed by"];
    let rest = signed.iter().find_map(|words| {
        let start = line.get(..words.len()).filter(|start| start.eq_ignore_ascii_case(words))?;
        line[start.len()..].strip_prefix(' ')
    });
    let rest = rest.unwrap_or(line);
    rest.strip_prefix("the ").unwrap_or(rest)
}

/// Whether an agreement has a provision on a topic: 1 to 3 say how much.
fn is_provided(value: &str) -> bool {
    matches!(value, "1" | "2" | "3" | "1.0" | "2.0" | "3.0")
}

/// What a stage is.
fn stage(code: &str) -> &str {
    match code {
        "Cea" => "ceasefire",
        "Pre" => "pre-negotiation",
        "SubPar" => "partial agreement",
        "SubComp" => "comprehensive agreement",
        "Imp" => "implementation",
        "Ren" => "renewal",
        "Oth" => "other stage",
        code => code,
    }
}

/// Between whom it is.
fn agreement_type(code: &str) -> &str {
    match code {
        "Inter" => "between states",
        "InterIntra" => "between states, on a conflict within one",
        "Intra" => "within a state",
        "IntraLocal" => "local",
        code => code,
    }
}
