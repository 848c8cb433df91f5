use ratatui::style::Modifier;

use super::*;

fn file(name: &str, text: &str) -> config::File {
    config::File { name: name.into(), path: format!("{name}.toml"), text: text.into() }
}

#[test]
fn the_built_in_themes_are_flawless() {
    for (name, text) in BUILT_IN {
        let (theme, issues) = Theme::load(name, &[]);
        assert_eq!(issues, [], "{name}");
        assert_eq!(theme == Theme::default(), name == DEFAULT, "{name}");
        let (sections, _) = sections::parse(name, text);
        let roles = sections.iter().find(|section| section.name == "roles");
        if name == DEFAULT {
            let names: Vec<&str> = roles.unwrap().entries.iter().map(|e| e.key.as_str()).collect();
            let table: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
            assert_eq!(names, table, "the file has all roles, in the order of the table");
        }
    }
}

#[test]
fn the_default_theme_is_readable_on_any_ground() {
    let readable = [
        Color::Reset,
        Color::Magenta,
        Color::LightBlue,
        Color::LightRed,
        Color::Indexed(30),
        Color::Indexed(243),
    ];
    let theme = Theme::default();
    for role in Role::ALL {
        let Style { fg, bg, .. } = theme[*role];
        let name = role.name();
        match bg {
            None | Some(Color::Reset) => {
                assert!(fg.is_none_or(|colour| readable.contains(&colour)), "{name}: {fg:?}");
            }
            // On a ground of the theme's own both colours are known.
            Some(ground) => {
                assert_eq!(fg, Some(Color::Black), "{name}");
                assert!([Color::Yellow, Color::Cyan].contains(&ground), "{name}: {ground:?}");
            }
        }
    }
}

#[test]
fn mono_tells_apart_without_colour() {
    let (theme, _) = Theme::load(MONO, &[]);
    for role in Role::ALL {
        let Style { fg, bg, .. } = theme[*role];
        let plain = |colour: Option<Color>| colour.is_none_or(|colour| colour == Color::Reset);
        assert!(plain(fg) && plain(bg), "{} has a colour", role.name());
    }
    for (one, other) in [
        (Role::Selected, Role::Text),
        (Role::Selected, Role::SelectedUnfocused),
        (Role::FrameFocused, Role::Frame),
        (Role::TitleFocused, Role::Title),
        (Role::VerbalConflict, Role::VerbalCooperation),
        (Role::MaterialConflict, Role::MaterialCooperation),
        (Role::Evidence, Role::Anchor),
        (Role::Inferred, Role::Text),
        (Role::Chip, Role::ChipOff),
        (Role::Chip, Role::ChipExcluded),
        (Role::Bar, Role::BarAll),
        (Role::Key, Role::Hint),
    ] {
        assert_ne!(theme[one], theme[other], "{} and {}", one.name(), other.name());
    }
}

#[test]
fn a_user_theme_is_laid_over_what_it_inherits() {
    #[track_caller]
    fn check(files: &[config::File], role: Role, expect: Style) {
        let (theme, issues) = Theme::load("mine", files);
        assert_eq!(issues, []);
        assert_eq!(theme[role], expect);
    }
    let bold = Style::new().add_modifier(Modifier::BOLD);
    check(&[file("mine", "")], Role::Heading, bold);
    check(
        &[file("mine", "[roles]\nheading = \"red\"")],
        Role::Heading,
        Style::new().fg(Color::Red),
    );
    let palette = file("mine", "[palette]\naccent = \"#010203\"");
    check(&[palette], Role::Key, Style::new().fg(Color::Rgb(1, 2, 3)));
    check(&[file("mine", "inherits = \"mono\"")], Role::Key, bold);
    let chain = [
        file("mine", "inherits = \"theirs\"\n[roles]\nkey = \"accent\""),
        file("theirs", "inherits = \"mono\"\n[palette]\naccent = \"red\""),
    ];
    check(&chain, Role::Key, Style::new().fg(Color::Red));
    check(&chain, Role::FrameFocused, bold);

    let (theme, issues) =
        Theme::load(MONO, &[file(MONO, "inherits = \"mono\"\n[roles]\nhint = \"bold\"")]);
    assert_eq!((theme[Role::Hint], theme[Role::Key], issues), (bold, bold, vec![]));
    let (theme, issues) = Theme::load(DEFAULT, &[file(DEFAULT, "[roles]\nhint = \"bold\"")]);
    assert_eq!((theme[Role::Hint], issues), (bold, vec![]));
}

#[test]
fn a_mistake_costs_its_line_and_says_where() {
    #[track_caller]
    fn check(line: &str, expect: &[&str]) {
        let text = format!("{line}\n[roles]\nheading = \"red\"\n");
        let (theme, issues) = Theme::load("mine", &[file("mine", &text)]);
        let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
        assert_eq!(issues, expect);
        assert_eq!(theme[Role::Heading], Style::new().fg(Color::Red));
        assert_eq!(theme[Role::Key], Theme::default()[Role::Key]);
    }
    check("", &[]);
    check(
        "inherits = \"defualt\"",
        &["mine.toml:1:12: error: unknown theme 'defualt' (did you mean 'default'?)"],
    );
    check("inherits = \"mine\"", &["mine.toml:1:12: error: theme 'mine' inherits itself"]);
    check(
        "inherit = \"mono\"",
        &["mine.toml:1:1: error: unknown setting 'inherit' (did you mean 'inherits'?)"],
    );
    check("[role]", &["mine.toml:1:2: error: unknown section 'role' (did you mean 'roles'?)"]);
    check(
        "[palette]\naccent = \"bleu\"",
        &["mine.toml:2:10: error: unknown colour 'bleu' (did you mean 'blue'?)"],
    );
    check(
        "[palette]\naccent = 7",
        &["mine.toml:2:10: error: 'accent' takes a string, not a value of type integer"],
    );

    let (_, issues) =
        Theme::load("mine", &[file("mine", "[roles]\nkeys = \"red\"\nkey = \"rad\"\n")]);
    let issues: Vec<String> = issues.iter().map(ToString::to_string).collect();
    assert_eq!(
        issues,
        [
            "mine.toml:2:1: error: unknown role 'keys' (did you mean 'key'?)",
            "mine.toml:3:7: error: unknown colour or modifier 'rad' (did you mean 'red'?)",
        ]
    );
    let (theme, issues) = Theme::load("mono2", &[]);
    assert_eq!(theme, Theme::default());
    assert_eq!(issues[0].to_string(), "error: unknown theme 'mono2' (did you mean 'mono'?)");
}
