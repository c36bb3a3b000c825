"""Governed ballots of a company: what a higher room (partnership) stands on.

    from yuandu.engines.balloting.counting import Rule
    from yuandu.services.ballots import actions, queries, signals
    from yuandu.services.ballots.drafts import ElectorDraft, QuestionDraft

    ballot = actions.draft(
        by=chair,                                     # permissions.manages: chair, hr_officer, system
        title="2026年股东资格评议·股东大会表决",
        text="…",                                     # what electors read first
        rule=Rule(is_secret=True, quorum="1/2", majority="2/3", is_strict=False, proxies=1),
        questions=[QuestionDraft(title="王某继续持股", text="…", reference="partnership.candidate:12")],
        electors=[ElectorDraft(label="张某", user_id=7, weight=1)],
    )
    actions.exclude(by=chair, ballot=ballot, question=1, electors=[3], reason="本人")  # numbers on the roll
    actions.open_ballot(by=chair, ballot=ballot, closes_at=…)     # freezes roll and rule, tells electors
    actions.give_proxy(by=voter, ballot=ballot, holder=holder)    # Elector; also revoke_proxy
    actions.vote(by=voter, ballot=ballot, choices={1: "for"})     # both kinds; secret: two transactions,
                                                                  # so never inside `atomic`; by proxy: elector=
    actions.close(by=chair, ballot=ballot)                        # counts, seals, publishes
    queries.results(ballot)      # → [Result(number, title, reference, counts, outcome)] once closed
    queries.roll(ballot)         # → electors with took_part and proxy: the sign-in sheet
    queries.bulletin(ballot)     # → what anybody can recount (engines.balloting.verification.verify)

`signals.closed` (workspace_id, ballot_id) is sent once a ballot has closed, after the commit. What a
score is asked for says `Rule(method="score", top=10, pass_mark=6)`. Choices are `rule.options`.
"""
