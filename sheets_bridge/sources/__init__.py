"""Every source we know, found by looking: a module here that declares `SOURCE` is one."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from sheets_bridge.source import Source


def discover() -> Mapping[str, Source]:
    """Source id → source, for every module of this package."""
    found = (import_module(f"{__name__}.{module.name}").SOURCE for module in iter_modules(__path__))
    return {source.id: source for source in found}
