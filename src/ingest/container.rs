//! Containers: files that hold one document or many. Here it is only told that a file is one; the
//! room `document` takes the documents out.

use crate::{
    base::bytes::{Content, Package},
    ingest::{Format, Guess, Head, Reader, Sureness},
};

/// What a file holds documents as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// A message (RFC 5322), or a mailbox of several (RFC 4155).
    Mail,
    /// A page with all that belongs to it, as browsers save it (RFC 2557).
    SavedPage,
    /// A feed: RSS 0.9 to 2.0, Atom (RFC 4287).
    Feed,
    /// A zip archive that is a document.
    Package(Package),
}

/// No container has more bytes.
pub const LARGEST: u64 = 256 << 20;

/// Letters and mailboxes.
pub const MAIL: Format = Format {
    name: "mail",
    title: "e-mail (.eml) or mailbox (.mbox)",
    becomes: "a letter, and each that it passes on: an article or a chronology, with the day on which it was sent",
    lacks: "what other attachments say: they are named",
    recognise: recognise_mail,
    reader: Reader::Container(Container::Mail),
};

/// Pages with all that belongs to them.
pub const SAVED_PAGE: Format = Format {
    name: "mhtml",
    title: "saved web page (.mhtml)",
    becomes: "its page: an article or a chronology",
    lacks: "what pictures show",
    recognise: recognise_saved_page,
    reader: Reader::Container(Container::SavedPage),
};

/// Feeds.
pub const FEED: Format = Format {
    name: "feed",
    title: "RSS or Atom feed (XML)",
    becomes: "an entry: an article with its day, author and address",
    lacks: "what the page says beyond the entry",
    recognise: recognise_feed,
    reader: Reader::Container(Container::Feed),
};

/// What word processors write.
pub const WORD: Format = package("docx", "Word document (.docx)", Package::Word);

/// What other word processors write.
pub const OPEN_TEXT: Format = package("odt", "OpenDocument text (.odt)", Package::OpenText);

/// Books.
pub const BOOK: Format = package("epub", "e-book (.epub)", Package::Book);

/// A format that is told by the files in an archive, never by its text.
const fn package(name: &'static str, title: &'static str, package: Package) -> Format {
    Format {
        name,
        title,
        becomes: "its text: an article or a chronology",
        lacks: "what pictures show",
        recognise: |_| None,
        reader: Reader::Container(Container::Package(package)),
    }
}

/// What a zip archive is that is one document, and why.
#[must_use]
pub fn of_package(content: &Content) -> Option<(&'static Format, Guess)> {
    // What is still in a file is no archive: those are opened where they are found.
    let Content::Held(bytes) = content else { return None };
    let (format, reason) = match Package::of(bytes)? {
        Package::Word => (&WORD, "it is an archive with the body of a Word document"),
        Package::OpenText => (&OPEN_TEXT, "it is an archive that says it is an OpenDocument text"),
        Package::Book => (&BOOK, "it is an archive that says it is an e-book"),
    };
    Some((format, Guess::new(Sureness::Sure, reason)))
}

/// The fields of headers that tell a letter, in lower case.
const FIELDS: [&str; 12] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "sent",
    "message-id",
    "mime-version",
    "content-type",
    "received",
    "return-path",
    "delivered-to",
];

fn recognise_mail(head: &Head) -> Option<Guess> {
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    let envelope = text.lines().next().filter(|line| line.starts_with("From "));
    let (header, reason) = match envelope {
        Some(line) => (&text[line.len()..], "it begins with the first letter of a mailbox"),
        None => (text, "it begins with the header of a letter"),
    };
    let fields = fields(header.trim_start_matches(['\r', '\n']))?;
    let has = |name: &str| fields.iter().any(|field| field.eq_ignore_ascii_case(name));
    let known = FIELDS.iter().filter(|name| has(name)).count();
    let is_mail = (has("from") || envelope.is_some()) && known >= 2 && !is_saved_page(text);
    is_mail.then(|| Guess::new(Sureness::Sure, reason))
}

fn recognise_saved_page(head: &Head) -> Option<Guess> {
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    let reason = "it is a page of HTML with its parts, as browsers save it";
    (fields(text).is_some() && is_saved_page(text)).then(|| Guess::new(Sureness::Sure, reason))
}

/// Whether a header says that what follows is a page with its parts.
fn is_saved_page(text: &str) -> bool {
    let header = header(text).to_ascii_lowercase();
    let is_related = header.contains("multipart/related");
    let is_saved =
        ["<saved by ", "snapshot-content-location:"].iter().any(|it| header.contains(it));
    is_saved || is_related && !header.contains("\nto:") && !header.starts_with("to:")
}

/// The lines before the first empty one.
fn header(text: &str) -> &str {
    let end = ["\n\n", "\r\n\r\n", "\n\r\n"].iter().filter_map(|end| text.find(end)).min();
    &text[..end.unwrap_or(text.len())]
}

/// The names of the fields of a header: each of its lines begins with one or goes on with the line
/// above. `None` if there is none.
fn fields(text: &str) -> Option<Vec<&str>> {
    let mut fields = Vec::new();
    for line in header(text).lines() {
        if line.starts_with([' ', '\t']) && !fields.is_empty() {
            continue;
        }
        let (name, _) = line.split_once(':')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        if name.is_empty() || !name.trim_end().bytes().all(is_name) {
            return None;
        }
        fields.push(name.trim_end());
    }
    (!fields.is_empty()).then_some(fields)
}

fn recognise_feed(head: &Head) -> Option<Guess> {
    let text = head.text.trim_start_matches('\u{FEFF}').trim_start();
    let root = root(text)?;
    let name = root.split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default();
    let (_, local) = name.rsplit_once(':').unwrap_or(("", name));
    let reason = match local {
        "rss" => "it is an RSS feed",
        "RDF" if root.contains("purl.org/rss/") || root.contains("netscape.com/rdf/") => {
            "it is an RSS feed (RDF)"
        }
        "feed" if root.contains("w3.org/2005/Atom") || root.contains("purl.org/atom/") => {
            "it is an Atom feed"
        }
        _ => return None,
    };
    Some(Guess::new(Sureness::Sure, reason))
}

/// The tag of the first element of XML, without its `<`, up to its end.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        let end = match rest {
            _ if rest.starts_with("!--") => "-->",
            _ if rest.starts_with(['?', '!']) => ">",
            _ => return Some(&rest[..rest.find('>').unwrap_or(rest.len())]),
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;

    /// Expects the format of a text, by its name.
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let found = ingest::recognise(&Head::new("x", text)).map_or("", |(format, _)| format.name);
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn letters_have_a_header() {
        let body = "\n\nThe envoys met on Thursday in Geneva.\n";
        let header = "From: Ana Sol <ana@example.org>\nSubject: Talks\nDate: Wed, 12 May 2021";
        check(&format!("{header}{body}"), "mail");
        check(&format!("\n{}{body}", header.replace('\n', "\r\n")), "mail");
        check(&format!("Received: from a\n\tby b\n{header}{body}"), "mail");
        check(&format!("FROM: Paris\nTO: London\nDATE: 3 March 1918\nNO: 12{body}"), "mail");
        check(&format!("From ana@example.org Wed May 12 18:00:00 2021\n{header}{body}"), "mail");
        check(&format!("From: Ana\nSubject: Talks{body}"), "mail");
        check(&format!("From: Geneva{body}"), "article");
        check(&format!("From Moscow with love{body}"), "article");
        check(&format!("Subject: Talks{body}"), "article");
        check(&format!("Title: x\nBy: From: y{body}"), "article");
        check(&format!("{header}\nThe envoys met on Thursday, a spokesman said.\n"), "article");
    }

    #[test]
    fn saved_pages_are_no_letters() {
        let related = "MIME-Version: 1.0\nSubject: Talks\nDate: Wed, 12 May 2021\n\
            Content-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n--x\n";
        check(&format!("From: <Saved by Blink>\n{related}"), "mhtml");
        check(&format!("From: \"Saved by Internet Explorer 11\"\n{related}"), "mhtml");
        check(&format!("From: Ana <a@example.org>\nTo: b@example.org\n{related}"), "mail");
    }

    #[test]
    fn feeds_are_told_by_their_first_element() {
        check("<?xml version=\"1.0\"?>\n<!-- a > b -->\n<rss version=\"2.0\"><channel>", "feed");
        check("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title>", "feed");
        check(
            "<?xml-stylesheet href='a'?><atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\">",
            "feed",
        );
        check(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
             xmlns=\"http://purl.org/rss/1.0/\"><channel>",
            "feed",
        );
        check("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">", "");
        check("<feed><post/></feed>", "");
    }
}
