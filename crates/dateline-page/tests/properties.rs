//! Does reading hold for whatever comes: any bytes, any text, text that is nearly a page?

use dateline_page::{Cut, Limits, Line, Meta, cut, date, decode, read_any};
use dateline_text::{Page, Text};
use proptest::prelude::*;

/// Lines that pages are made of, so that random pages reach every branch.
const LINES: [&str; 34] = [
    "",
    " date 1931-03-05 The fog rose over Wexmouth.",
    "March 5, 1931",
    "Updated: 03/04/1931 10:00",
    "Fog closes harbour",
    "Why is the harbour closed?",
    "By Ida Reed | March 5, 1931",
    "Reuters, WEXMOUTH",
    "WEXMOUTH, Ruritania (AP) —",
    "WEXMOUTH, Ruritania (AP) — The fog rose over the harbour, and Mayor Alder closed it.",
    "The fog rose over the harbour, and Mayor Alder closed it.",
    "It would not lift, he said.",
    "\"We wait,\" he said, \"until the bell…",
    "FOG: Two pilots were missing all night, their families said The pilot house at Wexmouth stood empty. Its keeper waited for the tide with two of his sons and a lantern, which he had",
    "FOG: A",
    "LONDON: The fog rose.",
    "An orchard that was planted two hundred years ago has been cut down by mistake at Lower Combe, where the owner had asked for one dead tree to be felled. The woodmen worked for a day before anyone came to look, a neighbour said. The owner, who was away at the",
    "The river broke its dike before dawn and flooded half the lower town, the brigade said ... Read more",
    "Read more",
    "MORE NEWS",
    "Share this story",
    "Copyright 1931 The Wexmouth Herald. All rights reserved.",
    "Boats lie at the mole. Photo: Ida Reed",
    "2/16 The pilot house",
    "* * *",
    "— (@alder) pic.twitter.com",
    "and lay on the estuary",
    "…",
    "\u{2028}",
    "Ünter den Éàß: Ðe fog",
    "İSTANBUL: İ",
    "港は昨日閉鎖された。",
    "MOST READ İN NEWS Fog",
    "\t\u{a0}\u{3000}",
];

fn holds(page: &Text<Page>, cut: &Cut) {
    let whole = page.whole();
    let mut pieces = Vec::new();
    for story in &cut.stories {
        assert!(whole.contains(story.span) && !story.span.is_empty());
        assert_eq!(page.trim(story.span), story.span, "white space at the edge of a story");
        let dateline = story.dateline.map(|line| [Some(line.span), line.place, line.agency]);
        let parts =
            [story.kicker, story.headline, story.deck, story.byline].into_iter().chain(dateline.into_iter().flatten());
        for part in parts.flatten().chain(story.captions.iter().copied()) {
            assert!(story.span.contains(part), "{part:?} lies outside {:?}", story.span);
        }
        let Some(body) = &story.body else { continue };
        assert!(!body.text.trim(body.text.whole()).is_empty());
        for piece in body.alignment.pieces() {
            assert!(story.span.contains(piece));
            let back = body.alignment.to_story(piece).expect("a piece is in its story");
            assert_eq!(&body.text[back], &page[piece]);
            assert_eq!(body.alignment.to_page(back), piece);
            pieces.push(piece);
        }
    }
    let is_ordered = |pair: &[dateline_page::PageStory]| pair[0].span.start() < pair[1].span.start();
    assert!(cut.stories.windows(2).all(is_ordered), "stories are ordered by their first byte");
    // A story is set into another or apart from it, and no word is told twice.
    for (i, story) in cut.stories.iter().enumerate() {
        for later in &cut.stories[i + 1..] {
            assert!(!story.span.overlaps(later.span) || story.span.contains(later.span));
        }
    }
    pieces.sort();
    assert!(pieces.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "a word is in two stories");
    for note in &cut.notes {
        assert!(note.span.is_none_or(|span| whole.contains(span)));
    }
    if let Some(span) = cut.published.as_ref().and_then(|published| published.span) {
        assert!(page[span].contains(|c: char| c.is_ascii_digit()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..600), most in 0usize..700) {
        let limits = Limits { page_bytes: most, ..Limits::default() };
        let decoded = decode(&bytes, &limits);
        prop_assert!(decoded.text.len() <= 3 * most);
        prop_assert!(decoded.notes.iter().all(|note| note.code.starts_with("page/")));
        read_any(&bytes);
    }

    #[test]
    fn utf8_comes_back_as_it_came(words in any::<String>()) {
        // A mark at the start is no text, and zeros in every other byte are UTF-16.
        prop_assume!(!words.starts_with('\u{feff}') && !words.contains('\0'));
        let decoded = decode(words.as_bytes(), &Limits::default());
        prop_assert_eq!(&*decoded.text, &*words);
        prop_assert_eq!(decoded.encoding, "UTF-8");
    }

    #[test]
    fn any_text_is_cut(words in any::<String>(), published in proptest::option::of(any::<String>())) {
        let page: Text<Page> = words.as_str().into();
        let meta = Meta { published: published.as_deref(), ..Meta::default() };
        let cut = cut(&page, &meta, &Limits::default());
        holds(&page, &cut);
        prop_assert_eq!(cut.published, date(&page, None, meta.published, &Limits::default()).0);
    }

    #[test]
    fn pages_made_of_lines_are_cut(lines in proptest::collection::vec(0..LINES.len(), 0..24), end in "(\n|\r\n|\r|\n\n)") {
        let words: Vec<&str> = lines.iter().map(|i| LINES[*i]).collect();
        let page: Text<Page> = words.join(&end).as_str().into();
        holds(&page, &cut(&page, &Meta::default(), &Limits::default()));
    }

    #[test]
    fn dates_come_back(year in 1500i16..2200, month in 1i8..=12, day in 1i8..=31, form in 0usize..6) {
        const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"];
        let name = MONTHS[usize::from(month.unsigned_abs()) - 1];
        let short = &name[..3];
        let words = match form {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}/{month}/{day} 03:00"),
            2 => format!("{name} {day}, {year}"),
            3 => format!("{day} {name} {year}"),
            4 => format!("{day:02} {short} {year} 10:00:00 GMT"),
            _ => format!("Updated: {short}. {day}, {year} at 9:05 p.m."),
        };
        let page: Text<Page> = format!("Fog closes harbour\n{words}\nThe fog rose.").as_str().into();
        let known = date(&page, None, None, &Limits::default()).0.map(|published| published.date);
        prop_assert_eq!(known, jiff::civil::Date::new(year, month, day).ok());
    }

    #[test]
    fn any_line_of_json_is_read_or_refused(words in any::<String>()) {
        if let Err(error) = Line::parse(&words) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
