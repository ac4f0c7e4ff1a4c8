"""All functions by their names; what is not among them is `#NAME?`."""

from collections.abc import Mapping

from .arrays import ARRAYS
from .dates import DATES
from .declared import Function
from .logic import LOGIC
from .lookups import LOOKUPS
from .numbers import NUMBERS
from .operators import OPERATORS
from .places import PLACES
from .tallies import TALLIES
from .texts import TEXTS

FUNCTIONS: Mapping[str, Function] = {
    **OPERATORS,
    **LOGIC,
    **NUMBERS,
    **TALLIES,
    **TEXTS,
    **DATES,
    **LOOKUPS,
    **ARRAYS,
    **PLACES,
}
