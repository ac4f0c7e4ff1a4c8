"""`columns.yaml` in a drop folder: which column of a file is what, as somebody said once."""

import json
from collections.abc import Mapping
from pathlib import Path

from sheets_bridge.config.mistakes import Mistaken, Wrong, listing, unknown
from sheets_bridge.config.place import Place, Reading
from sheets_bridge.config.tree import grow
from sheets_bridge.errors import DataRejected, system_words
from sheets_bridge.messages import Translate, say

COLUMNS_FILE = "columns.yaml"


def read_columns(path: Path, words: Mapping[str, str]) -> Mapping[str, str]:
    """Header → word; only headers somebody gave a word to, which may be written as a Korean reader calls it.

    Raises: DataRejected with every mistake.
    """
    reading = Reading({})
    try:
        place = Place(grow(path.read_text("utf-8-sig")), 1, "", reading)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DataRejected(
            say("{path}: cannot be read ({error}). Check the file and its rights", path=path, error=system_words(error))
        ) from error
    except UnicodeDecodeError as error:
        raise DataRejected(
            say("{file}:{line}: not UTF-8 text. Save the file with the encoding UTF-8", file=path.name, line=1)
        ) from error
    except Mistaken as broken:
        raise DataRejected(listing(broken.mistakes, path.name)) from broken
    section = place.section(("columns",))
    entries = section["columns"].entries() if "columns" in section else {}
    found = {
        header: entry.read(lambda text: _word(text, words), "") for header, entry in entries.items() if _said(entry)
    }
    if reading.mistakes:
        raise DataRejected(listing(reading.mistakes, path.name))
    return found


def ask_for_columns(path: Path, headers: Mapping[str, str], words: Mapping[str, str], translate: Translate) -> None:
    """Write the headers there that nobody said anything of yet, below those that stand. Raises: DataRejected."""
    try:
        text = path.read_text("utf-8-sig") if path.exists() else _new(words, translate)
        more = [f"  {json.dumps(header, ensure_ascii=False)}:{' ' * bool(word)}{word}"
                for header, word in headers.items() if json.dumps(header, ensure_ascii=False) not in text]  # fmt: skip
        if more:
            path.write_text("\n".join([text.rstrip("\n"), *more, ""]), "utf-8")
    except OSError as error:
        raise DataRejected(say("{path} cannot be written ({error}).", path=path, error=system_words(error))) from error


def _new(words: Mapping[str, str], translate: Translate) -> str:
    listed = ", ".join(f"{word} ({korean})" for word, korean in words.items())
    head = say(
        "# Which column of the files in this folder is what. Write one of these words behind each colon without one;\n"
        "# leave it blank where a column is none of them. Files with these headers are read from then on.\n# {words}",
        words=listed,
    )
    return head.render(translate) + "\ncolumns:\n"


def _said(entry: Place) -> bool:
    return not getattr(entry.node, "absent", False) and getattr(entry.node, "value", None) != ""


def _word(text: str, words: Mapping[str, str]) -> str:
    by_name = {name: word for word, korean in words.items() for name in (word, korean)}
    if text not in by_name:
        raise Wrong(unknown(say('no column "{word}"', word=text), text, by_name))
    return by_name[text]
