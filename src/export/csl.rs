//! Cited sources for reference managers: CSL-JSON, an item a source that proves a statement, with
//! the words that it has in the item's `note`.

use std::io::{self, Write};

use serde::Serialize;

use super::{Excerpt, LeftOut, citation, json, raise::Ids};
use crate::{
    base::once::each_once,
    model::{
        SourceId, SourceKind, Statement, Timeline, When,
        day::Day,
        when::{Mark, Precision, Shape},
    },
};

/// A source as reference managers know one.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    container_title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    note: String,
}

/// A name that nobody has cut into its parts.
#[derive(Serialize)]
struct Name<'a> {
    literal: &'a str,
}

/// A day of publication.
#[derive(Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    date_parts: Vec<Vec<i32>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    literal: String,
}

/// Writes the sources in the order in which they are cited; gives what was left out.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    let timeline = excerpt.timeline;
    let ids = Ids::new(timeline);
    let mut left_out = LeftOut::default();
    let mut cited: Vec<(SourceId, &Statement)> = Vec::new();
    for (_, statement) in excerpt.said() {
        let sources = each_once(statement.evidence.iter().map(|entry| entry.source));
        left_out.add_if(sources.is_empty(), "statements without a source");
        cited.extend(sources.into_iter().map(|source| (source, statement)));
    }
    let sources = each_once(cited.iter().map(|(source, _)| *source));
    // Stable: the statements of a source stay in the order of time.
    cited.sort_by_key(|(source, _)| *source);
    let items = sources.into_iter().map(|source| {
        let from = cited.partition_point(|(it, _)| *it < source);
        let said = cited[from..].iter().take_while(|(it, _)| *it == source).map(|(_, said)| *said);
        item(timeline, source, &ids.sources[source.index()].0, said)
    });
    json::write_array(out, items)?;
    Ok(left_out)
}

fn item<'a>(
    timeline: &'a Timeline,
    id: SourceId,
    unique: &'a str,
    said: impl Iterator<Item = &'a Statement>,
) -> Item<'a> {
    let source = timeline.source(id);
    let words: Vec<String> =
        said.map(|statement| citation::attributed(timeline, statement)).collect();
    let kind = match source.kind {
        Some(SourceKind::Primary) => "document",
        Some(SourceKind::Report) if !source.publisher.is_empty() => "article-newspaper",
        Some(SourceKind::Brief) => "report",
        Some(SourceKind::Dataset) => "dataset",
        _ if !source.url.is_empty() => "webpage",
        _ => "document",
    };
    // What a newspaper or a site is called is what the item stands in.
    let stands_in = matches!(kind, "article-newspaper" | "webpage");
    Item {
        id: unique,
        r#type: kind,
        title: if source.title.is_empty() { &source.id } else { &source.title },
        author: Some(source.author.as_str())
            .filter(|author| !author.is_empty())
            .map(|literal| Name { literal })
            .into_iter()
            .collect(),
        container_title: if stands_in { &source.publisher } else { "" },
        publisher: if stands_in { "" } else { &source.publisher },
        issued: source.published.as_ref().and_then(issued),
        url: &source.url,
        language: &source.language,
        note: words.join("\n\n"),
    }
}

/// A day, a month, a year or a stretch of them as numbers; anything else in words. `None` if
/// nothing is known.
fn issued(when: &When) -> Option<Issued> {
    if when.is_undated() {
        return None;
    }
    let circa = when.mark() != Mark::Sure;
    let ends = [when.earliest_start(), when.latest_end()];
    let date_parts = match (when.shape(), when.precision()) {
        (Shape::Date, precision) => parts(ends[0], precision).map(|parts| vec![parts]),
        (Shape::Lasted, Precision::Day) => {
            ends.iter().map(|&day| parts(day, Precision::Day)).collect()
        }
        _ => None,
    };
    Some(match date_parts {
        Some(date_parts) => Issued { date_parts, circa, ..Issued::default() },
        None => Issued { circa, literal: when.words(), ..Issued::default() },
    })
}

/// Year, month and day, as far as they are known; CSL counts years before 1 CE without a year 0.
fn parts(day: Day, precision: Precision) -> Option<Vec<i32>> {
    let (year, month, day) = day.date();
    let year = if year <= 0 { year - 1 } else { year };
    match precision {
        Precision::Day | Precision::Time => Some(vec![year, month.into(), day.into()]),
        Precision::Month => Some(vec![year, month.into()]),
        Precision::Year => Some(vec![year]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_publication() {
        #[track_caller]
        fn check(edtf: &str, expect: &str) {
            let when = When::parse(edtf).unwrap();
            let found = serde_json::to_string(&issued(&when)).unwrap();
            assert_eq!(found, expect, "{edtf}");
        }
        check("2015-08-13", r#"{"date-parts":[[2015,8,13]]}"#);
        check("2015-08-13T18:00", r#"{"date-parts":[[2015,8,13]]}"#);
        check("2015-08", r#"{"date-parts":[[2015,8]]}"#);
        check("1914~", r#"{"date-parts":[[1914]],"circa":true}"#);
        check("-0043", r#"{"date-parts":[[-44]]}"#);
        check("2015-08-01/2015-08-10", r#"{"date-parts":[[2015,8,1],[2015,8,10]]}"#);
        check("[2015-08-01..2015-08-10]", r#"{"literal":"between 1 and 10 Aug 2015"}"#);
        check("2015-21", r#"{"literal":"spring 2015"}"#);
        check("156X", r#"{"literal":"1560s"}"#);
        check("XXXX", "null");
    }
}
