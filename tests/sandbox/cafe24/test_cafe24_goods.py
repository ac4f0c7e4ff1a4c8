"""The pretend Cafe24's products, variants, stock, categories and brands."""

import pytest
from cafe24_living import START, let_pass, living, rows, story


@pytest.fixture(scope="module")
def mall():
    return living()


def numbers(found):
    return [one["product_no"] for one in found]


def every(mall, resource, limit=100, **query):
    """All rows of a list by offset."""
    found, offset = [], 0
    while len(page := rows(mall, resource, limit=limit, offset=offset, **query)) == limit:
        found, offset = found + page, offset + limit
    return found + page


def test_products_come_newest_first_ten_at_a_time_without_links(mall):
    answer = mall.get("products").get_json()
    found = numbers(answer["products"])
    assert answer.keys() == {"products"}
    assert found == sorted(found, reverse=True)
    assert len(found) == 10


def test_a_cursor_reads_all_products_once_in_rising_order(mall):
    last, found = 0, []
    while page := rows(mall, "products", since_product_no=last, limit=7):
        assert page[0]["product_no"] > last
        found, last = found + numbers(page), page[-1]["product_no"]
    assert found == sorted(set(found))
    assert len(found) == mall.get("products/count").get_json()["count"] == len(every(mall, "products"))


@pytest.mark.parametrize("other", ["product_no", "sort", "order", "offset"])
def test_a_cursor_goes_with_nothing_that_orders_the_list(mall, other):
    assert "(parameter.since_product_no)" in mall.refused("products", 422, since_product_no=0, **{other: 1})


def test_the_offset_of_products_ends_at_5000(mall):
    assert rows(mall, "products", offset=5000) == []
    assert "(parameter.offset)" in mall.refused("products", 422, offset=5001)


def test_filters_mean_what_they_say(mall):
    assert numbers(rows(mall, "products", product_no="9")) == [9]
    assert {one["selling"] for one in every(mall, "products", selling="F")} == {"F"}
    assert all("크림" in one["product_name"] for one in every(mall, "products", product_name="크림"))
    dear = every(mall, "products", price_min=40000)
    assert dear
    assert all(float(one["price"]) >= 40000 for one in dear)
    assert mall.get("products/count", price_min=40000).get_json() == {"count": len(dear)}
    assert mall.get("products/count", price_min=40000, fields="price").get_json() == []


def test_products_are_found_by_when_they_were_changed_with_a_time_and_a_zone(mall):
    newest = max(every(mall, "products"), key=lambda one: one["updated_date"])
    day = newest["updated_date"][:10]
    for start, end in ((day, day), (newest["updated_date"], newest["updated_date"])):
        assert newest in every(mall, "products", updated_start_date=start, updated_end_date=end)
    assert "(parameter.updated_end_date)" in mall.refused("products", 422, updated_start_date=day)


def test_fields_trim_and_embeds_add_and_wrong_names_are_no_error(mall):
    (one,) = rows(mall, "products", product_no="9", fields="product_no,nonsense", embed="variants,nonsense")
    assert one.keys() == {"product_no", "variants"}
    assert one["variants"] == rows(mall, "products/9/variants")


def test_every_ordered_variant_is_on_the_shelf_with_its_price(mall):
    shelf = {one["product_no"]: one for one in every(mall, "products", embed="variants")}
    for order in story().orders(START, 1):
        for item in order.items:
            product = shelf[item.product_no]
            assert product["price"] == f"{item.product_price:.2f}"
            assert product["supplier_code"] == item.supplier_id
            (variant,) = [one for one in product["variants"] if one["variant_code"] == item.variant_code]
            assert variant["additional_amount"] == f"{item.option_price:.2f}"


def test_stock_goes_down_by_what_is_sold(mall):
    told, later = living(), START.replace(hour=23)
    before = {one.option.variant_code: one for good in told.told.annals.goods(START, 1) for one in good.stock}
    after = {one.option.variant_code: one for good in told.told.annals.goods(later, 1) for one in good.stock}
    paid = [
        order for shop in (1, 2) for order in told.told.orders(later, shop) if order.paid_at and order.paid_at > START
    ]
    sold = {item.variant_code for order in paid for item in order.items if not item.canceled}
    moved = {code for code in before if before[code].quantity != after[code].quantity}
    assert moved
    assert moved & sold


def test_both_shops_sell_from_one_stock_at_their_own_prices(mall):
    def stock(shop_no):
        products = every(mall, "products", embed="variants", shop_no=shop_no)
        return {one["variant_code"]: one["quantity"] for product in products for one in product["variants"]}

    assert stock(1) == stock(2)
    here, abroad = (every(mall, "products", shop_no=shop)[-2] for shop in (1, 2))
    assert here["product_no"] == abroad["product_no"]
    assert float(here["price"]) > 100 * float(abroad["price"]) > 0
    assert abroad["product_name"].isascii()


def test_an_inventory_is_one_object_and_agrees_with_its_variant(mall):
    variant = rows(mall, "products/9/variants", embed="inventories")[0]
    answer = mall.get(f"products/9/variants/{variant['variant_code']}/inventories").get_json()
    assert answer == {"inventory": variant["inventories"]}
    assert answer["inventory"]["quantity"] == variant["quantity"]


def test_what_is_not_there_is_404(mall):
    for path in (
        "products/999999",
        "products/999999/variants",
        "products/9/variants/P00000XX000A/inventories",
        "products/x",
    ):
        assert mall.get(path).status_code == 404


def test_a_launch_appears_is_marked_down_and_goes_again():
    mall = living()
    there = {one["product_no"]: one for one in every(mall, "products") if one["product_no"] >= 400}
    let_pass(mall, 24 * 16)
    later = {one["product_no"]: one for one in every(mall, "products") if one["product_no"] >= 400}
    assert there.keys() - later.keys()
    assert later.keys() - there.keys()
    cheaper = [no for no in there.keys() & later.keys() if there[no]["price"] != later[no]["price"]]
    assert cheaper
    for no in cheaper:
        assert later[no]["updated_date"] > there[no]["updated_date"]
        assert (later[no]["selling"], later[no]["sold_out"]) == ("F", "T")


def test_categories_form_a_tree_and_hold_the_products(mall):
    found = {one["category_no"]: one for one in every(mall, "categories")}
    assert len(found) == mall.get("categories/count").get_json()["count"]
    for one in found.values():
        above = found.get(one["parent_category_no"])
        assert one["category_depth"] == (above["category_depth"] + 1 if above else 1)
        assert one["full_category_no"][str(one["category_depth"])] == str(one["category_no"])
        assert set(one["full_category_no"]) == {"1", "2", "3", "4"}
    tops = rows(mall, "categories", parent_category_no=1)
    assert tops
    assert {one["category_depth"] for one in tops} == {1}
    wearing = every(mall, "products", category=29)
    assert wearing
    detail = mall.get(f"products/{wearing[0]['product_no']}").get_json()["product"]
    assert detail["category"][0]["category_no"] == 29


def test_brands_count_their_products(mall):
    for brand in rows(mall, "brands"):
        assert brand["product_count"] == len(every(mall, "products", brand_code=brand["brand_code"]))
    assert {one["use_brand"] for one in rows(mall, "brands", use_brand="F")} == {"F"}
