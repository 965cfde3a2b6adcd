"""The migrations make what the models say: whoever adds the next one writes down that change alone."""

import pytest
from django.core.management import call_command

from tests.helpers.headquarters import Headquarters


def test_no_migration_is_wanted(hq: Headquarters, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check_changes=True, dry_run=True)
    assert capsys.readouterr().out.strip() == "No changes detected"
