//! What the title, the chips and the last line say.

use crate::{
    base::text,
    model::Scope,
    tui::{
        layout::Class,
        saved::Saved,
        session::{Load, Session},
        theme::{Glyphs, Role},
    },
    view::{counted, thousands},
};

impl Session {
    /// How much there is: "12 events, 24 actors, 6 statements, 2 sources".
    #[must_use]
    pub fn about(&self) -> String {
        if let Some(survey) = self.open_survey() {
            return format!("{}, a table in a database", survey.table());
        }
        if !self.is_loaded() {
            return String::new();
        }
        let timeline = self.timeline();
        let scope = self.shown.answer.scope;
        let said = timeline.statements_in(scope);
        let counts = [
            (self.shown.answer.all.count() as usize, "event"),
            (timeline.actors().len(), "actor"),
            (said.count(), "statement"),
            (timeline.sources().len(), "source"),
        ];
        let counts = counts.map(|(number, noun)| counted(number as u32, noun));
        match self.progress_words() {
            words if words.is_empty() => counts.join(", "),
            // While one reviews, how far that is matters more.
            words => format!("{}: {words}", counts[0]),
        }
    }

    /// "5 accepted, 1 corrected, 2 open"; empty as long as nothing was decided.
    fn progress_words(&self) -> String {
        if self.timeline().decided().is_empty() {
            return String::new();
        }
        let progress = self.progress();
        let counts = [
            (progress.accepted, "accepted"),
            (progress.corrected, "corrected"),
            (progress.rejected, "rejected"),
            (progress.mine, "mine"),
            (progress.open, "open"),
        ];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let words = counts.map(|(count, word)| format!("{} {word}", thousands(count.into())));
        words.collect::<Vec<_>>().join(", ")
    }

    /// Where the notebook is, and whether it is as it is here; empty where there is none yet.
    #[must_use]
    pub fn notebook_words(&self) -> String {
        let name = self.notes().file.rsplit('/').next().unwrap_or_default().to_owned();
        match &self.saved {
            Saved::Nowhere => String::new(),
            Saved::Done if self.timeline().decided().is_empty() => String::new(),
            Saved::Done | Saved::Merged { .. } => format!("{name}, saved"),
            Saved::Underway => format!("{name}, saving"),
            Saved::ReadOnly(_) => format!("{name}, read-only"),
            Saved::Failed(_) => format!("{name}, not saved"),
        }
    }

    /// How many problems the files have, as long as they are open: "2 problems"; empty for none.
    #[must_use]
    pub fn problems(&self) -> String {
        match self.issues().len() {
            0 => String::new(),
            many => counted(many as u32, "problem"),
        }
    }

    /// Why a file without events has none, by what is wrong with it.
    fn why_empty(&self) -> Vec<String> {
        /// So many problems are told here; all of them stand among the messages.
        const TOLD: usize = 3;
        let mut words = vec!["This file has no events.".to_owned()];
        let issues = self.issues();
        if issues.is_empty() {
            return words;
        }
        words.push(String::new());
        let told = issues.iter().take(TOLD);
        words.extend(told.map(|it| text::neutralise(&it.to_string()).into_owned()));
        words.extend([String::new(), "g m shows all messages in full.".to_owned()]);
        words
    }

    /// How far the loading and a search are; empty when they are done.
    #[must_use]
    pub fn loading_words(&self) -> String {
        let head = self.head.map(|head| format!("first {} rows", thousands(head.rows.into())));
        let (head, done) = match &self.load {
            Load::Running { waiting: true, .. } => (None, Some(self.waiting_words())),
            Load::Waiting | Load::Running { events: 0, percent: None, .. } => {
                (head, Some("reading".to_owned()))
            }
            Load::Running { events, percent, .. } => {
                let percent = percent.map(|percent| format!(", {percent}%")).unwrap_or_default();
                (head, Some(format!("read {} events{percent}", thousands(*events))))
            }
            Load::Done | Load::Failed(_) => (head, None),
        };
        let search = self.search.as_ref().filter(|search| search.pending.is_some());
        let search = search.map(|search| format!("searching: {}", so_far(search.found.count())));
        head.into_iter().chain(done).chain(search).collect::<Vec<_>>().join("; ")
    }

    /// What is said while a pipe is waited for.
    fn waiting_words(&self) -> String {
        match self.head {
            Some(_) => format!("read {}, waiting", counted(self.timeline().len(), "event")),
            None => "waiting for the end of the input".to_owned(),
        }
    }

    /// How many events are shown, hidden and undated, each with how it looks; how many were found
    /// so far while they are looked for.
    #[must_use]
    pub fn counts(&self, glyphs: &Glyphs) -> Vec<(String, Role)> {
        if let Some(survey) = self.open_survey() {
            let words = match survey.of(&self.look.query) {
                Some(figures) => {
                    let least = if figures.pushed.again.is_empty() { "" } else { "at most " };
                    format!("{least}{} there", thousands(figures.count))
                }
                None if survey.has_failed(&self.look.query) => "not counted".to_owned(),
                None => "counting".to_owned(),
            };
            return vec![
                (words, Role::Count),
                (format!(" {} ", glyphs.separator), Role::Muted),
                ("0 here".to_owned(), Role::Muted),
            ];
        }
        let timeline = self.timeline();
        let answer = &self.shown.answer;
        let (all, shown) = (answer.all.count(), answer.rows.count());
        // Undated events that the dates of the filters leave out are neither shown nor hidden; all
        // others are among those shown.
        let left_out = answer.undated.count();
        let hidden = all - shown - left_out;
        let listed = answer.rows.count_in(timeline.dated().end..timeline.len());
        let (undated, among) =
            if left_out > 0 || listed == 0 { (left_out, "") } else { (listed, "of them ") };
        let surely = if answer.surely < shown {
            format!(" ({} surely)", thousands(answer.surely.into()))
        } else {
            String::new()
        };
        if self.shown.pending.is_some() {
            return vec![(so_far(self.shown.so_far), Role::Count)];
        }
        let separator = format!(" {} ", glyphs.separator);
        let loud = |number: u32, role| if number > 0 { role } else { Role::Muted };
        let mut counts = Vec::new();
        if self.is_incomplete {
            counts.push(("not all has come: g m  ".to_owned(), Role::Warning));
        }
        counts.extend([
            (format!("{} shown{surely}", thousands(shown.into())), Role::Count),
            (separator.clone(), Role::Muted),
            (format!("{} hidden", thousands(hidden.into())), loud(hidden, Role::Warning)),
            (separator, Role::Muted),
            (
                format!("{among}{} undated", thousands(undated.into())),
                loud(left_out, Role::Warning),
            ),
        ]);
        if self.is_beyond_window() {
            let words = match self.layout.class {
                Class::Compact => "  not all fetched: v h",
                _ => "  not all was fetched: v h asks again",
            };
            counts.push((words.to_owned(), Role::Warning));
        }
        counts.extend(self.candidates().map(|words| (format!("  {words}"), Role::Muted)));
        counts
    }

    /// "4 candidates" that are held back, or "with 4 candidates" where they are among the events
    /// shown. `None` if there are no candidates.
    fn candidates(&self) -> Option<String> {
        let answer = &self.shown.answer;
        let with = if answer.scope >= Scope::All { "with " } else { "" };
        let count = answer.candidates;
        (count > 0).then(|| format!("{with}{}", counted(count, "candidate")))
    }

    /// "5 of 12 (4 surely)", for the prompt.
    #[must_use]
    pub fn shown_words(&self) -> String {
        if self.open_survey().is_some() {
            return "Enter counts them".to_owned();
        }
        if self.shown.pending.is_some() {
            return so_far(self.shown.so_far);
        }
        let answer = &self.shown.answer;
        let shown = answer.rows.count();
        let words =
            format!("{} of {}", thousands(shown.into()), thousands(answer.all.count().into()));
        if answer.surely < shown {
            format!("{words} ({} surely)", thousands(answer.surely.into()))
        } else {
            words
        }
    }

    /// Where the selected event is among those shown: "8/12".
    #[must_use]
    pub fn position(&self) -> String {
        let rows = &self.shown.answer.rows;
        match self.look.selected.filter(|&row| rows.contains(row)) {
            Some(row) => format!(
                "{}/{}",
                thousands(u64::from(rows.rank(row)) + 1),
                thousands(rows.count().into())
            ),
            None => String::new(),
        }
    }

    /// Why no event is shown, and what to do about it.
    #[must_use]
    pub fn why_nothing(&self) -> Vec<String> {
        match &self.load {
            Load::Running { waiting: true, .. } if self.timeline().is_empty() => vec![
                "The input has not ended.".to_owned(),
                String::new(),
                "Its events are shown when it does; Esc stops waiting.".to_owned(),
            ],
            Load::Waiting | Load::Running { .. } => vec!["Reading the events…".to_owned()],
            Load::Failed(words) => {
                let words = text::neutralise(words).into_owned();
                vec!["Nothing can be shown.".to_owned(), String::new(), words]
            }
            Load::Done if self.timeline().is_empty() => self.why_empty(),
            Load::Done if self.shown.answer.all.is_empty() => {
                vec![
                    format!(
                        "Nothing sure was found, only {}.",
                        self.candidates().unwrap_or_default()
                    ),
                    String::new(),
                    "D shows them.".to_owned(),
                ]
            }
            Load::Done => {
                let hidden = thousands(self.shown.answer.all.count().into());
                let mut words = vec![
                    format!("No event matches; the filters hide {hidden}."),
                    String::new(),
                    "Backspace drops the last filter, u undoes, H lists what is hidden.".to_owned(),
                ];
                if let Some(advice) = &self.shown.advice {
                    let advice = text::neutralise(advice).into_owned();
                    words.extend([String::new(), format!("Here {advice}.")]);
                }
                words
            }
        }
    }
}

/// "1,212 found so far".
pub(in crate::tui) fn so_far(count: u32) -> String {
    format!("{} found so far", thousands(count.into()))
}
