//! A store as people meet it: what `add` keeps, what questions find, and what faults cost.
#![allow(clippy::disallowed_methods, reason = "tests read and write files")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a store in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.path()).args(arguments).env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Standard output of a run that succeeds.
    fn out(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The rows of an answer.
    fn rows(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(&[arguments, &["--format", "jsonl"]].concat());
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {}", told(&output));
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn number(&self, sql: &str) -> i64 {
        let rows = self.rows(&["sql", "news.db", sql]);
        rows[0].as_object().unwrap().values().next().unwrap().as_i64().unwrap()
    }
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A line of the input.
fn line(id: &str, url: Option<&str>, published: &str, text: &str) -> String {
    serde_json::json!({"id": id, "url": url, "published": published, "text": text}).to_string() + "\n"
}

#[test]
fn a_page_is_added_once() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Greta Alder closed the harbour on Tuesday.\n");
    desk.write("b.txt", "date 1931-03-05 Mayor Greta Alder closed the harbour on Tuesday.\n");
    assert!(told(&desk.run(&["add", "news.db", "a.txt"])).contains("1 new pages, 0 new versions, 0 known already"));
    assert!(told(&desk.run(&["add", "news.db", "a.txt", "b.txt"])).contains("0 new pages, 0 new versions, 2 known"));
    assert_eq!(desk.number("SELECT count(*) FROM pages"), 1);
    let entity = &desk.rows(&["entities", "news.db", "alder"])[0];
    assert_eq!((&entity["name"], &entity["pages"]), (&Value::from("Greta Alder"), &Value::from(1)));
    assert!(desk.out(&["verify", "news.db"]).contains("1 pages, all rows say what their pages say"));
}

#[test]
fn a_changed_page_is_a_new_version() {
    let desk = Desk::new();
    let url = Some("https://news.example/harbour");
    desk.write("old.jsonl", &line("1", url, "1931-03-05", "Harbour master Ole Vik counted 14 boats on Tuesday."));
    desk.write("new.jsonl", &line("1", url, "1931-03-07", "Harbour master Ole Vik counted 17 boats on Tuesday."));
    desk.out(&["add", "news.db", "old.jsonl"]);
    let before = desk.rows(&["sql", "news.db", "SELECT added FROM pages"])[0]["added"].as_str().unwrap().to_owned();
    std::thread::sleep(Duration::from_millis(5));
    assert!(told(&desk.run(&["add", "news.db", "new.jsonl"])).contains("0 new pages, 1 new versions"));
    let boats = |arguments: &[&str]| -> Vec<f64> {
        let question = [&["figures", "news.db", "--unit", "boats"], arguments].concat();
        desk.rows(&question).iter().map(|row| row["value"].as_f64().unwrap()).collect()
    };
    assert_eq!(boats(&[]), [17.0]);
    assert_eq!(boats(&["--as-of", "1931-03-06"]), [14.0]);
    assert_eq!(boats(&["--as-of", "1931-03-07"]), [17.0]);
    assert_eq!(boats(&["--as-of", "1931-03-01"]), [0.0; 0]);
    assert_eq!(boats(&["--known-at", &before]), [14.0]);
    assert_eq!(boats(&["--since", "last week", "--today", "1931-03-12"]), [17.0]);
    assert_eq!(boats(&["--until", "1931-03-02"]), [0.0; 0]);
    // The counts by month follow: one page in March, not two.
    assert_eq!(desk.number("SELECT sum(pages) FROM entity_months JOIN known ON known = id WHERE name = 'Ole Vik'"), 1);
}

#[test]
fn words_find_pages_however_they_are_quoted() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 The council sanctioned two captains of the night ferry.\n");
    desk.write("b.txt", "date 1931-03-06 A ferry ran aground at night. Captain Moe was not hurt.\n");
    desk.out(&["add", "news.db", "a.txt", "b.txt"]);
    let cases: &[(&[&str], &[i64])] = &[
        (&["ferry"], &[1, 2]),
        (&["sanctions"], &[1]),
        (&["night ferry"], &[1, 2]),
        (&["\"night ferry\""], &[1]),
        (&["\"night ferry"], &[1, 2]),
        (&["captain*", "aground"], &[2]),
        (&["ferry OR ("], &[]),
        (&["zeppelin"], &[]),
    ];
    for (words, pages) in cases {
        let mut found: Vec<i64> = desk
            .rows(&[&["search", "news.db"], *words].concat())
            .iter()
            .map(|row| row["id"].as_i64().unwrap())
            .collect();
        found.sort_unstable();
        assert_eq!(found, *pages, "{words:?}");
    }
    assert_eq!(desk.run(&["search", "news.db", "zeppelin"]).status.code(), Some(1));
    let output = desk.run(&["search", "news.db", "\" '"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("has no word to search for"));
    let shown = desk.out(&["search", "news.db", "aground"]);
    assert!(shown.contains("[aground]"), "{shown}");
}

#[test]
fn sql_only_asks() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Alder resigned.\n");
    desk.out(&["add", "news.db", "a.txt"]);
    assert_eq!(desk.number("SELECT count(*) FROM mentions"), 1);
    for (sql, says) in [
        ("DELETE FROM mentions", "this would write"),
        ("DROP TABLE pages", "this would write"),
        ("PRAGMA user_version = 9", "this would write"),
        ("SELECT boats FROM pages", "no such column"),
        ("SELEC 1", "syntax error"),
        (
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c",
            "not done after 0.2 s",
        ),
    ] {
        let output = desk.run(&["sql", "news.db", sql, "--timeout", "0.2"]);
        assert!(output.status.code() == Some(2) && told(&output).contains(says), "{sql}: {}", told(&output));
    }
    assert_eq!(desk.number("SELECT count(*) FROM mentions"), 1);
}

/// Three pages: a threat and an accusation, the denial with the same quotation and another count, and what came of it.
const STRAND: [(&str, &str); 3] = [
    (
        "a.txt",
        "date 2031-03-07\n\nOSLO (NPA) — Norway threatened on Friday to impose sanctions on Iceland unless the blockade is \
         lifted by Easter.\n\n\"We shall not wait another summer, and our ships will sail,\" Foreign Minister Ingrid Solberg \
         said. Solberg accused Iceland of stopping Norway's grain ships.\n\nNorway reported 412 new cases of measles on \
         Thursday.\n",
    ),
    (
        "b.txt",
        "date 2031-03-09\n\nIceland's foreign minister, Tomas Keller, denied that Iceland had stopped grain ships.\n\n\"Our \
         ships will sail,\" Norway's foreign minister, Ingrid Solberg, had said on Friday. \"We shall not wait another \
         summer, and our ships will sail.\"\n\nThere were 420 new cases of measles in Norway on March 6, the health \
         ministry said on Sunday.\n",
    ),
    (
        "c.txt",
        "date 2031-04-22\n\nNorway imposed sanctions on Iceland on Tuesday after months of talks in Bergen. The town council \
         of Bergen met on Monday.\n\nNorway recorded 300 new cases of measles on Monday.\n",
    ),
];

#[test]
fn pages_are_joined_in_whatever_order_they_come() {
    let mut answers = Vec::new();
    for order in [["a.txt", "b.txt", "c.txt"], ["c.txt", "b.txt", "a.txt"]] {
        let desk = Desk::new();
        for (name, page) in STRAND {
            desk.write(name, page);
        }
        for page in order {
            desk.out(&["add", "news.db", page]);
        }
        let json = |arguments: &[&str]| -> Vec<Value> {
            let arguments = [arguments, &["--format", "json"]].concat();
            serde_json::from_str(&desk.out(&arguments)).unwrap()
        };
        let quoted = json(&["statements", "news.db", "--match", "summer", "--once"]);
        assert_eq!((quoted.len(), &quoted[0]["pages"], &quoted[0]["origin"]), (1, &json!(2), &json!("a.txt")));
        assert_eq!(json(&["statements", "news.db", "--match", "summer"]).len(), 2);
        let measures = json(&["measures", "news.db", "--status", "threatened"]);
        assert!(measures[0]["outcome"].as_str().unwrap().starts_with("imposed 2031-04-22 (measure:"), "{measures:?}");
        let disputes = json(&["disputes", "news.db"]);
        assert_eq!(disputes.len(), 1, "{disputes:?}");
        assert_eq!(
            (&disputes[0]["claimed_by"], &disputes[0]["denied_by"]),
            (&json!("Ingrid Solberg"), &json!("Tomas Keller"))
        );
        let series = json(&["figures", "news.db", "--unit", "cases", "--place", "Norway", "--series"]);
        let series: Vec<_> = series.iter().map(|row| json!([row["day"], row["value"], row["revises"]])).collect();
        assert_eq!(
            series,
            [
                json!(["2031-03-06", 412.0, null]),
                json!(["2031-03-06", 420.0, 412.0]),
                json!(["2031-04-21", 300.0, null])
            ]
        );
        let solberg = json(&["entities", "news.db", "Solberg"]);
        assert_eq!((solberg.len(), &solberg[0]["pages"], &solberg[0]["country"]), (1, &json!(2), &json!("NO")));
        let measure = measures[0]["id"].to_string();
        let explained = desk.out(&["explain", "news.db", &format!("measure:{measure}")]);
        assert!(explained.contains("impose sanctions⟨action⟩") && explained.contains("imposed sanctions⟨action⟩"));
        desk.out(&["verify", "news.db"]);
        answers.push((series, disputes[0]["claim"].clone(), quoted[0]["content"].clone()));
    }
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn what_one_agency_tells_has_one_origin() {
    let desk = Desk::new();
    let told = [
        "Police in Oslo arrested the banker Jan Berg on Friday.",
        "The banker Jan Berg was arrested by police in Oslo on Friday.",
    ];
    for (name, page) in [
        ("a.txt", format!("date 2031-03-08\n\nOSLO (AP) — {}\n", told[0])),
        ("b.txt", format!("date 2031-03-08\n\nOSLO, Norway (AP) — {} He said nothing to reporters.\n", told[1])),
        ("c.txt", format!("date 2031-03-08\n\n{} His lawyer was not reached for comment.\n", told[1])),
    ] {
        desk.write(name, &page);
    }
    desk.out(&["add", "news.db", "a.txt", "b.txt", "c.txt"]);
    let rows: Vec<Value> =
        serde_json::from_str(&desk.out(&["timeline", "news.db", "Jan Berg", "--format", "json"])).unwrap();
    let arrest = rows.iter().find(|row| row["words"].as_str().unwrap().contains("arrested")).unwrap();
    assert_eq!((&arrest["day"], &arrest["pages"], &arrest["origins"]), (&json!("2031-03-07"), &json!(3), &json!(2)));
}

#[test]
fn bearers_of_one_name_are_kept_apart_and_listed() {
    let desk = Desk::new();
    desk.write("a.txt", "date 2031-03-07\n\nNorwegian minister Ida Berg resigned on Friday, the paper said.\n");
    desk.write("b.txt", "date 2031-03-08\n\nCanadian senator Ida Berg met voters in Toronto on Friday.\n");
    desk.write("c.txt", "date 2031-03-09\n\nIda Berg wrote a book about ships. Mayor Greta Alder read it.\n");
    desk.out(&["add", "news.db", "a.txt", "b.txt", "c.txt"]);
    let rows: Vec<Value> =
        serde_json::from_str(&desk.out(&["entities", "news.db", "--ambiguous", "--format", "json"])).unwrap();
    let bearers: Vec<_> = rows.iter().map(|row| json!([row["name"], row["country"]])).collect();
    assert_eq!(bearers.len(), 3, "{bearers:?}");
    assert!(bearers.contains(&json!(["Ida Berg", "NO"])) && bearers.contains(&json!(["Ida Berg", "CA"])));
    assert!(desk.run(&["figures", "news.db", "--series"]).status.code() == Some(2), "a series is of one unit");
}

#[test]
fn what_is_no_store_is_told() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Alder resigned.\n");
    desk.write("letter.db", &"This is a letter, and no store. ".repeat(60));
    desk.out(&["add", "news.db", "a.txt"]);
    let newer = fs::read(desk.path().join("news.db")).unwrap();
    let mut later = newer.clone();
    // `user_version` stands at byte 60 of the header, big-endian.
    later[60..64].copy_from_slice(&900_i32.to_be_bytes());
    fs::write(desk.path().join("later.db"), later).unwrap();
    let mut earlier = newer.clone();
    earlier[60..64].copy_from_slice(&1_i32.to_be_bytes());
    fs::write(desk.path().join("earlier.db"), earlier).unwrap();
    let mut broken = newer;
    broken.truncate(broken.len() / 2);
    fs::write(desk.path().join("broken.db"), broken).unwrap();
    for (store, says) in [
        ("none.db", "there is no store at none.db"),
        ("letter.db", "letter.db is not a dateline store"),
        ("later.db", "later.db has schema 900"),
        ("earlier.db", "`dateline reread earlier.db` brings it up to date"),
    ] {
        let output = desk.run(&["stats", store]);
        assert!(output.status.code() == Some(2) && told(&output).contains(says), "{store}: {}", told(&output));
    }
    assert!(told(&desk.run(&["add", "earlier.db", "a.txt"])).contains("`dateline reread earlier.db`"));
    desk.out(&["reread", "earlier.db"]);
    assert!(desk.out(&["stats", "earlier.db"]).contains("pages"));
    assert!(told(&desk.run(&["add", "letter.db", "a.txt"])).contains("is not a dateline store"));
    assert!(fs::read_to_string(desk.path().join("letter.db")).unwrap().starts_with("This is a letter"));
    let output = desk.run(&["verify", "broken.db"]);
    assert!(output.status.code() == Some(2), "{}{}", String::from_utf8_lossy(&output.stdout), told(&output));
}

#[test]
fn verify_names_what_does_not_hold() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Greta Alder closed the harbour on Tuesday.\n");
    desk.out(&["add", "news.db", "a.txt"]);
    let db = rusqlite::Connection::open(desk.path().join("news.db")).unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = OFF; UPDATE mentions SET text = 'Grete' WHERE id = 1;
         UPDATE times SET span_end = 9999; UPDATE entities SET page = 77 WHERE id = 1;
         UPDATE pages SET text_sha256 = 'ab'",
    )
    .unwrap();
    drop(db);
    let output = desk.run(&["verify", "news.db"]);
    let out = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(2));
    for says in ["mentions 1: span", "lies outside its page's text", "refers to a row of pages", "its hash names"] {
        assert!(out.contains(says), "{says:?} is not in\n{out}");
    }
}

#[test]
fn tables_are_exported_whole() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Greta Alder closed the \"old\" harbour, with 14 boats, on Tuesday.\n");
    desk.out(&["add", "news.db", "a.txt"]);
    desk.out(&["export", "news.db", "as-csv"]);
    desk.out(&["export", "news.db", "as-lines", "--as", "jsonl"]);
    desk.out(&["export", "news.db", "as-parquet", "--as", "parquet"]);
    for (table, column) in [("mentions", "text"), ("times", "value"), ("figures", "of")] {
        let wanted: Vec<String> = desk
            .rows(&["sql", "news.db", &format!("SELECT \"{column}\" AS it FROM {table} ORDER BY id")])
            .iter()
            .map(|row| row["it"].as_str().unwrap_or_default().to_owned())
            .collect();
        assert!(!wanted.is_empty());
        let mut csv = csv::Reader::from_path(desk.path().join(format!("as-csv/{table}.csv"))).unwrap();
        let at = csv.headers().unwrap().iter().position(|name| name == column).unwrap();
        let of_csv: Vec<String> = csv.records().map(|row| row.unwrap()[at].to_owned()).collect();
        assert_eq!(of_csv, wanted, "{table}");
        let file = fs::File::open(desk.path().join(format!("as-parquet/{table}.parquet"))).unwrap();
        let batches =
            parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        let of_parquet: Vec<String> = batches
            .flat_map(|batch| {
                let words = batch.unwrap().column_by_name(column).unwrap().clone();
                let words = words.as_any().downcast_ref::<arrow_array::StringArray>().unwrap();
                words.iter().map(|words| words.unwrap_or_default().to_owned()).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(of_parquet, wanted, "{table}");
        let lines = fs::read_to_string(desk.path().join(format!("as-lines/{table}.jsonl"))).unwrap();
        let value =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()[column].as_str().unwrap_or_default().to_owned();
        assert_eq!(lines.lines().map(value).collect::<Vec<_>>(), wanted, "{table}");
    }
}

/// Many short pages.
fn many(n: usize) -> String {
    (0..n).fold(String::new(), |mut lines, i| {
        let text =
            format!("Mayor Greta Alder counted {} boats on Tuesday. The harbour of Wexmouth has {i} berths.", i + 2);
        let _ = write!(lines, "{}", line(&i.to_string(), None, "1931-03-05", &text));
        lines
    })
}

#[test]
fn killed_fifty_times_it_loses_nothing() {
    let desk = Desk::new();
    let n_pages = 1500;
    desk.write("many.jsonl", &many(n_pages));
    let (mut n_before, mut n_killed_early) = (0, 0);
    for i in 0..50 {
        let mut child = desk
            .command(&["add", "news.db", "many.jsonl", "--batch", "8", "--quiet"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(40 + 7 * i));
        child.kill().unwrap();
        child.wait().unwrap();
        // Until its tables are made, all at once, there is no store.
        let stats = desk.run(&["stats", "news.db"]);
        if n_before == 0 && told(&stats).contains("there is no store at news.db") {
            n_killed_early += 1;
        } else {
            let n_now = desk.number("SELECT count(*) FROM pages");
            assert!(n_now >= n_before, "after kill {i}: {n_now} pages, {n_before} before");
            n_before = n_now;
        }
    }
    assert!(n_before > 0, "the kills came before anything was committed");
    assert!(n_killed_early < 25, "half of the kills came before there was a store");
    desk.out(&["add", "news.db", "many.jsonl"]);
    assert_eq!(desk.number("SELECT count(*) FROM pages"), n_pages as i64);
    assert_eq!(desk.number("SELECT count(*) FROM texts"), n_pages as i64);
    // Indexes and counts hold each page once, too.
    assert_eq!(
        desk.number("SELECT sum(pages) FROM entity_months JOIN known ON known = id WHERE name = 'Greta Alder'"),
        n_pages as i64
    );
    assert_eq!(desk.rows(&["search", "news.db", "wexmouth", "--limit", "0"]).len(), n_pages);
    assert!(desk.out(&["verify", "news.db"]).contains("all rows say what their pages say"));
}

#[test]
fn two_ask_while_one_adds() {
    let desk = Desk::new();
    desk.write("few.jsonl", &line("first", None, "1931-03-01", "Mayor Greta Alder opened the harbour."));
    desk.write("many.jsonl", &many(400));
    desk.out(&["add", "news.db", "few.jsonl"]);
    let mut adding =
        desk.command(&["add", "news.db", "many.jsonl", "--batch", "8"]).stderr(Stdio::null()).spawn().unwrap();
    let mut n_before = 0;
    std::thread::scope(|scope| {
        let asking: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| (0..8).map(|_| desk.number("SELECT count(*) FROM pages")).collect::<Vec<_>>()))
            .collect();
        for counts in asking {
            let counts = counts.join().unwrap();
            assert!(counts.is_sorted() && counts[0] >= 1, "{counts:?}");
            n_before = n_before.max(*counts.last().unwrap());
        }
    });
    assert!(adding.wait().unwrap().success());
    assert_eq!(desk.number("SELECT count(*) FROM pages"), 401);
    assert!(n_before <= 401);
}

#[test]
fn a_second_writer_waits_or_says_so() {
    let desk = Desk::new();
    desk.write("a.txt", "date 1931-03-05 Mayor Alder resigned.\n");
    desk.write("b.txt", "date 1931-03-05 Captain Moe resigned.\n");
    desk.out(&["add", "news.db", "a.txt"]);
    let db = rusqlite::Connection::open(desk.path().join("news.db")).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    let adding = desk.command(&["add", "news.db", "b.txt"]).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    db.execute_batch("COMMIT").unwrap();
    assert!(adding.wait_with_output().unwrap().status.success());
    assert_eq!(desk.number("SELECT count(*) FROM pages"), 2);
}

#[test]
fn one_bad_page_is_listed() {
    let desk = Desk::new();
    let lines = line("1", None, "1931-03-05", "Mayor Alder resigned.")
        + "{\"id\": 2, \"text\": \n"
        + &line("3", None, "1931-03-05", "Captain Moe resigned.");
    desk.write("pages.jsonl", &lines);
    desk.out(&["add", "news.db", "pages.jsonl"]);
    assert_eq!(desk.number("SELECT count(*) FROM pages"), 2);
    let skipped = desk.rows(&["sql", "news.db", "SELECT place, reason FROM skipped"]);
    assert_eq!(skipped[0]["place"], "pages.jsonl:2");
    assert_eq!(skipped.len(), 1);
}

#[test]
fn copies_and_stories_are_grouped_in_whatever_order_they_came() {
    let ferry = "The night ferry to Wexmouth ran aground on Tuesday with forty passengers on board, harbour master Ole Vik \
        said. Nobody was hurt. Two tugs pulled the ferry free at noon, and divers looked for damage below the water line.";
    let other = "A ferry bound for Wexmouth struck a sandbank in fog on Tuesday. Harbour master Ole Vik sent two tugs, which \
        freed it by noon. None of the forty passengers on the ferry was hurt.";
    let bridge = "Mayor Greta Alder opened the new bridge across the Wye on Saturday before a crowd of thousands. It took six \
        years to build and cost twice what was planned.";
    let lines = [
        line("wire", None, "1931-03-03", ferry),
        line("copy", None, "1931-03-04", &format!("By our staff. {ferry}")),
        line("own", None, "1931-03-04", other),
        line("bridge", None, "1931-03-08", bridge),
        line("choir", None, "1931-03-08", "The choir of Saint Brannock sings Bach on Good Friday under Ilse Marten."),
    ];
    let backwards: Vec<&str> = lines.iter().rev().map(String::as_str).collect();
    let mut answers = Vec::new();
    for lines in [lines.concat(), backwards.concat()] {
        let desk = Desk::new();
        desk.write("pages.jsonl", &lines);
        desk.out(&["add", "news.db", "pages.jsonl"]);
        let mut rows = desk.rows(&["groups", "news.db"]);
        rows.sort_by_key(|row| row["id"].as_str().unwrap().to_owned());
        let rows = rows.iter().map(|row| {
            let field = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
            format!("{} {} {}", field("id"), field("near_duplicate_of"), field("story_cluster"))
        });
        answers.push(rows.collect::<Vec<_>>().join("\n"));
    }
    assert_eq!(answers[0], "bridge - bridge\nchoir - choir\ncopy wire wire\nown - wire\nwire - wire");
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn a_store_is_read_again_in_place() {
    let desk = Desk::new();
    let url = Some("https://news.example/harbour");
    desk.write("old.jsonl", &line("1", url, "1931-03-05", "Harbour master Ole Vik counted 14 boats on Tuesday."));
    desk.write("new.jsonl", &line("1", url, "1931-03-07", "Harbour master Ole Vik counted 17 boats on Tuesday."));
    desk.write(
        "page.html",
        "<html><head><title>Fog</title></head><body><p>The harbour was closed in fog, Mayor Greta Alder said.",
    );
    for file in ["old.jsonl", "new.jsonl", "page.html"] {
        desk.out(&["add", "news.db", file]);
    }
    let sums = ["pages", "statements", "events", "figures", "mentions", "times"];
    let all = |desk: &Desk| -> Vec<Value> {
        let mut rows: Vec<Value> = Vec::new();
        for table in sums {
            rows.extend(desk.rows(&["sql", "news.db", &format!("SELECT * FROM {table} ORDER BY id"), "--limit", "0"]));
        }
        rows
    };
    let before = all(&desk);
    desk.out(&["reread", "news.db"]);
    assert_eq!(all(&desk), before);
    assert!(desk.out(&["verify", "news.db"]).contains("3 pages, all rows say what their pages say"));
    let names: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains("reread")), "{names:?}");
    // A table of names changes what is read.
    desk.write("names.csv", "name,type,country\nOle Vik,person,NO\n");
    desk.out(&["reread", "news.db", "--names", "names.csv"]);
    assert_eq!(desk.rows(&["entities", "news.db", "ole vik"])[0]["country"], "NO");
}
