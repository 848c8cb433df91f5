//! The article of a web page, found by the rules of the reading mode of browsers.

mod linked;
mod marked;
mod published;
mod wiki;

use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

use super::{Article, PublishedBy, head, shape};
use crate::base::{html, text};

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
    let linked = linked::article(&readability);
    let linked = linked.as_ref();
    let metadata = readability.get_article_metadata(readability.parse_json_ld());
    let addresses = addresses(&readability, linked, metadata.url.as_deref());
    let published = published::published(&readability, linked, &addresses);
    let author = metadata.byline.or_else(|| author(&readability, linked));
    if let Some(wiki) = wiki::read(&readability.doc) {
        let published = wiki.published.and_then(|day| head::date_in_metadata(&day));
        let left_out = Some(wiki.left_out).filter(|it| !it.is_empty());
        return Article {
            title: wiki.title.unwrap_or(metadata.title),
            author: author.unwrap_or_default(),
            publisher: metadata.site_name.unwrap_or_default(),
            url: addresses.into_iter().next().unwrap_or_default(),
            published_by: published.is_some().then_some(PublishedBy::Metadata),
            published,
            text: wiki.text,
            notes: left_out.into_iter().map(|it| format!("left out of the page: {it}")).collect(),
            ..Article::default()
        };
    }
    let text = match readability.parse() {
        Ok(article) => article.text_content.to_string(),
        Err(_) => readability.doc.formatted_text().to_string(),
    };
    let text = tidy(&text);
    // Where scripts make the page, the article may stand in its linked data alone.
    let body = linked.and_then(|object| linked::text(object, "articleBody"));
    let text = match body.filter(|body| body.len() > 2 * text.len()) {
        Some(body) => tidy(&html::plain(body)),
        None => text,
    };
    // A dateline inside the article tells what the metadata do not.
    let told = head::article(text);
    let (published, published_by) = match published {
        Some((when, by)) if by == PublishedBy::Metadata || told.published.is_none() => {
            (Some(when), Some(by))
        }
        _ => (told.published, told.published_by),
    };
    Article {
        title: metadata.title,
        author: author.unwrap_or(told.author),
        publisher: metadata.site_name.unwrap_or(told.publisher),
        url: addresses.into_iter().next().unwrap_or_default(),
        published,
        published_by,
        text: told.text,
        ..Article::default()
    }
}

/// The addresses that the page says it has, the surest first.
fn addresses(page: &Readability, linked: Option<&Value>, known: Option<&str>) -> Vec<String> {
    let attribute = |element: &str, name: &str| {
        page.doc.try_select(element)?.attr(name).map(|value| value.to_string())
    };
    let said = |name: &str| linked.and_then(|object| linked::text(object, name)).map(str::to_owned);
    let all = [
        attribute("link[rel~='canonical']", "href"),
        known.map(str::to_owned),
        attribute("meta[property='og:url']", "content"),
        attribute("meta[name='og:url']", "content"),
        said("url"),
        said("mainEntityOfPage"),
        attribute("link[rel~='shortlink']", "href"),
    ];
    let addresses = all.into_iter().flatten().map(|address| address.trim().to_owned());
    addresses.filter(|address| address.starts_with("http")).collect()
}

/// Who wrote the article, where Readability does not know it.
fn author(page: &Readability, linked: Option<&Value>) -> Option<String> {
    const METAS: &str = "meta[name='author'], meta[name='parsely-author'], meta[name='sailthru.author'], \
                         meta[name='dc.creator'], meta[name='citation_author'], meta[name='byl'], \
                         meta[property='article:author']";
    const SEEN: &str = "[itemprop~='author'], [rel~='author'], .byline, .author, [class*='byline']";
    /// No name is longer, in bytes.
    const LONGEST: usize = 80;
    let is_name = |name: &String| {
        (1..=LONGEST).contains(&name.len()) && !name.starts_with("http") && !name.contains('@')
    };
    let plain = |text: &str| {
        let words = text::one_line(text).into_owned();
        let bare =
            words.strip_prefix("By ").or_else(|| words.strip_prefix("by ")).unwrap_or(&words);
        bare.to_owned()
    };
    let named = linked.map(|object| linked::names(object, "author")).filter(is_name);
    let meta = || {
        let metas = page.doc.try_select(METAS)?;
        metas.iter().find_map(|it| Some(plain(&it.attr("content")?)).filter(is_name))
    };
    let seen = || {
        let found = page.doc.try_select(SEEN)?;
        found.iter().find_map(|it| Some(plain(&it.text())).filter(is_name))
    };
    named.or_else(meta).or_else(seen)
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
