//! Given names, for names that are printed family first without a comma: "Roe Annette", "Kovács János".

use crate::reference::words::Table;

/// How sure it is that a word is a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Hardly ever a family.
    Surely,
    /// May be a family too.
    Perhaps,
}

/// Whether a word is known as a given name.
pub(super) fn known(word: &str) -> Option<Given> {
    let at = TABLE.place(word)?;
    Some(if at < GIVEN.len() { Given::Surely } else { Given::Perhaps })
}

static TABLE: Table<4096> = Table::new(&BOTH);

/// The words of both lists, one after the other.
const BOTH: [&str; GIVEN.len() + GIVEN_OR_FAMILY.len()] = {
    let mut words = [""; GIVEN.len() + GIVEN_OR_FAMILY.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = if at < GIVEN.len() { GIVEN[at] } else { GIVEN_OR_FAMILY[at - GIVEN.len()] };
        at += 1;
    }
    words
};

#[rustfmt::skip]
const GIVEN: [&str; 662] = [
    "aaron", "abigail", "adelheid", "adriana", "adriano", "agata", "agnes", "agnieszka", "aisha", "alain",
    "alejandra", "alejandro", "aleksandar", "aleksandr", "alessandra", "alessandro", "alessia", "alice", "alicia",
    "alison", "alojz", "amanda", "amelia", "amy", "anastasia", "andrea", "andreas", "andrei", "andrej", "andrew",
    "andrzej", "andrás", "angela", "angelika", "angelo", "anikó", "anita", "anja", "anke", "ann", "anna", "anne",
    "anneliese", "annette", "annika", "antal", "antje", "antoine", "antoinette", "antonella", "antonia", "antonio",
    "antónio", "ariane", "astrid", "attila", "audrey", "axel", "balázs", "barbara", "beata", "beate", "beatrice",
    "beatrix", "beatriz", "benedikt", "benjamin", "bernadette", "bernhard", "bertrand", "bettina", "birgit", "björn",
    "bogdan", "brenda", "brian", "bridget", "brigitte", "britta", "bryan", "bálint", "béla", "camilla", "camille",
    "carina", "carla", "carlo", "carlos", "carmen", "carol", "carola", "carole", "caroline", "carolyn", "carsten",
    "catarina", "catherine", "cathy", "cecilia", "charlotte", "cheryl", "chiara", "christa", "christelle",
    "christiane", "christina", "christine", "christoph", "christophe", "christopher", "cindy", "claire", "clara",
    "claudia", "claudio", "colette", "concetta", "constanze", "cornelia", "cristina", "cristián", "csaba", "cynthia",
    "cécile", "céline", "dagmar", "daniela", "danielle", "danuta", "daphne", "deborah", "debra", "denise", "derek",
    "dezső", "diana", "diane", "diego", "dietmar", "dimitri", "dmitri", "dmitry", "dominique", "donatella", "donna",
    "dora", "doris", "dorota", "dorothea", "dorothy", "edith", "eduardo", "edward", "ekaterina", "elaine", "elena",
    "eleonora", "elfriede", "elisa", "elisabeth", "elise", "elizabeth", "elke", "ellen", "elsa", "elzbieta",
    "elżbieta", "emanuele", "emil", "emilia", "emily", "emma", "endre", "enikő", "enrico", "enrique", "erik", "erika",
    "ernesto", "erzsébet", "esther", "eugenia", "eugenio", "eva", "evelyn", "ewa", "fabio", "fabrizio", "federica",
    "federico", "felicitas", "ferenc", "fernanda", "fernando", "filippo", "fiona", "florence", "florian", "françois",
    "françoise", "fredrik", "friederike", "frédéric", "gabriela", "gabriele", "gabriella", "gary", "gavin", "gemma",
    "geneviève", "geoffrey", "georgina", "gerald", "geraldine", "gerard", "gerda", "gergely", "gerhard", "gertrud",
    "giacomo", "gianni", "gilles", "gillian", "giorgio", "giovanna", "giovanni", "gisela", "giulia", "giulio",
    "giuseppe", "giuseppina", "gloria", "gonzalo", "grażyna", "gregory", "greta", "grzegorz", "gudrun", "guido",
    "guillaume", "guillermo", "gunnar", "gustavo", "gyula", "györgy", "gábor", "gérard", "géza", "günter", "günther",
    "hanna", "hannah", "hannelore", "harald", "hartmut", "heather", "heidi", "heike", "heinz", "helen", "helena",
    "helene", "helga", "helmut", "henrik", "henrike", "herbert", "herman", "hildegard", "hiroshi", "holger", "håkan",
    "hélène", "ian", "ignacio", "igor", "ildikó", "ilona", "ilse", "imre", "inga", "inge", "ingeborg", "ingo",
    "ingrid", "inés", "irena", "irene", "irina", "iris", "irma", "isabel", "isabella", "isabelle", "istván", "ivan",
    "jacek", "jacqueline", "jacques", "jan", "jane", "janet", "janice", "janina", "jason", "javier", "jean", "jeanne",
    "jeffrey", "jennifer", "jenő", "jeremy", "jerzy", "jessica", "jill", "joachim", "joan", "joana", "joanna",
    "johanna", "johannes", "jonathan", "jorge", "josef", "joseph", "joshua", "josé", "josée", "joyce", "jozef",
    "joão", "juan", "judith", "judy", "julia", "julian", "juliane", "julie", "juliette", "jános", "józef", "józsef",
    "jürgen", "karen", "karin", "karla", "katarina", "katarzyna", "kate", "katharina", "katherine", "kathleen",
    "kathrin", "kathryn", "kathy", "katja", "katrin", "kenneth", "kerstin", "kevin", "kirsten", "kristen", "kristin",
    "kristina", "krzysztof", "kálmán", "károly", "lajos", "lara", "lars", "laura", "lauren", "laurence", "laurent",
    "leonardo", "leszek", "lidia", "linda", "lisa", "livia", "lorenzo", "lothar", "louise", "luca", "lucia",
    "luciano", "lucie", "lucy", "luigi", "luis", "luisa", "lukas", "luís", "lydia", "lászló", "maciej", "maddalena",
    "madeleine", "magda", "magdalena", "magnus", "manfred", "manuela", "marc", "marcel", "marcella", "marcello",
    "marcelo", "marcia", "marcin", "marek", "margaret", "margareta", "margarete", "margarita", "margherita", "margot",
    "maria", "marianne", "marie", "marina", "marion", "mariusz", "mariya", "marta", "martha", "martina", "mary",
    "marzena", "maría", "massimo", "mathias", "mathieu", "mathilde", "matteo", "matthew", "matthias", "maureen",
    "maurizio", "małgorzata", "megan", "melanie", "melissa", "mercedes", "meredith", "michaela", "michał", "michel",
    "michele", "michelle", "michèle", "miguel", "mihály", "mikael", "mikhail", "miklós", "milan", "milena",
    "mireille", "miriam", "mirosław", "monica", "monika", "monique", "muriel", "márcia", "nadia", "nadine", "nancy",
    "natalia", "natalie", "nathalie", "nathan", "nicola", "nicolas", "nicole", "nigel", "nils", "nina", "nora",
    "norbert", "olga", "oliver", "olivier", "oscar", "pamela", "paola", "paolo", "patrice", "patricia", "patrizia",
    "patrycja", "paula", "pauline", "pavel", "pawel", "paweł", "pedro", "penelope", "petra", "philippa", "philippe",
    "pierre", "pietro", "pilar", "piotr", "piroska", "rachel", "rafael", "rainer", "ralf", "ramón", "raphaël",
    "raymond", "raúl", "rebecca", "regina", "reiner", "reinhard", "renata", "renate", "renato", "renée", "ricardo",
    "rita", "roberta", "roberto", "rodrigo", "roland", "rolf", "ronald", "rosa", "rosario", "rosemarie", "rosemary",
    "ruth", "ryan", "ryszard", "rémi", "sabine", "sabrina", "sally", "salvatore", "samantha", "samuel", "sandra",
    "sara", "sarah", "sergei", "sergey", "sergio", "sharon", "sheila", "shirley", "sibylle", "sigrid", "silke",
    "silvia", "simona", "simone", "sofia", "sonia", "sonja", "sophia", "sophie", "stanisław", "stefania", "stefano",
    "stella", "stephanie", "stephen", "steven", "stéphane", "stéphanie", "sue", "susan", "susana", "susann",
    "susanna", "susanne", "suzanne", "sven", "svetlana", "sylvia", "sylvie", "sylwia", "sándor", "tadeusz", "tamara",
    "tamás", "tania", "tanja", "tatiana", "teresa", "terry", "theresa", "thierry", "thomasz", "tibor", "tiffany",
    "tim", "timothy", "tina", "tobias", "tomasz", "torsten", "tracy", "ulla", "ulrike", "umberto", "ursula", "uta",
    "ute", "uwe", "valentina", "valeria", "valerie", "valérie", "vanessa", "vera", "veronica", "veronika",
    "veronique", "viktor", "viktoria", "vilmos", "violeta", "virginia", "virginie", "vittorio", "viviane", "vladimir",
    "volker", "véronique", "waltraud", "wanda", "wendy", "wiesław", "wilfried", "wojciech", "wolfgang", "xavier",
    "yolanda", "yuri", "yves", "yvette", "yvonne", "zbigniew", "zdzisław", "zofia", "zoltán", "zoran", "zoë", "zsolt",
    "zsuzsanna", "ágnes", "árpád", "élisabeth", "émile", "éric", "étienne", "łukasz",
];

#[rustfmt::skip]
const GIVEN_OR_FAMILY: [&str; 340] = [
    "adam", "adolf", "adrian", "alan", "albert", "alex", "alexander", "alexandre", "alfonso", "alfred", "allan",
    "allen", "amos", "anders", "anthony", "anton", "armin", "arne", "arnold", "arthur", "august", "barry", "bart", "ben",
    "bernard", "bert", "bob", "boris", "brad", "bradley", "brooks", "bruce", "bruno", "calvin", "cameron", "carl",
    "cesar", "charles", "chris", "christian", "clark", "claude", "claus", "clemens", "clive", "colin", "conrad",
    "constantin", "craig", "cyril", "césar", "damian", "dan", "daniel", "dario", "darren", "dave", "david", "dean",
    "dennis", "detlef", "dieter", "dietrich", "dirk", "dominik", "don", "donald", "douglas", "duncan", "dylan",
    "eckart", "eckhard", "ed", "edgar", "edmund", "edwin", "egon", "elias", "elliot", "elmar", "eric", "erich",
    "ernest", "ernst", "erwin", "ethan", "eugen", "eugene", "evan", "ewald", "fabian", "felix", "ferdinand",
    "francesco", "francis", "francisco", "franco", "frank", "franklin", "franz", "fred", "frederick", "friedemann",
    "friedrich", "fritz", "gabriel", "geert", "gene", "georg", "george", "georges", "georgios", "gernot", "gert",
    "gilbert", "giles", "glen", "glenn", "gordon", "graham", "grant", "greg", "gregor", "guy", "götz", "hanno",
    "hans", "harold", "harry", "harvey", "heiko", "heinrich", "hellmut", "hendrik", "henning", "henri", "henry",
    "hermann", "horst", "howard", "hubert", "hugh", "hugo", "ivo", "jack", "jacob", "jaime", "jake", "jakob", "james",
    "jamie", "jay", "jeff", "jens", "jeremias", "jerome", "jerry", "jesus", "jim", "joe", "joel", "joerg", "johann",
    "john", "jon", "jonas", "jordan", "jos", "julio", "julius", "justin", "jörg", "kai", "karel", "karl", "karol",
    "karsten", "kaspar", "keith", "kelly", "ken", "kim", "klaus", "konrad", "kurt", "kyle", "lance", "larry", "lee",
    "leif", "lennart", "leo", "leon", "leonard", "leonhard", "leopold", "leslie", "lewis", "lorenz", "lou", "louis",
    "lucas", "ludwig", "lutz", "lynn", "malcolm", "manuel", "marco", "mario", "marius", "mark", "markus", "marshall",
    "martin", "marvin", "mathew", "mats", "matt", "maurice", "max", "maximilian", "melvin", "michael", "mike",
    "mitchell", "mohamed", "mohammed", "morgan", "moritz", "morris", "neil", "nelson", "nicholas", "nick", "nico",
    "niels", "niklas", "noah", "norman", "olaf", "ole", "omar", "orlando", "oskar", "oswald", "otto", "owen",
    "pascal", "pat", "patrick", "paul", "per", "perry", "peter", "phil", "philip", "philipp", "phillip", "ralph",
    "randall", "ray", "reinhold", "rené", "rex", "richard", "rob", "robert", "robin", "rod", "roger", "roman", "ron",
    "rony", "ross", "roy", "rudolf", "rudolph", "rupert", "russell", "rüdiger", "sam", "sami", "santiago", "saul",
    "scott", "sean", "sebastian", "shane", "shawn", "siegfried", "simon", "stan", "stanley", "stefan", "stephan",
    "steve", "stewart", "stig", "stuart", "sören", "ted", "teodor", "theo", "theodor", "thomas", "till", "timo",
    "tom", "tomas", "tony", "tor", "tore", "troy", "udo", "ulf", "ulrich", "urs", "valentin", "veit", "vernon",
    "victor", "vincent", "vito", "wade", "wallace", "walter", "warren", "wayne", "werner", "wilhelm", "will", "willi",
    "william", "willy", "wim", "winfried", "wolf", "wolfram", "yan", "zachary",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_apart() {
        for table in [&GIVEN[..], &GIVEN_OR_FAMILY] {
            assert!(table.is_sorted_by(|a, b| a < b));
        }
        assert!(GIVEN.iter().all(|name| !GIVEN_OR_FAMILY.contains(name)));
    }
}
