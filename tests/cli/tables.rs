//! Tables for people.

use super::*;

fn narrow(arguments: &[&str]) -> String {
    let done =
        Command::new(env!("CARGO_BIN_EXE_citegraph")).args(arguments).env("COLUMNS", "80").output().expect("it runs");
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn a_table_fits_its_width() {
    for command in ["summary", "shared", "works", "cycles", "self-citations", "conflicts"] {
        let out = narrow(&[command, &data("five-papers")]);
        let widest = out.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{command}: {widest:?}");
    }
}

#[test]
fn a_long_table_says_what_is_left() {
    let cut = run(&["works", "--limit", "3", &data("five-papers")]).out;
    assert!(cut.trim_end().ends_with("more: --limit ROWS"), "{cut}");
}

/// An id that is broken over two lines is no id.
#[test]
fn ids_stay_whole() {
    for command in ["summary", "shared", "cycles", "conflicts", "works"] {
        let out = narrow(&[command, &data("made-up")]);
        let count = |text: &str| out.matches(text).count();
        assert_eq!(count("quillory-202"), count("quillory-2020"), "{command}: {out}");
        assert_eq!(count("brennick-202"), count("brennick-2021") + count("brennick-2022"), "{command}: {out}");
    }
}
