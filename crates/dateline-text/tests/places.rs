//! Places stay what they are: within a text, and between a story and its page.

use dateline_text::{Alignment, Page, Text};
use proptest::prelude::*;

/// The place between the brackets of `marked`, carried from the story to the page and back.
///
/// `marked` is a page: `{…}` are pieces of the story, `[…]` is the place.
fn check(marked: &str, in_story: &str, on_page: &str) {
    let bare: String = marked.chars().filter(|c| !"{}[]".contains(*c)).collect();
    let offset = |mark: char, nth: usize| {
        let at = marked.match_indices(mark).nth(nth)?.0;
        Some(marked[..at].chars().filter(|c| !"{}[]".contains(*c)).map(char::len_utf8).sum::<usize>())
    };
    let page: Text<Page> = bare.as_str().into();
    let pieces: Vec<_> = (0..)
        .map_while(|i| Some((offset('{', i)?, offset('}', i)?)))
        .map(|(start, end)| page.span(start, end).unwrap())
        .collect();
    let (story, alignment) = Alignment::join(&page, &pieces, "\n");
    let place = page.span(offset('[', 0).unwrap(), offset(']', 0).unwrap()).unwrap();
    let told = alignment.to_story(place);
    assert_eq!(told.map(|span| &story[span]), (!in_story.is_empty()).then_some(in_story), "{marked}");
    if let Some(span) = told {
        assert_eq!(&page[alignment.to_page(span)], on_page, "{marked}");
    }
}

#[test]
fn a_place_goes_from_page_to_story_and_back() {
    check("{Fog over [Wexmouth].}", "Wexmouth", "Wexmouth");
    check("KICKER: {[Fög] lay} {over the bay.}", "Fög", "Fög");
    check("KICKER: {Fög [lay} {over] the bay.}", "lay\nover", "lay over");
    check("KICKER: {Fög lay[} {over] the bay.}", "\nover", "over");
    check("[KICKER]: {Fog lay} {over the bay.}", "", "");
    check("{Fog lay} [Read more] {over the bay.}", "", "");
    check("{Fog lay} {over the [bay.]}", "bay.", "bay.");
    check("{Fog [lay} Share this {over] the bay.}", "lay\nover", "lay Share this over");
}

#[test]
fn a_text_hands_out_only_places_it_has() {
    let page: Text<Page> = "é!".into();
    assert_eq!(page.span(0, 1), None, "inside a character");
    assert_eq!(page.span(2, 4), None, "beyond the end");
    assert_eq!(page.span(3, 2), None, "backwards");
    assert_eq!(&page[page.whole()], "é!");
    let blank: Text<Page> = " \u{a0}\n".into();
    assert!(blank.trim(blank.whole()).is_empty());
}

proptest! {
    /// Whatever is cut, each story place maps to page bytes that hold the same words, joints aside.
    #[test]
    fn story_to_page_keeps_the_words(words in "[a-zé ]{1,40}", cuts in prop::collection::vec(0usize..40, 2..8), at in 0usize..60, len in 0usize..20) {
        let page: Text<Page> = words.as_str().into();
        let mut cuts: Vec<usize> = cuts.into_iter().filter(|&cut| words.is_char_boundary(cut)).collect();
        cuts.sort_unstable();
        let pieces: Vec<_> = cuts.chunks_exact(2).filter_map(|pair| page.span(pair[0], pair[1])).collect();
        prop_assume!(!pieces.is_empty());
        let (story, alignment) = Alignment::join(&page, &pieces, "\n");
        if let Some(span) = story.span(at, at + len) {
            let there = alignment.to_page(span);
            prop_assert!(there.end() <= page.len() && page.is_char_boundary(there.start()) && page.is_char_boundary(there.end()));
            if !story[span].contains('\n') && !span.is_empty() {
                prop_assert_eq!(&page[there], &story[span]);
                let back = alignment.to_story(there).expect("a place of the story is in it");
                prop_assert_eq!(&story[back], &story[span]);
            }
        }
    }
}
