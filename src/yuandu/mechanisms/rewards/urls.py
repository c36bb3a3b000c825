"""Addresses of the reward fund, its rule, awards and adoptions."""

from django.urls import path

from yuandu.mechanisms.rewards.views import adoptions, awards, funds, payroll

app_name = "rewards"
urlpatterns = [
    path("rewards/", funds.home, name="home"),
    path("rewards/<int:year>/", funds.fund, name="fund"),
    path("rewards/<int:year>/close/", funds.close, name="close"),
    path("rewards/grant/", funds.grant, name="grant"),
    path("rewards/rule/", funds.rule, name="rule"),
    path("rewards/rule/publish/", funds.publish, name="publish"),
    path("rewards/rule/recompute/", funds.recompute, name="recompute"),
    path("rewards/mine/", awards.mine, name="mine"),
    path("rewards/mine/<int:pk>/", awards.slip, name="slip"),
    path("rewards/mine/<int:pk>/paper/", awards.paper, name="paper"),
    path("rewards/section/", awards.signatures, name="signatures"),
    path("rewards/awards/", awards.awards, name="awards"),
    path("rewards/awards/<int:pk>/", awards.award, name="award"),
    path("rewards/awards/<int:pk>/approve/", awards.approve, name="approve"),
    path("rewards/awards/<int:pk>/void/", awards.void, name="void"),
    path("rewards/payroll/", payroll.payrolls, name="payrolls"),
    path("rewards/payroll/<int:year>/export/", payroll.export, name="export"),
    path("rewards/payrolls/<int:pk>/", payroll.payroll, name="payroll"),
    path(
        "rewards/payrolls/<int:pk>.<sheet_format:kind>", payroll.payroll_sheet, name="payroll_sheet"
    ),
    path("rewards/payrolls/<int:pk>/paid/", payroll.paid, name="paid"),
    path("rewards/payrolls/<int:pk>/take-back/", payroll.take_back, name="take_back"),
    path("spreading/", adoptions.adoption_list, name="spreading"),
    path("spreading/<int:pk>/", adoptions.adoption, name="adoption"),
    path("spreading/suggest/<int:pk>/", adoptions.suggest, name="suggest"),
]
