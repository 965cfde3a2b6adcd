"""For all tests: properties are judged by what they find, never by how long a busy machine takes."""

import tomllib
from functools import cache, lru_cache

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine
from nacl.pwhash import argon2id

from desktop.devices import keystore
from devtools import survivors

TOLD_IN_SECONDS = 40
"""Whoever broke something waits no longer for a small example of it."""
engine.MAX_SHRINKING_SECONDS = TOLD_IN_SECONDS
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[each for each in Phase if each is not Phase.explain],  # it runs an example over and over after it was found
    derandomize=True,  # the same examples every time: whoever changed nothing there breaks nothing there
)
settings.register_profile("explored", settings.get_profile("house"), derandomize=False)
settings.load_profile("house")

# What a program does once when it starts, and a run of tests thousands of times.
argon2id.kdf = cache(argon2id.kdf)  # slow on purpose
keystore.random = cache(keystore.random)  # type: ignore[attr-defined]  # one salt: the same passphrase, the same key
tomllib.loads = lru_cache(maxsize=64)(tomllib.loads)  # the assets

survivors.watch()

_LONG = ("tests/tooling/", "tests/proof/", "tests/e2e/", "tests/ui/test_every_screen", "tests/ui/test_wedge")


def pytest_configure(config: pytest.Config) -> None:
    """Other examples with `--hypothesis-seed`, a number or `random`: `dev.py prove` goes on searching."""
    if config.getoption("--hypothesis-seed") is not None:
        settings.load_profile("explored")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few and long tests begin first: at the end, all cores but one would wait for them."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
