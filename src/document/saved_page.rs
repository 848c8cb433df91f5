//! Pages with all that belongs to them, as browsers save them (MHTML, RFC 2557). The page is read;
//! its pictures and frames are not.
//!
//! The header's date is the day on which the page was saved, and says nothing of the article.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::{Envelope, Form, Packed, mime};
use crate::base::text;

/// The page in these bytes.
pub fn open(bytes: &[u8]) -> Result<Vec<Packed>, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let none = || "it has no page of HTML".to_owned();
    let message = MessageParser::default().parse(bytes).ok_or_else(none)?;
    let root = message.content_type().and_then(|it| it.attribute("start"));
    let root = root.map(|id| id.trim_matches(['<', '>']));
    let pages = || {
        message.parts.iter().filter_map(|part| match &part.body {
            PartType::Html(page) => Some((part, page)),
            _ => None,
        })
    };
    let named = pages().find(|(part, _)| root.is_some() && part.content_id() == root);
    let (part, page) = named.or_else(|| pages().next()).ok_or_else(none)?;
    let location = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let location = location.or(part.content_location()).unwrap_or_default();
    let is_address = location.starts_with("http");
    let envelope = Envelope {
        form: Form::Page,
        title: text::one_line(message.subject().unwrap_or_default()).into_owned(),
        url: if is_address { location.to_owned() } else { String::new() },
        ..Envelope::default()
    };
    let text = mime::text(&message, part, page);
    Ok(vec![Packed { name: String::new(), text, envelope }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, model::When};

    const TALK: &str = "<article><h1>Envoys meet</h1><p>The envoys met on Thursday in a hotel by \
        the lake, and spoke for five hours about an end of the fighting, a mediator said.</p>\
        <p>Neither side would say what it had offered, nor whether the prisoners, whose families \
        had waited before the hotel, had been spoken of.</p></article>";

    /// A page with its parts below this header.
    fn saved(header: &str, parts: &[&str]) -> String {
        let header = format!(
            "From: <Saved by Blink>\nSubject: A title\nDate: Wed, 12 May 2021 18:00:00 -0000\n\
             MIME-Version: 1.0\n{header}\n\n"
        );
        format!("{header}--b\n{}\n--b--\n", parts.join("\n--b\n"))
    }

    /// Expects title, day and address.
    #[track_caller]
    fn check(page: &str, expect: [&str; 3]) {
        let [found] = &*open(page.as_bytes()).unwrap() else { panic!("not one page") };
        let article = document::open_in("x.mhtml", found.text.clone(), &found.envelope);
        let day = article.published.as_ref().map(When::edtf).unwrap_or_default();
        assert_eq!([&*article.title, &*day, &*article.url], expect, "{page}");
        assert!(article.text.contains("whose families had waited"), "{}", article.text);
        assert!(!article.text.contains("Menu"), "{}", article.text);
    }

    const RELATED: &str = "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"";
    const SAVED: &str = "Snapshot-Content-Location: https://example.org/talks";

    #[test]
    fn the_page_is_read_and_not_when_it_was_saved() {
        let html = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit";
        let page = |head: &str| {
            format!(
                "{html}\n\n<!doctype html><html><head>{head}</head><body><nav>Menu</nav>{TALK}</body></html>"
            )
        };
        let title = "<title>Envoys meet</title>";
        let picture = "Content-Type: image/png\nContent-Location: https://example.org/a.png\n\nx";
        let frame = format!(
            "Content-Type: text/html\nContent-ID: <two@x>\n\n<p>{}</p>",
            "Menu ".repeat(99)
        );
        let header = format!("{SAVED}\n{RELATED}");
        let expect = ["Envoys meet", "", "https://example.org/talks"];
        check(&saved(&header, &[&page(title), picture, &frame]), expect);
        check(&saved(&header, &[&page("")]), ["A title", "", expect[2]]);
        let dated = format!("{title}<meta property='article:published_time' content='2021-05-03'>");
        check(&saved(&header, &[&page(&dated)]), [expect[0], "2021-05-03", expect[2]]);
        let place = header.replace("talks", "2021/05/04/talks");
        check(
            &saved(&place, &[&page(title)]),
            [expect[0], "2021-05-04", "https://example.org/2021/05/04/talks"],
        );
        // As older browsers save it: the part says where it was, and which one is the page.
        let root = format!(
            "Content-ID: <one@x>\nContent-Location: https://example.org/old\n{}",
            page(title)
        );
        let start = format!("{RELATED}; start=\"<one@x>\"");
        check(&saved(&start, &[&frame, &root]), [expect[0], "", "https://example.org/old"]);
        let local =
            saved(&format!("Snapshot-Content-Location: file:///x\n{RELATED}"), &[&page(title)]);
        check(&local, [expect[0], "", ""]);
    }

    #[test]
    fn what_is_no_page_is_said() {
        let none = Err("it has no page of HTML".to_owned());
        for page in [String::new(), saved(RELATED, &["Content-Type: image/png\n\nx"])] {
            assert_eq!(open(page.as_bytes()), none, "{page}");
        }
    }
}
