"""How a paper of an office looks: GB/T 9704-2012, 党政机关公文格式.

One table of measures for both kinds of file, so that they cannot drift apart.
"""

from dataclasses import dataclass

PAGE_MM = (210, 297)
TOP_MM, RIGHT_MM, BOTTOM_MM, LEFT_MM = 37, 26, 35, 28  # leaves 156 × 225 mm for the text
LINES, CHARACTERS = 22, 28  # a full page
FOOTER_MM = 7  # from the text down to the page number
RED = "#E60012"
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface by its Chinese name, and what takes its place, nearest first.

    The standard's typefaces are sold or come with an office suite; on a machine without
    them the free Noto typefaces stand in, and whoever opens the Word file with the real
    ones sees those.
    """

    name: str
    others: tuple[str, ...]
    is_bold: bool = False

    @property
    def stack(self) -> str:
        """The typefaces in order, for a style sheet."""
        return ", ".join(f'"{each}"' for each in (self.name, *self.others)) + ", serif"


_SONG = ("SimSun", "宋体", "STSong", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC")
TITLE = Font(
    "方正小标宋简体", ("FZXiaoBiaoSong-B05S", "小标宋体", "华文中宋", "STZhongsong", *_SONG[3:])
)
BODY = Font("仿宋_GB2312", ("仿宋", "FangSong", "华文仿宋", "STFangsong", *_SONG))
FIRST = Font(
    "黑体", ("SimHei", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")
)
SECOND = Font("楷体_GB2312", ("楷体", "KaiTi", "华文楷体", "STKaiti", *_SONG))
PAGE = Font("宋体", _SONG)
LATIN = Font("Times New Roman", ("Liberation Serif", "Noto Serif", "DejaVu Serif"))
FONTS = (TITLE, BODY, FIRST, SECOND, PAGE)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in points; 2号 is 22, 3号 16, 4号 14, 小4号 12, 5号 10.5."""

    title: float
    body: float
    table: float
    page: float
    line: float  # from one line to the next
    spacing: float  # between characters


LARGEST = 42  # points, of a letterhead
_WIDTH = (PAGE_MM[0] - LEFT_MM - RIGHT_MM) * POINTS_PER_MM
_LINE = (PAGE_MM[1] - TOP_MM - BOTTOM_MM) * POINTS_PER_MM / LINES
_CELL = _WIDTH / CHARACTERS

OFFICIAL = Sizes(title=22, body=16, table=12, page=14, line=_LINE, spacing=_CELL - 16 - 0.01)
# A little less than even, or rounding pushes the twenty-eighth character off the line.
COMPACT = Sizes(title=16, body=10.5, table=9, page=10.5, line=15, spacing=0)


def letterhead_size(letterhead: str) -> float:
    """Return the size in points at which a letterhead fits one line; a bold Latin letter is wide."""
    characters = sum(0.65 if each.isascii() else 1.0 for each in letterhead)
    return min(LARGEST, int(_WIDTH / (characters + 0.5)))
