"""A laptop's letter: it heads ticket numbers, and each laptop of a site has its own."""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from core.certificates import DeviceCertificate, certify
from core.clock import parse_moment, stamp
from core.keys import SigningPair

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZIO"
"""I and O last: on a ticket they are read as digits."""


def next_letter(taken: Collection[str]) -> str | None:
    """The first that nobody has; None after 26 laptops."""
    return next((letter for letter in LETTERS if letter not in taken), None)


def certificates_for_every_letter(
    bare: DeviceCertificate, root: SigningPair, now: datetime
) -> tuple[DeviceCertificate, ...]:
    """One certificate for each letter, signed while the root is at hand; of two, the later issued holds.

    So a laptop can step aside when another one took the same letter while both were without network.
    """
    return tuple(
        certify(
            DeviceCertificate(
                bare.site_id,
                bare.device_id,
                letter,
                bare.signing_public,
                bare.box_public,
                stamp(now + timedelta(seconds=place)),
            ),
            root,
        )
        for place, letter in enumerate(LETTERS)
    )


def holds_over(one: DeviceCertificate, other: DeviceCertificate) -> bool:
    """Whether, of two certificates of the same device and keys, the first is the one that holds."""
    same = (one.device_id, one.signing_public, one.box_public)
    return same == (other.device_id, other.signing_public, other.box_public) and _rank(one) > _rank(other)


def stepped_aside(
    mine: DeviceCertificate, others: Iterable[DeviceCertificate], spare: Sequence[DeviceCertificate]
) -> DeviceCertificate:
    """The certificate to use from now on: another one where a laptop that came before has the same letter."""
    known = [each for each in others if each.device_id != mine.device_id]
    first = any(each.letter == mine.letter and _came_before(each, mine) for each in known)
    taken = {each.letter for each in known}
    free = (each for each in spare if holds_over(each, mine) and each.letter not in taken)
    return next(free, mine) if first else mine


def _came_before(other: DeviceCertificate, mine: DeviceCertificate) -> bool:
    return (_issued(other), other.device_id) < (_issued(mine), mine.device_id)


def _rank(certificate: DeviceCertificate) -> tuple[datetime, str]:
    return _issued(certificate), certificate.letter


def _issued(certificate: DeviceCertificate) -> datetime:
    """A moment that cannot be read is before all others."""
    try:
        return parse_moment(certificate.issued_at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
