"""拠点の一日 of very many sites: some at a time, and one municipality's to find a site among them."""

import re

from tests.helpers.headquarters import Headquarters
from tests.helpers.readers import add_reader, signed_in


def test_very_many_sites_come_some_at_a_time_and_by_municipality(hq: Headquarters) -> None:
    from core.ids import new_site_id
    from hq.portal.site_rows import MOST
    from hq.records.models import Site

    many = [Site(site_id=new_site_id(), name=f"公民館{at:03}", municipality="132292") for at in range(MOST + 1)]
    Site.objects.bulk_create([*many, Site(site_id=new_site_id(), name="小平公民館", municipality="132110")])
    reader = signed_in(hq, add_reader("all"))

    def names(words: str) -> list[str]:
        page = reader.get(f"{hq.url}/?day=2026-11-21{words}", timeout=10)
        page.raise_for_status()
        return re.findall(r'<th scope="row"><a href="/sites/[^"]+">([^<]+)</a>', page.text)

    first, rest = names(""), names(f"&after={MOST}")
    assert (len(first), len(rest)) == (MOST, 2)
    assert first[0] == "小平公民館"
    assert {*first, *rest} == {"小平公民館", *(each.name for each in many)}
    assert names("&municipality=132110") == ["小平公民館"]
    assert "&amp;municipality=132110" in reader.get(f"{hq.url}/?municipality=132110", timeout=10).text  # on other days
    assert reader.get(f"{hq.url}/?municipality=000000", timeout=10).status_code == 404


def test_a_few_sites_need_no_choice(hq: Headquarters) -> None:
    hq.add_site("田無庁舎")
    assert 'name="municipality"' not in signed_in(hq, add_reader("all")).get(hq.url, timeout=10).text


def test_a_list_to_choose_from_is_safe_and_keeps_what_was_chosen(hq: Headquarters) -> None:
    plain, odd = hq.add_site("田無庁舎"), hq.add_site('<b>"公民館" & 図書館</b>')
    reader = signed_in(hq, add_reader("all"))
    for path in ("/calendar", "/unresolved", "/conditions", "/reports/r7"):
        page = reader.get(f"{hq.url}{path}?site={odd}", timeout=10).text
        name = "&lt;b&gt;&quot;公民館&quot; &amp; 図書館&lt;/b&gt;"
        assert f'<option value="{odd}" selected>{name}</option>' in page, path
        assert f'<option value="{plain}">田無庁舎</option>' in page, path
