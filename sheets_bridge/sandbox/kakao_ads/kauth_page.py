"""The pages somebody meets on the way to a business consent: the form, and Kakao's refusals by their KOE code."""

from collections.abc import Mapping
from html import escape

from sheets_bridge.sandbox.cafe24.consent import page

PEOPLE = {"member": "광고계정의 마스터·멤버", "stranger": "비즈니스 자산이 없는 카카오계정"}
"""Who can log in; only the first has anything to hand over."""

_REASONS = {
    "KOE006": "등록하지 않은 리다이렉트 URI입니다.",
    "KOE027": "비즈니스 자산이 없는 카카오계정입니다.",
    "KOE028": "등록하지 않은 비즈니스 인증 리다이렉트 URI입니다.",
    "KOE101": "잘못된 앱 키입니다.",
    "KOE201": "지원하지 않는 응답 유형입니다.",
    "KOE232": "권한이 없거나 설정하지 않은 비즈니스 동의항목입니다.",
}


def refusal(code: str) -> str:
    """The page that Kakao shows instead of sending the browser back."""
    return page(f"카카오 인증을 할 수 없습니다 ({code})", f"<p>{escape(_REASONS[code])}</p>")


def form(action: str, asked: Mapping[str, str]) -> str:
    """The consent form: sent as it stands, a member of the ad accounts consents."""
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in asked.items()
    )
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in asked.get("scope", "").split(",") if scope)
    people = "".join(f'<option value="{value}">{label}</option>' for value, label in PEOPLE.items())
    return page(
        "비즈니스 동의",
        f"""<p>다음 권한을 앱에 맡깁니다. 광고를 바꾸는 권한이 함께 들어 있습니다.</p>
<ul>{scopes}</ul>
<form method="post" action="{escape(action)}">
{hidden}
<p><label>로그인한 사람 <select name="person">{people}</select></label></p>
<p><button type="submit">동의하고 계속하기</button>
<button type="submit" formaction="{escape(action)}?decision=refuse">취소</button></p>
</form>""",
    )
