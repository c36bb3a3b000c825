"""The books of what is scarce: accounts, transfers, quotas.

Three ways in, all ending in `actions.post_all` and so in the same three statements:

- a project's move holds its county's land back inside its own transaction (`quotas`);
- many orders of one actor at once, one transaction (`actions.post_many`), which is how the
  land of loaded projects is entered;
- single transfers of many programs at the same time, each answered after a commit that they
  share (`batching`): `POST /api/v1/ledger/transfers` in the web server.
"""
