//! The article of a web page, found by the rules of the reading mode of browsers.

use dom_smoothie::{Config, Readability, TextMode};

use super::{Article, PublishedBy, head, shape};
use crate::{base::html, model::When};

/// Whether a text is a page of HTML.
pub fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches('\u{FEFF}').trim_start();
    let start = start.chars().take(1024).collect::<String>().to_lowercase();
    let is_xml_page = start.starts_with("<?xml") && start.contains("<html");
    is_xml_page
        || ["<!doctype html", "<html", "<head", "<body", "<article", "<!--"]
            .iter()
            .any(|tag| start.starts_with(tag))
}

/// The article of a page; all the words of the page where no article is told from the rest.
pub fn article(page: &str) -> Article {
    if !shape::is_plausible(page) {
        let text = html::plain(page).replace('\n', "\n\n");
        return Article { is_stripped: true, ..head::article(text) };
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let Ok(mut readability) = Readability::new(page, None, Some(config)) else {
        return head::article(String::new());
    };
    let metadata = readability.get_article_metadata(readability.parse_json_ld());
    let published = metadata.published_time.as_deref().and_then(head::date_in_metadata);
    let published = published.or_else(|| date_of_elements(&readability));
    let text = match readability.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => readability.doc.formatted_text().to_string(),
    };
    // A dateline inside the article tells what the metadata do not.
    let told = head::article(tidy(&text));
    let published_by = published.as_ref().map(|_| PublishedBy::Metadata).or(told.published_by);
    Article {
        title: metadata.title,
        author: metadata.byline.unwrap_or(told.author),
        publisher: metadata.site_name.unwrap_or(told.publisher),
        url: metadata.url.unwrap_or_default(),
        published: published.or(told.published),
        published_by,
        text: told.text,
        ..Article::default()
    }
}

/// The date in the elements of the page that pages use beside the ones that Readability knows.
fn date_of_elements(readability: &Readability) -> Option<When> {
    const PLACES: &[(&str, &str)] = &[
        ("meta[name=date]", "content"),
        ("meta[name=pubdate]", "content"),
        ("meta[name=publishdate]", "content"),
        ("meta[itemprop=datePublished]", "content"),
        ("meta[property='og:published_time']", "content"),
        ("time[itemprop=datePublished]", "datetime"),
        ("time[pubdate]", "datetime"),
        ("article time[datetime]", "datetime"),
        ("header time[datetime]", "datetime"),
    ];
    PLACES.iter().find_map(|(element, attribute)| {
        let value = readability.doc.try_select(element)?.attr(attribute)?;
        head::date_in_metadata(&value)
    })
}

/// The text without spaces at the ends of lines and without more than one empty line in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.trim().lines() {
        let line = line.trim_end();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy
}
