"""Two municipalities full of data: no page of one's reader knows anything of the other, whatever address is typed."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import chain
from urllib.parse import unquote_plus

from core import kinds
from core.clock import JAPAN
from core.events import decode_event
from core.ids import day_id
from tests.helpers.headquarters import Headquarters
from tests.helpers.laptop import Laptop
from tests.helpers.portal_life import Place, lived
from tests.helpers.portal_walk import Seen, look, walk
from tests.helpers.readers import add_reader, signed_in

NOW = datetime.now(JAPAN).replace(hour=15, minute=0)
OWN, OTHER = ("132292", "ほたる"), ("132110", "すずめ")
_PLAIN, _MOST = 30, 110
"""So many pages are read before the other is there, and after."""


def town(hq: Headquarters, municipality: str, word: str) -> Laptop:
    """A municipality with one site: everything that it names itself has the word. Both are made alike, step by step."""
    place = Place(f"{word}会館", municipality, f"{word}相談会", "consultation", "P04")
    laptop = lived(place, hq.url, hq.code(hq.add_site(place.name, municipality)), NOW, weeks=2)
    today = NOW.date().isoformat()
    topic = kinds.TopicDefined(topic="V01-01", ja=f"{word}アプリ", reading="よみ", en=word, valid_from="2020-04-01")
    laptop.write(topic)
    source = f'code = "V01"\nja = "{word}の事業"\nen = "{word}"\nkind = "consultation"\n'
    laptop.write(kinds.ProgrammeDefined(programme="V01", source=source))
    plan = kinds.SessionPlanned(
        title=f"{word}の会",
        day=today,
        starts="13:00",
        ends="15:00",
        programme="V01",
        venue=f"{word}センター",
        room=f"{word}の間",
        organiser=word,
    )
    session = laptop.write(plan).entity_id
    supporter = laptop.write(kinds.SupporterRegistered(display_name=f"{word}さん", age_band="60s")).entity_id
    laptop.write(kinds.DutyStarted(supporter_id=supporter, session_id=session, at=f"{today}T13:00:00.000+09:00"))
    for number in range(7):
        visit = laptop.visit(session, person_id=laptop.visitor().entity_id).entity_id
        laptop.write(
            kinds.ConsultationRecorded(
                at=f"{today}T13:{number:02}:00.000+09:00",
                topic=("V01-01", "T05-01")[number % 2],
                outcome="O2",
                minutes=10,
                session_id=session,
                attendance_id=visit,
                supporter_id=supporter,
            )
        )
    laptop.write(kinds.SessionClosed(at=f"{today}T15:00:00.000+09:00"), session)
    yesterday = NOW.date() - timedelta(days=1)
    closed = kinds.DayClosed(day=yesterday.isoformat(), at=f"{yesterday}T16:00:00.000+09:00")
    laptop.write(closed, day_id(laptop.site.site_id, yesterday))
    hq.exchange(laptop)
    return laptop


def ids(laptop: Laptop) -> dict[str, list[str]]:
    """Everything that has a number, by what it is, in the order in which it was made."""
    found = defaultdict(list, {"site": [laptop.site.site_id], "device": [laptop.device_id]})
    for each in map(decode_event, laptop.journal):
        found[each.kind] += (each.entity_id, each.event_id)
    return found


def test_nothing_of_another_municipality_is_in_any_page(hq: Headquarters) -> None:
    """The pages are the very same before the other has sent anything and after; no other address opens the other's."""
    own = town(hq, *OWN)
    reader = signed_in(hq, add_reader("city", municipality=OWN[0]))
    before = {each.address: each.text for each in walk(reader, hq.url, _PLAIN)}
    assert any(OWN[1] in text for text in before.values())
    other = town(hq, *OTHER)
    secrets = {*chain(*ids(other).values()), *OTHER}
    after = {each.address: each for each in walk(reader, hq.url, _MOST)}
    for address, seen in after.items():
        assert seen.status == 200, address
        assert not _told(seen, secrets), address
    assert {address: after[address].text for address in before} == before
    turned = dict(zip(OWN, OTHER, strict=True))
    for what, theirs in ids(other).items():
        turned |= dict(zip(ids(own)[what], theirs, strict=False))
    typed = {_turned(address, turned) for address in after} - after.keys()
    assert typed
    for address in sorted(typed):
        seen = look(reader, hq.url, address)
        asked = {each for each in secrets if each in unquote_plus(address)}
        assert asked, address
        assert not _told(seen, secrets - asked), address
    everything = look(signed_in(hq, add_reader("honbu")), hq.url, "/")
    assert _told(everything, secrets)  # so that what is looked for is what a page would say


def _turned(address: str, turned: dict[str, str]) -> str:
    for mine, theirs in turned.items():
        address = address.replace(mine, theirs)
    return address


def _told(seen: Seen, secrets: set[str]) -> set[str]:
    """Which of them stand anywhere in it, also in what is packed."""
    whole = "\n".join(part for _, part in seen.parts)
    return {each for each in secrets if each in whole}
