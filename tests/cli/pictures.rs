//! Pictures and pages.

use super::*;

/// What the program writes to a file of this name.
fn written(folder: &Path, name: &str, arguments: &[&str]) -> Vec<u8> {
    let file = folder.join(name);
    let run = run(&[arguments, &["-o", &file.display().to_string(), "-q"]].concat());
    assert_eq!((run.errors.as_str(), run.out.as_str(), run.code), ("", "", Some(0)), "{name}: {arguments:?}");
    fs::read(&file).expect("it was written")
}

/// Whether PNG can be written: without fonts it says so.
fn has_fonts() -> bool {
    let run = run(&[
        "draw",
        &data("made-up"),
        "--format",
        "png",
        "-o",
        &folder("fonts").join("a.png").display().to_string(),
        "-q",
    ]);
    let has = run.code == Some(0);
    assert!(has || run.errors.contains("no font is installed"), "{}", run.errors);
    has
}

#[test]
fn a_drawing_is_dot() {
    for works in ["shared", "all"] {
        let run = run(&["dot", "--works", works, &data("five-papers")]);
        assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
        assert!(run.out.starts_with("digraph") && run.out.trim_end().ends_with('}'));
    }
}

#[test]
fn a_picture_has_the_form_of_its_name() {
    let folder = folder("draw");
    let papers = data("made-up");
    let forms: [(&str, &[u8]); 4] =
        [("a.svg", b"<svg "), ("a.dot", b"digraph"), ("a.html", b"<!doctype html>"), ("a.png", b"\x89PNG\r\n")];
    let has_fonts = has_fonts();
    for (name, begins) in forms.into_iter().filter(|(name, _)| has_fonts || *name != "a.png") {
        for more in [&[][..], &["--works", "3"]] {
            assert!(written(&folder, name, &[&["draw", &papers], more].concat()).starts_with(begins), "{name}");
        }
    }
    let few = run(&["draw", &papers, "--works", "few"]);
    assert!(few.errors.contains("expected shared") && few.code == Some(2), "{}", few.errors);
}

/// Each choice changes the picture, and is made in the same words for both forms.
#[test]
fn choices_are_those_of_both_forms() {
    let folder = folder("choices");
    let papers = data("five-papers");
    for form in ["a.svg", "a.dot"] {
        let plain = written(&folder, form, &["draw", &papers]);
        assert_eq!(plain, written(&folder, form, &["draw", &papers]), "stable bytes");
        let choices: [&[&str]; 9] = [
            &["--works", "all"],
            &["--works", "none"],
            &["--works", "3"],
            &["--works", "own"],
            &["--rank", "years"],
            &["--rank", "citations"],
            &["--flow", "up"],
            &["--no-titles"],
            &["--no-legend"],
        ];
        for choice in choices {
            // Their years are too few to be joined.
            let is_alike = choice == ["--rank", "years"];
            let chosen = written(&folder, form, &[&["draw", &papers], choice].concat());
            assert!(is_alike || chosen != plain, "{form} {choice:?}");
        }
        written(&folder, form, &["draw", &papers, "--colour-by", "community"]);
    }
}

#[test]
fn what_is_shared_is_a_matrix() {
    let folder = folder("matrix");
    let papers = data("five-papers");
    let drawn = written(&folder, "a.svg", &["draw", "--matrix", &papers]);
    assert_eq!(drawn, written(&folder, "b.svg", &["shared", &papers]));
    let picture = String::from_utf8(drawn).expect("UTF-8");
    // Of the ten pairs, six share something; each has two cells.
    let cells = picture.matches(" share ").count();
    let pairs = run(&["shared", "--format", "json", &papers]).json();
    let sharing = pairs.iter().filter(|pair| pair["works"].as_array().is_some_and(|works| !works.is_empty())).count();
    assert_eq!(cells, 2 * sharing);
    assert!(!has_fonts() || written(&folder, "a.png", &["draw", "--matrix", &papers]).starts_with(b"\x89PNG"));
    run(&["draw", "--matrix", &papers, "--format", "dot"]).fails(2, "a matrix is written as SVG or PNG");
}

#[test]
fn cited_years_are_bars() {
    let folder = folder("years");
    let picture = written(&folder, "years.svg", &["spectroscopy", &data("made-up")]);
    let picture = String::from_utf8(picture).expect("UTF-8");
    let years = run(&["spectroscopy", "--format", "json", &data("made-up")]).json();
    let cited = years.iter().filter(|year| year["citations"] != 0).count();
    assert_eq!(picture.matches("<g><title>").count(), cited);
    assert!(picture.contains("Marlowe-Quist 2011"), "the peak has its work's name");
    let edges = file(&folder, "edges.tsv", "a\tw\nb\tw\n");
    let of_edges = run(&["spectroscopy", "--edges", &edges, "--format", "svg"]);
    assert!(of_edges.out.contains("no cited work has a year"), "{}", of_edges.out);
}

#[test]
fn what_has_no_picture_says_so() {
    let refused = "no picture of this: `draw`, `shared` and `spectroscopy` have one";
    for command in ["works", "pagerank", "cycles"] {
        run(&[command, "--format", "svg", &data("made-up")]).fails(2, refused);
    }
}

/// A file of a name that promises another form isn't written.
#[test]
fn names_of_other_forms_are_refused() {
    let folder = folder("other-forms");
    for (command, name, said) in [
        ("draw", "a.pdf", "no picture is written as .pdf: name the file .svg, .png, .dot or .html, or say --format"),
        ("draw", "a.JPG", "no picture is written as .jpg: name the file .svg, .png, .dot or .html, or say --format"),
        ("explore", "a.svg", "a page is HTML: name the file .html; `draw` makes pictures"),
    ] {
        let path = folder.join(name);
        run(&[command, &data("made-up"), "-o", &path.display().to_string()]).fails(2, said);
        assert!(!path.exists(), "{name}");
    }
    written(&folder, "picture", &["draw", &data("made-up")]);
    written(&folder, "a.pdf", &["draw", &data("made-up"), "--format", "svg"]);
}
