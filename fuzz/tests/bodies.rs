//! The fuzz targets' bodies over bytes that look like pages, and bytes that look like nothing.

use dateline_fuzz::{archive, event, figure, html, json_line, model, page, record, statement, time, tokenizer};
use proptest::prelude::*;

/// Scraps that pages, lines and times are made of.
fn scraps() -> impl Strategy<Value = Vec<u8>> {
    const SCRAPS: [&str; 40] = [
        "date 1931-03-05 ",
        "SURGE: ",
        "Fog rose over Wexmouth ",
        "Mayor Alder said",
        " on Friday",
        ".",
        "\n",
        "\n\n",
        "\"",
        "“",
        "”",
        "...",
        "…",
        "Read more",
        "By Tom Reed\n",
        "HALDEN (AP) — ",
        "last week ",
        "in 2014 ",
        "3,004,203 ",
        "more than 90 percent ",
        "€3.5 million",
        "from Monday to ",
        "31 February",
        "25:61",
        "\0",
        "\u{feff}",
        "\t",
        "  ",
        "{\"id\":1,\"text\":\"",
        "\\u0000",
        "\\ud800",
        "\"}",
        "<p>",
        "http://a.example/",
        "1,2,3,4",
        "March 5, 1931",
        "((",
        "don't ",
        "é",
        "日本語",
    ];
    let scrap = prop_oneof![
        8 => prop::sample::select(&SCRAPS[..]).prop_map(|scrap| scrap.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
        1 => "[A-Za-z]{1,9} ".prop_map(String::into_bytes),
    ];
    prop::collection::vec(scrap, 0..40).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn tokenizer_holds(bytes in scraps()) {
        tokenizer(&bytes);
    }

    #[test]
    fn page_holds(bytes in scraps()) {
        page(&bytes);
    }

    #[test]
    fn json_line_holds(bytes in scraps()) {
        json_line(&bytes);
    }

    #[test]
    fn model_holds(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        model(&bytes);
    }

    #[test]
    fn time_holds(bytes in scraps()) {
        time(&bytes);
    }

    #[test]
    fn figure_holds(bytes in scraps()) {
        figure(&bytes);
    }

    #[test]
    fn event_holds(bytes in scraps()) {
        event(&bytes);
    }

    #[test]
    fn archive_holds(bytes in prop::collection::vec(prop_oneof![0u8..16, 32u8..127, any::<u8>()], 0..60)) {
        archive(&bytes);
    }

    #[test]
    fn html_holds(bytes in prop::collection::vec(prop_oneof![0u8..16, 32u8..127, any::<u8>()], 0..300)) {
        html(&bytes);
    }

    #[test]
    fn statement_holds(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        statement(&bytes);
    }

    #[test]
    fn record_holds(bytes in scraps()) {
        record(&bytes);
    }
}
