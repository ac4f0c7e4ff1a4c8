"""The invented customers of the pretend mall (no name, address or number belongs to anybody)."""

from dataclasses import replace
from datetime import date
from random import Random

from sheets_bridge.sandbox.story.chance import below, chance, often, one_of
from sheets_bridge.sandbox.story.model import Person
from sheets_bridge.sandbox.story.shops import Trade

_SURNAMES = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN = ("가람", "나래", "다솜", "라온", "마루", "보미", "새봄", "아라", "자람", "초롱", "하늘", "한별", "해솔")
_WORDS = ("garam", "narae", "dasom", "raon", "maru", "bomi", "saebom", "ara", "haneul", "byul", "sol", "chorong")
_FIRST = ("Alex", "Bo", "Casey", "Dana", "Eden", "Finn", "Gray", "Jamie", "Kit", "Lee", "Morgan", "Robin", "Sky")
_LAST = ("Sampleton", "Exampler", "Testwood", "Placeholder", "Mockford", "O'Demo", "Trial-Smith", "Fixture")
_AREAS = (
    ("06000", "서울특별시 강남구"),
    ("03900", "서울특별시 마포구"),
    ("48000", "부산광역시 해운대구"),
    ("13400", "경기도 성남시 분당구"),
    ("16200", "경기도 수원시 장안구"),
    ("34100", "대전광역시 유성구"),
    ("61900", "광주광역시 서구"),
    ("24200", "강원특별자치도 춘천시"),
    ("63000", "제주특별자치도 제주시"),
    ("30000", "세종특별자치시 한누리동"),
)
_CITIES = (("90000", "CA Los Angeles"), ("10000", "NY New York"), ("M5H", "ON Toronto"), ("2000", "NSW Sydney"))


def member(seed: int, trade: Trade, joined: date, number: int) -> Person:
    """Return the member who bought for the first time as newcomer `number` of the day `joined`."""
    rng = chance(seed, trade.shop.shop_no, "member", joined, number)
    mark = f"{joined:%y%m%d}{trade.shop.shop_no}{number}"
    # a member who signed up with a social login has an id like 1234567890@k
    member_id = f"{mark}@k" if often(rng, 0.15) else f"{one_of(rng, _WORDS)}{mark}"
    return replace(_person(rng, trade, member_id), joined=joined)


def guest(rng: Random, trade: Trade) -> Person:
    """Return somebody who buys without being a member."""
    return somebody(rng, trade)


def somebody(rng: Random, trade: Trade) -> Person:
    """Return anybody at all."""
    return _person(rng, trade, "")


def receiver_for(rng: Random, trade: Trade, buyer: Person) -> Person:
    """Return who receives the order: mostly the buyer, now and then somebody else."""
    return buyer if often(rng, 0.86) else somebody(rng, trade)


def _person(rng: Random, trade: Trade, member_id: str) -> Person:
    number = below(rng, 10_000)
    zipcode, area = one_of(rng, _AREAS if trade.korean else _CITIES)
    street = 1 + below(rng, 300)
    return Person(
        member_id=member_id,
        name=_name(rng, trade),
        email=f"{one_of(rng, _WORDS)}{number}@example.com",
        cellphone=f"010-0000-{number:04d}",
        zipcode=zipcode,
        address1=f"{area} 예시로 {street}" if trade.korean else f"{area}, {street} Example Street",
        address2=f"{101 + below(rng, 19)}동 {101 + below(rng, 2400)}호" if trade.korean else "",
    )


def _name(rng: Random, trade: Trade) -> str:
    if trade.korean:
        return one_of(rng, _SURNAMES) + one_of(rng, _GIVEN)
    return f"{one_of(rng, _FIRST)} {one_of(rng, _LAST)}"
