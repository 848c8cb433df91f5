//! Militarized Interstate Disputes of the Correlates of War project (MID), versions 3 to 5: disputes
//! (MIDA) and the incidents in them (MIDI), each with its participants in a file of its own (MIDB,
//! MIDIP).
//!
//! Where a file stands together with that of its participants, the states take part in its events;
//! alone, the participants are events: that a state took part in a dispute or an incident.
//!
//! What becomes of a row (codebook of MID 5.0):
//! - The parts of the first and the last day are columns, -9 where they are not known.
//! - States are told by their number; side A (`sidea`, `insidea`) is that of the first action.
//! - `hiact`, the highest action of a dispute, and `action` of an incident are the code and give the
//!   kind: threats are `threaten`, shows of force `mobilize`, blockade, occupation and seizure
//!   `coerce`, attacks and war `assault`. Where there was none, it is `other`.
//! - `fatality` is a class: 1 to 25, 26 to 100, … ; `fatalpre` is the number where it is known.
//! - Outcome, settlement and hostility level are tags.

use rustc_hash::FxHashMap;

use crate::{
    ingest::{
        Batch, Guess, Head, Header, Record, RowError, RowFormat, Sureness, Table,
        codes::{self, System},
        dating::{self, Parts},
        number,
        table::Joins,
    },
    model::{
        Actor, ActorId, ActorKind, Draft, Fatalities, Kind, Participation, Role, Shard, Source,
        SourceKind,
    },
};

/// How the number of a dispute is called from version to version.
const DISPUTE: [&str; 3] = ["dispnum", "dispnum3", "dispnum4"];
/// The same of an incident.
const INCIDENT: [&str; 3] = ["incidnum", "incidnum3", "incidnum4"];

/// What a file of the data set is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Disputes,
    Incidents,
    /// Those of disputes.
    Participants,
    IncidentParticipants,
}

/// A header with the number of a dispute, its fatality class and its hostility level.
#[must_use]
pub fn recognise(head: &Head) -> Option<Guess> {
    let header = head.header();
    let number = DISPUTE.into_iter().find(|name| header.find(name).is_some())?;
    let reason = || format!("its header has {number}, fatality and hostlev");
    header.has(&["fatality", "hostlev"]).then(|| Guess::new(Sureness::Sure, reason()))
}

/// The table.
pub fn open(head: &Head) -> Result<Table, String> {
    Ok(Table::with_header(head, Mid::new(&head.header())?))
}

struct Mid {
    about: About,
    dispute: usize,
    incident: usize,
    first: Parts,
    last: Parts,
    state: State,
    action: usize,
    deaths: [usize; 2],
    outcome: usize,
    settlement: usize,
    hostility: usize,
    /// Who took part, by dispute and incident, from the file beside.
    parties: FxHashMap<String, Vec<(String, Role)>>,
}

/// Where a state and its side stand.
struct State {
    number: usize,
    side: usize,
}

impl State {
    fn of(header: &Header) -> Self {
        let at = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
        Self { number: at(&["ccode"]), side: at(&["insidea", "sidea"]) }
    }

    fn read(&self, row: &Record<'_>) -> (String, Role) {
        let role = if row.value(self.side) == "1" { Role::SideA } else { Role::SideB };
        (row.value(self.number).to_owned(), role)
    }
}

impl Mid {
    fn new(header: &Header) -> Result<Self, String> {
        let column = |name| header.column(name);
        let at = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
        let has = |column: usize| column != Header::NOWHERE;
        let (incident, state) = (at(&INCIDENT), State::of(header));
        let about = match (has(incident), has(state.number)) {
            (false, false) => About::Disputes,
            (false, true) => About::Participants,
            (true, false) => About::Incidents,
            (true, true) => About::IncidentParticipants,
        };
        header.need("styear")?;
        Ok(Self {
            about,
            dispute: at(&DISPUTE),
            incident,
            first: Parts::of(header, ["styear", "stmon", "stday"]),
            last: Parts::of(header, ["endyear", "endmon", "endday"]),
            state,
            action: at(&["hiact", "action"]),
            deaths: ["fatality", "fatalpre"].map(column),
            outcome: column("outcome"),
            settlement: column("settle"),
            hostility: column("hostlev"),
            parties: FxHashMap::default(),
        })
    }

    fn fatalities(&self, row: &Record<'_>, batch: &mut Batch) -> Option<Fatalities> {
        let [class, exact] = self.deaths;
        let (low, high) = match row.value(class) {
            "0" => (Some(0), Some(0)),
            "1" => (Some(1), Some(25)),
            "2" => (Some(26), Some(100)),
            "3" => (Some(101), Some(250)),
            "4" => (Some(251), Some(500)),
            "5" => (Some(501), Some(999)),
            "6" => (Some(1000), None),
            _ => (None, None),
        };
        let best = number::count_in(row, exact, batch, "fatalpre is not a number");
        let fatalities = Fatalities { low, best, high, approx: false };
        fatalities.number().map(|_| fatalities)
    }
}

impl RowFormat for Mid {
    fn read(&self, row: &Record<'_>, batch: &mut Batch) -> Result<(), RowError> {
        let first = self.first.read(row, batch);
        let last = self.last.read(row, batch);
        let when = dating::span(first, last, row, batch);
        if when.is_undated() {
            batch.warn(row, "the year is not known", "");
        }
        let (dispute, incident) = (row.value(self.dispute), row.value(self.incident));
        let of_state = matches!(self.about, About::Participants | About::IncidentParticipants);
        let (own, id) = if of_state {
            (vec![self.state.read(row)], String::new())
        } else {
            (Vec::new(), key(dispute, incident))
        };
        let parties = self.parties.get(&key(dispute, incident)).unwrap_or(&own);
        let mut actors = Vec::with_capacity(parties.len());
        for (number, role) in parties {
            let participation = Participation::new(state(&mut batch.shard, number), *role);
            // A state that left and came back has two rows.
            if !actors.contains(&participation) {
                actors.push(participation);
            }
        }
        let code = row.value(self.action);
        let (kind, label) = act(code);
        let words = [
            outcome(row.value(self.outcome)),
            settlement(row.value(self.settlement)),
            hostility(row.value(self.hostility)),
        ];
        let number = format!("dispute {dispute}");
        let tags = words.into_iter().filter(|word| !word.is_empty());
        let tags: Vec<_> = tags.chain((!dispute.is_empty()).then_some(number.as_str())).collect();
        let fatalities = self.fatalities(row, batch);
        batch.push(&Draft {
            id: &id,
            when,
            kind,
            label,
            scheme: if code.is_empty() { "" } else { "MID" },
            code,
            actors: &actors,
            fatalities,
            tags: &tags,
            ..Draft::default()
        });
        Ok(())
    }

    fn joins(&self) -> Joins {
        match self.about {
            About::Disputes => Joins::Takes("MIDB"),
            About::Participants => Joins::Gives("MIDB"),
            About::Incidents => Joins::Takes("MIDIP"),
            About::IncidentParticipants => Joins::Gives("MIDIP"),
        }
    }

    fn take(&mut self, row: &Record<'_>, header: &Header) {
        let at = |names: &[&str]| header.find_any(names).unwrap_or(Header::NOWHERE);
        let key = key(row.value(at(&DISPUTE)), row.value(at(&INCIDENT)));
        self.parties.entry(key).or_default().push(State::of(header).read(row));
    }

    fn notes(&self) -> Vec<String> {
        let (what, whose) = match self.about {
            About::Disputes => ("disputes", "MIDB"),
            About::Incidents => ("incidents", "MIDIP"),
            About::Participants | About::IncidentParticipants => return Vec::new(),
        };
        let note = format!("the states in these {what} stand in the file {whose}: load both");
        self.parties.is_empty().then_some(note).into_iter().collect()
    }

    fn source(&self) -> Source {
        Source {
            publisher: "Correlates of War project".to_owned(),
            kind: Some(SourceKind::Dataset),
            ..Source::titled("cow-mid", "Militarized Interstate Disputes")
        }
    }
}

/// What tells an incident, or a dispute, from all others.
fn key(dispute: &str, incident: &str) -> String {
    if incident.is_empty() { dispute.to_owned() } else { format!("{dispute}/{incident}") }
}

/// The state with this number.
fn state(shard: &mut Shard, number: &str) -> ActorId {
    let state = codes::State::of_number(System::Cow, number);
    let state = state.unwrap_or(codes::State { code: "", name: "", iso: "" });
    let or_number =
        |text: &'static str| if text.is_empty() { number.to_owned() } else { text.to_owned() };
    let key = or_number(state.code);
    let actor = shard.actor(&key);
    shard.describe_actor(actor, || Actor {
        kind: ActorKind::State,
        country: state.iso.to_owned(),
        codes: vec![("COW".to_owned(), number.to_owned())],
        ..Actor::named(key, or_number(state.name))
    });
    actor
}

/// What an action is.
fn act(code: &str) -> (Kind, &'static str) {
    match code {
        "1" => (Kind::Threaten, "threat to use force"),
        "2" => (Kind::Threaten, "threat to blockade"),
        "3" => (Kind::Threaten, "threat to occupy territory"),
        "4" => (Kind::Threaten, "threat to declare war"),
        "5" => (Kind::Threaten, "threat to use CBR weapons"),
        "6" => (Kind::Threaten, "threat to join war"),
        "7" => (Kind::Mobilize, "show of force"),
        "8" => (Kind::Mobilize, "alert"),
        "9" => (Kind::Mobilize, "nuclear alert"),
        "10" => (Kind::Mobilize, "mobilization"),
        "11" => (Kind::Mobilize, "fortify border"),
        "12" => (Kind::Mobilize, "border violation"),
        "13" => (Kind::Coerce, "blockade"),
        "14" => (Kind::Coerce, "occupation of territory"),
        "15" => (Kind::Coerce, "seizure"),
        "16" => (Kind::Assault, "attack"),
        "17" => (Kind::Assault, "clash"),
        "18" => (Kind::Threaten, "declaration of war"),
        "19" => (Kind::Assault, "use of CBR weapons"),
        "20" => (Kind::Assault, "begin interstate war"),
        "21" => (Kind::Assault, "join interstate war"),
        _ => (Kind::Other, "militarized dispute"),
    }
}

/// How a dispute ended.
fn outcome(code: &str) -> &'static str {
    match code {
        "1" => "victory for side A",
        "2" => "victory for side B",
        "3" => "yield by side A",
        "4" => "yield by side B",
        "5" => "stalemate",
        "6" => "compromise",
        "7" => "released",
        "9" => "joins ongoing war",
        _ => "",
    }
}

/// How it was settled.
fn settlement(code: &str) -> &'static str {
    match code {
        "1" => "negotiated settlement",
        "2" => "imposed settlement",
        "3" => "no settlement",
        _ => "",
    }
}

/// How far it went.
fn hostility(level: &str) -> &'static str {
    match level {
        "2" => "threat of force",
        "3" => "display of force",
        "4" => "use of force",
        "5" => "war",
        _ => "",
    }
}
