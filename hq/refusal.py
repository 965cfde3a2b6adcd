"""A request that is not carried out: a Problem with the status code that it travels under."""

from core.problem import Problem


class Refused(Problem):
    """`status` is the HTTP status; `retry_after` the seconds to wait, if waiting helps."""

    def __init__(self, status: int, code: str, sentence: str, next_step: str, retry_after: int | None = None) -> None:
        super().__init__(code, sentence, next_step)
        self.status = status
        self.retry_after = retry_after


def broken() -> Refused:
    """The body is not what the protocol says."""
    return Refused(
        400,
        "wire_broken",
        "送られた内容を本部で読み取れませんでした。",
        "窓口のプログラムを最新の版にしてから、もう一度送ってください。",
    )
