"""How dev.py speaks: a short sentence in Japanese and the same in English."""

import sys


class Stop(Exception):
    """dev.py cannot go on. Carries the Japanese and the English sentence that say what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja = ja
        self.en = en


def prepare_streams() -> None:
    """A console that cannot show a character shows `?` instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(ja: str, en: str) -> None:
    """Tell the user something, on standard error: standard output belongs to the program that is run."""
    print(f"{ja}\n  {en}", file=sys.stderr, flush=True)
