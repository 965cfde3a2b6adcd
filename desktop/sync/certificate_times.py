"""How long headquarters' certificate holds: asked only after a clock made TLS fail, and only to be shown."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from core.clock import JAPAN, day_and_time

_SECONDS = 5
_UTC_TIME = 0x17
_VERSION = 0xA0


@dataclass(frozen=True)
class CertificateTimes:
    """This laptop's clock, and the time in which the certificate holds."""

    here: datetime
    begins: datetime
    ends: datetime

    def __str__(self) -> str:
        begins, ends, here = map(day_and_time, (self.begins, self.ends, self.here))
        return f"この端末の時計は {here}、本部の証明書は {begins} から {ends} までです。"


def certificate_times(host: str, port: int) -> CertificateTimes | None:
    """Looks at the certificate and hangs up: nothing is told to a server that did not prove itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), _SECONDS) as line,
            context.wrap_socket(line, server_hostname=host) as secured,
        ):
            begins, ends = validity(secured.getpeercert(binary_form=True) or b"")
    except (OSError, ValueError, IndexError):
        return None
    return CertificateTimes(datetime.now(JAPAN), begins.astimezone(JAPAN), ends.astimezone(JAPAN))


def validity(certificate: bytes) -> tuple[datetime, datetime]:
    """Not before and not after of an X.509 certificate in DER. Raises ValueError or IndexError for anything else."""
    (_, whole), *_ = _values(certificate)
    (_, signed), *_ = _values(whole)
    fields = list(_values(signed))
    begins, ends = _values(fields[4 if fields[0][0] == _VERSION else 3][1])
    return _moment(*begins), _moment(*ends)


def _values(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each value that follows the other."""
    place = 0
    while place < len(data):
        tag, length, place = data[place], data[place + 1], place + 2
        if length & 0x80:
            width = length & 0x7F
            length, place = int.from_bytes(data[place : place + width], "big"), place + width
        yield tag, data[place : place + length]
        place += length


def _moment(tag: int, text: bytes) -> datetime:
    form = "%y%m%d%H%M%SZ" if tag == _UTC_TIME else "%Y%m%d%H%M%SZ"
    return datetime.strptime(text.decode("ascii"), form).replace(tzinfo=UTC)
