"""What an exchange can find out about the past: copies of disks, backups that were put back, whom one believed."""

from enum import StrEnum


class Surprise(StrEnum):
    """`cloned`: other records stand under this laptop's numbers. `restored`: this laptop was behind its own past.

    `hq_restored`: headquarters was behind what it had confirmed. `told_by_stopped`: whom this laptop heard about the
    site from when it joined had been stopped before.
    """

    CLONED = "cloned"
    RESTORED = "restored"
    HQ_RESTORED = "hq_restored"
    TOLD_BY_STOPPED = "told_by_stopped"
