//! Running text that looks like a language's: function words among the words of its titles. It says nothing.

use super::{Generator, Rng};

/// Function words of a language, a string each.
const FUNCTION_WORDS: [(&str, &str); 8] = [
    (
        "en",
        "the of and to in is that was for it with as on be by this are which at from have has not they were but can their its there been more when these also such than would we our may will however between because thus into both no does",
    ),
    (
        "de",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei wir dieser diese",
    ),
    (
        "it",
        "di e il la che in un per è del non una si con i della le da al nel dei come più alla sono ma delle ha anche gli questo essere nella suo fu tra dal era loro quale dalla così cui",
    ),
    (
        "fr",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la aux avec ou comme son été elle cette ont mais nous leur ces être fait aussi deux même entre dont",
    ),
    (
        "es",
        "de la que el en y a los del se las por un para con no una su al es lo como más o pero sus le ha este sí porque esta entre cuando muy sin sobre también fue hay donde desde todo nos durante",
    ),
    (
        "pt",
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à seu sua ou ser quando muito há nos já está também só pelo pela até isso entre era depois sem",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn voor met die niet aan er om ook als dan maar bij nog uit worden door naar heeft wordt hun meer deze over dit kan werd geen zo tussen of wel zijn waren tot",
    ),
    (
        "ru",
        "и в не на что с как это по но из у за от к же для так его то был была они было мы или ещё при также может если быть более между этот только которые их уже нет",
    ),
];

/// What cites inside running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Citing {
    Nothing,
    AuthorYear,
    Numbers,
    NoteMarks,
}

/// A sentence of `words` words or so in `language`.
fn sentence(generator: &Generator, language: &str, citing: Citing, rng: &mut Rng) -> String {
    let own = generator.words_of(language);
    let function: Vec<&str> = FUNCTION_WORDS
        .iter()
        .find(|(l, _)| *l == language)
        .map_or(FUNCTION_WORDS[0].1, |(_, w)| w)
        .split(' ')
        .collect();
    let mut content: Vec<String> = Vec::new();
    while content.len() < 10 {
        let title = own.phrase("title", rng);
        if title.is_empty() {
            break;
        }
        content.extend(title.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()));
    }
    content.retain(|w| !w.is_empty());
    let length = rng.between(7, 26);
    let mut said = String::new();
    for n in 0..length {
        let word = if content.is_empty() || rng.chance(52) {
            rng.pick(&function).to_owned()
        } else {
            rng.one_of(&content).clone()
        };
        let lower = language != "de" || !word.starts_with(char::is_uppercase);
        let word = if n > 0 && lower && !rng.chance(6) { word.to_lowercase() } else { word };
        if n > 0 {
            said.push_str(if rng.chance(7) { ", " } else { " " });
        }
        if n == 0 {
            let mut chars = word.chars();
            said.extend(chars.next().map(|c| c.to_uppercase().to_string()));
            said.push_str(chars.as_str());
        } else {
            said.push_str(&word);
        }
    }
    let name = |rng: &mut Rng| own.phrase("family", rng);
    if rng.chance(30) {
        let year = rng.between(1950, 2023);
        let cited = match citing {
            Citing::Nothing => String::new(),
            Citing::AuthorYear if rng.chance(50) => format!(" ({} {year})", name(rng)),
            Citing::AuthorYear => format!(" ({} & {}, {year}: {})", name(rng), name(rng), rng.between(1, 300)),
            Citing::Numbers => format!(" [{}]", rng.between(1, 60)),
            Citing::NoteMarks => String::new(),
        };
        said.push_str(&cited);
    }
    said.push('.');
    if citing == Citing::NoteMarks && rng.chance(20) {
        said.push_str(&rng.between(1, 90).to_string());
    }
    said
}

/// A paragraph of so many sentences.
pub(crate) fn paragraph(
    generator: &Generator,
    language: &str,
    citing: Citing,
    sentences: usize,
    rng: &mut Rng,
) -> String {
    (0..sentences).map(|_| sentence(generator, language, citing, rng)).collect::<Vec<_>>().join(" ")
}
