"""What lower rooms are told by this one."""

from yuandu.mechanisms.enterprises.queries.titles import titles_as_facts
from yuandu.services.policies import providers

providers.register("enterprises.titles", titles_as_facts)
