"""Samples of the log, files, notices, spreadsheets, quotas, boards and figures."""

import datetime
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.projects import owners_project
from tests.people import TODAY
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit import sequencing
from yuandu.kernel.audit.models import Entry, Root
from yuandu.kernel.files import actions as files
from yuandu.kernel.filters import actions as filters
from yuandu.kernel.filters import lists
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators import boards
from yuandu.kernel.indicators.models import Board, MonthlyValue, Objection
from yuandu.kernel.ledger import quotas
from yuandu.kernel.ledger.models import Account
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices.models import Delivery, Notice, Robot
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets import actions as sheets
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.models import State, Upload


@sample
def an_entry(world: World) -> Given:
    audit.record(world.system, "workspace.call", world.weifang, personal={"phone": "138"})
    entry = Entry.objects.latest("pk")
    return Given({"pk": entry.pk}, data={"name": "phone"})


@sample
def a_day_that_is_closed(world: World) -> Given:
    sequencing.Sequencer().run()
    sequencing.close_days(timezone.now() + datetime.timedelta(days=1))
    return Given({"day": Root.objects.latest("on").on})


@sample
def a_list_that_is_filtered(world: World) -> Given:
    return Given({"code": "projects"}, data={"name": "", "query": "year=0"})


@sample
def filters_of_a_list(world: World) -> Given:
    return Given(query={"list": "projects"})


@sample
def a_filter_to_save(world: World) -> Given:
    name = f"另存的筛选{SavedFilter.objects.count() + 1}"
    return in_json(list="projects", name=name, query="stage=build")


@sample
def a_filter_to_rename(world: World) -> Given:
    name = f"改名后的筛选{SavedFilter.objects.count() + 1}"
    return in_json(a_filter_of_the_leader(world).path, name=name)


@sample
def a_filter_of_the_leader(world: World) -> Given:
    made = filters.save(
        by=acting(world, "leader"),
        filtered=lists.get("projects"),
        name=f"示例筛选{SavedFilter.objects.count() + 1}",
        query="stage=build",
    )
    return Given({"pk": made.pk}, data={})


@sample
def a_paper(world: World) -> Given:
    upload = ContentFile(b"%PDF-1.7\n%%EOF\n", "批复.pdf")
    paper = files.store(by=world.system, upload=upload, target=owners_project(world).track)
    return Given({"pk": paper.pk})


@sample
def a_notice_to_the_leader(world: World) -> Given:
    leader = world.people["leader"]
    params = {"giver": "住建局", "subject": "示例项目", "due_on": str(TODAY)}
    notices.send(by=world.system, to=[leader.pk], kind="promise.given", url="/late/", **params)
    return Given({"pk": Notice.objects.get(to=leader, kind="promise.given").pk})


@sample
def a_robot(world: World) -> Given:
    return Given({"pk": _robot(world).pk})


@sample
def a_message_that_failed(world: World) -> Given:
    message = Delivery.objects.create(
        workspace=world.weifang, robot=_robot(world), title="快报", text="快报", state="failed"
    )
    return Given({"pk": message.pk})


def _robot(world: World) -> Robot:
    return Robot.objects.create(
        workspace=world.weifang,
        name=f"调度群{Robot.objects.count()}",
        platform="wecom",
        address="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdef",
    )


@sample
def organisations_as_a_spreadsheet(world: World) -> Given:
    return Given({"code": "organisations", "kind": "csv"})


@sample
def a_spreadsheet_that_was_sent(world: World) -> Given:
    return Given({"pk": _read(world).pk})


@sample
def a_spreadsheet_that_stopped(world: World) -> Given:
    """Return one whose reading somebody began and nobody goes on with."""
    upload = _sent(world)
    upload.state = State.READING
    upload.save(update_fields=["state"])
    return Given({"pk": upload.pk})


@sample
def a_preview_to_decide_on(world: World) -> Given:
    upload = _read(world)
    return Given({"pk": upload.pk}, data={"version": upload.version, "good_rows_only": "on"})


ROWS = "统一社会信用代码,名称\n91350100M000100Y43,示例材料有限公司\n91370700MA3C0H1F5E,\n".encode()


def _sent(world: World) -> Upload:
    officer, layout = acting(world, "city_officer"), layouts.get("organisations")
    return sheets.receive(by=officer, layout=layout, file=ContentFile(ROWS, "企业.csv"))


def _read(world: World) -> Upload:
    return sheets.read(by=acting(world, "city_officer"), upload=_sent(world))


@sample
def a_quota_of_land(world: World) -> Given:
    return Given({"pk": _quota(world, "370781").pk})


@sample
def a_quota_to_grant(world: World) -> Given:
    return in_json(
        resource="land", division="370781", year=TODAY.year, amount="10", key="sent once"
    )


@sample
def land_to_move(world: World) -> Given:
    debit, credit = _quota(world, "370781"), _quota(world, "370782")
    return in_json(debit=debit.code, credit=credit.code, amount="1", key="moved once")


def _quota(world: World, division: str) -> Account:
    granted = quotas.grant(
        by=acting(world, "administrator"),
        resource="land",
        division=Division.objects.get(code=division),
        year=TODAY.year,
        amount=Decimal(50),
        key=f"to {division}",
    )
    return granted.credit


@sample
def a_board(world: World) -> Given:
    """Return 青州's place on a board that 诸城 leads: the last, so not for the public."""
    boards.register(boards.MonthlyMeasure(code="done", name="完成投资", unit="亿元"))
    board = indicators.keep_board(by=world.system, code="invested", name="投资榜", leaders=1)
    indicators.publish_rule(
        by=world.system,
        board=board,
        terms={"components": [{"measure": "done", "weight": 100}]},
        basis="潍办〔2025〕9号",
        published_on=datetime.date(2025, 12, 20),
        effective_on=datetime.date(2026, 1, 1),
    )
    for subject, (division, value) in enumerate({"370781": 6, "370782": 10}.items()):
        MonthlyValue.objects.create(
            workspace=world.weifang,
            measure="done",
            subject_id=subject,
            division=Division.objects.get(code=division),
            period="2026-10",
            value=value * 10**8,
        )
    return Given(
        {"code": "invested", "period": "2026-10", "participant": "370781", "measure": "done"}
    )


@sample
def a_board_of_departments(world: World) -> Given:
    indicators.keep_board(by=world.system, code="answers", name="答复榜", over="organisations")
    return Given({"code": "answers"}, data={})


@sample
def the_head_of_a_board(world: World) -> Given:
    return Given({"code": "invested", "period": "2026-10", "participant": "370782"})


@sample
def an_objection(world: World) -> Given:
    objection = indicators.object_to(
        by=acting(world, "county_officer"),
        board=Board.objects.get(code="invested"),
        period="2026-10",
        participant=Division.objects.get(code="370781"),
        words="少计一家",
    )
    return Given({"pk": objection.pk})


@sample
def an_objection_to_make(world: World) -> Given:
    place = {"code": "invested", "period": "2026-09", "participant": "370781"}
    return Given(place, data={"words": "少计一家"}, as_json=True)


@sample
def an_answer_to_an_objection(world: World) -> Given:
    return Given(
        {"pk": Objection.objects.get().pk},
        data={"is_upheld": False, "answer": "经核实无误"},
        as_json=True,
    )


@sample
def a_figure(world: World) -> Given:
    return Given({"code": "registry.divisions.count"})


@sample
def a_text(world: World) -> Given:
    return Given(data={"text": "青州市共2个县市区"}, as_json=True)


@sample
def a_spreadsheet_to_send(world: World) -> Given:
    path = {"layout": "organisations"}
    return Given(path, data=lambda: {"file": ContentFile(ROWS, "企业.csv")})


@sample
def a_decision_on_a_spreadsheet(world: World) -> Given:
    upload = _read(world)
    return in_json({"pk": upload.pk}, version=upload.version, good_rows_only=True)


@sample
def a_mapping_of_a_spreadsheet(world: World) -> Given:
    upload = _read(world)
    return in_json({"pk": upload.pk}, version=upload.version, mapping={})
