//! A command line of the plain explorer: an action by its name or its keys, and what stands behind.

use crate::{
    base::issue,
    tui::{
        action::Action,
        app::App,
        keymap::{Key, Keys, Meant},
    },
};

/// No action has a name of more words.
const LONGEST_NAME: usize = 4;

/// The action that a line begins with, and the rest of the line. Names go before keys, save where a
/// word is both; keys may stand apart or together: `g a`, `ga`.
///
/// # Errors
/// What to say of a line that begins with no action.
pub(super) fn first<'l>(line: &'l str, app: &App) -> Result<(Action, &'l str), String> {
    let line = line.trim();
    let words: Vec<&str> = line.split_whitespace().collect();
    let behind = |count: usize| {
        let skipped = words.get(count).map(|word| word.as_ptr() as usize - line.as_ptr() as usize);
        &line[skipped.unwrap_or(line.len())..]
    };
    let word = words.first().copied().unwrap_or_default();
    let by_keys = keys_at(&words, app);
    if let Some((action, 1)) = by_keys {
        return Ok((action, behind(1)));
    }
    for count in (1..=words.len().min(LONGEST_NAME)).rev() {
        if let Some(action) = Action::named(&words[..count].join("-").to_lowercase()) {
            return Ok((action, behind(count)));
        }
    }
    if let Some((action, count)) = by_keys {
        return Ok((action, behind(count)));
    }
    let letters: Option<Vec<Key>> =
        word.chars().map(|letter| single(letter.encode_utf8(&mut [0; 4]))).collect();
    if let Some(Meant::Matched(action)) = letters.map(|keys| app.meant(&keys)) {
        return Ok((action, behind(1)));
    }
    let begins = single(word).is_some_and(|key| matches!(app.meant(&[key]), Meant::Pending(_)));
    if begins {
        return Err(following(word, app));
    }
    let names = Action::all().map(Action::name).chain(["more", "read"]);
    let meant = issue::nearest(word, names).map(|name| format!(" (did you mean '{name}'?)"));
    Err(format!("no command '{word}'{}; ? lists the commands", meant.unwrap_or_default()))
}

/// The action of a line that is nothing but the name of a key, where text is typed: `esc`, `down`.
pub(super) fn in_prompt(line: &str, app: &App) -> Option<Action> {
    let key = single(line).filter(|_| line.chars().nth(1).is_some())?;
    match app.meant(&[key]) {
        Meant::Matched(action) => Some(action),
        Meant::Pending(_) | Meant::NotFound => None,
    }
}

/// The action of the keys that words begin with, and how many words that are.
fn keys_at(words: &[&str], app: &App) -> Option<(Action, usize)> {
    let mut typed = Vec::new();
    for word in words {
        typed.push(single(word)?);
        match app.meant(&typed) {
            Meant::Matched(action) => return Some((action, typed.len())),
            Meant::Pending(_) => {}
            Meant::NotFound => return None,
        }
    }
    None
}

fn single(word: &str) -> Option<Key> {
    match Keys::parse(word).ok()?.as_slice() {
        [key] => Some(*key),
        _ => None,
    }
}

/// What can follow a key: "after g: g first, n next-of-actor".
fn following(word: &str, app: &App) -> String {
    let Some(Meant::Pending(next)) = single(word).map(|key| app.meant(&[key])) else {
        return String::new();
    };
    let next = next.iter().map(|binding| format!("{} {}", binding.keys, binding.action.name()));
    format!("after {word}: {}", next.collect::<Vec<_>>().join(", "))
}
