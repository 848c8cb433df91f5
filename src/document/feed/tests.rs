//! Feeds as they come, and what becomes of their entries.

use super::*;
use crate::{document, model::When};

/// Opens a feed; expects of each entry its title, author, publisher, day, address and text.
#[track_caller]
fn check(feed: &str, expect: &[[&str; 6]]) {
    let found = open(feed.as_bytes().to_vec()).unwrap();
    let told: Vec<[String; 6]> = found
        .into_iter()
        .map(|Packed { name, text, envelope }| {
            let article = document::open_in(&name, text, &envelope);
            let day = article.published.as_ref().map(When::edtf).unwrap_or_default();
            let (title, author, text) = (article.title, article.author, article.text);
            [title, author, article.publisher, day, article.url, text.trim_end().to_owned()]
        })
        .collect();
    assert_eq!(told, expect, "{feed}");
}

const MET: &str = "The envoys met in Geneva on Thursday, a spokesman said.";

#[test]
fn rss_is_read() {
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>The Example</title>\
         <link>https://example.org/</link><atom:link href=\"https://example.org/feed\" rel=\"self\"/>\
         <description>All news</description><pubDate>Fri, 14 May 2021 08:00:00 GMT</pubDate>\
         <image><title>Logo</title><link>https://example.org/logo</link></image>\
         <item><title>Envoys meet &amp; talk</title><link>https://example.org/1</link>\
         <guid isPermaLink=\"false\">1@example.org</guid><pubDate>Wed, 12 May 2021 18:00:00 +0200</pubDate>\
         <dc:creator><![CDATA[Ana Sol]]></dc:creator><media:title>A picture</media:title>\
         <description>Short.</description><content:encoded><![CDATA[<p>{MET}</p>\
         <p>R&amp;D was <a href=\"x\">spoken</a> of.</p><script>x()</script>]]></content:encoded></item>\
         <item><title>&lt;i&gt;War&lt;/i&gt;</title><guid>https://example.org/2</guid>\
         <author>bo@example.org (Bo Lee)</author><pubDate>x</pubDate>\
         <description>&lt;p&gt;{MET}&lt;/p&gt;</description></item>\
         <item><description>{MET}\nThey left.</description></item></channel></rss>"
    );
    check(
        &feed,
        &[
            [
                "Envoys meet & talk",
                "Ana Sol",
                "The Example",
                "2021-05-12",
                "https://example.org/1",
                &format!("{MET}\n\nR&D was spoken of."),
            ],
            ["War", "Bo Lee", "The Example", "", "https://example.org/2", MET],
            ["", "", "The Example", "", "", &format!("{MET}\nThey left.")],
        ],
    );
}

#[test]
fn atom_is_read() {
    let feed = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Example</title>\
         <author><name>The desk</name><email>d@example.org</email></author>\
         <updated>2021-05-14T00:00:00Z</updated>\
         <entry><title type=\"html\">Envoys &amp;amp; talks</title>\
         <link rel=\"edit\" href=\"https://example.org/edit\"/><link href=\"https://example.org/1\"/>\
         <id>tag:example.org,1</id><published>2021-05-12T23:30:00+02:00</published>\
         <updated>2021-05-13T08:00:00Z</updated><author><name>Ana Sol</name><uri>https://a</uri></author>\
         <author><name>Bo Lee</name></author><summary>Short.</summary>\
         <content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{MET}</p><p>They &lt; left.</p></div></content>\
         <source><title>Elsewhere</title><author><name>Nobody</name></author></source></entry>\
         <entry><title>Changed</title><id>https://example.org/2</id><updated>2021-05-11T08:00:00Z</updated>\
         <content type=\"html\">&lt;p&gt;{MET}&lt;/p&gt;</content></entry></feed>"
    );
    check(
        &feed,
        &[
            [
                "Envoys & talks",
                "Ana Sol, Bo Lee",
                "The Example",
                "2021-05-12",
                "https://example.org/1",
                &format!("{MET}\n\nThey < left."),
            ],
            ["Changed", "The desk", "The Example", "2021-05-11", "https://example.org/2", MET],
        ],
    );
    assert_eq!(
        open(feed.into_bytes()).unwrap()[1].envelope.published_by,
        Some(PublishedBy::Change)
    );
}

#[test]
fn rdf_is_read() {
    let feed = format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" \
         xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <channel rdf:about=\"x\"><title>The Example</title><items><rdf:Seq><rdf:li/></rdf:Seq></items>\
         </channel><item rdf:about=\"y\"><title>Talks</title><link>https://example.org/1</link>\
         <dc:date>2021-05-12T10:00:00Z</dc:date><description>{MET}</description></item></rdf:RDF>"
    );
    check(&feed, &[["Talks", "", "The Example", "2021-05-12", "https://example.org/1", MET]]);
}

#[test]
fn what_is_no_feed_is_said() {
    let none = Err("it has no entries".to_owned());
    for feed in ["", "<rss", "<rss><channel><title>x</title></channel></rss>"] {
        assert_eq!(open(feed.as_bytes().to_vec()), none, "{feed}");
    }
    let broken = format!(
        "<rss><channel><item><title>A</title><description>{MET}</description></item><item x=<"
    );
    let found = open(broken.into_bytes()).unwrap();
    assert!(
        found[0].envelope.notes[0].starts_with("the feed breaks off in or behind this entry: "),
        "{found:?}"
    );
    let cut = format!("<rss><channel><item><title>A</title><description>{MET}");
    let found = open(cut.into_bytes()).unwrap();
    assert_eq!((&*found[0].envelope.title, &*found[0].text), ("A", MET));
    assert_eq!(found[0].envelope.notes.len(), 1);
    let many = format!("<rss>{}</rss>", "<item><title>A</title></item>".repeat(MOST + 3));
    let found = open(many.into_bytes()).unwrap();
    assert_eq!(found.len(), MOST);
    assert_eq!(found[MOST - 1].envelope.notes, ["left out: 3 entries behind the first 10000"]);
    drop(open("<item>".repeat(100_000).into_bytes()));
    drop(open("<item><author>".repeat(100_000).into_bytes()));
}
