"""Alerts about performance: the conditions people typed, held against complete days, told when they begin and end."""
