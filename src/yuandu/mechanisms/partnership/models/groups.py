"""Groups in which shareholders discuss each other (股东小组)."""

from django.db import models
from django.urls import reverse

from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.equity.models import Holder


class ShareholderGroup(Named):
    """A group of worker-partners, with who leads its discussion; the leader is a member."""

    code = models.CharField(max_length=10)
    leader = models.ForeignKey(
        Holder, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "code"], name="partnership_group_code_once"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("partnership:group", args=[self.pk])


class GroupMember(WorkspaceRow):
    """That a worker-partner belongs to a group, and to no other."""

    group = models.ForeignKey(ShareholderGroup, on_delete=models.PROTECT, related_name="members")
    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, related_name="group_member")

    class Meta:
        ordering = ["holder__number"]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.holder_id}"
