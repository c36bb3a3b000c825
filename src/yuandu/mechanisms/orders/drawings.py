"""Small drawings of kinds, where a photo would stand: the shape of their group, colours of their own.

A drawing is SVG of some hundred bytes, made from group, code and unit alone, so that the same
kind looks the same on every page. It needs no file, no script and no style.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LEAF, DARK, SOIL, POT, RIM = "#4f8a4b", "#356b3a", "#6b4a35", "#c9764a", "#b3633a"
# Petals and what is within them: colours that a bench of flowers has.
COLOURS = (
    ("#d9486b", "#f7d774"), ("#e88aa8", "#f4e3b0"), ("#b13e7a", "#f2c14e"),
    ("#8e63b8", "#f5e6a8"), ("#a4508b", "#fbe3c0"), ("#e2703a", "#7a3b1e"),
    ("#f0b429", "#8a4b16"), ("#f3ead2", "#e3b341"), ("#c8322f", "#f3d36b"),
    ("#f5b8a0", "#c7573f"),
)  # fmt: skip
GREENS = ("#4f8a4b", "#3f7d5a", "#6b9a45", "#5b8f6e", "#7c9a4f")


@dataclass(frozen=True, slots=True)
class Look:
    """What of a kind varies within its group.

    Attributes:
        seed: from its code.
        petal, heart, green: colours.
    """

    seed: int
    petal: str
    heart: str
    green: str

    def of(self, *choices: int) -> int:
        """Return one of some numbers, the same for the same kind."""
        return choices[self.seed // 97 % len(choices)]


def drawing(group: str, code: str, unit: str) -> str:
    """Return the inner SVG of a kind, for a box of 120 by 120."""
    seed = zlib.crc32(code.encode())
    petal, heart = COLOURS[seed % len(COLOURS)]
    look = Look(seed, petal, heart, GREENS[seed // 7 % len(GREENS)])
    shape = SHAPES.get(group, _daisy)(look)
    if group == "produce":
        return shape
    return shape + (_stems() if unit in {"stem", "bunch"} else _pot())


def _pot() -> str:
    return (
        f'<path fill="{POT}" d="M40 92h40l-5 24q-1 3-4 3H49q-3 0-4-3z"/>'
        f'<rect fill="{RIM}" x="37" y="86" width="46" height="9" rx="2"/>'
        f'<ellipse fill="{SOIL}" cx="60" cy="87" rx="19" ry="2"/>'
    )


def _stems() -> str:
    return f'<path fill="none" stroke="{DARK}" stroke-width="3" d="M60 84v34M54 118l6-20 6 20"/>'


def _turned(path: str, colour: str, angles: Sequence[float], at: tuple[int, int]) -> str:
    """Return a path, drawn upwards from its root, at several angles around a point."""
    x, y = at
    parts = "".join(f'<path d="{path}" transform="rotate({angle:g})"/>' for angle in angles)
    return f'<g fill="{colour}" transform="translate({x} {y})">{parts}</g>'


def _around(number: int, first: float = 0) -> list[float]:
    return [first + 360 * at / number for at in range(number)]


def _stem(x: int, top: int, bend: int = 0) -> str:
    return f'<path fill="none" stroke="{DARK}" stroke-width="3" d="M60 88Q{60 + bend} {(88 + top) // 2} {x} {top}"/>'


def _leaves(look: Look, angles: Sequence[float], length: int = 34, wide: int = 8) -> str:
    half = length // 2
    path = (
        f"M0 0C-{wide}-{half // 2}-{wide}-{half} 0-{length}C{wide}-{half} {wide}-{half // 2} 0 0Z"
    )
    return _turned(path, look.green, angles, (60, 88))


def _dot(x: int, y: int, radius: int, colour: str) -> str:
    return f'<circle fill="{colour}" cx="{x}" cy="{y}" r="{radius}"/>'


def _daisy(look: Look) -> str:
    number = look.of(8, 11, 13)
    petals = _turned("M0 0C-7-9-7-22 0-27C7-22 7-9 0 0Z", look.petal, _around(number), (60, 40))
    return _leaves(look, (-62, 62, -28, 28)) + _stem(60, 40) + petals + _dot(60, 40, 8, look.heart)


def _orchid(look: Look) -> str:
    def flower(x: int, y: int) -> str:
        back = _turned("M0 0C-6-6-6-15 0-19C6-15 6-6 0 0Z", look.petal, (0, 125, 235), (x, y))
        sides = _turned("M0 0C-12-4-13-15-3-18C5-18 6-8 0 0Z", look.petal, (72, -58), (x, y))
        return back + sides + _turned("M0 0L-6-9Q0-13 6-9Z", look.heart, (180,), (x, y))

    arch = f'<path fill="none" stroke="{DARK}" stroke-width="2.5" d="M60 88C52 50 62 22 92 26"/>'
    return _leaves(look, (-70, 66, -96, 94), 36, 9) + arch + flower(88, 34) + flower(64, 32) + flower(52, 58)  # fmt: skip


def _aroid(look: Look) -> str:
    heart = "M0 0C-26 2-26-30-8-30C-2-30 0-26 0-24C0-26 2-30 8-30C26-30 26 2 0 0Z"
    leaf = _turned(heart, look.green, (-58, 52), (60, 84))
    spathe = _turned(heart, look.petal, (look.of(-14, 10, 14),), (60, 52))
    spadix = (
        f'<path stroke="{look.heart}" stroke-width="5" stroke-linecap="round" d="M60 48L63 28"/>'
    )
    return leaf + _stem(60, 50) + spathe + spadix


def _bromeliad(look: Look) -> str:
    leaves = _leaves(look, (-78, -52, -26, 26, 52, 78), 44, 7)
    bracts = _turned(
        "M0 0C-6-8-5-24 0-34C5-24 6-8 0 0Z", look.petal, (-44, -22, 0, 22, 44), (60, 62)
    )
    return leaves + bracts + _dot(60, 50, 4, look.heart)


def _bulb(look: Look) -> str:
    leaves = _leaves(look, (-24, 20, -40, 36), 50, 6)
    cup = f'<path fill="{look.petal}" d="M42 22Q50 30 60 14Q70 30 78 22Q84 54 60 58Q36 54 42 22Z"/>'
    inner = f'<path fill="{look.heart}" opacity=".55" d="M60 14Q50 34 60 57Q70 34 60 14Z"/>'
    return leaves + _stem(60, 56) + cup + inner


def _bedding(look: Look) -> str:
    def flower(x: int, y: int) -> str:
        petals = _turned("M0 0C-11-3-9-15 0-15C9-15 11-3 0 0Z", look.petal, _around(5), (x, y))
        return petals + _dot(x, y, 4, look.heart)

    green = f'<path fill="{look.green}" d="M28 84Q24 52 60 46Q96 52 92 84Q60 94 28 84Z"/>'
    return green + flower(42, 62) + flower(78, 62) + flower(60, 40)


def _herb(look: Look) -> str:
    spikes = ""
    for x, top in ((44, 36), (60, 22), (76, 36)):
        spikes += _stem(x, top, (x - 60) // 2)
        spikes += "".join(
            f'<ellipse fill="{look.petal}" cx="{x + side}" cy="{top + at * 6}" rx="4" ry="3"/>'
            for at in range(5)
            for side in (-3, 3)
        )
    return _leaves(look, (-58, 58, -34, 34), 28, 4) + spikes


def _foliage(look: Look) -> str:
    big = "M0 0C-20-10-22-36 0-50C22-36 20-10 0 0Z"
    leaves = _turned(big, look.green, (-48, 46), (60, 88)) + _turned(big, DARK, (2,), (60, 82))
    veins = f'<path fill="none" stroke="{look.heart}" stroke-width="1.5" d="M60 80V38M60 70l-10-9M60 70l10-9M60 58l-9-8M60 58l9-8"/>'
    return leaves + veins


def _fern(look: Look) -> str:
    pinnae = "".join(
        f'<path d="M0-{at * 7}l-{10 - at}-5M0-{at * 7}l{10 - at}-5"/>' for at in range(1, 8)
    )
    fronds = "".join(
        f'<g transform="translate(60 88) rotate({angle})"><path d="M0 0V-58"/>{pinnae}</g>'
        for angle in (-62, -32, 0, 32, 62)
    )
    return (
        f'<g fill="none" stroke="{look.green}" stroke-width="3" stroke-linecap="round">{fronds}</g>'
    )


def _woody(look: Look) -> str:
    trunk = f'<path stroke="{SOIL}" stroke-width="4" d="M60 88V56M60 70L46 54M60 66l16-14"/>'
    crown = "".join(
        _dot(x, y, radius, look.green)
        for x, y, radius in ((44, 48, 16), (76, 48, 16), (60, 34, 18), (60, 52, 15))
    )
    blooms = "".join(
        _dot(x, y, 6, look.petal) + _dot(x, y, 2, look.heart)
        for x, y in ((40, 42), (60, 26), (80, 44), (52, 54), (70, 54))
    )
    return trunk + crown + blooms


def _succulent(look: Look) -> str:
    leaf = "M0 0C-12-8-8-{0}-0-{0}C8-{0} 12-8 0 0Z"
    rings = ((_around(9), 34, look.green), (_around(7, 20), 26, DARK), (_around(5), 17, look.petal))
    return "".join(
        _turned(leaf.format(long), colour, angles, (60, 58)) for angles, long, colour in rings
    )


def _rose(look: Look) -> str:
    leaves = _turned("M0 0C-10-4-10-16 0-22C10-16 10-4 0 0Z", look.green, (-70, 64), (60, 76))
    outer = _turned("M0 0C-17-4-15-23 0-24C15-23 17-4 0 0Z", look.petal, _around(5), (60, 38))
    swirl = f'<path fill="none" stroke="{look.heart}" stroke-width="2.5" stroke-linecap="round" d="M60 38q5-5 8 1q1 8-9 8q-10-2-8-12q4-10 15-7"/>'
    return _stem(60, 40) + leaves + outer + swirl


def _produce(look: Look) -> str:
    return (
        f'<path fill="{look.petal}" d="M60 40C88 28 96 84 60 86C24 84 32 28 60 40Z"/>'
        f'<path fill="{look.green}" d="M60 40Q62 22 78 22Q76 38 60 40Z"/>'
    )


SHAPES: Mapping[str, Callable[[Look], str]] = {
    "orchid": _orchid,
    "aroid": _aroid,
    "bromeliad": _bromeliad,
    "pot_flower": _daisy,
    "bulb": _bulb,
    "bedding": _bedding,
    "herb": _herb,
    "foliage": _foliage,
    "fern": _fern,
    "woody": _woody,
    "succulent": _succulent,
    "cut": _rose,
    "produce": _produce,
}
