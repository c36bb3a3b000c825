"""What people call a county or a zone, beside the name that the registry has for it."""

import re
from collections.abc import Iterable

# What people leave off: 青州 for 青州市. Never of a name that would be one character then.
_SUFFIX = re.compile(r"(?<=..)(?:自治县|自治区|自治州|地区|新区|开发区|市|县|区|省)$")
# How zones are shortened; where nothing stands before it, 开发区 alone would say too little.
_ZONES = (
    (re.compile(r"高新技术产业开发区$"), ("高新技术开发区", "高新开发区", "高新区")),
    (re.compile(r"经济技术开发区$"), ("经济开发区", "经开区")),
    (re.compile(r"(?<=..)经济技术开发区$"), ("开发区", "新区", "区")),
    (re.compile(r"(?<=..)生态经济开发区$"), ("生态开发区", "开发区", "区")),
    (re.compile(r"(?<!技术)(?<!生态)经济开发区$"), ("经济区", "经开区")),
    (re.compile(r"综合保税区$"), ("综保区", "保税区")),
)


def other_names(names: Iterable[str], city: str) -> set[str]:
    """Return what else a division may be called in a file.

    Args:
        names: of the division in the registry, in Chinese: full and short.
        city: the workspace's name, which files put before a division's or leave off.
    """
    bare_city = _SUFFIX.sub("", city)
    cities = [each for each in (city, bare_city) if each]
    found = set(names)
    for name in list(found):
        found |= {name.removeprefix(each) for each in cities if len(name) > len(each) + 1}
    for name in list(found):
        for long, shorts in _ZONES:
            found |= {long.sub(short, name) for short in shorts if long.search(name)}
    found |= {_SUFFIX.sub("", name) for name in found}
    return found | {each + name for name in found for each in cities if not name.startswith(each)}
