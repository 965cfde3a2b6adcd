"""The database's key once more, wrapped to the site root: a new machine opens a copy with the recovery sheet alone."""

from pathlib import Path

import msgspec

from core.keys import KeyProblem, SigningPair, wrap
from core.problem import Problem

FILE = "root-key.json"


class RootKey(msgspec.Struct, frozen=True):
    """Which site's file the key opens; only the root on the recovery sheet opens `wrapped`."""

    site_id: str
    wrapped: bytes


def keep_for_root(folder: Path, site_id: str, key: bytes, root_box: bytes) -> None:
    """Write the file into a folder, unless there is one."""
    file = folder / FILE
    if file.exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_suffix(".part")
    fresh.touch(mode=0o600)
    fresh.write_bytes(msgspec.json.encode(RootKey(site_id, wrap(key, root_box))))
    fresh.replace(file)


def beside(copy: Path) -> Path:
    """Where the key of a single copy lies."""
    return copy.with_name(f"{copy.name}.{FILE}")


def root_key_for(copy: Path) -> RootKey:
    """The wrapped key of a copy: the file of its name, or that of its folder. Raises Problem when there is none."""
    for file in (beside(copy), copy.with_name(FILE)):
        try:
            return msgspec.json.decode(file.read_bytes(), type=RootKey)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            continue
    raise Problem(
        "no_root_key",
        "この控えには、復旧用紙で開くための鍵のファイル（root-key.json）が付いていません。",
        "控えと同じ場所にある root-key.json も、一緒に持ってきてください。",
    )


def opened(kept: RootKey, root: SigningPair) -> bytes:
    """The database's key. Raises Problem when the sheet is another site's."""
    try:
        return root.open(kept.wrapped)
    except KeyProblem as error:
        raise Problem(
            "other_sheet", "この復旧用紙は、別の拠点のものです。", "この拠点の復旧用紙をご用意ください。"
        ) from error
