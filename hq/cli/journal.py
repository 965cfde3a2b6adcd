"""`events`, `rebuild`."""

import sys
from argparse import Namespace

from django.db import transaction

from hq.cli.output import show
from hq.cli.parser import Commands
from hq.database import cursor
from hq.intake.facts import rebuild as rebuild_facts

_PAGE = 1_000


def add(commands: Commands) -> None:
    """Put these commands on the command line."""
    commands.add("events", events, "届いた記録をそのまま")
    commands.add("rebuild", rebuild, "集計を作り直す")


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


def rebuild(arguments: Namespace) -> int:
    """Make all figures anew from the journal."""
    with transaction.atomic():
        entities = rebuild_facts(cursor())
    show({"entities": entities}, arguments.json, f"{entities} 件を作り直しました。")
    return 0
