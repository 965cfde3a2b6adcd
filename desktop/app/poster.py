"""The poster of a session, and what the site says on all of its posters."""

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from core.admission import conditions_of
from core.facts import Session
from core.handouts import Register
from core.paper_marks import PaperMark
from core.problem import Problem
from desktop.app.course_progress import course_progress
from desktop.app.desk import Desk
from desktop.app.paper import Paper, digest
from desktop.app.paper_requests import PosterRequest
from desktop.app.programmes import programmes_on
from desktop.app.sessions import the_session
from desktop.app.settings import change_setting, setting

if TYPE_CHECKING:  # ReportLab is imported when the first paper is wanted
    from desktop.printing.poster import Poster


@dataclass(frozen=True)
class PosterWords:
    """The site's own words on every poster: whom to call, what to bring, and the page that the QR opens."""

    phone: str = ""
    bring: str = ""
    url: str = ""


def poster_words(desk: Desk) -> PosterWords:
    """As the site has set them."""
    return PosterWords(setting(desk, "poster_phone"), setting(desk, "poster_bring"), setting(desk, "poster_url"))


def keep_poster_words(desk: Desk, words: PosterWords) -> PosterWords:
    """Keep them. Raises Problem `poster_url` for an address that does not begin with https://."""
    change_setting(desk, "poster_phone", words.phone)
    change_setting(desk, "poster_bring", words.bring)
    try:
        change_setting(desk, "poster_url", words.url)
    except Problem as problem:
        if problem.code != "setting_value":
            raise
        raise Problem(
            "poster_url",
            "ページのアドレスは、https:// で始まるものだけ使えます。",
            "アドレスを写し直すか、空にしてください。空なら、QRは付きません。",
        ) from problem
    return poster_words(desk)


def sessions_to_announce(desk: Desk) -> list[Session]:
    """Sessions from today on that will be held, the next one first."""
    coming = "day >= ? AND state IN ('planned', 'open')"
    return desk.store.facts.where(Session, coming, [desk.today.isoformat()], order="day, starts, session_id LIMIT 60")


def poster_paper(desk: Desk, request: PosterRequest) -> Paper:
    """The poster. Raises Problem for a session that is unknown or cancelled."""
    from desktop.printing.poster import poster_pdf

    session = the_session(desk, request.session_id)
    if session.state == "cancelled":
        raise Problem("session_cancelled", "中止した予定のポスターは作れません。", "ほかの予定を選んでください。")
    poster = _poster(desk, session, Register.EASY if request.easy else Register.STANDARD)
    is_a3 = request.size == "a3"
    mark = PaperMark("poster", f"{session.session_id} {request.size} {digest([repr(poster)])}")
    name = f"ポスター_{session.day}_{request.size}.pdf"
    return Paper("ポスター", name, lambda: poster_pdf(poster, a3=is_a3), mark, request)


def _poster(desk: Desk, session: Session, register: Register) -> "Poster":
    from desktop.printing.poster import Poster

    words = poster_words(desk)
    programme = programmes_on(desk, date.fromisoformat(session.day)).find(session.programme or "")
    return Poster(
        title=session.title,
        day=date.fromisoformat(session.day),
        starts=time.fromisoformat(session.starts),
        ends=time.fromisoformat(session.ends),
        kind=session.session_kind,
        venue=" ".join(filter(None, (session.venue, session.room))),
        online=session.channel == "online" or bool(session.is_online),
        target=session.target_group or "",
        conditions=conditions_of(session),
        fee=session.fee,
        fee_with_loan=session.fee_with_loan,
        lends=bool(session.lends_devices),
        quota=session.quota or 0,
        bring=words.bring,
        phone=words.phone,
        bookable=bool(session.slot_minutes or session.quota),
        url=words.url,
        organiser=session.organiser or "",
        co_organiser=session.co_organiser or "",
        programme=programme.ja if programme and programme.ja not in session.title else "",
        days=_days(desk, session),
        register=register,
    )


def _days(desk: Desk, session: Session) -> tuple[date, ...]:
    """Of the whole course; none for a session that stands alone."""
    if session.course_id is None:
        return ()
    lessons = course_progress(desk, session.course_id).lessons
    days = tuple(dict.fromkeys(date.fromisoformat(each.session.day) for each in lessons))
    return days if len(days) > 1 else ()
