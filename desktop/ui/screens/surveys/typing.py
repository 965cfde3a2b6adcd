"""One sheet as it is typed in, without the window: which question is next, what was answered."""

from core.surveys import Answers, Ask, Question, Survey

NO_ANSWER = "0"


class SheetTyping:
    """Digits answer; a question with one answer goes on by itself. Nothing is asked once `question` is None."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.place = 0
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, str] = {}

    @property
    def question(self) -> Question | None:
        """What is asked now."""
        return self.survey.questions[self.place] if self.place < len(self.survey.questions) else None

    @property
    def is_last(self) -> bool:
        """Whether nothing is asked after this."""
        return self.place >= len(self.survey.questions) - 1

    def chosen(self, question: Question) -> tuple[str, ...]:
        """The codes that were chosen, in the order in which they were."""
        return self._chosen.get(question.code, ())

    def words(self, question: Question) -> str:
        """What was written there."""
        return self._words.get(question.code, "")

    def digit(self, typed: str) -> bool:
        """Take an answer by its number; False for a number that this question does not have."""
        question = self.question
        if question is None or question.ask is Ask.WORDS:
            return False
        if typed == NO_ANSWER:
            self._chosen.pop(question.code, None)
            self.go_on()
            return True
        if question.choice(typed) is None:
            return False
        if question.ask is Ask.ONE:
            self._chosen[question.code] = (typed,)
            self.go_on()
        else:
            present = self.chosen(question)
            without = tuple(each for each in present if each != typed)
            self._chosen[question.code] = without if typed in present else (*present, typed)
        return True

    def write(self, text: str) -> None:
        """The words of the present question."""
        if self.question is not None:
            self._words[self.question.code] = text

    def go_on(self) -> None:
        """To the next question."""
        self.place = min(self.place + 1, len(self.survey.questions))

    def back(self) -> None:
        """Take back the last mark of this question; where there is none, to the question before."""
        question = self.question
        marks = self.chosen(question) if question is not None and question.ask is Ask.MANY else ()
        if question is not None and marks:
            self._chosen[question.code] = marks[:-1]
        else:
            self.place = max(0, self.place - 1)

    def answers(self) -> Answers:
        """Everything that was answered so far."""
        chosen = tuple((code, each) for code, marks in self._chosen.items() for each in marks)
        return Answers(chosen, tuple((code, text) for code, text in self._words.items() if text.strip()))

    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""
        return self.answers() == Answers()
