"""The request of the exchange, the same by HTTP and in a parcel; whoever only writes one needs no network code."""

from dataclasses import dataclass

from core.wire import PROTOCOL, ExchangeRequest, HandoutHeld
from desktop.sync.ports import Outgoing


@dataclass(frozen=True)
class Standpoint:
    """Where the laptop stands when it asks: `device_time` is its clock, the rest what it holds."""

    site_id: str
    device_id: str
    epoch: int
    device_time: str
    last_seq: int
    pull_after: int
    pull_mark: bytes | None
    catalogue_version: int
    handouts_held: tuple[HandoutHeld, ...]


def question(at: Standpoint, sent: Outgoing, *, pull_limit: int) -> ExchangeRequest:
    """What is sent, and at most so many segments of others to be read; with 0 nothing is read at all."""
    return ExchangeRequest(
        PROTOCOL,
        at.site_id,
        at.device_id,
        at.epoch,
        at.device_time,
        at.last_seq,
        at.pull_after,
        sent.segments,
        sent.key_records,
        sent.certificates,
        sent.grants,
        pull_limit=pull_limit,
        catalogue_version=at.catalogue_version if pull_limit else None,
        handouts_held=at.handouts_held if pull_limit else None,
        pull_mark=at.pull_mark,
        revocations=sent.revocations,
    )
