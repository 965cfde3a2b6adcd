"""Sealing single fields: XChaCha20-Poly1305 bound to site, event, entity, field and key."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import Aead

from core.events import Event, SealedField
from core.keys import KEY_BYTES, PrivacyKey, SigningPair, is_signed, key_id, new_key, not_for_us, unwrap, wrap


class DataKey(msgspec.Struct, frozen=True):
    """The key of one person's fields, or of one person-less text."""

    key_id: str
    privacy_key_id: str
    key: bytes


class KeyRecord(msgspec.Struct, frozen=True):
    """A wrapped data key as it is stored and sent: a record of its own, never inside an event.

    Destroying every copy of it erases what it sealed. `entity_id` is the person, or the event's entity
    for person-less texts. Signed by the device that made it.
    """

    key_id: str
    site_id: str
    entity_id: str
    privacy_key_id: str
    device_id: str
    wrapped: bytes
    signature: bytes = b""

    def message(self) -> bytes:
        """What the device signs."""
        return b"mdg-key-record" + msgspec.msgpack.encode(msgspec.structs.replace(self, signature=b""))


@dataclass(frozen=True)
class SealingContext:
    """What a sealed value is bound to: moved anywhere else it does not open."""

    site_id: str
    event_id: str
    entity_id: str

    def associated(self, field: str, data_key_id: str) -> bytes:
        """The associated data of DESIGN section 4."""
        parts = [self.site_id, self.event_id, self.entity_id, field, data_key_id]
        return msgspec.json.encode(parts)


KeyFor = Callable[[str], DataKey | None]


def new_data_key(privacy: PrivacyKey) -> DataKey:
    """A fresh data key that will be wrapped by the given key of the ring."""
    key = new_key()
    return DataKey(key_id(key), privacy.privacy_key_id, key)


def key_record(
    data_key: DataKey, public: bytes, site_id: str, entity_id: str, device: tuple[str, SigningPair]
) -> KeyRecord:
    """The record under which a data key is stored; `public` is the privacy key's public half."""
    device_id, pair = device
    unsigned = KeyRecord(
        data_key.key_id, site_id, entity_id, data_key.privacy_key_id, device_id, wrap(data_key.key, public)
    )
    return msgspec.structs.replace(unsigned, signature=pair.sign(unsigned.message()))


def open_key_record(record: KeyRecord, ring: PrivacyKey) -> DataKey:
    """The data key of a record. Raises KeyProblem when the ring's key does not fit, or it is not the key named."""
    key = unwrap(record.wrapped, PrivateKey(ring.secret))
    if len(key) != KEY_BYTES or key_id(key) != record.key_id:
        raise not_for_us()
    return DataKey(record.key_id, record.privacy_key_id, key)


def is_genuine(record: KeyRecord, signing_public: bytes) -> bool:
    """Whether the device named in the record signed it."""
    return is_signed(record.message(), record.signature, signing_public)


def seal(values: Iterable[tuple[str, str]], data_key: DataKey, context: SealingContext) -> tuple[SealedField, ...]:
    """Encrypt the given (field, text) pairs."""
    box = Aead(data_key.key)
    return tuple(
        SealedField(
            name,
            data_key.key_id,
            data_key.privacy_key_id,
            base64.b64encode(bytes(box.encrypt(text.encode(), context.associated(name, data_key.key_id)))).decode(),
        )
        for name, text in values
    )


def open_sealed(event: Event, key_for: KeyFor) -> dict[str, str]:
    """The sealed values of an event as far as keys are at hand; a missing key leaves the field out."""
    context = SealingContext(event.site_id, event.event_id, event.entity_id)
    opened = ((field.name, _open(field, context, key_for)) for field in event.sealed)
    return {name: text for name, text in opened if text is not None}


def _open(field: SealedField, context: SealingContext, key_for: KeyFor) -> str | None:
    data_key = key_for(field.key_id)
    if data_key is None:
        return None
    try:
        text = Aead(data_key.key).decrypt(base64.b64decode(field.box), context.associated(field.name, field.key_id))
        return bytes(text).decode()
    except (CryptoError, ValueError):
        return None
