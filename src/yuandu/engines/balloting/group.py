"""Sealed votes that add up: Pedersen's commitments in a group of numbers modulo a prime.

A vote is a number; sealed, it is `G^vote · H^blinding mod P`. The seal hides the vote whatever
anybody computes, as long as the blinding stays unknown; it can be opened in one way only, as long
as nobody knows the logarithm of H to G. And seals add up: the product of seals is the seal of the
sum. So a tally is proved by the sum of the blindings, without opening a single paper.

Source:
    T. P. Pedersen (1991), "Non-interactive and information-theoretic secure verifiable secret
    sharing". P is the 2048-bit prime of RFC 3526, group 14; G = 4 generates its squares; H is the
    square of a number that SHA-256 gives for `SEED`, so that nobody chose it.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

P = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
    "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)
SIZE = 256  # bytes of a seal
G = 4
SEED = b"yuandu.engines.balloting: the second generator"
BLINDING_BITS = 256
_WINDOW = 8
# Votes of all options share one exponent; it must stay below the order of the group.
MOST_BITS = 2000


def _second() -> int:
    digits = b"".join(
        hashlib.sha256(SEED + at.to_bytes(4, "big")).digest() for at in range(SIZE // 32 + 1)
    )
    return pow(int.from_bytes(digits, "big") % P, 2, P)


H = _second()


@dataclass(frozen=True, slots=True)
class Seal:
    """A sealed vote, and what would open it."""

    commitment: bytes
    blinding: bytes


@cache
def _table() -> list[list[int]]:
    """Return H to every power of a window at every place: a power of H is a few products."""
    rows, base = [], H
    for _place in range(BLINDING_BITS // _WINDOW):
        row = [1]
        for _at in range((1 << _WINDOW) - 1):
            row.append(row[-1] * base % P)
        rows.append(row)
        base = row[-1] * base % P
    return rows


@cache
def _power(exponent: int) -> int:
    return pow(G, exponent, P)


def seal(exponent: int) -> Seal:
    """Seal a vote under a blinding that nobody can foresee.

    The exponents of one ballot are few (options × weights), so their powers are kept.
    """
    blinding = secrets.token_bytes(BLINDING_BITS // 8)
    return Seal(_sealed(exponent, blinding), blinding)


def opens(commitment: bytes, blinding: bytes, exponent: int) -> bool:
    """Whether the seal holds this vote."""
    return len(blinding) == BLINDING_BITS // 8 and _sealed(exponent, blinding) == commitment


def _sealed(exponent: int, blinding: bytes) -> bytes:
    found = _power(exponent)
    for row, window in zip(_table(), reversed(blinding), strict=True):
        found = found * row[window] % P
    return found.to_bytes(SIZE, "big")


def is_seal(commitment: bytes) -> bool:
    """Whether these bytes can be a seal at all."""
    return len(commitment) == SIZE and 1 < int.from_bytes(commitment, "big") < P


def holds_sum(commitments: Iterable[bytes], exponent: int, opening: int) -> bool:
    """Whether all these seals together hold `exponent`: shown by the sum of their blindings."""
    product = 1
    for one in commitments:
        product = product * int.from_bytes(one, "big") % P
    return product == pow(G, exponent, P) * pow(H, opening, P) % P


def code(commitment: bytes) -> str:
    """Return the receipt of a sealed paper, as people read it out: four groups of five digits."""
    digits = f"{int.from_bytes(hashlib.sha256(commitment).digest()[:10], 'big'):024X}"[4:]
    return "-".join(digits[at : at + 5] for at in range(0, 20, 5))
