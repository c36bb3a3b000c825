from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tests.people import a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry import loading, queries, registers
from yuandu.kernel.registry.models import Division, Industry


@pytest.fixture
def city(weifang):
    return Actor.system(weifang)


def run(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command("registry", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return f"{err.getvalue()}{error}"
    return out.getvalue()


def test_weifang_is_loaded_with_its_borders(city):
    loaded = registers.load_divisions(by=city, rows=loading.weifang())

    assert (loaded.created, loaded.updated) == (17, 0)
    assert [d.code for d in queries.divisions(city)] == [row.code for row in loading.weifang()]
    assert len(queries.borders(city)["features"]) == 12
    assert Division.objects.get(code="3707-GX").short_title == "高新区"
    assert Entry.objects.get().details == {"created": 17, "updated": 0}


def test_loading_again_updates_and_does_not_double(city):
    registers.load_divisions(by=city, rows=loading.weifang())
    Division.objects.filter(code="370781").update(name="错字")

    loaded = registers.load_divisions(by=city, rows=loading.weifang())

    assert (loaded.created, loaded.updated) == (0, 17)
    assert Division.objects.get(code="370781").name == "青州市"


def test_what_a_file_does_not_say_stays(city, weifang):
    registers.load_divisions(by=city, rows=loading.weifang())
    rows = loading.read_divisions("code,name\n370781,青州\n".encode()).rows

    registers.load_divisions(by=city, rows=rows)

    qingzhou = Division.objects.get(code="370781")
    assert (qingzhou.name, qingzhou.name_en) == ("青州", "Qingzhou City")
    assert qingzhou.geometry
    assert qingzhou.longitude


def test_parts_may_stand_before_what_they_belong_to(city):
    text = "code,name,parent\nA1,Part,A\nA,Whole,\n"

    registers.load_divisions(by=city, rows=loading.read_divisions(text.encode()).rows)

    assert Division.objects.get(code="A1").parent.code == "A"


@pytest.mark.parametrize(
    "text",
    [
        "code,name,parent\nA1,Part,B\n",
        "code,name,parent\nA,Self,A\n",
        "code,name,parent\nA,One,B\nB,Other,A\n",
    ],
)
def test_a_parent_that_is_nowhere_or_below_itself_is_refused_and_nothing_written(city, text):
    with pytest.raises(registers.WrongRows):
        registers.load_divisions(by=city, rows=loading.read_divisions(text.encode()).rows)

    assert not Division.objects.exists()


def test_industries_are_loaded_and_extended_from_a_file(city):
    registers.load_industries(by=city, rows=loading.industries())
    text = "code,name,parent,level\nA014,蔬菜、食用菌及园艺作物种植,A01,3\nA0143,花卉种植,A014,4\n"
    registers.load_industries(by=city, rows=loading.read_industries(text.encode()).rows)

    flowers = Industry.objects.get(code="A0143")
    assert (flowers.parent.parent.name_en, flowers.level) == ("Farming", 4)
    assert Industry.objects.count() == 119


def test_the_command_loads_what_the_package_brings(weifang):
    assert "17" in run("divisions")
    assert "117" in run("industries", "--workspace", "weifang")
    assert Division.objects.count() == 17


def test_the_command_takes_a_file_into_the_workspace_it_names(weifang, elsewhere, tmp_path):
    file = tmp_path / "regions.csv"
    file.write_text("code,name\nR1,Region I\n", "utf-8")

    run("divisions", file, "--workspace", "elsewhere")

    assert Division.objects.get().workspace == elsewhere


def test_the_command_names_every_bad_row_and_writes_nothing(weifang, tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text("code,name\n370781,青州市\n,无名\n370782,\n", "utf-8")

    said = run("divisions", file)

    assert "3" in said
    assert "4" in said
    assert not Division.objects.exists()


@pytest.mark.parametrize(
    "arguments", [("divisions", "nowhere.csv"), ("divisions", "--workspace", "nowhere")]
)
def test_the_command_says_what_is_not_there(weifang, arguments):
    assert "nowhere" in run(*arguments)


def test_the_command_refuses_a_file_it_cannot_read(weifang, tmp_path):
    file = tmp_path / "bad.bin"
    file.write_bytes(b"\xff\xfe\xff")

    assert run("industries", file)
    assert not Industry.objects.exists()


def test_a_division_lies_on_the_globe(weifang):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_division(weifang, longitude=200, latitude=36)
