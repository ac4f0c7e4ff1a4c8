"""Questions put to whoever sets something up: asked until the answer will do, or answered by an option."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import click

from sheets_bridge.cli import screen
from sheets_bridge.config.mistakes import Wrong
from sheets_bridge.errors import BridgeError, ConfigError
from sheets_bridge.messages import Message, Translate, say

T = TypeVar("T")
Parse = Callable[[str], T]
"""Raises Wrong, or a BridgeError, saying what is wrong with an answer."""


@dataclass(frozen=True)
class Asking:
    """Asks and tells in one language. Every question raises click.Abort where nobody is there to answer."""

    translate: Translate

    def ask(
        self,
        question: Message,
        parse: Parse[T],
        *,
        given: str | None = None,
        default: str | None = None,
        enter: str | None = None,
        hidden: bool = False,
    ) -> T:
        """The answer, parsed; `given` answers it without a question. Raises: ConfigError for a wrong `given`.

        `default` and `enter` are what Enter alone answers; only the first is shown.
        """
        if given is not None:
            return self._given(question, parse, given)
        while True:
            words = question.render(self.translate)
            # A hidden question is read from the terminal itself: where there is none, stdin holds the answer.
            hide = hidden and sys.stdin.isatty()
            shown = "" if default is None and enter is not None else default
            answer = click.prompt(words, default=shown, show_default=bool(shown), hide_input=hide, err=True)
            try:
                return parse(answer.strip() or enter or "")
            except Wrong as wrong:
                screen.print_problem(wrong.problem, self.translate)
            except BridgeError as error:
                screen.print_problem(error.message, self.translate)

    def once_more(self, hint: Message) -> None:
        """Wait until Enter is pressed."""
        click.prompt(hint.render(self.translate), default="", show_default=False, err=True)

    def heading(self, at: int, of: int, title: Message) -> None:
        """Where we are."""
        words = f"\n── {at}/{of} {title.render(self.translate)} ──"
        screen.console().print(words, style="bold", markup=False)

    def tell(self, message: Message) -> None:
        """What to do, or to know."""
        screen.console().print(message.render(self.translate), markup=False)

    def done(self, message: Message) -> None:
        """Something that stands now, and was seen to."""
        screen.console().print(f"✔ {message.render(self.translate)}", style="green", markup=False)

    def problem(self, error: BridgeError) -> None:
        """Something that does not."""
        screen.print_problem(error.message, self.translate)

    def _given(self, question: Message, parse: Parse[T], given: str) -> T:
        try:
            return parse(given.strip())
        except Wrong as wrong:
            raise ConfigError(say("{question}: {problem}", question=question, problem=wrong.problem)) from wrong
