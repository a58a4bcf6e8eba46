//! Small inputs that are read well: what changes of them breaks is nearer to what people have than bytes out of nothing.

/// For each target the inputs that it is begun with. `records` has a byte before each that stands for its format.
pub const SEEDS: &[(&str, &str)] = &[
    ("tokens", "Lind A. “On reeds”, J. Lett.B191 (1995)321;5(2 Suppl):6–12. é李علي１２"),
    ("tokens", "a\u{301}\u{a0}b\u{2028}c\t12.34 "),
    ("vocabulary", "See also"),
    ("vocabulary", "zuletzt abgerufen am"),
    ("vocabulary", "VI. Quellen- und Literaturverzeichnis"),
    ("vocabulary", "n.º Hrsg. v. Ph.D. thesis a. a. O."),
    (
        "entry",
        "Lind, A., & van der Moor, C. (1971b). On reeds and lakes. *Journal of Reeds*, *5*(2), 6–12. https://doi.org/10.1000/reeds",
    ),
    (
        "entry",
        "[3] A. Lind and C. Moor, “On reeds,” in Proc. 4th Conf. Lakes, Vienna, 1971, pp. 2–8, doi: 10.1000/182.",
    ),
    ("entry", "Lind A, Moor C, et al. On reeds. J Reeds. 1971 May;5(2 Suppl):6-12. PMID: 1234567"),
    (
        "entry",
        "Lind, Anna: Vom Schilf. In: Moor, Carl (Hrsg.): Seen und Teiche, 2., erw. Aufl., Bd. 3, Berlin 1971, S. 2 f.",
    ),
    (
        "entry",
        "See Lind, supra note 4, at 12; C. Moor, Lakes (2d ed. 1971); Roe v. Lee, 12 F.2d 34, 36 (2d Cir. 1926).",
    ),
    ("entry", "李明、王芳：《湖泊研究》，《地理学报》第12卷第3期，1999年，第4—9页。"),
    ("entry", "Ср.: Линд А. О камышах // Озёра. 1971. № 5. С. 2–8."),
    (
        "lines",
        "Lind, A. (1971). On reeds. J. Reeds, 5(2), 6–12.\r\n[2] C. Moor, “Ponds,” 1968; R. Roe, Lakes, 1960.\n\nIbid., p. 4.\n",
    ),
    ("paper", include_str!("../data/made-up/ferrel-2019.txt")),
    ("paper", include_str!("../data/made-up/varn-2021.txt")),
    (
        "paper",
        "# A made-up title of reeds\n\nAnna Lind\n\nReeds grow.1 They float.2\n\n1 Lind, “On Reeds”, Lakes, 1971, p. 4; Moor, Ponds, 1968.\n\n2 Ibid., p. 5.\n\n3 Moor (n 1) 12.\n",
    ),
    (
        "paper",
        "# A made-up title of lakes\n\nAs shown [1, 3–4] and in Ref. [2].\n\nREFERENCES\n\n[1] A. Lind, “On reeds,” J. Reeds, vol. 5, 1971.\n[2] C. Moor, Ponds. Vienna: Reed, 1968.\n[3] ———, Lakes, 1969.\n[4] Ibid.\n",
    ),
    ("pair", "Lind, A. (1971). On reeds. Journal of Reeds, 5(2), 6–12.\nA. Lind, On Reeds, J. Reeds 5 (1971) 6."),
    (
        "pair",
        "Moor, C. (1968). Ponds: a study. Vienna: Reed. https://doi.org/10.1000/ponds\nMoor C. Ponds. 2nd ed. Reed, 1970.",
    ),
    (
        "order",
        "Lind, A. (1971). On reeds. Journal of Reeds, 5(2), 6–12.\nA. Lind, On Reeds, J. Reeds 5 (1971) 6.\nLind A. On reeds. 1971.\nJ. Reeds 5 (1971) 6.\n",
    ),
    (
        "order",
        "Moor, C. (1968). Ponds: a study. Vienna: Reed. https://doi.org/10.1000/ponds\nMoor C. Ponds. 2nd ed. Reed, 1970.\nMoor, Carl. Ponds, a study, vol. 2. 1968.\nMoor C. Ponds. 2nd ed. Reed, 1970.\n",
    ),
    ("edges", "a,b\nb,c\nc,a\nd,a\nd,b\n"),
    ("edges", "1\t2\n2\t3\n\"3\t1\n4\t4\n"),
    (
        "bibtex",
        "@string{j = \"J. Reeds\"}\n@article{lind, author = {Lind, Anna and Moor, C.}, title = {On {R}eeds}, journal = j # { B}, year = 1971, pages = {6--12}, crossref = {all}}\n@book{all, title = \"All \\'e\\\"{o}\"}",
    ),
    ("drawing", "lind-1971\nmoor \"1968\"\n\\n"),
    (
        "records",
        "\x00TY  - JOUR\nAU  - Lind, Anna\nTI  - On reeds\nJO  - J Reeds\nPY  - 1971/05//\nVL  - 5\nSP  - 6\nEP  - 12\nER  - \n",
    ),
    ("records", "\x01%0 Journal Article\n%A Lind, Anna\n%T On reeds\n%J J Reeds\n%D 1971\n%V 5\n%P 6-12\n"),
    (
        "records",
        "\x02<xml><records><record><ref-type name=\"Book\">6</ref-type><contributors><authors><author><style>Lind, A.</style></author></authors></contributors><titles><title>On reeds</title></titles><dates><year>1971</year></dates></record></records></xml>",
    ),
    (
        "records",
        "\x03PMID- 1234567\nTI  - On reeds\n      and lakes.\nAU  - Lind A\nTA  - J Reeds\nDP  - 1971 May\nVI  - 5\nPG  - 6-12\n",
    ),
    (
        "records",
        "\x04<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1234567</PMID><Article><ArticleTitle>On reeds</ArticleTitle><AuthorList><Author><LastName>Lind</LastName><ForeName>Anna</ForeName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    ),
    (
        "records",
        "\x05PT J\nAU Lind, A\n   Moor, C\nTI On\n   reeds\nCR MOOR C, 1968, PONDS, V2, P3\n   [Anonymous], 1960, LAKES\nPY 1971\nUT WOS:1\nER\n\nEF",
    ),
    (
        "records",
        "\x06PT\tAU\tTI\tSO\tCR\tPY\tUT\nJ\tLind, A; Moor, C\tOn \"reeds\tJ REEDS\tMOOR C, 1968, PONDS, V2; ROE, 1960\t1971\tWOS:1\n",
    ),
    (
        "records",
        "\x07Authors,Title,Year,Source title,Volume,Page start,DOI,References,EID\n\"Lind A., Moor C.\",\"On reeds\",1971,J Reeds,5,6,10.1000/reeds,\"Moor C., Ponds, (1968); Roe A., On lakes, J Lakes, 2, pp. 3-4, (1960)\",2-s2.0-1\n",
    ),
    ("records", "\x0aciting,cited\n10.1000/a,10.1000/b\ndoi:10.1000/b pmid:12,10.1000/c\n"),
    (
        "records",
        "\x0cKey,Author,Title,Publication Year,DOI\nA1,\"Lind, Anna; Moor, C\",\"On \"\"reeds\"\"\",1971,10.1000/reeds\n",
    ),
    (
        "records",
        "\x0d@article{WOS:1, Author = {Lind, A and Moor, C}, Title = {{On reeds}}, Year = {{1971}}, Cited-References = {{Moor C, 1968, PONDS, V2.\n   Roe, 1960, LAKES.}}}",
    ),
    (
        "records",
        "\x0e[{\"id\": \"lind\", \"type\": \"article-journal\", \"title\": \"On <i>reeds</i>\", \"author\": [{\"family\": \"Lind\", \"given\": \"A\"}], \"issued\": {\"date-parts\": [[1971, 5]]}}]",
    ),
    (
        "records",
        "\x0f{\"id\": \"https://openalex.org/W1\", \"title\": \"On reeds\", \"publication_year\": 1971, \"authorships\": [{\"author\": {\"display_name\": \"Anna Lind\"}}], \"referenced_works\": [\"https://openalex.org/W2\"]}",
    ),
    (
        "records",
        "\x10{\"DOI\": \"10.1000/reeds\", \"title\": [\"On reeds\"], \"issued\": {\"date-parts\": [[null]]}, \"author\": [{\"family\": \"Lind\"}], \"reference\": [{\"key\": \"a\", \"unstructured\": \"Moor, C. (1968). Ponds.\"}, {\"key\": \"b\", \"DOI\": \"10.1000/b\"}]}",
    ),
    (
        "records",
        "\x11{\"paperId\": \"ab\", \"title\": \"On reeds\", \"year\": 1971, \"authors\": [{\"name\": \"Anna Lind\"}], \"references\": [{\"paperId\": null, \"title\": \"Ponds\"}]}",
    ),
    (
        "records",
        "\x12<article><front><article-meta><title-group><article-title>On reeds</article-title></title-group></article-meta></front><body><p>As in <xref ref-type=\"bibr\" rid=\"r1\">1</xref>.</p></body><back><ref-list><ref id=\"r1\"><mixed-citation>Moor C. <source>Ponds</source> &amp; lakes; <year>1968</year>.</mixed-citation></ref></ref-list></back></article>",
    ),
    (
        "records",
        "\x13<TEI><teiHeader><fileDesc><titleStmt><title>On reeds</title></titleStmt></fileDesc></teiHeader><text><back><listBibl><biblStruct xml:id=\"b0\"><monogr><title>Ponds</title><imprint><date when=\"1968\"/></imprint></monogr><note type=\"raw_reference\">Moor. Ponds.</note></biblStruct></listBibl></back></text></TEI>",
    ),
    (
        "records",
        "\x14\\begin{thebibliography}{9}\n\\bibitem[Moor(1968)]{moor} C.~Moor, \\emph{Ponds}, Reed, 1968.\n\\bibitem{lind} A. Lind, {\\it On reeds}, J. Reeds {\\bf 5} (1971) 6--12.\n\\end{thebibliography}\n",
    ),
    (
        "saved",
        "# A made-up title of reeds\n\nReeds grow (Lind, 1971; Moor, 1968).\n\n# References\n\n- Lind, A. (1971). On reeds. *Journal of Reeds*, 5(2), 6–12.\n- Moor, C. (1968). *Ponds*. Reed; Roe, A. (1960). Lakes.\n",
    ),
];
