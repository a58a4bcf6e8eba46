//! The forms that records come in, by their names.

use std::fmt;
use std::str::FromStr;

use crate::error::UnknownName;

/// A form that records come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Format {
    /// RIS: `TY  - JOUR`.
    Ris,
    /// EndNote's tagged form: `%0 Journal Article`.
    EndNote,
    /// EndNote's XML.
    EndNoteXml,
    /// PubMed's NBIB, also called MEDLINE: `PMID- 123`.
    Nbib,
    /// PubMed's XML.
    PubMed,
    /// Ovid's text, tagged or as it is displayed: `TI  - On tests` in `<1. >`.
    Ovid,
    /// The Cochrane Library's text: `TI: On tests` in `Record #1 of 2`.
    Cochrane,
    /// RefWorks' tagged form: `RT Journal Article`.
    RefWorks,
    /// NoteExpress' form, which CNKI and Wanfang write: `{Reference Type}: Journal Article`.
    NoteExpress,
    /// CNKI's own forms: `Title-题名: …`.
    Cnki,
    /// ProQuest's text: `Title: On tests` between lines of underscores.
    ProQuest,
    /// Web of Science's plain text: `PT J`.
    Wos,
    /// Web of Science's tab-delimited table, and that for Excel.
    WosTab,
    /// Scopus' CSV, and its plain text.
    Scopus,
    /// Dimensions' CSV.
    Dimensions,
    /// The Lens' CSV.
    Lens,
    /// OpenCitations' index of citations, CSV.
    OpenCitations,
    /// OpenCitations' metadata, CSV.
    OpenCitationsMeta,
    /// Other tables of works in CSV, by the names of their columns: Zotero's, PubMed's, IEEE's, EBSCO's, Embase's …
    Csv,
    /// BibTeX and BibLaTeX.
    Bibtex,
    /// CSL-JSON, an array or an object a line.
    Csl,
    /// Works of OpenAlex, JSON.
    OpenAlex,
    /// Works of Crossref, JSON.
    Crossref,
    /// Papers of Semantic Scholar, JSON.
    SemanticScholar,
    /// JATS, XML.
    Jats,
    /// TEI, XML, as GROBID makes it.
    Tei,
    /// A list in TeX's `thebibliography`, or as BibLaTeX's biber writes it.
    Bbl,
    /// A document in LaTeX, which cites by keys.
    Tex,
}

impl Format {
    /// Every format, in declaration order.
    pub const ALL: [Format; 28] = [
        Format::Ris,
        Format::EndNote,
        Format::EndNoteXml,
        Format::Nbib,
        Format::PubMed,
        Format::Ovid,
        Format::Cochrane,
        Format::RefWorks,
        Format::NoteExpress,
        Format::Cnki,
        Format::ProQuest,
        Format::Wos,
        Format::WosTab,
        Format::Scopus,
        Format::Dimensions,
        Format::Lens,
        Format::OpenCitations,
        Format::OpenCitationsMeta,
        Format::Csv,
        Format::Bibtex,
        Format::Csl,
        Format::OpenAlex,
        Format::Crossref,
        Format::SemanticScholar,
        Format::Jats,
        Format::Tei,
        Format::Bbl,
        Format::Tex,
    ];

    /// The name by which a user asks for it: "wos-tab".
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ris => "ris",
            Self::EndNote => "endnote",
            Self::EndNoteXml => "endnote-xml",
            Self::Nbib => "nbib",
            Self::PubMed => "pubmed",
            Self::Ovid => "ovid",
            Self::Cochrane => "cochrane",
            Self::RefWorks => "refworks",
            Self::NoteExpress => "noteexpress",
            Self::Cnki => "cnki",
            Self::ProQuest => "proquest",
            Self::Wos => "wos",
            Self::WosTab => "wos-tab",
            Self::Scopus => "scopus",
            Self::Dimensions => "dimensions",
            Self::Lens => "lens",
            Self::OpenCitations => "opencitations",
            Self::OpenCitationsMeta => "opencitations-meta",
            Self::Csv => "csv",
            Self::Bibtex => "bibtex",
            Self::Csl => "csl",
            Self::OpenAlex => "openalex",
            Self::Crossref => "crossref",
            Self::SemanticScholar => "semantic-scholar",
            Self::Jats => "jats",
            Self::Tei => "tei",
            Self::Bbl => "bbl",
            Self::Tex => "tex",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| UnknownName::new("format", name, Self::ALL.map(Self::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse(), Ok(format));
        }
        let said = "pdf".parse::<Format>().unwrap_err().to_string();
        assert!(said.starts_with("no format is called \"pdf\": there are ris, endnote, "), "{said}");
    }
}
