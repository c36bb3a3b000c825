"""The pages of accounts: one module a page and what is done on it."""
