"""The steps of the demo's day, in order. Every one goes through the use cases that the screens call."""

from collections.abc import Iterator
from pathlib import Path

from core.card_code import CodeKind, new_code
from core.kinds import PersonRegistered
from core.problem import Problem
from desktop.app.cards import issue_card, revoke_card
from desktop.app.check_in import check_in
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.daily_sheet import daily_sheet
from desktop.app.day import close_day, open_day
from desktop.app.files import write_file
from desktop.app.paper import blank_card_sheet, daily_sheet_paper, person_card_paper
from desktop.app.people import add_person
from desktop.app.sending import send_now
from desktop.app.site import NewSite, init_site, keep_backup
from desktop.app.staff import add_supporter, sit_down, start_duty
from desktop.app.walk_in import receive_walk_in
from desktop.cli.demo import people
from desktop.cli.demo.headquarters import PASSWORD
from desktop.cli.demo.portal import portal_day
from desktop.cli.demo.stage import Stage, Step
from desktop.cli.demo.totals import compare, same_records

_SHEETS = 3
_MORNING = 20


def preparation(stage: Stage) -> list[Step]:
    """What stands before the window can open: headquarters, and a site that belongs to it."""
    return [
        Step("本部を始める", lambda: _start_hq(stage)),
        Step("本部で利用者・拠点・登録コードを作る", lambda: _prepare_hq(stage)),
        Step("拠点を準備して、本部につなぐ", lambda: _set_up(stage)),
    ]


def venue_day(stage: Stage) -> list[Step]:
    """From the staff's arrival to the figures that agree."""
    return [
        Step("担当者がそろい、開場する", lambda: _open(stage), "today"),
        Step("カードを PDF に印刷し、画素から読み取る", lambda: _print_cards(stage), "print"),
        Step("来場者を登録して、読み取ったカードを渡す", lambda: _register(stage), "people"),
        Step("午前の受付", lambda: _receive(stage, 0, _MORNING), "reception", lambda: _cards(stage, 0, _MORNING)),
        Step(
            "読み取れないもの、二度目、登録のないカード、使えないカード",
            lambda: _odd_scans(stage),
            "reception",
            lambda: iter(["https://example.com/", stage.cards[0], new_code(CodeKind.CARD)]),
        ),
        Step("午前の相談", lambda: _consult(stage, 0, 18), "consultation"),
        Step("昼に一度、本部へ送る", lambda: _send(stage), "send"),
        Step("本部が止まる（送れない）", lambda: _lose_network(stage)),
        Step(
            "つながらないまま、午後の受付",
            lambda: _afternoon(stage),
            "reception",
            lambda: _cards(stage, _MORNING, people.REGISTERED),
        ),
        Step("カードのない方の受付", lambda: _walk_ins(stage)),
        Step("午後の相談", lambda: _consult(stage, 18, people.CONSULTATIONS), "consultation"),
        Step("締める。日報と控え", lambda: _close(stage), "today"),
        Step("記録をファイルにも書き出す", lambda: _export(stage)),
        Step("本部が戻る。送る", lambda: _send_again(stage), "send"),
        Step("同じ記録をファイルでも渡す（二重にならない）", lambda: _hand_over_files(stage)),
        Step("本部と拠点の数を比べる", lambda: _compare(stage), "reports"),
    ]


def _start_hq(stage: Stage) -> str:
    return f"{stage.hq.start()}（PostgreSQL も専用に始めました）"


def _prepare_hq(stage: Stage) -> str:
    stage.hq.add_user(people.USER)
    site = stage.hq.ask("site", "add", "--name", people.SITE, "--municipality", people.MUNICIPALITY)[0]
    stage.codes.append(stage.hq.ask("device", "code", site["site_id"])[0]["code"])
    return f"利用者 {people.USER}、拠点 {people.SITE}、登録コード1つ"


def _set_up(stage: Stage) -> str:
    from desktop.app.enrolling import enrol

    new = NewSite(people.SITE, people.MUNICIPALITY, people.PASSPHRASE)
    stage.desk = init_site(stage.site, new, stage.clock)
    done = enrol(stage.desk, stage.hq.url, stage.codes[-1])
    return f"{done.site_name}　端末 {done.letter}"


def _open(stage: Stage) -> str:
    desk = stage.here()
    roles = [(people.COORDINATOR, "coordinator"), *((name, "supporter") for name in people.SUPPORTERS)]
    for name, role in roles:
        supporter = add_supporter(desk, name, role).supporter
        start_duty(desk, supporter.supporter_id)
        stage.supporters.append(supporter.supporter_id)
    sit_down(desk, stage.supporters[0])
    open_day(desk)
    return f"担当者 {len(roles)}人"


def _print_cards(stage: Stage) -> str:
    """Blank cards of which nobody has seen the codes: they are known from the paper alone."""
    from desktop.devices.decoder import texts_in
    from desktop.devices.pages import pages_of

    for sheet in range(1, _SHEETS + 1):
        pdf = stage.keep(blank_card_sheet(stage.here()), f"cards-{sheet}.pdf")
        stage.cards += [text for page in pages_of(pdf) for text in texts_in(page)]
    return f"用紙 {_SHEETS}枚、読み取れたカード {len(stage.cards)}枚"


def _register(stage: Stage) -> str:
    """Two more than there are cards on the sheets: theirs are printed singly, and read in the same way."""
    from desktop.devices.decoder import texts_in
    from desktop.devices.pages import pages_of

    desk = stage.here()
    for place in range(people.REGISTERED):
        person = add_person(desk, PersonRegistered(age_band=people.band(place))).person
        stage.people.append(person.person_id)
        issue_card(desk, person.person_id, next(iter(stage.cards[place : place + 1]), None))
    for place in range(len(stage.cards), people.REGISTERED):
        pdf = stage.keep(person_card_paper(desk, stage.people[place]), f"card-{place + 1}.pdf")
        stage.cards += [text for page in pages_of(pdf) for text in texts_in(page)]
    return f"{len(stage.people)}人（年代だけを記録）"


def _cards(stage: Stage, first: int, last: int) -> Iterator[str]:
    """The cards of these visitors, one every seven minutes."""
    if first == _MORNING:
        stage.wait_until(13)
    for text in stage.cards[first:last]:
        stage.clock.advance(minutes=7)
        yield text


def _receive(stage: Stage, first: int, last: int) -> str:
    """In the window they were scanned on the screen already: then each is here, and none comes twice."""
    cards = iter(stage.cards[first:last]) if stage.in_window else _cards(stage, first, last)
    for text in cards:
        answer = check_in(stage.here(), text)
        _expect(answer.result.value, "already" if stage.in_window else "received")
        assert answer.attendance is not None  # received
        stage.attendances.append(answer.attendance.attendance_id)
    return f"カードで {last - first}人"


def _afternoon(stage: Stage) -> str:
    return _receive(stage, _MORNING, people.REGISTERED)


def _odd_scans(stage: Stage) -> str:
    """None of these counts as a visit."""
    desk = stage.here()
    lost = issue_card(desk, stage.people[-1]).card
    revoke_card(desk, lost.card_id)
    tries = (
        ("https://example.com/", "unreadable"),
        (stage.cards[0], "already"),
        (new_code(CodeKind.CARD), "unknown"),
        (lost.code or "", "revoked"),
    )
    for text, expected in tries:
        _expect(check_in(desk, text).result.value, expected)
    return "どれも来場には数えません"


def _walk_ins(stage: Stage) -> str:
    for place in range(people.WALK_INS):
        stage.clock.advance(minutes=7)
        answer = receive_walk_in(stage.here(), people.band(place))
        _expect(answer.result.value, "received")
        assert answer.attendance is not None  # received
        stage.attendances.append(answer.attendance.attendance_id)
    return f"番号と年代だけで {people.WALK_INS}人"


def _consult(stage: Stage, first: int, last: int) -> str:
    for place in range(first, last):
        stage.clock.advance(minutes=2)
        form = ConsultationForm(
            topic=people.TOPICS[place % len(people.TOPICS)],
            outcome=people.OUTCOMES[place % len(people.OUTCOMES)],
            minutes=people.MINUTES[place % len(people.MINUTES)],
            attendance_id=stage.attendances[place % len(stage.attendances)],
            supporter_id=stage.supporters[place % len(stage.supporters)],
            note="次回は充電器をお持ちになる" if place % 7 == 0 else None,
        )
        record_consultation(stage.here(), form)
    return f"{last - first}件"


def _send(stage: Stage) -> str:
    report = send_now(stage.here())
    return f"新しい記録 {report.stored}件が届きました。残り {report.pending}件"


def _lose_network(stage: Stage) -> str:
    stage.hq.stop()
    try:
        send_now(stage.here())
    except Problem as problem:
        return str(problem)
    raise Problem("demo_not_lost", "本部を止めたのに、送れてしまいました。")


def _close(stage: Stage) -> str:
    desk = stage.here()
    stage.wait_until(16, 30)
    closed = close_day(desk, "晴れ", "充電器を1本、忘れ物として預かっています。")
    stage.keep(daily_sheet_paper(desk, desk.today), "daily-sheet.pdf")
    stage.files.append(keep_backup(desk))
    return f"まだ送っていない記録 {closed.unsent}件。なくなっていません"


def _export(stage: Stage) -> str:
    from desktop.app.carrying.writing import here, write_parcel  # no other command need wait for requests

    folder = stage.folder / "stick"
    folder.mkdir()
    written = write_parcel(here(stage.here()), folder, "stick", delivered_too=True)
    assert written is not None, "nobody stops it here"
    stage.files.append(written.path)
    return f"{written.path.name}　記録 {written.events}件"


def _send_again(stage: Stage) -> str:
    stage.hq.start()
    told = _send(stage)
    _expect(str(stage.here().store.outbox.pending()), "0")
    return told


def _hand_over_files(stage: Stage) -> str:
    from desktop.app.carrying.taking import take_file
    from desktop.app.carrying.writing import here

    (told,) = stage.hq.ask("parcel", "take", str(stage.folder / "stick"))
    _expect(str(told["stored"] + told["quarantined"]), "0")
    answer = Path(told["answer"])
    stage.files.append(answer)
    _expect(str(take_file(here(stage.here()), answer).new_events), "0")
    return f"重複 {told['duplicate']}件、新しい記録 0件。返事も取り込みました"


def _compare(stage: Stage) -> str:
    desk = stage.here()
    page = portal_day(stage.hq.url, people.USER, PASSWORD, desk.identity.site_id, desk.today.isoformat())
    stage.files.append(write_file(stage.folder / "honbu-day.html", page.html.encode()))
    mine = [bytes(data).decode() for (data,) in desk.store.db.execute("SELECT data FROM event").fetchall()]
    records = same_records(mine, stage.hq.lines("events"))
    stage.figures = [*compare(daily_sheet(desk, desk.today), page), records]
    if not all(figure.equal for figure in stage.figures):
        raise Problem("demo_differs", "本部の数と拠点の数が合いません。")
    return "すべて同じです"


def _expect(told: str, expected: str) -> None:
    if told != expected:
        raise Problem("demo_unexpected", f"「{expected}」のはずが「{told}」でした。")
