//! A key as it is pressed, written in a file and shown on the screen.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// One key with its modifiers, in the one form in which the terminals agree.
///
/// A character is itself, so that shift is part of it (`J`, `?`); a letter with `ctrl-` is small,
/// because terminals do not tell `ctrl-j` from `ctrl-J`. Written in files, capitals in names do
/// not matter:
///
/// | written | is |
/// |---|---|
/// | `j` `J` `/` `-` `é` | the character |
/// | `space` `enter` `tab` `esc` `backspace` `f1` … | the key of that name |
/// | `ctrl-d` `alt-x` `shift-tab` `ctrl-down` `ctrl-alt-x` | with modifiers |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Keys to be typed one after the other, such as `g d`; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Keys(Vec<Key>);

/// The keys that have names, as the screen shows them.
const NAMES: &[(KeyCode, &str)] = &[
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Enter, "Enter"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::Backspace, "Backspace"),
    (KeyCode::Delete, "Delete"),
    (KeyCode::Insert, "Insert"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::F(1), "F1"),
    (KeyCode::F(2), "F2"),
    (KeyCode::F(3), "F3"),
    (KeyCode::F(4), "F4"),
    (KeyCode::F(5), "F5"),
    (KeyCode::F(6), "F6"),
    (KeyCode::F(7), "F7"),
    (KeyCode::F(8), "F8"),
    (KeyCode::F(9), "F9"),
    (KeyCode::F(10), "F10"),
    (KeyCode::F(11), "F11"),
    (KeyCode::F(12), "F12"),
];

/// The modifiers, in the order in which they are written.
const MODIFIERS: [(KeyModifiers, &str); 3] = [
    (KeyModifiers::CONTROL, "Ctrl-"),
    (KeyModifiers::ALT, "Alt-"),
    (KeyModifiers::SHIFT, "Shift-"),
];

impl Key {
    /// The key of a terminal event; `None` when a key is released and for a modifier alone.
    #[must_use]
    pub fn pressed(event: KeyEvent) -> Option<Self> {
        let modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let plain = modifiers - KeyModifiers::SHIFT;
        let (code, modifiers) = match event.code {
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                (KeyCode::Char(c.to_ascii_lowercase()), plain)
            }
            KeyCode::Char(c) if c != ' ' => (KeyCode::Char(c), plain),
            KeyCode::BackTab => (KeyCode::Tab, modifiers | KeyModifiers::SHIFT),
            KeyCode::Modifier(_) => return None,
            code => (code, modifiers),
        };
        (event.kind != KeyEventKind::Release).then_some(Self { code, modifiers })
    }

    /// The key of a word such as `ctrl-d`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let mut rest = word;
        let mut modifiers = KeyModifiers::NONE;
        while let Some((modifier, after)) = MODIFIERS.iter().find_map(|&(modifier, name)| {
            let head = rest.get(..name.len()).filter(|head| head.eq_ignore_ascii_case(name))?;
            Some((modifier, &rest[head.len()..])).filter(|(_, after)| !after.is_empty())
        }) {
            modifiers |= modifier;
            rest = after;
        }

        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(c), None) if !c.is_whitespace() && !c.is_control() => KeyCode::Char(c),
            _ => NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(rest))?.0,
        };
        // Which character shift gives depends on the keyboard: it is written as it comes out.
        if matches!(code, KeyCode::Char(c) if c != ' ') && modifiers.contains(KeyModifiers::SHIFT) {
            return None;
        }
        Self::pressed(KeyEvent::new(code, modifiers))
    }

    /// The names that a file can use, without modifiers and single characters.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|&(_, name)| name)
    }

    /// The terminal event that presses this key.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }
}

impl Keys {
    /// The keys of words separated by spaces, or the word that names none.
    pub fn parse(text: &str) -> Result<Self, &str> {
        let keys: Result<Vec<Key>, &str> =
            text.split_whitespace().map(|word| Key::parse(word).ok_or(word)).collect();
        keys.and_then(|keys| if keys.is_empty() { Err(text) } else { Ok(Self(keys)) })
    }

    /// The keys in the order in which they are typed.
    #[must_use]
    pub fn as_slice(&self) -> &[Key] {
        &self.0
    }

    /// Whether the first of them types a character where text is typed.
    #[must_use]
    pub fn begins_as_text(&self) -> bool {
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        self.0[0].code.as_char().is_some() && !self.0[0].modifiers.intersects(held)
    }

    /// What is still to be typed after `typed`, if that is how these keys begin; never empty.
    #[must_use]
    pub fn after(&self, typed: &[Key]) -> Option<Self> {
        let rest = self.0.strip_prefix(typed)?;
        (!rest.is_empty()).then(|| Self(rest.to_vec()))
    }

    /// Whether the keys can't both be bound: they are the same, or the one begins the other.
    #[must_use]
    pub fn clashes(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0) || other.0.starts_with(&self.0)
    }
}

impl fmt::Display for Key {
    /// As the screen shows it and a file can write it: `Ctrl-d`, `Enter`, `?`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => f.write_str(name),
            (None, code) => write!(f, "{code}"),
        }
    }
}

impl fmt::Display for Keys {
    /// As the screen shows them: `gg`, `Ctrl-d`, `g Enter`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        let tight = words.iter().all(|word| word.chars().count() == 1);
        f.write_str(&words.join(if tight { "" } else { " " }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_in_one_way() {
        #[track_caller]
        fn check(written: &str, shown: &str) {
            let keys = Keys::parse(written).unwrap();
            assert_eq!(keys.to_string(), shown);
        }
        check("j", "j");
        check("J", "J");
        check("-", "-");
        check("<", "<");
        check("é", "é");
        check("ctrl-d", "Ctrl-d");
        check("Ctrl-D", "Ctrl-d");
        check("CTRL-down", "Ctrl-Down");
        check("alt-ctrl-x", "Ctrl-Alt-x");
        check("ctrl--", "Ctrl--");
        check("shift-tab", "Shift-Tab");
        check("shift-space", "Shift-Space");
        check("space", "Space");
        check("PGDN", "PgDn");
        check("f12", "F12");
        check("g g", "gg");
        check(" g   d ", "gd");
        check("g enter", "g Enter");
    }

    #[test]
    fn what_is_no_key_is_named() {
        #[track_caller]
        fn check(written: &str, wrong: &str) {
            assert_eq!(Keys::parse(written), Err(wrong));
        }
        check("", "");
        check("entre", "entre");
        check("g entre", "entre");
        check("gg", "gg");
        check("ctrl-", "ctrl-");
        check("shift-1", "shift-1");
        check("hyper-x", "hyper-x");
    }

    #[test]
    fn events_of_all_terminals_give_the_same_key() {
        #[track_caller]
        fn check(code: KeyCode, modifiers: KeyModifiers, expect: &str) {
            let key = Key::pressed(KeyEvent::new(code, modifiers)).unwrap();
            assert_eq!(key.to_string(), expect);
            assert_eq!(Key::parse(expect), Some(key));
        }
        const NONE: KeyModifiers = KeyModifiers::NONE;
        const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
        const CTRL: KeyModifiers = KeyModifiers::CONTROL;
        check(KeyCode::Char('j'), NONE, "j");
        check(KeyCode::Char('J'), SHIFT, "J");
        check(KeyCode::Char('J'), NONE, "J");
        check(KeyCode::Char('?'), SHIFT, "?");
        check(KeyCode::Char('d'), CTRL, "Ctrl-d");
        check(KeyCode::Char('D'), CTRL | SHIFT, "Ctrl-d");
        check(KeyCode::Char('x'), KeyModifiers::ALT | KeyModifiers::SUPER, "Alt-x");
        check(KeyCode::Char(' '), NONE, "Space");
        check(KeyCode::BackTab, SHIFT, "Shift-Tab");
        check(KeyCode::BackTab, NONE, "Shift-Tab");
        check(KeyCode::Left, SHIFT, "Shift-Left");
        check(KeyCode::Down, CTRL, "Ctrl-Down");
        check(KeyCode::F(2), NONE, "F2");
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let event = |kind| KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, kind);
        assert_eq!(Key::pressed(event(KeyEventKind::Release)), None);
        assert_eq!(Key::pressed(event(KeyEventKind::Repeat)), Key::parse("enter"));
    }
}
