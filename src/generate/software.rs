//! Software and what its makers call themselves: works whose author is a project rather than a person, whose title is one made-up
//! word or the name of a place where programs are kept, and that have a version.

use super::Rng;
use super::numeration::number;
use super::sources::{Sources, acronym};

/// The values of a program, by the names that templates use: its name, its title in a list, its makers, a collaboration, its
/// version, and where it is kept.
pub(super) fn values(from: &Sources<'_>, year: usize, rng: &mut Rng) -> [(&'static str, String); 6] {
    let name = match rng.below(8) {
        0 => acronym(rng),
        _ => from.other.phrase("software", rng),
    };
    let version = version(year, rng);
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).collect();
    let folder = plain.to_lowercase();
    let does = from.other.phrase("softwaredoes", rng);
    let title = match rng.below(20) {
        0..4 => name.clone(),
        4..6 => format!("{name} {version}"),
        6 => format!("The {name} {}", rng.pick(&["package", "library", "toolbox", "software", "project", "manual"])),
        7 | 8 => format!("{folder}/{folder}: {name} {version}"),
        9 => format!("{folder}/{folder}: {version}"),
        10 => format!("{name} version {version}"),
        11 => format!("{name} documentation"),
        12 => does,
        _ => format!("{name}{}{does}", rng.pick(&[": ", ": ", ": ", " – ", ", ", ". "])),
    };
    let makers = format!("{}{name} {}", rng.pick(&["", "", "The ", "the "]), from.other.phrase("makers", rng));
    let of = match rng.below(5) {
        0 | 1 => acronym(rng),
        2 => from.other.phrase("software", rng),
        3 => from.other.phrase("placename", rng),
        _ => format!("{} {}", acronym(rng), number(rng.between(1, 9))),
    };
    let article = rng.pick(&["", "", "The ", "the ", "the ", "on behalf of the "]);
    let collaboration = format!("{article}{of} {}", from.other.phrase("collaboration", rng));
    let address = match rng.below(6) {
        0 => format!("https://{folder}.org"),
        1 => format!("https://{folder}.readthedocs.io{}", rng.pick(&["", "/", "/en/latest/"])),
        2 => format!("https://pypi.org/project/{folder}"),
        _ => format!("https://github.com/{folder}{}/{plain}", rng.pick(&["", "-dev", "lab", "-org"])),
    };
    [("SW", name), ("ST", title), ("SG", makers), ("SC", collaboration), ("SV", version), ("SU", address)]
}

/// "v1.6.0", "2.4", "2021.10".
fn version(year: usize, rng: &mut Rng) -> String {
    let (major, minor, patch) = (rng.below(10), rng.below(22), rng.below(12));
    match rng.below(12) {
        0 => format!("{year}.{}", minor % 12 + 1),
        1 => number(major + 1),
        2 | 3 => format!("{major}.{minor}"),
        4..7 => format!("v{major}.{minor}.{patch}"),
        7 => format!("v{major}.{minor}"),
        8 => format!("{major}.{minor}.{patch}{}", rng.pick(&["-beta", "rc1", "b2", ".post1", "a1"])),
        _ => format!("{major}.{minor}.{patch}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Vocabulary;

    #[test]
    fn makers_bear_the_name_of_what_they_make() {
        let words = Vocabulary::parse("[software]\nlakepy\n[softwaredoes]\nWaves in Python\n[makers]\nDevelopers\n");
        let none = Vocabulary::default();
        let from = Sources { language: "en", own: &words, other: &words, real: &none };
        for seed in 0..50 {
            let [(_, name), _, (_, makers), _, (_, version), (_, address)] = values(&from, 2020, &mut Rng::new(seed));
            assert!(makers.contains(&name) && makers.ends_with(" Developers"), "{makers}");
            assert!(version.contains(|c: char| c.is_ascii_digit()) && address.starts_with("https://"));
        }
    }
}
