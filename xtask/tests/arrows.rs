//! Who may depend on whom: a new arrow is argued in a change of this file.
#![allow(clippy::disallowed_methods, reason = "a test of the workspace reads its manifests")]

use std::collections::BTreeMap;
use std::path::Path;

/// Each crate, and the crates of this workspace it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("dateline-text", &[]),
    ("dateline-record", &["text"]),
    ("dateline-page", &["text"]),
    ("dateline-parse", &["text"]),
    ("dateline-time", &["text"]), // Knows no parse; whoever has one tells what it says.
    ("dateline-html", &[]),       // Text comes out; what it says is others' work.
    ("dateline-archive", &[]),    // Bytes come out, whatever they are.
    ("dateline-read", &["text", "record", "page", "parse", "time"]),
    ("dateline-store", &["text", "record"]), // Asking never needs the reader.
    ("dateline", &["text", "record", "page", "parse", "time", "html", "archive", "read", "store"]),
];

/// What touches the outside: only the command, and what is run by people who work on dateline.
const EDGES: &[&str] = &["dateline", "xtask", "dateline-bench"];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The workspace's crates that each crate names in its manifest, tests' included.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(manifest["package"]["name"].as_str(), Some(name.as_str()), "a folder is named as its crate is");
        let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
        let names = tables.iter().filter_map(|table| manifest.get(*table)?.as_table()).flat_map(|table| table.keys());
        found.insert(name, names.filter(|name| name.starts_with("dateline")).cloned().collect());
    }
    found
}

#[test]
fn dependencies_run_one_way() {
    let found = dependencies();
    assert_eq!(
        found.keys().map(String::as_str).collect::<Vec<_>>(),
        {
            let mut names: Vec<_> = ARROWS.iter().map(|(name, _)| *name).collect();
            names.sort_unstable();
            names
        },
        "every crate has its line in ARROWS"
    );
    for (i, (name, allowed)) in ARROWS.iter().enumerate() {
        for used in &found[*name] {
            let short = used.strip_prefix("dateline-").unwrap_or(used);
            assert!(allowed.contains(&short), "{name} may not use {used}");
            assert!(ARROWS[..i].iter().any(|(above, _)| above == used), "{used} must stand above {name} in ARROWS");
        }
    }
}

#[test]
fn the_middle_touches_nothing_outside() {
    // Clippy forbids files, clocks and the environment by `clippy.toml`; only the edges may allow them.
    for entry in walk(&root().join("crates")) {
        let source = std::fs::read_to_string(&entry).unwrap();
        let path = entry.strip_prefix(root()).unwrap();
        let of_crate = path.components().nth(1).unwrap().as_os_str().to_str().unwrap();
        let is_test =
            path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests" | "examples" | "benches")));
        if source.contains("clippy::disallowed_methods") && !is_test {
            assert!(EDGES.contains(&of_crate), "{} allows itself the outside", path.display());
        }
        if source.contains("allow(unsafe_code") {
            assert!(path.starts_with("crates/dateline-parse/src/kernel"), "{} is unsafe", path.display());
        }
    }
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(walk(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}
