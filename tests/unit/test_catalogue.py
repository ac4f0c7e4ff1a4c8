"""The Korean catalogue says every sentence of the source, with the same fields.

A new sentence: run this test, which names what is missing; write it with its Korean into
`sheets_bridge/locale/ko/LC_MESSAGES/sheets_bridge.po` (and take out what is named as stale); then

    pybabel compile -d sheets_bridge/locale -D sheets_bridge

and commit both files.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sheets_bridge.messages import LOCALE, Message, say, translation

_SOURCE = LOCALE.parent
_FOLDER = LOCALE / "ko" / "LC_MESSAGES"
_MARKS = ("say", "_")
_HANGUL = re.compile(r"[가-힣]")
_WORDS = re.compile(r"[A-Za-z]{2,}")
_AS_THEY_ARE = {"{{stream: {account}.{stream}, embed: [{embeds}]}}", "HTTP {status} ({word})", "HTTP {status}"}

Korean = dict[str, str]
"""Every sentence's Korean by its template."""


def _modules() -> Iterator[Path]:
    """The sandbox's pages are Korean already."""
    return (path for path in sorted(_SOURCE.rglob("*.py")) if path.relative_to(_SOURCE).parts[0] != "sandbox")


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that makes a sentence, with its place."""
    for path in _modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) in _MARKS:
                yield f"{path.relative_to(_SOURCE.parent)}:{node.lineno}", node


def _called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _template(call: ast.Call) -> str | None:
    literal = call.args[0] if len(call.args) == 1 else None
    return literal.value if isinstance(literal, ast.Constant) and isinstance(literal.value, str) else None


def _templates() -> set[str]:
    return {template for _, call in _calls() if (template := _template(call)) is not None}


def _fields(template: str) -> set[tuple[str, str, str]]:
    """Name, format and conversion of each field."""
    return {(name, form or "", how or "") for _, name, form, how in Formatter().parse(template) if name is not None}


def _sentences(catalog: Catalog) -> Korean:
    return {str(message.id): str(message.string) for message in catalog if message.id}


def _names(template: str) -> set[str]:
    return {name for name, _, _ in _fields(template)}


@pytest.fixture(scope="module")
def written() -> Catalog:
    """What people edit."""
    with (_FOLDER / "sheets_bridge.po").open("rb") as file:
        return read_po(file, locale="ko", domain="sheets_bridge", abort_invalid=True)


@pytest.fixture(scope="module")
def korean(written: Catalog) -> Korean:
    """What people edit, as plain words."""
    return _sentences(written)


def test_the_source_has_sentences_to_translate() -> None:
    assert len(_templates()) > 200


def test_every_sentence_of_the_source_is_a_literal() -> None:
    assert [place for place, call in _calls() if _template(call) is None] == []


def test_every_sentence_is_given_the_fields_it_names() -> None:
    wrong = [
        f"{place}: {template!r} names {sorted(_names(template))}"
        for place, call in _calls()
        if _called(call.func) == "say"
        and (template := _template(call)) is not None
        and _names(template) != {keyword.arg for keyword in call.keywords}
    ]
    assert wrong == []


def test_every_sentence_has_its_korean(korean: Korean) -> None:
    assert sorted(_templates() - korean.keys()) == []


def test_no_korean_is_left_of_a_sentence_that_is_gone(korean: Korean, written: Catalog) -> None:
    assert sorted(korean.keys() - _templates()) == []
    assert list(written.obsolete) == []


def test_no_korean_is_empty_or_a_guess(korean: Korean, written: Catalog) -> None:
    assert [template for template, words in korean.items() if not words.strip()] == []
    assert [message.id for message in written if message.id and message.fuzzy] == []


def test_a_sentence_with_words_is_korean(korean: Korean) -> None:
    """One left in English by mistake is found; one of fields and signs alone has nothing to say in Korean."""
    english = {template for template, words in korean.items() if _worded(template) and not _HANGUL.search(words)}
    assert english <= _AS_THEY_ARE


def test_every_korean_has_the_fields_of_its_sentence(korean: Korean) -> None:
    other = {template: words for template, words in korean.items() if _fields(words) != _fields(template)}
    assert other == {}


def test_what_programs_read_is_the_korean_people_edited(korean: Korean) -> None:
    """Fails where `pybabel compile` was forgotten."""
    with (_FOLDER / "sheets_bridge.mo").open("rb") as file:
        assert _sentences(read_mo(file)) == korean


def test_every_korean_sentence_can_be_rendered(korean: Korean) -> None:
    translate = translation("ko")
    for template, words in korean.items():
        fields = dict.fromkeys(_names(template), 7)
        assert Message(template, fields).render(translate) == words.format(**fields)


def test_a_sentence_inside_a_sentence_is_korean_too() -> None:
    problem = say('no key "{word}" here', word="tabz")
    message = say('{problem}; did you mean "{word}"?', problem=problem, word="tabs")
    assert message.render(translation("ko")) == '여기에 "tabz" 항목은 쓸 수 없습니다. 혹시 "tabs" 아닌가요?'


def test_a_shop_without_statistics_reads_the_word_the_sheet_uses(korean: Korean) -> None:
    (words,) = [words for template, words in korean.items() if template.startswith("No statistics permission: ")]
    assert words.startswith("통계 권한 없음: ")


def _worded(template: str) -> bool:
    return _WORDS.search(re.sub(r"\{[^{}]*\}", "", template)) is not None
