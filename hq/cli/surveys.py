"""`report survey`: the same counts as at the sites. What was written stays sealed there."""

from argparse import Namespace
from datetime import datetime

from core.clock import JAPAN
from hq.cli.output import Record, show
from hq.cli.sites import sites_of, the_site
from hq.reports.surveys import surveys


def show_surveys(arguments: Namespace) -> int:
    """A line an answer, of one site, of a municipality's sites, or of all; without days, of today."""
    sites = sites_of(arguments.municipality) if arguments.municipality else None
    if arguments.site:
        sites = [the_site(arguments.site).site_id]
    today = datetime.now(JAPAN).date()
    for each in surveys(arguments.first or today, arguments.last or today, sites):
        for counted in each.questions:
            for choice, times in zip(counted.question.choices, counted.counts, strict=True):
                record: Record = {
                    "survey": each.survey.id,
                    "question": counted.question.code,
                    "answer": choice.code,
                    "ja": choice.ja,
                    "times": times,
                    "answered": counted.answered,
                    "sheets": counted.sheets,
                    "unknown": each.unknown,
                }
                show(record, arguments.json)
    return 0
