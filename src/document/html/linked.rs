//! What a page says of its article as linked data: JSON-LD of schema.org.

use dom_query::Document;
use serde_json::Value;

/// So deep objects are looked for within others.
const DEEPEST: usize = 6;

/// All objects of a page, those within others before these.
pub(super) fn objects(page: &Document) -> Vec<Value> {
    let mut objects = Vec::new();
    let scripts = page.select("script[type*='ld+json']");
    for script in &scripts {
        let text = script.text();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        // Many write line ends into strings, and some one object behind the other.
        let text = text.replace(['\n', '\r', '\t'], " ");
        let values = serde_json::Deserializer::from_str(&text).into_iter();
        for value in values.map_while(Result::ok) {
            collect(value, DEEPEST, &mut objects);
        }
    }
    objects
}

/// The object that tells of the article: an article, a post or a review, else the page itself.
pub(super) fn article(objects: &[Value]) -> Option<&Value> {
    let rank = |object: &Value| types(object).filter_map(|name| rank(&name)).max();
    let best = objects.iter().filter_map(rank).max()?;
    objects.iter().find(|object| rank(object) == Some(best))
}

/// Whether an object is one article, and no page of several.
pub(super) fn is_article(object: &Value) -> bool {
    types(object).any(|name| rank(&name) > Some(2))
}

fn collect(value: Value, depth: usize, objects: &mut Vec<Value>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(values) => values.into_iter().for_each(|it| collect(it, depth, objects)),
        Value::Object(mut object) => {
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"] {
                // An address stays with its object.
                if object.get(name).is_some_and(|it| it.is_object() || it.is_array()) {
                    let inner = object.get(name).cloned().unwrap_or_default();
                    collect(inner, depth, objects);
                }
            }
            object.remove("@graph");
            objects.push(Value::Object(object));
        }
        _ => {}
    }
}

/// Whether an object is of one of these types.
pub(super) fn is_any(object: &Value, names: &[&str]) -> bool {
    types(object).any(|name| names.contains(&&*name))
}

fn types(object: &Value) -> impl Iterator<Item = String> {
    let names = match &object["@type"] {
        Value::String(name) => vec![name.clone()],
        Value::Array(names) => {
            names.iter().filter_map(|it| Some(it.as_str()?.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    names.into_iter()
}

/// How surely a type is that of the article.
fn rank(name: &str) -> Option<u8> {
    let name = name.rsplit(['/', ':']).next().unwrap_or(name);
    match name {
        _ if name.ends_with("NewsArticle") => Some(4),
        _ if name.ends_with("Article") || name.ends_with("Posting") => Some(3),
        "Report" | "ClaimReview" | "Review" | "CreativeWork" => Some(2),
        _ if name.ends_with("Page") => Some(1),
        _ => None,
    }
}

/// A field of an object as text; of a list the first.
pub(super) fn text<'v>(object: &'v Value, name: &str) -> Option<&'v str> {
    let value = match &object[name] {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let text =
        value.as_str().or_else(|| value["@id"].as_str()).or_else(|| value["name"].as_str())?;
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// The names of those in a field: `author`.
pub(super) fn names(object: &Value, name: &str) -> String {
    let one = |value: &Value| {
        let name = value.as_str().or_else(|| value["name"].as_str())?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty() && !name.starts_with("http"))
    };
    let names: Vec<String> = match &object[name] {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    };
    names.join(", ")
}
