"""Data that the tests upload, and questions about it."""

import random

REGIONS = ["North", "South", "East", "West"]
PRODUCTS = ["Lamp", "Chair", "Desk"]


def sales(rows: int = 200, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The same rows each time: a month of sales by region and product."""
    dice = random.Random(146)
    lines = [delimiter.join(["date", "region", "product", "units", "revenue"])]
    for _ in range(rows):
        units = dice.randint(1, 40)
        price = f"{units * dice.uniform(9, 60):.2f}"
        day = f"2026-03-{dice.randint(1, 28):02d}"
        lines.append(delimiter.join([day, dice.choice(REGIONS), dice.choice(PRODUCTS), str(units), price]))
    return ("\n".join(lines) + "\n").encode(encoding)


QUESTION = "What is the total revenue by region? Show a table and a bar chart."
PLAIN = "[sim:no-code] What can you do for me?"
"""A question that is answered without running anything: quick."""
SLOW = "[sim:no-code] [sim:slow] What can you do for me?"
"""A question whose answer takes some seconds to stream."""
ENDLESS = "[sim:no-code] [sim:slow] [sim:long] Tell me about it at length."
"""A question whose answer takes minutes, for those who don't wait for its end."""


def running_code(program: str) -> str:
    """A question to which the simulated model answers with just this program."""
    return f"[sim:run] Please run this.\n```python\n{program}\n```"
