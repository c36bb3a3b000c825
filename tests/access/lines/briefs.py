"""Who gets which status: one-page briefs of projects, the factor view."""

from tests.access.personas import SEES, Lines, insiders, of_project, only

ACCESS: Lines = {
    "briefs": {
        "GET factors/": insiders(),
        "GET briefs/": insiders(),
        "GET briefs/all.pdf": (only("leader", others=404), "what_the_leader_stands_by"),
        "GET briefs/<int:pk>/": (of_project(SEES), "a_project_on_no_list"),
        "GET briefs/<int:pk>/pdf/": (of_project(SEES), "a_project_on_no_list"),
        "GET briefs/<int:pk>/word/": (of_project(SEES), "a_project_on_no_list"),
    },
}
