"""The sample city's applications for titles, a vault, and this year's yearly update.

Done by the real actions on days before today; the papers say of themselves that they are
samples. What a firm does is done by the firm's accountant where the sample has one, else
by the system.
"""

import datetime

from django.core.files.base import ContentFile

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions, evidence
from yuandu.mechanisms.enterprises.models import Application, Firm
from yuandu.mechanisms.enterprises.queries import unexpired
from yuandu.site.sample.people import SINCE
from yuandu.site.sample.projects import TODAY
from yuandu.site.sample.work import Desk

SUBJECT = Application._meta.label_lower
HOME = "370781"  # where the sample's county officer serves
BELOW = {"srdi_sme": "innovative_sme", "little_giant": "srdi_sme"}
# How far each application has come by its last step, and what it is for.
REACHED = (
    *(("survey", "srdi_sme"), ("survey", "little_giant"), ("coaching", "srdi_sme")),
    *(("coaching", "little_giant"), ("review", "srdi_sme"), ("review", "little_giant")),
    *(("returned", "srdi_sme"), ("passed", "srdi_sme"), ("passed", "little_giant")),
    *(("letter", "srdi_sme"), ("notice", "srdi_sme"), ("objected", "srdi_sme")),
    *(("withdrawn", "srdi_sme"), ("declined", "srdi_sme")),
)
# Days before today of each step of an application, from its opening on.
OPENED, COACHED, SUBMITTED, PASSED, LETTER, NOTICE, LAST = (70, 62, 45, 30, 18, 6, 2)
PAPERS = (
    *(("audit_report", 2025), ("audit_report", 2024), ("audit_report", 2023)),
    *(("ip_class_1", 2025), ("certificate", None), ("licence", None), ("rd_staff", 2025)),
)
RETURNED = "2024年度审计报告缺附注，主导产品说明未盖章，请补正后再报"
LETTERS = {"number": "样本推荐〔2026〕12号"}
NOTICES = {"document": "样本公示〔2026〕8号", "until": "2026-12-01"}
ANSWERED = 60  # firms that confirmed in this year's update


def load(workspace: Workspace) -> None:
    """Open applications of every stage, fill a vault, open the yearly update."""
    desk = Desk(workspace)
    own = _second_firm(desk)
    candidates = {tier: _candidates(workspace, tier, own) for tier in BELOW}
    for stage, tier in REACHED:
        _apply(desk, candidates[tier].pop(0), tier, stage)
    application = _apply(desk, own, "little_giant", "coaching", by="firm")
    _fill(desk, application.firm)
    _update(desk)


def _second_firm(desk: Desk) -> Firm:
    """Let the sample's accountant act also for a firm that is still on its way up."""
    firm = _candidates(desk.workspace, "little_giant")[-1]
    Post.objects.create(
        workspace=desk.workspace,
        user=desk.users["firm"],
        role="owner",
        title="专精特新企业会计",
        organisation=firm.party,
        from_on=SINCE,
    )
    return firm


def _candidates(workspace: Workspace, tier: str, but: Firm | None = None) -> list[Firm]:
    """Return firms of the county that hold the tier below and not this one."""
    held = unexpired(workspace, TODAY)
    found = (
        Firm.objects.filter(
            workspace=workspace,
            party__division__code=HOME,
            pk__in=held.filter(tier=BELOW[tier]).values("firm"),
        )
        .exclude(pk__in=held.filter(tier=tier).values("firm"))
        .select_related("party__division", "workspace")
    )
    if but is not None:
        found = found.exclude(pk=but.pk)
    return list(found.defer("party__division__geometry").order_by("pk")[: len(REACHED) + 1])


def _apply(desk: Desk, firm: Firm, tier: str, stage: str, by: str = "") -> Application:
    """Open an application and take it to where it stands, each step by whose turn it is."""
    firm_side = desk.actor(by) if by else desk.system
    with desk.on(OPENED):
        made = actions.open_application(by=firm_side, party=firm.party, tier=tier)
    county, city = desk.actor("qingzhou"), desk.actor("city")
    way: tuple[tuple[int, str, str, Actor, dict[str, str]], ...] = (
        (COACHED, "coach", "coaching", county, {}),
        (SUBMITTED, "submit", "review", firm_side, {}),
        (PASSED, "pass", "passed", county, {}),
        (LETTER, "recommend", "letter", city, LETTERS),
        (NOTICE, "publish", "notice", city, NOTICES),
    )
    ends = {
        "returned": ("review", "return", county, RETURNED),
        "objected": ("notice", "object", city, "来信反映主导产品市场占有率测算口径不实"),
        "withdrawn": ("review", "withdraw", firm_side, "企业拟完善知识产权后参加下一批次申报"),
        "declined": ("survey", "decline", county, "从事细分市场不足两年，建议先入培育库"),
    }
    until, move, actor, words = ends.get(stage, (stage, "", county, ""))
    for days, step, target, who, given in way:
        if _stage(made) == until:
            break
        _move(desk, made, days, step, who, given)
        if target == until:
            break
    if move:
        _move(desk, made, LAST, move, actor, {}, words)
    return made


def _stage(application: Application) -> str:
    return Track.objects.get(subject_label=SUBJECT, subject_id=application.pk).stage


def _move(
    desk: Desk,
    application: Application,
    days: int,
    move: str,
    by: Actor,
    evidence: dict[str, str],
    words: str = "",
) -> None:
    track = Track.objects.get(subject_label=SUBJECT, subject_id=application.pk)
    with desk.on(days) as on:
        lifecycle.move(
            by=by,
            track=track,
            move=move,
            on=on,
            expected_stage=track.stage,
            words=words,
            evidence=evidence,
        )


def _fill(desk: Desk, firm: Firm) -> None:
    """Put papers into a vault, each a text that says it is a sample."""
    for kind, year in PAPERS:
        title = evidence.title(kind)
        text = f"样例文件，非真实材料：{title} {year or ''}\n{firm.party.name}\n"
        with desk.on(COACHED):
            actions.keep_document(
                by=desk.actor("firm"),
                firm=firm,
                kind=kind,
                year=year,
                upload=ContentFile(text.encode(), f"{title}.txt"),
            )


def _update(desk: Desk) -> None:
    """Open the yearly update; some firms have answered, the others are silent."""
    with desk.on(20) as day:
        made = actions.open_round(
            by=desk.actor("city"), year=TODAY.year - 1, to_on=TODAY + datetime.timedelta(days=14)
        )
    asked = made.answers.order_by("pk").values_list("pk", flat=True)
    chosen = list(asked[len(REACHED) : len(REACHED) + ANSWERED])
    made.answers.filter(pk__in=chosen).update(
        confirmed_on=day + datetime.timedelta(days=5), by_label="样本·企业会计"
    )
