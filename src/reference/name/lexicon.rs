//! The closed words that stand around and inside names: conjunctions, particles, role marks, organisations.
//!
//! The words are small closed classes of about a dozen languages; there is no list of people, and nearly none of given
//! names. Those that make an organisation are the vocabulary's.

use crate::reference::words::{Table, keys};
use crate::terms::{self, Term};

/// What a word is known for. Whether it counts as such is decided where it stands: "Ed" is a role mark only with its
/// stop, "de" a particle only before a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameClass {
    /// Nothing: a word of a name.
    Plain,
    /// "and", "und", "och".
    And,
    /// A conjunction of one letter, which may as well be an initial: "y", "e", "и".
    LetterAnd,
    /// What follows a conjunction when the list is shortened: "others", "andere", "др".
    Others,
    /// "van", "de", "ibn".
    Particle,
    /// "St" before a family.
    Saint,
    /// "Jr".
    Suffix,
    /// "II", "IV": a suffix, or the initials I. I. and I. V.
    Roman,
    /// "Prof", "Sir".
    Honorific,
    /// A title only with a stop: "Gen.", "Fr.".
    StoppedHonorific,
    /// "PhD".
    Degree,
    /// "Hrsg", "editors".
    Role,
    /// A role mark only with a stop, in brackets or in lower case: "Ed.", "(dir)".
    StoppedRole,
    /// Goes before the list: "in", "by".
    Lead,
    /// The word that makes an organisation: "Institute".
    Body,
    /// Opens an organisation, is otherwise a common word: "International".
    Opener,
    /// Stands inside organisations and not inside people: "of", "für".
    Of,
    /// The article, which opens an organisation: "The".
    The,
    /// "Inc", "GmbH".
    Company,
    /// Initials that are an organisation: "WHO".
    Acronym,
    /// Stands for the names of the entry before, with its stop: "ders.".
    StoppedBack,
    /// Stands for the names of the entry before: "idem".
    Back,
    /// A shortened given name: "Friedr", "Yu".
    Short,
    /// "Aa" and "Vv", which together are "various authors".
    Various,
}

/// The words of [`WORDS`].
static TABLE: Table<2048> = Table::new(&keys(&WORDS));

/// What `word` is known for, in any case.
pub(super) fn class(word: &str) -> NameClass {
    match TABLE.place(word) {
        Some(at) => WORDS[at].1,
        None if terms::is(word, Term::Body) || is_german_body(word) || is_body_of_parts(word) => NameClass::Body,
        None => NameClass::Plain,
    }
}

/// German builds its organisations as one word: "Bundesministerium", "Landesamt".
fn is_german_body(word: &str) -> bool {
    const ENDS: [&str; 22] = [
        "akademie",
        "amt",
        "anstalt",
        "ausschuss",
        "behörde",
        "bibliothek",
        "bund",
        "gemeinschaft",
        "gesellschaft",
        "gewerkschaft",
        "gruppe",
        "institut",
        "instituts",
        "kammer",
        "kommission",
        "konferenz",
        "minister",
        "ministerium",
        "stiftung",
        "verband",
        "verein",
        "zentrum",
    ];
    // "Amt" and "Bund" end short words that are families.
    word.len() >= 10 && ENDS.iter().any(|end| word.ends_with(end) && word.len() >= end.len() + 4)
}

/// Whether the last part of a word with hyphens makes an organisation: "Hans-Böckler-Stiftung".
fn is_body_of_parts(word: &str) -> bool {
    let Some(hyphen) = word.bytes().rposition(|byte| byte == b'-') else { return false };
    let last = &word[hyphen + 1..];
    // "Court" and "Bank" end families.
    last.len() >= 7 && last.is_ascii() && terms::is(last, Term::Body)
}

/// Whether a family of this name goes before the given name in Chinese or Korean, when a given name of two syllables
/// follows.
pub(super) fn is_east_asian_family(word: &str) -> bool {
    static FAMILIES: Table<256> = Table::new(&EAST_ASIAN);
    FAMILIES.holds(word)
}

/// Whether a name is all Chinese characters.
pub(super) fn is_han(name: &str) -> bool {
    name.chars().all(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々'))
}

/// Whether a name in Chinese characters has as many as Japanese names have, whose family may have one to three.
pub(super) fn is_japanese(name: &str) -> bool {
    name.chars().nth(3).is_some() && is_han(name) && !is_double_han_family(name)
}

/// Whether a Han name begins with a family of two characters.
pub(super) fn is_double_han_family(name: &str) -> bool {
    HAN_DOUBLE.iter().any(|family| name.starts_with(family))
}

/// Whether a Hangul name begins with a family of two syllables.
pub(super) fn is_double_hangul_family(name: &str) -> bool {
    HANGUL_DOUBLE.iter().any(|family| name.starts_with(family))
}

const EAST_ASIAN: [&str; 57] = [
    "cai", "cao", "chang", "chen", "cheng", "cho", "choi", "chung", "deng", "feng", "gao", "guo", "han", "he", "hong",
    "hu", "huang", "hwang", "jang", "jeong", "jiang", "jung", "kang", "kim", "kwon", "lee", "li", "liang", "lin",
    "liu", "luo", "ma", "mao", "moon", "park", "peng", "shin", "song", "sun", "tang", "tsai", "wang", "wu", "xi",
    "xie", "xu", "yang", "yoo", "yoon", "yu", "yuan", "zeng", "zhang", "zhao", "zheng", "zhou", "zhu",
];

const HAN_DOUBLE: [&str; 16] = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "夏侯", "皇甫", "公孙", "公孫", "慕容", "令狐",
    "东方", "東方",
];

const HANGUL_DOUBLE: [&str; 7] = ["남궁", "황보", "제갈", "선우", "독고", "사공", "서문"];

use NameClass::{
    Acronym, And, Back, Company, Degree, Honorific, Lead, LetterAnd, Of, Opener, Others, Particle, Role, Roman, Saint,
    Short, StoppedBack, StoppedHonorific, StoppedRole, Suffix, The, Various,
};

/// The table, sorted by bytes.
#[rustfmt::skip]
const WORDS: [(&str, NameClass); 413] = [
    ("'s", Particle), ("'t", Particle), ("a", LetterAnd), ("aa", Various), ("aavv", Various), ("about", Of),
    ("abu", Particle), ("acm", Acronym), ("ad", Particle), ("af", Particle), ("afp", Acronym), ("al", Particle),
    ("alex", Short), ("alexandr", Short), ("alf", Short), ("alia", Others), ("aliae", Others), ("alii", Others),
    ("altri", Others), ("american", Opener), ("and", And), ("andere", Others), ("anderen", Others),
    ("anderer", Others), ("anderes", Others), ("andra", Others), ("ani", Acronym), ("ap", Particle), ("apud", Lead),
    ("asean", Acronym), ("auf", Particle), ("aug", Short), ("autori", Others), ("autres", Others), ("av", Particle),
    ("avec", And), ("bbc", Acronym), ("bearb", Role), ("bei", Lead), ("ben", Particle), ("benj", Short),
    ("bernh", Short), ("bin", Particle), ("bint", Particle), ("bmbf", Acronym), ("brics", Acronym), ("by", Lead),
    ("capt", StoppedHonorific), ("cbo", Acronym), ("cdc", Acronym), ("central", Opener), ("cern", Acronym),
    ("cf", Lead), ("ch", Short), ("chas", Short), ("chr", Short), ("cia", Acronym), ("cnn", Acronym),
    ("col", StoppedHonorific), ("coll", Others), ("collaborateurs", Others), ("collaborators", Others),
    ("colleagues", Others), ("cols", Others), ("com", And), ("comp", StoppedRole), ("compilador", Role),
    ("compiled", Role), ("compiler", Role), ("comps", Role), ("con", And), ("const", Short), ("coord", Role),
    ("coordinador", Role), ("coordinadores", Role), ("coords", Role), ("corp", Company), ("cs", Short),
    ("cur", StoppedRole), ("cura", Role), ("curatore", Role), ("curatori", Role), ("da", Particle), ("dal", Particle),
    ("dalla", Particle), ("dame", Honorific), ("dan", And), ("dans", Lead), ("das", Particle), ("de", Particle),
    ("degli", Particle), ("dei", Particle), ("del", Particle), ("della", Particle), ("delle", Particle),
    ("dello", Particle), ("den", Particle), ("dens", StoppedBack), ("der", Particle), ("ders", StoppedBack),
    ("derselbe", Back), ("des", Particle), ("dess", StoppedBack), ("destatis", Acronym), ("di", Particle),
    ("die", The), ("dies", StoppedBack), ("dieselbe", Back), ("dieselben", Back), ("dipl", StoppedHonorific),
    ("dipl-ing", Honorific), ("dir", StoppedRole), ("dirección", Role), ("direction", Role), ("dirigé", Role),
    ("dirigée", Role), ("dirs", Role), ("diğerleri", Others), ("do", Particle), ("dos", Particle), ("dphil", Degree),
    ("dr", Honorific), ("drs", Honorific), ("du", Particle), ("durch", Lead), ("e", LetterAnd), ("ead", StoppedBack),
    ("eadem", Back), ("ecowas", Acronym), ("ed", StoppedRole), ("edd", Role), ("edit", Role), ("editada", Role),
    ("editado", Role), ("edited", Role), ("editor", Role), ("editores", Role), ("editors", Role), ("eds", Role),
    ("edts", Role), ("edw", Short), ("el", Particle), ("en", And), ("epa", Acronym), ("esq", Degree), ("et", And),
    ("eu", Acronym), ("european", Opener), ("fao", Acronym), ("fbi", Acronym), ("fda", Acronym), ("federal", Opener),
    ("ferd", Short), ("for", Of), ("fr", StoppedHonorific), ("frau", Honorific), ("fred", Short), ("friedr", Short),
    ("from", Lead), ("för", Of), ("für", Of), ("gao", Acronym), ("gen", StoppedHonorific), ("geo", Short),
    ("ggmbh", Company), ("gio", Short), ("giov", Short), ("giz", Acronym), ("global", Opener), ("gmbh", Company),
    ("gottfr", Short), ("gtz", Acronym), ("guil", Short), ("gust", Short), ("gy", Short), ("heinr", Short),
    ("herausgeber", Role), ("herausgeberin", Role), ("herausgegeben", Role), ("herm", Short), ("herr", Honorific),
    ("hg", StoppedRole), ("hgeg", Role), ("hgg", Role), ("hon", StoppedHonorific), ("hrg", Role), ("hrsg", Role),
    ("hrsgeg", Role), ("hrsgg", Role), ("hrw", Acronym), ("i", LetterAnd), ("iaea", Acronym), ("ibn", Particle),
    ("icrc", Acronym), ("id", StoppedBack), ("idem", Back), ("iea", Acronym), ("ieee", Acronym), ("ii", Roman),
    ("iidem", Back), ("iii", Suffix), ("ilo", Acronym), ("imf", Acronym), ("in", Lead), ("inc", Company),
    ("inegi", Acronym), ("ing", StoppedHonorific), ("insee", Acronym), ("interagency", Opener),
    ("intergovernmental", Opener), ("internacional", Opener), ("international", Opener), ("internationale", Opener),
    ("io", Short), ("iom", Acronym), ("ipcc", Acronym), ("iso", Acronym), ("istat", Acronym), ("iv", Roman),
    ("jac", Short), ("jnr", Suffix), ("jo", Short), ("joach", Short), ("joh", Short), ("joint", Opener),
    ("jos", Short), ("jr", Suffix), ("ju", Short), ("junior", Suffix), ("kaj", And), ("kh", Short), ("kol", Others),
    ("la", Particle), ("lady", Honorific), ("lan", And), ("las", Particle), ("le", Particle),
    ("lic", StoppedHonorific), ("llc", Company), ("llp", Company), ("lo", Particle), ("lord", Honorific),
    ("los", Particle), ("lt", StoppedHonorific), ("ltd", Company), ("ludw", Short), ("mag", StoppedHonorific),
    ("maj", StoppedHonorific), ("matth", Short), ("mbh", Company), ("messrs", Honorific), ("mit", And),
    ("mitarb", Others), ("mitarbeiter", Others), ("mitarbeiterinnen", Others), ("mlle", Honorific),
    ("mme", Honorific), ("mons", StoppedHonorific), ("mr", Honorific), ("mrs", Honorific), ("ms", StoppedHonorific),
    ("msgr", StoppedHonorific), ("nacional", Opener), ("nasa", Acronym), ("national", Opener), ("nationale", Opener),
    ("nato", Acronym), ("nic", Short), ("nih", Acronym), ("nist", Acronym), ("noaa", Acronym), ("nsf", Acronym),
    ("oas", Acronym), ("ocde", Acronym), ("och", And), ("oecd", Acronym), ("of", Of), ("og", And), ("oms", Acronym),
    ("on", Of), ("onu", Acronym), ("op", Particle), ("opec", Acronym), ("org", StoppedRole), ("organizador", Role),
    ("organizadores", Role), ("orgs", Role), ("osce", Acronym), ("others", Others), ("otras", Others),
    ("otros", Others), ("outros", Others), ("par", Lead), ("para", Of), ("pd", StoppedHonorific), ("per", Of),
    ("ph", Short), ("phd", Degree), ("plc", Company), ("por", Lead), ("pour", Of), ("prof", Honorific),
    ("professor", Honorific), ("profs", Honorific), ("pti", Acronym), ("pty", Company), ("red", StoppedRole),
    ("redaktion", Role), ("rev", Honorific), ("reverend", Honorific), ("rob", Short), ("royal", Opener),
    ("rud", Short), ("réd", Role), ("saarc", Acronym), ("saint", Saint), ("sainte", Saint), ("see", Lead),
    ("sgt", StoppedHonorific), ("sh", Short), ("si", And), ("siehe", Lead), ("sir", Honorific), ("snr", Suffix),
    ("sous", Lead), ("sr", Suffix), ("sra", StoppedHonorific), ("st", Saint), ("statistics", Opener), ("ste", Saint),
    ("sz", Short), ("szerk", Role), ("te", Particle), ("ten", Particle), ("ter", Particle), ("th", Short),
    ("the", The), ("theod", Short), ("thos", Short), ("til", Of), ("till", Of), ("trad", StoppedRole),
    ("trans", StoppedRole), ("transl", StoppedRole), ("translated", Role), ("translator", Role),
    ("translators", Role), ("ts", Short), ("u", LetterAnd), ("ud", Particle), ("ul", Particle), ("un", Acronym),
    ("unaids", Acronym), ("unctad", Acronym), ("und", And), ("undp", Acronym), ("unep", Acronym), ("unesco", Acronym),
    ("unga", Acronym), ("unhcr", Acronym), ("unicef", Acronym), ("united", Opener), ("unsc", Acronym),
    ("usaid", Acronym), ("usgs", Acronym), ("va", And), ("van", Particle), ("vande", Particle), ("vanden", Particle),
    ("vander", Particle), ("ve", And), ("vgl", Lead), ("vom", Particle), ("von", Particle), ("voor", Of),
    ("vv", Various), ("vvaa", Various), ("who", Acronym), ("wilh", Short), ("with", And), ("wm", Short),
    ("wmo", Acronym), ("world", Opener), ("wto", Acronym), ("y", LetterAnd), ("ya", Short), ("ye", Short),
    ("yo", Short), ("yu", Short), ("zh", Short), ("zu", Particle), ("zum", Particle), ("zur", Particle),
    ("éd", StoppedRole), ("éds", Role), ("és", And), ("übers", Role), ("übersetzt", Role), ("şi", And), ("și", And),
    ("др", Others), ("и", LetterAnd), ("й", LetterAnd), ("под", Lead), ("ред", Role), ("редакцией", Role),
    ("соавт", Others), ("сост", Role), ("та", And), ("і", LetterAnd), ("інші", Others), ("’s", Particle),
    ("’t", Particle),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0), "for readers, and so that no word stands twice");
        assert!(EAST_ASIAN.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn every_entry_is_found_in_any_case() {
        for (word, known) in WORDS {
            assert_eq!(class(word), known, "{word}");
        }
        assert_eq!(class("INSTITUTE"), NameClass::Body);
        assert_eq!(class("Société"), NameClass::Body);
        assert_eq!(class("Bundesministerium"), NameClass::Body);
        assert_eq!(class("Smith"), NameClass::Plain);
    }
}
