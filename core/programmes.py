"""Programmes (事業) as data: what a venue runs, by whose rules, on whose money. No code knows any one of them.

Headquarters publishes them in versions; a programme is retired by its last day, never deleted. A site's own have codes
that start with V.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from core.assets import asset_path
from core.clean_text import clean_text
from core.number_guard import guard
from core.problem import Problem
from core.programme_parts import (
    Document,
    Funding,
    Level,
    Material,
    MaterialCode,
    Named,
    ProgrammeFields,
    Role,
    RoleCode,
    Strand,
    Target,
)
from core.toml_asset import TomlAsset, Version

T = TypeVar("T")
_VERSION = re.compile(r"[0-9]{1,9}")


class Programme(ProgrammeFields, frozen=True, kw_only=True):
    """A programme with the roles of those who work in it and its materials."""

    roles: tuple[Role, ...] = ()
    materials: tuple[Material, ...] = ()

    @property
    def operator(self) -> str | None:
        """Where there is no choice: by whom it is run."""
        return self.operators[0] if len(self.operators) == 1 else None

    def valid_on(self, day: datetime.date) -> bool:
        """Whether it is offered for sessions of this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def strand(self, code: str) -> Strand | None:
        """Its part of this code."""
        return next((each for each in self.strands if each.code == code), None)

    def level(self, level: int) -> Level | None:
        """Its step of this number."""
        return next((each for each in self.levels if each.level == level), None)


@dataclass(frozen=True)
class Programmes:
    """One published version, everything in the order in which it is shown; a site's own come last."""

    version: int
    published: datetime.date
    all: tuple[Programme, ...]
    funding: tuple[Funding, ...] = ()
    roles: tuple[Role, ...] = ()
    materials: tuple[Material, ...] = ()
    targets: tuple[Target, ...] = ()
    documents: tuple[Document, ...] = ()
    valid_from: datetime.date | None = None
    words: tuple[Named, ...] = ()
    """English for texts that stand in Japanese alone: who organises, where, for whom."""

    @property
    def first_day(self) -> datetime.date:
        """The first day on which this version is in force."""
        return self.valid_from or self.published

    def find(self, code: str) -> Programme | None:
        """The programme, also a retired one; None for a code of a newer version or another site."""
        return next((each for each in self.all if each.code == code), None)

    def programme(self, code: str) -> Programme:
        """As `find`; Problem `programme_unknown` if there is none."""
        found = self.find(code)
        if found is None:
            raise Problem("programme_unknown", "その事業の番号は一覧にありません。", "一覧から選び直してください。")
        return found

    def offered_on(self, day: datetime.date) -> tuple[Programme, ...]:
        """Those that sessions of this day may be planned under."""
        return tuple(each for each in self.all if each.valid_on(day))

    def find_funding(self, code: str) -> Funding | None:
        """The funding of a code."""
        return next((each for each in self.funding if each.code == code), None)

    def find_material(self, mark: str) -> Material | None:
        """The material as a session keeps it (`M01@2`), in that version; None for a code that is not known."""
        code, _, version = mark.partition("@")
        found = next((each for each in self.materials if each.code == code), None)
        return msgspec.structs.replace(found, version=int(version)) if found and _VERSION.fullmatch(version) else found

    def in_english(self, text: str) -> str:
        """The English of a text that stands in Japanese alone; the text itself where nobody gave one."""
        return self._english.get(text, text)

    @cached_property
    def _english(self) -> Mapping[str, str]:
        return {each.ja: each.en for each in self.words}

    def codes(self) -> frozenset[str]:
        """Every code in it."""
        shared: tuple[Iterable[Funding | Role | Material | Target], ...] = (
            self.funding,
            self.roles,
            self.materials,
            self.targets,
        )
        strands = (strand.code for each in self.all for strand in each.strands)
        return frozenset((*(each.code for each in self.all), *strands, *(x.code for some in shared for x in some)))


class _Row(ProgrammeFields, frozen=True, kw_only=True):
    roles: tuple[RoleCode, ...] = ()
    materials: tuple[MaterialCode, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Version
    published: datetime.date
    programmes: tuple[_Row, ...]
    funding: tuple[Funding, ...] = ()
    roles: tuple[Role, ...] = ()
    materials: tuple[Material, ...] = ()
    targets: tuple[Target, ...] = ()
    documents: tuple[Document, ...] = ()
    valid_from: datetime.date | None = None
    words: tuple[Named, ...] = ()


@cache
def shipped_programmes() -> Programmes:
    """Those that come with the program."""
    return load_programmes(asset_path("catalogue", "programmes.toml"))


def load_programmes(source: Path | bytes) -> Programmes:
    """Read a version from a file or its bytes; Problem `programmes_broken` names the line."""
    asset = TomlAsset(source, "事業の一覧", "programmes_broken")
    read = asset.read(_File)
    shared = Programmes(
        version=read.version,
        published=read.published,
        all=(),
        funding=read.funding,
        roles=read.roles,
        materials=read.materials,
        targets=read.targets,
        documents=read.documents,
        valid_from=read.valid_from,
        words=read.words,
    )
    rows = tuple(_resolved(row, shared, asset) for row in read.programmes)
    _check_once(asset, _all_codes(shared, rows))
    by_code = {each.code: each for each in rows}
    for each in rows:
        _check(each, by_code, shared, asset)
    for target in read.targets:
        _known(asset, target.programmes, by_code)
    return replace(shared, all=rows)


def load_own_programme(source: bytes, known: Programmes) -> Programme:
    """A site's own: one programme as a file of its own, with the roles, funding and materials of the published ones.

    Problem `programme_own_broken` names the line; that of `core.number_guard` where a text must not be kept.
    """
    asset = TomlAsset(source, "事業のファイル", "programme_own_broken")
    programme = _resolved(asset.read(_Row), known, asset)
    if not programme.code.startswith("V"):
        asset.reject(programme.code, "は、本部の番号です。拠点の事業は V01 のような番号にしてください。")
    _check_once(asset, (programme.code, *(each.code for each in programme.strands)))
    _check(programme, {each.code: each for each in (*known.all, programme)}, known, asset)
    for text in _texts(msgspec.to_builtins(programme)):  # as they are read: the file may write any sign by its number
        if clean_text(text) != text:
            asset.reject(programme.code, "に、目に見えない文字があります。")
        guard(text)
    return programme


def _texts(value: object) -> Iterator[str]:
    """Every text in plain lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts, value.values()))
    elif isinstance(value, Sequence):
        yield from chain.from_iterable(map(_texts, value))


def with_own(published: Programmes, own: Iterable[Programme]) -> Programmes:
    """The published ones and, after them, the site's own by code."""
    theirs = {each.code for each in published.all}
    added = sorted((each for each in own if each.code not in theirs), key=lambda each: each.code)
    return replace(published, all=(*published.all, *added))


def _resolved(row: _Row, shared: Programmes, asset: TomlAsset) -> Programme:
    told: dict[str, Any] = {name: getattr(row, name) for name in ProgrammeFields.__struct_fields__}
    roles = {each.code: each for each in shared.roles}
    materials = {each.code: each for each in shared.materials}
    return Programme(**told, roles=_known(asset, row.roles, roles), materials=_known(asset, row.materials, materials))


def _known(asset: TomlAsset, codes: Iterable[str], known: dict[str, T]) -> tuple[T, ...]:
    for code in codes:
        if code not in known:
            asset.reject(code, "は、一覧にない番号です。")
    return tuple(known[code] for code in codes)


def _check_once(asset: TomlAsset, codes: Iterable[str]) -> None:
    for code, times in Counter(codes).items():
        if times > 1:
            asset.reject(code, "は、同じ番号が前にもあります。")


def _all_codes(shared: Programmes, rows: Iterable[Programme]) -> Iterator[str]:
    for some in (shared.funding, shared.roles, shared.materials, shared.targets, shared.documents):
        yield from (each.code for each in some)
    for each in rows:
        yield each.code
        yield from (strand.code for strand in each.strands)


def _check(each: Programme, by_code: dict[str, Programme], shared: Programmes, asset: TomlAsset) -> None:
    _known(asset, each.funding, {funding.code: funding for funding in shared.funding})
    _known(asset, filter(None, (rule.role for rule in each.staffing)), {role.code: role for role in shared.roles})
    for is_wrong, reason in _FAULTS:
        if is_wrong(each):
            asset.reject(each.code, reason)
    if each.counts_in is not None:
        whole = _known(asset, (each.counts_in,), by_code)[0]
        if whole.counts_in is not None or whole.code == each.code:
            asset.reject(each.code, "は、別の事業に含まれる事業には含められません。")


_FAULTS: tuple[tuple[Callable[[Programme], bool], str], ...] = (
    (lambda it: it.valid_to is not None and it.valid_to < it.valid_from, "は、終わりの日が始まりの日より前です。"),
    (
        lambda it: any(not strand.code.startswith(it.code) for strand in it.strands),
        "の区分の番号が、別の事業のものです。",
    ),
    (
        lambda it: [level.level for level in it.levels] != list(range(1, len(it.levels) + 1)),
        "の段階が、1から順に並んでいません。",
    ),
    (
        lambda it: it.fee_with_loan is not None and not it.lends_devices,
        "は、端末を借りる方の参加費がありますが、端末を貸す事業ではありません。",
    ),
    (
        lambda it: it.training is not None and it.training.at_most_minutes < it.training.at_least_minutes,
        "の研修の長さが、逆になっています。",
    ),
)
