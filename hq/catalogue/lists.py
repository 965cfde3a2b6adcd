"""Lists that travel on the road of the handouts, each under its name: kept signed, in versions."""

from datetime import date

from django.db import IntegrityError, transaction

from core.problem import Problem
from core.published import PublishedHandout
from hq.identity import key_pair
from hq.records.models import HandoutVersion

LARGEST = 1024 * 1024


def check_size(data: bytes) -> None:
    """Raises Problem for a file that is no list of ours."""
    if len(data) > LARGEST:
        raise Problem("list_large", "ファイルが大きすぎます。", "一覧（TOML）のファイルか確かめてください。")


def check_version(version: int, before: int) -> None:
    """Raises Problem unless the number is a higher one."""
    if version <= before:
        raise Problem(
            "list_version",
            f"版の番号 {version} は、いまの版 {before} より大きくありません。",
            f"version を {before + 1} にしてください。",
        )


def check_days(published: date, valid_from: date) -> None:
    """Raises Problem for a version that would be in force before it is published."""
    if valid_from < published:
        raise Problem("list_dates", "使い始める日が、公開日より前です。", "valid_from を直してください。")


def keep(name: str, version: int, first_day: date, data: bytes) -> None:
    """Every laptop gets it with its next exchange. Raises Problem where the version is there already."""
    signed = PublishedHandout(name, version, first_day.isoformat(), data).signed_by(key_pair())
    try:
        with transaction.atomic():
            HandoutVersion.objects.create(
                handout=name, version=version, valid_from=first_day, data=data, signature=signed.signature
            )
    except IntegrityError as error:
        raise Problem(
            "list_version", "同じ番号の版が、いま公開されました。", "一覧で確かめて、版の番号を変えてください。"
        ) from error


def latest(name: str) -> bytes | None:
    """The file of the newest version that was published here."""
    found = HandoutVersion.objects.filter(handout=name).order_by("-version").first()
    return bytes(found.data) if found is not None else None
