use crate::extract::{Lexicon, read};

#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let reading = read(&text, None, Lexicon::built_in());
    for sentence in &reading.sentences {
        println!("--- {}", reading.slice(reading.extent(sentence)).replace('\n', " "));
        for mention in reading.mentions.iter().filter(|it| sentence.contains(&it.run.start)) {
            println!(
                "   {:40} => {} ({:?}) {}",
                reading.slice(mention.extent),
                reading.actors[mention.actor].name,
                mention.form,
                mention.rule
            );
        }
    }
    for (at, actor) in reading.actors.iter().enumerate() {
        println!("{at} {actor:?}");
    }
}
