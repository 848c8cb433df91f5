//! The tour is played to its end with the keys that it shows.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use demarche::{
    base::progress::Progress,
    ingest::Choice,
    tui::{
        app::{App, Start},
        effect::Effect,
        event::Event,
        keymap::{Keymap, Keys},
        script::draw_to_buffer,
        snapshot,
        theme::{Role, Theme},
    },
    world::{Generation, Message, News, Request},
};
use ratatui::{layout::Size, style::Style};

const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

/// The built-in timeline on a screen of a size, and whether it was quit.
struct Explorer {
    app: App,
    ended: bool,
    copied: String,
}

impl Explorer {
    fn new(keymap: &str, (width, height): (u16, u16)) -> Self {
        let (keymap, issues) = Keymap::with_user("keymap.toml", keymap);
        assert_eq!(issues, []);
        let app = App::new(Start { keymap, offers_tour: true, ..Start::default() });
        let mut explorer = Self { app, ended: false, copied: String::new() };
        explorer.tell(Event::Resize(Size { width, height }));
        let request = Request::new(Vec::new(), Choice::Recognised);
        let loaded = request.load_blocking(&Progress::default()).unwrap();
        let (generation, news) = (Generation::default(), News::Loaded(loaded));
        explorer.tell(Event::Load(Message { generation, news }));
        explorer
    }

    fn tell(&mut self, event: Event) {
        for effect in self.app.update(event) {
            match effect {
                Effect::Quit => self.ended = true,
                Effect::Copy(words) => self.copied = words.to_string(),
                Effect::Start(job) => {
                    if let Some(done) = job.run() {
                        self.tell(Event::Done(done));
                    }
                }
                _ => {}
            }
        }
    }

    fn press(&mut self, keys: &str) {
        for key in Keys::parse(keys).unwrap().as_slice() {
            self.tell(Event::Key(key.event()));
        }
    }

    fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.press(&if character == ' ' { "space".into() } else { character.to_string() });
        }
    }

    fn screen(&self) -> String {
        snapshot::text(&draw_to_buffer(&self.app))
    }

    fn last_line(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    /// The step of the tour, such as "Tour 3 of 14".
    fn step(&self) -> Option<String> {
        let screen = self.screen();
        let line = screen.lines().rev().nth(1)?.trim_start_matches(['─', ' ']);
        let words: Vec<&str> = line.split(' ').take(4).collect();
        line.starts_with("Tour ").then(|| words.join(" "))
    }

    /// The words of the tour's sentence that look so, in their order.
    fn words_in(&self, style: Style) -> Vec<(usize, String)> {
        let screen = draw_to_buffer(&self.app);
        let line = screen.area.height - 1;
        let mut words: Vec<(usize, String)> = Vec::new();
        for column in 0..screen.area.width {
            let cell = &screen[(column, line)];
            if (cell.fg, cell.modifier) != (style.fg.unwrap(), style.add_modifier) {
                continue;
            }
            match words.last_mut() {
                Some((start, run)) if *start + run.chars().count() == usize::from(column) => {
                    run.push_str(cell.symbol());
                }
                _ => words.push((column.into(), cell.symbol().to_owned())),
            }
        }
        words
    }

    /// Does the next thing that the step asks for, as somebody would who reads it.
    fn follow(&mut self) {
        let theme = Theme::default();
        let keys = self.words_in(theme[Role::Key]);
        let (key_at, key) = keys.first().expect("the step names a key").clone();
        let done = self.words_in(theme[Role::Muted]).last().map_or(0, |(at, _)| *at);
        let bold = Style { fg: Some(ratatui::style::Color::Reset), ..theme[Role::Heading] };
        let typed = self.words_in(bold);
        if let Some((_, text)) =
            typed.iter().find(|(at, _)| done > 0 && (done..key_at).contains(at))
        {
            self.type_text(text);
        }
        self.press(&as_written(&key));
    }
}

/// Keys as key map files have them: `Enter` is written `enter`, `gj` is `g j`.
fn as_written(keys: &str) -> String {
    let spaced = keys.chars().map(String::from).collect::<Vec<_>>().join(" ");
    let ways = [keys.to_owned(), keys.to_lowercase(), spaced];
    ways.into_iter().find(|keys| Keys::parse(keys).is_ok()).unwrap()
}

/// A user's key map that moves keys of the tour, to others and to several in turn.
const MOVED: &str = "[pane]\nJ = \"none\"\nctrl-down = \"none\"\n\"g j\" = \"next-day\"\n\
    t = \"actors\"\n2 = \"go-to-date\"\n\"g d\" = \"none\"\nT = \"none\"\nX = \"tour\"\n\
    u = \"hidden\"\nH = \"undo\"\n[prompt]\nenter = \"none\"\nf5 = \"accept\"\n\
    [list]\nesc = \"none\"\nf6 = \"close\"\n[actors]\na = \"none\"\nb = \"only-actor\"\n";

/// The same with actions that have no key.
const LACKING: &str = "[pane]\nJ = \"none\"\nctrl-down = \"none\"\nH = \"none\"\n";

/// Plays the tour; the steps that it went through.
#[track_caller]
fn play(keymap: &str, begin: &str, size: (u16, u16)) -> Vec<String> {
    let mut explorer = Explorer::new(keymap, size);
    let offer = format!("new here? {begin} shows you around");
    assert!(explorer.screen().contains(&offer), "{}", explorer.screen());
    explorer.press(begin);
    let mut steps: Vec<String> = Vec::new();
    while let Some(step) = explorer.step() {
        if steps.last() != Some(&step) {
            steps.push(step.clone());
        }
        let before = explorer.screen();
        assert!(!explorer.last_line().contains('…'), "the step is cut:\n{before}");
        explorer.follow();
        assert_ne!(explorer.screen(), before, "nothing happens at {step}");
        assert!(!explorer.screen().contains("is not bound here"), "{}", explorer.screen());
        if explorer.ended {
            break;
        }
    }
    assert!(explorer.ended, "the last key quits; the screen is\n{}", explorer.screen());
    let copied = explorer.copied.split(" --at").next();
    assert_eq!(copied, Some("demarche"), "the filter of the tour is dropped again");
    steps
}

#[test]
fn the_tour_is_played_to_its_end_with_the_keys_that_it_shows() {
    let all: Vec<String> = (1..=14).map(|step| format!("Tour {step} of 14")).collect();
    for size in SIZES {
        assert_eq!(play("", "T", size), all, "at {size:?}");
        assert_eq!(play(MOVED, "X", size), all, "at {size:?}");
        let known = [&all[..1], &all[2..6], &all[7..]].concat();
        assert_eq!(play(LACKING, "T", size), known, "at {size:?}");
    }
}

#[test]
fn a_step_is_skipped_and_the_tour_ended() {
    /// Presses keys one by one; expects the step after each.
    #[track_caller]
    fn check(keys: &str, expect: &[usize]) {
        let mut explorer = Explorer::new("", (80, 24));
        let seen = keys.split(' ').map(|key| {
            explorer.press(key);
            let step = explorer.step();
            step.map_or(0, |step| step.split(' ').nth(1).unwrap().parse().unwrap())
        });
        let seen: Vec<usize> = seen.collect();
        assert_eq!(seen, expect, "after {keys}");
    }
    let seen = (1..=14).chain([0]).collect::<Vec<_>>();
    check(&vec!["T"; 15].join(" "), &seen);
    check("T esc", &[1, 0]);
    check("T esc T", &[1, 0, 1]);
    // Other keys do what they always do, and the tour waits.
    check("T G k J j", &[1, 1, 1, 1, 2]);
    // Esc closes what is open first.
    check("T ? esc esc", &[1, 1, 1, 0]);
    check("T 2 I esc esc", &[1, 1, 1, 1, 0]);
    check("T / x esc esc", &[1, 1, 1, 1, 0]);
    // Where the step asks for it, Esc is the step.
    check("T T T enter esc", &[1, 2, 3, 3, 4]);
    check("T T T esc", &[1, 2, 3, 0]);
    // Who leaves a prompt begins the step again.
    check("T T T T t esc t 1 2 space a u g enter", &[1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5]);
    // A step is the same while something else is open.
    for keys in ["T T T T T", "T T T T T t", "T T T T T ?"] {
        let mut explorer = Explorer::new("", (80, 24));
        keys.split(' ').for_each(|key| explorer.press(key));
        assert_eq!(explorer.last_line(), "Press 2 to go to the actors.", "after {keys}");
    }
    // By name it is the same.
    check("T : n e x t - d a y enter", &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    check("T : n e x t enter", &[1, 1, 1, 1, 1, 1, 2]);
    check(
        "T T T T : g o - t o - d a t e enter 1 2 space a u g enter",
        &[1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5],
    );
}

#[test]
fn the_tour_is_offered_only_where_it_is_asked_for() {
    let app = App::new(Start::default());
    assert!(app.session().messages().is_empty());
    let mut explorer = Explorer::new("[pane]\nT = \"none\"\n", (80, 24));
    assert!(!explorer.screen().contains("new here?"), "no key begins it");
    explorer.press("j");
    let mut explorer = Explorer::new("", (80, 24));
    explorer.press("j");
    assert!(!explorer.screen().contains("new here?"), "the offer does not stay");
}
