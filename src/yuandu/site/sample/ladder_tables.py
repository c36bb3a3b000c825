"""The numbers from which the sample city's firms are drawn: all invented, all in one place.

Amounts are in 万元. How many hold which title, and how many platforms there are, is what
the page prints.
"""

import datetime
from dataclasses import dataclass

FIRMS = 4000
LITTLE_GIANTS = 94
SRDI_SMES = 865
BOTH = 88  # little giants whose provincial title is unexpired too; SRDI_SMES holds them
INNOVATIVE_ONLY = 1310  # innovative SMEs that hold no higher title
FORMER = 160  # held a title once; it ran out, was given up or cancelled
PLATFORMS = {"national": 37, "provincial": 299, "municipal": 1576}
RAISED = {"national": 25, "provincial": 140}  # of them, from the level below
CLOSED = 20
REFORM = (0.01, 0.07)  # spending on technical reform, of revenue
# What would rule a firm out, and is true of none.
CLEAN = (
    *("serious_dishonesty", "major_data_incident_3y", "major_pollution_3y"),
    *("serious_quality_problem_3y", "makes_prohibited_products", "is_single_champion"),
    "is_tied_to_little_giant",
)
YEARS = (2022, 2023, 2024, 2025)
STILL_ELIGIBLE = 0.88  # of those with a title
LATENT = 0.05  # of those without, whose facts would do for an SRDI SME
LATENT_INNOVATIVE = 0.2  # and for an innovative one

type Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """What firms of one kind look like; each value is drawn from its range.

    Attributes:
        revenue: of 2022, 万元, evenly on a logarithmic scale.
        growth: of revenue, a year.
        rd_share: R&D expense of revenue.
        rd_least: 万元 a year, whatever the share gives.
        debt: liabilities of assets.
        margin: net profit of revenue.
        head: revenue a head, 万元.
        rd_heads: R&D staff of all staff.
        inventions: class I rights.
        niche: years in its niche.
        share: national share of the niche.
        score: development score of the official platform.
    """

    revenue: Range
    growth: Range
    main_share: Range
    rd_share: Range
    rd_least: float
    debt: Range
    margin: Range
    head: Range
    rd_heads: Range
    inventions: tuple[int, int]
    digital: tuple[int, int]
    niche: tuple[int, int]
    share: Range
    score: tuple[int, int]


PROFILES = {
    "little_giant": Profile(
        (9000, 60000), (0.055, 0.22), (0.905, 0.99), (0.035, 0.09), 650, (0.25, 0.68),
        (0.06, 0.18), (70, 140), (0.15, 0.35), (4, 22), (3, 4), (6, 20), (0.1, 0.45), (62, 90),
    ),
    "srdi_sme": Profile(
        (2200, 22000), (0.02, 0.18), (0.82, 0.98), (0.034, 0.09), 110, (0.2, 0.72),
        (0.04, 0.15), (55, 120), (0.1, 0.28), (1, 8), (2, 4), (4, 16), (0.02, 0.15), (52, 80),
    ),
    "innovative_sme": Profile(
        (500, 9000), (0.05, 0.25), (0.71, 0.96), (0.03, 0.08), 15, (0.2, 0.54),
        (0.02, 0.12), (45, 110), (0.06, 0.2), (1, 3), (1, 3), (2, 12), (0.0, 0.05), (35, 62),
    ),
    "weak": Profile(
        (900, 12000), (-0.16, 0.03), (0.5, 0.78), (0.008, 0.028), 0, (0.6, 0.92),
        (-0.05, 0.03), (40, 90), (0.02, 0.08), (0, 2), (1, 2), (3, 14), (0.0, 0.06), (22, 48),
    ),
    "ordinary": Profile(
        (150, 6000), (-0.1, 0.12), (0.45, 0.9), (0.0, 0.022), 0, (0.35, 0.95),
        (-0.04, 0.07), (35, 90), (0.0, 0.06), (0, 0), (0, 2), (1, 10), (0.0, 0.02), (15, 40),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleAnnouncement:
    """A made-up announcement; `weight` is its part of the titles that are unexpired."""

    tier: str
    kind: str
    batch: str
    number: int
    published_on: datetime.date
    weight: int = 0

    @property
    def document(self) -> str:
        return f"样本公告〔{self.published_on.year}〕{self.number}号"


_D = datetime.date
GIVING = (
    SampleAnnouncement("little_giant", "recheck", "第五批复核", 21, _D(2026, 7, 1), 26),
    SampleAnnouncement("little_giant", "recognition", "第六批", 22, _D(2024, 9, 2), 38),
    SampleAnnouncement("little_giant", "recognition", "第七批", 23, _D(2025, 10, 15), 30),
    SampleAnnouncement("srdi_sme", "recognition", "2023年度", 11, _D(2024, 1, 8), 29),
    SampleAnnouncement("srdi_sme", "recognition", "2024年度", 12, _D(2024, 12, 20), 30),
    SampleAnnouncement("srdi_sme", "recognition", "2025年度", 13, _D(2025, 12, 18), 27),
    SampleAnnouncement("srdi_sme", "recheck", "2022年度复核", 14, _D(2026, 3, 30), 14),
    SampleAnnouncement("innovative_sme", "recognition", "2024年度第一批", 1, _D(2024, 4, 12), 30),
    SampleAnnouncement("innovative_sme", "recognition", "2024年度第二批", 2, _D(2024, 11, 29), 20),
    SampleAnnouncement("innovative_sme", "recognition", "2025年度第一批", 3, _D(2025, 5, 30), 28),
    SampleAnnouncement("innovative_sme", "recognition", "2026年度第一批", 4, _D(2026, 5, 22), 22),
)
# What came before, and has run out by now.
EARLIER = {
    "little_giant": SampleAnnouncement("little_giant", "recognition", "第五批", 20, _D(2023, 7, 1)),
    "srdi_sme": SampleAnnouncement("srdi_sme", "recognition", "2022年度", 10, _D(2023, 3, 30)),
    "innovative_sme": SampleAnnouncement(
        "innovative_sme", "recognition", "2023年度", 5, _D(2023, 6, 16)
    ),
}
ENDING = {
    "srdi_sme": SampleAnnouncement("srdi_sme", "withdrawal", "", 31, _D(2026, 6, 10)),
    "innovative_sme": SampleAnnouncement("innovative_sme", "withdrawal", "", 32, _D(2026, 6, 10)),
}
FAILING = {
    "srdi_sme": SampleAnnouncement("srdi_sme", "recheck", "2023年度复核", 33, _D(2026, 9, 28))
}
# How a former title came to its end, and how often.
ENDS = {"expired": 0.5, "withdrawn": 0.2, "cancelled": 0.15, "failed_recheck": 0.15}
REASONS = {
    "withdrawn": "企业主动申请放弃称号",
    "cancelled": "发生较大安全事故，按规定取消",
    "failed_recheck": "研发费用占比未达到复核条件",
}
