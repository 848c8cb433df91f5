//! Everything a person can ask of the explorer: the one table from which the keys, the help, the
//! hints, the palette, the manual and the man page are made.
//!
//! **Invariants.** An action is spelled here and nowhere else; it carries no data, so that a key, a
//! palette entry and a line of a script mean the same thing. Which key asks for it is data, in
//! `data/keymap.toml`.
//!
//! To add an action:
//!
//! 1. add its line to the table: variant, name in files, where it applies, help (lower case, an
//!    imperative, no full stop);
//! 2. give it a key in `data/keymap.toml`, in a section no wider than where it applies;
//! 3. the compiler now asks for it where the explorer acts on actions.

/// One line an action: `Variant "name-in-files" WhereItApplies "help"`, under its group.
macro_rules! actions {
    ($($group:ident $title:literal {
        $($action:ident $name:literal $context:ident $help:literal)+
    })+) => {
        /// Something a person can ask for; its help says what.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[doc = $help] $action,)+)+
        }

        /// A heading of the help under which actions stand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Group {
            $(#[doc = $title] $group,)+
        }

        /// The rows of the table, in the order of the variants.
        const TABLE: &[Row] = &[$($(Row {
            action: Action::$action,
            name: $name,
            context: Context::$context,
            group: Group::$group,
            help: $help,
        },)+)+];

        impl Group {
            /// The heading in words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$group => $title,)+
                }
            }
        }
    };
}

actions! {
    Move "moving" {
        Next              "next"               Any     "go to the next line"
        Previous          "previous"           Any     "go to the previous line"
        PageDown          "page-down"          Any     "go down a page"
        PageUp            "page-up"            Any     "go up a page"
        HalfPageDown      "half-page-down"     List    "go down half a page"
        HalfPageUp        "half-page-up"       List    "go up half a page"
        First             "first"              List    "go to the first line"
        Last              "last"               List    "go to the last line"
        Open              "open"               List    "open what is under the cursor, down to the words of its source"
        Close             "close"              List    "close a list, the source, the search or an enlarged pane"
        Fold              "fold"               Pane    "hide the members of an actor, or go up to its group"
        Unfold            "unfold"             Pane    "show the members of an actor"
        GoToActor         "go-to-actor"        Pane    "find an actor by name"
        GoToSource        "go-to-source"       Pane    "read the source at the words of this record"
        NextOfActor       "next-of-actor"      Pane    "go to the next event of the same actor"
        PreviousOfActor   "previous-of-actor"  Pane    "go to the previous event of the same actor"
        NextLostAnchor    "next-lost-anchor"   Pane    "go to the next event whose words are not in its source"
    }
    Time "time" {
        NextDay           "next-day"           Pane    "go to the next day with events"
        PreviousDay       "previous-day"       Pane    "go to the previous day with events"
        NextPeriod        "next-period"        Pane    "go to the next bar of the overview with events"
        PreviousPeriod    "previous-period"    Pane    "go to the previous bar of the overview with events"
        GoToDate          "go-to-date"         Pane    "go to a date or a record, such as 13 aug, +3d or an id"
        Centre            "centre"             Pane    "put the selected event in the middle"
        ZoomIn            "zoom-in"            Pane    "show less time in the overview, in more detail"
        ZoomOut           "zoom-out"           Pane    "show more time in the overview, in less detail"
        ZoomAll           "zoom-all"           Pane    "show all the time there is"
        ZoomDay           "zoom-day"           Pane    "show days in the overview"
        ZoomWeek          "zoom-week"          Pane    "show weeks in the overview"
        ZoomMonth         "zoom-month"         Pane    "show months in the overview"
        ZoomYear          "zoom-year"          Pane    "show years in the overview"
        ZoomDecade        "zoom-decade"        Pane    "show decades in the overview"
        ZoomCentury       "zoom-century"       Pane    "show centuries in the overview"
        Scale             "scale"              Pane    "count in the overview on a linear or a logarithmic scale"
    }
    Filter "filter" {
        Filter            "filter"             Pane    "filter the events"
        Chips             "chips"              Pane    "list the filters to edit, switch off or drop them"
        ToggleFilters     "toggle-filters"     Pane    "switch all filters off, or on again"
        DropFilter        "drop-filter"        Pane    "drop the last filter"
        OnlyActor         "only-actor"         Pane    "keep only events of this actor"
        AddActor          "add-actor"          Pane    "keep events of this actor too"
        Exclude           "exclude"            Pane    "exclude events of this actor, or stop excluding them"
        Scope             "scope"              Pane    "filter by this bar of the overview"
        Undated           "undated"            Pane    "list the undated events"
        Hidden            "hidden"             Pane    "list what the filters hide"
        Candidates        "candidates"         Pane    "show candidates too, or hold them back again"
        Undo              "undo"               Pane    "undo the last change of what is shown"
        Redo              "redo"               Pane    "redo what was undone"
    }
    Search "search" {
        Search            "search"             List    "search this list"
        NextMatch         "next-match"         List    "go to the next match"
        PreviousMatch     "previous-match"     List    "go to the previous match"
    }
    Work "notebook" {
        AcceptRecord      "accept-record"      Pane    "accept this record, or open it again"
        RejectRecord      "reject-record"      Pane    "reject this record, or open it again"
        Correct           "correct"            Pane    "correct this record"
        NewEvent          "new-event"          Pane    "write an event of your own"
        Mark              "mark"               Pane    "mark this record, or take the mark away"
        Note              "note"               Pane    "note something about this record"
        Review            "review"             Pane    "list what is open to review, or everything again"
        AcceptAll         "accept-all"         Pane    "accept all events shown"
        RejectAll         "reject-all"         Pane    "reject all events shown"
        Bind              "bind"               Pane    "take this actor for another one, or for itself again"
        Published         "published"          Pane    "say on which day this source was published"
        SelectWords       "select-words"       Pane    "select words of the source as evidence"
        LostEntries       "lost-entries"       Pane    "list what the notebook has about records that are gone"
        AppendToFile      "append-to-file"     Pane    "write your own events into the chronology that is open"
        SaveView          "save-view"          Pane    "give this view a name, in the notebook"
        OpenView          "open-view"          Pane    "open a view that has a name"
    }
    Looking "views" {
        Chronicle         "chronicle"          Pane    "view the events in their order"
        Lanes             "lanes"              Pane    "view lanes: an actor a line, time to scale"
        Trends            "trends"             Pane    "view trends: events and killed by period"
        Dyads             "dyads"              Pane    "view dyads: who with whom, who against whom"
        Gaps              "gaps"               Pane    "view gaps: what is missing or doubtful"
        NextView          "next-view"          Pane    "view the events in the next way"
        History           "history"            Pane    "see what the database has, to fetch something else"
        StartAfresh       "start-afresh"       Pane    "view everything again as at first"
        Left              "left"               Pane    "go left in the view"
        Right             "right"              Pane    "go right in the view"
        By                "by"                 Pane    "choose what the lines or columns of the view stand for"
        Order             "order"              Pane    "order the lines of the view in another way"
        Figures           "figures"            Pane    "show other figures in the view"
        Compare           "compare"            Pane    "compare the trends of several filters"
        Directed          "directed"           Pane    "count who acts on whom, or both directions as one"
        OnlyPair          "only-pair"          Pane    "count events of the two alone, or with others"
    }
    View "panes" {
        NextPane          "next-pane"          Pane    "go to the next pane"
        PreviousPane      "previous-pane"      Pane    "go to the previous pane"
        Overview          "overview"           Pane    "go to the overview"
        Timeline          "timeline"           Pane    "go to the timeline"
        Actors            "actors"             Pane    "go to the actors"
        Statements        "statements"         Pane    "go to the statements"
        Detail            "detail"             Pane    "go to the detail, or the source opened in it"
        ToggleDetail      "toggle-detail"      Pane    "show or hide the detail"
        Enlarge           "enlarge"            Pane    "enlarge this pane, or shrink it again"
        AllStatements     "all-statements"     Pane    "show the statements of all events, or of the selected one"
        SortActors        "sort-actors"        Pane    "sort the actors by events, by statements or by name"
        Why               "why"                Pane    "show why the record is here: its clause, rule and words"
        Address           "address"            Pane    "show the address of the source"
        Reload            "reload"             Pane    "read the files again"
    }
    Copy "copying and exporting" {
        CopyWords         "copy-words"         Pane    "copy the words"
        CopyCitation      "copy-citation"      Pane    "copy the words with their citation"
        CopyRecord        "copy-record"        Pane    "copy the record as JSON"
        CopyId            "copy-id"            Pane    "copy the id"
        CopyDate          "copy-date"          Pane    "copy the date in EDTF"
        CopyAddress       "copy-address"       Pane    "copy the address of the source"
        CopyCommand       "copy-command"       Pane    "copy this view as a command line"
        Export            "export"             Pane    "write what is shown into a file: a page, a table, a calendar"
    }
    Program "program" {
        Help              "help"               Any     "show the keys of this place"
        Palette           "palette"            Pane    "find any action by name"
        Tour              "tour"               Pane    "begin the tour of the keys, or skip a step of it"
        RecentFiles       "recent-files"       Pane    "list the files opened lately, to open one"
        Messages          "messages"           Pane    "list the messages so far, and the last copy"
        ToggleMouse       "toggle-mouse"       Any     "switch the mouse on or off"
        Redraw            "redraw"             Any     "redraw the screen"
        Suspend           "suspend"            Any     "suspend the program"
        Quit              "quit"               List    "close a list or the source, else quit"
        QuitNow           "quit-now"           Any     "quit at once"
    }
    Selecting "selecting words" {
        NextWord          "next-word"          Words   "go to the next word"
        PreviousWord      "previous-word"      Words   "go to the previous word"
        BeginSelection    "begin-selection"    Words   "select from this word on, or only this word again"
        WholeSentence     "whole-sentence"     Words   "select the whole sentence"
        NextSentence      "next-sentence"     Words   "go to the next sentence"
        PreviousSentence  "previous-sentence" Words   "go to the previous sentence"
        ProveRecord       "prove-record"      Words   "take these words for what proves the record"
        NewEventOfWords   "new-event-of-words" Words  "write an event that these words prove"
        LeaveWords        "leave-words"       Words   "stop selecting words"
    }
    Popup "filter list" {
        ToggleItem        "toggle-item"        Popup   "switch the filter off, or on again"
        RemoveItem        "remove-item"        Popup   "drop the filter"
    }
    Prompt "typing" {
        Accept            "accept"             Prompt  "accept what is typed"
        Cancel            "cancel"             Prompt  "stop typing and go back"
        Complete          "complete"           Prompt  "take the completion, or the next one"
        CompleteBack      "complete-back"      Prompt  "take the previous completion"
    }
}

/// Where the keys go.
///
/// Contexts form a tree, drawn below; the keys of a context hold in all that hang from it.
///
/// ```text
/// any ─┬─ list ─┬─ pane ─── timeline, survey, lanes, meanwhile, trends, dyads, gaps,
///      │        │          actors, statements, detail, overview
///      │        └─ popup
///      ├─ words
///      └─ prompt
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, also where text is typed.
    Any,
    /// Wherever letters are keys: panes and popups.
    List,
    /// The panes.
    Pane,
    /// The timeline pane.
    Timeline,
    /// What a database has, in its place.
    Survey,
    /// The lanes in its place.
    Lanes,
    /// What happened at the same time, beside the lanes.
    Meanwhile,
    /// The trends in its place.
    Trends,
    /// The dyads in its place.
    Dyads,
    /// The gaps in its place.
    Gaps,
    /// The actors pane.
    Actors,
    /// The statements pane.
    Statements,
    /// The detail pane and the source opened in it.
    Detail,
    /// The overview pane.
    Overview,
    /// Words of a source that are being selected.
    Words,
    /// A popup with a list in it.
    Popup,
    /// A line where text is typed; any other key edits the text.
    Prompt,
}

/// A row of the table of actions.
struct Row {
    action: Action,
    name: &'static str,
    context: Context,
    group: Group,
    help: &'static str,
}

impl Action {
    /// All actions in the order of the table, which is the order of the help.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.action)
    }

    /// The action of a name such as `next-day`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.name == name).map(|row| row.action)
    }

    /// What key map files, scripts and the palette call it, such as `next-day`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it does, in one line.
    #[must_use]
    pub fn help(self) -> &'static str {
        self.row().help
    }

    /// The heading it stands under.
    #[must_use]
    pub fn group(self) -> Group {
        self.row().group
    }

    /// The widest context in which it can be asked for.
    #[must_use]
    pub fn context(self) -> Context {
        self.row().context
    }

    fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

impl Context {
    /// All contexts, each after the one it hangs from.
    pub const ALL: [Self; 17] = [
        Self::Any,
        Self::List,
        Self::Pane,
        Self::Timeline,
        Self::Survey,
        Self::Lanes,
        Self::Meanwhile,
        Self::Trends,
        Self::Dyads,
        Self::Gaps,
        Self::Actors,
        Self::Statements,
        Self::Detail,
        Self::Overview,
        Self::Words,
        Self::Popup,
        Self::Prompt,
    ];

    /// The context of a name such as `timeline`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|context| context.name() == name)
    }

    /// The name of its section in key map files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::List => "list",
            Self::Pane => "pane",
            Self::Timeline => "timeline",
            Self::Survey => "survey",
            Self::Lanes => "lanes",
            Self::Meanwhile => "meanwhile",
            Self::Trends => "trends",
            Self::Dyads => "dyads",
            Self::Gaps => "gaps",
            Self::Actors => "actors",
            Self::Statements => "statements",
            Self::Detail => "detail",
            Self::Overview => "overview",
            Self::Words => "words",
            Self::Popup => "popup",
            Self::Prompt => "prompt",
        }
    }

    /// The context it hangs from.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Any => None,
            Self::List | Self::Words | Self::Prompt => Some(Self::Any),
            Self::Pane | Self::Popup => Some(Self::List),
            Self::Timeline
            | Self::Survey
            | Self::Lanes
            | Self::Meanwhile
            | Self::Trends
            | Self::Dyads
            | Self::Gaps
            | Self::Actors
            | Self::Statements
            | Self::Detail
            | Self::Overview => Some(Self::Pane),
        }
    }

    /// Whether what holds here holds in `place` too: `place` is this context or hangs from it.
    #[must_use]
    pub fn covers(self, place: Self) -> bool {
        std::iter::successors(Some(place), |context| context.parent()).any(|above| above == self)
    }

    /// Whether this covers `place` and is not the same.
    #[must_use]
    pub fn is_wider(self, place: Self) -> bool {
        self != place && self.covers(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_described_and_found_by_its_name() {
        for (position, action) in Action::all().enumerate() {
            let (name, help) = (action.name(), action.help());
            assert_eq!(action as usize, position, "{name} stands in the order of the variants");
            assert_eq!(Action::named(name), Some(action), "two actions are called {name}");
            let variant = name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
            assert_eq!(variant.collect::<String>(), format!("{action:?}"), "one spelling");
            assert!(help.starts_with(|c: char| c.is_ascii_lowercase()), "{name}: {help}");
            assert!(!help.ends_with('.') && help.len() <= 64, "{name}: {help}");
        }
        assert_eq!(Action::named("none"), None, "key maps use this word to take a key away");
    }

    #[test]
    fn a_wider_context_covers_a_narrower_one() {
        #[track_caller]
        fn check(wide: Context, narrow: Context, expect: bool) {
            assert_eq!(wide.covers(narrow), expect, "{} {}", wide.name(), narrow.name());
        }
        check(Context::Any, Context::Prompt, true);
        check(Context::Any, Context::Timeline, true);
        check(Context::List, Context::Popup, true);
        check(Context::List, Context::Prompt, false);
        check(Context::Pane, Context::Pane, true);
        check(Context::Pane, Context::Popup, false);
        check(Context::Timeline, Context::Pane, false);
        for context in Context::ALL {
            assert_eq!(Context::named(context.name()), Some(context));
        }
    }
}
