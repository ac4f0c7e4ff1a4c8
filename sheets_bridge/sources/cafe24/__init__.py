"""Cafe24: a mall's orders and goods (Admin API) and its statistics (Analytics API) under one login."""

from sheets_bridge.source import Files, Source, Stream
from sheets_bridge.sources.cafe24 import (
    boards,
    catalogue,
    goods,
    malls,
    order_members,
    order_pages,
    order_plan,
    order_read,
    order_rows,
    people,
    promotions,
    refunds,
    reports,
    statistics,
    visitor_file,
    visitors,
)
from sheets_bridge.sources.cafe24.connection import ENDPOINTS, connect, limits, notices, oauth, shops
from sheets_bridge.sources.cafe24.own import own
from sheets_bridge.sources.cafe24.parts import in_parts
from sheets_bridge.tables import ORDER_ITEMS, ORDERS, VISITORS

_ORDERS = Stream(
    id="orders",
    ko="주문",
    tables=(ORDERS, ORDER_ITEMS),
    scopes=("mall.read_order",),
    plan=order_plan.plan,
    windows=order_plan.asked,
    read=order_read.read,
    normalize=order_rows.normalize,
    origin=order_read.origin,
    probe=order_read.probe,
    members=order_members.members,
    embeds=frozenset({"items", "receivers", "buyer"}),
    default_embed=order_pages.DEFAULT_EMBED,
    fields=True,
    endpoint="orders",
)

_VISITORS = Stream(
    id="visitors",
    ko="방문자",
    right="통계",
    tables=(VISITORS,),
    scopes=("mall.read_analytics",),
    plan=visitors.DAYS.plan,
    windows=visitors.DAYS.asked,
    read=visitors.read,
    normalize=visitors.normalize,
    origin=visitors.origin,
    probe=visitors.probe,
    files=Files(VISITORS, visitor_file.read, visitor_file.settle),
)

_ROOMS = (refunds, goods, promotions, people, boards, malls, reports, statistics)
_LISTS = (stream for room in _ROOMS for stream in room.STREAMS)

SOURCE = Source(
    id="cafe24",
    label="Cafe24",
    endpoints=ENDPOINTS,
    streams={stream.id: in_parts(stream) for stream in (_ORDERS, _VISITORS, *_LISTS)},
    connect=connect,
    shops=shops,
    oauth=oauth,
    limits=limits,
    notices=notices,
    always_scopes=("mall.read_store",),
    catalogue=catalogue.endpoints,
    own=own,
)
