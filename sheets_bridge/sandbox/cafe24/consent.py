"""The pages an operator meets while connecting an app: the consent form, the refusals."""

from collections.abc import Mapping
from html import escape

OPERATORS = {"main": "대표운영자", "sub": "부운영자", "supplier": "공급사"}
"""Who can log in; only the first may connect an app."""

_PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>{title}</title>
<style>body{{font:16px/1.6 sans-serif;max-width:34em;margin:3em auto;padding:0 1em}}
button{{font:inherit;padding:.4em 1em}}</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""


def page(title: str, body: str) -> str:
    """A whole page; `body` is HTML, `title` is text."""
    return _PAGE.format(title=escape(title), body=body)


def refusal(title: str, text: str) -> str:
    """A page that says why the app cannot be connected."""
    return page(title, f"<p>{escape(text)}</p>")


def form(mall: str, action: str, asked: Mapping[str, str]) -> str:
    """The consent form: sent as it stands, it consents as the main operator. `asked` is the authorization request."""
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in asked.get("scope", "").split(","))
    return page(
        "앱 연결 동의",
        f"""<p>쇼핑몰 <b>{escape(mall)}</b>의 다음 정보를 앱이 읽도록 동의합니다.</p>
<ul>{scopes}</ul>
<form method="post" action="{escape(action)}">
{hidden}
<p><label>로그인한 사람 <select name="operator">{_options()}</select></label></p>
<p><button type="submit">동의함</button>
<button type="submit" formaction="{escape(action)}?decision=refuse">동의하지 않음</button></p>
</form>""",
    )


def _options() -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == "main" else ""}>{label}</option>'
        for value, label in OPERATORS.items()
    )
