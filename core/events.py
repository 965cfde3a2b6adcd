"""The event: the one thing that is ever written, and its bytes, which nothing re-encodes.

Values without cycles, made by the ten thousand: Python's collector need not look at them (`gc=False`).
"""

from hashlib import blake2b

import msgspec

from core.payload import Payload

MAX_EVENT_BYTES = 256 * 1024


class SealedField(msgspec.Struct, frozen=True, gc=False):
    """One encrypted value inside an event.

    `box` is base64 of nonce and ciphertext; `key_id` names the key record, `privacy_key_id` the key of
    the site's ring that wraps it.
    """

    name: str
    key_id: str
    privacy_key_id: str
    box: str


class Event(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """The envelope of DESIGN section 5. `plain` is JSON kept as it came, also for unknown kinds."""

    event_id: str
    site_id: str
    device_id: str
    epoch: int
    device_seq: int
    entity_id: str
    kind: str
    schema_version: int
    wall_time: str
    boot_id: str
    monotonic_ms: int
    hlc: str
    plain: msgspec.Raw
    base_ids: tuple[str, ...] = ()
    staff_id: str | None = None
    sealed: tuple[SealedField, ...] = ()

    @property
    def order(self) -> tuple[str, str, str]:
        """The same order on every machine: logical time, then device, then id."""
        return (self.hlc, self.device_id, self.event_id)


class OpenedEvent(msgspec.Struct, frozen=True, gc=False):
    """An event with its content read as far as the keys at hand allow."""

    event: Event
    payload: Payload


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Event)


def encode_event(event: Event) -> bytes:
    """The bytes of an event: one line of JSON without a newline."""
    return _encoder.encode(event)


def decode_event(data: bytes) -> Event:
    """An event from its bytes. Raises msgspec.DecodeError for anything else."""
    try:
        return _decoder.decode(data)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError("not UTF-8") from error


def event_hash(data: bytes) -> bytes:
    """BLAKE2b-256 of an event's bytes: the same key with another hash is a fork."""
    return blake2b(data, digest_size=32).digest()
