"""Sets up, runs and tests Madoguchi. Needs Python 3.11 or newer and nothing else: `python3 dev.py help`."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must get a sentence, not a traceback
    sys.exit("Python 3.11 以上が必要です。\n  Python 3.11 or newer is needed; this one is " + sys.version[:6])

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence

from devtools import display, environment, installer, proving, scratch, steps, survivors, system
from devtools.places import LOCK, PROJECT, PYTHON, ROOT, script
from devtools.words import Stop, prepare_streams, say


def run(arguments: Sequence[str]) -> int:
    """open the program (ARGUMENTS: as `madoguchi ARGUMENTS`)"""
    if not arguments:
        display.require_display()
    environment.ensure()
    return _call([script("madoguchi"), *arguments])


def demo(arguments: Sequence[str]) -> int:
    """a whole venue day on real parts (--window: watch it)"""
    if "--window" in arguments:
        display.require_display()
    environment.ensure()
    return _call([script("madoguchi"), "demo", *arguments])


def test(arguments: Sequence[str]) -> int:
    """all checks and tests (ARGUMENTS: for pytest)"""
    _ensure_for_tests()
    with scratch.scratch() as places:
        return steps.run_all([*steps.lint_steps(), steps.pytest_step(arguments, places)])


def prove(arguments: Sequence[str]) -> int:
    """the long proofs of the exchange, into build/prove-report.md (--only NAME, --seed NUMBER: again)"""
    _ensure_for_tests()
    return proving.prove(arguments)


def lint(_: Sequence[str]) -> int:
    """style, types and import rules only"""
    environment.ensure()
    return steps.run_all(steps.lint_steps())


def bench(arguments: Sequence[str]) -> int:
    """measure against the floors (NAME: only that one), into benchmarks/results.md"""
    return _in_memory("benchmarks", arguments)


def screenshots(arguments: Sequence[str]) -> int:
    """draw every screen into docs/screenshots"""
    return _in_memory("tools.screenshots", arguments)


def bundle(arguments: Sequence[str]) -> int:
    """build the program for machines without Python into dist/ (ARGUMENTS: for PyInstaller)"""
    _ensure_for_tests()
    return _call([PYTHON, "-m", "PyInstaller", "--noconfirm", *arguments, ROOT / "build.spec"])


def lock(arguments: Sequence[str]) -> int:
    """make requirements.lock anew from pyproject.toml (--upgrade: newest versions)"""
    environment.ensure()
    shape = ("--extra", "dev", "--universal", "--python-version", "3.11", "--generate-hashes")
    no_address = ("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet")
    os.chdir(ROOT)  # the lock names where a requirement stands, which must not be a path of this machine
    installer.uv("pip", "compile", *shape, *no_address, *arguments, "--output-file", LOCK.name, PROJECT.name)
    return 0


def setup(_: Sequence[str]) -> int:
    """install what all of this needs, and stop there"""
    _ensure_for_tests()
    return 0


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    command.__name__: command for command in (run, demo, test, prove, lint, bench, screenshots, bundle, lock, setup)
}


def _ensure_for_tests() -> None:
    system.ensure(need_pip=not installer.uv_is_ready(), for_tests=True)
    environment.ensure()


def _in_memory(module: str, arguments: Sequence[str]) -> int:
    """Run one of our own modules where no person need watch."""
    _ensure_for_tests()
    os.chdir(ROOT)
    with display.memory_display() as env:
        return _call([PYTHON, "-m", module, *arguments], env)


def _call(words: Sequence[object], env: Mapping[str, str] | None = None) -> int:
    return subprocess.run([str(word) for word in words], env=env, check=False).returncode


def _usage() -> str:
    listing = "\n".join(f"  {name:12} {command.__doc__}" for name, command in COMMANDS.items())
    return f"python3 dev.py COMMAND [ARGUMENTS]\n{listing}"


def main(words: Sequence[str]) -> int:
    """Exit code: that of the command; 1 where something is missing, 2 for a command that there isn't."""
    prepare_streams()
    command = COMMANDS.get(words[0]) if words else None
    if command is None:
        asked = bool(words) and words[0] in ("help", "-h", "--help")
        print(_usage(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    if command is not run:  # a window at which somebody works is not ours to end
        survivors.watch()
    try:
        return command(words[1:])
    except Stop as stop:
        say(stop.ja, stop.en)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
