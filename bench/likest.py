"""How many of the likest ideas the room's search finds, beside a comparison with all of them."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from django.db import connection

from yuandu.engines.retrieval.texts import folded, grams, shingles
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals.queries import searching
from yuandu.site.sample import people

SHOWN, LIKE = 5, 0.15  # how many are looked at, and the score from which an idea is like another
COMPARED = 3_000  # of those with most words in common, whose characters are compared, at most
ALL = """
SELECT p.id, tsvector_to_array(w.lexemes), p.idea, p.problem
FROM proposals_words w JOIN proposals_proposal p ON p.id = w.proposal_id WHERE w.workspace_id = %s
"""


class Everything:
    """All ideas of the sample company, in memory."""

    def __init__(self, workspace: Workspace) -> None:
        self.texts: list[str] = []
        lengths, places = list[int](), dict[str, list[int]]()
        with connection.cursor() as cursor:
            cursor.execute(ALL, [workspace.pk])
            for at, (_key, words, idea, problem) in enumerate(cursor.fetchall()):
                self.texts.append(f"{idea} {problem}")
                lengths.append(len(words))
                for word in words:
                    places.setdefault(word, []).append(at)
        self.lengths = np.array(lengths)
        self.places = {word: np.array(there) for word, there in places.items()}

    def likest(self, text: str) -> list[float]:
        """Return the scores of the likest of all, as the room counts them."""
        terms = searching.lexemes(text)
        _, shares = searching._frequencies(terms, shingles(text))
        weights = {term: -np.log(shares[term]) for term in terms}
        shared, both = np.zeros(len(self.texts)), np.zeros(len(self.texts))
        for term in terms:
            there = self.places.get(term, np.empty(0, dtype=int))
            shared[there] += weights[term]
            both[there] += 1
        rest = (self.lengths - both) * -np.log(searching.UNSEEN)
        of_words = shared / (sum(weights.values()) + rest)
        pairs, best = set(grams(folded(text))), list[float]()
        for at in np.argsort(-of_words)[:COMPARED]:
            if len(best) == SHOWN and (of_words[at] + 1) / 2 < best[-1]:
                break
            other = set(grams(folded(self.texts[at])))
            score = (of_words[at] + len(pairs & other) / max(1, len(pairs | other))) / 2
            best = sorted([*best, float(score)], reverse=True)[:SHOWN]
        return [score for score in best if score >= LIKE]


def found(texts: Sequence[str]) -> None:
    """Print how many of the likest of each text the room finds, and how much less like its own are."""
    workspace = Workspace.objects.get(slug=people.COMPANY)
    everything, by = Everything(workspace), Actor.system(workspace)
    hits, wanted, less = 0, 0, list[float]()
    for best, ours in _both(everything, by, texts):
        wanted += len(best)
        hits += sum(own >= score - 1e-9 for score, own in zip(best, ours, strict=True))
        less += [score - own for score, own in zip(best, ours, strict=True)]
    print(f"of the {SHOWN} likest of {len(everything.texts):,}, {len(texts)} times: ", end="")
    print(f"{hits / wanted:.0%} found; what was found instead scores {np.mean(less):.3f} less")


def _both(
    everything: Everything, by: Actor, texts: Sequence[str]
) -> Iterator[tuple[list[float], list[float]]]:
    for text in Random(0).sample(texts, len(texts)):
        best = everything.likest(text)
        ours = [each.score for each in searching.similar(by, text, limit=SHOWN)]
        yield best, (ours + [0.0] * SHOWN)[: len(best)]
