"""What an editor does to comments in one go."""

from dataclasses import dataclass

from blog.decisions import action
from blog.outbox.office import Office


@dataclass(frozen=True, kw_only=True)
class Action(action.Action):
    """`office` is whose letters the action may write."""

    office: Office
