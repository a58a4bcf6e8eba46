//! Words that tell what a stretch is, in the languages that references are printed in.

use hashbrown::HashSet;

use crate::terms::{self, Term};

/// Names of what holds works, and of those who publish them.
const OUTLETS: [Term; 4] = [Term::NewspaperName, Term::MagazineName, Term::JournalName, Term::PressName];

/// The first run of letters.
fn first_word(name: &str) -> &str {
    name.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// What a word is known for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    None,
    Month,
    Volume,
    Issue,
    Page,
    Editor,
    Translator,
    EtAl,
    In,
    And,
    See,
    Journal,
    Newspaper,
    Press,
    Institution,
    Conference,
    Thesis,
    Report,
    Edition,
    Series,
    Retrieved,
    Doi,
    Web,
    Arxiv,
    Isbn,
    Ibidem,
    Particle,
    Suffix,
    Article,
    Preposition,
    NoDate,
    Corporate,
}

/// The words of each class, lower case. A word stands in the first class that lists it.
const WORDS: &[(Class, &str)] = &[
    (
        Class::Month,
        "january february march april may june july august september october november december jan feb mar apr jun jul \
         aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember jänner mrz okt dez janvier février \
         mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc gennaio febbraio marzo \
         aprile maggio giugno luglio agosto settembre ottobre dicembre gen mag giu lug ago set ott dic enero febrero \
         abril mayo junio julio septiembre setiembre octubre noviembre diciembre ene abr janeiro fevereiro março maio \
         junho julho setembro outubro novembro dezembro fev januari februari maart mei augustus января февраля марта \
         апреля мая июня июля августа сентября октября ноября декабря январь февраль март апрель май июнь июль август \
         сентябрь октябрь ноябрь декабрь styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik \
         listopad grudzień spring summer autumn fall winter frühjahr sommer herbst primavera estate autunno inverno",
    ),
    (
        Class::Volume,
        "vol vols volume volumes bd bde band bände bänden tome tom tomo t jg jahrg jahrgang deel dl том т voll voli voi tomi tt tomos teil part parte jaargang rok \
         årg anno annata roč kötet",
    ),
    (
        Class::Issue,
        "no nos nr num number numbers issue heft h hft fasc fascicolo fascículo numéro número numero n iss ausgabe nummer № \
         вып выпуск zeszyt z čís afl",
    ),
    (
        Class::Page,
        "pp p pages page pg pgs s seite seiten ss pag pagg pagine págs pág páginas blz str с стр art article articolo sp \
         spalte lines ff f",
    ),
    (
        Class::Editor,
        "ed eds editor editors edited hrsg hg hgg herausgeber herausgegeben hgeg hrg éd éds dir dirs sous coord coords org \
         orgs cura curatore curatori red redaktion ред под editado coordinado compiled comp comps",
    ),
    (
        Class::Translator,
        "trans transl translated translator übers übersetzt übersetzung trad traduit traduzione traducción tradução traduction \
         traducido vertaald пер перевод translation aus",
    ),
    (Class::EtAl, "al others autres altri otros andere co др ua outros aa vv aavv"),
    (Class::In, "in dans aus apud dins"),
    (Class::And, "and und et y e en i и & with u mit"),
    (
        Class::See,
        "vgl siehe see cf s.a. voir vedi cfr véase zie см dazu hierzu auch also compare e.g z.b ausführlich etwa so",
    ),
    (
        Class::Journal,
        "journal j journ zeitschrift zs ztschr revue review rev rivista revista riv annals ann annales annalen annali archiv \
         archive archives arch archivio bulletin bull bulletins bollettino boletín quarterly quart transactions trans letters \
         lett acta magazine monthly jahrbuch jahrbücher yearbook beiträge blätter forschungen mitteilungen vierteljahrschrift \
         vierteljahrshefte hefte cahiers quaderni cuadernos studi estudios études studia studien berichte sitzungsberichte \
         proceedings proc phys physical nucl chem biol med math astrophys astron comput nature science progress advances \
         tijdschrift журнал вестник известия вопросы труды записки czasopismo przegląd časopis ieee acm am soc sci int intl \
         international european eur amer ber nuovo cimento comm commun communications memoirs mem zeitschr zbl rundschau \
         actes histoire historical communication apj mnras aj prl jhep",
    ),
    (
        Class::Newspaper,
        "zeitung times post herald tribune guardian spiegel zeit presse tageblatt anzeiger kurier nachrichten courier gazette \
         monde figaro repubblica corriere stampa news daily telegraph sun chronicle faz taz sz nzz allgemeine süddeutsche \
         morgenpost handelsblatt welt standard país правда известия газета observer economist newsweek zeitungs wochenzeitung \
         tagesspiegel",
    ),
    (
        Class::Press,
        "press verlag publisher publishers publishing publications publ edizioni editore editrice éditions edition editions \
         editorial editora ediciones presses uitgeverij издательство изд изд-во wiley springer elsevier routledge sage \
         blackwell macmillan palgrave norton penguin suhrkamp campus beck mohr siebeck nomos vs leske budrich oldenbourg \
         gruyter brill kluwer birkhäuser mcgraw hill prentice hall addison wesley academic einaudi laterza mulino feltrinelli \
         mondadori olschki marsilio bompiani gallimard seuil puf cnrs armand colin harmattan cup oup mit books buchhandlung \
         druckerei tipografia imprimerie imprenta printing library heymanns reclam fischer rowohlt piper hanser waxmann beltz \
         klett juventa vandenhoeck ruprecht böhlau steiner metzler francke franke fink kohlhammer duncker humblot ullstein \
         westdeutscher transcript lit lang nijhoff benjamins verso elgar earthscan наука мир",
    ),
    (
        Class::Institution,
        "university universität université università universidad universidade universiteit univ uni institute institut \
         istituto instituto inst department dept ministry ministerium ministère ministero bundesministerium college school \
         center centre zentrum centro laboratory laboratories lab labs akademie academy académie accademia academia society \
         gesellschaft association bureau office council commission kommission hochschule fachhochschule fakultät faculty \
         foundation stiftung agency bundesamt bundesanstalt bundeszentrale landesamt statistisches corporation \
         университет институт академия uniwersytet observatory technische",
    ),
    (
        Class::Conference,
        "conference conf symposium symp workshop congress kongress konferenz colloquium colloque convegno congresso congreso \
         tagung meeting convention seminar séminaire seminaire lncs sigmod sigplan siggraph icml nips neurips cvpr aaai ijcai icra infocom stoc \
         focs soda popl pldi vldb конференции конференция verhandlungen atti actas actes tagungsband congrès",
    ),
    (
        Class::Thesis,
        "thesis dissertation diss ph phd ph.d doctoral master masters diplom diplomarbeit habilitation habilitationsschrift \
         habil thèse tesi tesis tese proefschrift диссертация дис doctorat magisterarbeit masterarbeit bachelorarbeit mémoire \
         laurea doktorarbeit inaugural",
    ),
    (
        Class::Report,
        "report rep tech technical memo memorandum preprint manuscript unpublished mimeo unveröff unveröffentlichtes ms \
         manuskript working discussion paper papers bericht arbeitspapier diskussionspapier forschungsbericht gutachten \
         rapport rapporto informe relatório paperback draft cern fermilab slac desy research policy mimeo \
         projektbericht vortrag gesetz",
    ),
    (
        Class::Edition,
        "ed edition aufl auflage ausg édition edizione edición edição druk изд 2nd 3rd 1st 4th nd rd th revised rev überarb \
         überarbeitete erw erweiterte neuaufl nachdruck reprint reprinted repr ristampa aktualisierte vollst bearb neu",
    ),
    (
        Class::Series,
        "series reihe schriftenreihe schriften lecture notes monographs monograph bibliothek bibliotheca collana collection \
         colección serie série ser collezione biblioteca texte grundlehren graduate texts occasional monographien",
    ),
    (
        Class::Retrieved,
        "retrieved accessed abgerufen zugriff zuletzt stand consulté consultato consultado available online verfügbar unter \
         letzter abruf geraadpleegd обращения дата viewed visited last access besucht url eingesehen abgefragt download \
         aufgerufen disponible disponibile",
    ),
    (Class::Doi, "doi"),
    (Class::Web, "http https www ftp html htm pdf php org com url"),
    (Class::Arxiv, "arxiv hep astro cond quant gr nucl ph th ex lat qc mat eprint"),
    (Class::Isbn, "isbn issn pmid pmcid pmc"),
    (
        Class::Ibidem,
        "ebd ebenda ibid ibidem ders dies derselbe dieselbe idem id aao a.a.o op cit loc там anm fn fußnote passim",
    ),
    (
        Class::Particle,
        "von van der den de di da del della dello degli la le du des dos das do zu zur vom ten ter el bin ibn af av les los \
         dal dalla y",
    ),
    (
        Class::Suffix,
        "jr sr ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv xxv xxx xl",
    ),
    (Class::Article, "the a an die das ein eine il lo gli un una uno l les une el las os o as het een ein dem"),
    (
        Class::Preposition,
        "of for on to by at from with as between über zur zum im am für nach zwischen gegen bei per con tra fra su nel nella \
         nell dell dall all alla al sur pour par entre vers sobre para por op naar over voor о в на по из für und une wie \
         what how why toward towards into under within during against through is are an",
    ),
    (Class::NoDate, "press forthcoming erscheinen erscheint submitted appear impression stampa prensa nd o.j accepted"),
    (
        Class::Corporate,
        "oecd unesco who eu un uno ilo imf world bank nato ipcc eurostat eurofound emcdda bmbf bmfsfj gmbh ag inc ltd corp \
         collaboration team group consortium bundesrepublik bundestag senat",
    ),
];

/// What words of the vocabulary that no class lists are known for.
const TERMS: [(Class, Term); 10] = [
    (Class::Month, Term::Month),
    (Class::Volume, Term::Volume),
    (Class::Issue, Term::Issue),
    (Class::Page, Term::Page),
    (Class::Editor, Term::Editor),
    (Class::Translator, Term::Translator),
    (Class::Edition, Term::Edition),
    (Class::Thesis, Term::Thesis),
    (Class::Retrieved, Term::Accessed),
    (Class::Corporate, Term::Acronym),
];

/// Words of the vocabulary that are mostly something else: names, or words of titles in other languages.
const OFTEN_ELSE: [&str; 16] = [
    "old",
    "out",
    "ian",
    "sid",
    "side",
    "god",
    "bind",
    "ford",
    "marco",
    "compiler",
    "direction",
    "edit",
    "lest",
    "broj",
    "col",
    "osa",
];

/// The classes by hash of the lower-case word, and the words with which names of outlets begin.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    slots: Vec<(u32, u8)>,
    outlets: HashSet<u32>,
}

impl Lexicon {
    /// Indexes the words.
    pub(crate) fn new() -> Self {
        let listed = WORDS.iter().flat_map(|(class, words)| words.split_whitespace().map(move |word| (*class, word)));
        let telling = |word: &&str| word.chars().nth(1).is_some() && !word.contains(' ') && !OFTEN_ELSE.contains(word);
        let known =
            TERMS.iter().flat_map(|(class, term)| terms::words(*term).filter(telling).map(|word| (*class, word)));
        let all: Vec<(Class, &str)> = listed.chain(known).collect();
        let size = (all.len() * 4).next_power_of_two();
        let mut slots = vec![(0, Class::None as u8); size];
        for (class, word) in all {
            let hash = super::shape::lower_hash(word);
            let mut at = hash as usize & (size - 1);
            while slots[at].1 != Class::None as u8 && slots[at].0 != hash {
                at = (at + 1) & (size - 1);
            }
            if slots[at].1 == Class::None as u8 {
                slots[at] = (hash, class as u8);
            }
        }
        let names = OUTLETS.iter().flat_map(|term| terms::words(*term));
        let outlets = names.map(|name| super::shape::lower_hash(first_word(name))).collect();
        Self { slots, outlets }
    }

    /// Whether some name of an outlet begins with the word with this hash.
    #[inline]
    pub(crate) fn begins_outlet(&self, lower: u32) -> bool {
        self.outlets.contains(&lower)
    }

    /// The class of the word with this hash.
    #[inline]
    pub(crate) fn class(&self, lower: u32) -> u8 {
        let mask = self.slots.len() - 1;
        let mut at = lower as usize & mask;
        while self.slots[at].1 != Class::None as u8 {
            if self.slots[at].0 == lower {
                return self.slots[at].1;
            }
            at = (at + 1) & mask;
        }
        Class::None as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::chooser::shape::lower_hash;

    #[test]
    fn words_are_found_whatever_their_case() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.class(lower_hash("März")), Class::Month as u8);
        assert_eq!(lexicon.class(lower_hash("HRSG")), Class::Editor as u8);
        assert_eq!(lexicon.class(lower_hash("zebra")), Class::None as u8);
    }
}
