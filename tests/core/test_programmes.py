"""The 28 rows stand in the shipped catalogue with what their documents say; a broken file is told with its line."""

from datetime import date, timedelta

import msgspec
import pytest

from core.assets import asset_path
from core.catalogue import load_catalogue
from core.kinds import SessionPlanned
from core.municipality import is_municipality_code
from core.problem import Problem
from core.programme_plan import filled, slot_on
from core.programmes import (
    Programme,
    load_own_programme,
    load_programmes,
    shipped_programmes,
    with_own,
)

SHIPPED = asset_path("catalogue", "programmes.toml")
TOPICS = load_catalogue(asset_path("catalogue", "topics.toml"))
SMALL = """version = 2
published = 2026-04-01

[[roles]]
code = "adviser"
ja = "助言"
en = "Adviser"

[[programmes]]
code = "P01"
ja = "体験会"
en = "Trial"
kind = "trial"
"""
OWN = """code = "V01"
ja = "ふれあい相談"
en = "Our own"
kind = "consultation"
roles = ["supporter"]
funding = ["F09"]
"""


def programme(code: str) -> Programme:
    return shipped_programmes().programme(code)


def test_every_row_of_the_documents_is_there_once_and_names_its_source() -> None:
    rows = shipped_programmes().all
    assert [(each.code, each.row) for each in rows] == [(f"P{row:02}", row) for row in range(1, 29)]
    documents = {each.code for each in shipped_programmes().documents}
    assert all(each.source and set(each.source) <= documents for each in rows)


def test_their_topics_channels_and_municipalities_are_those_of_the_other_lists() -> None:
    for each in shipped_programmes().all:
        assert all(TOPICS.topic(code) for code in each.topics)
        assert all(TOPICS.channel(code) for code in each.channels)
        assert each.municipality is None or is_municipality_code(each.municipality)


def test_a_regular_session_is_a_subset_and_never_on_top() -> None:
    assert programme("P05").counts_in == "P04"
    assert programme("P04").counts_in is None


def test_what_the_documents_say_of_single_rows() -> None:
    assert programme("P02").lessons == programme("P22").lessons == 4
    assert [each.ja for each in programme("P03").target_groups][:2] == ["視覚に障害のある方", "聴覚に障害のある方"]
    assert (programme("P17").min_age, programme("P22").min_age) == (65, 55)
    assert (programme("P23").fee, programme("P23").fee_with_loan) == (100, 200)
    assert [(each.ja, each.lessons) for each in programme("P18").terms] == [("前期", 4), ("後期", 4)]
    assert [each.lessons for each in programme("P21").levels] == [9, 13]
    assert len(programme("P26").levels) == 5
    assert programme("P19").channels == ("in_person", "phone", "mail", "fax", "web")
    assert [slot.weekdays for slot in programme("P19").schedule] == [(1,), (2, 3, 4, 5, 6, 7)]
    assert (programme("P10").is_trial, programme("P10").co_organiser) == (True, "東京しごと財団・シルバー人材センター")


def test_planned_volumes_keep_what_was_told_as_about() -> None:
    kusu, matsuyama = programme("P17").planned_volume, programme("P20").planned_volume
    assert kusu is not None
    assert (kusu.sessions, kusu.receptions, kusu.approximate) == (36, 600, False)
    assert matsuyama is not None
    assert (matsuyama.sessions, matsuyama.approximate) == (40, True)


def test_conditions_and_rules_of_staffing_are_data() -> None:
    assert [(each.at_least, each.per, each.same_venue) for each in programme("P06").conditions] == [(3, "week", True)]
    assert [(each.at_least, each.may_be_limited) for each in programme("P07").conditions] == [(1, True)]
    assert [(each.kind, each.number) for each in programme("P12").staffing] == [("trained", 1), ("visitors_each", 4)]
    assert (programme("P06").ratio, programme("P06").operators) == ("1:1", ("entrusted", "dispatched"))


def test_money_says_whose_it_is_and_how_much_of_it_is_paid() -> None:
    funding = shipped_programmes().find_funding(programme("P13").funding[0])
    assert funding is not None
    assert (funding.origin, funding.rate) == ("総務省", "10/10")
    assert {shipped_programmes().find_funding(each) for code in ("P25", "P26") for each in programme(code).funding} == {
        funding
    }


def test_targets_are_due_by_their_own_year() -> None:
    people, supporters = shipped_programmes().targets
    assert (people.number, people.first_day, people.due) == (22_500, date(2023, 4, 1), date(2024, 3, 31))
    assert (supporters.number, supporters.due) == (1_000, date(2023, 12, 31))


def test_the_parts_of_the_table_by_category_stand_under_their_headings() -> None:
    parts = [(strand.heading, strand.ja) for code in ("P25", "P26", "P27") for strand in programme(code).strands]
    assert parts == [
        ("①", "地域学習者"),
        ("①", "自治会連合会"),
        ("①", "ドコモ体験"),
        ("②", "介護予防サポーター"),
        ("③", "公民館"),
    ]


def test_a_retired_programme_keeps_its_last_day_and_its_name() -> None:
    last = date(2026, 11, 21)
    read = load_programmes(SMALL.replace('kind = "trial"', f'kind = "trial"\nvalid_to = {last}').encode())
    assert read.programme("P01").valid_on(last)
    assert not read.offered_on(last + timedelta(days=1))
    assert read.programme("P01").ja == "体験会"


def test_an_unknown_code_is_told() -> None:
    assert shipped_programmes().find("P99") is None
    with pytest.raises(Problem) as problem:
        programme("P99")
    assert problem.value.code == "programme_unknown"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('roles = ["nobody"]', "14行目の「nobody」は、一覧にない"),
        ('funding = ["F01"]', "14行目の「F01」は、一覧にない"),
        ('counts_in = "P02"', "14行目の「P02」は、一覧にない"),
        ('counts_in = "P01"', "「P01」は、別の事業に含まれる"),
        ("valid_from = 2026-04-02\nvalid_to = 2026-04-01", "終わりの日"),
        ("fee_with_loan = 200", "端末を貸す事業では"),
        ('[[programmes.strands]]\ncode = "P02-1"\nja = "区分"\nen = "Part"', "区分の番号"),
        ('[[programmes.levels]]\nlevel = 2\nja = "二"\nen = "Two"', "段階が、1から"),
        ("[programmes.training]\nat_least_minutes = 240\nat_most_minutes = 180", "研修の長さ"),
        ('kinds = "x"', "9行目からの項目"),
        ("fee = -1", "9行目からの項目"),
        ('[[programmes]]\ncode = "P01"\nja = "体験会"\nen = "Trial"\nkind = "trial"', "同じ番号が前にもあります"),
        ("fee = = 1", "14行目の書き方"),
    ],
)
def test_a_broken_list_names_its_line(more: str, told: str) -> None:
    with pytest.raises(Problem, match=told) as problem:
        load_programmes(f"{SMALL}{more}\n".encode())
    assert problem.value.code == "programmes_broken"


def test_a_sites_own_programme_is_one_file_with_the_published_roles() -> None:
    own = load_own_programme(OWN.encode(), shipped_programmes())
    assert own.roles[0].ja == "サポーター"
    known = with_own(shipped_programmes(), [own])
    assert known.all[-1] == known.find("V01") == own
    assert with_own(known, [own]) == known


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("V01", "P01"), "1行目の「P01」は、本部の番号"),
        (OWN.replace("supporter", "nobody"), "5行目の「nobody」は、一覧にない"),
        (OWN + 'counts_in = "P05"\n', "「V01」は、別の事業に含まれる"),
        ("ja = 1", "項目が正しくありません"),
        (OWN.replace("V01", "V01\\n"), "項目が正しくありません"),
        (OWN + "fee = 3_000_000_000\n", "項目が正しくありません"),
        (OWN + 'target_group = "\\u202e"\n', "目に見えない文字"),
    ],
)
def test_a_broken_programme_of_a_sites_own_is_told(text: str, told: str) -> None:
    with pytest.raises(Problem, match=told) as problem:
        load_own_programme(text.encode(), shipped_programmes())
    assert problem.value.code == "programme_own_broken"


def test_a_number_that_must_not_be_kept_is_found_however_it_is_written() -> None:
    hidden = "".join(f"\\u{ord(each):04x}" for each in "123456789018")
    with pytest.raises(Problem) as problem:
        load_own_programme(f'{OWN}target_group = "{hidden}"\n'.encode(), shipped_programmes())
    assert problem.value.code == "my_number"


FACTS: dict[str, dict[str, object]] = {
    "P01": {"kind": "trial", "lends_devices": True},
    "P02": {"kind": "trial", "lessons": 4},
    "P03": {"kind": "trial", "target_group": "障害のある方"},
    "P04": {"kind": "consultation", "slot_minutes": 30},
    "P05": {"kind": "consultation", "counts_in": "P04"},
    "P06": {"kind": "standing", "ratio": "1:1", "operators": ("entrusted", "dispatched")},
    "P07": {"kind": "social", "ratio": "n:1", "operators": ("entrusted", "dispatched")},
    "P08": {"kind": "training", "funding": ("F03",)},
    "P09": {"kind": "meeting", "co_organiser": "区市町村"},
    "P10": {"is_trial": True, "co_organiser": "東京しごと財団・シルバー人材センター"},
    "P11": {"kind": "meeting", "is_online": True},
    "P12": {"mic_type": "A", "funding": ("F05",), "channels": ("in_person", "online")},
    "P13": {"mic_type": "B", "funding": ("F06",), "co_organiser": "市区町村", "channels": ("in_person", "online")},
    "P14": {"municipality": "072028", "is_trial": True, "organiser": "株式会社エヌ・エス・シー"},
    "P15": {"kind": "training"},
    "P16": {"municipality": "322032", "places": 5, "fee": 0},
    "P17": {"municipality": "444626", "min_age": 65, "fee": 0, "operators": ("entrusted",)},
    "P18": {"municipality": "212024", "is_online": True, "kind": "training"},
    "P19": {"municipality": "212024", "closed_at_year_end": True},
    "P20": {"municipality": "382019", "fee": 0},
    "P21": {"municipality": "464929", "places": 3, "channels": ("in_person", "phone")},
    "P22": {"municipality": "012122", "min_age": 55, "lessons": 4, "organiser": "留萌市地域おこし協力隊"},
    "P23": {"municipality": "223069", "lends_devices": True, "organiser": "株式会社西伊豆プロジェクト"},
    "P24": {"kind": "social", "funding": ("F08",)},
    "P25": {"municipality": "102016", "mic_type": "B"},
    "P26": {"municipality": "102016", "mic_type": "B", "places": 4},
    "P27": {"municipality": "102016", "places": 13, "organiser": "公民館", "funding": ("F09",)},
    "P28": {"municipality": "102016", "lends_devices": True, "is_trial": True},
}
PEOPLE = {
    "P14": {"employee", "student", "senior", "young"},
    "P22": {"cooperator"},
    "P24": {"cooperator", "village_supporter", "entrepreneur", "alumni"},
    "P28": {"welfare_commissioner", "learning_promoter", "student", "association_head"},
}
TAUGHT = {
    "P14": {"Wi-Fi", "データ通信量", "QR"},
    "P16": {"災害"},
    "P24": {"スマホ決済"},
}


@pytest.mark.parametrize("code", FACTS)
def test_each_row_says_what_its_document_says(code: str) -> None:
    row = programme(code)
    assert {name: getattr(row, name) for name in FACTS[code]} == FACTS[code]
    assert PEOPLE.get(code, set()) <= {each.code for each in row.roles}
    titles = "・".join(TOPICS.topic(each).ja for each in row.topics)
    assert all(words in titles for words in TAUGHT.get(code, set()))


def test_training_hours_and_weekly_slots_are_data() -> None:
    training = programme("P08").training
    assert training is not None
    assert (training.at_least_minutes, training.at_most_minutes, training.has_badge) == (180, 240, True)
    assert slot_on(programme("P21"), None) == programme("P21").schedule[0]
    assert (programme("P21").schedule[0].starts, programme("P21").schedule[0].ends) == ("14:00", "16:00")
    assert slot_on(programme("P19"), date(2026, 11, 23)).venue == "綾里地区センター"
    assert slot_on(programme("P19"), date(2026, 11, 29)).venue == "大垣市情報工房"
    assert slot_on(programme("P26"), date(2026, 11, 29)).venue == ""


def test_a_plan_takes_the_venue_of_its_weekday_where_none_is_told() -> None:
    plan = SessionPlanned(title="相談", day="2026-11-23", starts="10:00", ends="12:00")
    assert filled(plan, programme("P19"), set()).venue == "綾里地区センター"
    told = msgspec.structs.replace(plan, venue="市民会館")
    assert filled(told, programme("P19"), {"venue"}).venue == "市民会館"
    assert filled(plan, programme("P04"), set()).venue == ""
