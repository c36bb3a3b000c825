"""A company with proposals in tests."""

from tests.companies import a_company, a_section, people_of
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.proposals import actions, queries
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.queries import track_of

IDEA = "把吸塑盒裁下的边角料回收再用，每班能省两公斤塑料"
OTHER = "叉车通道画上黄线，夜班倒车不再刮到货架"


class Staff:
    """The people of a company, each as an actor, and its first section."""

    def __init__(self) -> None:
        self.company = a_company()
        self.users: dict[str, User] = people_of(self.company)
        self.section = a_section(self.company)

    def __getitem__(self, persona: str) -> Actor:
        return actor_for(self.users[persona], self.company)

    def post(self, persona: str = "worker", idea: str = IDEA, **fields: object) -> Proposal:
        """Post an idea for the first section."""
        return actions.post(
            by=self[persona], section=self.section, new=NewProposal(idea=idea, **fields)
        )

    def sees(self, persona: str, proposal: Proposal) -> Proposal:
        """Return the proposal as `persona` sees it."""
        return queries.get(self[persona], proposal.pk, to="see")

    def move(self, persona: str, proposal: Proposal, move: str, **given: object) -> Proposal:
        """Move it along its life cycle, and return it as it stands then."""
        track = track_of(proposal)
        lifecycle.move(
            by=self[persona],
            track=track,
            move=move,
            on=self.company.today(),
            expected_stage=track.stage,
            **{"words": "有道理"} | given,
        )
        return self.sees(persona, proposal)

    def accepted(self) -> Proposal:
        """Return a project of the worker's that the evaluator has taken up."""
        made = self.post(lane="project")
        self.move("evaluator", made, "forward")
        found = self.sees("evaluator", made)
        actions.evaluate(by=self["evaluator"], proposal=found, opinion="accept", words="值得一试")
        return found
