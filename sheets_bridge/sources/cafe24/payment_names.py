"""What the payment codes mean in Korean (reference: cafe24-admin §6.1). The list is not closed."""

from typing import Any

from sheets_bridge import values

_PAYMENT = {
    "cash": "무통장입금", "card": "신용카드", "cell": "휴대폰", "tcash": "계좌이체", "icash": "가상계좌",
    "prepaid": "선불금", "credit": "예치금", "point": "적립금", "pointfy": "통합포인트", "cvs": "편의점", "cod": "후불",
    "coupon": "쿠폰", "market_discount": "마켓할인", "giftcard": "제휴상품권", "pointcard": "제휴포인트", "etc": "기타",
    "naverpay": "네이버페이", "kakaopay": "카카오페이",
}  # fmt: skip


def meaning(raw: Any) -> str | None:
    """The Korean name of a code; an unknown code stays as it is."""
    code = values.text(raw)
    return _PAYMENT.get(code, code) if code else None
