//! The words by which the lines of a title page are known.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word on a title page announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// "University", "Institut": somebody's affiliation.
    Institution,
    /// "Street", "Box": an address.
    Address,
    /// "Italy", "USA".
    Country,
    /// "PhD", "Prof".
    Degree,
    /// "Corresponding", "Email".
    Contact,
    /// "Abstract", "Zusammenfassung".
    Abstract,
    /// "Keywords", "Schlagwörter".
    Keywords,
    /// "Introduction", "Einleitung".
    Introduction,
    /// "Received", "eingegangen".
    Submission,
    /// "Journal", "Zeitschrift", "Vol".
    Outlet,
    /// "Proceedings", "Conference".
    Meeting,
    /// "Article", "Review", "Thesis": what kind of text it is.
    Genre,
    /// "Copyright", "License".
    Rights,
    /// "Press", "Verlag".
    Publisher,
    /// "January", "Januar".
    Month,
    /// "and", "und": between names.
    And,
    /// "of", "the", "zur": words of sentences and titles, not of names.
    Small,
    /// "van", "de": words of names.
    Particle,
    /// "Citation", "cite", "zitierbar".
    Citation,
    /// "Funding", "Conflict", "Supported".
    Statement,
}

impl Term {
    /// How many there are.
    pub(super) const COUNT: usize = 20;

    /// Its place among the bits of a word.
    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Words, lower-cased, by what they announce; a word may stand in several rows. `*` at the end: words that begin so.
const WORDS: [(Term, &str); Term::COUNT] = [
    (
        Term::Institution,
        "univ* dept dep department* departement* dipartimento departamento* institu* istituto inst faculty fakultät \
         faculté facultad faculdade facoltà school schule école escuela escola scuola college hochschule* fachhochschule \
         center centre centro zentrum laborator* labs lab academy akademie académie accademia academia hospital* klinik* \
         clinic ospedale hôpital ministry observator* foundation fundación fondazione stiftung museum polytechnic* \
         politecnico politécnica technische inserm cnrs umr inra division unit section chair lehrstuhl research group \
         team национальный университет* университет* институт* академи* факультет* кафедр* уни* gmbh inc ltd llc corp \
         corporation company bank bureau council",
    ),
    (
        Term::Address,
        "street st road rd avenue ave box postbox strasse straße str rue via viale calle rua campus floor building \
         p.o cedex drive blvd square platz province district zip fax tel phone telephone telefon tél",
    ),
    (
        Term::Country,
        "usa u.s.a uk u.k germany deutschland france italy italia spain españa portugal brazil brasil china japan korea \
         india pakistan canada australia austria österreich switzerland schweiz suisse svizzera netherlands nederland \
         belgium belgique denmark sweden norway finland poland russia россия turkey greece israel iran egypt taiwan \
         singapore mexico méxico argentina chile colombia england scotland ireland wales hungary czech romania ukraine \
         nigeria malaysia indonesia thailand vietnam república republic kingdom states zealand africa rep",
    ),
    (
        Term::Degree,
        "phd ph.d md m.d dr prof professor professorin docent dozent msc m.sc bsc mph mba ma ba rn dphil frcp mbbs fmed \
         habil dipl ing lic mag assistant associate lecturer scholar student fellow researcher director postdoc doctoral \
         candidate doktorand* dott доктор профессор доцент аспирант кандидат",
    ),
    (
        Term::Contact,
        "correspond* email e-mail mail reprint* contact* address* author authors authored autor* auteur* автор* \
         orcid kontakt korrespondenz* correo correio courriel adresse anschrift",
    ),
    (
        Term::Abstract,
        "abstract summary synopsis zusammenfassung kurzfassung abstrakt résumé resumé resumen resumo riassunto sommario \
         samenvatting аннотация резюме background objective* motivation",
    ),
    (
        Term::Keywords,
        "keyword* key-word* schlüsselwörter schlagwörter schlagworte stichwörter stichworte mots-clés mots clés palabras \
         palavras parole trefwoorden ключевые слова pacs jel subject* classification descriptores descriptors",
    ),
    (
        Term::Introduction,
        "introduction einleitung einführung introducción introdução introduzione inleiding введение contents inhalt \
         inhaltsverzeichnis sommaire índice indice",
    ),
    (
        Term::Submission,
        "received revised accepted published submitted submission online available eingegangen angenommen eingereicht \
         veröffentlicht reçu accepté recibido aceptado recebido aceito aprovado ricevuto accettato поступила принята \
         dated date reviewed",
    ),
    (
        Term::Outlet,
        "journal j jnl zeitschrift revue revista rivista tijdschrift журнал вестник annals annalen annales anais archiv \
         archives bulletin letters review rev transactions magazine quarterly vol volume v band bd jahrgang jg heft \
         tome numéro número no nr issue n° pp pages seiten page issn isbn eissn series acta том выпуск",
    ),
    (
        Term::Meeting,
        "proceedings proc conference conf workshop symposium congress kongress tagung congreso congresso colloque \
         convegno seminar meeting colloquium конференции",
    ),
    (
        Term::Genre,
        "article articles paper papers report thesis dissertation habilitation* masterarbeit diplomarbeit editorial \
         letter communication note commentary brief original short special case study feature invited regular full \
         preprint draft working discussion aufsatz beitrag beiträge buchbesprechung rezension abhandlungen thèse tese \
         tesis tesi artículo artigo articolo original* wissenschaftliche* статья software manuscript technical \
         memorandum monograph open access",
    ),
    (
        Term::Rights,
        "copyright © (c) rights reserved license licence licensed licensee creative commons distributed permission* \
         permits downloaded lizenz nutzungsbedingungen terms reproduction cc cc-by unrestricted",
    ),
    (
        Term::Publisher,
        "press publishing publisher* verlag elsevier springer wiley sage mdpi ieee acm plos kluwer éditions editorial \
         editora editore edizioni издательство biomed blackwell routledge taylor francis ssoar jstor hal archive* \
         repository repositorium server bibliothek library biblioteca",
    ),
    (
        Term::Month,
        "january february march april may june july august september october november december jan feb mar apr jun jul \
         aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember janvier février mars avril juin \
         juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto septiembre \
         octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro dezembro gennaio febbraio \
         aprile maggio giugno luglio settembre ottobre dicembre января февраля марта апреля мая июня июля августа \
         сентября октября ноября декабря spring summer fall autumn winter",
    ),
    (Term::And, "and und et y e en i и & u with mit avec"),
    (
        Term::Small,
        "the a an of in on for to from by as at or via is are was were be been has have we our this that these it its \
         which not using based between into their than can also over under during through within toward towards how what \
         why when der die das des dem den ein eine einer eines im zur zum für von auf über durch bei nach aus ist sind \
         wird werden nicht als auch an am le la les du une un dans pour par sur aux au ce cette est sont que qui el los \
         las del una en para por con como su entre o os do da dos das no na em um uma com il lo gli dei della delle nel \
         nella di per tra alla het een van voor met op в на по из для от с к при о об не что как",
    ),
    (Term::Particle, "de van von der den del della di da dos du le la ten ter al el bin ibn ben ul zu af"),
    (
        Term::Citation,
        "cite cited citation citing zitieren zitierbar zitiert zitationsvorschlag citer citar citare citação quote \
         цитирования suggested recommended",
    ),
    (
        Term::Statement,
        "funding funded supported grant grants conflict* interest* competing acknowledg* contribution* contributed \
         consent ethics availability disclosure* declare* thank thanks sponsored editor editors academic handling \
         abbreviations supplementary",
    ),
];

/// The terms of words, looked up by their letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    whole: HashMap<&'static str, u32>,
    /// The beginnings of words, by their first letter.
    stems: HashMap<char, Vec<(&'static str, u32)>>,
}

impl Terms {
    /// The table, made once.
    pub(super) fn get() -> &'static Self {
        static TERMS: OnceLock<Terms> = OnceLock::new();
        TERMS.get_or_init(|| {
            let mut terms = Terms::default();
            for (term, words) in &WORDS {
                for word in words.split_whitespace() {
                    match word.strip_suffix('*').and_then(|stem| Some((stem.chars().next()?, stem))) {
                        Some((first, stem)) => terms.stems.entry(first).or_default().push((stem, term.bit())),
                        None => *terms.whole.entry(word).or_default() |= term.bit(),
                    }
                }
            }
            terms
        })
    }

    /// What the lower-cased `word` announces, a bit a [`Term`].
    pub(super) fn of(&self, word: &str) -> u32 {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '&' | '©'));
        let stems = bare.chars().next().and_then(|first| self.stems.get(&first)).into_iter().flatten();
        let begins = stems.filter(|(stem, _)| bare.starts_with(stem)).fold(0, |bits, (_, term)| bits | term);
        // "Wirtschaftsuniversität", "Ludwig-Maximilians-Universität".
        let compound = if bare.contains("universit") { Term::Institution.bit() } else { 0 };
        begins | compound | self.whole.get(bare).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_stems() {
        let has = |word: &str, term: Term| Terms::get().of(word) & term.bit() > 0;
        for (word, term) in [
            ("university,", Term::Institution),
            ("universität", Term::Institution),
            ("wirtschaftsuniversität", Term::Institution),
            ("keywords:", Term::Keywords),
            ("und", Term::And),
            ("correspondence", Term::Contact),
            ("©", Term::Rights),
        ] {
            assert!(has(word, term), "{word}");
        }
        assert!(!has("pond", Term::Institution));
    }
}
