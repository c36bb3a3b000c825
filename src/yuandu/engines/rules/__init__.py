"""Rules as data: a book answers for a subject, clause by clause.

A **book** (`books`) says what a text of law says: criteria with clause, source, threshold
and unit, scores with bands, benefits with caps. `reading` takes it from YAML and names what
is wrong with it by line. `lowering` turns it, for one day, into **formulas**: comparisons of
integers, joined by Kleene's three-valued logic. `evaluating` works them out.

    vocabulary = rules.read_vocabulary(text, "facts.yaml")
    book = rules.read_book(text, "63-2.yaml", vocabulary)
    facts = rules.read_facts({"revenue": {"2024": "1200 万元"}}, vocabulary)
    rules.check(book, facts, on=date(2025, 5, 1), vocabulary=vocabulary).state

An answer is one of five **states**: met, unmet, unknown, needs a person, not applicable. A
missing fact is unknown, never zero.
"""

from yuandu.engines.rules.books import Book
from yuandu.engines.rules.checking import Answer, Finding, Payment, check, total
from yuandu.engines.rules.facts import Facts, read_facts
from yuandu.engines.rules.paths import Path, nearest_path
from yuandu.engines.rules.problems import Bad, BadBook, BadFacts, BadTable, BadVocabulary, Problem
from yuandu.engines.rules.reading import book_of, read_book, read_vocabulary
from yuandu.engines.rules.states import State
from yuandu.engines.rules.vocabulary import FactKind, Vocabulary

__all__ = [
    "Answer",
    "Bad",
    "BadBook",
    "BadFacts",
    "BadTable",
    "BadVocabulary",
    "Book",
    "FactKind",
    "Facts",
    "Finding",
    "Path",
    "Payment",
    "Problem",
    "State",
    "Vocabulary",
    "book_of",
    "check",
    "nearest_path",
    "read_book",
    "read_facts",
    "read_vocabulary",
    "total",
]
