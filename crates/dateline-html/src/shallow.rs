//! Pages nested beyond reason, made shallow.
//!
//! The tree builder of the HTML standard looks through the open elements at each tag, so a hundred thousand nested ones
//! would take it a minute.

use std::borrow::Cow;

/// Elements that may stand within one another; browsers stop at 512.
const DEEPEST: usize = 512;

/// Elements that nest, and have to be closed.
const NESTING: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "em",
    "fieldset",
    "figure",
    "font",
    "footer",
    "form",
    "header",
    "i",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "u",
    "ul",
];

/// The page without the tags of elements that stand too deep; their text stays.
pub(crate) fn shallow(html: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    let mut depth = 0_usize;
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open + 1..];
        let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        at = open + 1;
        if n == 0 || !NESTING.iter().any(|name| name.eq_ignore_ascii_case(&rest[..n])) {
            continue;
        }
        let end = rest.find('>').map_or(html.len(), |found| html.len() - rest.len() + found + 1);
        let is_deep = depth > DEEPEST;
        depth = if is_end { depth.saturating_sub(1) } else { depth + 1 };
        if is_deep && depth >= DEEPEST {
            let kept = kept.get_or_insert_default();
            kept.push_str(&html[copied..open]);
            copied = end;
        }
        at = end;
    }
    match kept {
        None => Cow::Borrowed(html),
        Some(mut kept) => {
            kept.push_str(&html[copied..]);
            Cow::Owned(kept)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEEPEST, shallow};

    #[test]
    fn only_deep_pages_change() {
        let flat = "<p>a<p>b".repeat(2_000) + &"<div>c</div>".repeat(2_000);
        assert_eq!(shallow(&flat), flat);
        let deep = "<div class='x'>".repeat(5_000) + "fog" + &"</div>".repeat(5_000) + "<div>rain</div>";
        let less = shallow(&deep);
        assert!(
            less.matches("<div").count() <= DEEPEST + 3 && less.contains("fog") && less.ends_with("<div>rain</div>")
        );
        assert_eq!(shallow("<div <div <"), "<div <div <");
    }
}
