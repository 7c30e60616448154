//! Does any text at all give times whose spans and intervals hold, in time proportional to its length?
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use dateline_text::Span;
use dateline_text::{Story, Text};
use dateline_time::{Anchor, Direction, Grammar, Plain, Reading, read};
use jiff::civil::{Date, date};
use proptest::prelude::*;

struct Always(Direction);

impl Grammar for Always {
    fn direction(&self, _: Span<Story>) -> Option<Direction> {
        Some(self.0)
    }
}

/// What holds of every reading.
fn check(words: &str, anchor: &Anchor) -> Reading {
    let text: Text<Story> = words.into();
    let reading = read(&text, anchor, &Plain);
    for time in &reading.times {
        assert!(!text[time.span].is_empty());
        assert_eq!(text[time.span].trim(), &text[time.span], "no white space at the edges");
        assert!(!time.value.is_empty());
        if let (Some(start), Some(end)) = (time.start, time.end) {
            assert!(start.to_string() < end.to_string() || start.to_string().starts_with('-'), "{time:?}");
        }
        assert!(!time.explain().is_empty());
    }
    assert!(reading.times.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "in order, no overlap");
    assert_eq!(reading, read(&text, anchor, &Plain), "the same again");
    for direction in [Direction::Back, Direction::Ahead] {
        read(&text, anchor, &Always(direction));
    }
    reading
}

fn anchors() -> impl Strategy<Value = Anchor> {
    let day = (-9999_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d));
    prop_oneof![
        Just(Anchor::unknown()),
        day.clone().prop_map(Anchor::story),
        day.prop_map(|day| Anchor::page(day).at(day.at(23, 59, 59, 0))),
        Just(Anchor::story(Date::MAX)),
        Just(Anchor::story(Date::MIN)),
        Just(Anchor::story(date(2021, 12, 6)).at(date(2021, 12, 6).at(4, 30, 0, 0))),
    ]
}

/// Words that rules know, so that they are put together in ways nobody writes.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(
        "the a of in at by from to and between last next this that first third 1 2 3 12 31 1914 18 2021 '89 '80s 1990s 0 99999999999 \
         Monday Fri. Dec. May march 3rd week weeks year years month quarter half decade century weekend night morning noon a.m. pm \
         ago later earlier before after early late mid end beginning about more than at least or so every twice daily now soon recent \
         today tomorrow yesterday Christmas Easter Ramadan day BC AD - – / : . , ' 's two twenty-five hundred thousand few several \
         fiscal Q3 H1 o'clock EST GMT 10:30 25:61 2021-02-31 12/03/2021 T W48 $ % é ½ many couple eve since until is will said \
         following previous same season summer fall spring EOM second seconds fortnight old long period ended"
            .split_whitespace()
            .collect::<Vec<_>>(),
    );
    let gap = prop::sample::select(vec![" ", " ", " ", "", "-", "\n", ", "]);
    prop::collection::vec((word, gap), 0..40)
        .prop_map(|parts| parts.iter().flat_map(|(word, gap)| [*word, *gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_characters(words in "\\PC{0,200}", anchor in anchors()) {
        check(&words, &anchor);
    }

    #[test]
    fn any_order_of_words(words in words(), anchor in anchors()) {
        check(&words, &anchor);
    }

    #[test]
    fn any_figures(words in "[0-9./:, -]{0,60}", anchor in anchors()) {
        check(&words, &anchor);
    }
}

#[test]
fn no_wrong_days() {
    let anchor = Anchor::story(date(2021, 12, 6));
    for words in [
        "On 31 February 2021 it rained.",
        "The form said 2021-02-31.",
        "It was 25:61 by the clock.",
        "Year 0 was none, nor 10^400.",
        "They wrote 1,2,3,4 on the wall.",
        "In 1٢34 it was, or 20२१.",
        "On 32/13/2021 they met.",
        "Version 20.21.12 is out.",
    ] {
        let reading = check(words, &anchor);
        assert!(reading.times.is_empty(), "{words}: {:?}", reading.times);
    }
    let reading = check("On 31 February 2021 it rained.", &anchor);
    assert_eq!(reading.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["time/no-such-day"]);
}

#[test]
fn a_long_text_takes_long_in_proportion() {
    let anchor = Anchor::story(date(2021, 12, 6));
    let seconds = |words: &str| {
        let text: Text<Story> = words.into();
        let begin = Instant::now();
        read(&text, &anchor, &Plain);
        begin.elapsed()
    };
    let many = 100_000;
    // Unoptimised code takes a second or two for the worst of them.
    let long = [
        "9".repeat(80 * many),
        "1 ".repeat(many / 2),
        "1-".repeat(many / 2),
        "two and ".repeat(many / 8),
        "twenty-".repeat(many / 7),
        "the last week of ".repeat(many / 17),
        "early late mid ".repeat(many / 15),
        "about more than ".repeat(many / 16),
        "from 1 to ".repeat(many / 10),
        "Ramadan Eid al-Fitr Lunar New Year ".repeat(many / 35),
        "Friday ".repeat(many / 7),
        "'".repeat(many),
        "é".repeat(many / 2),
    ];
    for words in long {
        let took = seconds(&words);
        // Unoptimised; a quadratic reading would take hours.
        assert!(took < Duration::from_secs(20), "{:?} for {:?}...", took, words.chars().take(20).collect::<String>());
    }
}
