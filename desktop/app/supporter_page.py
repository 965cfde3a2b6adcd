"""One supporter: the record, trainings, badges, what they did this fiscal year, and what is ahead."""

from dataclasses import dataclass
from datetime import date

from core.badges import BadgeStanding, standing
from core.catalogue import Group
from core.facts import Badge, Session, Staffing, Supporter, Training
from core.worked_hours import Worked
from desktop.app.desk import Desk
from desktop.app.fitting_requests import FittingRequest, fitting_requests
from desktop.app.staff import the_supporter
from desktop.app.staffing_board import coming_of
from desktop.app.supporter_badges import badges_of
from desktop.app.supporter_hours import hours_of, this_fiscal_year
from desktop.app.supporter_training import trainings_of


@dataclass(frozen=True)
class SupporterPage:
    """As of `today`; `since` to `until` is the fiscal year that `worked` is of, `ever` all that was ever done."""

    today: date
    supporter: Supporter
    strengths: tuple[Group, ...]
    badge: BadgeStanding
    trainings: tuple[Training, ...]
    badges: tuple[Badge, ...]
    since: date
    until: date
    worked: Worked
    ever: Worked
    coming: tuple[tuple[Session, Staffing], ...]
    fitting: tuple[FittingRequest, ...]


def supporter_page(desk: Desk, supporter_id: str) -> SupporterPage:
    """All that is known of one supporter. Raises Problem for nobody."""
    supporter = the_supporter(desk, supporter_id)
    badges = badges_of(desk, supporter_id)
    since, until = this_fiscal_year(desk)
    return SupporterPage(
        desk.today,
        supporter,
        _strengths(desk, supporter),
        standing(badges, desk.today),
        tuple(trainings_of(desk, supporter_id)),
        tuple(badges),
        since,
        until,
        hours_of(desk, supporter_id, since, until),
        hours_of(desk, supporter_id, date.min, date.max),
        tuple(coming_of(desk, supporter_id)),
        tuple(fitting_requests(desk, supporter_id)) if supporter.active else (),
    )


def _strengths(desk: Desk, supporter: Supporter) -> tuple[Group, ...]:
    return tuple(each for each in desk.catalogue.groups if each.code in supporter.strengths.split())
