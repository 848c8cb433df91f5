//! What the panes show of the Moscow talks.

use demarche::{
    base::{progress::Progress, rows::RowSet},
    index::Store,
    ingest::{self, Beside, Document},
    model::{ActorId, Anchor, Scope, SourceId, StatementId, Timeline},
    view::{
        Link, Record, Unit,
        actors::{self, Chosen, Counts, Look, Sort, Tree},
        chronicle::{self, Headings, Line, Listing},
        detail,
        overview::{Events, Frame, Marked, Zoom, overview},
        source::Reader,
        summary,
    },
};

fn moscow() -> Timeline {
    let brief = include_str!("../data/moscow-talks-2015-08.md");
    let progress = Progress::default();
    let document = Document {
        name: "moscow-talks-2015-08.json",
        number: 0,
        text: include_str!("../data/moscow-talks-2015-08.json"),
        beside: Beside::Embedded(&[("moscow-talks-2015-08.md", brief)]),
        progress: &progress,
    };
    let ingested = ingest::native::read(&document);
    assert_eq!(ingested.issues, []);
    Timeline::build(vec![ingested.file], ingested.shards).0
}

#[test]
fn the_events_stand_under_their_days() {
    let timeline = moscow();
    let rows = RowSet::all(timeline.len());
    let listing =
        Listing { timeline: &timeline, rows: &rows, scope: Scope::Sure, headings: Headings::Above };
    let drawn: Vec<String> = chronicle::lines(&listing, chronicle::Anchor::TOP, usize::MAX)
        .into_iter()
        .map(|line| match line {
            Line::Gap { words, .. } => format!("  {words}"),
            Line::Heading(heading) => format!("{} ({})", heading.words, heading.events),
            Line::Event(event) => {
                format!("    {} {} {}", event.sign, event.title, event.when).trim_end().to_owned()
            }
            Line::End => "end".to_owned(),
        })
        .collect();
    assert_eq!(
        drawn,
        [
            "2011 (1)",
            "    ~ Civil war in Syria ongoing",
            "  at least 3 years later",
            "Aug 2015 (2)",
            "    ~ Moscow promotes a broader grouping against Islamic State",
            "    - Russia, Saudi Arabia and the United States meet in Doha 1-10",
            "Tue 11 Aug 2015 (3)",
            "    * Al-Jubeir flies to Moscow",
            "    * Al-Jubeir meets Lavrov",
            "    * Al-Jubeir rejects calls to work with Assad against Islamic State",
            "Wed 12 Aug 2015 (1)",
            "    * Russia's top Middle East envoy meets Saleh Muslim",
            "Thu 13 Aug 2015 (5)",
            "    * Khoja meets Lavrov",
            "    * Khoja says that Russia does not cling to Assad in person",
            "    * Zakharova says that Moscow's position is unchanged",
            "    * Russia urges the National Coalition to talk to other opposition parties",
            "    * Lavrov is expected to meet the head of the Cairo Conference Committee",
            "end",
        ]
    );
}

#[test]
fn the_week_of_the_talks_is_not_flattened_by_the_war() {
    let timeline = moscow();
    let frame = Frame::new(&timeline, Zoom::Fit, 76, None).unwrap();
    let rows = RowSet::all(timeline.len());
    let events = Events { shown: &rows, all: &rows };
    let overview = overview(&timeline, events, &frame, 76, &Marked::default());
    let surely: Vec<u32> = overview.bars.iter().map(|bar| bar.surely.all).collect();
    let maybe: Vec<u32> = overview.bars.iter().map(|bar| bar.maybe.all).collect();
    assert_eq!(overview.unit, Unit::Day);
    assert_eq!(surely, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 5]);
    assert_eq!(maybe, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1]);
    assert_eq!((overview.before.all, overview.last.as_str()), (1, "13 Aug 2015"));
}

#[test]
fn office_holders_stand_below_their_states() {
    let store = Store::new(moscow());
    let folded = rustc_hash::FxHashSet::default();
    let counts = Counts::default();
    let look = Look { counts, folded: &folded, sort: Sort::Name, find: "lavrov" };
    let nodes = Tree::new(&store).nodes(&store, &look);
    let drawn: Vec<_> = actors::lines(store.timeline(), &nodes, counts, |_| Chosen::No)
        .into_iter()
        .map(|line| format!("{} {} {}", line.node.depth, line.name, line.office))
        .collect();
    assert_eq!(drawn, ["0 Russia ", "1 Sergei Lavrov Foreign Minister"]);
}

#[test]
fn every_record_has_fields_and_every_link_leads_to_a_record() {
    let timeline = moscow();
    let mut records: Vec<Record> = (0..timeline.len()).map(Record::Event).collect();
    records.extend((0..6).map(|number| Record::Statement(StatementId(number))));
    records.extend([Record::Actor(ActorId(0)), Record::Source(SourceId(1))]);
    for record in records {
        let detail = detail::of(&timeline, record);
        assert_eq!(detail.record, record);
        assert!(detail.fields.len() > 3, "{}", detail.title);
        for link in detail.fields.iter().filter_map(|field| field.link) {
            let (Link::Record(to) | Link::Evidence(to, _)) = link;
            assert!(!detail::of(&timeline, to).title.is_empty());
        }
    }
}

#[test]
fn every_anchor_has_a_place_in_the_brief() {
    let reader = Reader::open(&moscow(), SourceId(1), Scope::Sure);
    assert_eq!((reader.placed, reader.citations.len()), (25, 25));
    assert!(reader.citations.iter().all(|citation| citation.anchor == Some(Anchor::Ok)));
}

fn event(timeline: &Timeline, id: &str) -> Record {
    Record::Event(timeline.find_event(id).expect("the event is there"))
}

#[test]
fn parts_of_a_record_are_copied_alone() {
    let timeline = moscow();
    let khoja = event(&timeline, "e08");
    assert_eq!(summary::words(&timeline, khoja), "Khoja meets Lavrov");
    assert_eq!(summary::id(&timeline, khoja), "e08");
    assert_eq!(summary::date(&timeline, khoja).as_deref(), Some("2015-08-13"));
    assert_eq!(summary::date(&timeline, Record::Actor(ActorId(0))), None);
    assert_eq!(
        summary::date(&timeline, Record::Source(SourceId(0))).as_deref(),
        Some("2015-08-13")
    );
    assert_eq!(summary::address(&timeline, khoja), None);
}
