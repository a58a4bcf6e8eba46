//! Folders and files of tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder of its own for a test of a target, emptied.
pub fn folder(target: &str, test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(target).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// Writes a file and returns its path.
pub fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file for the test");
    path.display().to_string()
}
