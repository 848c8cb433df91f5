//! The article of a web page, found by the rules of the reading mode of browsers.

mod absent;
mod content;
mod kept;
mod linked;
mod live;
mod published;
mod wiki;

use dom_smoothie::{Config, Readability, TextMode};
use serde_json::Value;

pub(super) use self::{content::content, published::day_in_address};
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
    let objects = linked::objects(&readability.doc);
    let linked = linked::article(&objects);
    let metadata = readability.get_article_metadata(readability.parse_json_ld());
    let addresses = addresses(&readability, linked, metadata.url.as_deref());
    let published = published::published(&readability, &metadata.title, &objects, &addresses);
    let mut article = Article {
        author: metadata.byline.or_else(|| author(&readability, linked)).unwrap_or_default(),
        publisher: metadata.site_name.unwrap_or_default(),
        url: addresses.into_iter().next().unwrap_or_default(),
        title: metadata.title,
        ..Article::default()
    };
    if let Some(wiki) = wiki::read(&readability.doc) {
        article.title = wiki.title.unwrap_or(article.title);
        article.published = wiki.published.and_then(|day| head::date_in_metadata(&day));
        article.published_by = article.published.is_some().then_some(PublishedBy::Metadata);
        article.text = wiki.text;
        article.notes.extend(left_out(&wiki.left_out));
        return article;
    }
    let is_one = linked.is_some_and(linked::is_article)
        || readability.doc.select("meta[property='og:type'][content='article']").exists();
    let several = || if is_one { None } else { live::of_articles(&readability.doc) };
    if let Some((text, sections)) = live::read(&objects).or_else(several) {
        (article.published, article.published_by) = published.unzip();
        return Article { text, sections, ..article };
    }
    let text = body(&mut readability, linked, &mut article);
    // A dateline inside the article tells what the metadata do not.
    let told = head::article(text);
    (article.published, article.published_by) = match published {
        Some((when, by)) if by == PublishedBy::Metadata || told.published.is_none() => {
            (Some(when), Some(by))
        }
        _ => (told.published, told.published_by),
    };
    let or = |own: String, told: String| if own.is_empty() { told } else { own };
    Article {
        author: or(article.author, told.author),
        publisher: or(article.publisher, told.publisher),
        text: told.text,
        ..article
    }
}

/// The text of the article: as the page shows it, else as its linked data have it, else what
/// describes it. What is missing and what was left out becomes a note.
fn body(page: &mut Readability, linked: Option<&Value>, article: &mut Article) -> String {
    let description = description(page, linked);
    let signs = absent::Signs::of(&page.doc, linked);
    kept::unlink_sentences(&page.doc);
    kept::write_out(&page.doc);
    let sentences = kept::sentences(&page.doc);
    let text = match page.parse() {
        Ok(found) => found.text_content.to_string(),
        Err(_) => page.doc.formatted_text().to_string(),
    };
    let text = tidy(&text);
    // Where scripts make the page, the article may stand in its linked data alone.
    let told = linked.and_then(|object| linked::text(object, "articleBody"));
    if let Some(told) = told.filter(|told| told.len() > 2 * text.len()) {
        return tidy(&html::plain(told).replace('\n', "\n\n"));
    }
    let unread = kept::missing(&sentences, &text);
    let absent::Held { text, mut missing } = signs.judge(&article.title, text);
    let described = description.filter(|_| text.is_empty());
    if described.is_some() {
        missing.push_str("; what describes it is read instead");
    }
    article.notes.extend(Some(missing).filter(|it| !it.is_empty()));
    article.notes.extend(left_out(&unread));
    described.unwrap_or(text)
}

fn left_out(what: &str) -> Option<String> {
    (!what.is_empty()).then(|| format!("left out of the page: {what}"))
}

/// What the page says in short of its article.
fn description(page: &Readability, linked: Option<&Value>) -> Option<String> {
    let metas = ["meta[property='og:description']", "meta[name='description']"];
    let meta = metas.iter().find_map(|meta| page.doc.select(meta).attr("content"));
    let linked = linked.and_then(|object| linked::text(object, "description"));
    let words = linked.map(str::to_owned).or_else(|| meta.map(|meta| meta.to_string()))?;
    let words = tidy(&html::plain(&words));
    (absent::words(&words) >= SHORTEST).then_some(words)
}

/// No description has fewer words.
const SHORTEST: usize = 5;

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
