"""Invented references with their truth: works printed in several styles, with slips, copies, columns and heavy keys."""

from __future__ import annotations

import random
from collections.abc import Iterator

FAMILIES = [
    "Roe",
    "Lee",
    "Doe",
    "Falk",
    "Brenner",
    "Okafor",
    "Castell",
    "Lindqvist",
    "Marchetti",
    "Novák",
    "Petrov",
    "Quintana",
    "Rasmussen",
    "Sato",
    "Tanaka",
    "Ueda",
    "Vogel",
    "Wexler",
    "Yilmaz",
    "Zeman",
    "Abelson",
    "Bergmann",
    "Carrow",
    "Duvall",
    "Eskelin",
    "Fontaine",
    "Grasso",
    "Hallam",
    "Ivers",
    "Jansson",
    "Kowal",
    "Lombard",
    "Mensah",
    "Norell",
    "Ostrom",
    "Pavlov",
    "Quist",
    "Renner",
    "Salomon",
    "Thorne",
]
THINGS = [
    "algae",
    "dialects",
    "harbours",
    "glaciers",
    "looms",
    "orchards",
    "beetles",
    "ballads",
    "canals",
    "ledgers",
    "mosses",
    "quarries",
    "rivers",
    "sediments",
    "taverns",
    "villages",
    "windmills",
    "aquifers",
    "bridges",
    "charters",
    "estuaries",
    "forests",
    "granites",
    "herons",
    "islands",
    "kilns",
    "lagoons",
    "markets",
]
VIEWS = [
    "growth",
    "decline",
    "chemistry",
    "grammar",
    "taxation",
    "restoration",
    "statistics",
    "migration",
    "acoustics",
    "topology",
    "economy",
    "ecology",
]
PLACES = [
    "mountain",
    "coastal",
    "northern",
    "medieval",
    "alpine",
    "inland",
    "ruined",
    "tidal",
    "royal",
    "forgotten",
    "volcanic",
    "rural",
]
VERBS = [
    "Measuring",
    "Reading",
    "Mapping",
    "Counting",
    "Rethinking",
    "Modelling",
    "Dating",
    "Comparing",
    "Explaining",
    "Tracing",
]
JOURNALS = [
    ("Journal of Lakes", "J. Lakes"),
    ("Annals of Island Studies", "Ann. Island Stud."),
    ("Review of Harbour History", "Rev. Harbour Hist."),
    ("Transactions on Tidal Systems", "Trans. Tidal Syst."),
    ("Archive for Rural Economy", "Arch. Rural Econ."),
]


def works(count: int, rng: random.Random) -> Iterator[dict]:
    for number in range(count):
        journal = rng.choice(JOURNALS)
        first = rng.randint(1, 600)
        title = (
            f"{rng.choice(VERBS)} the {rng.choice(VIEWS)} of {rng.choice(PLACES)} {rng.choice(THINGS)} "
            f"and {rng.choice(PLACES)} {rng.choice(THINGS)}"
        )
        if number % 50 == 7:
            title = rng.choice(
                ["Editorial", "Annual report on the tidal survey", "Introduction", "Notes on the season"]
            )
        yield {
            "authors": [(rng.choice(FAMILIES), rng.choice("ABCDEFGHJKLM")) for _ in range(rng.choice([1, 1, 2, 3]))],
            "title": title,
            "journal": journal,
            "year": rng.randint(1985, 2024),
            "volume": rng.randint(1, 60),
            "issue": rng.randint(1, 6),
            "pages": (first, first + rng.randint(2, 30)),
            "doi": f"10.1000/invented.{number}" if number % 3 == 0 else None,
        }


def printed(work: dict, rng: random.Random) -> str:
    """The work in one of five styles, one in eight with a slip."""
    names, (long, short), (first, last) = work["authors"], work["journal"], work["pages"]
    title, year, volume, issue = work["title"], work["year"], work["volume"], work["issue"]
    slip = rng.randrange(40)
    if slip == 0:
        year += 1
    elif slip == 1 and len(title) > 20:
        at = rng.randrange(5, len(title) - 5)
        title = title[:at] + title[at + 1 :]
    elif slip == 2:
        title = title.split(" and ")[0]
    elif slip == 3:
        names = names[:1]
    elif slip == 4:
        volume, issue = issue, volume
    apa = ", & ".join(f"{family}, {given}." for family, given in names)
    plain = ", ".join(f"{given}. {family}" for family, given in names)
    vancouver = ", ".join(f"{family} {given}" for family, given in names)
    match rng.randrange(5):
        case 0:
            text = f"{apa} ({year}). {title}. {long}, {volume}({issue}), {first}–{last}."
        case 1:
            text = f"{plain}, “{title},” {short} {volume}, no. {issue} ({year}): {first}–{last}."
        case 2:
            text = f"{vancouver}. {title}. {short}. {year};{volume}({issue}):{first}-{last}."
        case 3:
            text = f"{plain}, {short} {volume}, {first} ({year})."
        case _:
            text = f"{apa} {title}. {long} {volume} ({year}), pp. {first}–{last}"
    return f"{text} https://doi.org/{work['doi']}" if work["doi"] and rng.random() < 0.3 else text


def references(count: int, seed: int = 1) -> Iterator[tuple[int, int, int, str]]:
    """So many rows of a number, the citing document, the true work and the string, in the order of documents.

    Some works are cited much more than others, as in life; one string in twelve is a copy of an earlier one.
    """
    rng = random.Random(seed)
    known = list(works(max(count // 6, 1), rng))
    copies: list[tuple[int, str]] = []
    for number in range(count):
        if copies and rng.random() < 1 / 12:
            work, text = rng.choice(copies)
        else:
            work = min(int(rng.paretovariate(0.7)) - 1 + rng.randrange(len(known)), len(known) - 1)
            if rng.random() < 0.02:
                work = rng.randrange(min(len(known), 5))
            text = printed(known[work], rng)
            if len(copies) < 10_000:
                copies.append((work, text))
        yield number + 1, number // 30, work, text
