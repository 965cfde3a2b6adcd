"""What a user is told when something cannot be done: one sentence and one next step, in Japanese."""


class Problem(Exception):
    """A known obstacle, told to the user in place.

    `code` is stable and English (for `--json`, tests and translation); `sentence` says what happened;
    `next_step` says what to do now. Neither ever carries personal data.
    """

    def __init__(self, code: str, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence}{self.next_step}"
