"""復旧用紙: the site root key on paper, sealed by a code that is written on it by hand (DESIGN section 6).

The text of the QR is `MR1` and base32 of: 16 bytes of site id, 16 bytes of salt, then nonce and ciphertext of
XChaCha20-Poly1305 under the key that Argon2id makes of the code. Prefix, site id and salt are authenticated.
"""

import base64
import secrets
import uuid
from dataclasses import dataclass

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import Aead

from core.card_code import ALPHABET, normalise
from core.keys import KEY_BYTES
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.site import sheet_printed

GROUPS, GROUP_LENGTH = 4, 4
_LENGTH = GROUPS * GROUP_LENGTH  # 23^16: 72 bits, and each try costs an Argon2id
_PREFIX = "MR1"
_SITE = 16


@dataclass(frozen=True)
class RecoverySheet:
    """`pdf` holds the sealed key; `code` opens it, is shown once, and is in neither file nor printer."""

    pdf: bytes
    code: str
    sealed_root: str


@dataclass(frozen=True)
class OpenedSheet:
    """What a sheet and its code give back."""

    site_id: str
    seed: bytes


def recovery_sheet(desk: Desk) -> RecoverySheet:
    """A new sheet with a new code. Raises Problem once the root has left this laptop."""
    from desktop.printing.recovery_sheet import RecoverySheet as Printed
    from desktop.printing.recovery_sheet import recovery_sheet_pdf

    seed = desk.identity.root_seed
    if seed is None:
        raise Problem(
            "root_gone",
            "復旧用紙は、もう作ってあります。安全のため、二度は作れません。",
            "金庫の用紙をお使いください。見つからないときは、本部にお知らせください。",
        )
    code = _new_code()
    sealed = seal_root(desk.identity.site_id, seed, code)
    printed = Printed(desk.identity.site_name, desk.identity.site_id, sealed, desk.today, GROUPS, GROUP_LENGTH)
    return RecoverySheet(recovery_sheet_pdf(printed), _grouped(code), sealed)


def confirm_sheet(desk: Desk, sheet: RecoverySheet, typed: str) -> None:
    """The code was written by hand and typed back from the paper: now the root leaves this laptop for good.

    Raises Problem, and keeps the root, when the typed code does not open the sheet.
    """
    opened = open_sheet(sheet.sealed_root, typed)
    if opened.seed != desk.identity.root_seed:
        raise _wrong()
    sheet_printed(desk)


def seal_root(site_id: str, seed: bytes, code: str) -> str:
    """The text of the sheet's QR."""
    salt = secrets.token_bytes(argon2id.SALTBYTES)
    head = uuid.UUID(site_id).bytes + salt
    sealed = bytes(Aead(_stretched(code, salt)).encrypt(seed, _PREFIX.encode() + head))
    return _PREFIX + base64.b32encode(head + sealed).decode().rstrip("=")


def open_sheet(qr_text: str, code: str) -> OpenedSheet:
    """Site id and root seed of a sheet. Raises Problem for another QR or a wrong code."""
    raw = _unpacked(qr_text)
    head, sealed = raw[: _SITE + argon2id.SALTBYTES], raw[_SITE + argon2id.SALTBYTES :]
    plain = normalise(code) if len(code) <= 64 else ""
    try:
        seed = bytes(Aead(_stretched(plain, head[_SITE:])).decrypt(sealed, _PREFIX.encode() + head))
    except CryptoError as error:
        raise _wrong() from error
    return OpenedSheet(str(uuid.UUID(bytes=head[:_SITE])), seed)


def _unpacked(qr_text: str) -> bytes:
    text = qr_text.strip().upper()
    body = text.removeprefix(_PREFIX)
    try:
        raw = base64.b32decode(body + "=" * (-len(body) % 8))
    except ValueError:
        raw = b""
    whole = _SITE + argon2id.SALTBYTES + Aead.NONCE_SIZE + KEY_BYTES + Aead.MACBYTES
    if not text.startswith(_PREFIX) or len(raw) != whole:
        raise Problem(
            "not_a_sheet", "復旧用紙の二次元コードではありません。", "復旧用紙の右上のコードを読み取ってください。"
        )
    return raw


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP_LENGTH] for at in range(0, _LENGTH, GROUP_LENGTH))


def _stretched(code: str, salt: bytes) -> bytes:
    """64 MB and three passes: a laptop of 4 GB does it in under a second."""
    return bytes(
        argon2id.kdf(
            Aead.KEY_SIZE,
            code.encode(),
            salt,
            opslimit=argon2id.OPSLIMIT_MODERATE,
            memlimit=argon2id.MEMLIMIT_INTERACTIVE,
        )
    )


def _wrong() -> Problem:
    return Problem(
        "sheet_code_wrong",
        "コードがちがいます。",
        "用紙に手書きしたコードを、もう一度ゆっくり入れてください。",
    )
