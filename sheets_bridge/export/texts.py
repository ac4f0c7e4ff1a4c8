"""Texts and number formats as Excel takes them."""

import re

_TEXT_LIMIT = 32_767
_CUT_MARK = "… [잘림: 엑셀 한도 32,767자]"
_NOT_OURS = re.compile(r'("[^"]*"|\[[^\]]*\]|\\.)|([^\x00-\x7F]+)')
"""What is quoted already in a pattern, or is a word about colours and conditions; and a stretch of other letters."""


def fitting(text: str) -> str:
    """A text cut, visibly, at what a cell holds."""
    if len(text) <= _TEXT_LIMIT:
        return text
    return text[: _TEXT_LIMIT - len(_CUT_MARK)] + _CUT_MARK


def pattern(google: str) -> str:
    """A number format of Google's: signs such as ▲ stand there without quotes, which Excel wants around them."""
    return _NOT_OURS.sub(lambda found: found[1] or f'"{found[2]}"', google)


def title(text: str) -> str:
    """A chart's title that is no reference, however it begins."""
    return f" {text}" if text.startswith("=") else text
