//! From a page's HTML to its article and metadata.

use jiff::civil::Date;
use scraper::Html;

use crate::article;
use crate::block::{Block, Kind, tree};
use crate::candidates::{Candidate, candidates};
use crate::choose;
use crate::shallow::shallow;

/// Bounds that keep time and memory in check on odd pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Elements of a page that are looked at.
    pub elements: usize,
    /// Bytes of a page that are looked at; building its tree needs about fifty times as much memory.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { elements: 200_000, bytes: 8 << 20 }
    }
}

/// Something that was read with a reservation: a stable code, and a sentence.
pub type Note = (&'static str, String);

/// The article of a page, and what the page tells of it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The text: title, paragraphs, captions, with an empty line between them.
    pub text: String,
    /// What each paragraph of the text is; the title, when there is one, is the first and no block.
    pub kinds: Vec<Kind>,
    /// The title.
    pub title: Option<String>,
    /// The paper or site.
    pub site: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The part of the paper.
    pub section: Option<String>,
    /// The address that the page names as its own.
    pub canonical: Option<String>,
    /// The day or moment of publication, as ISO 8601.
    pub published: Option<Candidate>,
    /// The day or moment of the last change.
    pub updated: Option<Candidate>,
    /// ISO 639-1 code of the language.
    pub language: Option<&'static str>,
    /// All that was found of metadata, chosen or not.
    pub candidates: Vec<Candidate>,
    /// What was read with a reservation.
    pub notes: Vec<Note>,
}

/// Characters of a page that says nearly nothing.
const FEW: usize = 400;

/// What came with a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Came<'a> {
    /// Its address.
    pub url: Option<&'a str>,
    /// The day on which it was fetched.
    pub captured: Option<Date>,
    /// When its server says that it was changed last: HTTP's `Last-Modified`.
    pub modified: Option<&'a str>,
}

/// Reads a page.
///
/// ```
/// use dateline_html::{Came, Kind, Limits, read};
/// let html = "<title>Fog</title><article><h1>Fog</h1><p>Boats stayed in port all day, the keeper said.</p>
///     <h2>Night</h2><p>Two pilots waited for the tide at the mouth of the river.</p></article>";
/// let article = read(html, &Came { url: Some("http://a.example/1999/03/05/fog"), ..Came::default() }, &Limits::default());
/// assert_eq!((article.title.as_deref(), article.published.unwrap().value.contains("1999/03/05")), (Some("Fog"), true));
/// assert_eq!(article.kinds, [Kind::Paragraph, Kind::Heading(2), Kind::Paragraph]);
/// ```
pub fn read(html: &str, came: &Came<'_>, limits: &Limits) -> Article {
    let head = &html[..html.floor_char_boundary(limits.bytes)];
    let less = shallow(head);
    let document = Html::parse_document(&less);
    let tree = tree(&document, limits.elements);
    let mut notes = Vec::new();
    if matches!(less, std::borrow::Cow::Owned(_)) {
        notes.push(("html/deep", "elements that are nested too deep are read as text of those around them".to_owned()));
    }
    if head.len() < html.len() {
        notes.push(("html/long", format!("only the first {} of the page's {} bytes are read", head.len(), html.len())));
    }
    if tree.is_cut {
        notes.push(("html/long", format!("only the first {} elements of the page are read", limits.elements)));
    }
    // Pages that are made by scripts keep their text for browsers without.
    let is_short =
        tree.blocks.iter().map(|block| block.n_chars).sum::<usize>() < FEW || article::blocks(&tree).len() < 2;
    if is_short && less.contains("<noscript") {
        let opened = less.replace("<noscript", "<div").replace("</noscript", "</div");
        return read(&opened, came, limits);
    }
    let mut candidates = candidates(&document, came);
    // No page was published after it was fetched; the paper's day may be one ahead of the archive's.
    let is_too_late =
        |day: Date| came.captured.and_then(|captured| captured.tomorrow().ok()).is_some_and(|latest| day > latest);
    candidates.retain(|candidate| !candidate.day.is_some_and(is_too_late));
    let title = choose::title(&candidates);
    let blocks = article::blocks(&tree);
    let (text, kinds) = text(title.as_deref(), &blocks);
    let authors = choose::authors(&candidates);
    let (published, updated) = choose::days(&candidates, came.captured);
    Article {
        language: language(&text),
        text,
        kinds,
        site: choose::site(&candidates),
        section: choose::section(&candidates),
        canonical: choose::canonical(&candidates),
        title,
        authors,
        published,
        updated,
        candidates,
        notes,
    }
}

/// The text of an article: its title, its blocks, and then its captions; and what each but the title is.
fn text(title: Option<&str>, blocks: &[&Block]) -> (String, Vec<Kind>) {
    let mut text = title.unwrap_or_default().to_owned();
    let fold =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let head = fold(&text);
    // The headline is there already.
    let is_again = |block: &Block| matches!(block.kind, Kind::Heading(_)) && fold(&block.text) == head;
    let body = blocks.iter().filter(|block| block.kind != Kind::Caption && !is_again(block));
    let mut captions: Vec<&Block> = Vec::new();
    for block in blocks.iter().filter(|block| block.kind == Kind::Caption && block.n_chars >= FEWEST_OF_CAPTION) {
        // Galleries tell a caption twice.
        if !captions.iter().any(|caption| caption.text == block.text) {
            captions.push(block);
        }
    }
    let mut kinds = Vec::new();
    for block in body.copied().chain(captions) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&block.text);
        kinds.push(block.kind);
    }
    (text, kinds)
}

/// Characters from which a caption says something; shorter ones are credits.
const FEWEST_OF_CAPTION: usize = 30;

fn language(text: &str) -> Option<&'static str> {
    let head = &text[..text.floor_char_boundary(4000)];
    let found = whatlang::detect(head).filter(|found| found.is_reliable() || found.confidence() > 0.5)?;
    code(found.lang())
}

fn code(language: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang;
    Some(match language {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Ell => "el",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Bul => "bg",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Hin => "hi",
        Lang::Ind => "id",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Cat => "ca",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        _ => return None,
    })
}
