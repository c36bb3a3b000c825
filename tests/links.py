"""Where the links of a page lead, from the address at which it is shown."""

import re
from urllib.parse import urljoin

from django.test import Client

FORM = re.compile(r'<form method="post"(?: action="([^"]*)")?>')
WITHIN = re.compile(r'href="(\?[^"]*)"')  # to another state or page of the same list


def broken_after_refusal(client: Client, address: str) -> list[str]:
    """Send the last form of a list empty; return which links within the list then lead nowhere."""
    action = FORM.findall(client.get(address).content.decode())[-1]
    sent_to = urljoin(address, action)
    refused = client.post(sent_to)
    assert refused.status_code == 422, sent_to
    links = [urljoin(sent_to, each) for each in WITHIN.findall(refused.content.decode())]
    assert links, "a list whose states and pages are links"
    return [each for each in links if client.get(each).status_code != 200]
