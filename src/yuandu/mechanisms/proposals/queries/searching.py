"""What resembles a text, asked while somebody types, over half a million proposals.

PostgreSQL finds candidates by indices over words and over shingles: two words that follow one
another, rare where each alone is in every tenth text. Those that share most of them are read; where
they are few, also those that share most of the rarest words. How frequent the frequent ones are
PostgreSQL keeps for its own plans; so few are read. They are then ordered as `engines.retrieval`
does: by how much of the words, and of the pairs of characters, that are in either text is in both.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, Q, TextField, Value
from django.db.models.expressions import RawSQL

from yuandu.engines.retrieval.texts import folded, grams, shingles, words
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals import permissions
from yuandu.mechanisms.proposals.models import Proposal

LONGEST_ASKED = 400  # characters of a text that are looked for
RAREST = 5  # words, or shingles, of it that candidates are found by
READ = 100  # candidates that one search gives, at most
COMPARED = 40  # of these whose characters are compared: of more none came among the likest
ENOUGH = 10  # found by shingles, they need no search by words
RANKED = 2_000  # that are looked at for those which share most shingles, at most
MANY_RANKED = 1_000  # that such a search is expected to find, at most
MANY = 150  # that a search by words is expected to find, at most
EVERYWHERE = 0.999  # share of texts with a word that is in all of them
UNSEEN = 0.0001  # share of texts with a word that PostgreSQL does not count among the frequent

FEW = 2_000  # ideas with some words, up to which they are found by their keys

HAVING = (
    "SELECT proposal_id FROM proposals_words WHERE lexemes @@ %s::tsquery AND workspace_id = %s"
)
FREQUENCIES = """
SELECT coalesce(max(c.reltuples), 0),
  coalesce(jsonb_object_agg(e.term, e.share) FILTER (WHERE e.term = ANY (%s)), '{}')::text,
  coalesce(min(e.share) FILTER (WHERE s.attname = 'shingles'), %s)
FROM pg_class c
LEFT JOIN pg_stats s ON s.tablename = c.relname AND s.attname IN ('lexemes', 'shingles')
LEFT JOIN LATERAL
  unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (term, share) ON true
WHERE c.relname = 'proposals_words'
"""
FOUND = """
SELECT proposal_id, tsvector_to_array(lexemes) FROM proposals_words
WHERE lexemes @@ %s::tsquery AND workspace_id = %s LIMIT %s
"""
SHARING = """
SELECT proposal_id, tsvector_to_array(lexemes) FROM (
  SELECT proposal_id, lexemes, shingles FROM proposals_words
  WHERE shingles @@ %s::tsquery AND workspace_id = %s {order} LIMIT %s
) found
ORDER BY ts_rank(shingles, %s::tsquery) DESC, proposal_id DESC LIMIT %s
"""
NEWEST = "ORDER BY proposal_id + 0 DESC"  # by the key itself all texts would be gone through


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


def vector(terms: Collection[str]) -> Func:
    """Return the expression that keeps words, or shingles."""
    kept = Value(list(terms), output_field=ArrayField(TextField()))
    return Func(
        kept, function="array_to_tsvector", template="%(function)s(%(expressions)s::text[])"
    )


def containing(actor: Actor, asked: str) -> Q:
    """Return the condition on proposals that have all words of `asked`, or it as their number.

    One query looks whether they are few. Few are named by their keys, to be found by them; many
    are met soon on the way from the newest down, which for few would lead through everything.
    What so many have is nobody's number.
    """
    terms = lexemes(asked[:LONGEST_ASKED])
    numbered = Q(number=asked.strip()[:20])
    if not terms:
        return numbered
    asks = (_every(terms), actor.workspace_id)
    with connection.cursor() as cursor:
        cursor.execute(f"{HAVING} LIMIT %s", [*asks, FEW + 1])
        found = [key for (key,) in cursor.fetchall()]
    if len(found) <= FEW:
        return numbered | Q(pk__in=found)
    return Q(pk__in=RawSQL(HAVING, asks))  # noqa: S611 - nothing but values


def similar(
    actor: Actor, text: str, *, limit: int = 10, least: float = 0.0, but: int | None = None
) -> list[Resembling]:
    """Return the proposals most like a text that `actor` may read, the likest first.

    Seven queries at most, however many proposals there are.

    Args:
        but: the key of one that is left out: the text's own.
    """
    asked = text[:LONGEST_ASKED]
    terms = lexemes(asked)
    if not terms or limit < 1:
        return []
    pairs = shingles(asked)
    number, shares = _frequencies(terms, pairs)
    candidates = _sharing(actor, pairs, shares, number)
    if len(candidates) < ENOUGH:
        rarest = _rarest(terms, shares)
        wide = asked_for(rarest, shares, number) or _every(rarest)
        asking = (_every(terms), all_but_one(rarest), wide)
        candidates |= _having(actor, asking)
    candidates.pop(but or 0, None)
    of_words = {key: _of_words(terms, theirs, shares) for key, theirs in candidates.items()}
    first = sorted(of_words, key=lambda key: (-of_words[key], key))[: max(COMPARED, 4 * limit)]
    readable = Proposal.objects.filter(
        permissions.visible(actor), workspace=actor.workspace, pk__in=first
    )
    texts = readable.order_by().values_list("pk", "idea", "problem")
    best = _best(asked, texts, of_words, limit=limit, least=least)
    # Only now whole rows: many are compared, a few are shown.
    rows = Proposal.objects.select_related("section").in_bulk([key for _score, key in best])
    return [Resembling(rows[key], score) for score, key in best if key in rows]


def _frequencies(terms: Collection[str], pairs: Collection[str]) -> tuple[float, dict[str, float]]:
    """Return how many texts there are, about, and in which share of them each term is.

    A shingle that is not among the frequent may be as frequent as the last of these.
    """
    with connection.cursor() as cursor:
        cursor.execute(FREQUENCIES, [[*terms, *pairs], UNSEEN])
        number, known, least = cursor.fetchone()
    shares = dict.fromkeys(terms, UNSEEN) | dict.fromkeys(pairs, least) | json.loads(known)
    # A word of every text still weighs something: else a text of such words alone weighs nothing.
    return number, {term: min(float(share), EVERYWHERE) for term, share in shares.items()}


def _sharing(
    actor: Actor, pairs: Sequence[str], shares: Mapping[str, float], number: float
) -> dict[int, list[str]]:
    """Return the proposals that share most shingles, and their words.

    Of more than can be ranked the newest are; of what everybody writes any will do.
    """
    if not pairs:
        return {}
    rarest = sorted(pairs, key=lambda each: (shares[each], -len(each), each))[:RAREST]
    asks = asked_for(rarest, shares, number, most=MANY_RANKED)
    any_of_them = " | ".join(map(_quoted, pairs))
    order, most = (NEWEST, RANKED) if asks else ("", READ)
    with connection.cursor() as cursor:
        cursor.execute(
            SHARING.format(order=order),
            [asks or _every(rarest), actor.workspace_id, most, any_of_them, READ],
        )
        return dict(cursor.fetchall())


def _having(actor: Actor, asking: Iterable[str]) -> dict[int, list[str]]:
    """Return proposals and their words by ever wider searches, until there are enough."""
    found: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        for query in asking:
            cursor.execute(FOUND, [query, actor.workspace_id, READ])
            found |= dict(cursor.fetchall())
            if len(found) >= ENOUGH:
                break
    return found


def _rarest(terms: Iterable[str], shares: Mapping[str, float]) -> list[str]:
    """Return the rarest terms; of two that are part of one another only the rarer counts."""
    found: list[str] = []
    for term in sorted(terms, key=lambda each: (shares[each], -len(each), each)):
        if not any(term in other or other in term for other in found):
            found.append(term)
    return found[:RAREST]


def all_but_one(terms: Sequence[str]) -> str:
    """Return the search for texts that have all of the terms but one at most."""
    together = combinations(terms, max(1, len(terms) - 1))
    return " | ".join(map(_every, together))


def asked_for(
    rarest: Sequence[str], shares: Mapping[str, float], number: float, *, most: int = MANY
) -> str:
    """Return the search for texts that have several of the terms, and are not too many.

    One rare word alone is enough; of frequent ones two, three or four have to be there together.
    What of that is expected to find more than `most` is left out; nothing may be left.
    """
    chosen: list[tuple[str, ...]] = []
    left = float(most)
    for together in _together(rarest):
        if any(set(each) <= set(together) for each in chosen):
            continue
        expected = number * _together_in(together, shares)
        if expected <= left:
            chosen.append(together)
            left -= expected
    return " | ".join(map(_every, chosen))


def _together_in(terms: Iterable[str], shares: Mapping[str, float]) -> float:
    """Return the share of texts that have all of the terms, about.

    Shingles with a word in common come together: the rarer alone counts.
    """
    apart: list[str] = []
    for term in sorted(terms, key=shares.__getitem__):
        if not any(set(term.split("+")) & set(other.split("+")) for other in apart):
            apart.append(term)
    return prod(shares[term] for term in apart)


def _together(terms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, min(4, len(terms)) + 1):
        yield from combinations(terms, size)


def _every(terms: Collection[str]) -> str:
    return "(" + " & ".join(map(_quoted, terms)) + ")"


def _quoted(term: str) -> str:
    # Folded words have letters and digits alone, and shingles a plus: none could end the quotes.
    return f"'{term}'"


def _of_words(
    terms: Collection[str], theirs: Collection[str], shares: Mapping[str, float]
) -> float:
    """Return how much of the words of either is in both, weighed by rarity."""
    both = set(terms).intersection(theirs)
    ours = sum(-math.log(shares[term]) for term in terms)
    shared = sum(-math.log(shares[term]) for term in both)
    return shared / (ours + (len(theirs) - len(both)) * -math.log(UNSEEN))


def _best(
    asked: str,
    texts: Iterable[tuple[int, str, str]],
    of_words: Mapping[int, float],
    *,
    limit: int,
    least: float,
) -> list[tuple[float, int]]:
    """Return score and key of the likest: the mean of what both have of words and of pairs.

    Those with most words in common come first; once no other could be liker, none is compared.
    """
    pairs = frozenset(grams(folded(asked)))
    best: list[tuple[float, int]] = []
    for key, idea, problem in sorted(texts, key=lambda row: (-of_words[row[0]], row[0])):
        bar = best[-1][0] if len(best) == limit else least
        if (of_words[key] + 1) / 2 < bar:
            break
        other = frozenset(grams(folded(f"{idea} {problem}")))
        of_pairs = len(pairs & other) / max(1, len(pairs | other))
        score = (of_words[key] + of_pairs) / 2
        if score >= least:
            best = sorted([*best, (score, key)], key=lambda one: (-one[0], one[1]))[:limit]
    return best
