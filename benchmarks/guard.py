"""The number guard looks at every key typed: a note of 2,000 characters, ordinary or meant to be slow."""

import time
from random import Random

from benchmarks.figures import Figure, Target, p95, tail
from core.number_guard import refusal

LENGTH = 2_000
RUNS = 200
LIMIT = Target("at_most", 1.0)
_ORDINARY = "03-1234-5678 に折り返し。12/5 13:00から30分、1,980円のプランのご相談。パスワードを忘れた。〒188-0012。"
_HOSTILE = (
    "1",
    "一",
    "12",
    "10/1-",
    "1円 ",
    "9/4/",
    "パスワード ",
    "+81 ",
    "1--",
    "１\u200b",
    "1 2　3",
    "12345678 ",
    "090 1234 567 ",
)


def measure() -> list[Figure]:
    """Milliseconds of processor time a look, so that a busy machine does not count; of the hostile ones the slowest."""
    ordinary = _looks(_ORDINARY)
    slowest = max((_looks(piece) for piece in (*_HOSTILE, *_noise())), key=p95)
    return [
        Figure(f"a note of {LENGTH} characters, p95", p95(ordinary), "ms", target=LIMIT, spread=tail(ordinary)),
        Figure("the slowest of texts meant to be slow, p95", p95(slowest), "ms", target=LIMIT, spread=tail(slowest)),
    ]


def _noise() -> list[str]:
    """Digits, separators and words in disorder, the same each time."""
    chance = Random(LENGTH)
    return ["".join(chance.choice("0123456789０一-/. 　年月円") for _ in range(LENGTH)) for _ in range(5)]


def _looks(piece: str) -> list[float]:
    text = (piece * LENGTH)[:LENGTH]
    times: list[float] = []
    for _ in range(RUNS):
        before = time.thread_time()
        refusal(text)
        times.append((time.thread_time() - before) * 1000)
    return times
