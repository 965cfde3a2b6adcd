"""What an exchange can find out about the past: copies of disks, and backups that were put back."""

from enum import StrEnum


class Surprise(StrEnum):
    """`cloned`: other records stand under this laptop's numbers. `restored`: this laptop was behind its own past.

    `hq_restored`: headquarters was behind what it had confirmed.
    """

    CLONED = "cloned"
    RESTORED = "restored"
    HQ_RESTORED = "hq_restored"
