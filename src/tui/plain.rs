//! The explorer by lines, for screen readers, dumb terminals and pipes: commands in, a few lines
//! out. It is the same explorer; only what is drawn elsewhere is said here, and what changed is said
//! first.
//!
//! A command is an action by its name or its keys (`next day`, `J`, `g a`). Behind an action that
//! asks for text stands the text (`filter actor:lavrov`, `t 11 aug`), else it is the next line;
//! behind one that opens a list the number of a line. An empty line is Enter. Besides there are
//! `read`, which reads on from the line under the cursor, and `more`, which goes on with a long
//! answer.

mod command;

use std::{
    collections::VecDeque,
    io::{self, BufRead, Write},
    sync::Arc,
};

use ratatui::layout::Size;

use crate::{
    base::text,
    tui::{
        action::{Action, Context, Group},
        app::App,
        driver::{Driver, Load},
        event::Event,
        keeping::Keep,
        overlay::{Item, Overlay},
        theme::Role,
    },
    view::{Record, View, counted, detail},
};

/// So many lines are said at once.
const PAGE: usize = 15;

/// The screen that nobody sees: it shows one pane at a time.
const SCREEN: Size = Size { width: 99, height: 40 };

/// What concerns only a screen.
const ON_SCREEN: &[Action] =
    &[Action::ToggleMouse, Action::Suspend, Action::Centre, Action::Enlarge, Action::ToggleDetail];

/// Runs an explorer of what `load` loads, with what `keep` does with its notebook, until the commands
/// end or ask it to. Where somebody types them, a sign asks for each.
///
/// # Errors
/// If the commands can't be read, or nothing more can be written.
pub fn run(
    app: &mut App,
    load: &mut Load<'_>,
    keep: &mut dyn Keep,
    (commands, has_sign): (&mut dyn BufRead, bool),
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut plain = Plain {
        driver: Driver::new(app, load, keep),
        out,
        heard: Heard::default(),
        rest: Rest::default(),
        detailed: None,
    };
    plain.driver.feed(Event::Resize(SCREEN));
    plain.greet()?;
    let mut bytes = Vec::new();
    while !plain.driver.ended {
        if has_sign {
            write!(plain.out, "> ")?;
        }
        plain.out.flush()?;
        bytes.clear();
        if commands.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        plain.hear(String::from_utf8_lossy(&bytes).trim())?;
    }
    plain.out.flush()
}

/// An explorer by lines.
struct Plain<'a> {
    driver: Driver<'a>,
    out: &'a mut dyn Write,
    heard: Heard,
    rest: Rest,
    /// The record whose fields were said last.
    detailed: Option<Record>,
}

/// What was said already, and so is said again only when it changes.
#[derive(Default)]
struct Heard {
    messages: usize,
    filters: String,
    unit: &'static str,
    tour: Option<String>,
    heading: String,
    line: String,
    /// What lay over the panes.
    over: Option<&'static str>,
}

/// What is left of a long answer.
#[derive(Default)]
enum Rest {
    #[default]
    Nothing,
    /// These lines.
    Lines(VecDeque<String>),
    /// The lines of the pane from this one on.
    Pane(usize),
}

impl Plain<'_> {
    fn greet(&mut self) -> io::Result<()> {
        let session = self.driver.app.session();
        let title = session.timeline().title();
        let about = session.about();
        for line in [title, about] {
            if !line.is_empty() {
                self.say(&line)?;
            }
        }
        self.reply()?;
        self.say("? lists the commands, q quits")
    }

    fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text::neutralise(line).trim_end())
    }

    /// Does what a line says, and says what came of it.
    fn hear(&mut self, line: &str) -> io::Result<()> {
        self.driver.copied = None;
        match line.to_lowercase().as_str() {
            "more" => return self.read_on(),
            "read" if self.driver.app.over().is_none() => {
                self.rest = Rest::Pane(self.driver.app.told().at);
                return self.read_on();
            }
            _ => self.rest = Rest::Nothing,
        }
        if let Some(false) = self.answer(line)? {
            return Ok(());
        }
        self.reply()
    }

    /// Does what a line says: an answer to what is asked, else commands in turn. `Some(false)` if
    /// all was said already.
    fn answer(&mut self, line: &str) -> io::Result<Option<bool>> {
        let choices = self.choices().len();
        if let Some(number) = number(line).filter(|_| choices > 0) {
            self.choose(number, choices, Action::Open)?;
            return Ok(None);
        }
        let types = self.driver.app.over().is_some_and(|over| over.line().is_some());
        if types {
            if let Some(action) = command::in_prompt(line, self.driver.app) {
                self.driver.perform(action);
                return Ok(None);
            }
            if choices == 0 {
                self.type_text(line);
                return Ok(None);
            }
            self.driver.perform(Action::Cancel);
        }
        let mut rest = if line.is_empty() { "enter" } else { line };
        while !rest.is_empty() && !self.driver.ended {
            match command::first(rest, self.driver.app) {
                Ok((action, behind)) => match self.act(action, behind)? {
                    Some(left) => rest = left,
                    None => return Ok(Some(false)),
                },
                Err(words) => {
                    self.say(&words)?;
                    return Ok(Some(false));
                }
            }
        }
        Ok(None)
    }

    /// Does what an action says, with what stands behind it on the line; what is left of that.
    /// `None` if all was said.
    fn act<'l>(&mut self, action: Action, behind: &'l str) -> io::Result<Option<&'l str>> {
        if action == Action::Help {
            self.help()?;
            return Ok(None);
        }
        if ON_SCREEN.contains(&action) {
            self.say(&format!("{}: only on a screen", action.name()))?;
            return Ok(None);
        }
        if action == Action::Open && self.tells_detail()? {
            return Ok((!behind.is_empty()).then_some(behind));
        }
        let choices = self.choices().len();
        if let Some(number) = number(behind).filter(|_| choices > 0) {
            self.choose(number, choices, action)?;
            return Ok(Some(""));
        }
        self.driver.perform(action);
        let asks = self.driver.app.over().is_some_and(|over| over.line().is_some());
        if asks && !behind.is_empty() {
            self.type_text(behind);
            return Ok(Some(""));
        }
        let choices = self.choices().len();
        if let Some(number) = number(behind).filter(|_| choices > 0) {
            self.choose(number, choices, Action::Open)?;
            return Ok(Some(""));
        }
        Ok(Some(behind))
    }

    /// Types a text into the prompt, and enters it. What is wrong with it is said, and the prompt
    /// left.
    fn type_text(&mut self, text: &str) {
        self.driver.feed(Event::Paste(text.to_owned()));
        if self.choices().len() > 1 {
            return;
        }
        let finds_actor = matches!(self.driver.app.over(), Some(Overlay::FindActor(_)));
        if finds_actor && self.driver.app.told().lines == 0 {
            self.driver.perform(Action::Cancel);
            self.driver.app.notice(format!("no actor has a name like '{text}'"));
            return;
        }
        self.driver.perform(Action::Accept);
        // A form goes on; another prompt has said what is wrong.
        let stays = |over: &Overlay| over.line().is_some() && !matches!(over, Overlay::Form(_));
        if self.driver.app.over().is_some_and(stays) {
            self.driver.perform(Action::Cancel);
        }
    }

    /// What can be chosen by its number.
    fn choices(&self) -> Vec<Item> {
        match self.driver.app.over() {
            Some(over) => match over.list() {
                Some(list) if list.chooses() => list.items().to_vec(),
                Some(_) => Vec::new(),
                None => over.choices(),
            },
            None => Vec::new(),
        }
    }

    /// Goes to a line of the list, counted from 1, and acts on it.
    fn choose(&mut self, number: usize, choices: usize, action: Action) -> io::Result<()> {
        if number == 0 || number > choices {
            return self.say(&format!("no line {number}; there are {choices}"));
        }
        let list = self.driver.app.over().and_then(|over| over.list());
        let (at, action) = list.map_or((0, Action::Accept), |list| (list.at(), action));
        let (steps, step) = match (number - 1).checked_sub(at) {
            Some(down) => (down, Action::Next),
            None => (at + 1 - number, Action::Previous),
        };
        for _ in 0..steps {
            self.driver.perform(step);
        }
        self.driver.perform(action);
        Ok(())
    }

    /// Says the fields of the selected record, which elsewhere stand beside it; whether that was
    /// still to be done before its source is opened.
    fn tells_detail(&mut self) -> io::Result<bool> {
        let app = &self.driver.app;
        let session = app.session();
        let opens_source =
            matches!(app.place(), Context::Timeline | Context::Lanes | Context::Statements);
        let record = session.subject.filter(|&record| self.detailed != Some(record));
        let Some(record) = record.filter(|_| opens_source && app.over().is_none()) else {
            return Ok(false);
        };
        let detail = detail::of(session.timeline(), record);
        let title = text::one_line(&detail.title).into_owned();
        let mut lines = VecDeque::from([format!("{title} (id {})", detail.id)]);
        lines.extend(detail.fields.iter().map(detail::Field::said));
        lines.push_back("Enter reads the words that prove it, w says why it is here".to_owned());
        self.detailed = Some(record);
        self.rest = Rest::Lines(lines);
        self.read_on()?;
        Ok(true)
    }

    /// Says what changed; if nothing did, where one is.
    fn reply(&mut self) -> io::Result<()> {
        if self.driver.ended {
            return Ok(());
        }
        let mut said = self.say_messages()?;
        let filters = self.driver.app.filters_told();
        if filters != self.heard.filters {
            self.say(&filters)?;
            self.heard.filters = filters;
            said = true;
        }
        if self.say_list()? {
            return Ok(());
        }
        let app = &self.driver.app;
        let (told, unit) = (app.told(), app.session().unit.name());
        let tour = app.tour_words();
        let (view, is_here) = (app.session().look.view, app.place());
        let moved = told.heading != self.heard.heading;
        if unit != self.heard.unit && !moved && !self.heard.unit.is_empty() {
            self.say(&format!("periods by {unit}"))?;
            said = true;
        }
        if moved {
            self.say(&format!("{}: {}", told.heading, counted(told.lines as u32, "line")))?;
            said = true;
        }
        let is_table = view != View::Chronicle
            && matches!(is_here, Context::Lanes | Context::Trends | Context::Dyads | Context::Gaps);
        if moved && is_table && told.lines > 0 {
            self.rest = Rest::Pane(0);
            self.read_on()?;
        } else if told.line != self.heard.line || !said {
            self.say(&told.line)?;
        }
        if tour != self.heard.tour
            && let Some(words) = &tour
        {
            self.say(words)?;
        }
        (self.heard.unit, self.heard.tour) = (unit, tour);
        (self.heard.heading, self.heard.line) = (told.heading, told.line);
        Ok(())
    }

    /// Says the messages that came, and what was copied; whether there was something.
    fn say_messages(&mut self) -> io::Result<bool> {
        let copied: Option<Arc<str>> = self.driver.copied.take();
        let messages = self.driver.app.session().messages();
        let new: Vec<(String, Role)> = messages[self.heard.messages.min(messages.len())..]
            .iter()
            .map(|message| (message.words.clone(), message.role))
            .filter(|(words, _)| copied.is_none() || !words.starts_with("copied: "))
            .collect();
        self.heard.messages = messages.len();
        for (words, role) in &new {
            let before = match role {
                Role::Error => "error: ",
                Role::Warning => "warning: ",
                _ => "",
            };
            self.say(&format!("{before}{words}"))?;
        }
        for line in copied.iter().flat_map(|words| words.lines()) {
            self.say(line)?;
        }
        Ok(!new.is_empty() || copied.is_some())
    }

    /// Says what lies over the panes: what it asks for, or its lines; whether something does. A list
    /// in which there is nothing to choose is read and closed.
    fn say_list(&mut self) -> io::Result<bool> {
        let Some(over) = self.driver.app.over() else {
            self.heard.over = None;
            return Ok(false);
        };
        let choices = self.choices();
        let is_new = self.heard.over.replace(over.name()) != Some(over.name());
        if choices.is_empty()
            && let Some(asks) = over.asks()
        {
            for line in if is_new { over.told() } else { Vec::new() } {
                self.say(&line)?;
            }
            self.say(&format!("{asks} (esc leaves)"))?;
            return Ok(true);
        }
        let (title, reads, closes) = match over.list() {
            Some(list) => (list.title().to_owned(), !list.chooses(), over.answers().is_empty()),
            None => (over.name().to_owned(), false, false),
        };
        let items = if reads { over.list().map_or(&[][..], |list| list.items()) } else { &choices };
        let said = items.iter().enumerate().map(|(number, item)| {
            let number_before = format!("{} ", number + 1);
            let left = item.left.strip_prefix(&number_before).unwrap_or(&item.left);
            let words = [left, &item.words, &item.right];
            let words = words.into_iter().map(str::trim).filter(|words| !words.is_empty());
            let words = words.collect::<Vec<_>>().join(", ");
            if reads { words } else { format!("{}: {words}", number + 1) }
        });
        let mut lines: VecDeque<String> = said.filter(|words| !words.is_empty()).collect();
        lines.push_front(title);
        if !reads {
            lines.push_back("a number chooses, esc leaves".to_owned());
        }
        if reads && closes {
            self.driver.perform(Action::Close);
        }
        self.rest = Rest::Lines(lines);
        self.read_on()?;
        Ok(true)
    }

    /// Says what works here, a line each.
    fn help(&mut self) -> io::Result<()> {
        let app = &self.driver.app;
        let place = app.place_name();
        let mut lines = VecDeque::from([format!("What works in the {place}: keys, name, meaning")]);
        let offered = app.offered_here().into_iter();
        let offered = offered
            .filter(|(action, _)| action.group() != Group::Prompt && !ON_SCREEN.contains(action));
        lines.extend(offered.map(|(action, keys)| {
            let keys = if keys.is_empty() { "no key".to_owned() } else { keys };
            format!("{keys}: {}: {}", action.name(), action.help())
        }));
        lines.push_back("read: go on reading from here".to_owned());
        lines.push_back("more: go on with a long answer".to_owned());
        self.rest = Rest::Lines(lines);
        self.read_on()
    }

    /// Says the next page of what is left of a long answer.
    fn read_on(&mut self) -> io::Result<()> {
        let (page, left, rest) = match std::mem::take(&mut self.rest) {
            Rest::Nothing => return self.say("nothing more"),
            Rest::Lines(mut lines) => {
                let page: Vec<String> = lines.drain(..lines.len().min(PAGE)).collect();
                let left = lines.len();
                (page, left, Rest::Lines(lines))
            }
            Rest::Pane(first) => {
                let lines = self.driver.app.told().lines;
                let end = lines.min(first + PAGE);
                let page = (first..end).map(|line| self.driver.app.line_told(line)).collect();
                (page, lines - end, Rest::Pane(end))
            }
        };
        for line in &page {
            self.say(line)?;
        }
        if left == 0 {
            return Ok(());
        }
        self.rest = rest;
        self.say(&format!("{} more: 'more' reads on", counted(left as u32, "line")))
    }
}

/// A number of a line.
fn number(word: &str) -> Option<usize> {
    word.trim().parse().ok()
}
