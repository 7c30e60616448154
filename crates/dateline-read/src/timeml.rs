//! A page as TimeML: its text with TIMEX3 tags, so that TempEval's scorers work.

use std::fmt::Write;

use crate::Reading;

/// A TimeML document. `id` names the page in `DOCID`; the page's day is the creation time, `t0`.
///
/// Characters that XML cannot hold are left out.
pub fn page(reading: &Reading, id: &str) -> String {
    let record = &reading.record;
    let text = reading.text.as_str();
    let mut out = String::from("<?xml version=\"1.0\" ?>\n<TimeML>\n");
    let _ = writeln!(out, "<DOCID>{}</DOCID>", escaped(id));
    let day = record.page.published.as_ref().map_or("", |published| published.value.as_str());
    let _ = writeln!(
        out,
        "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>"
    );
    out.push_str("<TEXT>");
    let mut at = 0;
    for (i, time) in record.times.iter().enumerate().filter(|(_, time)| !time.span.is_empty()) {
        if time.span.start() < at {
            continue;
        }
        out.push_str(&escaped(&text[at..time.span.start()]));
        let _ = write!(out, "<TIMEX3 tid=\"t{}\" type=\"{}\" value=\"{}\"", i + 1, time.kind, escaped(&time.value));
        let attributes = [("mod", time.modifier), ("quant", time.quant), ("freq", time.freq.as_deref())];
        for (name, value) in attributes {
            if let Some(value) = value {
                let _ = write!(out, " {name}=\"{}\"", escaped(value));
            }
        }
        let _ = write!(out, ">{}</TIMEX3>", escaped(&reading.text[time.span]));
        at = time.span.end();
    }
    out.push_str(&escaped(&text[at..]));
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
