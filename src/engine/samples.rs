//! An event for each distinct value of a group of columns, with nothing else in it: read by the
//! reader of the format and indexed like any other, so that names, dates and kinds mean in a
//! database what they mean everywhere.

use std::sync::Arc;

use crate::{
    base::{
        bytes::Content,
        progress::Progress,
        rows::{Row, RowSet},
    },
    engine::{EngineError, dictionary::Dictionary, push::aspect},
    index::Store,
    ingest::{self, Aspect, Beside, Choice, Document, Ingested, Slot},
    model::{ActorId, Role, Timeline},
    query::{Query, QueryError, Term},
};

/// The samples of some dictionaries.
#[derive(Clone, Debug)]
pub struct Samples {
    /// The dictionaries, in the order of the groups.
    pub dictionaries: Vec<Arc<Dictionary>>,
    /// Their samples.
    pub store: Arc<Store>,
    /// For each row of the store the dictionary, and the number of the value in it.
    of_row: Vec<(u32, u32)>,
    /// How many of the values of each dictionary have a sample.
    sampled: Vec<usize>,
}

impl Samples {
    /// Reads the values of dictionaries as rows of a table with these columns. One whose rows can't
    /// be read as events has no samples.
    ///
    /// A row without any value would not be read: in the column `beside`, of which no dictionary
    /// tells, stands the number of the row.
    pub fn new(
        dictionaries: Vec<Arc<Dictionary>>,
        (name, columns): (&str, &[String]),
        beside: Option<usize>,
        choice: &Choice,
    ) -> Result<Self, EngineError> {
        let mut text = csv::WriterBuilder::new();
        let mut text = text.quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        let wrote = |error: csv::Error| EngineError::Answer(error.to_string());
        text.write_record(columns).map_err(wrote)?;
        // Behind the header.
        let (mut starts, mut next) = (Vec::new(), 1);
        for dictionary in &dictionaries {
            starts.push(next);
            if !dictionary.is_whole {
                continue;
            }
            for number in 0..dictionary.len() {
                let own = next.to_string();
                let mut row = vec![""; columns.len()];
                if let Some(beside) = beside {
                    row[beside] = &own;
                }
                dictionary
                    .places
                    .iter()
                    .zip(dictionary.tuple(number))
                    .for_each(|(&at, value)| row[at] = value);
                text.write_record(&row).map_err(wrote)?;
                next += 1;
            }
        }
        let text = text.into_inner().map_err(|error| EngineError::Answer(error.to_string()))?;
        let ready = ingest::open(name, Content::held(text), choice)?;
        let (progress, prose) = (Progress::default(), |_: &Document<'_>| Ingested::default());
        let slot = Slot { number: 0, beside: Beside::Nowhere, progress: &progress, prose: &prose };
        let read = ready.read(slot)?;
        let store = Arc::new(Store::new(Timeline::build(vec![read.file], read.shards).0));
        let of_row = store.timeline().events().map(|event| {
            let rank = event.rank_in_file();
            let dictionary = starts.partition_point(|&start| start <= rank) - 1;
            (dictionary as u32, rank - starts[dictionary])
        });
        let of_row: Vec<(u32, u32)> = of_row.collect();
        let mut sampled = vec![0; dictionaries.len()];
        for (dictionary, _) in &of_row {
            sampled[*dictionary as usize] += 1;
        }
        Ok(Self { dictionaries, store, of_row, sampled })
    }

    /// Whether there are samples of what an aspect can be.
    #[must_use]
    pub fn tells(&self, aspect: Aspect) -> bool {
        let all = self.dictionaries.iter().zip(&self.sampled);
        let mut all = all.filter(|(dictionary, _)| dictionary.aspect == aspect).peekable();
        all.peek().is_some()
            && all.all(|(dictionary, sampled)| dictionary.is_whole && *sampled == dictionary.len())
    }

    /// The dictionaries of some aspects, each with its number.
    #[must_use]
    pub fn of_aspects(&self, aspects: &[Aspect]) -> Vec<(usize, &Dictionary)> {
        let all = self.dictionaries.iter().map(|dictionary| &**dictionary).enumerate();
        all.filter(|(_, dictionary)| aspects.contains(&dictionary.aspect)).collect()
    }

    /// Whether there are samples of what a term asks of.
    #[must_use]
    pub fn tell(&self, term: &Term) -> bool {
        aspect(term.field).is_some_and(|aspect| self.tells(aspect))
    }

    /// Whether the names in a query are known, as far as the samples tell.
    pub fn check(&self, query: &Query) -> Result<(), QueryError> {
        query.check(&self.store, |term| self.tell(term))
    }

    /// Which values of each dictionary of an aspect are among some samples, by their numbers.
    #[must_use]
    pub fn numbers(&self, aspect: Aspect, rows: &RowSet) -> Vec<(&Dictionary, Vec<bool>)> {
        let mut all: Vec<(&Dictionary, Vec<bool>)> = self
            .dictionaries
            .iter()
            .map(|dictionary| (&**dictionary, vec![false; dictionary.len()]))
            .collect();
        for row in rows.iter() {
            let (dictionary, number) = self.of_row[row as usize];
            all[dictionary as usize].1[number as usize] = true;
        }
        all.retain(|(dictionary, _)| dictionary.aspect == aspect);
        all
    }

    /// The dictionary of a sample, by its number, and the number of the value in it.
    #[must_use]
    pub fn of(&self, row: Row) -> (usize, usize) {
        let (dictionary, number) = self.of_row[row as usize];
        (dictionary as usize, number as usize)
    }

    /// Who takes part in a sample, each with all that they belong to, once a role.
    pub fn parties(&self, row: Row, mut told: impl FnMut(ActorId, Role)) {
        let timeline = self.store.timeline();
        for part in timeline.columns().actors.get(row) {
            let (mut open, mut seen) = (vec![part.actor()], Vec::new());
            while let Some(actor) = open.pop() {
                if !seen.contains(&actor) {
                    seen.push(actor);
                    told(actor, part.role());
                    open.extend(timeline.actor(actor).belongs_to());
                }
            }
        }
    }
}
