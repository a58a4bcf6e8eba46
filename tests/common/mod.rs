//! Corpora by hand.

#![allow(dead_code, reason = "not every test uses every helper")]

use citegraph::paper::{CitationForm, InTextCitation, ListedReference, Paper, ReferenceId, ReferenceKind, Resolution};
use citegraph::reference::date::Date;
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;
use citegraph::reference::{Field, Reference};
use citegraph::work::{Corpus, Member, Work};
use citegraph::{Confidence, Span};

/// A person's name from "Family, Given", an organisation's from a text without a comma.
pub fn name(text: &str) -> Name {
    let mut name = Name::default();
    match text.split_once(", ") {
        Some((family, given)) => {
            name.family = Some(family.to_owned());
            name.given = Some(given.to_owned());
        }
        None => name.literal = Some(text.to_owned()),
    }
    name
}

/// An article. Authors are separated by semicolons.
pub fn article(authors: &str, year: i32, title: &str, journal: &str, numeration: [&str; 3]) -> Item {
    let [volume, issue, page] = numeration.map(|part| (!part.is_empty()).then(|| part.to_owned()));
    Item {
        item_type: ItemType::ArticleJournal,
        author: authors.split("; ").map(name).collect(),
        issued: Some(Date::of_year(year)),
        title: Some(title.to_owned()),
        container_title: Some(journal.to_owned()),
        volume,
        issue,
        page,
        ..Item::default()
    }
}

/// A book.
pub fn book(authors: &str, year: i32, title: &str, publisher: &str) -> Item {
    Item {
        item_type: ItemType::Book,
        author: authors.split("; ").map(name).collect(),
        issued: Some(Date::of_year(year)),
        title: Some(title.to_owned()),
        publisher: Some(publisher.to_owned()),
        ..Item::default()
    }
}

pub fn id(document: &str, label: &str) -> ReferenceId {
    ReferenceId { document: document.to_owned(), label: label.to_owned() }
}

fn field<T>(value: T) -> Field<T> {
    Field { value, span: Span::default(), confidence: Confidence::CERTAIN }
}

/// A reference that reads as `item`; its spans are empty.
pub fn reference(item: &Item) -> Reference {
    let mut reference = Reference::default();
    reference.item_type = item.item_type;
    reference.author = item.author.iter().cloned().map(field).collect();
    reference.title = item.title.clone().map(field);
    reference.container_title = item.container_title.clone().map(field);
    reference.issued = item.issued.clone().map(field);
    reference.volume = item.volume.clone().map(field);
    reference.issue = item.issue.clone().map(field);
    reference.page = item.page.clone().map(field);
    reference.publisher = item.publisher.clone().map(field);
    reference.doi = item.doi.clone().map(field);
    reference.raw = item.title.clone().unwrap_or_default();
    reference
}

/// A paper that lists and cites nothing.
fn paper(id: &str, item: Item) -> Paper {
    let mut paper = Paper::default();
    paper.id = id.to_owned();
    paper.item = item;
    paper
}

/// Collects papers and says by hand which entry means which work.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    pub papers: Vec<Paper>,
    pub works: Vec<(String, Item, Vec<Member>)>,
}

impl Hand {
    /// A paper, and a work that it is.
    pub fn paper(mut self, id: &str, item: Item) -> Self {
        self.works.push((id.to_owned(), item.clone(), vec![Member::Paper(id.to_owned())]));
        self.papers.push(paper(id, item));
        self
    }

    /// An entry of the last paper, in full: the next label, and the work that it means.
    pub fn entry(mut self, work: &str, item: Item) -> Self {
        let paper = self.papers.last_mut().expect("a paper first");
        let id = id(&paper.id, &(paper.references.len() + 1).to_string());
        paper.references.push(ListedReference::new(id.clone(), Span::default(), reference(&item)));
        match self.works.iter_mut().find(|(known, ..)| known == work) {
            Some((.., members)) => members.push(Member::Entry(id)),
            None => self.works.push((work.to_owned(), item, vec![Member::Entry(id)])),
        }
        self
    }

    /// A back-reference of the last paper to an entry of its own.
    pub fn back(mut self, kind: ReferenceKind, to: &str) -> Self {
        let paper = self.papers.last_mut().expect("a paper first");
        let id = id(&paper.id, &(paper.references.len() + 1).to_string());
        let mut entry = ListedReference::new(id, Span::default(), Reference::default());
        entry.kind = kind;
        entry.refers_to = Some(to.to_owned());
        entry.region = citegraph::document::Region::Note;
        paper.references.push(entry);
        self
    }

    /// A citation in the last paper's text.
    pub fn cite(mut self, printed: &str, form: CitationForm, resolution: Resolution) -> Self {
        let paper = self.papers.last_mut().expect("a paper first");
        let start = 100 * paper.citations.len();
        let span = Span::new(start, start + printed.len());
        paper.citations.push(InTextCitation::new(span, printed, form, resolution));
        self
    }

    pub fn corpus(self) -> Corpus {
        let works = self.works.into_iter();
        let mut works: Vec<Work> = works.map(|(id, item, members)| Work::new(id, item, members)).collect();
        works.sort_by(|a, b| a.id.cmp(&b.id));
        let mut papers = self.papers;
        papers.sort_by(|a, b| a.id.cmp(&b.id));
        let mut corpus = Corpus::default();
        (corpus.papers, corpus.works) = (papers, works);
        corpus
    }
}

pub fn exact(label: &str) -> Resolution {
    Resolution::Exact { label: label.to_owned() }
}

const ANNALS: &str = "Annals of Imaginary Hydrology";
const REVIEW: &str = "Review of Fictional Cartography";
const BOTANY: &str = "Journal of Invented Botany";
const PROCEEDINGS: &str = "Proceedings of Nothing in Particular";

/// The papers of `data/made-up`, as they should be read; their citations without places.
pub fn made_up() -> Hand {
    let drained = |a: &str, b: &str| {
        let authors = format!("Ferrel, {a}; Haddow, {b}");
        article(&authors, 2019, "Made up: Tides in a drained sea", ANNALS, ["7", "1", "1-12"])
    };
    let water = |s: &str| {
        let author = format!("Haddow, {s}");
        article(&author, 2020, "Made up: Measuring water that is not there", ANNALS, ["8", "2", "33-47"])
    };
    let maps = |m: &str, t: &str| {
        let authors = format!("Quillory, {m}; Ferrel, {t}");
        article(&authors, 2020, "Made up: Maps of coasts that moved", REVIEW, ["3", "2", "101-118"])
    };
    let herbarium = |o: &str| {
        let author = format!("Brennick, {o}");
        article(&author, 2021, "Made up: The herbarium of unseen plants", BOTANY, ["12", "4", "210-229"])
    };
    let pollen = |l: &str| {
        let author = format!("Varn, {l}");
        article(&author, 2021, "Made up: Pollen records from blank pages", BOTANY, ["13", "1", "5-19"])
    };
    let flora = |o: &str, l: &str| {
        let authors = format!("Brennick, {o}; Varn, {l}");
        article(&authors, 2022, "Made up: A flora for drained seas", BOTANY, ["14", "3", "77-95"])
    };
    let salt = || article("Ferrel, T.", 2016, "Made up: Salt without a sea", ANNALS, ["4", "3", "201-215"]);
    let basins = |volume: &str| {
        let title = "Made up: A general theory of empty basins";
        article("Marlowe-Quist, P.", 2011, title, ANNALS, [volume, "1", "1-30"])
    };
    let shores = || {
        let institute = "Institute for Unbuilt Harbours";
        let item = book(institute, 2015, "Made up: Yearbook of missing shores", institute);
        Item { item_type: ItemType::Report, ..item }
    };
    let gauge = || article("Haddow, S.", 2013, "Made up: The dry gauge", PROCEEDINGS, ["22", "1", "14-19"]);
    let errors = || {
        let title = "Made up: Errors of instruments that were left at home";
        article("Tolliver, B.; Anx, J.", 2012, title, PROCEEDINGS, ["21", "4", "300-311"])
    };
    let night = || article("Quillory, M.", 2017, "Made up: Coasts by night", REVIEW, ["1", "1", "9-24"]);
    let blank = || book("Vant, E.", 2008, "Made up: The cartographer's blank", "Lantern Press");
    let key = || article("Brennick, O.", 2018, "Made up: A key to plants without features", BOTANY, ["9", "1", "3-17"]);
    let press = || {
        let title = "Made up: How to press a plant that never grew";
        article("Stellan, R.; Oduya, K.", 2014, title, BOTANY, ["5", "2", "88-96"])
    };
    let forgot = || article("Zell, H.", 1999, "Made up: Paper that forgot", PROCEEDINGS, ["8", "2", "51-60"]);

    let mut all = Hand::default();
    // The works that are papers first, so that entries find them.
    for (id, item) in [
        ("brennick-2021", herbarium("Odile")),
        ("brennick-2022", flora("Odile", "Lasse")),
        ("ferrel-2019", drained("Tamsin", "Sunniva")),
        ("haddow-2020", water("Sunniva")),
        ("quillory-2020", maps("Maud A.", "Tamsin")),
        ("varn-2021", pollen("Lasse")),
    ] {
        all = all.paper(id, item);
    }
    let parts = [
        Hand::default()
            .of("brennick-2021")
            .entry("w-key", key())
            .entry("w-press", press())
            .entry("w-blank", blank())
            .entry("varn-2021", pollen("L.")),
        Hand::default()
            .of("brennick-2022")
            .entry("w-key", key())
            .entry("brennick-2021", herbarium("O."))
            .entry("brennick-2022", flora("O.", "L."))
            .entry("ferrel-2019", drained("T.", "S."))
            .entry("w-basins", basins("2"))
            .entry("w-press", press())
            .entry("varn-2021", pollen("L.")),
        Hand::default()
            .of("ferrel-2019")
            .entry("w-salt", salt())
            .entry("haddow-2020", water("S."))
            .entry("w-shores", shores())
            .entry("w-basins", basins("1")),
        Hand::default()
            .of("haddow-2020")
            .entry("ferrel-2019", drained("T.", "S."))
            .entry("w-gauge", gauge())
            .entry("w-basins", basins("2"))
            .entry("w-errors", errors()),
        Hand::default()
            .of("quillory-2020")
            .entry("brennick-2021", herbarium("O."))
            .entry("w-salt", salt())
            .entry("ferrel-2019", drained("T.", "S."))
            .entry("w-shores", shores())
            .entry("w-basins", basins("1"))
            .entry("w-night", night())
            .entry("w-blank", blank()),
        Hand::default()
            .of("varn-2021")
            .entry("w-basins", basins("1"))
            .entry("quillory-2020", maps("M. A.", "T."))
            .entry("w-press", press())
            .entry("w-errors", errors())
            .entry("w-forgot", forgot()),
    ];
    for part in parts {
        all = all.with_lists_of(part);
    }
    all
}

impl Hand {
    fn of(mut self, id: &str) -> Self {
        self.papers.push(paper(id, Item::default()));
        self
    }

    fn with_lists_of(mut self, other: Hand) -> Self {
        for paper in other.papers {
            let known = self.papers.iter_mut().find(|known| known.id == paper.id).expect("a paper of the corpus");
            known.references = paper.references;
        }
        for (id, item, members) in other.works {
            match self.works.iter_mut().find(|(known, ..)| *known == id) {
                Some((.., known)) => known.extend(members),
                None => self.works.push((id, item, members)),
            }
        }
        self
    }
}
