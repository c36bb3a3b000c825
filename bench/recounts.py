"""What triggers keep and loads bring along, counted again from the rows it is made of."""

from django.db import connection

from bench.database import ask
from bench.measure import claim
from yuandu.kernel.workspaces.models import Workspace

# Name → what is kept, and the same from its rows; each as rows that have to be equal.
RECOUNTS = {
    "standings of the register": (
        """SELECT project_id, division_id, stage, investment_total, category, started_on,
             start_due_on
           FROM projects_standing WHERE workspace_id = %(workspace)s AND year = 0""",
        """SELECT p.id, p.division_id, t.stage, coalesce(p.investment_total, 0), p.kind,
             p.works_started_on, least(p.works_started_on, p.planned_start_on + 1)
           FROM projects_project p JOIN lifecycle_track t ON t.id = p.track_id
           WHERE p.workspace_id = %(workspace)s""",
    ),
    "standings of the lists": (
        """SELECT project_id, year, level, category, status, stage, annual_plan
           FROM projects_standing WHERE workspace_id = %(workspace)s AND year > 0""",
        """SELECT DISTINCT ON (l.project_id, a.year) l.project_id, a.year, a.level, l.category,
             l.status, t.stage, coalesce(l.annual_plan, 0)
           FROM projects_listing l JOIN projects_annuallist a ON a.id = l.annual_list_id
           JOIN projects_project p ON p.id = l.project_id
           JOIN lifecycle_track t ON t.id = p.track_id
           WHERE l.workspace_id = %(workspace)s AND l.left_on IS NULL
           ORDER BY l.project_id, a.year,
             array_position('{province,city,county}', a.level::text), l.id""",
    ),
    "tallies": (
        """SELECT year, level, category, status, is_public, division_id, stage,
             sum(projects), sum(investment_total), sum(annual_plan)
           FROM projects_tally WHERE workspace_id = %(workspace)s
           GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(projects) <> 0""",
        """SELECT year, level, category, status, is_public, division_id, stage,
             count(*), sum(investment_total), sum(annual_plan)
           FROM projects_standing WHERE workspace_id = %(workspace)s
           GROUP BY 1, 2, 3, 4, 5, 6, 7""",
    ),
    "tallies of sites": (
        """SELECT year, is_public, division_id, grid_column, grid_row,
             sum(projects), sum(investment_total), sum(columns), sum(rows), sum(keys)
           FROM projects_sitetally WHERE workspace_id = %(workspace)s
           GROUP BY 1, 2, 3, 4, 5 HAVING sum(projects) <> 0""",
        """SELECT year, is_public, division_id, grid_column >> 8, grid_row >> 8,
             count(*), sum(investment_total), sum(grid_column), sum(grid_row), sum(project_id)
           FROM projects_standing
           WHERE workspace_id = %(workspace)s AND grid_column IS NOT NULL
           GROUP BY 1, 2, 3, 4, 5""",
    ),
    "monthly values": (
        """SELECT subject_id, period, division_id, value FROM indicators_monthlyvalue
           WHERE workspace_id = %(workspace)s AND measure = 'projects.invested'""",
        """SELECT r.project_id, r.period, f.division_id, r.invested + r.corrected
           FROM reporting_report r JOIN reporting_filing f ON f.id = r.filing_id
           JOIN reporting_round n ON n.id = f.round_id AND n.locked_at IS NOT NULL
           WHERE r.workspace_id = %(workspace)s""",
    ),
    "monthly totals": (
        """SELECT measure, division_id, period, total, count FROM indicators_monthlytotal
           WHERE workspace_id = %(workspace)s""",
        """SELECT measure, division_id, period, sum(value), count(*)
           FROM indicators_monthlyvalue WHERE workspace_id = %(workspace)s GROUP BY 1, 2, 3""",
    ),
    "numbers of filings": (
        """SELECT id, reported, doubtful, unexplained, needing, invested FROM reporting_filing
           WHERE workspace_id = %(workspace)s""",
        """SELECT f.id, count(r), count(r) FILTER (WHERE r.doubts <> '[]'),
             count(r) FILTER (WHERE r.doubts <> '[]' AND r.explanation = ''),
             count(r) FILTER (WHERE r.needs <> ''), coalesce(sum(r.invested + r.corrected), 0)
           FROM reporting_filing f LEFT JOIN reporting_report r ON r.filing_id = f.id
           WHERE f.workspace_id = %(workspace)s GROUP BY 1""",
    ),
    "tallies of lights": (
        """SELECT round_id, division_id, kind, tone, projects FROM reporting_lighttally
           WHERE workspace_id = %(workspace)s""",
        """SELECT l.round_id, l.division_id, s.kind, s.tone, count(*)
           FROM reporting_light l CROSS JOIN LATERAL (VALUES ('', l.tone), ('start', l.start),
             ('progress', l.progress), ('funds', l.funds), ('listing', l.listing)) s (kind, tone)
           WHERE l.workspace_id = %(workspace)s GROUP BY 1, 2, 3, 4""",
    ),
    "lengths of lists to watch": (
        """SELECT which, division_id, projects FROM projects_watchtally
           WHERE workspace_id = %(workspace)s AND projects > 0""",
        """SELECT which, division_id, count(*) FROM projects_watched
           WHERE workspace_id = %(workspace)s GROUP BY 1, 2""",
    ),
    "lights": (
        """SELECT n.period, l.division_id, count(*), count(DISTINCT l.project_id)
           FROM reporting_light l JOIN reporting_round n ON n.id = l.round_id
           WHERE l.workspace_id = %(workspace)s GROUP BY 1, 2""",
        """SELECT n.period, s.division_id, count(*), count(DISTINCT s.project_id)
           FROM reporting_round n JOIN projects_standing s
             ON s.workspace_id = n.workspace_id AND s.year = left(n.period, 4)::int
           WHERE n.workspace_id = %(workspace)s AND n.locked_at IS NOT NULL
             AND s.status IN ('new_start', 'continuing')
             AND s.stage NOT IN ('suspended', 'cancelled') GROUP BY 1, 2""",
    ),
}
OFF = """SELECT (SELECT count(*) FROM pg_constraint WHERE NOT convalidated)
    + (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O')"""


def recount(workspace: Workspace) -> None:
    """Count again what is kept of a workspace; a difference is a goal missed."""
    different = []
    with connection.cursor() as cursor:
        for name, (kept, rows) in RECOUNTS.items():
            cursor.execute(
                f"""WITH kept AS MATERIALIZED ({kept}), counted AS MATERIALIZED ({rows})
                SELECT count(*) FROM ((TABLE kept EXCEPT ALL TABLE counted)
                UNION ALL (TABLE counted EXCEPT ALL TABLE kept)) AS differing""",  # noqa: S608
                {"workspace": workspace.pk},
            )
            if cursor.fetchone()[0]:
                different.append(name)
    if ask(OFF) != "0":
        different.append("constraints and triggers that are on")
    claim(f"{', '.join(RECOUNTS)} as recounted {different or ''}".rstrip(), not different)
