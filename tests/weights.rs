//! The learned weights are those that `src/weights.sha256` names: no file of them changes unsaid.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The files of weights in a folder and the folders in it.
fn weights(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("a folder of the sources").map(|file| file.expect("a file").path());
    files
        .flat_map(|path| match path.is_dir() {
            true => weights(&path),
            false => Vec::from_iter(path.extension().is_some_and(|end| end == "bin").then_some(path)),
        })
        .collect()
}

#[test]
fn are_those_of_the_list() {
    let sum = |path: &PathBuf| {
        let hash = Sha256::digest(fs::read(path).expect("weights"));
        hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let found: BTreeMap<String, String> = weights(Path::new("src"))
        .iter()
        .map(|path| (path.display().to_string().replace('\\', "/"), sum(path)))
        .collect();
    let list = fs::read_to_string("src/weights.sha256").expect("the list");
    let listed: BTreeMap<String, String> = list
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(sum, path)| (path.to_owned(), sum.to_owned()))
        .collect();
    assert_eq!(found, listed, "with new weights: find src -name '*.bin' | sort | xargs sha256sum > src/weights.sha256");
}
