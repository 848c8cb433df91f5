//! The law of the engine, without a database: random rows and queries, and an evaluator of the few
//! words of SQL that are asked.

mod sql;

use std::{collections::BTreeSet, sync::Arc};

use proptest::{prelude::*, sample::select};
use rustc_hash::FxHashMap;

use super::{
    Dictionary, Pushed, Samples, dictionary, push,
    sql::{Column, Literal},
};
use crate::{
    base::{bytes::Content, progress::Progress},
    index::Store,
    ingest::{self, Beside, Choice, Document, Ingested, Ready, Slot},
    model::Timeline,
    query::{Plan, Query, QueryError},
};

/// A table in a database.
#[derive(Debug)]
struct Table {
    format: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(format: &'static str, columns: &[&str], rows: Vec<Vec<String>>) -> Self {
        let columns = columns.iter().map(|name| (*name).to_owned()).collect();
        Self { format, columns, rows }
    }

    fn choice(&self) -> Choice {
        Choice::named(self.format).unwrap()
    }

    /// Rows of it as the file that a client would print.
    fn open(&self, rows: &[&Vec<String>]) -> Ready {
        let mut text = csv::Writer::from_writer(Vec::new());
        text.write_record(&self.columns).unwrap();
        for row in rows {
            text.write_record(*row).unwrap();
        }
        let text = text.into_inner().unwrap();
        ingest::open("@test", Content::held(text), &self.choice()).unwrap()
    }

    fn store(&self, rows: &[&Vec<String>]) -> Store {
        let (progress, prose) = (Progress::default(), |_: &Document<'_>| Ingested::default());
        let slot = Slot { number: 0, beside: Beside::Nowhere, progress: &progress, prose: &prose };
        let read = self.open(rows).read(slot).unwrap();
        Store::new(Timeline::build(vec![read.file], read.shards).0)
    }

    /// What a database would answer to `SELECT …, COUNT(*) … GROUP BY …`.
    fn dictionaries(&self) -> Vec<Arc<Dictionary>> {
        let ready = self.open(&self.rows.iter().collect::<Vec<_>>());
        let (_, groups) = ready.groups().unwrap();
        let dictionary = |group: ingest::Group| {
            let mut counts: FxHashMap<Vec<&str>, u64> = FxHashMap::default();
            for row in &self.rows {
                let values = group.columns.iter().map(|&at| row[at].as_str()).collect();
                *counts.entry(values).or_default() += 1;
            }
            let mut text = csv::Writer::from_writer(Vec::new());
            let names = group.columns.iter().map(|&at| self.columns[at].as_str());
            text.write_record(names.chain(["events"])).unwrap();
            for (values, count) in counts {
                let count = count.to_string();
                text.write_record(values.iter().copied().chain([count.as_str()])).unwrap();
            }
            let columns = group.columns.iter().map(|&at| self.column(at)).collect();
            let answer = text.into_inner().unwrap();
            Arc::new(Dictionary::read(group.aspect, group.columns, columns, &answer).unwrap())
        };
        groups.told.into_iter().map(dictionary).collect()
    }

    /// A column of whole numbers is one, whose blank values are NULL.
    fn column(&self, at: usize) -> Column {
        let values = || self.rows.iter().map(|row| row[at].as_str());
        let is_number = values().all(|value| value.is_empty() || super::sql::is_whole(value));
        let literal = if is_number { Literal::Number } else { Literal::Quoted };
        Column { literal, is_text: !is_number, ..dictionary::unknown(self.columns[at].clone()) }
    }

    /// The ids that a query finds through the engine, and what was asked.
    fn ask(&self, query: &Query) -> Result<(BTreeSet<String>, usize, Pushed), QueryError> {
        let samples =
            Samples::new(self.dictionaries(), ("@test", &self.columns), Some(0), &self.choice())
                .unwrap();
        let id = self.column(0);
        let pushed = push::push(query, &samples, Some(&id))?;
        let asked = pushed.condition.text().unwrap_or("1 = 1");
        let holds = |row: &&Vec<String>| {
            let value = |name: &str| {
                let at = self.columns.iter().position(|column| column == name).unwrap();
                // Half of the blank texts are NULL, as all blank numbers are.
                let is_null = row[0].ends_with(['1', '3', '5', '7', '9']);
                let is_null = is_null || self.column(at).literal == Literal::Number;
                Some(row[at].clone()).filter(|value| !value.is_empty() || !is_null)
            };
            sql::holds(asked, &value)
        };
        let rows: Vec<&Vec<String>> = self.rows.iter().filter(holds).collect();
        let window = self.store(&rows).part_of(Arc::clone(&samples.store));
        Ok((ids(query, &window)?, rows.len(), pushed))
    }

    /// The same in memory.
    fn find(&self, query: &Query) -> Result<BTreeSet<String>, QueryError> {
        ids(query, &self.store(&self.rows.iter().collect::<Vec<_>>()))
    }
}

fn ids(query: &Query, store: &Store) -> Result<BTreeSet<String>, QueryError> {
    let answer = Plan::new(query, store)?.run();
    Ok(answer.rows.iter().map(|row| store.timeline().event(row).id().into_owned()).collect())
}

const GDELT: [&str; 13] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "Actor1Code",
    "Actor1Name",
    "Actor2Code",
    "Actor2Name",
    "EventCode",
    "EventRootCode",
    "QuadClass",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "NumMentions",
    "SOURCEURL",
];

fn one_of(values: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(values).prop_map(str::to_owned)
}

/// A code with a name: those of states, offices and people, and what would need an escape.
fn actor() -> impl Strategy<Value = (String, String)> {
    let known = [
        ("RUS", "RUSSIA"),
        ("RUS", "MOSCOW"),
        ("RUSGOV", "VLADIMIR PUTIN"),
        ("RUSGOV", ""),
        ("USA", "UNITED STATES"),
        ("USA", "O'BRIEN"),
        ("UKR", "UKRAINE"),
        ("UKRMIL", "50% OF_ALL\\"),
        ("", "PUTIN"),
        ("", "PUTINS"),
        ("", "São Tomé"),
        ("", ""),
        ("GOV", "GOVERNMENT"),
        ("COP", "POLICE"),
    ];
    select(known.to_vec()).prop_map(|(code, name)| (code.to_owned(), name.to_owned()))
}

fn gdelt() -> impl Strategy<Value = Table> {
    let days = one_of(&[
        "20131231", "20140101", "20140102", "20140103", "20140228", "20140301", "20150101", "",
    ]);
    let acts = select(vec![
        ("010", "01", "1"),
        ("036", "03", "1"),
        ("190", "19", "4"),
        ("112", "11", "3"),
        ("", "", ""),
        ("999", "99", "2"),
    ]);
    let place = select(vec![
        ("Kyiv, Ukraine", "UP"),
        ("Moscow, Russia", "RS"),
        ("", "US"),
        ("", ""),
        ("Sana'a, Yemen", "YM"),
    ]);
    let row = (days, actor(), actor(), acts, place, 0..9_u8);
    let row = row.prop_map(|(day, one, other, act, place, mentions)| {
        let mut row = vec![String::new(), day, one.0, one.1, other.0, other.1];
        row.extend([act.0, act.1, act.2, place.0, place.1].map(str::to_owned));
        row.extend([mentions.to_string(), format!("https://news{mentions}.example/a")]);
        row
    });
    prop::collection::vec(row, 1..40).prop_map(|rows| {
        let numbered = rows.into_iter().enumerate().map(|(number, mut row)| {
            row[0] = (number + 1).to_string();
            row
        });
        Table::new("gdelt", &GDELT, numbered.collect())
    })
}

/// Terms of every sort, some of them of what is not there.
fn term() -> impl Strategy<Value = String> {
    let terms = vec![
        "actor:russia",
        "actor:RUS",
        "actor:putin",
        "actor:usa",
        "actor=:\"MOSCOW (RUS)\"",
        "actor:\"são tomé\"",
        "role:recipient",
        "role:initiator",
        "dyad:russia>ukraine",
        "dyad:russia+usa",
        "dyad:RUS>RUS",
        "actors:2",
        "kind:consult",
        "kind:assault",
        "kind:other",
        "quad:1",
        "quad:material-conflict",
        "code:01",
        "code=:010",
        "status:occurred",
        "country:RUS",
        "country:UKR",
        "place:kyiv",
        "place:sana'a",
        "date:2014",
        "date:2014-01-01..2014-01-02",
        "date!:2013",
        "before:2014-01-02",
        "after:2014-01-03",
        "undated:",
        "precision:day",
        "approx:",
        "id:3",
        "news3",
        "source:news1.example",
        "has:place",
        "has:actor",
        "has:statement",
        "fatalities:>1",
        "confidence:>0.5",
        "review:open",
    ];
    select(terms).prop_map(str::to_owned)
}

/// Terms, joined by space, `OR`, minus and parentheses.
fn query() -> impl Strategy<Value = String> {
    let negated = |term: String, negate: bool| if negate { format!("-{term}") } else { term };
    let leaf = (term(), any::<bool>(), any::<bool>());
    let leaf = leaf.prop_map(move |(term, one, other)| negated(term, one && other));
    leaf.prop_recursive(3, 8, 3, move |inner| {
        let several = prop::collection::vec(inner, 2..4);
        (several, any::<bool>(), any::<bool>()).prop_map(move |(parts, any, negate)| {
            let joined = parts.join(if any { " OR " } else { " " });
            negated(format!("({joined})"), negate)
        })
    })
}

fn check(table: &Table, text: &str) -> Result<(), TestCaseError> {
    let query = Query::parse(text).map_err(|error| TestCaseError::reject(error.to_string()))?;
    let Ok(expect) = table.find(&query) else { return Ok(()) };
    let (found, asked, pushed) = match table.ask(&query) {
        Ok(asked) => asked,
        // A word of prose or a source may name what no row has that was asked for.
        Err(error) => {
            prop_assert!(expect.is_empty(), "{text}: {error}");
            return Ok(());
        }
    };
    let sql = pushed.condition.text().unwrap_or("all").to_owned();
    prop_assert_eq!(&found, &expect, "{}\n{}", text, &sql);
    if pushed.again.is_empty() {
        prop_assert_eq!(asked, expect.len(), "{} is asked exactly: {}", text, sql);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_database_finds_what_is_found_in_memory(table in gdelt(), text in query()) {
        check(&table, &text)?;
    }
}
