//! Where the words of a page stand: how far from its title, and whether they tell of other articles.

use dom_query::{Document, NodeId, NodeRef, Selection};
use rustc_hash::FxHashMap;

use crate::base::text;

/// Elements that tell of other articles, or are no part of this one.
const ELEMENTS: &[&str] = &["aside", "nav", "footer", "blockquote"];

/// Names of classes and ids that say the same, whole.
const NAMES: &[&str] = &["more", "card", "widget"];

/// Parts of such names that say the same.
const PARTS: &[&str] =
    &["teaser", "related", "recommend", "sidebar", "comment", "profile", "wm-ipp"];

/// What no reader sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "svg", "head", "select"];

/// So many bytes of a text are kept that may hold a day.
const LONGEST: usize = 240;

/// What ends so few letters behind the title belongs to it.
const BESIDE: usize = 160;

/// A page in the order of its words.
pub struct Scene<'p> {
    places: Vec<Place<'p>>,
    numbers: FxHashMap<NodeId, usize>,
    pub texts: Vec<Text>,
    /// Between which letters the title stands.
    title: Option<(usize, usize)>,
}

/// A text with a digit.
pub struct Text {
    /// Where it stands in the scene.
    number: usize,
    /// Its words on one line; of a long one the beginning.
    pub words: String,
    pub is_whole: bool,
}

/// An element, or a text of one.
struct Place<'p> {
    node: NodeRef<'p>,
    parent: usize,
    /// How many letters of the page precede it, and where it ends.
    start: usize,
    end: usize,
    is_elsewhere: bool,
}

impl<'p> Scene<'p> {
    /// Of a page that calls itself so. O(bytes).
    pub fn of(page: &'p Document, name: &str) -> Self {
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        let mut letters = 0;
        // What is looked at next, its parent, and whether it ends.
        let mut next = vec![(page.root(), 0, false)];
        while let Some((node, parent, ends)) = next.pop() {
            if ends {
                let place: &mut Place<'_> = &mut places[parent];
                place.end = letters;
                continue;
            }
            let number = places.len();
            places.push(Place { node, parent, start: letters, end: letters, is_elsewhere: false });
            if node.is_text() {
                let words = node.text();
                let bare = words.trim();
                letters += bare.len();
                places[number].end = letters;
                let is_whole = bare.len() <= LONGEST;
                let words = if is_whole { bare } else { beginning(bare, LONGEST) };
                if words.bytes().any(|byte| byte.is_ascii_digit()) {
                    let words = text::one_line(words).into_owned();
                    texts.push(Text { number, words, is_whole });
                }
            } else if !node.node_name().is_some_and(|name| UNSEEN.contains(&&*name)) {
                next.push((node, number, true));
                next.extend(node.children_it(true).map(|child| (child, number, false)));
            }
        }
        let numbers = places.iter().enumerate().map(|(number, it)| (it.node.id, number)).collect();
        let mut scene = Self { places, numbers, texts, title: None };
        scene.title = scene.title_of(page, name);
        for number in 1..scene.places.len() {
            let is_marked = scene.is_marked(number, letters);
            let Place { parent, .. } = scene.places[number];
            scene.places[number].is_elsewhere = scene.places[parent].is_elsewhere || is_marked;
        }
        scene
    }

    /// Whether an element of a page of so many letters says that it tells of other articles. What
    /// has the title or most of the words tells of this one, whatever it is called.
    fn is_marked(&self, number: usize, letters: usize) -> bool {
        let place = &self.places[number];
        let length = place.end - place.start;
        let is_about = self.title.is_some_and(|(start, end)| {
            place.start <= start && end <= place.end
                || place.start >= end && place.end - end <= BESIDE && !is_other(&place.node)
        });
        !is_about && 2 * length < letters && place.node.is_element() && is_elsewhere(&place.node)
    }

    /// Where the title stands: the heading that the page calls itself by, else its highest.
    fn title_of(&self, page: &Document, name: &str) -> Option<(usize, usize)> {
        /// No title has fewer letters and digits.
        const SHORTEST: usize = 8;
        let bare = |words: &str| -> String {
            words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let name = bare(name);
        let headings = page.try_select("h1, h2, h3, .post-title, .entry-title")?;
        let is_named = |it: &&NodeRef<'_>| {
            let words = bare(&it.text());
            words.len() >= SHORTEST && name.contains(&words)
        };
        let mut all = headings.nodes().iter();
        let heading = all.clone().find(is_named).or_else(|| all.find(|it| it.has_name("h1")))?;
        let place = self.place(heading)?;
        Some((place.start, place.end))
    }

    fn place(&self, node: &NodeRef<'_>) -> Option<&Place<'p>> {
        self.numbers.get(&node.id).map(|&number| &self.places[number])
    }

    /// Whether an element, or what its attributes say, tells of other articles.
    pub fn is_elsewhere(&self, node: &NodeRef<'_>) -> bool {
        self.place(node).is_none_or(|place| place.is_elsewhere)
    }

    /// The texts that tell of this article.
    pub fn texts_here(&self) -> impl Iterator<Item = &Text> {
        self.texts.iter().filter(|text| !self.places[text.number].is_elsewhere)
    }

    /// The elements that tell of this article, those near its title first.
    pub fn near<'s>(&self, elements: &Selection<'s>) -> Vec<NodeRef<'s>> {
        let mut near: Vec<NodeRef<'s>> =
            elements.nodes().iter().filter(|it| !self.is_elsewhere(it)).copied().collect();
        near.sort_by_key(|it| self.place(it).map_or(usize::MAX, |place| self.distance(place)));
        near
    }

    /// How many letters one of the texts is away from the title, if there is a title, and whether it
    /// stands before it.
    pub fn distance_of_text(&self, text: &Text) -> Option<(usize, bool)> {
        let place = &self.places[text.number];
        self.title.map(|(start, _)| (self.distance(place), place.end <= start))
    }

    /// How many letters a place is away from the title. What stands before it is farther than it
    /// looks.
    fn distance(&self, place: &Place<'_>) -> usize {
        let (start, end) = self.title.unwrap_or_default();
        if place.start >= end { place.start - end } else { 2 * start.saturating_sub(place.end) }
    }
}

/// Whether an element is made for what is no part of the article.
fn is_other(element: &NodeRef<'_>) -> bool {
    ELEMENTS.iter().any(|name| element.has_name(name))
}

/// The beginning of a text, so many bytes long at most.
pub fn beginning(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rfind(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// Whether an element says itself that it tells of other articles.
pub fn is_elsewhere(element: &NodeRef<'_>) -> bool {
    if element.has_name("body") || element.has_name("html") {
        return false;
    }
    // What Blogger calls a widget of this name is the article.
    if element.has_class("Blog") {
        return false;
    }
    let says = |names: &str| {
        names.split_ascii_whitespace().any(|name| {
            let name = name.to_ascii_lowercase();
            NAMES.contains(&&*name) || PARTS.iter().any(|part| name.contains(part))
        })
    };
    is_other(element)
        || ["class", "id"].iter().any(|name| element.attr(name).is_some_and(|it| says(&it)))
}
