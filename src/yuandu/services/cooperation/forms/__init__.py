"""What people type in this room."""

from yuandu.services.cooperation.forms.bars import ChallengeBar, ExpertBar, NeedBar
from yuandu.services.cooperation.forms.research import (
    ChallengeForm,
    ContractForm,
    MilestoneForm,
    OfferForm,
    OutputForm,
)
from yuandu.services.cooperation.forms.talent import (
    EngageForm,
    ExpertForm,
    FreeForm,
    NeedForm,
    TieForm,
)

__all__ = [
    "ChallengeBar",
    "ChallengeForm",
    "ContractForm",
    "EngageForm",
    "ExpertBar",
    "ExpertForm",
    "FreeForm",
    "MilestoneForm",
    "NeedBar",
    "NeedForm",
    "OfferForm",
    "OutputForm",
    "TieForm",
]
