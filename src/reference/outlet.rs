//! What the words of an outlet say: newspaper, magazine, press, institution, journal.

/// The kind of outlet that a name reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum OutletKind {
    Newspaper,
    Magazine,
    Press,
    Institution,
    University,
    Journal,
}

/// Newspapers, agencies and broadcasters that references name without another word to know them by.
const NEWSPAPERS: &[&str] = &[
    "al jazeera",
    "aljazeera",
    "al arabiya",
    "arab news",
    "associated press",
    "agence france-presse",
    "afp",
    "ap news",
    "bbc",
    "bbc news",
    "bild",
    "bloomberg",
    "boston globe",
    "business recorder",
    "business standard",
    "chicago tribune",
    "china daily",
    "cnbc",
    "cnn",
    "corriere della sera",
    "daily mail",
    "daily telegraph",
    "daily times",
    "dawn",
    "dawn news",
    "dawn newspaper",
    "dawn news paper",
    "deccan herald",
    "der standard",
    "der tagesspiegel",
    "deutsche welle",
    "die presse",
    "die tageszeitung",
    "die welt",
    "die zeit",
    "el mundo",
    "el país",
    "el pais",
    "euronews",
    "express tribune",
    "fox news",
    "frankfurter allgemeine",
    "frankfurter allgemeine zeitung",
    "frankfurter rundschau",
    "faz",
    "financial times",
    "folha de s.paulo",
    "france 24",
    "gazeta wyborcza",
    "geo news",
    "global times",
    "guardian",
    "gulf news",
    "haaretz",
    "handelsblatt",
    "hindustan times",
    "huffington post",
    "il sole 24 ore",
    "independent",
    "irish times",
    "izvestia",
    "jang",
    "jerusalem post",
    "khaama press",
    "kommersant",
    "la repubblica",
    "la stampa",
    "la vanguardia",
    "le figaro",
    "le monde",
    "libération",
    "livemint",
    "los angeles times",
    "mint",
    "nbc news",
    "neue zürcher zeitung",
    "new york times",
    "npr",
    "ntv",
    "nzz",
    "observer",
    "pajhwok",
    "politico",
    "pravda",
    "press trust of india",
    "pti",
    "público",
    "radio free europe",
    "radio free europe radio liberty",
    "radio free europe/radio liberty",
    "radio liberty",
    "reuters",
    "reuters asia pacific",
    "reuters world asia pacific",
    "rfe/rl",
    "russia today",
    "south china morning post",
    "sputnik",
    "süddeutsche zeitung",
    "sunday times",
    "taz",
    "tass",
    "telegraph",
    "the express tribune",
    "the hindu",
    "the indian express",
    "the nation",
    "the news",
    "the news international",
    "the times",
    "the wire",
    "times of india",
    "tolo news",
    "tolonews",
    "trt world",
    "usa today",
    "voice of america",
    "voice of america news",
    "voa",
    "wall street journal",
    "washington post",
    "xinhua",
    "the strategist",
    "the washington post",
    "the new york times",
    "the guardian",
    "the independent",
    "the wall street journal",
];

/// Magazines and sites of commentary.
const MAGAZINES: &[&str] = &[
    "the atlantic",
    "atlantic",
    "cosmopolitan",
    "current history",
    "der spiegel",
    "spiegel",
    "economist",
    "the economist",
    "forbes",
    "foreign policy",
    "fortune",
    "harper's",
    "harper's magazine",
    "india today",
    "l'espresso",
    "l'express",
    "merkur",
    "mother jones",
    "national geographic",
    "new statesman",
    "new yorker",
    "the new yorker",
    "newsweek",
    "pakistan politico",
    "profil",
    "quillette",
    "salon",
    "scientific american",
    "slate",
    "spectator",
    "the spectator",
    "the diplomat",
    "diplomat",
    "time",
    "time magazine",
    "vanity fair",
    "vox",
    "war on the rocks",
    "weekly cutting edge",
    "wired",
    "eurasianet",
    "the conversation",
    "the week",
    "frontline",
    "outlook",
];

/// Institutions whose names hold none of [`INSTITUTION_HEADS`], or that stand right after a title without a mark.
const INSTITUTIONS: &[&str] = &[
    "amnesty international",
    "atlantic council",
    "bertelsmann stiftung",
    "brookings",
    "brookings institution",
    "carnegie endowment for international peace",
    "cato institute",
    "chatham house",
    "combating terrorism center",
    "congressional research service",
    "council on foreign relations",
    "csis",
    "european commission",
    "eurostat",
    "fafo",
    "freedom house",
    "friedrich-ebert-stiftung",
    "hudson institute",
    "human rights watch",
    "ilo",
    "imf",
    "international crisis group",
    "international monetary fund",
    "konrad-adenauer-stiftung",
    "middle east institute",
    "nato",
    "nber",
    "oecd",
    "organization of islamic cooperation",
    "pew research center",
    "rand",
    "rand corporation",
    "south asian voices",
    "south asia terrorism portal",
    "stimson center",
    "transparency international",
    "umar media",
    "un",
    "undp",
    "unesco",
    "unhcr",
    "unicef",
    "united nations",
    "united states institute of peace",
    "usaid",
    "usip",
    "who",
    "world bank",
    "world economic forum",
    "world health organization",
    "world trade organization",
];

/// Presses known by one word.
const PRESSES: &[&str] = &[
    "academic press",
    "addison-wesley",
    "ashgate",
    "beck",
    "blackwell",
    "brill",
    "campus",
    "cambridge university press",
    "crc press",
    "de gruyter",
    "dover",
    "duncker & humblot",
    "edward elgar",
    "einaudi",
    "elsevier",
    "faber",
    "fischer",
    "gallimard",
    "garland",
    "greenwood",
    "harcourt",
    "harpercollins",
    "harper & row",
    "houghton mifflin",
    "ios press",
    "john wiley",
    "john wiley & sons",
    "karger",
    "kluwer",
    "laterza",
    "longman",
    "macmillan",
    "mcgraw-hill",
    "metropolitan books",
    "mit press",
    "mohr siebeck",
    "morgan kaufmann",
    "mulino",
    "nomos",
    "north-holland",
    "norton",
    "oxford university press",
    "palgrave",
    "palgrave macmillan",
    "pearson",
    "penguin",
    "peter lang",
    "plenum",
    "polity",
    "polity press",
    "praeger",
    "prentice hall",
    "prentice-hall",
    "random house",
    "reclam",
    "routledge",
    "rowman & littlefield",
    "sage",
    "sage publications",
    "seuil",
    "springer",
    "steiner",
    "suhrkamp",
    "taylor & francis",
    "thieme",
    "transcript",
    "ullstein",
    "vieweg",
    "westview",
    "wiley",
    "world scientific",
];

const JOURNAL_HEADS: &[&str] = &[
    "journal",
    "review",
    "quarterly",
    "studies",
    "affairs",
    "annals",
    "archives",
    "archive",
    "bulletin",
    "letters",
    "proceedings",
    "transactions",
    "zeitschrift",
    "revue",
    "revista",
    "rivista",
    "archiv",
    "jahrbuch",
    "cahiers",
    "acta",
    "advances",
    "sentinel",
    "policy",
    "dialogue",
    "conflict",
    "perspectives",
    "annual",
    "education",
    "rundschau",
    "vierteljahrsschrift",
    "blätter",
    "вестник",
    "журнал",
    "magazine",
    "research",
    "science",
    "sciences",
    "security",
];

const NEWSPAPER_HEADS: &[&str] = &[
    "news",
    "newspaper",
    "times",
    "post",
    "herald",
    "tribune",
    "zeitung",
    "gazette",
    "daily",
    "chronicle",
    "telegraph",
    "presse",
    "nachrichten",
    "diario",
    "jornal",
    "journal de",
];

const INSTITUTION_HEADS: &[&str] = &[
    "institute",
    "institut",
    "institution",
    "center",
    "centre",
    "endowment",
    "council",
    "foundation",
    "stiftung",
    "organisation",
    "organization",
    "agency",
    "ministry",
    "department",
    "bank",
    "commission",
    "committee",
    "society",
    "association",
    "bureau",
    "office",
    "authority",
    "academy",
    "akademie",
    "think",
    "service",
    "group",
    "structure",
    "media",
    "school",
    "college",
    "laboratory",
    "observatory",
    "secretariat",
    "parliament",
    "congress",
    "administration",
    "house",
    "forum",
    "institutes",
];

const UNIVERSITY_HEADS: &[&str] = &[
    "university",
    "universität",
    "université",
    "universidad",
    "università",
    "universidade",
    "universiteit",
    "университет",
    "hochschule",
    "polytechnic",
];

const PRESS_HEADS: &[&str] = &[
    "press",
    "publishers",
    "publishing",
    "publications",
    "verlag",
    "books",
    "éditions",
    "editions",
    "edizioni",
    "editore",
    "ediciones",
    "editorial",
    "uitgeverij",
    "издательство",
];

/// The longest name in the lists, in words.
const LONGEST_NAME: usize = 6;

fn fold(name: &str) -> String {
    let trimmed = name.trim_matches(|c: char| !c.is_alphanumeric());
    // "Middle East Institute (MEI)"
    let bare = trimmed.split(" (").next().unwrap_or(trimmed);
    bare.to_lowercase().replace('’', "'")
}

fn known(folded: &str) -> Option<OutletKind> {
    let bare = folded.strip_prefix("the ").unwrap_or(folded);
    let lists = [
        (OutletKind::Newspaper, NEWSPAPERS),
        (OutletKind::Magazine, MAGAZINES),
        (OutletKind::Institution, INSTITUTIONS),
        (OutletKind::Press, PRESSES),
    ];
    lists.into_iter().find(|(_, list)| list.iter().any(|n| *n == folded || *n == bare)).map(|l| l.0)
}

/// Whether the lists hold this very name.
pub(crate) fn is_known(name: &str) -> bool {
    name.len() <= 80 && known(&fold(name)).is_some()
}

/// What kind of outlet `name` reads as: by the lists, then by the words in it.
pub(crate) fn kind(name: &str) -> Option<OutletKind> {
    const LONGEST_BYTES: usize = 400;
    if name.len() > LONGEST_BYTES {
        return None;
    }
    let folded = fold(name);
    if let Some(kind) = known(&folded) {
        return Some(kind);
    }
    let has = |heads: &[&str]| folded.split(|c: char| !c.is_alphabetic()).any(|w| heads.contains(&w));
    [
        (OutletKind::Press, PRESS_HEADS),
        (OutletKind::Journal, JOURNAL_HEADS),
        (OutletKind::University, UNIVERSITY_HEADS),
        (OutletKind::Institution, INSTITUTION_HEADS),
        (OutletKind::Newspaper, NEWSPAPER_HEADS),
    ]
    .into_iter()
    .find(|(_, heads)| has(heads))
    .map(|h| h.0)
    .or_else(|| is_host(&folded).then_some(OutletKind::Institution))
}

/// "www.crisisgroup.org": a site named by its address.
pub(crate) fn is_host(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    !name.contains(' ')
        && name.contains('.')
        && name
            .rsplit('.')
            .next()
            .is_some_and(|tld| (2..=4).contains(&tld.len()) && tld.chars().all(|c| c.is_ascii_lowercase()))
        && name.split('.').all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// Where, in `text`, an outlet that the lists know starts and goes on to the end: "… in Afghanistan United States
/// Institute of Peace". The longest that does; `None` when there is none, or when it is all of `text`.
pub(crate) fn known_at_end(text: &str) -> Option<usize> {
    let trimmed = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut starts: Vec<usize> = trimmed.rmatch_indices(' ').take(LONGEST_NAME).map(|(i, _)| i + 1).collect();
    starts.reverse();
    starts.into_iter().find(|&s| is_known(&text[s..]) && text[s..].starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let cases = [
            ("Dawn News", Some(OutletKind::Newspaper)),
            ("The Diplomat,", Some(OutletKind::Magazine)),
            ("Middle East Institute (MEI)", Some(OutletKind::Institution)),
            ("Some State University Press", Some(OutletKind::Press)),
            ("Journal of Tests", Some(OutletKind::Journal)),
            ("University of Hamburg", Some(OutletKind::University)),
            ("Www.example.org", Some(OutletKind::Institution)),
            ("Whatever", None),
        ];
        for (name, want) in cases {
            assert_eq!(kind(name), want, "{name}");
        }
    }

    #[test]
    fn known_outlets_at_the_end() {
        assert_eq!(known_at_end("stability in Asia United States Institute of Peace,"), Some(18));
        assert_eq!(known_at_end("Theory of Politics Cambridge University Press."), Some(19));
        assert_eq!(known_at_end("Reuters"), None);
    }
}
