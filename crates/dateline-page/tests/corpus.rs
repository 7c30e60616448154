//! Are the pages of the corpus cut as its files say?
//!
//! A case is a name, what is known of the page, the page, and what it must give:
//!
//! ```text
//! === A dated story
//! dated 1931-03-05
//! ---
//! The fog rose.
//! ---
//! page 1931-03-05 argument
//! main "The fog rose."
//! ```
//!
//! In the page `\u{0}` and the like stand for characters that an editor would not show.
//! `UPDATE=1 cargo test` rewrites what must be given; read the difference before you keep it.
#![allow(clippy::disallowed_methods, reason = "tests read and rewrite their corpus")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use dateline_page::{Kind, Limits, Meta, PageStory, cut};
use dateline_text::{Page, Span, Text};

#[test]
fn the_corpus_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = String::new();
    for path in paths {
        let written = std::fs::read_to_string(&path).unwrap();
        let mut rewritten = String::new();
        for (i, case) in written.split("=== ").enumerate() {
            if i == 0 {
                rewritten.push_str(case);
                continue;
            }
            let mut parts = case.splitn(3, "\n---\n");
            let (head, page, wanted) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or_default());
            let given = check(head, page);
            if given.trim() != wanted.trim() {
                let name = head.lines().next().unwrap_or_default();
                writeln!(
                    wrong,
                    "{}: {name}\n{}\n   but the corpus says\n{}",
                    path.display(),
                    given.trim(),
                    wanted.trim()
                )
                .unwrap();
            }
            write!(rewritten, "=== {head}\n---\n{page}\n---\n{}\n\n", given.trim()).unwrap();
        }
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, rewritten.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(wrong.is_empty() || std::env::var_os("UPDATE").is_some(), "\n{wrong}");
}

/// Reads one case: all of the crate's interface that the corpus touches is here.
fn check(head: &str, page: &str) -> String {
    let mut meta = Meta::default();
    for line in head.lines().skip(1) {
        match line.split_once(' ') {
            Some(("dated", day)) => meta.dated = Some(day.parse().unwrap()),
            Some(("published", words)) => meta.published = Some(words),
            _ => panic!("{line:?} is no part of a case"),
        }
    }
    let page: Text<Page> = Text::new(unescape(page)).unwrap();
    let cut = cut(&page, &meta, &Limits::default());
    let mut told = String::new();
    if let Some(published) = &cut.published {
        write!(told, "page {} {}", published.date, published.from.name()).unwrap();
        published.time.iter().for_each(|time| write!(told, " at {time}").unwrap());
        published.span.iter().for_each(|span| write!(told, " {:?}", &page[*span]).unwrap());
        told.push('\n');
    }
    cut.stories.iter().for_each(|story| tell(&page, story, &mut told));
    for note in &cut.notes {
        writeln!(told, "note {} {:?}", note.code, note.span.map_or("", |span| &page[span])).unwrap();
    }
    told
}

fn tell(page: &Text<Page>, story: &PageStory, told: &mut String) {
    write!(told, "{} {}", story.kind.name(), ends(&page[story.span])).unwrap();
    if story.truncated {
        told.push_str(" truncated");
    }
    story.published.iter().for_each(|day| write!(told, " {day}").unwrap());
    told.push('\n');
    let mut field = |name: &str, span: Option<Span<Page>>| {
        if let Some(span) = span {
            assert!(story.span.contains(span), "{name} lies outside its story");
            writeln!(told, "  {name} {:?}", &page[span]).unwrap();
        }
    };
    field("kicker", story.kicker);
    field("headline", story.headline);
    field("deck", story.deck);
    field("byline", story.byline);
    field("dateline", story.dateline.map(|line| line.span));
    field("place", story.dateline.and_then(|line| line.place));
    field("agency", story.dateline.and_then(|line| line.agency));
    story.captions.iter().for_each(|span| field("caption", Some(*span)));
    match &story.body {
        Some(body) => {
            for piece in body.alignment.pieces() {
                writeln!(told, "  text {}", ends(&page[piece])).unwrap();
            }
            assert!(matches!(story.kind, Kind::Main | Kind::Teaser));
        }
        None => assert!(!matches!(story.kind, Kind::Main | Kind::Teaser) || page[story.span].len() < 200),
    }
}

/// Short words as they are; of long ones, the beginning and the end.
fn ends(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    if chars.len() <= 70 {
        return format!("{words:?}");
    }
    let (start, end): (String, String) = (chars[..30].iter().collect(), chars[chars.len() - 30..].iter().collect());
    format!("{start:?}..{end:?}")
}

fn unescape(page: &str) -> String {
    let mut words = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, behind) = after.split_once('}').unwrap();
        words.push_str(before);
        words.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        rest = behind;
    }
    words + rest
}
