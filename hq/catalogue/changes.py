"""What a new version of the catalogue changes, and what it may not: no code goes, none gets another meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.catalogue import Catalogue, Topic
from core.number_guard import guard
from core.problem import Problem


class Change(StrEnum):
    """What becomes of a code."""

    ADDED = "added"
    RETIRED = "retired"
    OFFERED_AGAIN = "offered_again"
    REWORDED = "reworded"
    CHANGED = "changed"


@dataclass(frozen=True)
class Changed:
    """One code that is not as it was, with its new Japanese title."""

    change: Change
    code: str
    ja: str


class Entry(Protocol):
    """Whatever has a code and a title in two languages."""

    @property
    def code(self) -> str: ...
    @property
    def ja(self) -> str: ...
    @property
    def en(self) -> str: ...


def changes(before: Catalogue, after: Catalogue) -> tuple[Changed, ...]:
    """In the order of the new version."""
    known = _by_code(before)
    return tuple(
        Changed(change, code, entry.ja)
        for code, entry in _by_code(after).items()
        if (change := _change(known.get(code), entry)) is not None
    )


def check_successor(before: Catalogue, after: Catalogue) -> None:
    """Raises Problem unless the new version may follow the present one."""
    if after.version <= before.version:
        raise Problem(
            "catalogue_version",
            f"版の番号 {after.version} は、いまの版 {before.version} より大きくありません。",
            f"version を {before.version + 1} にしてください。",
        )
    if after.first_day < after.published:
        raise Problem("catalogue_dates", "使い始める日が、公開日より前です。", "valid_from を直してください。")
    known, new = _by_code(before), _by_code(after)
    for code, entry in known.items():
        _check_kept(code, entry, new.get(code))
    for code in new.keys() - known.keys():
        if code.startswith("V"):
            raise Problem(
                "catalogue_own", f"「{code}」は、拠点が自分で使う番号です。", "T で始まる番号にしてください。"
            )
    for entry in new.values():
        guard(entry.ja)
        guard(entry.en)


def _check_kept(code: str, before: Entry, after: Entry | None) -> None:
    if after is None:
        raise Problem(
            "catalogue_deleted",
            f"「{code}」がなくなっています。前の記録の名前が出せなくなります。",
            "消さずに、終わりの日（valid_to）を入れてください。",
        )
    if before.ja != after.ja and before.en != after.en:
        raise Problem(
            "catalogue_reused",
            f"「{code}」が別の意味になっています（{before.ja} → {after.ja}）。",
            "新しい番号をつけてください。言い方を直すだけのときは、日本語か英語のどちらかを前のままにしてください。",
        )
    if isinstance(before, Topic) and isinstance(after, Topic) and after.valid_from > before.valid_from:
        raise Problem(
            "catalogue_dates",
            f"「{code}」の始まりの日が、前の版よりあとです。",
            "前の版と同じ日にしてください。",
        )


def _change(before: Entry | None, after: Entry) -> Change | None:
    if before is None:
        return Change.ADDED
    if isinstance(before, Topic) and isinstance(after, Topic) and before.valid_to != after.valid_to:
        return Change.OFFERED_AGAIN if after.valid_to is None else Change.RETIRED
    return Change.REWORDED if (before.ja, before.en) != (after.ja, after.en) else None


def _by_code(catalogue: Catalogue) -> dict[str, Entry]:
    return {entry.code: entry for entry in _entries(catalogue)}


def _entries(catalogue: Catalogue) -> Iterator[Entry]:
    for group in catalogue.groups:
        yield group
        yield from group.topics
    for outcome in catalogue.outcomes:
        yield outcome
        yield from outcome.follow_ups
    yield from catalogue.channels
