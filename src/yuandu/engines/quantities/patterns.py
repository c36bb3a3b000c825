"""Numbers that are no figures: dates, ranks, ordinals, and the digits inside names."""

from __future__ import annotations

import re

from yuandu.engines.quantities import units

_YEAR = r"(?:19|20)[0-9]{2}"
_CHINESE_YEAR = r"[一二][〇○零一二三四五六七八九]{3}"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[ ]?(?:-|–|—|~|〜|至|到)+[ ]?"
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_YEAR_WORDS = "|".join(
    rf"(?<=\b{word} )|(?<=\b{word.capitalize()} )"
    for word in (
        *("in", "since", "by", "until", "till", "during", "before", "after"),
        *("year", "early", "late", "through"),
    )
)
_NO_FIGURE = rf"(?![0-9]|[ ]?(?:{units.SCALE_PATTERN}|{units.UNIT_PATTERN}))"

WHEN = re.compile(
    "|".join(
        (
            # 2024年3月5日, 2023年1-9月, 2018—2035年, 二〇二四年三月, 90年代
            rf"(?:{_YEAR}|{_CHINESE_YEAR})[ ]?年?{_TO}(?:{_YEAR}|{_CHINESE_YEAR})(?:[ ]?年)?(?![0-9])",
            rf"(?:{_YEAR}|{_CHINESE_YEAR})[ ]?年代?度?"
            rf"(?:[ ]?{_MONTH}(?:{_TO}{_MONTH})?[ ]?月份?(?:[ ]?{_DAY}(?:{_TO}{_DAY})?[ ]?[日号])?)?",
            r"(?<![0-9])[0-9]0年代",
            # 1-9月, 3月5日, 3月5日至8日
            rf"(?<![0-9.])(?:{_MONTH}月?{_TO})?{_MONTH}月份?"
            rf"(?:{_DAY}[日号]?(?:{_TO}(?:{_MONTH}月)?{_DAY})?[日号])?",
            # 5日, but not 5日内, which is a time
            rf"(?<![0-9.])(?:{_DAY}[日号]?{_TO})?(?:3[01]|[12][0-9]|[1-9])日(?![内后以前之])",
            # 2024-03-05, 2024.3.5, 2024/3, 2024-03-05T10:30
            rf"(?<![0-9.-]){_YEAR}([-/.])(?:1[0-2]|0?[1-9])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
            r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
            rf"(?<![0-9.-]){_YEAR}[-/.](?:1[0-2]|0?[1-9]){_NO_FIGURE}",
            # 9:30
            r"(?<![0-9:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:])",
            # 5 March 2024, March 5, 2024, in 2019, (2019)
            rf"(?<![0-9A-Za-z.,])(?:[0-9]{{1,2}}(?:st|nd|rd|th)?[ ])?{_MONTHS}"
            rf"(?:[ ][0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9]),?)?(?:[ ]{_YEAR})?(?=\W|$)",
            rf"(?:{_YEAR_WORDS}){_YEAR}{_NO_FIGURE}",
            rf"(?:(?<=[Ff]rom )|(?<=[Bb]etween )){_YEAR} (?:to|and|through) {_YEAR}{_NO_FIGURE}",
            rf"(?<=\(){_YEAR}(?=\))",
        )
    )
)

RANK_WORDS = {
    word: place
    for place, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth"),
            *("sixth", "seventh", "eighth", "ninth", "tenth"),
        ),
        start=1,
    )
}
_NUMERAL = r"[一二三四五六七八九十]{1,3}"
RANKS = re.compile(
    rf"第[ ]?(?P<place>[0-9]{{1,4}}|{_NUMERAL})[ ]?[位名]"
    rf"|前(?P<top>[0-9]{{1,4}}(?=[位名强])|[一二三四五六七八九十](?![年季月天个次期任届者面几多]))[位名强]?"
    r"|(?<![A-Za-z0-9.])(?:[Nn]o\.[ ]?)?(?P<nth>[0-9]{1,4})(?:st|nd|rd|th)\b"
    rf"|(?<![A-Za-z])rank(?:s|ed|ing)?[ ](?:the[ ])?(?P<word>{'|'.join(RANK_WORDS)})\b"
)
ORDINALS = re.compile(rf"第[ ]?(?:[0-9]+|{_NUMERAL})|(?<![A-Za-z])[Nn]o\.[ ]?[0-9]+")

STANDARDS = re.compile(
    r"(?<![A-Za-z])(?:GB|GB/[TZ]|ISO(?:/IEC)?|IEC|RFC|DB[0-9]{2}(?:/T)?|[A-Z]{2}/T)[ ]?[0-9]+(?:\.[0-9]+)*"
    r"(?:[-—:](?:19|20)[0-9]{2})?(?![0-9])"
)
_MONEY = "|".join(re.escape(each) for each in units.PREFIXES if each.isascii())
_MEASURED = rf"[0-9.,]+[ ]?(?:{units.SCALE_PATTERN}|{units.UNIT_PATTERN})"
LABELS = re.compile(
    "|".join(
        (
            # 〔2022〕63号, 第802号, 3号楼
            r"(?:[〔\[(](?:19|20)[0-9]{2}[〕\])])?[0-9]+号(?!线)",
            # 2111-370781-04-01-123456, 0536-8789123
            r"(?<![0-9])[0-9]+(?:-[0-9]+){2,}",
            r"(?<![0-9-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])",
            # a mobile number; a code too long for a figure
            r"(?<![0-9])1[3-9][0-9]{9}(?![0-9万亿元.])",
            r"[0-9]{21,}",
            # PM2.5, COVID-19, A4
            rf"(?<![A-Za-z])(?!(?:{_MONEY})[ ]?[0-9])[A-Za-z][A-Za-z]*[-_.]?[0-9][0-9A-Za-z.]*",
            # 5G, 3D, 4A级
            rf"(?<![0-9.,])(?!{_MEASURED})[0-9]+[A-Za-z][0-9A-Za-z]*级?",
        )
    )
)
