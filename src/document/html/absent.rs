//! Pages that hold no article, or only its beginning: scripts write it, one has to log in or to
//! pay, or it is gone.

use dom_query::Document;
use serde_json::Value;

/// What asks for a subscription; in lower case, as all words here.
const PAYWALL: &[&str] = &[
    "to continue reading",
    "to keep reading",
    "subscribe to read",
    "subscribe to continue",
    "subscribe to unlock",
    "already a subscriber",
    "for subscribers only",
    "only for subscribers",
    "subscribers only",
    "subscribe now",
    "start your free trial",
    "unlock this article",
    "register to read",
    "limit of free articles",
];

/// What asks who somebody is.
const LOGIN: &[&str] = &[
    "log in to continue",
    "sign in to continue",
    "log in to read",
    "sign in to read",
    "please log in",
    "please sign in",
    "must be logged in",
    "forgot your password",
    "forgot password",
];

/// What is shown where scripts don't run.
const SCRIPTS: &[&str] = &[
    "enable javascript",
    "javascript is disabled",
    "javascript is required",
    "requires javascript",
    "turn on javascript",
    "activate javascript",
    "without javascript",
];

/// What is shown to programs.
const GUARD: &[&str] = &[
    "you are human",
    "you are a human",
    "not a robot",
    "are you a robot",
    "unusual traffic",
    "checking your browser",
    "access denied",
    "captcha",
];

/// What is shown in the place of what is gone.
const GONE: &[&str] = &[
    "page not found",
    "404 not found",
    "error 404",
    "page cannot be found",
    "page can't be found",
    "page could not be found",
    "page you requested",
    "page you are looking for",
    "page you were looking for",
];

/// No page has so many words that only says why the article is not there.
const FEW: usize = 80;
/// No beginning of an article for everybody has so many words.
const BEGINNING: usize = 300;
/// So many words say something.
const LEAST: usize = 5;

/// What a page says before its article is taken out of it.
pub struct Signs {
    asks_password: bool,
    scripts: Scripts,
    /// Whether it says that not everybody may read it.
    is_closed: bool,
}

/// Whether scripts may write a page.
#[derive(PartialEq, Eq)]
enum Scripts {
    None,
    Present,
    /// It says that it needs them.
    Needed,
}

/// What there is of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Its text without what asks to pay or to log in; empty if there is none.
    pub text: String,
    /// What is missing, and why; empty if nothing is.
    pub missing: String,
}

impl Signs {
    /// The signs of a page.
    pub fn of(page: &Document, linked: Option<&Value>) -> Self {
        let has = |selector: &str| page.select(selector).exists();
        let is_free = linked.map(|object| &object["isAccessibleForFree"]);
        let is_false = |said: &Value| {
            *said == Value::Bool(false)
                || said.as_str().is_some_and(|it| it.to_lowercase().ends_with("false"))
        };
        let has_wall = has("[class*='paywall'], [id*='paywall'], [class*='regwall']");
        let unscripted = page.select("noscript").text().to_lowercase();
        let scripts = if SCRIPTS.iter().any(|words| unscripted.contains(words)) {
            Scripts::Needed
        } else if has("script[src], noscript") {
            Scripts::Present
        } else {
            Scripts::None
        };
        Self {
            scripts,
            asks_password: has("input[type='password']"),
            is_closed: has_wall || is_free.is_some_and(is_false),
        }
    }

    /// What a page with these signs holds, if this text was taken out of it.
    pub fn judge(&self, title: &str, text: String) -> Held {
        let count = words(&text);
        let (lower, headed) = (text.to_lowercase(), title.to_lowercase());
        let says = |table: &[&str]| {
            table.iter().any(|words| lower.contains(words) || headed.contains(words))
        };
        let nothing = |why: &str| Held {
            missing: format!("the page holds no article{why}"),
            ..Held::default()
        };
        let is_short = count < FEW;
        if is_short && says(GUARD) {
            return nothing(": it asks for proof that a person reads it");
        }
        if is_short && says(GONE) {
            return nothing(": it says that there is none");
        }
        let walls = [
            (count < BEGINNING && (self.is_closed || says(PAYWALL)), "the rest is for subscribers"),
            (is_short && (self.asks_password || says(LOGIN)), "it asks to log in"),
            (self.scripts == Scripts::Needed || says(SCRIPTS), "scripts write it in a browser"),
        ];
        let why = walls.iter().find(|(holds, _)| *holds).map(|(_, why)| *why);
        let kept = kept(&text, title);
        if words(&kept) < LEAST {
            return match why {
                Some(why) => nothing(&format!(": {why}")),
                None if self.scripts == Scripts::Present => {
                    nothing(": scripts may write it in a browser")
                }
                None => nothing(""),
            };
        }
        // Many pages ask for scripts that do without them.
        match why.filter(|_| walls[0].0 || walls[1].0) {
            Some(why) => Held {
                text: kept,
                missing: format!("the page may hold only the beginning of its article: {why}"),
            },
            None => Held { text, missing: String::new() },
        }
    }
}

/// The paragraphs of a text that are no title and ask for nothing.
fn kept(text: &str, title: &str) -> String {
    let asks = |paragraph: &str| {
        let lower = paragraph.to_lowercase();
        [PAYWALL, LOGIN, SCRIPTS].iter().any(|table| table.iter().any(|it| lower.contains(it)))
    };
    let kept = text.trim().split("\n\n").filter(|it| !asks(it) && !is_title(it, title));
    kept.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// How many words a text has; two letters of Chinese or Japanese count as one.
pub fn words(text: &str) -> usize {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let unspaced =
        text.chars().filter(|c| matches!(c, '\u{E00}'..='\u{EFF}' | '\u{3040}'..='\u{9FFF}'));
    words.count() + unspaced.count() / 2
}

/// Whether a text is the title of its page, with the name of the site or without.
fn is_title(text: &str, title: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (text, title) = (bare(text), bare(title));
    title.contains(&text)
        || !title.is_empty() && text.starts_with(&title) && text.len() < 2 * title.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        #[track_caller]
        fn check(page: &str, text: &str, kept: &str, missing: &str) {
            let free = if page.contains("closed") { "False" } else { "True" };
            let linked = serde_json::json!({ "isAccessibleForFree": free });
            let signs = Signs::of(&Document::from(page), Some(&linked));
            let held = signs.judge("Envoys meet", text.to_owned());
            assert_eq!((held.text.trim(), held.missing.as_str()), (kept, missing), "{page} {text}");
        }
        const TALK: &str = "The envoys met on Thursday, an official said.";
        let begins =
            "the page may hold only the beginning of its article: the rest is for subscribers";
        check("<p>x", TALK, TALK, "");
        check("<p>x", &format!("{TALK}\n\nSubscribe now to support us."), TALK, begins);
        check("<p>closed", TALK, TALK, begins);
        check("<div class='c-paywall'>", TALK, TALK, begins);
        check("<p>closed", &"They met. ".repeat(400), "They met. ".repeat(400).trim(), "");
        check(
            "<p>x",
            "To continue reading, subscribe.",
            "",
            "the page holds no article: the rest is for subscribers",
        );
        check(
            "<input type='password'>",
            "Envoys meet\n\nForgot your password?",
            "",
            "the page holds no article: it asks to log in",
        );
        check(
            "<input type='password'>",
            TALK,
            TALK,
            "the page may hold only the beginning of its article: it asks to log in",
        );
        check(
            "<noscript>x</noscript>",
            "You need to enable JavaScript to run this app.",
            "",
            "the page holds no article: scripts write it in a browser",
        );
        check(
            "<script src='a'></script>",
            "Envoys meet - The Example",
            "",
            "the page holds no article: scripts may write it in a browser",
        );
        check("<p>x", "両国の外相は水曜日に会談した。", "両国の外相は水曜日に会談した。", "");
        check("<p>x", "", "", "the page holds no article");
        let comments = format!("{TALK}\n\nPlease enable JavaScript to view the comments.");
        check("<p>x", &comments, &comments, "");
        check(
            "<p>x",
            "Checking your browser before you go on. This takes some seconds.",
            "",
            "the page holds no article: it asks for proof that a person reads it",
        );
        check(
            "<p>x",
            "Page not found. Try our home page.",
            "",
            "the page holds no article: it says that there is none",
        );
    }
}
