//! Words that do not stand where a record says, with the places of the records.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{
    flaws::Flaws,
    members,
    places::{Located, Step},
};
use crate::{
    base::{issue::Issue, places::Places},
    ingest::Document,
    model::{
        Anchor, Astray, Evidence, File, SourceId, Span, Timeline,
        native::{self, Text},
    },
};

/// What the timeline knows of the words that are not where they should be, by the records' ids.
type Words<'t> = FxHashMap<&'t str, &'t [Evidence]>;

/// Words that are lost, moved or at several places, of the records that this document brought.
///
/// Costs a second pass over the text if there is something to say.
#[must_use]
pub fn review(document: &Document<'_>, timeline: &Timeline, astray: &Astray<'_>) -> Vec<Issue> {
    let number = document.number;
    let (events, statements) = (astray.events(number), astray.statements(number));
    if events.is_empty() && statements.is_empty() {
        return Vec::new();
    }
    let places = Places::new(document.name, document.text);
    let members = members::split(document.text);
    let mut report = Report {
        timeline,
        file: &timeline.files()[usize::from(number)],
        lengths: FxHashMap::default(),
        flaws: Flaws::new(&places),
    };
    for (astray, records) in [(events, members.events), (statements, members.statements)] {
        let mut words: Words<'_> = astray.iter().map(|(id, entries)| (&**id, &**entries)).collect();
        for json in records {
            if words.is_empty() {
                break;
            }
            report.record(&mut words, json);
        }
    }
    report.flaws.into_issues()
}

/// The part of a record that is looked at here.
#[derive(Deserialize)]
struct Proved<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(default, borrow)]
    evidence: Vec<native::Evidence<'a>>,
}

struct Report<'t, 'p> {
    timeline: &'t Timeline,
    file: &'t File,
    /// How many code points the texts have that a span was compared with.
    lengths: FxHashMap<SourceId, usize>,
    flaws: Flaws<'p>,
}

impl Report<'_, '_> {
    /// Says what is astray in one record. O(record).
    fn record(&mut self, words: &mut Words<'_>, json: &str) {
        let Ok(record) = serde_json::from_str::<Proved<'_>>(json) else { return };
        let found = words
            .remove(&*record.id)
            .or_else(|| words.remove(self.file.qualified(&record.id).as_str()));
        let located = Located::new(json);
        // Both are in the order of the file.
        let mut written = record.evidence.iter().enumerate();
        for entry in found.unwrap_or_default() {
            let same = |(_, written): &(usize, &native::Evidence<'_>)| {
                *written.quote == *self.timeline.text(entry.quote)
                    && written.span == entry.span.map(|span| (span.start, span.end))
            };
            let path = written.find(same).map_or_else(Vec::new, |(number, _)| {
                vec![Step::Field("evidence".into()), Step::Item(number)]
            });
            self.describe(entry, located.value(&path));
        }
    }

    fn describe(&mut self, entry: &Evidence, part: &str) {
        let words = excerpt(self.timeline.text(entry.quote));
        let beyond = match entry.span {
            Some(span) if span.end as usize > self.length(entry.source) => {
                "; the span ends after the text"
            }
            _ => "",
        };
        let (source, flaws) = (&self.timeline.source(entry.source).id, &mut self.flaws);
        match (entry.anchor, entry.found) {
            (Some(Anchor::Lost), _) => {
                let message = format!("lost: {words} is not in the text of '{source}'{beyond}");
                flaws.error(part, message);
            }
            (Some(Anchor::Many), _) => flaws
                .warning(part, format!("{words} stands at several places of '{source}'{beyond}"))
                .help(Some("say which with 'span', or with 'before' and 'after'".to_owned())),
            (Some(Anchor::Moved), Some(Span { start, end })) => flaws
                .warning(part, format!("moved: {words} stands elsewhere in '{source}'{beyond}"))
                .help(Some(format!("its span there is [{start}, {end}]"))),
            _ => {}
        }
    }

    /// How many code points the text of a source has.
    fn length(&mut self, source: SourceId) -> usize {
        let text = self.timeline.source(source).text.as_deref().unwrap_or_default();
        *self.lengths.entry(source).or_insert_with(|| text.chars().count())
    }
}

/// The first words of a quote.
fn excerpt(quote: &str) -> String {
    const LENGTH: usize = 40;
    match quote.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("\"{}…\"", &quote[..end]),
        None => format!("\"{quote}\""),
    }
}
