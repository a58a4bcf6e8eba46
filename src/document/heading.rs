//! Headings that tell what comes: a bibliography, notes, or what stands after a bibliography.

use crate::terms::{self, Term};

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// A bibliography.
    List,
    /// Notes.
    Notes,
    /// What papers have at their end besides: appendices, thanks, about the author.
    After,
    /// A kind of sources, as part of a bibliography: "Games", "Legislation". In another place it announces nothing.
    Sources,
}

/// Beginnings of words, one of which a bibliography's heading has.
const LIST_STEMS: &[&str] = &[
    "referenc",
    "bibliogr",
    "biblio-",
    "literaturverz",
    "literaturlist",
    "literaturang",
    "literaturhinw",
    "literaturnachw",
    "literatur",
    "literature",
    "sources",
    "quellen",
    "référence",
    "referência",
    "referenz",
    "referenser",
    "referanser",
    "referenci",
    "referinț",
    "riferiment",
    "fuentes",
    "fontes",
    "bronnen",
    "litteratur",
    "källor",
    "kilder",
    "lähteet",
    "lähdeluettelo",
    "viitteet",
    "kirjallisuus",
    "piśmiennictw",
    "irodalom",
    "szakirodalom",
    "hivatkozás",
    "kaynak",
    "литератур",
    "библиограф",
    "источник",
    "використан",
    "βιβλιογραφ",
    "literatuur",
    "literatura",
    "literaturo",
    "参考文献",
    "參考文獻",
    "引用文献",
    "참고문헌",
    "المراجع",
    "المصادر",
    "منابع",
    "ביבליוגרפיה",
    "citations",
];

/// Words that may stand beside them.
const LIST_WORDS: &[&str] = &[
    "and",
    "of",
    "list",
    "cited",
    "selected",
    "annotated",
    "kommentierte",
    "commentée",
    "further",
    "reading",
    "readings",
    "the",
    "primary",
    "secondary",
    "work",
    "works",
    "notes",
    "general",
    "additional",
    "suggested",
    "recommended",
    "key",
    "main",
    "other",
    "for",
    "supplementary",
    "in",
    "text",
    "this",
    "article",
    "chapter",
    "und",
    "verwendete",
    "zitierte",
    "benutzte",
    "weiterführende",
    "ausgewählte",
    "wissenschaftliche",
    "gedruckte",
    "der",
    "die",
    "zur",
    "zum",
    "auswahl",
    "verzeichnis",
    "et",
    "des",
    "de",
    "la",
    "les",
    "citées",
    "sélective",
    "bibliographiques",
    "bibliographique",
    "bibliográficas",
    "bibliográfica",
    "citadas",
    "citada",
    "citados",
    "consultada",
    "utilizada",
    "utilizadas",
    "básica",
    "utilisée",
    "complémentaire",
    "utilizzata",
    "consultadas",
    "y",
    "e",
    "i",
    "a",
    "generale",
    "essenziale",
    "citata",
    "bibliografici",
    "bibliográficos",
    "lista",
    "список",
    "использованной",
    "использованных",
    "используемой",
    "источников",
    "источники",
    "литературы",
    "и",
    "цитируемая",
    "використаних",
    "seznam",
    "použité",
    "použitá",
    "zoznam",
    "použitej",
    "spis",
    "wykaz",
    "cytowana",
    "en",
    "och",
    "og",
    "geraadpleegde",
    "jegyzék",
    "listesi",
    "ve",
    "kaynakça",
    "felhasznált",
    "lijst",
    "van",
    "internet",
    "online",
    "print",
    "web",
    "published",
    "printed",
    "index",
    "citation",
    "scientific",
    "review",
    "literary",
    "archival",
    "manuscript",
    "books",
    "articles",
    "ressources",
    "per",
    "il",
    "dei",
];

/// Headings of bibliographies that none of these words make.
const LIST_PHRASES: &[&str] = &[
    "works cited",
    "work cited",
    "further reading",
    "ouvrages cités",
    "obras citadas",
    "opere citate",
    "primary sources",
    "secondary sources",
    "cited works",
    "suggested reading",
    "suggested readings",
    "webography",
];

const NOTE_PHRASES: &[&str] = &[
    "notes",
    "endnotes",
    "footnotes",
    "end notes",
    "anmerkungen",
    "fußnoten",
    "endnoten",
    "notas",
    "note",
    "noten",
    "примечания",
    "noter",
    "voetnoten",
    "eindnoten",
    "przypisy",
    "poznámky",
    "jegyzetek",
    "dipnotlar",
    "注释",
    "脚注",
    "anmerkung",
    "noten und anmerkungen",
];

const AFTER_STEMS: &[&str] = &[
    "appendi",
    "annex",
    "anhang",
    "acknowledg",
    "danksagung",
    "about the author",
    "about the contributor",
    "über den autor",
    "über die autor",
    "zum autor",
    "zur autorin",
    "autorenangaben",
    "notes on contributor",
    "contributor",
    "supplement",
    "supporting information",
    "author contribution",
    "authors' contribution",
    "conflict of interest",
    "conflicts of interest",
    "competing interest",
    "funding",
    "author information",
    "author biograph",
    "biograph",
    "data availability",
    "ethics",
    "remerciement",
    "agradecimiento",
    "ringraziament",
    "anexo",
    "apêndice",
    "appendice",
    "приложени",
    "благодарност",
    "abbreviations",
    "glossary",
    "list of figures",
    "list of tables",
    "publisher's note",
    // A series' own list.
    "discussion paper",
    "working paper",
    "previous paper",
    "previous publication",
    "bisher erschien",
    "bislang",
    "in dieser reihe",
    "recent publication",
    "recent paper",
    "weitere titel",
    "weitere veröffentlichungen",
    "zuletzt erschien",
    "latest",
    "also available",
    "already published",
    "other titles",
    "papers published",
    "bücher des",
    "bücher der",
    "books of the",
    "veröffentlichungen der",
    "veröffentlichungen des",
    "publikationen der",
    "publikationen des",
    "in der reihe",
    "in this series",
    "thank you",
    "curriculum vitae",
    "subject index",
    "author index",
    "rights and permission",
    "schriftenreihe",
];

/// No heading is longer, in bytes.
const HEADING_BYTES: usize = 70;

/// What a line announces, if it is a heading that announces something. Linear in its length, bounded.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    if line.len() > HEADING_BYTES * 2 {
        return None;
    }
    let name = name(line);
    if name.is_empty() || name.len() > HEADING_BYTES {
        return None;
    }
    // A heading has no sentence's stop, nor a page number after dots as a contents page has.
    let plain = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    if plain.ends_with(|c: char| c.is_ascii_digit()) && plain.contains("..") {
        return None;
    }
    let joined: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let spaced_out =
        name.split(' ').filter(|w| w.chars().count() == 1).count() * 3 > name.chars().filter(|c| *c == ' ').count() * 2;
    // Nor is it mostly marks, as what is left of a picture.
    let letters = line.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).count();
    if letters * 2 < line.chars().count() {
        return None;
    }
    let candidate = if spaced_out && joined.len() > 5 { joined.as_str() } else { name.as_str() };
    if NOTE_PHRASES.contains(&candidate) {
        return Some(Heading::Notes);
    }
    if is_list(candidate) || terms::is(candidate, Term::ListHeading) {
        return Some(Heading::List);
    }
    if AFTER_STEMS.iter().any(|stem| candidate.starts_with(stem)) {
        return Some(Heading::After);
    }
    terms::is(candidate, Term::KindOfSources).then_some(Heading::Sources)
}

fn is_list(name: &str) -> bool {
    if LIST_PHRASES.contains(&name) {
        return true;
    }
    let words = || name.split([' ', '/', '&', '-', ',']).filter(|w| !w.is_empty());
    let stem = |word: &str| LIST_STEMS.iter().any(|stem| word.starts_with(stem));
    let fits = |word: &str| stem(word) || LIST_WORDS.contains(&word);
    words().count() <= 7
        && words().any(stem)
        && words().all(fits)
        // "Literature review" is a section.
        && !(name.ends_with("review") || name.starts_with("review"))
}

/// A heading's name: no numbering, markup or colon, in lower case, one space between words.
pub(crate) fn name(line: &str) -> String {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let numbering = |word: &&str| {
        let word = word.trim_end_matches(['.', ')', ':']);
        word.chars().all(|c| c.is_ascii_digit() || c == '.')
            || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) && word.len() <= 5
            || word.len() == 1 && bare.as_bytes().get(1).is_some_and(|b| matches!(b, b'.' | b')'))
    };
    let mut words: Vec<&str> = bare.split_whitespace().filter(|w| *w != "|").collect();
    // The number of its page, or of a mark beside it.
    let number = |word: &&str| word.trim_matches(['[', ']', '(', ')']).bytes().all(|b| b.is_ascii_digit());
    while words.len() > 1 && words.last().is_some_and(number) {
        words.pop();
    }
    let skipped = words.iter().take(2).take_while(|w| numbering(w)).count();
    let skipped = if skipped < words.len() { skipped } else { 0 };
    words[skipped..].join(" ").to_lowercase().replace(['*', '_', '#'], "").trim_end_matches([':', '.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        use Heading::{After, List, Notes, Sources};
        let cases = [
            ("## References", Some(List)),
            ("**REFERENCES**", Some(List)),
            ("7. References:", Some(List)),
            ("VII. Literatur", Some(List)),
            ("Quellen- und Literaturverzeichnis", Some(List)),
            ("R E F E R E N C E S", Some(List)),
            ("Works Cited", Some(List)),
            ("Список использованной литературы", Some(List)),
            ("Références bibliographiques", Some(List)),
            ("Selected bibliography and further reading", Some(List)),
            ("参考文献", Some(List)),
            ("参 考 文 献", Some(List)),
            ("［参考文献］", Some(List)),
            ("引用・参考文献", Some(List)),
            ("참 고 문 헌", Some(List)),
            ("Αναφορές", Some(List)),
            ("قائمة المراجع", Some(List)),
            ("فهرست منابع", Some(List)),
            ("רשימת מקורות", Some(List)),
            ("Daftar Pustaka", Some(List)),
            ("Tài liệu tham khảo", Some(List)),
            ("Notes", Some(Notes)),
            ("Anmerkungen", Some(Notes)),
            ("Notes and references", Some(List)),
            ("Appendix A: Tables", Some(After)),
            ("About the author", Some(After)),
            ("Gesetze und Verordnungen", Some(Sources)),
            ("B. Films:", Some(Sources)),
            ("References 57", Some(List)),
            ("10 | REFERENCES", Some(List)),
            ("Bibliografía citada", Some(List)),
            ("Literature review", None),
            ("References to the state are few.", None),
            ("References ........ 12", None),
            ("The sources of the war", None),
            ("Introduction", None),
        ];
        for (line, want) in cases {
            assert_eq!(heading(line), want, "{line}");
        }
    }
}
