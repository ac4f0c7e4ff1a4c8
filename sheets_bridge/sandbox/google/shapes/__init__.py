"""The shapes of the Sheets API: what its bodies, answers and field masks may hold, and how a body is read by them."""

from .masking import check_answer_mask, check_update_mask
from .reading import read_body

__all__ = ["check_answer_mask", "check_update_mask", "read_body"]
