"""An exchange on foot: a laptop's parcel is carried out request by request, and its answer written as a parcel.

Everything in it is proved before the first of it is stored. To take the same parcel once more changes nothing and
gives another answer, which brings what has arrived since.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from core.parcel import (
    MAX_PARCEL,
    CarriedAnswer,
    Parcel,
    ParcelHeader,
    ParcelKind,
    ParcelWriter,
    Sink,
    open_parcel,
    parted_request,
    request_hash,
)
from core.parcel_name import parcel_name
from core.problem import Problem
from core.segment import take_apart
from core.wire import ExchangeAnswer, ExchangeRequest, pack, unpack
from hq.identity import key_pair
from hq.intake.asking import asked, proved
from hq.intake.exchange import exchange, take_segments
from hq.intake.sealed_rest import unsealed
from hq.records.models import Device, Site

_ENOUGH = MAX_PARCEL // 2


@dataclass(frozen=True)
class Taken:
    """What came of a file: whose it was, what became of its events, segments of others that its answer brings.

    `refused` is why the one segment of a file could not be opened; it is kept apart then. A letter is empty for a
    laptop that is not known here.
    """

    site_id: str
    letter: str
    stored: int
    duplicate: int
    quarantined: int
    relayed: int = 0
    refused: str | None = None


class WaitingParcel:
    """A parcel of a laptop of ours in an open file, proved from end to end and not yet carried out."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        """Raises Problem for a file that is none, damaged, somebody else's, or of a laptop that nobody enrolled."""
        parcel = open_parcel(*unsealed(file, size))
        if parcel.kind is not ParcelKind.REQUEST:
            raise Problem(
                "parcel_is_answer",
                "これは、本部から端末への返事のファイルです。",
                "端末で書き出したファイル（.mdgout）を選んでください。",
            )
        self._parcel, self.device = parcel, _maker(parcel)
        self.header: ParcelHeader = msgspec.structs.replace(
            parcel.header, site_id=self.device.site_id, site_name=self.device.site.name, letter=self.device.letter
        )

    @property
    def answer_name(self) -> str:
        """What the answer's file is called, by headquarters' own register."""
        return parcel_name(self.header, ParcelKind.ANSWER)

    def carry_out(self, sink: Sink) -> Taken:
        """Store what it brings and write the answer. Each request is durable before its answer is written."""
        writer, counted, relayed = ParcelWriter(sink, ParcelKind.ANSWER, self.header), Counter[str](), 0
        written = 0
        for frame in self._parcel.frames():
            body = parted_request(frame)[1]
            name, request = request_hash(body), unpack(body, ExchangeRequest)
            for number, (after, answer) in enumerate(_pages(request)):
                page = CarriedAnswer(name, number, after, pack(answer)).signed_by(key_pair())
                data = msgspec.msgpack.encode(page)
                writer.add(data)
                counted.update(event.status for segment in answer.answers for event in segment.events)
                counted["quarantined"] += sum(segment.refused is not None for segment in answer.answers)
                relayed += len(answer.pulled)
                written += len(data)
                if written > _ENOUGH:
                    break  # the next parcel reads on from there
        writer.close()
        return _taken(self.device.site_id, self.device, counted, relayed=relayed)


def take_single(data: bytes) -> Taken:
    """A segment alone in its file, as earlier versions wrote them: it is stored, and nothing answers it.

    Raises Problem for what is no segment, or of a site that no laptop ever enrolled for.
    """
    header = take_apart(data).header
    if not Site.objects.filter(pk=header.site_id).exclude(transport_key=b"").exists():
        raise Problem(
            "unknown_site", "この本部にない拠点のファイルです。", "ファイルをお持ちの拠点に確かめてください。"
        )
    maker = Device.objects.filter(pk=header.device_id, site=header.site_id).first()
    (answer,) = take_segments(header.site_id, (data,))
    return _taken(header.site_id, maker, Counter(event.status for event in answer.events), refused=answer.refused)


def _taken(
    site_id: str, maker: Device | None, events: Counter[str], relayed: int = 0, refused: str | None = None
) -> Taken:
    letter = maker.letter if maker else ""
    return Taken(site_id, letter, events["stored"], events["duplicate"], events["quarantined"], relayed, refused)


def _maker(parcel: Parcel) -> Device:
    """The one device that signed all of it."""
    maker = ""
    for frame in parcel.frames():
        signature, body = parted_request(frame)
        asker = proved(parcel.header.device_id, signature, body)
        asked(asker, body)
        maker = asker.device_id
    if not maker:
        raise Problem(
            "parcel_empty", "このファイルには記録が入っていません。", "端末で、もう一度書き出してもらってください。"
        )
    return Device.objects.select_related("site").get(device_id=maker)


def _pages(request: ExchangeRequest) -> Iterator[tuple[int, ExchangeAnswer]]:
    """The answer, and, where the laptop reads, what lies beyond it: from where each page reads, and the page."""
    answer = exchange(request, carried=True)
    yield request.pull_after, answer
    while answer.more and request.pull_limit > 0:
        request = msgspec.structs.replace(
            request,
            segments=(),
            key_records=(),
            certificates=(),
            grants=(),
            revocations=(),
            catalogue_version=None,
            handouts_held=None,
            pull_after=answer.pulled_to,
            pull_mark=answer.pulled_mark,
        )
        answer = exchange(request, carried=True)
        yield request.pull_after, answer
