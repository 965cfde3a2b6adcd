"""`user add`: who may sign in to the portal."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from core.number_guard import guard
from core.problem import Problem
from hq.cli.output import show
from hq.cli.parser import Commands

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "MADOGUCHI_HQ_PASSWORD"


def add(commands: Commands) -> None:
    """Put this command on the command line."""
    adding = commands.group("user", "利用者").add("add", add_user, "利用者を登録する")
    adding.add_argument("name")
    adding.add_argument("--password-stdin", action="store_true")


def add_user(arguments: Namespace) -> int:
    """A new user with a password that was never on the command line."""
    from django.contrib.auth.models import User
    from django.db import IntegrityError

    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else os.environ.get(PASSWORD, "")
    user = User(username=guard(arguments.name))
    _check(password, user)
    user.set_password(password)
    try:
        user.save()
    except IntegrityError as error:
        raise Problem("user_exists", "この名前の利用者は、すでにいます。", "別の名前にしてください。") from error
    show({"user": arguments.name}, arguments.json, f"利用者「{arguments.name}」を登録しました。")
    return 0


def _check(password: str, user: "User") -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if not password:
        raise Problem(
            "no_password",
            "パスワードがありません。",
            f"--password-stdin で渡すか、環境変数 {PASSWORD} に入れてください。",
        )
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Problem(
            "weak_password",
            "このパスワードは使えません。",
            "10文字以上で、よくある言葉や利用者名に似ていないものにしてください。",
        ) from error
