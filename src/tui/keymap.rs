//! Which keys ask for which action, and where: `data/keymap.toml` with the user's file laid over it.
//!
//! **Invariants.** Within one context no bound keys begin other bound keys, so that typed keys mean
//! at most one thing and waiting for more never hides an action. What a person types as text can't
//! be bound where text is typed. A mistake in a file costs only its own line.
//!
//! A key map file has a section for each [`Context`], and in it a line `"keys" = "action"` for each
//! binding; keys are written as [`Key`] says, several to be typed in turn with spaces between. The
//! binding of a narrower context goes before that of a wider one, the user's before the default,
//! and `"none"` takes a key away.

mod bound;
mod key;

use rustc_hash::FxHashSet;

use crate::base::issue::{Issue, Place};
use crate::base::sections::{self, Entry, Section};
use crate::tui::action::{Action, Context};

pub use key::{Key, Keys};

use bound::Bound;

/// The default key map, as a file.
pub const DEFAULT: &str = include_str!("../../data/keymap.toml");

/// The word that stands for no action in a key map file.
const NONE: &str = "none";

/// Which keys ask for which action in each context.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// What the files say, the user's lines after the default ones that they leave.
    rules: Vec<Rule>,
    /// What can be typed in each context, by its place in [`Context::ALL`].
    places: [Vec<Binding>; Context::ALL.len()],
}

/// Keys and the action they ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// What is typed.
    pub keys: Keys,
    /// What it asks for.
    pub action: Action,
}

/// What typed keys mean in a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// They ask for this.
    Matched(Action),
    /// They begin these; `keys` is what is still to be typed.
    Pending(Vec<Binding>),
    /// Nothing begins with them.
    NotFound,
}

/// A line of a key map file.
#[derive(Clone, Debug)]
struct Rule {
    context: Context,
    keys: Keys,
    /// `None` where the keys are unbound.
    action: Option<Action>,
    place: Place,
}

impl Default for Keymap {
    /// The key map of `data/keymap.toml`.
    fn default() -> Self {
        let (rules, _) = read("data/keymap.toml", DEFAULT);
        Self::new(rules)
    }
}

impl Keymap {
    /// The default key map with a user's file laid over it, and what is wrong with the file, whose
    /// name in issues is `file`.
    #[must_use]
    pub fn with_user(file: &str, text: &str) -> (Self, Vec<Issue>) {
        let mut rules = Self::default().rules;
        let (user, issues) = read(file, text);
        let bound = bound(&user);
        rules.retain(|rule| bound.clashing(rule.context, &rule.keys).is_none());
        rules.extend(user);
        (Self::new(rules), issues)
    }

    /// What the keys typed so far mean in a context.
    #[must_use]
    pub fn find(&self, context: Context, typed: &[Key]) -> Meant {
        let bindings = self.bindings(context);
        if let Some(binding) = bindings.iter().find(|binding| binding.keys.as_slice() == typed) {
            return Meant::Matched(binding.action);
        }
        let pending: Vec<Binding> = bindings
            .iter()
            .filter_map(|binding| {
                Some(Binding { keys: binding.keys.after(typed)?, action: binding.action })
            })
            .collect();
        if pending.is_empty() { Meant::NotFound } else { Meant::Pending(pending) }
    }

    /// All that can be typed in a context, that of the wider ones included and first.
    #[must_use]
    pub fn bindings(&self, context: Context) -> &[Binding] {
        &self.places[context as usize]
    }

    /// The keys that ask for an action in a context, the usual ones first.
    pub fn keys_of(&self, context: Context, action: Action) -> impl Iterator<Item = &Keys> {
        let bindings = self.bindings(context).iter();
        bindings.filter(move |binding| binding.action == action).map(|binding| &binding.keys)
    }

    /// The keys that ask for an action anywhere, each with the widest context where they do.
    #[must_use]
    pub fn keys_anywhere(&self, action: Action) -> Vec<(Context, &Keys)> {
        let mut seen = FxHashSet::default();
        let rules = self.rules.iter().filter(|rule| rule.action == Some(action));
        rules.filter(|rule| seen.insert(&rule.keys)).map(|it| (it.context, &it.keys)).collect()
    }

    fn new(mut rules: Vec<Rule>) -> Self {
        rules.sort_by_key(|rule| rule.context as usize);
        let bound = bound(&rules);
        let places = Context::ALL.map(|context| {
            let covering = || Context::ALL.into_iter().filter(|it| it.covers(context));
            // A narrower context goes before.
            let is_hidden = |rule: &&Rule| {
                let mut narrower = covering().filter(|it| rule.context.is_wider(*it));
                narrower.any(|context| bound.clashing(context, &rule.keys).is_some())
            };
            rules
                .iter()
                .filter(|rule| rule.context.covers(context) && !is_hidden(rule))
                .filter_map(|rule| Some(Binding { keys: rule.keys.clone(), action: rule.action? }))
                .collect()
        });
        Self { rules, places }
    }
}

/// The keys of all rules.
fn bound(rules: &[Rule]) -> Bound {
    let mut bound = Bound::default();
    for (number, rule) in rules.iter().enumerate() {
        bound.insert(rule.context, &rule.keys, number);
    }
    bound
}

/// The rules of a file, and its mistakes.
fn read(file: &str, text: &str) -> (Vec<Rule>, Vec<Issue>) {
    let (sections, mut issues) = sections::parse(file, text);
    let (mut rules, mut bound) = (Vec::new(), Bound::default());
    for section in &sections {
        let context = match read_context(section) {
            Ok(context) => context,
            Err(issue) => {
                issues.push(issue);
                continue;
            }
        };
        for entry in &section.entries {
            match read_rule(context, entry, &rules, &bound) {
                Ok(rule) => {
                    bound.insert(context, &rule.keys, rules.len());
                    rules.push(rule);
                }
                Err(issue) => issues.push(issue),
            }
        }
    }
    issues.sort();
    (rules, issues)
}

fn read_context(section: &Section) -> Result<Context, Issue> {
    let names = Context::ALL.map(Context::name);
    Context::named(&section.name).ok_or_else(|| {
        if section.name.is_empty() {
            let message = format!("no heading above this line; there are [{}]", names.join("] ["));
            Issue::error(section.entries[0].place.clone(), message)
        } else {
            sections::unknown(&section.place, "section", &section.name, names)
        }
    })
}

fn read_rule(
    context: Context,
    entry: &Entry,
    before: &[Rule],
    bound: &Bound,
) -> Result<Rule, Issue> {
    let keys = Keys::parse(&entry.key).map_err(|word| unknown_key(&entry.place, word))?;
    if [Context::Any, Context::Prompt].contains(&context) && keys.begins_as_text() {
        let message = format!("'{keys}' is text where text is typed: it can't be a key there");
        let help = "use it with ctrl- or alt-, or under [list]";
        return Err(Issue::error(entry.place.clone(), message).with_help(help));
    }

    let action = match entry.text()? {
        NONE => None,
        name => Some(Action::named(name).ok_or_else(|| {
            let names = Action::all().map(Action::name).chain([NONE]);
            sections::unknown(&entry.value_place, "action", name, names)
        })?),
    };
    if let Some(action) = action.filter(|action| !action.context().covers(context)) {
        let message = format!("'{}' can't be asked for in [{}]", action.name(), context.name());
        let help = format!("put it under [{}]", action.context().name());
        return Err(Issue::error(entry.value_place.clone(), message).with_help(help));
    }

    let rule = Rule { context, keys, action, place: entry.place.clone() };
    match bound.clashing(context, &rule.keys).map(|number| &before[number]) {
        None => Ok(rule),
        Some(other) => {
            let line = other.place.line.unwrap_or_default();
            let message = format!(
                "'{}' conflicts with '{}' of line {line}, which holds",
                rule.keys, other.keys
            );
            Err(Issue::error(rule.place, message))
        }
    }
}

fn unknown_key(place: &Place, word: &str) -> Issue {
    if let &[first, second] = word.chars().collect::<Vec<_>>().as_slice() {
        let help = format!("keys to be typed in turn stand apart: '{first} {second}'");
        return Issue::error(place.clone(), format!("unknown key '{word}'")).with_help(help);
    }
    sections::unknown(place, "key", word, Key::names())
}

#[cfg(test)]
mod tests;
