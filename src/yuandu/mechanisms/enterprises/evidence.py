"""What kinds of papers a vault holds, which criteria each shows, and what is still lacking.

Books name the evidence of a criterion in words (`evidence`); a kind of paper answers those
words that begin as one of its phrases. Nothing here reads the database.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules.books import Criterion
from yuandu.engines.rules.measures import measured
from yuandu.kernel.workspaces.languages import is_english
from yuandu.services.policies.library import vocabulary

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper.

    Attributes:
        phrases: How books call it; evidence that begins so is shown by it.
        is_yearly: It is about one year and has to be handed in for each.
    """

    code: str
    title: str | Promise
    phrases: tuple[str, ...] = ()
    is_yearly: bool = False


def _kind(code: str, title: str | Promise, *phrases: str, is_yearly: bool = False) -> Kind:
    return Kind(code, title, phrases, is_yearly)


_KINDS = (
    _kind("audit_report", pgettext_lazy("paper", "Audit report"), "审计报告", is_yearly=True),
    _kind("ip_class_1", pgettext_lazy("paper", "IP list, class I"), "知识产权清单"),
    _kind("ip_class_2", pgettext_lazy("paper", "IP list, class II")),
    _kind("variety_right", pgettext_lazy("paper", "Plant-variety right"), "植物新品种权证书"),
    _kind(
        "certificate",
        pgettext_lazy("paper", "Certificate"),
        *("高新技术企业证书", "证书", "体系认证证书", "认证证书", "产品认证证书", "商标注册证"),
    ),
    _kind("award", pgettext_lazy("paper", "Award certificate"), "获奖证书"),
    _kind(
        "recognition",
        pgettext_lazy("paper", "Announcement or document of recognition"),
        *("认定公告", "认定文件", "入库登记编号"),
    ),
    _kind("first_invoice", pgettext_lazy("paper", "First sales invoice"), "首张销售发票"),
    _kind("equity", pgettext_lazy("paper", "Proof of equity paid in"), "验资报告", is_yearly=True),
    _kind("rd_staff", pgettext_lazy("paper", "Roll of R&D staff"), "研发人员名册", is_yearly=True),
    _kind(
        "insurance",
        pgettext_lazy("paper", "Social-insurance certificate"),
        "社保缴纳证明",
        is_yearly=True,
    ),
    _kind(
        "platform_score",
        pgettext_lazy("paper", "Score of the cultivation platform"),
        "培育平台截图",
        is_yearly=True,
    ),
    _kind("declaration", pgettext_lazy("paper", "Own declaration"), "企业自我声明"),
    _kind(
        "statement",
        pgettext_lazy("paper", "Statement with supporting papers"),
        *("企业说明及佐证材料", "媒体报道"),
    ),
    _kind("charter", pgettext_lazy("paper", "Charter and rules of the firm"), "公司章程"),
    _kind("systems", pgettext_lazy("paper", "Proof of information systems"), "系统截图"),
    _kind("shareholding", pgettext_lazy("paper", "Shareholding chart"), "股权结构图"),
    _kind("licence", pgettext_lazy("paper", "Business licence"), "营业执照"),
    _kind(
        "credit",
        pgettext_lazy("paper", "Extract of the credit registers"),
        *("国家企业信用信息公示系统", "信用中国"),
    ),
    _kind(
        "office_proof",
        pgettext_lazy("paper", "Certificate of an office"),
        *("应急管理部门证明", "网信部门证明", "生态环境部门证明", "市场监管部门证明"),
        "产业结构调整指导目录",
    ),
    _kind(OTHER, pgettext_lazy("paper", "Other paper")),
)
KINDS = {kind.code: kind for kind in _KINDS}


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper, as far as it matters here."""

    kind: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Slot:
    """What a criterion needs shown, and whether it is.

    Attributes:
        years: The years for each of which a paper is needed; none where one paper will do.
        lacking: Those of `years` without one.
        is_shown: Nothing is lacking.
    """

    criterion: str
    title: str
    clause: str
    evidence: str
    kinds: tuple[str, ...]
    years: tuple[int, ...]
    lacking: tuple[int, ...]
    is_shown: bool

    @property
    def shown_by(self) -> str:
        """What shows it: in the book's own words, or in English by the kinds of papers."""
        if not is_english():
            return self.evidence
        return ", ".join(str(KINDS[code].title) for code in self.kinds)


def title(code: str) -> str:
    """Return what a kind is called; its code where it is declared no more."""
    return str(KINDS[code].title) if code in KINDS else code


def shows(kind: str, evidence: str) -> bool:
    """Whether a paper of a kind shows what a book calls `evidence`."""
    found = KINDS.get(kind)
    return found is not None and any(evidence.startswith(phrase) for phrase in found.phrases)


def criteria_shown(kind: str, books: Iterable[rules.Book]) -> list[str]:
    """Return the titles of the criteria that a paper of a kind shows, each once."""
    found = (_title(one) for book in books for one in book.criteria if shows(kind, one.evidence))
    return list(dict.fromkeys(found))


def slots(
    book: rules.Book, on: datetime.date, kept: Collection[Kept], *, unasked: Collection[str] = ()
) -> list[Slot]:
    """Return what a book wants shown on a day, criterion by criterion, and what lacks.

    A criterion whose evidence no kind of paper answers is shown by whatever is filed as
    other paper: somebody has to look.

    Args:
        unasked: Criteria that are not asked of this firm.
    """
    return [_slot(one, on, kept) for one in book.criteria if one.evidence and one.id not in unasked]


def _slot(one: Criterion, on: datetime.date, kept: Collection[Kept]) -> Slot:
    evidence = one.evidence
    kinds = tuple(code for code in KINDS if shows(code, evidence)) or (OTHER,)
    fitting = [paper for paper in kept if paper.kind in kinds]
    is_yearly = any(KINDS[code].is_yearly for code in kinds)
    years = tuple(sorted(set(_years(one, on)), reverse=True)) if is_yearly else ()
    lacking = tuple(year for year in years if year not in {paper.year for paper in fitting})
    return Slot(
        criterion=one.id,
        title=_title(one),
        clause=one.clause,
        evidence=evidence,
        kinds=kinds,
        years=years,
        lacking=lacking,
        is_shown=not lacking if years else bool(fitting),
    )


def _years(one: Criterion, on: datetime.date) -> Iterator[int]:
    """Yield the years of the facts that a criterion reads, from the last full year back."""
    if one.value is None or one.value.score is not None:
        return
    for back in range(one.each_of_years):
        year = on.year - 1 - back
        columns = measured(one.value, year=year, vocabulary=vocabulary(), scores={}).columns
        for name in columns:
            if name not in vocabulary():
                yield int(name.rpartition("_")[2])


def _title(one: Criterion) -> str:
    return one.title_en if is_english() and one.title_en else one.title
