//! What comes from outside while keys are pressed: the beginning of a file and the whole, results
//! of a search.

use std::sync::Arc;

use ratatui::{buffer::Buffer, layout::Rect};

use super::*;
use crate::{
    base::rows::{Row, RowSet},
    index::Store,
    model::{Draft, EvidenceDraft, File, Shard, Source, Timeline, When},
    query::Answer,
    tui::{canvas::Canvas, keymap::Keys, work::Done},
    world::{Generation, Loaded, Message, News, Notes},
};

/// Events on these days, each with its day as its id.
fn loaded(days: &[&str], head: Option<u32>) -> Loaded {
    let mut shard = Shard::new(0);
    for id in days {
        let when = When::parse(id).unwrap();
        shard.push(&Draft { id, when, title: id, ..Draft::default() });
    }
    let timeline = Timeline::build(vec![File::default()], vec![shard]).0;
    let read = Arc::new(Store::new(timeline));
    Loaded { head, ..Loaded::new(read, &Notes::default()) }
}

fn hear(app: &mut App, news: News) {
    app.update(Event::Load(Message { generation: Generation::default(), news }));
}

/// Presses keys, such as `j G enter`; a word in quotation marks is typed.
fn press(app: &mut App, keys: &str) {
    for keys in keys.split_whitespace() {
        let typed = keys.strip_prefix('"').and_then(|keys| keys.strip_suffix('"'));
        let keys = match typed {
            Some(typed) => {
                typed.chars().map(|key| Keys::parse(&key.to_string()).unwrap()).collect()
            }
            None => vec![Keys::parse(keys).unwrap()],
        };
        for key in keys.iter().flat_map(Keys::as_slice) {
            app.update(Event::Key(key.event()));
        }
    }
}

fn selected(app: &App) -> String {
    let row = app.session.look.selected.unwrap();
    app.session.timeline().event(row).id().into_owned()
}

#[test]
fn the_beginning_gives_way_to_the_whole() {
    #[track_caller]
    fn check(start: Start, keys: &str, expect: &str, words: &str) {
        let mut app = App::new(start);
        hear(&mut app, News::Head(loaded(&["2015-08-12", "2015-08-13", "2015-08-14"], Some(3))));
        hear(&mut app, News::Progress { events: 1200, percent: Some(31), waiting: false });
        press(&mut app, keys);
        assert_eq!(app.session.loading_words(), words);
        hear(&mut app, News::Loaded(loaded(&["2014", "2015-08-12", "2015-08-13", "2016"], None)));
        assert_eq!((&*selected(&app), &*app.session.loading_words()), (expect, ""));
    }
    let words = "first 3 rows; read 1,200 events, 31%";
    check(Start::default(), "", "2014", words);
    check(Start::default(), "j", "2015-08-13", words);
    check(Start::default(), "j k", "2014", words);
    check(Start::default(), "G", "2014", words);
    let at = |at: &str| Start { at: at.into(), ..Start::default() };
    check(at("2016"), "", "2016", words);
    check(at("2015-08-13"), "", "2015-08-13", words);
    check(at("2015-08-13"), "k", "2015-08-12", words);
    let of = |query: &str| Start { query: Query::parse(query).unwrap(), ..Start::default() };
    check(of("date:2015"), "", "2015-08-12", words);
    check(of("date:2016"), "", "2016", words);
    // Whom the beginning doesn't know may come yet.
    check(of("-actor:who"), "", "2014", "read 1,200 events, 31%");
}

#[test]
fn what_comes_through_a_pipe_is_shown_again_and_again() {
    /// Presses keys after the first events, hears of more twice, then of all; expects the event
    /// that is selected after each.
    #[track_caller]
    fn check(keys: &str, expect: [&str; 3]) {
        let mut app = App::new(Start::default());
        hear(&mut app, News::Progress { events: 0, percent: None, waiting: true });
        assert_eq!(app.session.loading_words(), "waiting for the end of the input");
        hear(&mut app, News::Head(loaded(&["2014", "2015"], Some(2))));
        assert_eq!(app.session.loading_words(), "read 2 events, waiting");
        press(&mut app, keys);
        let more = |days, rows| News::Head(loaded(days, Some(rows)));
        let all = News::Loaded(loaded(&["2012", "2013", "2014", "2015", "2016"], None));
        let news = [more(&["2013", "2014", "2015"], 3), more(&["2012", "2014", "2015"], 3), all];
        let seen = news.map(|news| {
            hear(&mut app, news);
            selected(&app)
        });
        assert_eq!(seen, expect, "after {keys}");
        assert_eq!(app.session.loading_words(), "");
    }
    check("", ["2013", "2012", "2012"]);
    check("j", ["2015"; 3]);
    check("j k", ["2013", "2012", "2012"]);
    check("f \"date:2015\" enter", ["2015"; 3]);
    check("a", ["2013", "2012", "2012"]);
}

#[test]
fn keys_pressed_before_the_events_are_there_are_kept() {
    #[track_caller]
    fn check(keys: &str, expect: &str) {
        for begins in [false, true] {
            let mut app = App::new(Start::default());
            if begins {
                hear(&mut app, News::Progress { events: 0, percent: Some(1), waiting: false });
            }
            press(&mut app, keys);
            hear(&mut app, News::Loaded(loaded(&["2014", "2015", "2016", "2017"], None)));
            assert_eq!(selected(&app), expect, "after {keys}");
            assert!(app.kept.is_empty());
        }
    }
    check("", "2014");
    check("j", "2015");
    check("j j", "2016");
    check("G", "2017");
    check("G k", "2016");
    check("J J K", "2015");
    check("g e k k", "2015");
    check("t \"2016\" enter", "2016");
    check("t \"2016\" enter j", "2017");
    check("/ \"2016\" enter", "2016");
    check("f \"date:2017\" enter", "2017");
    check("f \"date:2015..2016\" enter j", "2016");
    check("f \"date:2017\" esc", "2014");
    check("j f \"date:2016\" enter", "2016");
    check("j / \"2017\" enter", "2017");
    check("j t \"2014\" enter j", "2015");
    check(": \"last\" enter", "2017");
    check("2 1 j", "2015");
}

#[test]
fn the_next_match_is_gone_to_once_it_is_found() {
    /// Asks for the next match, moves on to an event if there is one, and hears what is found so
    /// far and in the end; expects the event that is selected after each.
    #[track_caller]
    fn check(moved_to: Option<Row>, so_far: &[Row], all: &[Row], expected: [Row; 2]) {
        let mut app = App::new(Start::default());
        hear(
            &mut app,
            News::Loaded(loaded(
                &["2010", "2011", "2012", "2013", "2014", "2015", "2016", "2017"],
                None,
            )),
        );
        app.session.search_in_background("words", 7);
        app.act(Action::NextMatch);
        if let Some(row) = moved_to {
            app.session.select(row);
        }
        let of = |rows: &[Row]| RowSet::of(8, rows.iter().copied());
        app.update(Event::Done(Done { generation: 7, result: Outcome::Partial(of(so_far)) }));
        let found = so_far.len();
        assert_eq!(app.session.loading_words(), format!("searching: {found} found so far"));
        let then = app.session.look.selected;
        let answer = Answer { rows: of(all), ..Answer::all(app.session.store()) };
        app.update(Event::Done(Done { generation: 7, result: Outcome::Search(answer) }));
        assert_eq!([then, app.session.look.selected], expected.map(Some));
        assert_eq!(app.session.loading_words(), "");
    }
    check(None, &[5], &[3, 5], [5, 5]);
    check(None, &[], &[3, 5], [0, 3]);
    check(None, &[], &[], [0, 0]);
    check(Some(6), &[5], &[3, 5], [6, 6]);
}

/// In a source too long to be searched within a frame.
#[test]
fn the_next_match_in_a_long_source_is_gone_to_once_it_is_found() {
    /// Opens the source and searches for words; presses keys before it hears what is found, and
    /// expects these words on the screen then, and those after.
    #[track_caller]
    fn check(words: &str, keys: &str, then: &str, after: &str) {
        let text: String = (10_000..90_000)
            .flat_map(|line: u32| ["é".to_owned(), line.to_string(), "\n".to_owned()])
            .collect();
        let mut shard = Shard::new(0);
        let source = shard.source("brief");
        shard.describe_source(source, || Source {
            text: Some(text.into()),
            ..Source::titled("brief", "A brief")
        });
        let evidence = [EvidenceDraft { quote: "é10000", ..EvidenceDraft::of(source) }];
        shard.push(&Draft { id: "e", evidence: &evidence, ..Draft::default() });
        let timeline = Timeline::build(vec![File::default()], vec![shard]).0;
        let loaded = Loaded::new(Arc::new(Store::new(timeline)), &Notes::default());
        let mut app = App::new(Start::default());
        hear(&mut app, News::Loaded(loaded));
        let begun = app.perform(Action::GoToSource);
        work(&mut app, begun);
        app.session.look_for(words);
        let begun = app.perform(Action::NextMatch);
        press(&mut app, keys);
        assert!(shows(&app, then), "{words} {keys}");
        work(&mut app, begun);
        assert!(shows(&app, after), "{words} {keys}");
    }
    check("e89990", "", "still searching for 'e89990'", "é89990");
    check("é10000", "", "still searching", "é10000");
    check("e99999", "", "still searching", "'e99999' is not found here");
    check("e89990", "j", "é10001", "é10001");
    check("e10010", "", "é10010", "é10010");
}

/// Does what was begun, and what that begins.
fn work(app: &mut App, begun: Vec<Effect>) {
    for effect in begun {
        if let Effect::Start(job) = effect
            && let Some(done) = job.run()
        {
            let begun = app.update(Event::Done(done));
            work(app, begun);
        }
    }
}

/// Whether words are on the screen.
fn shows(app: &App, words: &str) -> bool {
    let mut screen = Buffer::empty(app.layout().screen);
    app.draw(&mut screen);
    let text: String = screen.content.iter().map(ratatui::buffer::Cell::symbol).collect();
    text.contains(words)
}

#[test]
fn quitting_does_not_wait_for_the_events() {
    for keys in ["q", "j q", "j ctrl-c", "j f q ctrl-c"] {
        let mut app = App::new(Start::default());
        let keys = keys.split_whitespace().map(|keys| Keys::parse(keys).unwrap());
        let last = keys.map(|keys| app.update(Event::Key(keys.as_slice()[0].event()))).last();
        assert!(matches!(last.as_deref(), Some([Effect::Quit])), "{last:?}");
    }
}

/// A second pane for the timeline's slot, which takes its turn while the mouse is on.
#[derive(Debug, Default)]
struct Second {
    steps: usize,
}

impl Pane for Second {
    fn slot(&self) -> Slot {
        Slot::Timeline
    }

    fn wants_slot(&self, session: &Session) -> bool {
        session.wants_mouse()
    }

    fn context(&self) -> Context {
        Context::Timeline
    }

    fn hints(&self, _session: &Session) -> pane::Hints {
        &[(&[Action::Open], "count")]
    }

    fn settle(&mut self, _session: &mut Session) {}

    fn step(&mut self, _session: &mut Session, _lines: isize) -> bool {
        self.steps += 1;
        true
    }

    fn open(&mut self, session: &mut Session) {
        session.notice("opened");
    }

    fn click(&mut self, _session: &mut Session, _at: (u16, u16), _again: bool) {}

    fn find(&mut self, _session: &mut Session, _direction: isize) -> bool {
        false
    }

    fn position(&self, _session: &Session) -> String {
        format!("step {}", self.steps)
    }

    fn lines(&self, _session: &Session) -> usize {
        1
    }

    fn at(&self, _session: &Session) -> usize {
        0
    }

    fn say(&self, _session: &Session, _line: usize) -> String {
        "the second view".to_owned()
    }

    fn draw(&self, _: &Session, _: bool, area: Rect, canvas: &mut Canvas<'_>) {
        let style = canvas.theme[Role::Text];
        canvas.pen(area, 0).put("the second view", style);
    }
}

#[test]
fn panes_of_one_slot_take_turns() {
    let mut app = App::new(Start::default());
    app.panes.insert(0, Box::new(Second::default()));
    hear(&mut app, News::Loaded(loaded(&["2014", "2015"], None)));
    press(&mut app, "j");
    assert_eq!(selected(&app), "2015");
    assert!(!shows(&app, "the second view") && shows(&app, "2/2"));
    press(&mut app, "f2 k k");
    assert_eq!(selected(&app), "2015", "the steps were the other pane's");
    assert!(shows(&app, "the second view") && shows(&app, "step 2") && shows(&app, "Enter count"));
    press(&mut app, "enter");
    assert!(shows(&app, "opened"));
    press(&mut app, "f2 k");
    assert_eq!(selected(&app), "2014");
    assert!(!shows(&app, "the second view"));
}
