"""Addresses of varieties, partnerships, germplasm, seedlings and licences."""

from django.urls import path

from yuandu.mechanisms.varieties.views import germplasm, register, seedlings

app_name = "varieties"
urlpatterns = [
    path("varieties/", register.variety_list, name="list"),
    path("varieties/add/", register.add, name="add"),
    path("varieties/partnerships/add/", register.agree, name="agree"),
    path("varieties/<int:pk>/", register.variety, name="variety"),
    path("varieties/<int:pk>/grant/", register.grant, name="grant"),
    path("varieties/<int:pk>/license/", seedlings.license_variety, name="license"),
    path("varieties/licences/", seedlings.licences, name="licences"),
    path("varieties/licences/<int:pk>/", seedlings.licence, name="licence"),
    path("varieties/seedlings/", seedlings.batches, name="seedlings"),
    path("varieties/germplasm/", germplasm.accessions, name="germplasm"),
    path("varieties/germplasm/add/", germplasm.deposit, name="deposit"),
    path("varieties/germplasm/<int:pk>/", germplasm.accession, name="accession"),
    path("varieties/germplasm/<int:pk>/share/", germplasm.share, name="share"),
    path("varieties/germplasm/shares/<int:pk>/withdraw/", germplasm.withdraw, name="withdraw"),
]
