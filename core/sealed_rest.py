"""What a stopped laptop could not deliver any more: a request parcel, sealed as a whole to one box key.

Layout: 8 bytes magic "MDGREST1", then the X25519 SealedBox of the bytes of a request parcel (`core.parcel`). It is
for headquarters; where a site has none, for the site root on the recovery sheet.
"""

from core.keys import SigningPair, wrap
from core.problem import Problem

MAGIC = b"MDGREST1"
SUFFIX = ".mdgrest"


def seal_rest(parcel: bytes, box_public: bytes) -> bytes:
    """The bytes of the file."""
    return MAGIC + wrap(parcel, box_public)


def is_rest(start: bytes) -> bool:
    """Whether a file that begins like this is one."""
    return start.startswith(MAGIC)


def open_rest(data: bytes, pair: SigningPair) -> bytes:
    """The parcel inside. Raises KeyProblem when it is for somebody else, Problem when it is none."""
    if not is_rest(data):
        raise Problem("not_a_rest", "使えなくなった端末のファイルではありません。", "ファイルを確かめてください。")
    return pair.open(data[len(MAGIC) :])
