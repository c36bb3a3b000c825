"""What resembles a text, asked while somebody types, over half a million proposals.

PostgreSQL finds candidates by an index over words. It keeps for its own plans how frequent the
frequent words are; so few are read, those that have several of the rare words of the text. They
are then ordered as `engines.retrieval` does: by how much of the words, and of the pairs of
characters, that are in either text is in both.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, Q, TextField, Value
from django.db.models.expressions import RawSQL

from yuandu.engines.retrieval.texts import folded, grams, words
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals import permissions
from yuandu.mechanisms.proposals.models import Proposal

LONGEST_ASKED = 400  # characters of a text that are looked for
RAREST = 6  # words of it that candidates are found by
READ = 200  # candidates compared in full, at most
MANY = 400  # that a search is expected to find, at most
UNSEEN = 0.0001  # share of texts with a word that PostgreSQL does not count among the frequent

FREQUENCIES = """
SELECT coalesce(max(c.reltuples), 0), coalesce(
  jsonb_object_agg(e.term, e.share) FILTER (WHERE e.term = ANY (%s)), '{}')
FROM pg_class c
LEFT JOIN pg_stats s ON s.tablename = c.relname AND s.attname = 'lexemes'
LEFT JOIN LATERAL
  unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (term, share) ON true
WHERE c.relname = 'proposals_words'
"""
FOUND = """
SELECT proposal_id, tsvector_to_array(lexemes) FROM proposals_words
WHERE lexemes @@ %s::tsquery AND workspace_id = %s LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Resembling:
    """A proposal that resembles a text; score from 0 to 1."""

    proposal: Proposal
    score: float


def lexemes(*texts: str) -> list[str]:
    """Return the words of texts as they are searched for: whole ones, else single characters."""
    found = dict.fromkeys(words(folded(" ".join(texts))))
    whole = [word for word in found if len(word) > 1]
    return sorted(whole or found)


def vector(*texts: str) -> Func:
    """Return the expression that keeps the words of texts."""
    kept = Value(lexemes(*texts), output_field=ArrayField(TextField()))
    return Func(
        kept, function="array_to_tsvector", template="%(function)s(%(expressions)s::text[])"
    )


def containing(asked: str) -> Q:
    """Return the condition on proposals that have all words of `asked`, or it as their number."""
    terms = lexemes(asked[:LONGEST_ASKED])
    numbered = Q(number=asked.strip()[:20])
    if not terms:
        return numbered
    having = "SELECT proposal_id FROM proposals_words WHERE lexemes @@ %s::tsquery"
    return numbered | Q(pk__in=RawSQL(having, [_every(terms)]))  # noqa: S611 - nothing but values


def similar(
    actor: Actor, text: str, *, limit: int = 10, least: float = 0.0, but: int | None = None
) -> list[Resembling]:
    """Return the proposals most like a text that `actor` may read, the likest first.

    Three queries, however many proposals there are.

    Args:
        but: the key of one that is left out: the text's own.
    """
    asked = text[:LONGEST_ASKED]
    terms = lexemes(asked)
    if not terms or limit < 1:
        return []
    number, shares = _frequencies(terms)
    candidates = _candidates(actor, asked_for(terms, shares, number))
    candidates.pop(but or 0, None)
    found = Proposal.objects.filter(
        permissions.visible(actor), workspace=actor.workspace, pk__in=list(candidates)
    ).select_related("section")
    pairs = dict.fromkeys(grams(folded(asked)))
    scored = [
        Resembling(each, _score(terms, pairs, candidates[each.pk], each, shares)) for each in found
    ]
    scored = [each for each in scored if each.score >= least]
    return sorted(scored, key=lambda one: (-one.score, one.proposal.pk))[:limit]


def _frequencies(terms: Collection[str]) -> tuple[float, dict[str, float]]:
    """Return how many texts there are, about, and in which share of them each term is."""
    with connection.cursor() as cursor:
        cursor.execute(FREQUENCIES, [list(terms)])
        number, known = cursor.fetchone()
    shares = known if isinstance(known, dict) else {}
    return number, {term: float(shares.get(term, UNSEEN)) for term in terms}


def _candidates(actor: Actor, query: str) -> dict[int, list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(FOUND, [query, actor.workspace_id, READ])
        return dict(cursor.fetchall())


def asked_for(terms: Sequence[str], shares: Mapping[str, float], number: float) -> str:
    """Return the search for texts that have several of the rarest terms, and are not too many.

    One rare word alone is enough; of frequent ones two, three or four have to be there together.
    What of that is expected to find more than is read is left out.
    """
    rarest = sorted(terms, key=lambda term: (shares[term], term))[:RAREST]
    chosen: list[tuple[str, ...]] = []
    left = float(MANY)
    for together in _together(rarest):
        if any(set(each) <= set(together) for each in chosen):
            continue
        expected = number * prod(shares[term] for term in together)
        if expected <= left:
            chosen.append(together)
            left -= expected
    return " | ".join(map(_every, chosen or [tuple(rarest)]))


def _together(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, min(4, len(terms)) + 1):
        yield from combinations(terms, size)


def _every(terms: Collection[str]) -> str:
    # Folded words have letters and digits alone: none could end the quotes.
    return "(" + " & ".join(f"'{term}'" for term in terms) + ")"


def _score(
    terms: Sequence[str],
    pairs: Mapping[str, None],
    theirs: Sequence[str],
    proposal: Proposal,
    shares: Mapping[str, float],
) -> float:
    """Return the mean of what both have of words, weighed by rarity, and of pairs."""
    other = dict.fromkeys(grams(folded(f"{proposal.idea} {proposal.problem}")))
    both, either = set(terms) & set(theirs), set(terms) | set(theirs)

    def weight(term: str) -> float:
        return -math.log(shares.get(term, UNSEEN))

    of_words = sum(map(weight, both)) / sum(map(weight, either))
    of_pairs = len(pairs.keys() & other.keys()) / max(1, len(pairs.keys() | other.keys()))
    return (of_words + of_pairs) / 2
