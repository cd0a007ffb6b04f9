"""Fills ledgers with rows as years of use would leave them."""
