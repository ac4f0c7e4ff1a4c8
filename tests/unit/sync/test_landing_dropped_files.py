"""Files somebody dropped in: read once, never over what the API told, reported and left where they lie if odd."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_bridge.config import StreamUse
from sheets_bridge.errors import Refused
from sheets_bridge.masking import Masks
from sheets_bridge.messages import say
from sheets_bridge.source import Shop
from sheets_bridge.sources.cafe24 import SOURCE
from sheets_bridge.sources.cafe24.connection import Connection
from sheets_bridge.store import Store
from sheets_bridge.sync.dropped import land_dropped
from sheets_bridge.sync.land import land
from sheets_bridge.sync.world import Ask, Connected, World
from sheets_bridge.tables import TABLES

NOW = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
DAYS = [str(date(2026, 10, 30) + timedelta(days=n)) for n in range(3)]
USE = StreamUse("mall", "visitors")
ONE, TWO = Shop(1, "main", active=True), Shop(2, "second", active=True)
NAMES = {
    "view": {"visit_count": 5, "first_visit_count": 3, "re_visit_count": 2}, "unique": {"unique_visit_count": 4},
    "dailyactive": {"user_count": 4}, "pageview": {"page_view": 9},
}  # fmt: skip


class Host:
    """Answers every day alike, or refuses."""

    refused = True

    def get(self, path: str, params: Mapping[str, str], **_: Any) -> Any:
        if self.refused:
            raise Refused(say("no"), status=403)
        name = path.rsplit("/", 1)[-1]
        return {name: [{"date": day, **NAMES[name]} for day in DAYS if day >= params["start_date"]]}


class Mall:
    def __init__(self, store: Store, folder: Path) -> None:
        self.host, self.drop = Host(), folder / "drop"
        connection = Connection("mall", admin=self.host, analytics=self.host)  # type: ignore[arg-type]
        known = {"mall": Connected(SOURCE, connection, "active", date.fromisoformat(DAYS[0]))}
        self.world = World(store, known, {}, lambda: NOW, Masks(b""), "ko", folder, "us", drop=self.drop)

    def put(self, name: str, content: str, *, age: int = 0) -> Path:
        path = self.drop / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="cp949")
        os.utime(path, (1_000_000_000 - age, 1_000_000_000 - age))
        return path

    def run(self, *shops: Shop) -> list[str]:
        """What was said of the files."""
        land(self.world, USE, shops or (ONE,), Ask())
        return [str(error.message) for error in land_dropped(self.world, USE, shops or (ONE,))]

    def rows(self, shop_no: int = 1) -> list[tuple[Any, ...]]:
        sql = "SELECT date, visit_count, data_status, basis FROM visitors WHERE shop_no = ? ORDER BY date"
        return [(day, visits, status[:3], basis) for day, visits, status, basis in
                self.world.store.query(sql, (shop_no,))]  # fmt: skip


@pytest.fixture
def mall(tmp_path: Path) -> Iterator[Mall]:
    with Store(tmp_path / "bridge.db", TABLES) as store:
        yield Mall(store, tmp_path)


def table(*visits: int) -> str:
    return "날짜,방문자수\n" + "".join(f"{day},{count}\n" for day, count in zip(DAYS, visits, strict=False))


FILE = "카페24 애널리틱스 (파일)"
MISSING = [(day, None, "미수집", None) for day in DAYS]


def test_what_the_api_refuses_comes_from_a_file_and_the_rest_stays_not_collected(mall: Mall) -> None:
    path = mall.put("3월 방문.csv", table(120, 130))
    assert mall.run() == []
    assert mall.rows() == [(DAYS[0], 120, "집계중", FILE), (DAYS[1], 130, "집계중", FILE), MISSING[2]]
    assert path.exists()
    before = mall.world.store.one("SELECT max(version) FROM visitors")
    mall.run()
    assert mall.world.store.one("SELECT max(version) FROM visitors") == before


def test_a_file_is_read_once_and_known_again_under_another_name(mall: Mall) -> None:
    mall.put("a.csv", table(120))
    mall.run()
    mall.put("b.csv", table(140))
    mall.run()
    mall.put("c.csv", table(120))
    mall.run()
    assert mall.rows()[0] == (DAYS[0], 140, "집계중", FILE)


def test_of_two_new_files_the_newer_one_has_the_last_word(mall: Mall) -> None:
    mall.put("z.csv", table(1, 2), age=60)
    mall.put("a.csv", table(3))
    mall.run()
    assert [row[1] for row in mall.rows()] == [3, 2, None]


def test_what_the_api_told_stays_and_what_it_tells_later_replaces_a_file(mall: Mall) -> None:
    mall.put("a.csv", table(120, 130, 140))
    mall.run()
    mall.host.refused = False
    mall.run()
    mall.put("b.csv", table(7, 7, 7))
    assert mall.run() == []
    assert mall.rows() == [(day, 5, "집계중", "카페24 애널리틱스") for day in DAYS]


def test_a_file_nobody_understands_is_reported_each_time_and_left_where_it_lies(mall: Mall) -> None:
    odd = mall.put("products.csv", "상품명,판매수량\n가방,3\n")
    sheet = mall.put("visits.xlsx", "PK")
    mall.put("fine.csv", table(120))
    mall.put("notes.md", "날짜")
    mall.put(".csv", "x")
    for _ in range(2):
        first, second = sorted(mall.run())
        assert first.startswith(
            f"{Path('drop') / 'products.csv'} was not read and lies where it was: expected a header"
        )
        assert "found: 상품명, 판매수량" in first
        assert "Save it as CSV UTF-8" in second
    assert mall.rows()[0][1] == 120
    assert odd.exists()
    assert sheet.exists()


def test_files_of_a_mall_and_of_a_shop_lie_in_folders_of_their_names(mall: Mall) -> None:
    mall.put("mall/a.csv", table(1))
    mall.put("mall/2/b.csv", table(2))
    assert mall.run(ONE, TWO) == []
    assert (mall.rows(1)[0][1], mall.rows(2)[0][1]) == (1, 2)


def test_with_several_malls_nobody_guesses_whose_a_file_is(mall: Mall) -> None:
    mall.world = World(
        mall.world.store, {**mall.world.accounts, "other": mall.world.accounts["mall"]}, {}, lambda: NOW, Masks(b""),
        "ko", mall.world.locks, "us", drop=mall.drop,
    )  # fmt: skip
    mall.put("a.csv", table(120))
    (said,) = mall.run()
    assert f"of which account? Move it into {Path('drop') / 'mall'}" in said
    assert mall.rows() == MISSING


def test_no_folder_is_no_trouble_and_other_streams_take_no_files(mall: Mall) -> None:
    assert mall.run() == []
    mall.put("a.csv", table(120))
    assert land_dropped(mall.world, StreamUse("mall", "visit_ads"), [ONE]) == []
    assert land_dropped(mall.world, USE, []) == []
