"""Queries that stand in files beside their reports."""

from importlib.resources import files


def query(*names: str) -> str:
    """The SQL of the named files, one after the other."""
    return "\n".join(files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8") for name in names)


def onward(*names: str) -> str:
    """The SQL of files the first of which begins a query, as what goes on after other CTEs."""
    return query(*names).replace("WITH RECURSIVE", ",", 1)
