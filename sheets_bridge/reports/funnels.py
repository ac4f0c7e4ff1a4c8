"""How much of what visits look at is put into carts and bought, by groups of products."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.definitions import noted
from sheets_bridge.reports.product_columns import FUNNEL, NOTES
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, CURRENCY, DATA_STATUS, DATE, SHOP_NO


def funnel(
    id_: str, groups: str, *shown: Column, nothing: str, needs: tuple[str, ...], uses: tuple[str, ...]
) -> Report:
    """The report of a kind of groups: `groups` is the file that says which product is of which.

    The first of `shown` is what a group is told by, the second its name; `nothing` stands for products of none.
    """
    columns = {"group": shown[0].id, "name": shown[1].id, "nothing": nothing}
    last = query("funnel")
    for place, text in columns.items():
        last = last.replace(f"{{{place}}}", text)
    parts = query("shop_currency"), query("product_items", groups), last
    return Report(
        table=Table(
            id=id_,
            key=("account", "shop_no", "date", shown[0].id),
            day="date",
            status="data_status",
            newest_first=True,
            columns=noted((ACCOUNT, SHOP_NO, DATE, CURRENCY, *shown, *FUNNEL, DATA_STATUS), NOTES),
        ),
        query=f"WITH RECURSIVE\n{parts[0]},\n{parts[1]}\n{parts[2]}",
        needs=(*needs, "product_cart", "order_items"),
        uses=("orders", *uses),
    )
