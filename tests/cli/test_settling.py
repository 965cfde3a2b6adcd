"""要確認 by command: listed, decided, opened again."""

from tests.cli.conftest import Cli


def _merged(cli: Cli) -> tuple[str, str]:
    """Two records received today turn out to be one person."""
    people = [cli.one("person", "add", "--age", "70s")["person_id"] for _ in range(2)]
    visits = [cli.one("check-in", cli.one("card", "issue", each)["code"])["attendance_id"] for each in people]
    cli.one("person", "merge", *people)
    return visits[0], visits[1]


def test_a_pair_counts_once_until_somebody_decides(site: Cli) -> None:
    first, second = _merged(site)
    item = site.one("unsettled")
    assert (item["conflict"], item["about"]) == ("double_visit", [first, second])
    assert [(each["ticket"], each["letter"]) for each in item["versions"]] == [("A1", "A"), ("A2", "A")]
    status = site.one("status")
    assert (status["visits"], status["unsettled"]) == (1, 1)
    assert site.one("settle", item["item_id"], "two") == {
        "item_id": item["item_id"],
        "conflict": "double_visit",
        "decision": "two",
        "left": 0,
    }
    assert site.one("status")["visits"] == 2
    assert site.one("settle", item["item_id"], "open")["left"] == 1
    assert site.one("status")["visits"] == 1


def test_what_says_nothing_is_refused(site: Cli) -> None:
    _merged(site)
    item = site.one("unsettled")["item_id"]
    assert site.refused("settle", item, "seen") == "decision_unfit"
    assert site.refused("settle", "x", "one") == "item_unknown"
    assert site("settle", item, "perhaps").code == 2
