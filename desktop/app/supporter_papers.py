"""Papers of supporters: the card by which they begin and end a shift, and the letter that thanks them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.facts import Supporter
from core.problem import Problem
from core.supporter_card import supporter_code
from desktop.app.desk import Desk, guarded
from desktop.app.paper import Paper
from desktop.app.settings import setting
from desktop.app.staff import the_supporter
from desktop.app.supporter_hours import hours_of

Form = Literal["award", "letter"]
_TITLES: dict[Form, str] = {"award": "感謝状", "letter": "お礼状"}
CARDS_AT_MOST = 1_000


@dataclass(frozen=True)
class Thanks:
    """What a letter is about; `signed_by` are lines beside the seal, the site's name where there are none."""

    supporter_id: str
    first: date
    last: date
    form: Form = "award"
    signed_by: tuple[str, ...] = ()


def supporter_card_paper(desk: Desk, supporter_ids: Sequence[str]) -> Paper:
    """Their cards: one of its own size, several ten to a sheet. Raises Problem for nobody."""
    from desktop.printing.supporter_card import SupporterCard, supporter_cards_pdf

    if not 1 <= len(supporter_ids) <= CARDS_AT_MOST:
        raise Problem("supporter_cards_none", "サポーター証を作る方がいません。", "一覧から選んでください。")
    people = [the_supporter(desk, each) for each in supporter_ids]
    label, site = setting(desk, "supporter_label"), desk.identity.site_name
    cards = [SupporterCard(supporter_code(each.supporter_id), each.display_name, site, label) for each in people]
    return Paper("サポーター証", f"サポーター証_{desk.today.isoformat()}.pdf", lambda: supporter_cards_pdf(cards))


def thanks_paper(desk: Desk, thanks: Thanks) -> Paper:
    """The letter. Raises Problem where nothing was done in the period: there would be nothing to thank for."""
    from desktop.printing.thanks_letter import ThanksLetter, thanks_letter_pdf

    person = the_supporter(desk, thanks.supporter_id)
    did = hours_of(desk, person.supporter_id, thanks.first, thanks.last)
    if not did.minutes:
        raise Problem(
            "thanks_nothing",
            "その期間の活動の記録がありません。",
            "期間を直すか、勤務の記録を確かめてください。",
        )
    letter = ThanksLetter(
        name=person.display_name,
        first=thanks.first,
        last=thanks.last,
        minutes=did.minutes,
        sessions=len(did.sessions),
        days=len(did.days),
        dated=desk.today,
        signed_by=_signed(desk, thanks),
        label=setting(desk, "supporter_label"),
        form=thanks.form,
    )
    title = _TITLES[thanks.form]
    return Paper(title, f"{title}_{_filed(person)}_{desk.today.isoformat()}.pdf", lambda: thanks_letter_pdf(letter))


def _signed(desk: Desk, thanks: Thanks) -> tuple[str, ...]:
    lines = tuple(kept for line in thanks.signed_by if (kept := guarded(line)))
    return lines or (desk.identity.site_name,)


def _filed(person: Supporter) -> str:
    """By the end of the id: a name may hold what no file system takes."""
    return person.supporter_id[-6:]
