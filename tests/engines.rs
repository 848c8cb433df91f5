//! What real databases answer beside what the same rows say in memory. `tests/engines.sh test`
//! starts them and names their folder in `DEMARCHE_ENGINES`.

#[path = "engines/ends.rs"]
mod ends;
#[path = "engines/queries.rs"]
mod queries;
#[path = "engines/rows.rs"]
mod rows;

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use demarche::{
    base::{bytes::Input, progress::Progress, rows::RowSet},
    engine::{Connection, Engine, Surveyed, connection},
    index::Store,
    ingest::{Choice, map::Map},
    model::{ActorId, Role},
    query::{Plan, Query},
    world::Request,
};

use self::{queries::Vocabulary, rows::Chance};

const ROWS: usize = 400;
const QUERIES: usize = 60;

/// One test at a time has the tables and the servers.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn folder() -> PathBuf {
    env::var_os("DEMARCHE_ENGINES").expect("tests/engines.sh test").into()
}

/// Runs the script that has the engines.
fn script(words: &[&Path]) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/engines.sh");
    let status = Command::new(script).args(words).status().expect("it starts");
    assert!(status.success(), "{words:?}: {status}");
}

fn connections(table: &str) -> Vec<Connection> {
    let path = folder().join("connections.toml");
    let text = fs::read_to_string(&path).expect("the script wrote it");
    let (connections, issues) = connection::parse(&path.display().to_string(), &text);
    assert_eq!(issues, []);
    connections.into_iter().filter(|it| it.table == table).collect()
}

/// How rows of a connection are read.
fn choice(connection: &Connection) -> Choice {
    if connection.map.is_empty() {
        return Choice::named(&connection.format).expect("a format");
    }
    let text = fs::read_to_string(&connection.map).expect("the script wrote it");
    Choice::Mapped(Arc::new(Map::parse(&connection.map, &text).expect("a map")))
}

fn loaded(input: Input, choice: Choice, history: Option<Arc<Store>>) -> Arc<Store> {
    let request = Request { history, ..Request::new(vec![input], choice) };
    let loaded = request.load_blocking(&Progress::default()).expect("it loads");
    assert_eq!(loaded.incomplete, []);
    loaded.store
}

/// Rows in every database that has the table, and in memory.
struct Same {
    table: &'static str,
    file: PathBuf,
}

impl Same {
    fn load(table: &'static str, text: &str) -> Self {
        let file = folder().join(format!("law-of-{table}"));
        fs::write(&file, text).expect("it is written");
        script(&["load".as_ref(), &folder(), &file, table.as_ref()]);
        Self { table, file }
    }

    /// Each of the databases, with the rows in memory.
    fn each(&self, check: impl Fn(&Engine, &Store) + Sync) {
        let connections = connections(self.table);
        assert_ne!(connections, []);
        thread::scope(|scope| {
            for connection in connections {
                let check = &check;
                scope.spawn(move || {
                    let choice = choice(&connection);
                    let here = loaded(Input::Path(self.file.clone()), choice.clone(), None);
                    check(&Engine::new(connection, choice), &here);
                });
            }
        });
    }
}

/// What tells an event from others: its id, or its title where the table has none.
fn told(store: &Store, rows: &RowSet) -> Vec<String> {
    let events = rows.iter().map(|row| store.timeline().event(row));
    let mut told: Vec<String> = events
        .map(|event| match event.stored_title() {
            "" => event.id().into_owned(),
            title => title.to_owned(),
        })
        .collect();
    told.sort_unstable();
    told
}

/// What a query finds, or what is wrong with it.
fn found(query: &Query, store: &Store) -> Result<Vec<String>, String> {
    let plan = Plan::new(query, store).map_err(|error| error.to_string())?;
    Ok(told(store, &plan.run().rows))
}

/// A query finds in a database what it finds here, and as many were counted.
fn finds_the_same(query: &Query, engine: &Engine, here: &Store) -> Result<(), String> {
    let Ok(expect) = found(query, here) else { return Ok(()) };
    let progress = Progress::default();
    let asked = engine.count(query, &progress).map_err(|error| error.to_string())?;
    let table = engine.table(&progress).map_err(|error| error.to_string())?;
    let client = engine.rows(&table, &asked.pushed.condition, asked.count);
    let history = engine.history().map_err(|error| error.to_string())?;
    let store = loaded(Input::Client(Arc::new(client)), table.choice.clone(), Some(history));
    let condition = asked.pushed.condition.text();
    match found(query, &store) {
        Ok(found) if found != expect => {
            let lacks: Vec<_> = expect.iter().filter(|it| !found.contains(it)).collect();
            let has: Vec<_> = found.iter().filter(|it| !expect.contains(it)).collect();
            Err(format!("lacks {lacks:?}, has {has:?}; asked was {condition:?}"))
        }
        Ok(found) => {
            let (found, counted) = (found.len() as u64, asked.count);
            let is_counted =
                if asked.pushed.again.is_empty() { counted == found } else { counted >= found };
            let again = &asked.pushed.again;
            is_counted.then_some(()).ok_or_else(|| {
                format!(
                    "{counted} counted, {found} found; again {again:?}; asked was {condition:?}"
                )
            })
        }
        Err(error) => Err(format!("{error}, not {} events", expect.len())),
    }
}

/// What the queries begin with; another one looks further.
fn seed() -> u64 {
    env::var("DEMARCHE_SEED").map_or(7, |seed| seed.parse().expect("a number"))
}

/// Random queries find the same; all that don't are told at once.
fn law(same: &Same) {
    let vocabulary = Vocabulary::of(same.table);
    same.each(|engine, here| {
        let mut chance = Chance::new(seed());
        let mut wrong = Vec::new();
        for _ in 0..QUERIES {
            let query = vocabulary.query(&mut chance);
            if let Err(problem) = finds_the_same(&query, engine, here) {
                wrong.push(format!("{query}\n    {problem}"));
            }
        }
        let name = engine.connection().at();
        assert!(wrong.is_empty(), "{name}, {} of {QUERIES}:\n{}", wrong.len(), wrong.join("\n"));
    });
}

fn gdelt(seed: u64) -> Same {
    Same::load("events", &rows::gdelt(&mut Chance::new(seed), ROWS))
}

fn ged(seed: u64) -> Same {
    let header = include_str!("../data/formats/ucdp-ged/good/current.csv").lines().next();
    let header = header.expect("a header");
    Same::load("ged", &rows::ged(header, &mut Chance::new(seed), ROWS))
}

fn own(seed: u64) -> Same {
    Same::load("own", &rows::own(&mut Chance::new(seed), ROWS))
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_query_of_gdelt_finds_the_same_in_a_database() {
    let _alone = alone();
    law(&gdelt(1));
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_query_of_ged_finds_the_same_in_a_database() {
    let _alone = alone();
    law(&ged(2));
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_query_of_a_mapped_table_finds_the_same_in_a_database() {
    let _alone = alone();
    law(&own(3));
}

/// Numbers by what they count.
type Counts = BTreeMap<String, u64>;

fn counts<T: ToString>(all: impl IntoIterator<Item = (T, u64)>) -> Counts {
    let mut counts = Counts::new();
    for (what, count) in all.into_iter().filter(|(_, count)| *count > 0) {
        *counts.entry(what.to_string()).or_default() += count;
    }
    counts
}

/// How many of some events an actor acts in, or in how many it takes part otherwise, with its
/// members; in each role by itself, for each has columns of its own.
fn parts(store: &Store, rows: &RowSet, actor: ActorId, acts: bool) -> u64 {
    let all = store.with_members([actor]);
    let takes_part = |row: u32, role: Role| {
        store.timeline().event(row).actors_as(role).any(|actor| all.contains(actor.0))
    };
    let roles = Role::ALL.iter().filter(|role| role.acts() == acts);
    roles.map(|&role| rows.iter().filter(|&row| takes_part(row, role)).count() as u64).sum()
}

/// The numbers of a survey are those of the rows here.
fn counts_the_same(surveyed: &Surveyed, here: &Store) {
    let plan = Plan::new(&surveyed.query, here).expect("a query of known names");
    let rows = plan.run().rows;
    let (timeline, samples) = (here.timeline(), surveyed.samples.store.timeline());
    let name = &surveyed.query;
    assert_eq!(surveyed.pushed.again, [], "{name}");
    assert_eq!(surveyed.count, u64::from(rows.count()), "{name}");
    assert_eq!(surveyed.all, u64::from(timeline.len()), "{name}");

    let days = surveyed.days.iter().map(|(row, count, _)| (samples.when(*row).edtf(), *count));
    let events = || rows.iter().map(|row| timeline.event(row));
    assert_eq!(counts(days), counts(events().map(|it| (it.when().edtf(), 1))), "{name}");
    let kinds = surveyed.kinds.iter().flatten().map(|(kind, count)| (kind.name(), *count));
    assert_eq!(counts(kinds), counts(events().map(|it| (it.kind().name(), 1))), "{name}");
    let quads = surveyed.quads.iter().flatten().map(|(quad, count)| (quad.name(), *count));
    let expect = events().filter_map(|it| Some((it.quad()?.name(), 1)));
    assert_eq!(counts(quads), counts(expect), "{name}");

    for (side, acts) in [(0, true), (1, false)] {
        let all = surveyed.actors.iter().flatten();
        let surveyed = all.map(|(actor, sums)| (&samples.actor(*actor).id, sums[side]));
        let actors = timeline.actors().iter().zip((0..).map(ActorId));
        let expect = actors.map(|(record, actor)| (&record.id, parts(here, &rows, actor, acts)));
        assert_eq!(counts(surveyed), counts(expect), "{name} acts: {acts}");
    }
}

/// Surveys of some queries.
fn surveys(same: &Same, queries: &[&str]) {
    same.each(|engine, here| {
        for query in queries {
            let query = Query::parse(query).expect("a query");
            let mut reports = 0;
            let surveyed = engine
                .survey(&query, &Progress::default(), &mut |_| reports += 1)
                .unwrap_or_else(|error| panic!("{}: {error}", engine.connection().at()));
            assert!(reports > 0);
            counts_the_same(&surveyed, here);
        }
    });
}

#[test]
#[ignore = "needs the engines of tests/engines.sh"]
fn a_survey_counts_what_the_rows_are() {
    let _alone = alone();
    surveys(&gdelt(4), &["", "actor:RUS", "date:2014-01 -kind:consult", "dyad:RUS>USA undated:"]);
    surveys(&ged(5), &["", "actor:civilians", "date!:2014-01 fatalities:>0"]);
    surveys(&own(6), &["", "actor:khoja kind:consult", "place:aleppo OR date:2015-08-14"]);
}
