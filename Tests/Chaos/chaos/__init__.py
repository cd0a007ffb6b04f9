"""Chaos: load on servers of Latchkey while everything under them fails, and the evidence for the auditor."""
