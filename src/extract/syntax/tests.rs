use super::*;
use crate::extract::read;

/// Checks that the nodes of a text are trees.
#[track_caller]
fn check_trees(text: &str) {
    let reading = read(text, None, Lexicon::built_in());
    assert_eq!(reading.nodes.len(), reading.tokens.len(), "{text:?}");
    for sentence in &reading.sentences {
        let mut roots = 0;
        for token in sentence.clone() {
            let mut at = token;
            for _ in sentence.clone() {
                let head = reading.nodes[at].head as usize;
                assert!(sentence.contains(&head), "{text:?}");
                at = head;
            }
            assert_eq!(reading.nodes[at].head as usize, at, "a circle in {text:?}");
            roots += usize::from(reading.nodes[token].head as usize == token);
            assert_eq!(
                reading.nodes[token].head as usize == token,
                reading.nodes[token].rel == Rel::Root
            );
        }
        assert_eq!(roots, 1, "{text:?}");
    }
}

#[test]
fn every_sentence_is_a_tree() {
    for text in [
        "",
        "-",
        "a-b-c-",
        "don't can't cannot n't",
        "The US-led coalition didn't meet al-Jubeir of Saudi-Arabia's anti-war-minded court.",
        "“We met,” he said -- twice. (Not now.)",
        "al-al-al al-al al",
    ] {
        check_trees(text);
    }
}
