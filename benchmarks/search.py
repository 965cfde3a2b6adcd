"""Finding people in a million: what a supporter types into the search field, letter by letter and whole."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.big_site import PASSPHRASE, site_with
from benchmarks.figures import Figure, Target, p95, tail
from benchmarks.names import common_surname, invent
from core.clock import SystemClock
from core.romaji import sound
from core.search_text import search_form
from desktop.app.desk import Desk
from desktop.app.people import find_people
from desktop.app.site import open_site

PEOPLE = 1_000_000
QUERIES = 2_000
TARGET = Target("at_most", 50.0)
# Names that nobody in names.toml has, in parts and whole, and a card that was never issued.
_MISSES = (
    "ゑ", "鰐", "鰐淵", "ぎょぶ", "わにぶち", "鰐淵 清", "佐藤 鰐", "MC9999", "0001", "田中 一休", "wanibuchi",
    "satou x",
)  # fmt: skip


def measure() -> list[Figure]:
    """The use case of the screen, the index alone, and the bare index without the people's rows."""
    return measured(site_with(PEOPLE).data, QUERIES)


def measured(data: Path, queries: int) -> list[Figure]:
    """The same for any site."""
    desk = open_site(data, SystemClock(), PASSPHRASE)
    chance = Random(2)
    asked = [a_query(chance) for _ in range(queries)]
    floor = _timed(asked, lambda words: bare_match(desk, words))
    alone = _timed(asked, desk.store.facts.search.find)
    whole = _timed(asked, lambda words: find_people(desk, words))
    desk.store.close()
    return [
        Figure("search: the screen's list of 50", p95(whole), "ms", p95(floor), TARGET, tail(whole)),
        Figure("search: ids alone", p95(alone), "ms", p95(floor), TARGET, tail(alone)),
    ]


def a_query(chance: Random) -> str:
    """One character, two, a common surname, a whole name, kana or romaji as far as typed, a phone's ending, a miss."""
    who = invent(chance)
    surname, kana = common_surname(chance)
    given = sound(who.kana.split()[1])
    text = chance.choice((who.name, who.kana)).replace(" ", "")
    start = chance.randrange(len(text) - 1)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: text[start],
        lambda: text[start : start + 2],
        lambda: chance.choice((surname, kana)),
        lambda: chance.choice((who.name, who.kana)),
        lambda: f"{surname} {who.kana.split()[1][0]}",
        lambda: kana[: chance.randint(1, len(kana))],
        lambda: sound(kana)[: chance.randint(1, len(sound(kana)))],
        lambda: chance.choice((sound(kana), given, f"{sound(kana)} {given}")),
        lambda: f"{given} {who.phone[:3]}",
        lambda: who.phone[-4:],
        lambda: chance.choice(_MISSES),
    )
    return chance.choices(kinds, weights=(5, 5, 4, 2, 1, 1, 3, 3, 1, 1, 1))[0]()


def bare_match(desk: Desk, words: str) -> None:
    """The floor: what FTS5 itself takes for the first character or pair, without any check or row."""
    gram = search_form(words)[:2]
    sql = "SELECT rowid FROM person_gram WHERE person_gram MATCH ? ORDER BY rowid DESC LIMIT 50"
    desk.store.db.execute(sql, [f'"{gram}"']).fetchall()


def _timed(asked: list[str], find: Callable[[str], object]) -> list[float]:
    took = []
    for words in asked:
        started = time.perf_counter()
        find(words)
        took.append((time.perf_counter() - started) * 1000)
    return took
