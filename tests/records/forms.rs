//! The same ten works and their citations in every form that can hold them give the same graph, and what is written of it in
//! every form of works is read again as the same works.
//!
//! BibTeX holds citations as Web of Science and Scopus write it, RIS as Scopus and PsycINFO do; TeX's `thebibliography` and TEI hold
//! what one paper cites, so each work is a file of its own. What holds works and no citations is in `works`.

use super::*;

use citegraph::view::bibliography::Bibliography;

/// "Roe, A., van der Lee, B., On tests (2001) Journal, 3 (2), pp. 4-9": Scopus' words of old.
fn scopus_words(work: &Work) -> String {
    let authors = work.names(", ", |family, given| format!("{family}, {}.", &given[..1]));
    let (first, last) = work.pages;
    format!(
        "{authors}, {} ({}) {}, {} ({}), pp. {first}-{last}",
        work.title, work.year, work.journal, work.volume, work.issue
    )
}

fn scopus_list(work: &Work) -> String {
    work.cites.iter().map(|at| scopus_words(&WORKS[*at])).collect::<Vec<_>>().join("; ")
}

fn scopus_ris() -> String {
    let record = |work: &Work| {
        let authors = work.names("", |family, given| format!("AU  - {family}, {given}\n"));
        let cited =
            if work.cites.is_empty() { String::new() } else { format!("N1  - References: {}\n", scopus_list(work)) };
        format!(
            "TY  - JOUR\n{authors}TI  - {}\nT2  - {}\nPY  - {}\nVL  - {}\nIS  - {}\nSP  - {}\nEP  - {}\nDO  - {}\n{cited}ER  - \n\n",
            work.title,
            work.journal,
            work.year,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1,
            work.doi()
        )
    };
    WORKS.iter().map(record).collect()
}

/// PsycINFO has each reference in a field of its own.
fn psycinfo_ris() -> String {
    let record = |work: &Work| {
        let authors = work.names("", |family, given| format!("A1  - {family}, {given}\n"));
        let cited: String = work.cites.iter().map(|at| format!("M1  - {}\n", scopus_words(&WORKS[*at]))).collect();
        format!(
            "TY  - JOUR\nDB  - APA PsycInfo\nID  - {0}\n{authors}T1  - {1}\nJF  - {2}\nY1  - {0}//\nVL  - {3}\nIS  - {4}\nSP  - {5}\nEP  - {6}\nDO  - {7}\n{cited}ER  - \n\n",
            work.year,
            work.title,
            work.journal,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1,
            work.doi()
        )
    };
    WORKS.iter().map(record).collect()
}

/// Web of Science's table for Excel, saved as CSV.
fn wos_excel() -> String {
    let mut out = String::from(
        "Publication Type,Author Full Names,Article Title,Source Title,Document Type,Cited References,Publication Year,Volume,Issue,Start Page,End Page,DOI,UT (Unique WOS ID)\n",
    );
    for work in &WORKS {
        let cited: Vec<String> = work.cites.iter().map(|at| short(&WORKS[*at])).collect();
        out += &csv(&[
            "J".into(),
            work.names("; ", |family, given| format!("{family}, {given}")),
            work.title.into(),
            work.journal.into(),
            "Article".into(),
            cited.join("; "),
            work.year.to_string(),
            work.volume.to_string(),
            work.issue.to_string(),
            work.pages.0.to_string(),
            work.pages.1.to_string(),
            work.doi(),
            format!("WOS:{}", work.year),
        ]);
    }
    out
}

/// What each work cites, in a file that is called as its year.
fn thebibliography() -> Vec<File> {
    const NAMES: [&str; 10] = ["2001", "2002", "2003", "2004", "2005", "2006", "2007", "2008", "2009", "2010"];
    let item = |at: &usize| {
        let work = &WORKS[*at];
        format!(
            "\\bibitem{{x{0}}}\n{1} ({0}).\n\\newblock {2}.\n\\newblock \\emph{{{3}}}, {4}({5}):{6}--{7}.\n\n",
            work.year,
            work.names(" and ", |family, given| format!("{}.~{family}", &given[..1])),
            work.title.replace('&', "\\&"),
            work.journal,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1
        )
    };
    let listing = NAMES.into_iter().zip(&WORKS).filter(|(_, work)| !work.cites.is_empty());
    let file = |(name, work): (&'static str, &Work)| {
        let items: String = work.cites.iter().map(item).collect();
        (name, format!("\\begin{{thebibliography}}{{9}}\n{items}\\end{{thebibliography}}\n").into_bytes())
    };
    listing.map(file).collect()
}

fn bibtex(cited: impl Fn(&Work) -> String) -> String {
    let entry = |work: &Work| {
        let authors = work.names(" and ", |family, given| format!("{family}, {given}"));
        format!(
            "@article{{x{0},\nauthor = {{{authors}}},\ntitle = {{{1}}},\njournal = {{{2}}},\nyear = {{{0}}},\nvolume = {{{3}}},\nnumber = {{{4}}},\n\
             pages = {{{5}-{6}}},\ndoi = {{{7}}},\n{8}}}\n\n",
            work.year,
            work.title.replace('&', "\\&"),
            work.journal,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1,
            work.doi(),
            cited(work)
        )
    };
    WORKS.iter().map(entry).collect()
}

fn wos_bibtex() -> String {
    bibtex(|work| {
        let cited: Vec<String> = work.cites.iter().map(|at| short(&WORKS[*at]) + ".").collect();
        format!("Cited-References = {{{{{}}}}},\nUnique-ID = {{{{WOS:{}}}}},\n", cited.join("\n   "), work.year)
    })
}

fn scopus_bibtex() -> String {
    bibtex(|work| format!("references={{{}}},\nsource={{Scopus}},\n", scopus_list(work).replace('&', "\\&")))
}

fn dimensions() -> String {
    let mut out = String::from(
        "\"About the data: Exported on a day.\"\nRank,Publication ID,DOI,Title,Source title,PubYear,Volume,Issue,Pagination,Authors,Cited references\n",
    );
    for work in &WORKS {
        let group = |at: &usize| {
            let w = &WORKS[*at];
            let authors = w.names("; ", |family, given| format!("{family}, {given}"));
            format!(
                "[{authors}]|||{}|{}|{}|{}|{}-{}|{}|pub.{}|5",
                w.journal,
                w.year,
                w.volume,
                w.issue,
                w.pages.0,
                w.pages.1,
                w.doi(),
                w.year
            )
        };
        out += &csv(&[
            "1".into(),
            format!("pub.{}", work.year),
            work.doi(),
            work.title.into(),
            work.journal.into(),
            work.year.to_string(),
            work.volume.to_string(),
            work.issue.to_string(),
            format!("{}-{}", work.pages.0, work.pages.1),
            work.names("; ", |family, given| format!("{family}, {given}")),
            work.cites.iter().map(group).collect::<Vec<_>>().join(";"),
        ]);
    }
    out
}

fn openalex_csv() -> String {
    let mut out = String::from(
        "id,doi,title,publication_year,type,authorships.author.display_name,primary_location.source.display_name,biblio.volume,\
         biblio.issue,biblio.first_page,biblio.last_page,referenced_works\n",
    );
    let id = |work: &Work| format!("https://openalex.org/W{}", work.year);
    for work in &WORKS {
        out += &csv(&[
            id(work),
            format!("https://doi.org/{}", work.doi()),
            work.title.into(),
            work.year.to_string(),
            "article".into(),
            work.names("|", |family, given| format!("{given} {family}")),
            work.journal.into(),
            work.volume.to_string(),
            work.issue.to_string(),
            work.pages.0.to_string(),
            work.pages.1.to_string(),
            work.cites.iter().map(|at| id(&WORKS[*at])).collect::<Vec<_>>().join("|"),
        ]);
    }
    out
}

fn s2orc() -> String {
    let people = |work: &Work| -> Vec<serde_json::Value> {
        work.authors
            .iter()
            .map(|(family, given)| serde_json::json!({"first": given, "middle": [], "last": family, "suffix": ""}))
            .collect()
    };
    let fields = |work: &Work| {
        serde_json::json!({
            "title": work.title, "authors": people(work), "year": work.year, "venue": work.journal, "volume": work.volume.to_string(),
            "issue": work.issue.to_string(), "pages": format!("{}--{}", work.pages.0, work.pages.1),
        })
    };
    let paper = |work: &Work| {
        let entries: serde_json::Map<String, serde_json::Value> =
            work.cites.iter().enumerate().map(|(i, at)| (format!("BIBREF{i}"), fields(&WORKS[*at]))).collect();
        serde_json::json!({"paper_id": format!("p{}", work.year), "metadata": fields(work), "bib_entries": entries})
            .to_string()
    };
    WORKS.iter().map(paper).collect::<Vec<_>>().join("\n")
}

fn pubmed() -> String {
    let mut out = String::from("<?xml version=\"1.0\"?>\n<PubmedArticleSet>");
    for work in &WORKS {
        let people =
            work.names("", |f, g| format!("<Author><LastName>{f}</LastName><ForeName>{g}</ForeName></Author>"));
        let cited: String = work
            .cites
            .iter()
            .map(|at| format!("<Reference><Citation>Words.</Citation><ArticleIdList><ArticleId IdType=\"pubmed\">{}</ArticleId></ArticleIdList></Reference>", WORKS[*at].year))
            .collect();
        let _ = write!(
            out,
            "<PubmedArticle><MedlineCitation><PMID>{0}</PMID><Article><Journal><JournalIssue><Volume>{1}</Volume><Issue>{2}</Issue><PubDate><Year>{0}</Year></PubDate></JournalIssue>\
             <Title>{3}</Title></Journal><ArticleTitle>{4}.</ArticleTitle><Pagination><MedlinePgn>{5}-{6}</MedlinePgn></Pagination>\
             <ELocationID EIdType=\"doi\">{7}</ELocationID><AuthorList>{people}</AuthorList></Article></MedlineCitation>\
             <PubmedData><ReferenceList>{cited}</ReferenceList></PubmedData></PubmedArticle>",
            work.year,
            work.volume,
            work.issue,
            work.journal,
            work.title.replace('&', "&amp;"),
            work.pages.0,
            work.pages.1,
            work.doi()
        );
    }
    out + "</PubmedArticleSet>"
}

fn bibl_struct(work: &Work) -> String {
    let people = work.names("", |f, g| {
        format!("<author><persName><forename>{g}</forename><surname>{f}</surname></persName></author>")
    });
    format!(
        "<biblStruct><analytic><title level=\"a\">{}</title>{people}<idno type=\"DOI\">{}</idno></analytic><monogr><title level=\"j\">{}</title><imprint>\
         <biblScope unit=\"volume\">{}</biblScope><biblScope unit=\"issue\">{}</biblScope><biblScope unit=\"page\" from=\"{}\" to=\"{}\"/><date type=\"published\" when=\"{}\"/></imprint></monogr></biblStruct>",
        work.title.replace('&', "&amp;"),
        work.doi(),
        work.journal,
        work.volume,
        work.issue,
        work.pages.0,
        work.pages.1,
        work.year
    )
}

fn tei() -> Vec<File> {
    let file = |work: &Work| {
        let cited: String = work.cites.iter().map(|at| bibl_struct(&WORKS[*at])).collect();
        format!(
            "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><sourceDesc>{}</sourceDesc></fileDesc></teiHeader><text><back><listBibl>{cited}</listBibl></back></text></TEI>",
            bibl_struct(work)
        )
    };
    const NAMES: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    NAMES.into_iter().zip(&WORKS).map(|(name, work)| (name, file(work).into_bytes())).collect()
}

fn opencitations_json() -> String {
    let pairs = WORKS.iter().flat_map(|work| work.cites.iter().map(move |at| (work, &WORKS[*at])));
    let one = |(citing, cited): (&Work, &Work)| serde_json::json!({"oci": "1-2", "citing": format!("doi:{}", citing.doi()), "cited": format!("doi:{}", cited.doi()), "creation": citing.year.to_string()});
    serde_json::Value::from(pairs.map(one).collect::<Vec<_>>()).to_string()
}

pub(super) fn forms() -> Vec<(&'static str, Vec<File>)> {
    let (meta, index) = opencitations();
    let one = |form: &'static str, text: String| (form, vec![("export", text.into_bytes())]);
    vec![
        one("wos", wos()),
        one("wos-tab", wos_tab()),
        one("wos for excel", wos_excel()),
        one("wos in bibtex", wos_bibtex()),
        one("scopus", scopus()),
        one("scopus in ris", scopus_ris()),
        one("psycinfo in ris", psycinfo_ris()),
        one("scopus in bibtex", scopus_bibtex()),
        one("dimensions", dimensions()),
        one("lens", lens()),
        one("openalex", openalex()),
        one("openalex in csv", openalex_csv()),
        one("crossref", crossref()),
        one("semantic-scholar", semantic_scholar()),
        one("s2orc", s2orc()),
        one("jats", jats()),
        ("tei", tei()),
        one("pubmed", pubmed()),
        ("opencitations", vec![("meta", meta.clone().into()), ("index", index.into())]),
        ("opencitations in json", vec![("meta", meta.into()), ("index", opencitations_json().into())]),
    ]
}

#[test]
fn the_same_citations_in_all_forms() {
    for (form, files) in &forms() {
        assert_eq!(citations(files), truth(), "{form}");
    }
    assert_eq!(citations(&thebibliography()), truth(), "TeX's lists");
}

/// What a form of works can hold of one.
pub(super) fn kept(item: &Item) -> String {
    let family = |name: &Name| {
        let parts = [&name.non_dropping_particle, &name.family, &name.literal];
        parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
    };
    let people: Vec<String> = item.author.iter().map(family).collect();
    let page = item.page.as_deref().unwrap_or_default().replace(['–', '—'], "-").replace("--", "-");
    format!(
        "{people:?} {:?} {:?} {:?} {:?} {page} {:?}",
        item.title,
        item.container_title,
        item.year(),
        item.volume,
        item.doi
    )
}

/// Each form in, each form of works out, and in again.
#[test]
fn works_of_all_forms_in_all_forms() {
    for (form, files) in &forms() {
        let read = |(name, bytes): &File| Source {
            name: (*name).to_owned(),
            records: Records::read(bytes, None).expect(form),
        };
        let mut works: Vec<(String, Item)> = papers(files.iter().map(read), std::iter::empty())
            .into_iter()
            .map(|paper| (paper.id, paper.item))
            .collect();
        // The index of citations alone says no titles.
        works.retain(|(_, item)| item.title.is_some());
        assert_eq!(works.len(), WORKS.len(), "{form}");
        again(form, &works);
    }
}

/// Written in every form of works, these are read as the same.
pub(super) fn again(form: &str, works: &[(String, Item)]) {
    for out in [Bibliography::Bibtex, Bibliography::Ris, Bibliography::Nbib, Bibliography::Csl, Bibliography::Csv] {
        let text = out.write(works.iter().map(|(id, item)| (id.as_str(), item)));
        let again = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{form}, {out}: {e}: {text}"));
        assert!(again.faults.is_empty(), "{form}, {out}: {:?}", again.faults);
        let again: Vec<String> = again.publications.iter().map(|p| kept(&p.item)).collect();
        assert_eq!(again, works.iter().map(|(_, item)| kept(item)).collect::<Vec<_>>(), "{form}, {out}");
    }
}

/// Works in every form of works keep every field that they have.
#[test]
fn what_goes_out_comes_in_again() {
    let items: Vec<(String, Item)> = (1..).zip(&WORKS).map(|(i, work)| (format!("w{i}"), work.item())).collect();
    for form in [Bibliography::Bibtex, Bibliography::Ris, Bibliography::Nbib, Bibliography::Csl, Bibliography::Csv] {
        let text = form.write(items.iter().map(|(id, item)| (id.as_str(), item)));
        let read = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{form}: {e}: {text}"));
        assert!(read.faults.is_empty(), "{form}: {:?}", read.faults);
        assert_eq!(read.publications.len(), items.len(), "{form}");
        for (found, (_, item)) in read.publications.iter().zip(&items) {
            let mut found = found.item.clone();
            found.page = found.page.map(|page| page.replace(['–', '—'], "-").replace("--", "-"));
            assert_eq!(found, *item, "{form}");
        }
        let ids: Vec<&str> = read.publications.iter().filter_map(|p| p.id.as_deref()).collect();
        assert!(
            form == Bibliography::Nbib || ids == items.iter().map(|(id, _)| id).collect::<Vec<_>>(),
            "{form}: {ids:?}"
        );
    }
}
