"""Tickets: what a voter holds between taking a paper and casting it.

A ticket is made from the ballot's key, the elector, and a secret that the voter's browser alone
keeps. With the secret it can be made again after a broken connection; without it, neither the key
nor all tables lead from an elector to a ticket.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

_TICKET = re.compile(r"([0-9a-f]{64})\.([0-9]{1,5}(?:,[0-9]{1,5})*)\.([0-9]{1,19})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Ticket:
    """The right to cast one paper on each of some questions, without a name.

    Attributes:
        seed: what the papers' marks are made from.
        questions: the numbers of the questions it is good for.
        weight: how much the papers weigh.
        seal: shows that the ballot's key made it.
    """

    seed: str
    questions: tuple[int, ...]
    weight: int
    seal: str

    def __str__(self) -> str:
        return f"{self.seed}.{','.join(map(str, self.questions))}.{self.weight}.{self.seal}"

    def mark(self, question: int) -> str:
        """Return what its paper on a question is known by, so that it counts once."""
        return hashlib.sha256(f"{self.seed}.{question}".encode()).hexdigest()


def make(key: bytes, elector: int, secret: str, questions: Iterable[int], weight: int) -> Ticket:
    """Make the ticket of an elector; with the same secret always the same."""
    asked = tuple(sorted(questions))
    seed = _keyed(key, f"seed.{elector}.{secret}")
    return Ticket(seed, asked, weight, _keyed(key, f"ticket.{seed}.{asked}.{weight}"))


def read(key: bytes, text: str) -> Ticket | None:
    """Return the ticket written in `text`; None where this key did not make it."""
    found = _TICKET.fullmatch(text.strip())
    if found is None:
        return None
    seed, asked, weight, seal = found.groups()
    questions = tuple(map(int, asked.split(",")))
    made = _keyed(key, f"ticket.{seed}.{questions}.{int(weight)}")
    return Ticket(seed, questions, int(weight), seal) if hmac.compare_digest(made, seal) else None


def claim(elector: int, secret: str) -> str:
    """Return what the roll keeps of the secret: enough to know it again, not to make a ticket."""
    return hashlib.sha256(f"claim.{elector}.{secret}".encode()).hexdigest()


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
