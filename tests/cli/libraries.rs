//! Records in other forms, and references beside a library.

use super::*;

/// Records in, each form out: by its name and by the name of the file.
#[test]
fn records_in_other_forms() {
    let folder = folder("convert");
    let ris =
        "TY  - JOUR\nAU  - Roe, Ann\nTI  - Of tests\nT2  - Journal of Tests\nPY  - 2019\nVL  - 12\nSP  - 4\nER  - \n";
    let library = file(&folder, "library.ris", ris);
    let forms = [
        ("cx2", "\"CXVersion\":\"2.0\""),
        ("vosviewer-map", "id\tlabel\tdescription"),
        ("bibtex", "@article{library,"),
        ("ris", "TY  - JOUR"),
        ("nbib", "TI  - Of tests"),
        ("csl", "\"container-title\":\"Journal of Tests\""),
        ("csv", "article-journal,Of tests"),
        ("markdown", "Roe, Ann (2019)"),
        ("graphml", "<graphml"),
        ("gexf", "<gexf"),
        ("pajek", "*Vertices 1"),
        ("vosviewer", "\"network\""),
        ("cytoscape", "\"elements\""),
        ("jgf", "\"graph\""),
        ("nodes", "library,Roe 2019,Of tests"),
        ("edges", "source,target,weight"),
    ];
    for (form, holds) in forms {
        let written = run(&["convert", &library, "--to", form]);
        assert_eq!(written.code, Some(0), "{form}: {}", written.errors);
        assert!(written.out.contains(holds), "{form}: {}", written.out);
    }
    let bib = folder.join("out.bib").display().to_string();
    assert_eq!(run(&["convert", &library, "-o", &bib]).code, Some(0));
    assert!(fs::read_to_string(&bib).expect("it is written").starts_with("@article{"));
    assert_eq!(run(&["convert", &library]).code, Some(2));
}

/// References beside a library: one that is in it, one that differs, one that isn't.
#[test]
fn references_beside_a_library() {
    let folder = folder("verify");
    let record = r#"{"id":"r","type":"article-journal","title":"On tests and what they tell","author":[{"family":"Roe","given":"Ann"}],
        "issued":{"date-parts":[[2019]]},"container-title":"Journal of Tests","volume":"12","page":"4-9"}"#;
    let library = file(&folder, "library.json", format!("[{record}]"));
    let printed = "Roe, A. (2019). On tests and what they tell. Journal of Tests, 12, 4–9.\n\
                   Roe, A. (2014). On tests and what they tell. Journal of Tests, 12, 4–9.\n\
                   Lind, B. (2001). Ponds in winter. Annals of Ponds, 3, 44–59.\n";
    let strings = file(&folder, "strings.txt", printed);
    let found = run(&["verify", "--strings", &strings, "--against", &library, "--format", "json"]);
    let verdicts: Vec<String> =
        found.json().iter().map(|v| v["verdict"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(verdicts, ["found", "differs", "not-found"], "{}", found.errors);
}

/// Three records, in forms that three programs keep.
fn libraries(folder: &Path) -> [String; 2] {
    let bib = "@article{roe2019, author = {Roe, Ann}, title = {On tests and what they tell}, journal = {Journal of Tests},\n\
               year = 2019, volume = 12, pages = {4--9}}\n\
               @book{fay2001, author = {Fay, Eve}, title = {Marsh birds of the north}, publisher = {Reed}, year = 2001}\n";
    let ris = "TY  - JOUR\nID  - kay\nAU  - Kay, Ben\nTI  - Slow rivers and their banks\nJO  - Annals of Rivers\nPY  - 2004\n\
               VL  - 8\nSP  - 31\nER  - \n";
    [file(folder, "library.bib", bib), file(folder, "more.ris", ris)]
}

/// What `match` says of a list beside the libraries: of each reference its id, the answer and the record.
fn matched(list: &[&str], libraries: &[String]) -> Vec<[String; 3]> {
    let libraries = libraries.iter().map(String::as_str);
    let arguments: Vec<&str> = ["match"]
        .into_iter()
        .chain(list.iter().copied())
        .chain(["--format", "json", "--library"])
        .chain(libraries)
        .collect();
    let found = run(&arguments);
    assert_eq!((found.errors.as_str(), found.code), ("", Some(0)), "{arguments:?}");
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    found.json().iter().map(|v| ["id", "answer", "record"].map(|key| text(&v[key]))).collect()
}

const LIST: &str = "Roe, A. (2019). On tests and what they tell. J. Tests, 12, 4.\n\
                    B. Kay, Slow rivers and their banks, Annals of Rivers 8, 31 (2004).\n\
                    Lind, C. (1999). Ponds in winter. Annals of Ponds, 3, 44–59.\n";

/// Bare references beside two libraries, with `--strings` and without it, from a file.
#[test]
fn a_list_beside_libraries() {
    let folder = folder("match-library");
    let libraries = libraries(&folder);
    let list = file(&folder, "list.txt", LIST);
    let want = [["1", "present", "roe2019"], ["2", "present", "kay"], ["3", "missing", "none"]];
    assert_eq!(matched(&[&list], &libraries), want);
    assert_eq!(matched(&["--strings", &list], &libraries), want);
    let table = run(&["match", &list, "--library", &libraries[0]]);
    assert!(table.out.starts_with("3 references beside 2 records: 1 present, 0 doubtful, 2 missing"), "{}", table.out);
}

/// A paper, and records of other forms, beside a library; what a record cites is looked for, not the record.
#[test]
fn any_form_beside_a_library() {
    let folder = folder("match-forms");
    let libraries = libraries(&folder);
    let paper =
        file(&folder, "paper.md", format!("# On rivers\n\nText.\n\n# References\n\n{}", LIST.replace("\n", "\n\n")));
    let ids: Vec<String> =
        matched(&[&paper], &libraries).into_iter().map(|[id, _, record]| format!("{id} {record}")).collect();
    assert_eq!(ids, ["paper:1 roe2019", "paper:2 kay", "paper:3 none"]);
    // Most lines of a note name years too, but not its title.
    let note = file(&folder, "note.txt", format!("On rivers\n\nAs Kay (2004) says.\n\nReferences\n\n{LIST}"));
    let ids: Vec<String> = matched(&[&note], &libraries).into_iter().map(|[id, ..]| id).collect();
    assert_eq!(ids, ["note:1", "note:2", "note:3"]);
    let csl = r#"[{"id":"x","type":"book","title":"Marsh birds of the north","author":[{"family":"Fay","given":"E."}],
        "issued":{"date-parts":[[2001]]}}]"#;
    assert_eq!(matched(&[&file(&folder, "zotero.json", csl)], &libraries), [["x", "present", "fay2001"]]);
    let wos =
        "FN Made Up\nPT J\nAU Poe, D\nTI On banks\nCR KAY B, 2004, ANN RIVERS, V8, P31\nPY 2010\nUT WOS:1\nER\nEF\n";
    assert_eq!(matched(&[&file(&folder, "wos.txt", wos)], &libraries), [["WOS-1:1", "present", "kay"]]);
}

#[test]
fn what_cannot_be_a_list_or_a_library_is_refused() {
    let folder = folder("match-refused");
    let libraries = libraries(&folder);
    let prose = file(&folder, "prose.txt", "Nothing here is a reference.\nNor is this.\n");
    let list = file(&folder, "list.txt", LIST);
    let refused = run(&["match", &prose, "--library", &libraries[0]]);
    refused.fails(2, &format!("{prose}: no references found: if each line is one, say so with --strings"));
    run(&["match", &list, "--library", &prose]).fails(2, &format!("{prose}: no records"));
    let table = file(&folder, "table.csv", "colour,length\nred,2\nblue,3\ngreen,4\n");
    assert_eq!(run(&["match", &list, "--library", &table]).code, Some(2));
    let empty = file(&folder, "empty.txt", "");
    run(&["match", &empty]).fails(2, &format!("{empty}: empty"));
    citegraph(&["match", "--strings", "-"], b"\n\n").fails(2, "-: empty");
    // Bare references where records are expected: the first fault is told, and what to do.
    let bare = "Roe, A. (2001). On ice. Lakes, 1, 2.\n".repeat(60);
    let first = "-: line 1: expected value at line 1 column 1";
    let said = format!("{first}\ncitegraph: -: no CSL-JSON: if each line is a reference, say so with --strings");
    citegraph(&["match", "-"], bare.as_bytes()).fails(2, &said);
    // Without a library there is nothing to show in a table.
    assert_eq!(run(&["match", &list, "--format", "csv"]).code, Some(2));
}

/// Which of the records of an export are one work.
#[test]
fn records_of_any_form_are_clustered() {
    let folder = folder("match-records");
    let [bib, _] = libraries(&folder);
    let twice =
        fs::read_to_string(&bib).expect("it is there").replace("fay2001", "other").replace("Roe, Ann", "Roe, A.");
    let both =
        file(&folder, "both.bib", fs::read_to_string(&bib).expect("it is there") + &twice.replace("roe2019", "again"));
    let found = run(&["match", &both]);
    let works: Vec<String> = found.json().iter().map(|v| v["work"].to_string()).collect();
    assert_eq!(works, ["\"roe2019\"", "\"fay2001\"", "\"roe2019\"", "\"fay2001\""], "{}", found.errors);
}
