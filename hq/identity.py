"""Headquarters' own key. It lies beside the database, never inside: a dump cannot sign or open anything."""

import os
import sys
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from core.keys import KEY_BYTES, SigningPair, new_pair
from core.problem import Problem
from hq import places

KEY_FILE = "hq.key"


def key_pair() -> SigningPair:
    """From MADOGUCHI_HQ_KEY (64 hex digits), else from the key file, which the first start makes."""
    given = os.environ.get(places.KEY)
    return _parse(given) if given else _from_file(places.data_folder() / KEY_FILE)


@lru_cache(maxsize=4)
def _from_file(path: Path) -> SigningPair:
    if not path.exists():
        _write(path, new_pair())
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        path.chmod(0o600)
    return _parse(path.read_text(encoding="ascii").strip())


def _write(path: Path, pair: SigningPair) -> None:
    fresh = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(pair.seed.hex() + "\n")
    try:
        os.link(fresh, path)  # unlike a rename, never replaces a key that another process made meanwhile
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _parse(text: str) -> SigningPair:
    try:
        seed = bytes.fromhex(text)
    except ValueError:
        seed = b""
    if len(seed) != KEY_BYTES:
        raise Problem(
            "hq_key_broken",
            "本部の鍵が壊れています。",
            "hq.key を控えから戻してください。新しい鍵では、登録済みの端末とつながりません。",
        )
    return SigningPair(seed)


def derived(purpose: str) -> bytes:
    """A 32-byte secret for one purpose (cookies, hashing of codes), from the same seed."""
    return blake2b(key_pair().seed, digest_size=32, person=f"mdg-{purpose}".encode()).digest()
