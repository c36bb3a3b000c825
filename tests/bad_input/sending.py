"""An office's table of projects, and how it is sent by the page."""

import csv
import html
import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from tests.people import CityClient
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.tests.works import workbook

AMOUNT, LAND, SHARE = "总投资（万元）", "用地面积（亩）", "民间投资比例"
HEAD = (
    *("项目代码", "项目名称", "县市区", "建设单位", "项目类别", "级别"),
    *(AMOUNT, "计划开工时间", "计划竣工时间", SHARE, LAND),
)


def a_row(number: int = 1, **cells: object) -> list:
    """Return a good row with some cells otherwise; a heading is known by how it begins."""
    row = dict.fromkeys(HEAD, "") | {
        "项目代码": f"2601-370781-04-01-{number:06d}",
        "项目名称": f"示例第{number}号产业园",
        "县市区": "青州市",
        "建设单位": "示例重工有限公司",
        "项目类别": "产业",
        "级别": "市级",
        AMOUNT: 65000,
        "计划开工时间": "2026年3月",
        "计划竣工时间": "2027年6月",
    }
    named = {name: next(head for head in HEAD if head.startswith(name)) for name in cells}
    return list((row | {named[name]: cell for name, cell in cells.items()}).values())


def a_book(*rows: list) -> bytes:
    return workbook(list(HEAD), *rows)


def as_csv(*rows: list, encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    return text.getvalue().encode(encoding)


def send(
    browser: CityClient, content: bytes, name: str = "重点项目.xlsx", layout: str = "projects"
) -> HttpResponse:
    """Send a file by the page, and return the page that answers."""
    file = SimpleUploadedFile(name, content)
    return browser.post(f"/sheets/{layout}/", {"file": file}, follow=True)


def decide(browser: CityClient, **choice: str) -> HttpResponse:
    """Have the last upload written."""
    upload = Upload.objects.latest("pk")
    address = f"/sheets/uploads/{upload.pk}/commit/"
    return browser.post(address, {"version": upload.version} | choice, follow=True)


def again_in_english(browser: CityClient) -> str:
    """Return what the page of the last upload says to an English reader."""
    address = f"/sheets/uploads/{Upload.objects.latest('pk').pk}/"
    return words(browser.get(address, headers={"accept-language": "en"}))


def words(response: HttpResponse) -> str:
    """Return what a person reads in the main part of a page."""
    page = response.content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", main[0] if main else page)
    return " ".join(html.unescape(text).split())
