"""Who asks, and what: the same for a request over HTTP and for one in a parcel."""

from dataclasses import dataclass
from typing import TypeVar

from core import wire
from core.keys import is_signed
from core.problem import Problem
from core.sound_events import is_id
from hq.database import asked_first
from hq.records.models import Device
from hq.refusal import Refused, broken

_BIGGEST = 2**63 - 1
T = TypeVar("T")


@dataclass(frozen=True)
class Asker:
    """A laptop, as the registry knows it."""

    device_id: str
    site_id: str
    signing_public: bytes


def proved(device_id: str, signature: bytes, body: bytes) -> Asker:
    """The device that signed this body of an exchange. Raises Refused for any other."""
    device = _known(device_id) if is_id(device_id) else None
    message = wire.signed_message("POST", wire.EXCHANGE_PATH, body)
    if device is None or not is_signed(message, signature, device.signing_public):
        raise Refused(
            401,
            "unknown_device",
            "この端末は本部に登録されていません。",
            "本部の担当者に、端末の登録を確かめてもらってください。",
        )
    return device


def _known(device_id: str) -> Asker | None:
    query = "SELECT device_id, site_id, signing_public FROM device WHERE device_id = %s"
    row = asked_first(query, [device_id])
    return None if row is None else Asker(*row)


def asked(device: Asker | Device, body: bytes) -> wire.ExchangeRequest:
    """The request in this body. Raises Refused unless it is one, and for this device and its site."""
    message = read(body, wire.ExchangeRequest)
    check_protocol(message.protocol)
    if (message.site_id, message.device_id) != (device.site_id, device.device_id):
        raise Refused(
            403,
            "other_site",
            "この端末は、この拠点に登録されていません。",
            "本部の担当者にお知らせください。",
        )
    if not all(0 <= each <= _BIGGEST for each in (message.epoch, message.last_seq, message.pull_after)):
        raise broken()
    papers = message.key_records, message.certificates, message.grants, message.revocations
    if len(message.segments) > wire.MAX_SEGMENTS or sum(map(len, papers)) > wire.MAX_PAPERS:
        raise too_large()
    return message


def read(body: bytes, expected: type[T]) -> T:
    """The message in this body. Raises Refused for anything else."""
    try:
        return wire.unpack(body, expected)
    except Problem as problem:
        raise broken() from problem


def check_protocol(protocol: int) -> None:
    """Raises Refused for another one than ours."""
    if protocol != wire.PROTOCOL:
        raise Refused(
            409,
            "other_protocol",
            "窓口と本部のプログラムの版が合いません。",
            "両方を最新の版にしてから、もう一度送ってください。",
        )


def too_large() -> Refused:
    """More at once than is read."""
    return Refused(413, "too_large", "一度に送る量が大きすぎます。", "少しずつ送り直します。")
