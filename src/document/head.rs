//! What the beginning of a plain or Markdown article says: title, author, publisher, date.

use super::{Article, PublishedBy, months};
use crate::model::{When, when::typed};

/// How many lines are looked at, and how long a title can be, in bytes.
const LINES: usize = 12;
const TITLE: usize = 200;

/// A plain or Markdown article.
pub fn article(text: String) -> Article {
    let mut article = Article::default();
    let fields = front_matter(&text);
    for (name, value) in &fields {
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        match name.to_lowercase().as_str() {
            "title" => article.title = value,
            "author" | "by" | "byline" => article.author = value,
            "publisher" | "site" | "source" => article.publisher = value,
            "url" | "link" => article.url = value,
            "date" | "published" | "published_at" | "publishdate" => {
                article.published = date_in_metadata(&value);
                article.published_by = article.published.as_ref().map(|_| PublishedBy::Metadata);
            }
            _ => {}
        }
    }
    let body = after_front_matter(&text);
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    for (number, line) in lines.enumerate() {
        if number == 0 && article.title.is_empty() {
            article.title = title(line).unwrap_or_default();
        }
        if article.author.is_empty() {
            article.author = byline(line).unwrap_or_default();
        }
        let (date, agency) = dateline(line);
        if article.published.is_none() && date.is_some() {
            (article.published, article.published_by) = (date, Some(PublishedBy::Dateline));
        }
        if article.publisher.is_empty() {
            agency.unwrap_or_default().clone_into(&mut article.publisher);
        }
    }
    article.text = text;
    article
}

/// The day in the name of a file: `2015-08-13-talks.txt`, `afp_20150813.html`.
pub fn date_in_name(name: &str) -> Option<When> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let bytes = name.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let apart = at == 0 || !bytes[at - 1].is_ascii_digit();
        let parts = |year: usize, gap: usize| {
            let end = at + year + 4 + 2 * gap;
            let candidate = name.get(at..end)?;
            let ends = bytes.get(end).is_none_or(|next| !next.is_ascii_digit());
            let digits: String = candidate.chars().filter(char::is_ascii_digit).collect();
            let separated = gap == 0 || candidate.contains(['-', '_', '.']);
            (ends && separated && digits.len() == 8).then_some(digits)
        };
        let digits = apart.then(|| parts(4, 1).or_else(|| parts(4, 0)))??;
        let (year, month, day) = (&digits[..4], &digits[4..6], &digits[6..]);
        let plausible = ("1500".."2200").contains(&year);
        When::parse(&format!("{year}-{month}-{day}")).ok().filter(|_| plausible)
    })
}

/// The day in a value of metadata: `2015-08-13T10:00:00Z`, `Thu, 13 Aug 2015 10:00 GMT`.
pub fn date_in_metadata(value: &str) -> Option<When> {
    date_at_start(value).or_else(|| any_date(value))
}

/// The fields between two lines of `---` at the very beginning.
fn front_matter(text: &str) -> Vec<(&str, &str)> {
    let Some((matter, _)) = split_front_matter(text) else { return Vec::new() };
    matter.lines().filter_map(|line| line.split_once(':')).collect()
}

/// The text without its front matter.
fn after_front_matter(text: &str) -> &str {
    split_front_matter(text).map_or(text, |(_, body)| body)
}

fn split_front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches('\u{FEFF}').strip_prefix("---")?;
    let rest = rest.trim_start_matches('\r').strip_prefix('\n')?;
    rest.split_once("\n---").filter(|(matter, _)| matter.len() < 4096)
}

/// The first line as a title: a heading of Markdown, or a short line without a full stop.
fn title(line: &str) -> Option<String> {
    let heading = line.trim_start_matches('#').trim();
    let is_heading = line.starts_with('#');
    let is_short = line.len() <= TITLE && !line.ends_with(['.', ':']) && dateline(line).0.is_none();
    (!heading.is_empty() && (is_heading || is_short)).then(|| heading.to_owned())
}

/// The name after `By`.
fn byline(line: &str) -> Option<String> {
    let line = line.trim_start_matches(['*', '_']).trim();
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let name =
        name.split([',', '|', '(']).next().unwrap_or(name).trim().trim_end_matches(['*', '_']);
    let is_name = name.split_whitespace().count() <= 6
        && name.split(' ').all(|word| !word.starts_with(char::is_lowercase) || word == "and");
    (is_name && !name.is_empty()).then(|| name.to_owned())
}

/// The full date and the agency of a dateline. The date stands at the beginning of the line, or
/// behind places and before the agency or a dash: `MOSCOW, Aug 13, 2015 (AFP) - `.
fn dateline(line: &str) -> (Option<When>, Option<&str>) {
    let line = line.trim_matches(['*', '_', '#', ' ']);
    let agency = agency(line);
    if let Some(date) = date_at_start(line) {
        return (Some(date), agency);
    }
    if let Some(date) = date_behind_place(line) {
        return (Some(date), agency);
    }
    let lead: String = line.chars().take(80).collect();
    let end = ["(", " - ", " – ", " — ", " -- "].iter().filter_map(|mark| lead.find(mark)).min();
    let labelled = ["published", "updated", "posted", "date"]
        .iter()
        .any(|label| lead.to_lowercase().starts_with(label));
    match end {
        _ if labelled => (any_date(&lead), agency),
        Some(end) if is_place(&lead) => {
            (any_date(&lead[..end]).or_else(|| any_date(&lead)), agency)
        }
        _ => (None, agency),
    }
}

/// The day of a line that says nothing but where and when something was written.
pub fn written_at(line: &str) -> Option<When> {
    date_behind_place(line).filter(|_| !line.contains([':', '—']))
}

/// The day behind a place, if nothing but the time of day follows: `Vienna, 28 July 1914`,
/// `PETROGRAD, February 11, 1918, 7 p.m.`; behind one in capitals a sentence may.
fn date_behind_place(line: &str) -> Option<When> {
    let (place, rest) = line.split_once(", ").filter(|(place, _)| is_place(place))?;
    let parts = rest.split(|sign: char| sign.is_whitespace() || matches!(sign, '—' | '–'));
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    // `OSLO, Sunday, 10 February 2013`, `Berne, the 10th of February, 1913`
    let first = words.iter().take_while(|word| is_weekday(word) || **word == "the").count();
    let of = usize::from(words.get(first + 1) == Some(&"of"));
    let mut told: Vec<&str> = words.iter().skip(first).copied().collect();
    told.retain(|word| *word != "de");
    if of == 1 {
        told.remove(1);
    }
    let date = date_of_words(&told).or_else(|| {
        let day = months::in_words(&told.get(..3)?.join(" "))?;
        Some(When::day(day))
    })?;
    let is_iso = told[0].len() >= 10;
    let behind = told.get(if is_iso { 1 } else { 3 }..)?;
    let is_over = is_iso && told[0].ends_with(['.', ':'])
        || !is_iso && told[2].ends_with(['.', ':'])
        || behind.first().is_some_and(|word| word.starts_with(['(', '-', '[']) || *word == "/");
    let is_shouted = place.len() > 2 && !place.contains(char::is_lowercase);
    let is_time = |word: &&str| {
        const WORDS: &[&str] =
            &["a.m", "p.m", "am", "pm", "noon", "midnight", "hours", "gmt", "utc", "at"];
        let bare = word.trim_matches(['.', ',', ';', ':', ']']).to_lowercase();
        bare.starts_with(|first: char| first.is_ascii_digit()) || WORDS.contains(&&*bare)
    };
    (behind.iter().all(is_time) || is_shouted && is_over).then_some(date)
}

/// Whether a line begins with a place in capitals, or a name before a comma or a dash.
fn is_place(line: &str) -> bool {
    let first = line.split([',', '(', '-', '–', '—']).next().unwrap_or("").trim();
    !first.is_empty()
        && first.len() <= 40
        && first
            .split_whitespace()
            .all(|word| word.starts_with(|letter: char| letter.is_uppercase() || letter == '/'))
}

/// The agency in brackets at the beginning of a line: `MOSCOW (AFP) —`.
fn agency(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let after = after.trim_start();
    let is_dateline = before.len() <= 60 && is_place(before) && after.starts_with(['-', '–', '—']);
    (is_dateline && agency.len() <= 40 && agency.starts_with(char::is_uppercase)).then_some(agency)
}

/// The full date at the beginning, a weekday before it or not.
fn date_at_start(line: &str) -> Option<When> {
    let words: Vec<&str> = line.split_whitespace().take(6).collect();
    let weekday = words.first().is_some_and(|word| is_weekday(word));
    date_of_words(&words[usize::from(weekday)..])
}

/// The first full date in a text.
pub fn any_date(text: &str) -> Option<When> {
    let words: Vec<&str> = text.split_whitespace().take(40).collect();
    let english = (0..words.len()).find_map(|at| date_of_words(&words[at..]));
    english.or_else(|| months::in_words(&words.join(" ")).map(When::day))
}

fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let word = word.trim_end_matches([',', '.']).to_lowercase();
    word.len() <= 9
        && DAYS.iter().any(|day| word.starts_with(day))
        && word.chars().all(char::is_alphabetic)
}

/// A date that these words begin with: `2015-08-13`, `13 August 2015`, `Aug. 13, 2015`.
fn date_of_words(words: &[&str]) -> Option<When> {
    let bare = |word: &str| word.trim_matches(['.', ',', ';', ':', '(', ')', '"', '\'']).to_owned();
    let first = bare(words.first()?);
    if let Some(day) =
        first.get(..10).filter(|_| first.len() == 10 || first.as_bytes().get(10) == Some(&b'T'))
        && let Ok(when) = When::parse(day)
    {
        return Some(when);
    }
    let [a, b, c] = [bare(words.first()?), bare(words.get(1)?), bare(words.get(2)?)];
    let ordinal = |word: &str| {
        word.trim_end_matches(|letter: char| letter.is_alphabetic())
            .parse::<u8>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let is_year = c.len() == 4 && c.bytes().all(|byte| byte.is_ascii_digit());
    let (day, month) = match (ordinal(&a), ordinal(&b)) {
        (Some(day), None) => (day, b),
        (None, Some(day)) => (day, a),
        _ => return None,
    };
    let is_word = month.len() >= 3 && month.chars().all(char::is_alphabetic);
    let typed = (is_year && is_word).then(|| typed::parse(&format!("{day} {month} {c}"), None))?;
    typed.ok().map(|typed| typed.when)
}
