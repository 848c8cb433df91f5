use proptest::prelude::*;

use super::*;

/// What `keys` mean in a context: the action, the beginnings as `…rest=action`, or `?`.
fn meaning(keymap: &Keymap, place: Context, keys: &str) -> String {
    let keys = Keys::parse(keys).unwrap();
    match keymap.find(place, keys.as_slice()) {
        Meant::Matched(action) => action.name().to_owned(),
        Meant::Pending(rest) => rest
            .iter()
            .map(|Binding { keys, action }| format!("…{keys}={}", action.name()))
            .collect::<Vec<_>>()
            .join(" "),
        Meant::NotFound => "?".to_owned(),
    }
}

#[test]
fn the_default_map_is_flawless() {
    let (rules, issues) = read("data/keymap.toml", DEFAULT);
    assert_eq!(issues, []);

    for action in Action::all() {
        let bound = rules.iter().any(|rule| rule.action == Some(action));
        assert!(bound, "'{}' has no key", action.name());
    }
    for rule in &rules {
        let keys = rule.keys.to_string();
        assert!(rule.action.is_some(), "'{keys}' is taken away from nothing");
        // On many keyboards these need AltGr or a dead key.
        assert!(!keys.contains(['[', ']', '{', '}', '\\', '|', '@', '~', '`', '^', '#']), "{keys}");
    }
}

#[test]
fn keys_mean_what_their_place_says() {
    #[track_caller]
    fn check(place: Context, keys: &str, expect: &str) {
        assert_eq!(meaning(&Keymap::default(), place, keys), expect);
    }
    check(Context::Timeline, "j", "next");
    check(Context::Timeline, "g d", "go-to-date");
    check(
        Context::Timeline,
        "y",
        "…y=copy-words …c=copy-citation …j=copy-record …i=copy-id …d=copy-date …s=copy-address",
    );
    check(Context::Timeline, "s", "?");
    check(Context::Actors, "s", "sort-actors");
    check(Context::Statements, "s", "all-statements");
    check(Context::Timeline, "left", "?");
    check(Context::Actors, "left", "fold");
    check(Context::Overview, "h", "previous-period");
    check(Context::Overview, "left", "previous-period");
    check(Context::Popup, "g", "…g=first …e=last");
    check(Context::Popup, "x", "remove-item");
    check(Context::Popup, "f", "?");
    check(Context::Prompt, "j", "?");
    check(Context::Prompt, "g", "?");
    check(Context::Prompt, "down", "next");
    check(Context::Prompt, "esc", "cancel");
    check(Context::Prompt, "ctrl-c", "quit-now");
}

#[test]
fn a_user_file_goes_before_the_default() {
    #[track_caller]
    fn check(text: &str, place: Context, keys: &str, expect: &str) {
        let (keymap, issues) = Keymap::with_user("keymap.toml", text);
        assert_eq!(issues, []);
        assert_eq!(meaning(&keymap, place, keys), expect);
    }
    check("", Context::Timeline, "j", "next");
    check("[pane]\nalt-j = \"next\"", Context::Timeline, "alt-j", "next");
    check("[pane]\nalt-j = \"next\"", Context::Timeline, "j", "next");
    check("[pane]\nalt-j = \"next\"", Context::Popup, "alt-j", "?");
    check("[timeline]\nj = \"next-day\"", Context::Timeline, "j", "next-day");
    check("[timeline]\nj = \"next-day\"", Context::Actors, "j", "next");
    check("[list]\nq = \"none\"", Context::Timeline, "q", "?");
    check("[timeline]\nq = \"none\"", Context::Timeline, "q", "?");
    check("[timeline]\nq = \"none\"", Context::Actors, "q", "quit");
    check("[pane]\ng = \"first\"", Context::Timeline, "g", "first");
    check("[pane]\ng = \"first\"", Context::Timeline, "g d", "?");
    check("[pane]\n\"g d\" = \"none\"", Context::Popup, "g", "…g=first …e=last");
    check("[pane]\n\"g n\" = \"next-day\"", Context::Timeline, "g n", "next-day");
    check("[pane]\n\"j j\" = \"next-day\"", Context::Timeline, "j", "…j=next-day");
}

#[test]
fn a_mistake_costs_its_line_and_says_where() {
    #[track_caller]
    fn check(line: &str, expect: &str) {
        let text = format!("[pane]\nalt-1 = \"undo\"\n{line}\n[timeline]\nalt-2 = \"redo\"\n");
        let (keymap, issues) = Keymap::with_user("my.toml", &text);
        let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
        assert_eq!(issues, [expect]);
        assert_eq!(meaning(&keymap, Context::Timeline, "alt-1"), "undo");
        assert_eq!(meaning(&keymap, Context::Timeline, "alt-2"), "redo");
    }
    check(
        "w = \"nex-day\"",
        "my.toml:3:5: error: unknown action 'nex-day' (did you mean 'next-day'?)",
    );
    check("w = \"frobnicate\"", "my.toml:3:5: error: unknown action 'frobnicate'");
    check("entr = \"open\"", "my.toml:3:1: error: unknown key 'entr' (did you mean 'Enter'?)");
    check(
        "gd = \"open\"",
        "my.toml:3:1: error: unknown key 'gd' (keys to be typed in turn stand apart: 'g d')",
    );
    check("w = 7", "my.toml:3:5: error: 'w' takes a string, not a value of type integer");
    check("w = ", "my.toml:3:5: error: string values must be quoted, expected literal string");
    check("alt-1 = \"redo\"", "my.toml:3:1: error: duplicate key");
    check(
        "ALT-1 = \"redo\"",
        "my.toml:3:1: error: 'Alt-1' conflicts with 'Alt-1' of line 2, which holds",
    );
    check(
        "\"alt-1 x\" = \"redo\"",
        "my.toml:3:1: error: 'Alt-1 x' conflicts with 'Alt-1' of line 2, which holds",
    );
    check(
        "w = \"complete\"",
        "my.toml:3:5: error: 'complete' can't be asked for in [pane] (put it under [prompt])",
    );
    check(
        "[timelin]\nw = \"undo\"",
        "my.toml:3:2: error: unknown section 'timelin' (did you mean 'timeline'?)",
    );
    check(
        "[any]\nw = \"help\"",
        "my.toml:4:1: error: 'w' is text where text is typed: it can't be a key there \
         (use it with ctrl- or alt-, or under [list])",
    );
    check("w.y = \"help\"", "my.toml:3:1: error: 'w' takes a string, not a value of type table");
}

#[test]
fn lines_without_a_heading_are_one_mistake() {
    let (_, issues) = Keymap::with_user("my.toml", "j = \"next\"\nk = \"previous\"\n");
    assert_eq!(issues.len(), 1);
    assert!(issues[0].to_string().starts_with("my.toml:1:1: error: no heading above this line"));
}

#[test]
fn actions_are_found_back_as_keys() {
    #[track_caller]
    fn check(place: Context, action: Action, expect: &[&str]) {
        let keymap = Keymap::default();
        let keys: Vec<String> = keymap.keys_of(place, action).map(ToString::to_string).collect();
        assert_eq!(keys, expect);
    }
    check(Context::Timeline, Action::First, &["gg", "Home"]);
    check(Context::Timeline, Action::Next, &["j", "Down"]);
    check(Context::Prompt, Action::Next, &["Down"]);
    check(Context::Timeline, Action::SortActors, &[]);
    check(Context::Overview, Action::Fold, &[]);
    check(Context::Actors, Action::Fold, &["h", "Left"]);

    let keymap = Keymap::default();
    let anywhere = |action| {
        let keys = keymap.keys_anywhere(action).into_iter();
        keys.map(|(context, keys)| format!("{} {keys}", context.name())).collect::<Vec<_>>()
    };
    assert_eq!(anywhere(Action::SortActors), ["actors s"]);
    assert_eq!(anywhere(Action::Help), ["list ?", "list F1"]);
}

proptest! {
    /// Whatever a user's file says, typed keys mean one thing.
    #[test]
    fn no_keys_of_a_context_begin_others(
        lines in prop::collection::vec(
            (
                "(any|list|pane|actors|popup|prompt)",
                "(ctrl-)?[gzjyx]( [gdzj])?",
                "(first|open|none|fold|accept)",
            ),
            0..12,
        ),
    ) {
        let section = |name| {
            let here = lines.iter().filter(move |(section, ..)| section == name);
            let here = here.map(|(_, keys, action)| format!("\"{keys}\" = \"{action}\"\n"));
            format!("[{name}]\n{}", here.collect::<String>())
        };
        let text: String = Context::ALL.map(|context| section(context.name())).concat();
        let (keymap, _) = Keymap::with_user("my.toml", &text);
        for context in Context::ALL {
            let bindings = keymap.bindings(context);
            for (position, binding) in bindings.iter().enumerate() {
                let clash = bindings[..position].iter().find(|it| it.keys.clashes(&binding.keys));
                prop_assert_eq!(clash, None);
                prop_assert_eq!(
                    keymap.find(context, binding.keys.as_slice()),
                    Meant::Matched(binding.action)
                );
            }
        }
    }
}
