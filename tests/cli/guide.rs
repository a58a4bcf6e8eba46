//! `docs/guide.md`: what it prints is what is printed.

use super::*;

/// A command line's words; those in quotation marks are one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(n, part)| match n % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// Whether a line is printed as the guide has it, where `…` at its end stands for the rest.
fn is_as(printed: &str, line: &str) -> bool {
    match line.strip_suffix('…') {
        Some(start) => printed.starts_with(start.trim_end()),
        None => printed.trim_end() == line,
    }
}

#[test]
fn its_answers_are_those_of_the_program() {
    let folder = folder("guide");
    for data in ["five-papers", "made-up"] {
        let copy = folder.join("data").join(data);
        std::fs::create_dir_all(&copy).expect("a folder for the test");
        for file in std::fs::read_dir(format!("data/{data}")).expect("the data") {
            let file = file.expect("a file");
            std::fs::copy(file.path(), copy.join(file.file_name())).expect("a copy");
        }
    }
    let guide = std::fs::read_to_string("docs/guide.md").expect("the guide");
    let blocks = guide.split("```console\n").skip(1).filter_map(|block| block.split("\n```").next());
    let mut commands = 0;
    for block in blocks {
        for asked in block.split("$ citegraph ").skip(1) {
            let mut lines = asked.lines();
            let command = lines.next().expect("a command");
            let done = Command::new(env!("CARGO_BIN_EXE_citegraph"))
                .args(words(command))
                .current_dir(&folder)
                .env("COLUMNS", "100")
                .stdin(Stdio::null())
                .output()
                .expect("it starts");
            let code = if command.contains("--fail-on") { 3 } else { 0 };
            assert_eq!(done.status.code(), Some(code), "{command}");
            let out = String::from_utf8(done.stdout).expect("UTF-8");
            let mut printed = out.lines();
            for line in lines.filter(|line| *line != "…" && !line.is_empty()) {
                assert!(printed.any(|printed| is_as(printed, line)), "{command}\nexpected {line:?} in\n{out}");
            }
            commands += 1;
        }
    }
    assert!(commands > 15, "{commands}");
}
