"""Addresses of the ladder and the platforms."""

from django.urls import path

from yuandu.mechanisms.enterprises.views import (
    applications,
    firms,
    pool,
    updates,
    vault,
    worklists,
)

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", firms.firm_list, name="list"),
    path("enterprises/expiry/", firms.expiry, name="expiry"),
    path("enterprises/expiry.ics", worklists.calendar, name="calendar"),
    path("enterprises/eligible/", worklists.eligible, name="eligible"),
    path(
        "enterprises/eligible.<sheet_format:kind>",
        worklists.eligible_sheet,
        name="eligible_sheet",
    ),
    path("enterprises/at-risk/", worklists.at_risk, name="at_risk"),
    path("enterprises/at-risk.<sheet_format:kind>", worklists.at_risk_sheet, name="at_risk_sheet"),
    path("enterprises/sweep/", worklists.sweep_now, name="sweep"),
    path("enterprises/pool/", pool.pool, name="pool"),
    path("enterprises/pool/proposed/", pool.proposed, name="proposed"),
    path("enterprises/pool/gone/", pool.gone, name="gone"),
    path("enterprises/pool/forecast/", pool.forecast, name="forecast"),
    path("enterprises/pool/limits/", pool.limits, name="limits"),
    path("enterprises/pool/<int:pk>/leave/", pool.leave, name="leave"),
    path("enterprises/<int:pk>/pool/", pool.enter, name="enter"),
    path("enterprises/<int:pk>/", firms.firm, name="firm"),
    path("enterprises/<int:pk>/edit/", firms.edit, name="edit"),
    path("enterprises/<int:pk>/vault/", vault.vault, name="vault"),
    path("enterprises/<int:pk>/vault/<int:document>/drop/", vault.drop, name="drop_document"),
    path("enterprises/apply/<int:pk>/", applications.apply, name="apply"),
    path("enterprises/applications/", applications.application_list, name="applications"),
    path("enterprises/applications/notices/", applications.notices, name="application_notices"),
    path("enterprises/applications/<int:pk>/", applications.application, name="application"),
    path("enterprises/applications/<int:pk>/assess/", applications.assess, name="assess"),
    path("enterprises/applications/<int:pk>/object/", applications.object_to, name="object"),
    path("enterprises/applications/<int:pk>/pack/", applications.pack, name="pack"),
    path("enterprises/updates/", updates.updates, name="updates"),
    path("enterprises/updates/<int:pk>/", updates.update, name="update"),
    path("enterprises/updates/<int:pk>/remind/", updates.remind, name="remind"),
    path("enterprises/updates/<int:pk>/firms/<int:firm>/", updates.confirm, name="confirm"),
    path("platforms/", firms.platform_list, name="platforms"),
    path("platforms/<int:pk>/", firms.platform, name="platform"),
]
