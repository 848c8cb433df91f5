//! Which tokens stand in a quotation.

use crate::extract::{
    Reading,
    reading::token::{Gap, Shape},
};

/// How many tokens a quotation has at most: a mark that nothing closes opens none.
const LONGEST: usize = 400;

/// The number of the quotation that each token is in; 0 outside. A quotation ends at its paragraph.
/// O(tokens).
pub fn find(reading: &Reading<'_>) -> Vec<u32> {
    let mut quoted = vec![0; reading.tokens.len()];
    let (mut open, mut number) = (None, 0);
    for (at, token) in reading.tokens.iter().enumerate() {
        if token.gap == Gap::Paragraph {
            open = None;
        }
        if token.shape != Shape::Quote {
            continue;
        }
        let word = reading.word(at);
        let (opens, closes) = match word {
            "“" | "``" | "«" | "„" => (true, false),
            "”" | "''" | "»" => (false, true),
            "\"" => (open.is_none(), open.is_some()),
            _ => (false, false),
        };
        if closes && let Some(start) = open.take() {
            if at - start <= LONGEST {
                number += 1;
                quoted[start..at].fill(number);
            }
        } else if opens {
            open = Some(at);
        }
    }
    quoted
}

/// The number of each sentence among those that tell something outside of marks; one that stands
/// within them has the number of the one before. Never empty. O(tokens).
pub fn told(reading: &Reading<'_>, quoted: &[u32]) -> Vec<usize> {
    let mut number = 0;
    let mut told = Vec::with_capacity(reading.sentences.len() + 1);
    for run in &reading.sentences {
        let outside = |&at: &usize| quoted[at] == 0 && reading.nodes[at].tag.is_verb();
        number += usize::from(run.clone().any(|at| outside(&at)));
        told.push(number);
    }
    told.push(number);
    told
}

/// The number of the paragraph of each sentence. Never empty. O(sentences).
pub fn paragraphs(reading: &Reading<'_>) -> Vec<usize> {
    let mut number = 0;
    let mut paragraphs = Vec::with_capacity(reading.sentences.len() + 1);
    for run in &reading.sentences {
        number += usize::from(reading.tokens[run.start].gap == Gap::Paragraph);
        paragraphs.push(number);
    }
    paragraphs.push(number);
    paragraphs
}
