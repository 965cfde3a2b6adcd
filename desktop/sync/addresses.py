"""Which addresses headquarters may have."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from desktop.sync import faults


def check_address(url: str, plain_http: bool = False) -> str:
    """The address without a slash at its end. Plain http is for loopback, or where a coordinator allowed it
    (`plain_http`); else SyncProblem.
    """
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return url.rstrip("/")
    if parts.scheme == "http" and parts.hostname and (plain_http or is_loopback(parts.hostname)):
        return url.rstrip("/")
    raise faults.insecure_address()


def is_readable_on_the_way(url: str) -> bool:
    """Whether what goes there is secured by nothing but the segments' own seals."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not is_loopback(parts.hostname or "")


def is_loopback(host: str) -> bool:
    """Whether it is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
