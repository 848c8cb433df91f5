//! The encoding that a page names.

use super::{Tags, attribute, is_page};

/// The name of the encoding that a page or an XML file says it is in: `windows-1251`. Of the text,
/// only what is ASCII has to be right.
///
/// ```
/// # use demarche::base::html::charset;
/// let page = "<html><meta http-equiv='Content-Type' content='text/html; charset=Big5'>";
/// assert_eq!(charset(page).as_deref(), Some("Big5"));
/// assert_eq!(charset("They met. <meta charset='Big5'>"), None);
/// ```
#[must_use]
pub fn charset(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|first: char| first.is_whitespace() || first == '\u{FEFF}');
    if text.starts_with("<?xml") {
        let declaration = text.split("?>").next()?;
        if let Some(name) = attribute(declaration, "encoding") {
            return Some(name);
        }
    }
    if !is_page(text) {
        return None;
    }
    let (mut rest, mut tags) = (text, Tags::default());
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let Some(tag) = tags.at(rest) else {
            rest = &rest[1..];
            continue;
        };
        if tag.name.eq_ignore_ascii_case("meta")
            && let Some(name) = named(&rest[..tag.length])
        {
            return Some(name.to_owned());
        }
        if tag.name.eq_ignore_ascii_case("body") {
            break;
        }
        rest = &rest[tag.length..];
    }
    None
}

/// What follows `charset=` in a tag: in an attribute of that name, or in the content that stands
/// for a header.
fn named(tag: &str) -> Option<&str> {
    let lower = tag.to_ascii_lowercase();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
    lower.match_indices("charset").find_map(|(at, word)| {
        let rest = tag[at + word.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start_matches([' ', '"', '\'']);
        let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_encoding() {
        #[track_caller]
        fn check(page: &str, expect: Option<&str>) {
            assert_eq!(charset(page).as_deref(), expect, "{page}");
        }
        check("<meta charset=utf-8>", Some("utf-8"));
        check("<!doctype html><META CharSet = 'GB2312' /><p>", Some("GB2312"));
        check(
            "<html><meta content=\"text/html;charset=windows-1250\" http-equiv=content-type>",
            Some("windows-1250"),
        );
        check("<?xml version=\"1.0\" encoding='koi8-r'?><html>", Some("koi8-r"));
        check("<?xml version=\"1.0\"?><html><meta charset=\"euc-kr\">", Some("euc-kr"));
        check("<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss>", Some("UTF-8"));
        check("<html><meta name=charset content=x><p>", None);
        check("<html><!-- <meta charset=a> --><meta charset=b>", Some("b"));
        check("<html><script>'<meta charset=a>'</script><meta charset=b>", Some("b"));
        check("<html><meta charset=''><body><meta charset=b>", None);
        check("<p>They write < and charset=a.", None);
        check("", None);
    }
}
