"""Who gets which status: one-page briefs of projects."""

from tests.access.personas import SEES, Lines, of_project

ACCESS: Lines = {
    "briefs": {
        "GET briefs/<int:pk>/": (of_project(SEES), "a_project_on_no_list"),
        "GET briefs/<int:pk>/pdf/": (of_project(SEES), "a_project_on_no_list"),
        "GET briefs/<int:pk>/word/": (of_project(SEES), "a_project_on_no_list"),
    },
}
