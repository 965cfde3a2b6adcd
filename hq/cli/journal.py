"""`events`, `segments import`, `rebuild`."""

import sys
from argparse import Namespace
from pathlib import Path

from django.db import transaction

from core.problem import Problem
from core.segment import MAX_SEGMENT, SegmentProblem, take_apart
from hq.cli.output import show
from hq.database import cursor
from hq.intake.exchange import take_segments
from hq.intake.facts import rebuild as rebuild_facts
from hq.records.models import Site

_PAGE = 1_000


def events(arguments: Namespace) -> int:
    """Every event as it came, in the order of arrival."""
    after = ("", 0)
    query = (
        "SELECT site_id, site_seq, data FROM event WHERE (site_id, site_seq) > (%s, %s)"
        " ORDER BY site_id, site_seq LIMIT %s"
    )
    while rows := cursor().execute(query, [*after, _PAGE]).fetchall():
        for _, _, data in rows:
            sys.stdout.write(bytes(data).decode() + "\n")
        after = (rows[-1][0], rows[-1][1])
    return 0


def import_files(arguments: Namespace) -> int:
    """Segments from a stick: files, or folders of them. One that cannot be taken never hinders the rest."""
    done = [_import(path, arguments.json) for path in _files(arguments.files)]
    if not done:
        raise Problem("no_segments", "取り込むファイルがありません。", "場所を確かめてください。")
    return 0 if all(done) else 1


def _files(paths: list[Path]) -> list[Path]:
    return [
        file
        for path in paths
        for file in (sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path])
    ]


def _import(path: Path, as_json: bool) -> bool:
    counts = dict.fromkeys(("stored", "duplicate", "quarantined"), 0)
    try:
        refused = _take(path, counts)
    except Problem as problem:
        refused = problem.code
    record = {"file": str(path), **counts, "refused": refused}
    show(record, as_json)
    return refused is None


def _take(path: Path, counts: dict[str, int]) -> str | None:
    data = _read(path)
    site_id = take_apart(data).header.site_id
    if not Site.objects.filter(pk=site_id).exclude(transport_key=b"").exists():
        return "unknown_site"
    (answer,) = take_segments(site_id, (data,))
    for each in answer.events:
        counts[each.status] += 1
    return answer.refused


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_SEGMENT + 1)
    except OSError as error:
        raise SegmentProblem("no_file", "ファイルを読めません。", "場所を確かめてください。") from error


def rebuild(arguments: Namespace) -> int:
    """Make all figures anew from the journal."""
    with transaction.atomic():
        entities = rebuild_facts(cursor())
    show({"entities": entities}, arguments.json, f"{entities} 件を作り直しました。")
    return 0
