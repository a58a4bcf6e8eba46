//! The closed words that stand around and inside names: conjunctions, particles, role marks, organisations.
//!
//! One table, one look-up per word. The words are small closed classes of about a dozen languages; there is no
//! list of people, and nearly none of given names.

use crate::reference::words::{Table, keys};

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
        None if is_german_body(word) || is_body_of_parts(word) => NameClass::Body,
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
    last.len() >= 7 && last.is_ascii() && TABLE.place(last).is_some_and(|at| WORDS[at].1 == NameClass::Body)
}

/// Whether a family of this name goes before the given name in Chinese or Korean, when a given name of two syllables
/// follows.
pub(super) fn is_east_asian_family(word: &str) -> bool {
    static FAMILIES: Table<256> = Table::new(&EAST_ASIAN);
    FAMILIES.holds(word)
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
    Acronym, And, Back, Body, Company, Degree, Honorific, Lead, LetterAnd, Of, Opener, Others, Particle, Role, Roman,
    Saint, Short, StoppedBack, StoppedHonorific, StoppedRole, Suffix, The, Various,
};

/// The table, sorted by bytes.
#[rustfmt::skip]
const WORDS: [(&str, NameClass); 679] = [
    ("'s", Particle), ("'t", Particle), ("a", LetterAnd), ("aa", Various), ("aavv", Various), ("about", Of),
    ("abu", Particle), ("academia", Body), ("academy", Body), ("académie", Body), ("accademia", Body),
    ("acm", Acronym), ("ad", Particle), ("administration", Body), ("af", Particle), ("afp", Acronym), ("agence", Body),
    ("agencia", Body), ("agency", Body), ("agenzia", Body), ("agência", Body), ("akademie", Body), ("al", Particle),
    ("alex", Short), ("alexandr", Short), ("alf", Short), ("alia", Others), ("aliae", Others), ("alii", Others),
    ("alliance", Body), ("altri", Others), ("american", Opener), ("and", And), ("andere", Others), ("anderen", Others),
    ("anderer", Others), ("anderes", Others), ("andra", Others), ("ani", Acronym), ("ap", Particle), ("apud", Lead),
    ("arbeitsgruppe", Body), ("arbeitskreis", Body), ("archive", Body), ("archives", Body), ("army", Body),
    ("asean", Acronym), ("asociación", Body), ("assembly", Body), ("assemblée", Body), ("assn", Body),
    ("association", Body), ("associazione", Body), ("associação", Body), ("auf", Particle), ("aug", Short),
    ("ausschuss", Body), ("authority", Body), ("autori", Others), ("autres", Others), ("av", Particle), ("avec", And),
    ("bakanlığı", Body), ("banca", Body), ("banco", Body), ("bank", Body), ("bbc", Acronym), ("bearb", Role),
    ("behörde", Body), ("bei", Lead), ("ben", Particle), ("benj", Short), ("bernh", Short), ("biblioteca", Body),
    ("bibliothèque", Body), ("bin", Particle), ("bint", Particle), ("bizottság", Body), ("bloomberg", Body),
    ("bmbf", Acronym), ("board", Body), ("brics", Acronym), ("bundesamt", Body), ("bundesbank", Body),
    ("bundesrat", Body), ("bundesregierung", Body), ("bundesrepublik", Body), ("bundestag", Body), ("bureau", Body),
    ("by", Lead), ("cabinet", Body), ("capt", StoppedHonorific), ("cbo", Acronym), ("cdc", Acronym), ("center", Body),
    ("centers", Body), ("central", Opener), ("centre", Body), ("centres", Body), ("centro", Body), ("cern", Acronym),
    ("cf", Lead), ("ch", Short), ("chamber", Body), ("chas", Short), ("chr", Short), ("cia", Acronym),
    ("cnn", Acronym), ("coalition", Body), ("col", StoppedHonorific), ("coll", Others), ("collaborateurs", Others),
    ("collaboration", Body), ("collaborative", Body), ("collaborators", Others), ("colleagues", Others),
    ("college", Body), ("cols", Others), ("com", And), ("comisión", Body), ("comissão", Body), ("comitato", Body),
    ("comité", Body), ("comitê", Body), ("commissie", Body), ("commission", Body), ("commissione", Body),
    ("commissioner", Body), ("committee", Body), ("community", Body), ("comp", StoppedRole), ("company", Body),
    ("compilador", Role), ("compiled", Role), ("compiler", Role), ("comps", Role), ("con", And),
    ("confederation", Body), ("congreso", Body), ("congress", Body), ("congresso", Body), ("conseil", Body),
    ("consejo", Body), ("conselho", Body), ("consiglio", Body), ("consortium", Body), ("const", Short),
    ("coord", Role), ("coordinador", Role), ("coordinadores", Role), ("coords", Role), ("corp", Company),
    ("corporation", Body), ("council", Body), ("court", Body), ("cs", Short), ("cur", StoppedRole), ("cura", Role),
    ("curatore", Role), ("curatori", Role), ("da", Particle), ("dal", Particle), ("dalla", Particle),
    ("dame", Honorific), ("dan", And), ("dans", Lead), ("das", Particle), ("de", Particle), ("degli", Particle),
    ("dei", Particle), ("del", Particle), ("della", Particle), ("delle", Particle), ("dello", Particle),
    ("den", Particle), ("dens", StoppedBack), ("departamento", Body), ("departementet", Body), ("department", Body),
    ("departments", Body), ("dept", Body), ("der", Particle), ("derneği", Body), ("ders", StoppedBack),
    ("derselbe", Back), ("des", Particle), ("dess", StoppedBack), ("destatis", Acronym), ("di", Particle), ("die", The),
    ("dies", StoppedBack), ("dieselbe", Back), ("dieselben", Back), ("dipartimento", Body), ("dipl", StoppedHonorific),
    ("dipl-ing", Honorific), ("dir", StoppedRole), ("dirección", Role), ("direction", Role), ("directorate", Body),
    ("dirigé", Role), ("dirigée", Role), ("dirs", Role), ("diğerleri", Others), ("do", Particle), ("dos", Particle),
    ("dphil", Degree), ("dr", Honorific), ("drs", Honorific), ("du", Particle), ("durch", Lead), ("e", LetterAnd),
    ("ead", StoppedBack), ("eadem", Back), ("ecowas", Acronym), ("ed", StoppedRole), ("edd", Role), ("edit", Role),
    ("editada", Role), ("editado", Role), ("edited", Role), ("editor", Role), ("editores", Role), ("editors", Role),
    ("eds", Role), ("edts", Role), ("edw", Short), ("egyetem", Body), ("el", Particle), ("embassy", Body), ("en", And),
    ("enstitüsü", Body), ("epa", Acronym), ("escola", Body), ("escuela", Body), ("esq", Degree), ("et", And),
    ("eu", Acronym), ("european", Opener), ("eurostat", Body), ("faculdade", Body), ("facultad", Body),
    ("fao", Acronym), ("fbi", Acronym), ("fda", Acronym), ("federación", Body), ("federal", Opener),
    ("federation", Body), ("federazione", Body), ("federação", Body), ("ferd", Short), ("fondation", Body),
    ("fondazione", Body), ("for", Of), ("forum", Body), ("foundation", Body), ("fr", StoppedHonorific),
    ("frau", Honorific), ("fred", Short), ("freistaat", Body), ("friedr", Short), ("from", Lead), ("fund", Body),
    ("fundación", Body), ("fundacja", Body), ("fundação", Body), ("fédération", Body), ("för", Of), ("förening", Body),
    ("föreningen", Body), ("für", Of), ("gao", Acronym), ("gen", StoppedHonorific), ("genootschap", Body),
    ("geo", Short), ("gesellschaft", Body), ("ggmbh", Company), ("gio", Short), ("giov", Short), ("giz", Acronym),
    ("global", Opener), ("gmbh", Company), ("gobierno", Body), ("gottfr", Short), ("gouvernement", Body),
    ("government", Body), ("governo", Body), ("group", Body), ("groupe", Body), ("groups", Body), ("grupo", Body),
    ("gruppo", Body), ("gtz", Acronym), ("guil", Short), ("gust", Short), ("gy", Short), ("heinr", Short),
    ("herausgeber", Role), ("herausgeberin", Role), ("herausgegeben", Role), ("herm", Short), ("herr", Honorific),
    ("hg", StoppedRole), ("hgeg", Role), ("hgg", Role), ("hivatal", Body), ("hochschule", Body),
    ("hon", StoppedHonorific), ("hospital", Body), ("hrg", Role), ("hrsg", Role), ("hrsgeg", Role), ("hrsgg", Role),
    ("hrw", Acronym), ("hôpital", Body), ("i", LetterAnd), ("iaea", Acronym), ("ibn", Particle), ("icrc", Acronym),
    ("id", StoppedBack), ("idem", Back), ("iea", Acronym), ("ieee", Acronym), ("ii", Roman), ("iidem", Back),
    ("iii", Suffix), ("ilo", Acronym), ("imf", Acronym), ("in", Lead), ("inc", Company), ("inegi", Acronym),
    ("ing", StoppedHonorific), ("initiative", Body), ("insee", Acronym), ("inst", Body), ("institut", Body),
    ("institute", Body), ("institutes", Body), ("institutet", Body), ("institution", Body), ("instituto", Body),
    ("instituut", Body), ("instytut", Body), ("interagency", Opener), ("intergovernmental", Opener),
    ("internacional", Opener), ("international", Opener), ("internationale", Opener), ("intézet", Body),
    ("investigators", Body), ("io", Short), ("iom", Acronym), ("ipcc", Acronym), ("iso", Acronym), ("istat", Acronym),
    ("istituto", Body), ("istituzione", Body), ("iv", Roman), ("jac", Short), ("jazeera", Body), ("jnr", Suffix),
    ("jo", Short), ("joach", Short), ("joh", Short), ("joint", Opener), ("jos", Short), ("jr", Suffix), ("ju", Short),
    ("junior", Suffix), ("junta", Body), ("kaj", And), ("kh", Short), ("kol", Others), ("komisja", Body),
    ("kommission", Body), ("kurumu", Body), ("la", Particle), ("laboratoire", Body), ("laboratories", Body),
    ("laboratory", Body), ("lady", Honorific), ("lan", And), ("landeshauptstadt", Body), ("landtag", Body),
    ("las", Particle), ("le", Particle), ("league", Body), ("library", Body), ("lic", StoppedHonorific),
    ("ligue", Body), ("llc", Company), ("llp", Company), ("lo", Particle), ("lord", Honorific), ("los", Particle),
    ("lt", StoppedHonorific), ("ltd", Company), ("ludw", Short), ("mag", StoppedHonorific), ("maj", StoppedHonorific),
    ("matth", Short), ("mbh", Company), ("merkezi", Body), ("messrs", Honorific), ("ministere", Body),
    ("ministerie", Body), ("ministeriet", Body), ("ministerio", Body), ("ministerium", Body), ("ministero", Body),
    ("ministerstwo", Body), ("ministry", Body), ("ministère", Body), ("ministério", Body), ("minisztérium", Body),
    ("mission", Body), ("mit", And), ("mitarb", Others), ("mitarbeiter", Others), ("mitarbeiterinnen", Others),
    ("mlle", Honorific), ("mme", Honorific), ("mons", StoppedHonorific), ("mouvement", Body), ("mr", Honorific),
    ("mrs", Honorific), ("ms", StoppedHonorific), ("msgr", StoppedHonorific), ("museum", Body), ("myndighet", Body),
    ("nacional", Opener), ("nasa", Acronym), ("national", Opener), ("nationale", Opener), ("nations", Body),
    ("nato", Acronym), ("network", Body), ("networks", Body), ("news", Body), ("newspaper", Body), ("nic", Short),
    ("nih", Acronym), ("nist", Acronym), ("noaa", Acronym), ("nsf", Acronym), ("oas", Acronym), ("observatoire", Body),
    ("observatory", Body), ("ocde", Acronym), ("och", And), ("oecd", Acronym), ("of", Of), ("office", Body),
    ("og", And), ("oms", Acronym), ("on", Of), ("onu", Acronym), ("op", Particle), ("opec", Acronym),
    ("org", StoppedRole), ("organisation", Body), ("organisations", Body), ("organización", Body),
    ("organizador", Role), ("organizadores", Role), ("organization", Body), ("organizations", Body),
    ("organização", Body), ("organizzazione", Body), ("orgs", Role), ("osce", Acronym), ("others", Others),
    ("otras", Others), ("otros", Others), ("outros", Others), ("panel", Body), ("par", Lead), ("para", Of),
    ("parlament", Body), ("parlamento", Body), ("parlement", Body), ("parliament", Body), ("partnership", Body),
    ("party", Body), ("pd", StoppedHonorific), ("per", Of), ("ph", Short), ("phd", Degree), ("plc", Company),
    ("police", Body), ("por", Lead), ("pour", Of), ("press", Body), ("prof", Honorific), ("professor", Honorific),
    ("profs", Honorific), ("program", Body), ("programme", Body), ("project", Body), ("pti", Acronym),
    ("pty", Company), ("raad", Body), ("red", StoppedRole), ("redaktion", Role), ("regierung", Body),
    ("republic", Body), ("reuters", Body), ("rev", Honorific), ("reverend", Honorific), ("riksdagen", Body),
    ("rob", Short), ("royal", Opener), ("rud", Short), ("réd", Role), ("saarc", Acronym), ("saint", Saint),
    ("sainte", Saint), ("secretaria", Body), ("secretariat", Body), ("secretaría", Body), ("see", Lead),
    ("senate", Body), ("service", Body), ("services", Body), ("sgt", StoppedHonorific), ("sh", Short), ("si", And),
    ("siehe", Lead), ("sir", Honorific), ("snr", Suffix), ("sociedad", Body), ("sociedade", Body), ("society", Body),
    ("società", Body), ("société", Body), ("sous", Lead), ("sr", Suffix), ("sra", StoppedHonorific), ("st", Saint),
    ("staff", Body), ("statistics", Opener), ("statistik", Body), ("ste", Saint), ("stichting", Body),
    ("stiftelsen", Body), ("stiftung", Body), ("stowarzyszenie", Body), ("styrelsen", Body), ("survey", Body),
    ("syndicat", Body), ("sz", Short), ("szerk", Role), ("sällskap", Body), ("sénat", Body), ("taskforce", Body),
    ("te", Particle), ("team", Body), ("ten", Particle), ("ter", Particle), ("th", Short), ("the", The),
    ("theod", Short), ("thos", Short), ("til", Of), ("till", Of), ("times", Body), ("towarzystwo", Body),
    ("trad", StoppedRole), ("trans", StoppedRole), ("transl", StoppedRole), ("translated", Role), ("translator", Role),
    ("translators", Role), ("tribunal", Body), ("trust", Body), ("ts", Short), ("társaság", Body), ("u", LetterAnd),
    ("ud", Particle), ("ul", Particle), ("un", Acronym), ("unaids", Acronym), ("unctad", Acronym), ("und", And),
    ("undp", Acronym), ("unep", Acronym), ("unesco", Acronym), ("unga", Acronym), ("unhcr", Acronym),
    ("unicef", Acronym), ("union", Body), ("unione", Body), ("united", Opener), ("univ", Body), ("universidad", Body),
    ("universidade", Body), ("universiteit", Body), ("universitet", Body), ("universitetet", Body),
    ("university", Body), ("università", Body), ("universität", Body), ("université", Body), ("uniwersytet", Body),
    ("união", Body), ("unión", Body), ("unsc", Acronym), ("urząd", Body), ("usaid", Acronym), ("usgs", Acronym),
    ("va", And), ("vakfı", Body), ("van", Particle), ("vande", Particle), ("vanden", Particle), ("vander", Particle), ("ve", And),
    ("verband", Body), ("verein", Body), ("vereniging", Body), ("vgl", Lead), ("vom", Particle), ("von", Particle),
    ("voor", Of), ("vv", Various), ("vvaa", Various), ("who", Acronym), ("wilh", Short), ("with", And), ("wm", Short),
    ("wmo", Acronym), ("world", Opener), ("wto", Acronym), ("xinhua", Body), ("y", LetterAnd), ("ya", Short),
    ("ye", Short), ("yo", Short), ("yu", Short), ("zentrum", Body), ("zh", Short), ("zu", Particle), ("zum", Particle),
    ("zur", Particle), ("école", Body), ("éd", StoppedRole), ("éds", Role), ("és", And), ("übers", Role),
    ("übersetzt", Role), ("üniversitesi", Body), ("şi", And), ("și", And), ("агентство", Body), ("академия", Body),
    ("др", Others), ("и", LetterAnd), ("институт", Body), ("й", LetterAnd), ("комиссия", Body), ("комитет", Body),
    ("министерство", Body), ("общество", Body), ("организация", Body), ("под", Lead), ("правительство", Body),
    ("ред", Role), ("редакцией", Role), ("служба", Body), ("соавт", Others), ("сост", Role), ("та", And),
    ("университет", Body), ("федерация", Body), ("центр", Body), ("і", LetterAnd), ("інші", Others), ("’s", Particle),
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
