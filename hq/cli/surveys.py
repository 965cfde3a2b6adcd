"""`report survey`: the same counts as at the sites. What was written stays sealed there."""

from argparse import Namespace
from datetime import datetime

from core.clock import JAPAN
from hq.cli.output import Record, show
from hq.cli.sites import the_site
from hq.reports.surveys import surveys


def show_surveys(arguments: Namespace) -> int:
    """A line an answer, of one site or of all; without days, of today."""
    site_id = the_site(arguments.site).site_id if arguments.site else None
    today = datetime.now(JAPAN).date()
    for each in surveys(arguments.first or today, arguments.last or today, site_id):
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
