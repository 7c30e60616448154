//! Is there a word in capitals and a colon before the text: `FOG: …`?

use crate::lines;

/// The kicker's bytes, without the colon, and where the text behind it begins.
///
/// One to five words in capitals: letters, figures and the marks that names hold.
pub(crate) fn kicker(text: &str) -> Option<(usize, usize)> {
    let window = lines::head(text, 60);
    let colon = window.find(':')?;
    let head = &window[..colon];
    let is_capital = |c: char| {
        c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(c, ' ' | '\'' | '’' | '-' | '–' | '&' | '.' | ',' | '/' | '#')
            || (c.is_alphabetic() && !c.is_lowercase())
    };
    let n_letters = head.chars().filter(|c| c.is_alphabetic()).count();
    if n_letters < 2 || !head.chars().all(is_capital) || head.split_whitespace().count() > 5 || head.ends_with(' ') {
        return None;
    }
    let rest = text[colon + 1..].trim_start();
    let is_text = rest.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '$' | '€' | '£')
    });
    // `10:30` and `HTTP://` are no kickers; nor is a score.
    let has_gap = rest.len() < text.len() - colon - 1;
    (is_text && (has_gap || !head.ends_with(|c: char| c.is_ascii_digit()))).then(|| (colon, text.len() - rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_a_colon() {
        assert_eq!(kicker("FOG: Boats stayed in"), Some((3, 5)));
        assert_eq!(kicker("ALDER’S SON: Boats stayed in"), Some((13, 15)));
        assert_eq!(kicker("Fog: Boats stayed in"), None);
        assert_eq!(kicker("FOG: boats stayed in"), None);
        assert_eq!(kicker("10:30 The boats left"), None);
    }
}
