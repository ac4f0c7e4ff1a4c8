"""How costs of several media become comparable: what follows from a row and the settings, again when those change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.ads.media import BLANK, VAT, Vat
from sheets_bridge.ads.products import Product, products
from sheets_bridge.join_keys import join_key
from sheets_bridge.model import Row, Table, Value

DERIVED = ("cost_own_currency", "cost_in_basis", "value_in_basis", "ctr", "cpc", "cpm", "cvr", "cpa", "roas")
"""Columns that follow from the others of a row and the settings."""

_CALLED = ("medium", "campaign_id", "campaign_name", "campaign_type")
_RATE = 0.1
"""Korean VAT."""
_HOME = "KRW"
_DECIMALS = 2


@dataclass(frozen=True)
class Names:
    """What things are called by now: id → name. Media tell it for all days alike."""

    campaigns: Mapping[str, str] = field(default_factory=dict)
    adgroups: Mapping[str, str] = field(default_factory=dict)
    ads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """How the rows of one ad account are told."""

    vat: Vat = "excluded"
    """Whether `cost_in_basis` has VAT in it."""
    rates: Mapping[str, float] = field(default_factory=dict)
    """Currency → won for one of it."""
    reported_vat: Vat | None = None
    """What the costs of the account hold where its medium does not say."""
    account_name: str | None = None
    products: tuple[Product, ...] = ()
    """Which product somebody says an ad is."""
    names: Names = field(default_factory=Names)


def derivation(table: Table, settings: Settings) -> Callable[[Row], Row]:
    """How a row of an ad table is completed: costs on one basis, ratios, names and products as they are known now.

    A ratio whose divisor is 0, and an amount in a currency without a rate, is blank. Pure.
    """
    at = {column.id: place for place, column in enumerate(table.columns)}
    named, figures, told = _naming(at, settings), _figures(at, settings), products(settings.products)
    name, number, id_ = at["account_name"], at["shop_no"], at["account_id"]
    shown, reported = at["ad_product"], at["ad_product_reported"]
    medium, campaign, campaign_name, type_ = (at[one] for one in _CALLED)
    vat, derived = at["vat_included"], [at[one] for one in DERIVED]
    key = at["campaign_key"]

    def complete(row: Row) -> Row:
        made = list(row)
        for place, id_place, names in named:
            made[place] = names.get(str(row[id_place]), made[place])
        made[key] = join_key(made[campaign])
        made[name] = settings.account_name or made[name]
        made[id_] = made[id_] or str(row[number] or BLANK)
        made[reported] = made[reported] or made[shown]
        made[shown] = told((made[medium], made[campaign], made[campaign_name], made[type_])) or made[reported]
        # A row that says 미수집 has no figures to derive from; a cost that somebody typed has no impressions.
        if row[vat] is not None:
            for place, found in zip(derived, figures(row), strict=True):
                made[place] = found
        return tuple(made)

    return complete


def _figures(at: Mapping[str, int], settings: Settings) -> Callable[[Row], Sequence[float | None]]:
    """The values of the derived columns of a row, in their order."""
    shown, clicked, cost, bought, value = (
        at[one] for one in ("impressions", "clicks", "cost", "conversions", "conversion_value")
    )
    currency, vat = at["currency"], at["vat_included"]
    factors = {said: _factor(said, settings) for said in VAT.values()}

    def of(row: Row) -> Sequence[float | None]:
        factor = factors[str(row[vat])]
        rate = 1.0 if row[currency] == _HOME else settings.rates.get(str(row[currency]))
        own, earned = _times(row[cost], factor, 1.0), _times(row[value], 1.0, rate)
        spent = _times(row[cost], factor, rate)
        return (
            own,
            spent,
            earned,
            _per(row[clicked], row[shown]),
            _per(spent, row[clicked]),
            _per(spent, row[shown], 1000.0),
            _per(row[bought], row[clicked]),
            _per(spent, row[bought]),
            _per(row[value], own),
        )

    return of


def _naming(at: Mapping[str, int], settings: Settings) -> list[tuple[int, int, Mapping[str, str]]]:
    """(place of the name, place of the id, names by id) for what the table has."""
    names = settings.names
    pairs = (
        ("campaign_name", "campaign_id", names.campaigns),
        ("adgroup_name", "adgroup_id", names.adgroups),
        ("ad_name", "ad_id", names.ads),
    )
    return [(at[name], at[id_], known) for name, id_, known in pairs if known and name in at]


def _factor(said: str, settings: Settings) -> float:
    """What a cost as reported is multiplied by; of one whose VAT nobody knows, nothing is added or taken."""
    known = {VAT[True]: "included", VAT[False]: "excluded"}.get(said, settings.reported_vat)
    if known is None or known == settings.vat:
        return 1.0
    return 1 + _RATE if settings.vat == "included" else 1 / (1 + _RATE)


def _times(amount: Value, factor: float, rate: float | None) -> float | None:
    if amount is None or rate is None:
        return None
    return round(float(amount) * factor * rate, _DECIMALS)


def _per(amount: Value, of: Value, scale: float = 1.0) -> float | None:
    return float(amount) * scale / float(of) if amount is not None and of else None
