"""Who gets which status: varieties, partnerships, germplasm, seedlings, licences.

The owner's firm holds the samples' variety and their germplasm; to offices its room is sealed.
"""

from tests.access.personas import Lines, everybody, insiders, only, programs

KEEPS = "department_officer city_officer administrator"
ENTERS = f"{KEEPS} owner"

ACCESS: Lines = {
    "varieties": {
        "GET varieties/": everybody(),
        "GET varieties/add/": only(ENTERS),
        "POST varieties/add/": only(ENTERS, 422),
        "GET varieties/partnerships/add/": only(ENTERS),
        "POST varieties/partnerships/add/": only(ENTERS, 422),
        "GET varieties/<int:pk>/": (everybody(), "a_variety"),
        "GET varieties/<int:pk>/grant/": (only(KEEPS), "a_variety"),
        "POST varieties/<int:pk>/grant/": (only(KEEPS, 422), "a_variety"),
        "GET varieties/<int:pk>/license/": (only("owner"), "a_variety"),
        "POST varieties/<int:pk>/license/": (only("owner", 422), "a_variety"),
        "GET varieties/licences/": insiders(),
        "GET varieties/licences/<int:pk>/": (only("owner", others=404), "a_licence"),
        "GET varieties/seedlings/": insiders(),
        "POST varieties/seedlings/": only(ENTERS, 422),
        "GET varieties/germplasm/": insiders(),
        "GET varieties/germplasm/add/": only("owner"),
        "POST varieties/germplasm/add/": only("owner", 422),
        "GET varieties/germplasm/<int:pk>/": (only("owner", others=404), "an_accession"),
        "GET varieties/germplasm/<int:pk>/share/": (only("owner", others=404), "an_accession"),
        "POST varieties/germplasm/<int:pk>/share/": (
            only("owner", 422, others=404),
            "an_accession",
        ),
        "POST varieties/germplasm/shares/<int:pk>/withdraw/": (
            only("owner", 302, others=404),
            "a_shared_accession",
        ),
    },
    "the API: varieties": {
        "GET api/v1/varieties/varieties": programs(insiders()),
        "GET api/v1/varieties/seedlings": programs(insiders()),
        "POST api/v1/varieties/seedlings": (programs(only(ENTERS, 201)), "seedlings_by_a_program"),
        "GET api/v1/varieties/licences": programs(insiders()),
        "GET api/v1/varieties/licences/<int:pk>/statements/<int:year>": (
            programs(only("owner", others=404)),
            "a_year_of_a_licence",
        ),
        "GET api/v1/varieties/germplasm": programs(insiders()),
    },
}
