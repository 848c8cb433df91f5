//! The day on which a page was published, from all the places in which pages say it: linked data,
//! metadata, elements, the address, and what people see.

use dom_query::Selection;
use dom_smoothie::Readability;
use serde_json::Value;

use super::linked;
use crate::{
    document::{PublishedBy, head, months},
    model::{
        When,
        day::Day,
        when::lead::{self, Order},
    },
};

/// The names of metadata that say it, the surest first; in lower case.
const METAS: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "published",
    "published-date",
    "published_at",
    "publishtime",
    "pubdate",
    "pub_date",
    "pdate",
    "displaydate",
    "releasedate",
    "article.published",
    "article_date_original",
    "date",
];

/// Those that say when the page was changed, which is near where nothing else is said.
const CHANGED: &[&str] =
    &["article:modified_time", "og:updated_time", "last-modified", "datemodified"];

/// What tells of other articles, or is no part of this one.
const ELSEWHERE: &str = "aside, nav, footer, .teaser, .related, body .sidebar, body .comment, \
                         body .comments, .recommended, body .more, .widget, body .card, \
                         #comments, #sidebar";

/// What may hold nothing but a day, where nothing else says it.
const LEAVES: &str =
    "span, div, p, h2, h3, h4, h5, h6, small, em, strong, b, i, dd, li, td, time, a";

/// Where people see a day.
const SEEN: &str = "[class*='date'], [class*='Date'], [class*='byline'], [class*='Byline'], \
                    [class*='publish'], [class*='posted'], [class*='timestamp'], [id*='date']";

/// What people see of a day is no longer.
const LONGEST: usize = 80;

/// A day as a page says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    day: Day,
    /// Whether it is that of a time in UTC, so that it may have been the day before or after there.
    in_utc: bool,
}

/// When a page was published, and what says it.
pub(super) fn published(
    page: &Readability,
    linked: Option<&Value>,
    addresses: &[String],
) -> Option<(When, PublishedBy)> {
    let reader = Reader { page, order: order(page) };
    let in_address = addresses.iter().find_map(|address| day_in_address(address));
    let told = linked
        .and_then(|object| {
            let names = ["datePublished", "coverageStartTime", "dateCreated", "uploadDate"];
            names.iter().find_map(|name| reader.read(linked::text(object, name)?))
        })
        .or_else(|| reader.meta(METAS))
        .or_else(|| reader.element());
    let told = match (told, in_address) {
        (Some(said), seen) => {
            // A time near midnight in UTC: the day that address or by-line say.
            let seen = || seen.or_else(|| reader.seen());
            let near = |day: &Day| (day.0 - said.day.0).abs() == 1;
            Some(if said.in_utc { seen().filter(near).unwrap_or(said.day) } else { said.day })
        }
        (None, Some(day)) => Some(day),
        (None, None) => reader.seen().or_else(|| reader.alone()),
    };
    if let Some(day) = told {
        return Some((When::day(day), PublishedBy::Metadata));
    }
    let changed = linked
        .and_then(|object| reader.read(linked::text(object, "dateModified")?))
        .or_else(|| reader.meta(CHANGED))?;
    Some((When::day(changed.day), PublishedBy::Change))
}

struct Reader<'p> {
    page: &'p Readability,
    /// What the numbers of a date with slashes mean where they don't tell it.
    order: Order,
}

impl Reader<'_> {
    /// The day in the surest of some metadata.
    fn meta(&self, names: &[&str]) -> Option<Said> {
        let metas = self.page.doc.try_select("meta[content]")?;
        let mut best: Option<(usize, Said)> = None;
        for meta in &metas {
            let values = ["property", "name", "itemprop", "http-equiv"].iter();
            let said = values.filter_map(|attribute| meta.attr(attribute));
            let words = said
                .flat_map(|it| it.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>());
            let rank = words.filter_map(|word| names.iter().position(|name| *name == word)).min();
            let Some(rank) = rank.filter(|rank| best.is_none_or(|(best, _)| *rank < best)) else {
                continue;
            };
            let content = meta.attr("content").unwrap_or_default();
            best = self.read(&content).map(|said| (rank, said)).or(best);
        }
        best.map(|(_, said)| said)
    }

    /// The day in the elements that are made for it.
    fn element(&self) -> Option<Said> {
        const PLACES: &[&str] = &[
            "[itemprop~='datePublished']",
            "time[pubdate], time[class*='publish'], time[class*='entry-date']",
            "abbr.published, .published[title], .published[datetime]",
            "time",
        ];
        PLACES.iter().find_map(|place| {
            let found = self.page.doc.try_select(place)?;
            let elements: Vec<_> =
                found.iter().filter(|element| !element.ancestors(None).is(ELSEWHERE)).collect();
            elements.iter().find_map(|element| {
                let values = ["datetime", "content", "title"];
                let said = values.iter().find_map(|name| self.read(&element.attr(name)?));
                said.or_else(|| self.read(&element.text()))
            })
        })
    }

    /// The day that people see beside the title.
    fn seen(&self) -> Option<Day> {
        let found = self.page.doc.try_select(SEEN)?;
        let said = found.iter().find_map(|element| {
            let text = element.text();
            let text = text.trim();
            let is_short = text.len() <= LONGEST;
            if !is_short || element.ancestors(None).is(ELSEWHERE) {
                return None;
            }
            self.read(text)
        });
        said.map(|said| said.day)
    }

    /// The day that stands alone in an element: the only one of the page, else the first in what is
    /// around the title.
    fn alone(&self) -> Option<Day> {
        /// So many elements around the title are looked into.
        const AROUND: usize = 3;
        let leaves = self.page.doc.try_select(LEAVES)?;
        let mut all = self.days_alone(&leaves);
        let first = all.next()?;
        if all.all(|day| day == first) {
            return Some(first);
        }
        let title = self.page.doc.try_select("h1")?;
        let around = title.ancestors(Some(AROUND));
        around.iter().take_while(|place| !place.is("body, html")).find_map(|place| {
            let leaves = place.try_select(LEAVES)?;
            self.days_alone(&leaves).next()
        })
    }

    /// The days of elements that hold a day, a time and nothing else.
    fn days_alone(&self, elements: &Selection<'_>) -> impl Iterator<Item = Day> {
        /// No day is longer with its time.
        const LONGEST: usize = 40;
        /// `Donnerstag`, `Uhr`: so many letters may stand beside it.
        const BESIDE: usize = 14;
        elements.iter().filter_map(|element| {
            let is_leaf = element.nodes().iter().all(|node| node.element_children().is_empty());
            if !is_leaf {
                return None;
            }
            let text = element.text();
            let text = text.trim();
            if text.len() < 8 || text.len() > LONGEST || !text.bytes().any(|it| it.is_ascii_digit())
            {
                return None;
            }
            let words = text.split(|sign: char| !sign.is_alphabetic());
            let others = words.filter(|word| !months::is_month(word)).map(str::len).sum::<usize>();
            let said = if others <= BESIDE { self.read(text) } else { None };
            said.filter(|_| !element.ancestors(None).is(ELSEWHERE)).map(|said| said.day)
        })
    }

    /// The day in a value.
    fn read(&self, value: &str) -> Option<Said> {
        let value = value.trim();
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            return of_number(value);
        }
        let is_time = value.contains(':') || value.contains('T');
        let zone = value.trim_end_matches(')').to_uppercase();
        let in_utc = is_time
            && ["Z", "+00:00", "+0000", "-00:00", " UTC", " GMT"]
                .iter()
                .any(|end| zone.ends_with(end));
        // `20150813T100000Z`
        let basic = value.get(..8).filter(|start| {
            start.bytes().all(|byte| byte.is_ascii_digit()) && value[8..].starts_with(['T', ' '])
        });
        let day = basic
            .and_then(of_number)
            .map(|said| said.day)
            .or_else(|| self.numbers(value))
            .or_else(|| head::date_in_metadata(value).and_then(|when| single(&when)))
            .or_else(|| months::in_words(value))?;
        Some(Said { day, in_utc })
    }

    /// `2015/08/13`, `13.08.2015`, `08/13/2015`.
    fn numbers(&self, value: &str) -> Option<Day> {
        let mut words =
            value.split(|sign: char| sign.is_whitespace() || sign == ',' || sign == 'T');
        words.find_map(|word| {
            let numbers = lead::numbers(word)?;
            let [first, second, _] = numbers.parts;
            let order = match () {
                () if first > 12 || word.contains('.') => Order::DayFirst,
                () if second > 12 => Order::MonthFirst,
                () => self.order,
            };
            single(&lead::read(word, None, order)?)
        })
    }
}

/// What the language of a page lets dates with slashes mean.
fn order(page: &Readability) -> Order {
    let root = page.doc.try_select("html[lang]");
    let language = root.and_then(|root| root.attr("lang")).unwrap_or_default().to_lowercase();
    let is_american = language == "en-us" || language == "en";
    if is_american { Order::MonthFirst } else { Order::DayFirst }
}

fn single(when: &When) -> Option<Day> {
    let day = when.earliest_start();
    ((1500..=2200).contains(&day.year()) && day == when.latest_end()).then_some(day)
}

/// `20150813`, `20150813100000`, and seconds or milliseconds since 1970.
fn of_number(value: &str) -> Option<Said> {
    let number: i64 = value.parse().ok()?;
    let since_1970 = |seconds: i64| {
        let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
        Some(Said { day: Day::of(1970, 1, 1)?.plus_days(days), in_utc: true })
    };
    match value.len() {
        8 | 14 => {
            let number = if value.len() == 14 { number / 1_000_000 } else { number };
            let part = |number: i64| u8::try_from(number % 100).ok();
            let day = Day::of(number / 10_000, part(number / 100)?, part(number)?)?;
            (1500..=2200).contains(&day.year()).then_some(Said { day, in_utc: false })
        }
        10 => since_1970(number),
        13 => since_1970(number / 1_000),
        _ => None,
    }
}

/// The day in an address: `/2015/08/13/`, `/2015-08-13-`, `/20150813/`.
pub(in crate::document) fn day_in_address(address: &str) -> Option<Day> {
    let path = address.split_once("//").map_or(address, |(_, rest)| rest);
    let parts: Vec<&str> = path.split('/').collect();
    let in_parts = parts.windows(3).find_map(|parts| {
        let is_year = parts[0].len() == 4 && matches!(parts[1].len(), 1..=2);
        let number = |text: &str| text.parse::<u8>().ok();
        let year: i64 = parts[0].parse().ok().filter(|_| is_year)?;
        let digits = parts[2].bytes().take_while(u8::is_ascii_digit).count();
        let day = parts[2].get(..digits).filter(|_| digits <= 2).and_then(number)?;
        Day::of(year, number(parts[1])?, day)
    });
    let plausible = |day: &Day| (1900..=2200).contains(&day.year());
    in_parts.filter(plausible).or_else(|| {
        parts.iter().skip(1).find_map(|part| head::date_in_name(part)).as_ref().and_then(single)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_say_days() {
        #[track_caller]
        fn check(address: &str, expect: Option<&str>) {
            let found = day_in_address(address).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expect, "{address}");
        }
        check("https://example.org/2015/08/13/envoys.html", Some("2015-08-13"));
        check("https://example.org/news/2015/8/3/envoys", Some("2015-08-03"));
        check("https://example.org/2015-08-13-envoys", Some("2015-08-13"));
        check("https://example.org/a/20150813/envoys", Some("2015-08-13"));
        check("https://example.org/2015/08/envoys", None);
        check("https://example.org/2015/13/13/envoys", None);
        check("https://example.org/12345678", None);
    }

    #[test]
    fn numbers_say_days() {
        #[track_caller]
        fn check(value: &str, expect: Option<&str>) {
            let found = of_number(value).map(|said| said.day.to_string());
            assert_eq!(found.as_deref(), expect, "{value}");
        }
        check("20150813", Some("2015-08-13"));
        check("20150813101500", Some("2015-08-13"));
        check("1439460000", Some("2015-08-13"));
        check("1439460000000", Some("2015-08-13"));
        check("20151313", None);
        check("2015", None);
    }
}
