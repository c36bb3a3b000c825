"""An index of texts in a folder: BM25 to find, the share of what is rare to order.

Tantivy keeps the index: it takes changes while others read, and whoever reads sees the last
commit. There is one writer at a time.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import tantivy

from yuandu.engines.retrieval.texts import folded, grams, words

FIELDS = ("words", "grams")
COMPARED = 50  # texts that BM25 ranks first and that are compared in full, at least
HEAP = 64_000_000  # bytes that changes take before they are written
FEW_TERMS = 160  # of a long text the rarest are searched for


class Busy(RuntimeError):
    """Somebody else is changing the index."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A text that resembles another.

    Attributes:
        score: From 0 to 1: how much of what is in either, counted by its rarity, is in both.
        shared, missing: Words of the asked text that it has and has not, the rarest first.
    """

    key: int
    score: float
    text: str
    shared: tuple[str, ...]
    missing: tuple[str, ...]


class Index:
    """Texts by their keys, whole numbers.

    Args:
        folder: Where it is kept, made where there is none; without one it is kept in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), str(folder) if folder else None)
        self._index.register_tokenizer(
            "spaced", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        )

    def __len__(self) -> int:
        self._index.reload()
        return self._index.searcher().num_docs

    def put(self, texts: Mapping[int, str] | Iterable[tuple[int, str]]) -> None:
        """Take texts in, in place of what their keys had, all of them or none.

        Raises:
            Busy: somebody else is writing.
        """
        given = texts.items() if isinstance(texts, Mapping) else texts
        new = not len(self)
        with self._writer() as writer:
            for key, text in given:
                if not new:
                    writer.delete_documents_by_term("key", key)
                writer.add_document(_document(key, text))

    def remove(self, keys: Iterable[int]) -> None:
        """Let texts go; keys that are not there change nothing.

        Raises:
            Busy: somebody else is writing.
        """
        with self._writer() as writer:
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def clear(self) -> None:
        """Let all texts go.

        Raises:
            Busy: somebody else is writing.
        """
        with self._writer() as writer:
            writer.delete_all_documents()

    def similar(self, text: str, limit: int = 10, least: float = 0.0) -> list[Similar]:
        """Return the texts most like one, the likest first; of those as like, the first key.

        Args:
            least: The score below which a text is left out.
        """
        asked = _Terms.of(text)
        if not asked.plain or limit < 1:
            return []
        self._index.reload()
        searcher = self._index.searcher()
        rarity = _Rarity(searcher)
        most = max(COMPARED, 2 * limit)
        hits = searcher.search(_query(asked, rarity), limit=most, count=False).hits
        found = []
        for _, address in hits:
            document = searcher.doc(address)
            one = _compared(asked, document["key"][0], document["text"][0], rarity)
            if one.score >= least:
                found.append(one)
        return sorted(found, key=lambda one: (-one.score, one.key))[:limit]

    def likeness(self, pairs: Iterable[tuple[str, str]]) -> list[float]:
        """Return of each pair of texts the score that one would have for the other.

        What is rare is what is rare in the index.
        """
        self._index.reload()
        rarity = _Rarity(self._index.searcher())
        return [_score(_Terms.of(one), _Terms.of(other), rarity) for one, other in pairs]

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        try:
            writer = self._index.writer(HEAP, 1)
        except ValueError as error:
            raise Busy(str(error)) from error
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        self._index.reload()


class _Terms(NamedTuple):
    """A text as it is compared: folded, and its terms, each once, as they come."""

    plain: str
    words: dict[str, None]
    grams: dict[str, None]

    @classmethod
    def of(cls, text: str) -> "_Terms":
        plain = folded(text)
        return cls(plain, dict.fromkeys(words(plain)), dict.fromkeys(grams(plain)))


class _Rarity:
    """How rare terms are in an index, each looked up once: the weight that BM25 gives them."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher, self._known = searcher, dict[tuple[str, str], float]()
        self._texts = searcher.num_docs

    def __call__(self, field: str, term: str) -> float:
        known = self._known.get((field, term))
        if known is None:
            times = min(self._searcher.doc_freq(field, term), self._texts)
            known = math.log(1 + (self._texts - times + 0.5) / (times + 0.5))
            self._known[field, term] = known
        return known


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", stored=True, indexed=True)
    builder.add_text_field("text", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="spaced", index_option="freq")
    return builder.build()


def _document(key: int, text: str) -> tantivy.Document:
    plain = folded(text)
    document = tantivy.Document()
    document.add_integer("key", key)
    document.add_text("text", text)
    document.add_text("words", " ".join(words(plain)))
    document.add_text("grams", " ".join(grams(plain)))
    return document


def _query(asked: _Terms, rarity: _Rarity) -> tantivy.Query:
    """Ask for any of the terms; texts in which a term is rare and frequent come first."""
    schema = _schema()
    every = [("words", term) for term in asked.words] + [("grams", term) for term in asked.grams]
    every.sort(key=lambda one: -rarity(*one))
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, field, term, "freq"))
            for field, term in every[:FEW_TERMS]
        ]
    )


def _score(one: _Terms, other: _Terms, rarity: _Rarity) -> float:
    if one.plain == other.plain:
        return float(bool(one.plain))
    return (
        _share("words", one.words, other.words, rarity)
        + _share("grams", one.grams, other.grams, rarity)
    ) / 2


def _share(
    field: str, one: Mapping[str, None], other: Mapping[str, None], rarity: _Rarity
) -> float:
    both = sum(rarity(field, term) for term in one if term in other)
    either = sum(rarity(field, term) for term in {*one, *other})
    return both / either if either else 0.0


def _compared(asked: _Terms, key: int, text: str, rarity: _Rarity) -> Similar:
    theirs = _Terms.of(text)
    rarest = sorted(asked.words, key=lambda word: (-rarity("words", word), word))
    return Similar(
        key=key,
        score=_score(asked, theirs, rarity),
        text=text,
        shared=tuple(word for word in rarest if word in theirs.words),
        missing=tuple(word for word in rarest if word not in theirs.words),
    )
