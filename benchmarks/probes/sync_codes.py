"""`sync_codes SITES`: so many new sites at the headquarters whose folder the surroundings name; a code for each."""

import sys

import msgspec

from core.ids import new_site_id
from hq import start


class Codes(msgspec.Struct, frozen=True):
    """One-time codes, one a site."""

    codes: list[str]


def main(sites: int) -> None:
    """Print one line of JSON."""
    with start.ready():
        from hq.enrolment import make_code
        from hq.records.models import Site

        made = [Site(site_id=new_site_id(), name="計測", municipality="132292") for _ in range(sites)]
        Site.objects.bulk_create(made)
        print(msgspec.json.encode(Codes([make_code(each) for each in made])).decode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
