"""Mistakes in a schedule: where each stands, what it is, and all of them as one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from sheets_bridge.messages import Message, say


@dataclass(frozen=True)
class Mistake:
    """One thing to correct; `path` is dotted, and empty for the file as a whole."""

    line: int
    path: str
    problem: Message

    def located(self, file: str) -> Message:
        """The mistake with its place in front."""
        if not self.path:
            return say("{file}:{line}: {problem}", file=file, line=self.line, problem=self.problem)
        return say("{file}:{line} {path}: {problem}", file=file, line=self.line, path=self.path, problem=self.problem)


class Mistaken(Exception):
    """The text cannot be read far enough to go on."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


class Wrong(Exception):
    """A single value cannot be taken; its place is known to whoever reads it."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.template)
        self.problem = problem


def listing(mistakes: Iterable[Mistake], file: str) -> Message:
    """All mistakes in the order of the file, one a line."""
    ordered = sorted(mistakes, key=lambda mistake: mistake.line)
    fields = {f"mistake{n}": mistake.located(file) for n, mistake in enumerate(ordered)}
    return Message("\n".join(f"{{{name}}}" for name in fields), fields)


def nearest(word: str, options: Iterable[str]) -> str | None:
    """The option that was probably meant, if any is near."""
    by_folded = {option.casefold(): option for option in options}
    found = get_close_matches(word.casefold(), by_folded, n=1)
    return by_folded[found[0]] if found else None


def unknown(problem: Message, word: str, options: Iterable[str]) -> Message:
    """`problem` with the nearest right word behind it, or else with all of them."""
    words = sorted(options)
    near = nearest(word, words)
    if near is not None:
        return say('{problem}; did you mean "{word}"?', problem=problem, word=near)
    return say("{problem}; possible here: {words}", problem=problem, words=words) if words else problem
