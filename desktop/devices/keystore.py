"""The database's key: in the store of the operating system, else wrapped by a passphrase; never plain.

Beside each database lies `key.json`. It names the store, or holds the key wrapped with a key that Argon2id
makes of the passphrase.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead
from nacl.utils import random

from core.problem import Problem

SERVICE = "madoguchi"
_FILE = "key.json"
_PURPOSE = b"mdg-database-key"


class KeyFile(msgspec.Struct, frozen=True):
    """How the key is kept. `salt` and `wrapped` are set for a passphrase only; limits are Argon2id's."""

    kept_in: str
    name: str
    salt: bytes = b""
    wrapped: bytes = b""
    ops_limit: int = argon2id.OPSLIMIT_MODERATE
    mem_limit: int = argon2id.MEMLIMIT_INTERACTIVE


def has_system_store() -> bool:
    """Whether the operating system keeps secrets for us here."""
    import keyring  # costs 0.1 s and asks the desktop bus: only when a key is needed
    from keyring.backends.fail import Keyring as NoKeyring

    return not isinstance(keyring.get_keyring(), NoKeyring)


def keep_key(folder: Path, name: str, key: bytes, passphrase: str | None) -> None:
    """Keep a new key. Raises Problem when there is neither a system store nor a passphrase."""
    if passphrase:
        _write(folder, wrap_key(name, key, passphrase))
    elif has_system_store():
        import keyring

        keyring.set_password(SERVICE, name, key.hex())
        _write(folder, KeyFile("system", name))
    else:
        raise passphrase_needed()


def find_key(folder: Path, passphrase: str | None) -> bytes:
    """The key of the database in `folder`. Raises Problem when it cannot be had."""
    kept = read_key_file(folder)
    if kept.kept_in == "passphrase":
        if not passphrase:
            raise passphrase_needed()
        return unwrap_key(kept, passphrase)
    return _from_system(kept.name)


def forget_key(folder: Path) -> None:
    """Delete the key for good; without one, nothing happens. Whatever lies in `folder` opens never again."""
    try:
        kept = read_key_file(folder)
    except Problem:
        return
    if kept.kept_in == "system":
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):  # a start that was broken off has deleted it already
            keyring.delete_password(SERVICE, kept.name)
    file = folder / _FILE
    _write(folder, KeyFile("gone", kept.name))
    file.unlink()


def needs_passphrase(folder: Path) -> bool:
    """Whether opening this folder asks for a passphrase."""
    return read_key_file(folder).kept_in == "passphrase"


def read_key_file(folder: Path) -> KeyFile:
    """How the key of `folder` is kept. Raises Problem when the file is missing or damaged."""
    try:
        return msgspec.json.decode((folder / _FILE).read_bytes(), type=KeyFile)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise Problem(
            "key_file",
            "鍵のファイルが読めないため、記録を開けません。",
            "控え（バックアップ）と復旧用紙をご用意のうえ、管理者にお知らせください。",
        ) from error


def wrap_key(name: str, key: bytes, passphrase: str) -> KeyFile:
    """The key wrapped by a passphrase."""
    salt = bytes(random(argon2id.SALTBYTES))
    kept = KeyFile("passphrase", name, salt)
    return msgspec.structs.replace(kept, wrapped=bytes(Aead(_stretched(kept, passphrase)).encrypt(key, _PURPOSE)))


def unwrap_key(kept: KeyFile, passphrase: str) -> bytes:
    """The key inside. Raises Problem for a wrong passphrase."""
    try:
        return bytes(Aead(_stretched(kept, passphrase)).decrypt(kept.wrapped, _PURPOSE))
    except CryptoError as error:
        raise Problem(
            "passphrase_wrong",
            "パスフレーズがちがいます。記録には手を付けていません。",
            "大文字と小文字、かな入力になっていないかを確かめて、もう一度入れてください。",
        ) from error


def passphrase_needed() -> Problem:
    """There is no system store here, and nobody gave a passphrase."""
    return Problem(
        "passphrase_needed",
        "記録を開くには、パスフレーズが必要です。",
        "パスフレーズを入れてください（コマンドでは MADOGUCHI_PASSPHRASE に入れます）。",
    )


def _stretched(kept: KeyFile, passphrase: str) -> bytes:
    return bytes(
        argon2id.kdf(
            Aead.KEY_SIZE,
            passphrase.encode(),
            kept.salt,
            opslimit=kept.ops_limit,
            memlimit=kept.mem_limit,
        )
    )


def _from_system(name: str) -> bytes:
    import keyring

    text = keyring.get_password(SERVICE, name)
    if text is None:
        raise Problem(
            "key_missing",
            "このパソコンの鍵の保管庫に、記録を開く鍵がありません。",
            "いつもの利用者でサインインしているか確かめてください。",
        )
    return bytes.fromhex(text)


def _write(folder: Path, kept: KeyFile) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / _FILE
    file.touch(mode=0o600)
    file.write_bytes(msgspec.json.encode(kept))
