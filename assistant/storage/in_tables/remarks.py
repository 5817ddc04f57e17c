"""Decisions, overrides and comments in tables."""

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import Table, insert, select, update

from assistant.domain.errors import NotFound
from assistant.domain.review import Comment, Decision, Override
from assistant.storage.in_tables.unit import Unit, stamp
from assistant.storage.tables.stories import comments, decisions, overrides, stories

Said = TypeVar("Said", Decision, Override, Comment)


class TableRemarks:
    """The part of `assistant.retrieval.store.stories.Stories` about what people said and decided."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def decisions(self, story: str) -> tuple[Decision, ...]:
        """Return decisions, oldest first."""
        return self._said(Decision, decisions, story)

    def decisions_of(self, stories_: Collection[str]) -> tuple[Decision, ...]:
        """Return the decisions on several stories, oldest first."""
        query = select(decisions.c.record).where(decisions.c.story.in_(sorted(stories_)))
        return self._unit.records(Decision, query.order_by(decisions.c.at, decisions.c.id))

    def add_decision(self, decision: Decision) -> None:
        """Keep a decision; one of the same id stays as it is."""
        self._add(decisions, decision)

    def replace_decision(self, decision: Decision) -> None:
        """Replace the words of a kept decision; for erasure only. NotFound."""
        self._replace(decisions, decision, "decision")

    def overrides(self, story: str) -> tuple[Override, ...]:
        """Return overrides, oldest first."""
        return self._said(Override, overrides, story)

    def add_override(self, override: Override) -> None:
        """Keep an override; one of the same id stays as it is."""
        self._add(overrides, override)

    def replace_override(self, override: Override) -> None:
        """Replace the words of a kept override; for erasure only. NotFound."""
        self._replace(overrides, override, "override")

    def comments(self, story: str) -> tuple[Comment, ...]:
        """Return comments, oldest first."""
        return self._said(Comment, comments, story)

    def save_comment(self, comment: Comment) -> None:
        """Keep or replace a comment."""
        self._known(comment.story)
        self._unit.erases |= self._unit.put(comments, **_row(comment))  # a comment is replaced by erasure too

    def _known(self, story: str) -> None:
        self._unit.one(select(stories.c.id).where(stories.c.id == story), f"story {story!r}")

    def _said(self, kind: type[Said], table: Table, story: str) -> tuple[Said, ...]:
        query = select(table.c.record).where(table.c.story == story).order_by(table.c.at, table.c.id)
        return self._unit.records(kind, query)

    def _add(self, table: Table, said: Decision | Override) -> None:
        self._known(said.story)
        if not self._unit.db.execute(select(table.c.id).where(table.c.id == said.id)).first():
            self._unit.db.execute(insert(table).values(_row(said)))

    def _replace(self, table: Table, said: Decision | Override, what: str) -> None:
        if not self._unit.db.execute(update(table).where(table.c.id == said.id).values(_row(said))).rowcount:
            raise NotFound(f"no {what} {said.id!r} is kept here")
        self._unit.erases = True


def _row(said: Decision | Override | Comment) -> dict[str, object]:
    return {"id": said.id, "story": said.story, "at": stamp(said.at), "record": said.model_dump_json()}
