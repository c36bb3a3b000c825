"""Addresses of the register of shares."""

from django.urls import path, register_converter

from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.views import certificates, holders, moving, own, terms


class KindConverter:
    regex = "|".join(rules.KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KindConverter, "share_transaction")
app_name = "equity"
urlpatterns = [
    path("equity/", own.home, name="home"),
    path("equity/register/", holders.register, name="register"),
    path("equity/register.pdf", holders.register_paper, name="register_paper"),
    path("equity/holders/", holders.listed, name="holders"),
    path("equity/holders/add/", holders.add, name="add"),
    path("equity/holders/<int:pk>/", holders.holder, name="holder"),
    path(
        "equity/holders/<int:pk>/certificates/<int:number>.pdf",
        holders.certificate,
        name="certificate",
    ),
    path("equity/certificates/", certificates.listed, name="certificates"),
    path("equity/transactions/", moving.listed, name="transactions"),
    path("equity/transactions/<int:pk>/", moving.one, name="transaction"),
    path("equity/transactions/<int:pk>/post/", moving.post, name="post"),
    path("equity/transactions/<int:pk>/void/", moving.void, name="void"),
    path("equity/enter/<share_transaction:kind>/", moving.enter, name="enter"),
    path("equity/terms/", terms.home, name="terms"),
    path("equity/terms/rule/", terms.rule, name="rule"),
    path("equity/terms/year/", terms.year, name="year"),
    path("equity/terms/charter/", terms.charter, name="charter"),
    path("equity/terms/classes/", terms.share_class, name="class"),
]
