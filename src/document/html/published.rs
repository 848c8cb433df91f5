//! The day on which a page was published, from all the places in which pages say it: linked data,
//! metadata, elements, the address, and what people see.

mod scene;

use std::{cell::LazyCell, ops::Range, sync::LazyLock};

use dom_smoothie::Readability;
use regex::Regex;
use serde_json::Value;

pub(super) use self::scene::is_elsewhere;
use self::scene::{Scene, Text, beginning};
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
const CHANGED_METAS: &[&str] =
    &["article:modified_time", "og:updated_time", "last-modified", "datemodified"];

/// Names of fields of scripts that say it, without the signs between their words.
const FIELDS: &[&str] = &[
    "datepublished",
    "publisheddate",
    "publishdate",
    "publisheddatetime",
    "publishdatetime",
    "publishedat",
    "publishedon",
    "publishedtime",
    "publishtime",
    "published",
    "publicationdate",
    "publicationtime",
    "dateofpublication",
    "firstpublished",
    "firstpublisheddate",
    "firstpublishdate",
    "firstpubdate",
    "originalpublishdate",
    "articlepublished",
    "articlepublisheddate",
    "articledatepublished",
    "articlepublishedtime",
    "pagepublished",
    "pubdate",
    "postdate",
    "postedon",
    "dateposted",
    "createdat",
    "datecreated",
    "creationdate",
    "createddate",
    "articlecreated",
];

/// What people write before the day; in lower case.
const PUBLISHED: &[&str] = &[
    "published",
    "publication date",
    "posted",
    "created on",
    "submitted by",
    "date:",
    "written on",
    "issued",
    "press release",
    "veröffentlicht",
    "erstellt am",
    "erschienen am",
    "eingestellt am",
    "geschrieben am",
    "wurde am",
    "datum",
    "pressemitteilung",
    "publié",
    "mis en ligne",
    "publicado",
    "publicada",
    "pubblicato",
    "pubblicata",
    "notizia del",
    "gepubliceerd",
    "geplaatst",
    "opublikowano",
    "опубликовано",
];

/// What people write before the day of the last change; in lower case.
const CHANGED: &[&str] = &[
    "updated",
    "last edited",
    "last modified",
    "aktualisiert",
    "zuletzt geändert",
    "letzte änderung",
    "stand:",
    "mis à jour",
    "actualizado",
    "aggiornato",
];

/// Where people see a day.
const SEEN: &str = "[class*='date'], [class*='Date'], [class*='byline'], [class*='Byline'], \
                    [class*='publish'], [class*='posted'], [class*='timestamp'], [class*='datum'], [class*='Datum'], \
                    [id*='date']";

/// What people see of a day is no longer.
const LONGEST: usize = 80;

/// A day as a page says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Said {
    day: Day,
    /// The hour of a time in UTC: it may have been the day before or after where it was written.
    hour_in_utc: Option<u8>,
}

/// When a page was published, and what says it.
pub(super) fn published(
    page: &Readability,
    name: &str,
    objects: &[Value],
    addresses: &[String],
) -> Option<(When, PublishedBy)> {
    let linked = linked::article(objects);
    let reader =
        Reader { page, order: order(page), scene: LazyCell::new(|| Scene::of(&page.doc, name)) };
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
            let seen = || {
                seen.or_else(|| {
                    reader.meta_where(METAS, |it| it.hour_in_utc.is_none()).map(|it| it.day)
                })
                .or_else(|| reader.seen())
                .or_else(|| reader.labelled(PUBLISHED))
            };
            Some(
                said.hour_in_utc
                    .and_then(|hour| seen().filter(|day| said.may_be(*day, hour)))
                    .unwrap_or(said.day),
            )
        }
        (None, Some(day)) => Some(day),
        (None, None) => reader
            .seen()
            .or_else(|| reader.labelled(PUBLISHED))
            .or_else(|| reader.alone())
            .or_else(|| reader.of_others(objects))
            .or_else(|| reader.script())
            .or_else(|| reader.in_name(name))
            .or_else(|| reader.picture()),
    };
    if let Some(day) = told {
        return Some((When::day(day), PublishedBy::Metadata));
    }
    let changed = linked
        .and_then(|object| reader.read(linked::text(object, "dateModified")?))
        .or_else(|| reader.meta(CHANGED_METAS))
        .map(|said| said.day)
        .or_else(|| reader.labelled(CHANGED))?;
    Some((When::day(changed), PublishedBy::Change))
}

impl Said {
    /// Whether it may have been this day where it was written.
    fn may_be(self, day: Day, hour: u8) -> bool {
        /// No clock is farther behind UTC or ahead of it where many people live.
        const BEHIND: u8 = 10;
        const AHEAD: u8 = 13;
        match day.0 - self.day.0 {
            -1 => hour < BEHIND,
            1 => hour >= 24 - AHEAD,
            _ => false,
        }
    }
}

struct Reader<'p, F: FnOnce() -> Scene<'p>> {
    page: &'p Readability,
    /// What the numbers of a date with slashes mean where they don't tell it.
    order: Order,
    scene: LazyCell<Scene<'p>, F>,
}

impl<'p, F: FnOnce() -> Scene<'p>> Reader<'p, F> {
    /// The day in the surest of some metadata.
    fn meta(&self, names: &[&str]) -> Option<Said> {
        self.meta_where(names, |_| true)
    }

    /// The same of those that say it so.
    fn meta_where(&self, names: &[&str], is_so: impl Fn(&Said) -> bool) -> Option<Said> {
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
            let said = self.read(&content).filter(&is_so);
            best = said.map(|said| (rank, said)).or(best);
        }
        best.map(|(_, said)| said)
    }

    /// The day in the elements that are made for it, that beside the title first.
    fn element(&self) -> Option<Said> {
        const PLACES: &[&str] = &[
            "[itemprop~='datePublished']",
            "time[pubdate], time[class*='publish'], time[class*='entry-date']",
            "abbr.published, .published[title], .published[datetime]",
            "time",
        ];
        PLACES.iter().find_map(|place| {
            let elements = self.scene.near(&self.page.doc.try_select(place)?);
            elements.iter().find_map(|element| {
                let values = ["datetime", "content", "title"];
                let said = values.iter().find_map(|name| self.read(&element.attr(name)?));
                said.or_else(|| self.read(&element.text()))
            })
        })
    }

    /// The day that people see beside the title.
    fn seen(&self) -> Option<Day> {
        let elements = self.scene.near(&self.page.doc.try_select(SEEN)?);
        elements.iter().find_map(|element| {
            let text = element.text();
            let text = text.trim();
            if text.len() > LONGEST { None } else { self.read(text).map(|said| said.day) }
        })
    }

    /// The day behind a word that says what it is: `Posted on 3 May 2014 by Ana`.
    fn labelled(&self, labels: &[&str]) -> Option<Day> {
        self.scene.texts_here().filter(|text| text.is_whole).find_map(|text| {
            let lower = text.words.to_lowercase();
            let ends = labels.iter().filter_map(|label| Some(lower.find(label)? + label.len()));
            let behind = beginning(lower.get(ends.min()?..)?, LONGEST);
            self.read(behind).or_else(|| self.read(&lower)).map(|said| said.day)
        })
    }

    /// The day that stands alone in a text: the only one of the article, else the one near the
    /// title.
    fn alone(&self) -> Option<Day> {
        /// So many letters from the title it is still near.
        const NEAR: usize = 400;
        let scene = &self.scene;
        let here = || scene.texts_here().filter_map(|text| self.day_alone(text));
        let near = || {
            let near = scene.texts_here().filter_map(|text| {
                let (far, before) = scene.distance_of_text(text).filter(|it| it.0 <= NEAR)?;
                let day = self.day_alone(text).or_else(|| self.day_at_start(text))?;
                Some((far, before, day))
            });
            let near: Vec<_> = near.collect();
            // Several days before a title are those of other articles.
            let day_before = only(near.iter().filter(|it| it.1).map(|it| it.2));
            let near = near.iter().filter(|it| !it.1 || day_before.is_some());
            near.min_by_key(|it| it.0).map(|it| it.2)
        };
        only(here()).or_else(near)
    }

    /// The day of a text that holds a day, a time and little else.
    fn day_alone(&self, text: &Text) -> Option<Day> {
        /// No day is longer with its time.
        const LONGEST: usize = 48;
        /// `Donnerstag`, `Uhr`: so many letters may stand beside it.
        const BESIDE: usize = 16;
        let words = text.words.as_str();
        if words.len() < 6 || words.len() > LONGEST {
            return None;
        }
        let parts = words.split(|sign: char| !sign.is_alphabetic());
        let others = parts.filter(|word| !months::is_month(word)).map(str::len).sum::<usize>();
        let said = if others <= BESIDE { self.read(words) } else { None };
        said.map(|said| said.day)
    }

    /// The day that a text begins with, behind a place or not: `02.02.2022 10:16 - `,
    /// `Bern, (12.11.2021). `
    fn day_at_start(&self, text: &Text) -> Option<Day> {
        /// So far from the beginning it ends, in bytes.
        const REACH: usize = 32;
        let start = beginning(&text.words, REACH);
        let begins = start.starts_with(|first: char| first.is_ascii_digit()) || start.contains('(');
        if begins { self.numbers(start) } else { None }
    }

    /// The day of an object that is no article: a film, a recipe.
    fn of_others(&self, objects: &[Value]) -> Option<Day> {
        const NONE: &[&str] = &["Comment", "Answer", "ImageObject", "Review", "Person"];
        let others = objects.iter().filter(|it| !linked::is_any(it, NONE));
        let mut said = others.filter_map(|it| self.read(linked::text(it, "datePublished")?));
        said.next().map(|said| said.day)
    }

    /// The day that scripts hold for themselves: of fields that say when it was published the one
    /// that is said most often.
    fn script(&self) -> Option<Day> {
        static FIELD: LazyLock<Option<Regex>> = LazyLock::new(|| {
            let field = r#"(?i)([a-z_-]*(?:publi|pubdate|posted|postdate|created|creat)[a-z_-]*)\\?["']?\s*[:=,]\s*\\?["']([^"'\\]{8,40})"#;
            Regex::new(field).ok()
        });
        let scripts = self.page.doc.try_select("script")?;
        let mut counts: Vec<(Day, usize)> = Vec::new();
        for script in &scripts {
            let text = script.text();
            for found in FIELD.as_ref()?.captures_iter(&text) {
                let name: String = found[1]
                    .chars()
                    .filter(char::is_ascii_alphabetic)
                    .flat_map(char::to_lowercase)
                    .collect();
                if !FIELDS.contains(&&*name) {
                    continue;
                }
                let Some(said) = self.read(&found[2]) else { continue };
                match counts.iter_mut().find(|(day, _)| *day == said.day) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((said.day, 1)),
                }
            }
        }
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(day, _)| day)
    }

    /// The day in the name of a page, or in what describes it.
    fn in_name(&self, name: &str) -> Option<Day> {
        let described = self.page.doc.try_select("meta[name='description']")?.attr("content");
        let said = self.read(name).or_else(|| self.read(&described?));
        said.map(|said| said.day)
    }

    /// The day in the address of the picture that stands for the page.
    fn picture(&self) -> Option<Day> {
        let pictures =
            "meta[property='og:image'], meta[name='twitter:image'], link[rel='image_src']";
        let found = self.page.doc.try_select(pictures)?;
        found.iter().find_map(|it| {
            let address = it.attr("content").or_else(|| it.attr("href"))?;
            day_in_address(&address)
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
        let hour_in_utc = if in_utc { hour(value) } else { None };
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
        Some(Said { day, hour_in_utc })
    }

    /// `2015/08/13`, `13.08.2015`, `08/13/2015`.
    fn numbers(&self, value: &str) -> Option<Day> {
        let mut words = value.split(|sign: char| {
            sign.is_whitespace() || matches!(sign, ',' | 'T' | '(' | ')' | '|')
        });
        words.find_map(|word| {
            let word = word.trim_end_matches(['.', ':', ';']);
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

/// The day that all of these are.
fn only(mut days: impl Iterator<Item = Day>) -> Option<Day> {
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The hour of a time: `2015-08-13T10:00:00Z`.
fn hour(value: &str) -> Option<u8> {
    let colon = value.find(':')?;
    value.get(colon.checked_sub(2)?..colon)?.trim().parse().ok().filter(|hour| *hour < 24)
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
        let hour = u8::try_from(seconds.rem_euclid(86_400) / 3600).ok();
        Some(Said { day: Day::of(1970, 1, 1)?.plus_days(days), hour_in_utc: hour })
    };
    match value.len() {
        8 | 14 => {
            let number = if value.len() == 14 { number / 1_000_000 } else { number };
            let part = |number: i64| u8::try_from(number % 100).ok();
            let day = Day::of(number / 10_000, part(number / 100)?, part(number)?)?;
            (1500..=2200).contains(&day.year()).then_some(Said { day, hour_in_utc: None })
        }
        10 => since_1970(number),
        13 => since_1970(number / 1_000),
        _ => None,
    }
}

/// The day in an address: `/2015/08/13/`, `/2015-08-13-`, `/20150813/`.
pub(in crate::document) fn day_in_address(address: &str) -> Option<Day> {
    // An archive names the day on which it kept the page before the address.
    let address = address
        .split_once("web.archive.org/web/")
        .map_or(address, |(_, kept)| kept.split_once('/').map_or(kept, |(_, rest)| rest));
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
    // `/13-08-2015-talks`
    let day_first = || {
        parts.iter().skip(1).find_map(|part| {
            let start = part.get(..10)?;
            let is_over = !part[10..].starts_with(|next: char| next.is_ascii_digit());
            let is_date = start.bytes().enumerate().all(|(at, byte)| match at {
                2 | 5 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
            let number = |range: Range<usize>| start[range].parse::<u8>().ok();
            if !is_date || !is_over {
                return None;
            }
            Day::of(start[6..].parse().ok()?, number(3..5)?, number(0..2)?)
        })
    };
    in_parts.or_else(day_first).filter(plausible).or_else(|| {
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
        check("https://example.org/13-08-2015-envoys", Some("2015-08-13"));
        check("https://example.org/a*¯–ss13", None);
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
