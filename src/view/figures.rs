//! The figures of the views that count: what is asked, and what was counted.
//!
//! To add a view that counts: a file with `Ask`, the figures, and
//! `count(&Ask, &Store, &Answer, &Progress)`, and a line in the list below.

use crate::{base::progress::Progress, index::Store, query::Answer};

/// Lists the views that count, each with its file and the name of its figures.
macro_rules! figures {
    ($($file:ident::$figures:ident)+) => {
        /// What a view asks for, besides the events that it is of.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Ask {
            $(
                #[doc = concat!("For [`", stringify!($figures), "`](super::", stringify!($file), ").")]
                $figures(super::$file::Ask),
            )+
        }

        /// What was counted for a view.
        #[derive(Debug)]
        pub enum Figures {
            $(
                #[doc = concat!("[`", stringify!($figures), "`](super::", stringify!($file), ").")]
                $figures(Box<super::$file::$figures>),
            )+
        }

        impl Ask {
            /// Counts in what was found; `None` when asked to stop.
            #[must_use]
            pub fn count(
                &self,
                store: &Store,
                found: &Answer,
                progress: &Progress,
            ) -> Option<Figures> {
                match self {
                    $(Self::$figures(ask) => {
                        let counted = super::$file::count(ask, store, found, progress);
                        counted.map(Box::new).map(Figures::$figures)
                    })+
                }
            }
        }

        $(
            impl From<super::$file::Ask> for Ask {
                fn from(ask: super::$file::Ask) -> Self {
                    Self::$figures(ask)
                }
            }

            impl TryFrom<Figures> for super::$file::$figures {
                type Error = ();

                fn try_from(figures: Figures) -> Result<Self, ()> {
                    match figures {
                        Figures::$figures(figures) => Ok(*figures),
                        _ => Err(()),
                    }
                }
            }
        )+
    };
}

figures! {
    lanes::Lanes
    cells::Cells
    trends::Trends
    dyads::Dyads
    thread::Thread
    gaps::Gaps
}
