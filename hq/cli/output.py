"""How commands speak: a table of words for people, or one JSON object a line."""

import json
import sys
from collections.abc import Mapping

Record = Mapping[str, str | int | bool | None]


def show(record: Record, as_json: bool, sentence: str | None = None) -> None:
    """One record: as JSON, as the sentence, or as its values side by side."""
    if as_json:
        line = json.dumps(dict(record), ensure_ascii=False)
    else:
        line = sentence or "\t".join("" if value is None else str(value) for value in record.values())
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """A sentence on standard error."""
    sys.stderr.write(sentence + "\n")
