//! The posts of a live page, each with its time: they stand in its linked data. Likewise several
//! articles in one page.

use std::fmt::Write as _;

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::{absent, content, linked, published::is_elsewhere};
use crate::{
    base::{html, text},
    document::{Entry, Section, Written},
    model::When,
};

/// A post of a live page.
struct Post {
    /// When it was written.
    when: When,
    /// Its headline, if it has one, and what it says.
    paragraphs: Vec<String>,
}

/// The text that the posts of a live page make, the earliest first, and an entry for each; `None`
/// if there are none.
pub fn read(objects: &[Value]) -> Option<(String, Vec<Section>)> {
    let updates = objects.iter().find_map(|object| match &object["liveBlogUpdate"] {
        Value::Array(updates) => Some(updates.iter().collect::<Vec<_>>()),
        update @ Value::Object(_) => Some(vec![update]),
        _ => None,
    })?;
    told(updates.into_iter().filter_map(post).collect())
}

/// The same of several articles in one page, of which each says its own day.
pub fn of_articles(page: &Document) -> Option<(String, Vec<Section>)> {
    /// No article has fewer words.
    const FEWEST: usize = 20;
    /// In hundredths of their words: what has more is an article among teasers.
    const MOST: usize = 70;
    let is_article = |node: &NodeRef<'_>| node.has_name("article");
    let found = page.try_select("article")?;
    let is_own = |node: &&NodeRef<'_>| {
        !is_elsewhere(node)
            && !node.ancestors_it(None).any(|around| is_article(&around) || is_elsewhere(&around))
    };
    let posts = found.nodes().iter().filter(is_own).filter_map(post_of_article);
    let posts: Vec<(usize, Post)> = posts.filter(|(count, _)| *count >= FEWEST).collect();
    let all: usize = posts.iter().map(|(count, _)| count).sum();
    let longest = posts.iter().map(|(count, _)| *count).max()?;
    if posts.len() < 2 || longest * 100 > all * MOST {
        return None;
    }
    told(posts.into_iter().map(|(_, post)| post).collect())
}

/// An article in a page with its own day, and how many words it has.
fn post_of_article(article: &NodeRef<'_>) -> Option<(usize, Post)> {
    let time =
        article.descendants_it().find(|it| it.has_name("time") && it.has_attr("datetime"))?;
    let when = when(&time.attr("datetime")?)?;
    let shown = text::one_line(&time.text()).into_owned();
    let blocks = content::blocks(article);
    let lines = blocks.lines().map(|line| line.trim_start_matches('#').trim());
    let lines = lines.filter(|line| !line.is_empty() && *line != shown);
    let paragraphs: Vec<String> = lines.map(str::to_owned).collect();
    let count = paragraphs.iter().map(|line| absent::words(line)).sum();
    Some((count, Post { when, paragraphs }))
}

/// The text that posts make, and an entry for each.
fn told(mut posts: Vec<Post>) -> Option<(String, Vec<Section>)> {
    // Posts without a time come last.
    posts.sort_by_key(|Post { when, .. }| {
        let time = when.time().map(|time| (time.hour, time.minute, time.second));
        (when.is_undated(), when.earliest_start(), time)
    });
    let (mut text, mut sections) = (String::new(), Vec::new());
    for Post { when, paragraphs } in posts {
        let start = text.len();
        let _ = write!(text, "{}", when.words());
        let date = start..text.len();
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(&paragraphs.join("\n\n"));
        let words = start..text.len();
        text.push_str("\n\n");
        let entry = Some(Entry { when, date, written: Written::default() });
        sections.push(Section { words: vec![words], entry, ..Section::default() });
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    (!sections.is_empty()).then_some((text, sections))
}

/// A post with words.
fn post(update: &Value) -> Option<Post> {
    let headline = linked::text(update, "headline").or_else(|| linked::text(update, "name"));
    let body = linked::text(update, "articleBody").or_else(|| linked::text(update, "text"));
    let body = body.or_else(|| linked::text(update, "description"));
    let lines = |words: &str| html::plain(words).lines().map(str::to_owned).collect::<Vec<_>>();
    let mut paragraphs: Vec<String> = headline.map(lines).unwrap_or_default();
    for line in body.map(lines).unwrap_or_default() {
        if !paragraphs.contains(&line) {
            paragraphs.push(line);
        }
    }
    paragraphs.retain(|line| !line.is_empty());
    if paragraphs.is_empty() {
        return None;
    }
    let when = ["datePublished", "dateCreated", "coverageStartTime", "dateModified"]
        .iter()
        .find_map(|name| when(linked::text(update, name)?));
    Some(Post { when: when.unwrap_or(When::UNDATED), paragraphs })
}

/// A time as pages write it.
fn when(said: &str) -> Option<When> {
    let said = said.trim().replacen(' ', "T", 1);
    // EDTF has no parts of seconds.
    let (time, parts) = said.split_once('.').unwrap_or((&said, ""));
    let zone = parts.trim_start_matches(|part: char| part.is_ascii_digit());
    let day = || When::parse(said.get(..10)?).ok();
    When::parse(&format!("{time}{zone}")).ok().or_else(day)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn several_articles_in_a_page_have_their_days() {
        #[track_caller]
        fn check(page: &str, expect: &[&str]) {
            let told = of_articles(&Document::from(page)).map(|(_, sections)| {
                let when = |it: Section| it.entry.map(|entry| entry.when.edtf());
                sections.into_iter().filter_map(when).collect::<Vec<_>>()
            });
            assert_eq!(told.unwrap_or_default(), expect, "{page}");
        }
        let article = |day: &str, words: usize| {
            let words = "they met ".repeat(words / 2);
            format!(
                "<article><h2>Talks</h2><time datetime='{day}'>x</time><p>{words}</p></article>"
            )
        };
        let (one, other) = (article("2019-03-07T10:00:00Z", 40), article("2019-02-03", 40));
        check(&format!("<main>{one}{other}</main>"), &["2019-02-03", "2019-03-07T10:00:00Z"]);
        // One is alone, one among teasers, one with comments, one with another in it.
        check(&one, &[]);
        check(&format!("{one}{}", article("2019-02-03", 8)), &[]);
        check(&format!("{}{other}", article("2019-03-07", 400)), &[]);
        check(&format!("{one}<div class='comments'>{other}</div>"), &[]);
        check(&one.replace("</article>", &format!("{other}</article>")), &[]);
        check(&format!("{one}<article><p>{}</p></article>", "they met ".repeat(20)), &[]);
    }

    #[test]
    fn posts_are_entries_with_their_times() {
        let page = json!({"@type": "LiveBlogPosting", "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "Truce", "datePublished": "2019-02-03T18:05:00Z",
             "articleBody": "<p>Both sides agreed.</p><p>The guns fell silent.</p>"},
            {"@type": "BlogPosting", "datePublished": "2019-02-03T09:30:00.123+01:00",
             "articleBody": "The envoys met. They left."},
            {"@type": "BlogPosting", "headline": "Soon", "datePublished": "tomorrow"},
            {"@type": "BlogPosting", "headline": "Day", "datePublished": "2019-02-03"},
            {"@type": "BlogPosting", "datePublished": "2019-02-03T10:00Z"},
        ]});
        let (text, sections) = read(&[json!({"@type": "WebPage"}), page]).unwrap();
        let told = sections.iter().map(|section| {
            let entry = section.entry.as_ref().unwrap();
            (entry.when.edtf(), &text[entry.date.clone()], &text[section.words[0].clone()])
        });
        let told: Vec<_> = told.collect();
        let told: Vec<_> = told.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
        assert_eq!(
            told,
            [
                ("2019-02-03", "3 Feb 2019", "Day"),
                (
                    "2019-02-03T09:30:00+01:00",
                    "3 Feb 2019 09:30:00 +01:00",
                    "The envoys met. They left."
                ),
                (
                    "2019-02-03T18:05:00Z",
                    "3 Feb 2019 18:05:00 UTC",
                    "Truce\n\nBoth sides agreed.\n\nThe guns fell silent."
                ),
                ("XXXX-XX-XX", "undated", "Soon"),
            ]
        );
        assert!(read(&[json!({"@type": "NewsArticle", "articleBody": "They met."})]).is_none());
        assert!(read(&[json!({"liveBlogUpdate": []})]).is_none());
    }
}
