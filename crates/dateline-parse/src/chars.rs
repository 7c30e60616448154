//! What Python's `str` says of a character: the model was trained on features computed with it.

use unicode_general_category::{GeneralCategory, get_general_category};

/// `str.isspace`: Unicode white space, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// `str.isalpha`: a letter by its general category; narrower than [`char::is_alphabetic`].
pub(crate) fn is_alpha(c: char) -> bool {
    use GeneralCategory as G;
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(
        get_general_category(c),
        G::UppercaseLetter | G::LowercaseLetter | G::TitlecaseLetter | G::ModifierLetter | G::OtherLetter
    )
}

/// `str.isdecimal`, and `\d` of a pattern: a digit by its general category.
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    get_general_category(c) == GeneralCategory::DecimalNumber
}

/// Characters of category No with the property `Numeric_Type=Digit` (Unicode 14, `extracted/DerivedNumericType.txt`).
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xB2, 0xB3),
    (0xB9, 0xB9),
    (0x1369, 0x1371),
    (0x19DA, 0x19DA),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247C),
    (0x2488, 0x2490),
    (0x24EA, 0x24EA),
    (0x24F5, 0x24FD),
    (0x24FF, 0x24FF),
    (0x2776, 0x277E),
    (0x2780, 0x2788),
    (0x278A, 0x2792),
    (0x10A40, 0x10A43),
    (0x10E60, 0x10E68),
    (0x11052, 0x1105A),
    (0x1F100, 0x1F10A),
];

/// `str.isdigit`: a decimal, or a digit in another dress (`²`, `①`).
pub(crate) fn is_digit(c: char) -> bool {
    is_decimal(c) || OTHER_DIGITS.iter().any(|&(first, last)| (first..=last).contains(&u32::from(c)))
}

/// `str.isalnum` and `_`: `\w` of a pattern.
pub(crate) fn is_word(c: char) -> bool {
    c == '_' || is_alpha(c) || is_digit(c) || c.is_numeric()
}

/// spaCy's `word_shape`: letters as `X` and `x`, digits as `d`, the rest as it is, runs cut after four.
pub(crate) fn shape(word: &str) -> String {
    if word.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::new();
    let mut run = ('\0', 0);
    for c in word.chars() {
        let class = match c {
            c if is_alpha(c) && c.is_uppercase() => 'X',
            c if is_alpha(c) => 'x',
            c if is_digit(c) => 'd',
            c => c,
        };
        run = if class == run.0 { (class, run.1 + 1) } else { (class, 0) };
        if run.1 < 4 {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_those_of_spacy() {
        for (word, expected) in [
            ("Apple", "Xxxxx"),
            ("McDonalds", "XxXxxxx"),
            ("U.K.", "X.X."),
            ("12345678", "dddd"),
            ("x²", "xd"),
            ("ǅ", "x"),
            ("don't", "xxx'x"),
            ("½", "½"),
        ] {
            assert_eq!(shape(word), expected, "{word}");
        }
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }

    #[test]
    fn white_space_is_that_of_python() {
        assert!(is_space('\u{1f}') && is_space('\u{a0}') && is_space('\u{3000}'));
        assert!(!is_space('\u{200b}') && !is_space('\u{feff}'));
    }
}
