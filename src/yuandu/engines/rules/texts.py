"""Texts of a Polars table as their places in a list, which compare faster."""

from collections.abc import Collection, Mapping

import polars as pl

# With more different texts than this, a list of them is no help.
LONGEST_LIST = 30_000
FIRST = 20_000  # rows whose texts are mostly all there are

type Texts = Mapping[str, tuple[str, ...]]


def coded(frame: pl.DataFrame, names: Collection[str]) -> tuple[pl.DataFrame, Texts]:
    """Return a table with places for texts, and of each column its different texts, sorted.

    To find the different texts takes as long as to find their places. So places are looked
    for among the texts of the first rows; only where another text turns up, all are read.
    A column of more than `LONGEST_LIST` keeps its texts.
    """
    texts = _different(frame.head(FIRST), names)
    places = frame.select(_places(name, texts[name]) for name in names)
    others = [one for one in names if places[one].null_count() > frame[one].null_count()]
    if others:
        texts |= (found := _different(frame, others))
        few = [name for name in others if len(found[name]) <= LONGEST_LIST]
        again = frame.select(_places(name, found[name]) for name in few)
        places = places.drop(others).hstack(again)
    return frame.with_columns(places), texts


def _different(frame: pl.DataFrame, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the different texts of columns, all looked at side by side."""
    if not names:
        return {}
    found = frame.select(pl.col(name).unique().cast(pl.String).implode() for name in names)
    return {
        name: tuple(sorted(text for text in texts if text is not None))
        for name, texts in found.row(0, named=True).items()
    }


def _places(name: str, texts: tuple[str, ...]) -> pl.Expr:
    """Return a column's places in a list; null for a text that is not in it."""
    found = pl.col(name).cast(pl.Enum(texts), strict=False)
    return found.to_physical().cast(pl.Int16).alias(name)
