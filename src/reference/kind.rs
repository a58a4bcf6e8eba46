//! What a work is called: "[Data set]", "Preprint", "Doctoral dissertation", "[online]".

use super::item::ItemType;

/// Words that say what kind of work it is, lower-cased.
const KINDS: &[(ItemType, &[&str])] = &[
    (
        ItemType::Thesis,
        &["thesis", "dissertation", "diss.", "tesi", "tesis", "thèse", "habilitation", "магистер", "дис."],
    ),
    (
        ItemType::Dataset,
        &[
            "data set",
            "dataset",
            "data file",
            "datensatz",
            "набор данных",
            "jeu de données",
            "conjunto de datos",
            "conjunto de dados",
        ],
    ),
    (ItemType::Article, &["preprint", "pre-print", "препринт", "vorabdruck", "prépublication"]),
    (
        ItemType::Report,
        &[
            "report",
            "working paper",
            "discussion paper",
            "bericht",
            "arbeitspapier",
            "rapport",
            "отчет",
            "отчёт",
            "brochure",
        ],
    ),
];

/// What is said of the medium, which is neither title nor kind.
const MEDIA: &[&str] = &[
    "internet",
    "online",
    "electronic resource",
    "электронный ресурс",
    "en ligne",
    "en línea",
    "cd-rom",
    "dvd",
    "print",
    "monograph online",
];

/// Where preprints are: servers that no other work is in.
const PREPRINT_SERVERS: &[&str] = &[
    "arxiv",
    "biorxiv",
    "medrxiv",
    "chemrxiv",
    "psyarxiv",
    "socarxiv",
    "ssrn",
    "eartharxiv",
    "osf preprints",
    "research square",
    "preprints.org",
    "techrxiv",
    "engrxiv",
    "edarxiv",
];

/// Where data sets are: words in a repository's name.
const REPOSITORIES: &[&str] = &[
    "zenodo",
    "figshare",
    "dryad",
    "dataverse",
    "pangaea",
    "repository",
    "data archive",
    "data center",
    "data centre",
    "data commons",
    "data exchange",
    "data service",
    "datenzentrum",
    "forschungsdaten",
];

/// The kind of work that the printed words name.
pub(super) fn of_words(words: &str) -> Option<ItemType> {
    let lower = words.to_lowercase();
    KINDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word))).map(|k| k.0)
}

/// Whether `name` is that of a server of preprints.
pub(super) fn is_preprint_server(name: &str) -> bool {
    PREPRINT_SERVERS.contains(&name.to_lowercase().as_str())
}

/// Whether `name` is that of a repository of data.
pub(super) fn is_repository(name: &str) -> bool {
    let lower = name.to_lowercase();
    REPOSITORIES.iter().any(|word| lower.contains(word))
}

/// Whether a title says of itself that it is data: "Docking trials dataset", "Data Set of …".
pub(super) fn is_data(title: &str) -> bool {
    let lower = title.to_lowercase();
    ["dataset", "data set", "datensatz"].iter().any(|word| lower.ends_with(word) || lower.starts_with(word))
}

/// What a title ends with that isn't part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The kind of work: bytes of the title where the words stand.
    Kind(usize, usize),
    /// The medium.
    Medium,
}

/// The mark at the end of `title`, in brackets or after a stop, comma or colon, and where the title itself ends.
pub(super) fn mark_at_end(title: &str) -> Option<(usize, Mark)> {
    /// A mark is short.
    const MOST_BYTES: usize = 60;
    let body = title.trim_end_matches(['.', ',', ' ', ';', ':']);
    let open = match body.chars().next_back() {
        Some(']') => body.rfind('['),
        Some(')') => body.rfind('('),
        _ => None,
    };
    if let Some(open) = open {
        let words = (open + 1, body.len() - 1);
        let mark = mark(&body[words.0..words.1], words)?;
        return Some((open, mark));
    }
    let at = body.rfind(". ").into_iter().chain(body.rfind(", ")).chain(body.rfind(" : ")).max()?;
    let start = at + body[at..].find(' ').map_or(1, |blank| blank + 1);
    let start = start + body[start..].len() - body[start..].trim_start_matches([':', ' ']).len();
    match mark(&body[start..], (start, body.len())) {
        // After a mere comma only what says its kind in so many words.
        Some(mark @ Mark::Kind(..)) if body.len() - start <= MOST_BYTES && is_bare(&body[start..]) => Some((at, mark)),
        _ => None,
    }
}

fn mark(words: &str, place: (usize, usize)) -> Option<Mark> {
    let lower = words.trim().to_lowercase();
    if MEDIA.contains(&lower.as_str()) {
        return Some(Mark::Medium);
    }
    // "(a report)" may be part of the title; "[Report]", "(PhD thesis)" aren't.
    let short = lower.split_whitespace().count() <= 4;
    (short && of_words(&lower).is_some()).then_some(Mark::Kind(place.0, place.1))
}

/// Whether the words are a kind and nothing else: "Data set", "preprint".
fn is_bare(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    KINDS.iter().any(|(_, kinds)| kinds.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_end_of_titles() {
        let cases = [
            ("Water use [Data set]", Some(("Water use ", Some("Data set")))),
            ("Water use (Doctoral dissertation).", Some(("Water use ", Some("Doctoral dissertation")))),
            ("Growth, 2005-2015. Dataset", Some(("Growth, 2005-2015", Some("Dataset")))),
            ("Почвы : препринт", Some(("Почвы", Some("препринт")))),
            ("Löten für Anfänger [online]", Some(("Löten für Anfänger ", None))),
            ("Why a report, a good one", None),
            ("Of things (and others)", None),
            ("Report", None),
        ];
        for (title, want) in cases {
            let found = mark_at_end(title).map(|(end, mark)| {
                let words = match mark {
                    Mark::Kind(from, to) => Some(&title[from..to]),
                    Mark::Medium => None,
                };
                (&title[..end], words)
            });
            assert_eq!(found, want, "{title}");
        }
    }
}
