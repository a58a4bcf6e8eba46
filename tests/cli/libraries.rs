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
