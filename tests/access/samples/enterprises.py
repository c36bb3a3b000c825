"""Samples of firms, titles and platforms."""

from typing import Any

from django.core.files.base import ContentFile

from tests.access.samples.given import Given, World, acting, in_json, sample
from tests.access.samples.registry import owners_firm
from tests.people import TODAY
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.enterprises.models import Application, Firm, UpdateAnswer, UpdateRound
from yuandu.mechanisms.enterprises.tests.records import (
    a_firm,
    a_piece,
    a_pool_place,
    a_title,
    a_title_application,
    a_vault_paper,
    an_innovation_platform,
    facts_of_a_year,
)


@sample
def a_calendar_of_titles(world: World) -> Given:
    token = lifecycle.open_calendar(by=acting(world, "auditor"))
    return Given({"code": "titles", "token": token})


@sample
def a_firm_without_a_title(world: World) -> Given:
    return Given({"pk": a_firm(world.weifang).pk})


@sample
def a_contact_of_a_firm(world: World) -> Given:
    contact = {"leading_product": "农机", "contact": "张三", "phone": "0536-5550000"}
    return Given({"pk": a_firm(world.weifang).pk}, data=contact)


@sample
def a_list_as_a_workbook(world: World) -> Given:
    return Given({"kind": "xlsx"})


@sample
def a_place_in_the_pool(world: World) -> Given:
    return Given({"pk": a_pool_place(a_firm(world.weifang)).pk})


@sample
def a_leaving_of_the_pool(world: World) -> Given:
    reason = {"leaving": "unlikely", "because": "营收连续下滑"}
    return Given(a_place_in_the_pool(world).path, data=reason)


@sample
def an_entry_into_the_pool(world: World) -> Given:
    reason = {"tier": "srdi_sme", "because": "成长性好"}
    return Given({"pk": a_firm(world.weifang).pk}, data=reason)


@sample
def an_announced_firm(world: World) -> Given:
    return Given({"pk": a_title(a_firm(world.weifang)).firm_id})


def _own_firm(world: World) -> Firm:
    """Return the owner's firm, of 青州, whatever it was known as before."""
    party = owners_firm(world)
    party.division = Division.objects.get(code="370781")
    party.save(update_fields=["division"])
    return Firm.objects.get_or_create(party=party, defaults={"workspace": world.weifang})[0]


@sample
def an_applicant(world: World) -> Given:
    return Given({"pk": _own_firm(world).party_id}, data={"tier": "little_giant"})


@sample
def an_application_for_a_title(world: World) -> Given:
    return Given({"pk": _application(world).pk})


def _application(world: World) -> Application:
    found = Application.objects.filter(firm=_own_firm(world), tier="srdi_sme").first()
    return found or a_title_application(world.system, _own_firm(world))


@sample
def an_application_with_a_letter(world: World) -> Given:
    firm = _own_firm(world)
    made = a_title_application(world.system, firm, tier="innovative_sme", stage="letter")
    return Given({"pk": made.pk})


@sample
def an_applicant_on_notice(world: World) -> Given:
    made = a_title_application(world.system, a_firm(world.weifang), stage="notice")
    return Given({"pk": made.pk})


@sample
def an_objection_to_an_applicant(world: World) -> Given:
    return Given(an_applicant_on_notice(world).path, data={"words": "研发费用存疑"})


@sample
def an_objection_to_a_title(world: World) -> Given:
    return in_json(an_applicant_on_notice(world).path, words="研发费用存疑")


@sample
def a_vault(world: World) -> Given:
    return Given({"pk": _own_firm(world).pk})


@sample
def a_paper_for_a_vault(world: World) -> Given:
    def sent() -> dict[str, Any]:
        paper = ContentFile(b"%PDF-1.7\nlicence\n%%EOF\n", "执照.pdf")
        return {"kind": "licence", "upload": paper}

    return Given({"pk": _own_firm(world).pk}, data=sent)


@sample
def a_paper_of_a_vault(world: World) -> Given:
    firm = _own_firm(world)
    return Given({"pk": firm.pk, "document": a_vault_paper(world.system, firm).pk})


@sample
def a_window_to_open(world: World) -> Given:
    return Given(data={"year": TODAY.year - 1, "to_on": "2026-12-20"})


@sample
def a_yearly_update(world: World) -> Given:
    firm = _own_firm(world)
    made = UpdateRound.objects.filter(year=2024).first()
    if made is None:
        facts_of_a_year(firm, 2024)
        made = UpdateRound.objects.create(
            workspace=world.weifang, year=2024, from_on=TODAY, to_on=TODAY
        )
        UpdateAnswer.objects.create(workspace=world.weifang, round=made, firm=firm)
    return Given({"pk": made.pk, "firm": firm.pk})


@sample
def a_round_by_a_program(world: World) -> Given:
    return in_json(year=TODAY.year - 1, to_on="2026-12-20")


@sample
def a_confirmation_by_a_program(world: World) -> Given:
    return in_json(a_yearly_update(world).path, words="住所迁至高新区")


@sample
def hours_for_the_owner(world: World) -> Given:
    firm, hours = _own_firm(world).party_id, {"first": 9, "last": 11}
    path = a_piece_of_equipment(world).path
    return in_json(path, firm=firm, day="2026-11-25", purpose="样品检测", **hours)


@sample
def a_platform(world: World) -> Given:
    return Given({"pk": an_innovation_platform(a_firm(world.weifang)).pk})


@sample
def a_platform_of_qingzhou(world: World) -> Given:
    return Given({"pk": an_innovation_platform(a_firm(world.weifang)).pk})


@sample
def a_piece_of_equipment(world: World) -> Given:
    return Given({"pk": a_piece(an_innovation_platform(a_firm(world.weifang))).pk})


@sample
def a_closed_piece_of_equipment(world: World) -> Given:
    platform = an_innovation_platform(a_firm(world.weifang))
    return Given({"pk": a_piece(platform, is_open=False).pk})
