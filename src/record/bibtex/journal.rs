//! Journals of astronomy by the macros of the American Astronomical Society, which ADS writes in BibTeX in place of their names.

/// The journal of "\apj".
pub(super) fn named(printed: &str) -> Option<&'static str> {
    let name = printed.trim().strip_prefix('\\')?;
    JOURNALS.iter().find(|(known, _)| *known == name).map(|(_, journal)| *journal)
}

const JOURNALS: [(&str, &str); 43] = [
    ("aap", "Astronomy and Astrophysics"),
    ("aapr", "Astronomy and Astrophysics Reviews"),
    ("aaps", "Astronomy and Astrophysics Supplement Series"),
    ("actaa", "Acta Astronomica"),
    ("aj", "The Astronomical Journal"),
    ("ao", "Applied Optics"),
    ("apj", "The Astrophysical Journal"),
    ("apjl", "The Astrophysical Journal Letters"),
    ("apjs", "The Astrophysical Journal Supplement Series"),
    ("aplett", "Astrophysical Letters"),
    ("apss", "Astrophysics and Space Science"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("azh", "Astronomicheskii Zhurnal"),
    ("baas", "Bulletin of the American Astronomical Society"),
    ("caa", "Chinese Astronomy and Astrophysics"),
    ("cjaa", "Chinese Journal of Astronomy and Astrophysics"),
    ("gca", "Geochimica et Cosmochimica Acta"),
    ("grl", "Geophysical Research Letters"),
    ("iaucirc", "IAU Circular"),
    ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("jcp", "The Journal of Chemical Physics"),
    ("jgr", "Journal of Geophysical Research"),
    ("jqsrt", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
    ("jrasc", "Journal of the Royal Astronomical Society of Canada"),
    ("memsai", "Memorie della Società Astronomica Italiana"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"),
    ("na", "New Astronomy"),
    ("nar", "New Astronomy Reviews"),
    ("nat", "Nature"),
    ("nphysa", "Nuclear Physics A"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"),
    ("planss", "Planetary and Space Science"),
    ("pra", "Physical Review A"),
    ("prd", "Physical Review D"),
    ("prl", "Physical Review Letters"),
    ("psj", "The Planetary Science Journal"),
    ("qjras", "Quarterly Journal of the Royal Astronomical Society"),
    ("solphys", "Solar Physics"),
    ("ssr", "Space Science Reviews"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros() {
        assert_eq!(named("\\mnras"), Some("Monthly Notices of the Royal Astronomical Society"));
        assert_eq!((named("mnras"), named("\\nosuch")), (None, None));
    }
}
