"""What a unit of the training is: something to read, something to do, questions to answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorat.people.enums import TrainingTopic


@dataclass(frozen=True)
class Part:
    """A few paragraphs under a heading, then a list when there is one."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question, its answers, which one is right, and why."""

    text: str
    answers: tuple[str, ...]
    right: int
    why: str

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the answers in alphabetical order: their place says nothing."""
        numbered = [(str(number), answer) for number, answer in enumerate(self.answers)]
        return sorted(numbered, key=lambda choice: choice[1])


@dataclass(frozen=True)
class Minutes:
    """How long a unit takes, said honestly: to read, to do the exercise, to answer."""

    read: int
    exercise: int
    quiz: int

    @property
    def total(self) -> int:
        return self.read + self.exercise + self.quiz


@dataclass(frozen=True)
class Unit:
    slug: str
    title: str
    minutes: Minutes
    topics: tuple[TrainingTopic, ...]
    parts: tuple[Part, ...]
    exercise: Part
    questions: tuple[Question, ...]

    def wrong(self, answers: Mapping[int, int]) -> list[int]:
        """Return the questions, by number, that were not answered rightly."""
        return [
            number
            for number, question in enumerate(self.questions)
            if answers.get(number) != question.right
        ]
