"""One-to-one service: firms and visits, issues and who answers them, gaps and cards."""

from yuandu.services.liaison.models.firms import Competence, ServedFirm, Visit
from yuandu.services.liaison.models.issues import Issue, Position, Referral, Severity
from yuandu.services.liaison.models.lessons import Card, Gap, Topic
from yuandu.services.liaison.models.sending import SentOnce, Subject

__all__ = [
    "Card",
    "Competence",
    "Gap",
    "Issue",
    "Position",
    "Referral",
    "SentOnce",
    "ServedFirm",
    "Severity",
    "Subject",
    "Topic",
    "Visit",
]
