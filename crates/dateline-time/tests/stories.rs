//! Are whole stories read as a reader would: a page of news, and a history whose days belong to the year last told?

use dateline_text::{Span, Story, Text};
use dateline_time::{Against, Anchor, Grammar, Part, Plain, read};
use jiff::civil::date;

/// The words of all times of a story, with their values and what they were resolved against.
fn times(words: &str, anchor: &Anchor) -> Vec<(String, String, Against)> {
    let text: Text<Story> = words.into();
    let reading = read(&text, anchor, &Plain);
    reading.times.iter().map(|time| (text[time.span].to_owned(), time.value.clone(), time.anchor)).collect()
}

#[test]
fn a_history() {
    let words = "The works were begun in March 1861 and stood still in 1862. On 4 May 1863 the sluice gave way; three days \
                 later the lower town lay under water. In August the council voted new funds. By 1865 the wall was done, and in \
                 the autumn of 1866 the first barge passed. The spring of 1867 was dry. In 1870 the company failed. On 12 June \
                 it was sold, and that year its books were burned. The dam of 1872 still stands; it was listed in 1998 and 2003.";
    let found = times(words, &Anchor::page(date(2009, 12, 19)));
    let values: Vec<_> = found.iter().map(|(words, value, _)| (words.as_str(), value.as_str())).collect();
    assert_eq!(
        values,
        [
            ("March 1861", "1861-03"),
            ("1862", "1862"),
            ("4 May 1863", "1863-05-04"),
            ("three days later", "1863-05-07"),
            ("August", "1863-08"),
            ("1865", "1865"),
            ("the autumn of 1866", "1866-FA"),
            ("The spring of 1867", "1867-SP"),
            ("1870", "1870"),
            ("12 June", "1870-06-12"),
            ("that year", "1870"),
            ("1872", "1872"),
            ("1998", "1998"),
            ("2003", "2003"),
        ]
    );
    assert_eq!(found[3].2, Against::Narrative);
}

#[test]
fn news() {
    let words = "WEXMOUTH, Dec. 5 (Reuters) - The harbour board said on Friday that it would close the pier next week, a year after \
                 the storm of 2020. The mayor, who took office 18 months ago, plans to meet the board tomorrow. Work is to end by \
                 Easter, the clerk said yesterday.";
    let found = times(words, &Anchor::page(date(2021, 12, 6)));
    let page = Against::Page;
    let expected = [
        ("Dec. 5", "2021-12-05", page),
        ("Friday", "2021-12-03", page),
        ("next week", "2021-W50", page),
        ("a year", "P1Y", Against::None),
        ("2020", "2020", Against::None),
        ("18 months ago", "2020-06", page),
        ("tomorrow", "2021-12-07", page),
        ("Easter", "2022-04-17", page),
        ("yesterday", "2021-12-05", page),
    ];
    let found: Vec<_> =
        found.iter().map(|(words, value, against)| (words.as_str(), value.as_str(), *against)).collect();
    assert_eq!(found, expected);
}

#[test]
fn two_orders_of_day_and_month() {
    let text: Text<Story> = "The note is dated 03/04/2021.".into();
    let reading = read(&text, &Anchor::unknown(), &Plain);
    assert_eq!((reading.times[0].value.as_str(), reading.notes[0].code), ("2021-03-04", "time/either"));
    // Another date of the same text tells that the day stands first.
    let text: Text<Story> = "The note is dated 03/04/2021, the answer 23/04/2021.".into();
    let reading = read(&text, &Anchor::unknown(), &Plain);
    assert_eq!((reading.times[0].value.as_str(), reading.notes.len()), ("2021-04-03", 0));
}

/// A parse that takes every word for a noun.
struct Nouns;

impl Grammar for Nouns {
    fn part(&self, _: Span<Story>) -> Option<Part> {
        Some(Part::Noun)
    }
}

#[test]
fn a_month_before_a_noun_as_a_parse_tells() {
    let text: Text<Story> = "The May vote settled it.".into();
    let anchor = Anchor::story(date(2021, 12, 6));
    let values = |reading: dateline_time::Reading| reading.times.into_iter().map(|time| time.value).collect::<Vec<_>>();
    assert_eq!(values(read(&text, &anchor, &Nouns)), ["2021-05"]);
    assert!(values(read(&text, &anchor, &Plain)).is_empty(), "without a parse the month and the modal look the same");
}

#[test]
fn an_unknown_length_later() {
    let words = "The works were begun in 1861. On 4 May 1863 the sluice gave way; a few weeks later the wall fell. \
                 In 1870 the company failed, and in 1872 and 1874 two others did. The dam of 1879 stood until 1901, 1903 or 1905.";
    let history = times(words, &Anchor::page(date(2009, 12, 19)));
    assert_eq!((history[2].0.as_str(), history[2].1.as_str()), ("a few weeks later", "FUTURE_REF"));
    let news = times("The wall fell a few weeks later.", &Anchor::story(date(2021, 12, 6)));
    assert_eq!((news[0].0.as_str(), news[0].1.as_str()), ("a few weeks later", "PXW"));
}
