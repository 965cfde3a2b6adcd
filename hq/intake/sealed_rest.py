"""What a stopped laptop sealed to headquarters before it wiped itself: a parcel inside, taken like any other.

Its records go to quarantine as those of a stopped laptop, for a person to decide.
"""

import io
from typing import BinaryIO

from core.parcel import MAX_PARCEL, damaged
from core.problem import Problem
from core.sealed_rest import MAGIC, is_rest, open_rest
from hq.identity import key_pair


def unsealed(file: BinaryIO, size: int) -> tuple[BinaryIO, int]:
    """The parcel inside, with its size; any other file as it is. Raises Problem when it is sealed to somebody else."""
    start = file.read(len(MAGIC))
    file.seek(0)
    if not is_rest(start) or size > MAX_PARCEL:
        return file, size
    try:
        parcel = open_rest(file.read(), key_pair())
    except Problem as error:
        raise damaged() from error
    return io.BytesIO(parcel), len(parcel)
