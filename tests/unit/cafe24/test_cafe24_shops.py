"""A mall's shops are listed as they are, or the answer is refused by name."""

import pytest
from cafe24_vendor import Vendor, connected

from sheets_bridge.errors import DataRejected
from sheets_bridge.source import Shop
from sheets_bridge.sources.cafe24.connection import shops


def test_shops_are_listed_active_or_not():
    vendor = Vendor()
    vendor.told["/shops"] = {"shops": [{"shop_no": 1, "shop_name": "국문", "active": "T"}, {"shop_no": "2"}]}
    assert shops(connected(vendor)) == [Shop(1, "국문", active=True), Shop(2, "", active=False)]


@pytest.mark.parametrize(
    "told",
    [[], None, {}, {"shops": None}, {"shops": ["x"]}, {"shops": [{"shop_no": None}]}, {"shops": [{"name": "x"}]}],
)
def test_shops_in_an_unknown_form_are_refused(told):
    vendor = Vendor()
    vendor.told["/shops"] = told
    with pytest.raises(DataRejected, match="/shops answered in a form we do not know"):
        shops(connected(vendor))
