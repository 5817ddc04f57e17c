"""A matrix suggested for a process: the default, fitted to the people found, each letter with what speaks for it.

Policy is stronger than evidence, evidence stronger than a charter, and a charter than the default, which is
always named as such. The front line decides: nothing here is more than a suggestion.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.domain.documents import Side
from assistant.domain.raci import (
    Basis,
    CellCitation,
    Column,
    Finding,
    Findings,
    Letter,
    Matrix,
    MatrixPerson,
    Row,
    shown,
)
from assistant.mapping.raci import policy as rights
from assistant.mapping.raci.deeds import Actor, Deed, Finder
from assistant.mapping.raci.drafting import A, Board, C, Draft, R
from assistant.mapping.raci.evidence import Ground, Key, citation, matched
from assistant.mapping.raci.material import Material
from assistant.mapping.raci.people import CUSTOMER, placed
from assistant.mapping.raci.proposing import RaciProposer, Sentence, Stage
from assistant.mapping.raci.quoting import in_charter, in_policy
from assistant.mapping.raci.rules import check
from assistant.mapping.raci.segments import Seats, Segment, seats
from assistant.mapping.stems import likeness, nearest

_INTERVIEW = "interview builder owner"
_WORD = re.compile(r"\w+")
_DOING = frozenset({A, R})


class Suggestion(NamedTuple):
    """A suggested matrix, and what a reader should know of how the notes were read."""

    matrix: Matrix
    remarks: tuple[str, ...] = ()


def suggest(material: Material, segment: Segment, proposer: RaciProposer | None = None) -> Suggestion:
    """Suggest a matrix; its findings are those of the rules, and what else a reader should know.

    Args:
        material: what is known.
        segment: whose owners count.
        proposer: a model that reads the notes besides the patterns; None for the patterns alone.

    Raises:
        ModelFailed: the model was to be asked and does not answer.
    """
    chairs = seats(material.process, material.policy, segment.name)
    people = placed(material.people, chairs)
    activities = material.process.activities
    board = Board(
        (row, column, chairs.letters(activity, column))
        for row, activity in enumerate(activities)
        for column in chairs.slots
    )
    carried, remarks = _carried(material, people, chairs, proposer)
    disagreements = _by_evidence(board, material, carried, chairs)
    _by_ownership(board, material)
    disagreements += _by_policy(board, material, chairs)
    _by_charter(board, material)
    matrix = _matrix(board, material, chairs, people, segment)
    ruled = check(matrix.chart)
    known = {activity.right: activity.activity for activity in activities if activity.right}
    more = [segment.assumed] if segment.assumed and _uses_owners(material) else []
    warnings = (*ruled.warnings, *more, *rights.findings(material.policy, known), *disagreements)
    filled = _unfilled(matrix) if material.people else ()
    findings = Findings(errors=ruled.errors, warnings=(*warnings, *filled))
    return Suggestion(matrix.model_copy(update={"findings": findings}), remarks)


def _uses_owners(material: Material) -> bool:
    return not material.policy.owners.keys().isdisjoint(material.process.columns)


def _carried(
    material: Material, people: tuple[MatrixPerson, ...], chairs: Seats, proposer: RaciProposer | None
) -> tuple[dict[Key, list[Deed]], tuple[str, ...]]:
    """Return what the notes are found to carry of each cell, and what a reader should know of the reading."""
    actors = _actors(material, people, chairs)
    finder = Finder(actors, tuple(chairs.slots))
    found = matched(finder.find(material.passages), material.process.activities)
    names = [actor.name for actor in actors]
    ground = Ground(names)
    carried = {key: kept for key in found if (kept := ground.first(found, key))}
    if proposer is None:
        return carried, ()
    stage = Stage(
        activities=material.process.activities,
        columns={id_: _called(chairs.names[id_], id_, actors) for id_ in chairs.slots},
        sentences=_sentences(material),
        finder=finder,
        ground=Ground(names, proposer.judge),
    )
    more, remarks = proposer.propose(material.account or "the customer", stage)
    for key, deeds in more.items():
        carried.setdefault(key, []).extend(deeds)
    return carried, remarks


def _called(name: str, column: str, actors: Sequence[Actor]) -> str:
    """Return how a column is called, with who stands in it."""
    there = ", ".join(actor.name for actor in actors if actor.column == column)
    return f"{name}: {there}" if there else name


def _sentences(material: Material) -> dict[str, Sentence]:
    """Return the sentences that a model is shown, by id; what gives orders to a model is left out."""
    listed = (
        Sentence(passage, span)
        for passage in material.passages
        for span in passage.sentences
        if not any(span.overlaps(order) for order in material.unseen.get(passage.document, ()))
    )
    return {f"e{number}": sentence for number, sentence in enumerate(listed, 1)}


def _by_evidence(board: Board, material: Material, carried: Mapping[Key, list[Deed]], chairs: Seats) -> list[Finding]:
    """Let what people are said to do speak for letters, or change them; return what disagrees."""
    told = []
    for row, activity in enumerate(material.process.activities):
        of_row = {column: deeds for (at, column), deeds in carried.items() if at == row}
        claiming = [c for c, deeds in of_row.items() if c != CUSTOMER and _letter(deeds) is Letter.ACCOUNTABLE]
        if len(claiming) > 1:
            names = ", ".join(chairs.names[column] for column in claiming)
            text = f"“{activity.activity}”: by the notes several answer for it ({names}): settle who does"
            told.append(Finding(row=activity.activity, rule="evidence_disagrees", message=text))
        for column, deeds in of_row.items():
            _weigh(board, row, column, deeds, moves=claiming == [column])
    return told


def _actors(material: Material, people: tuple[MatrixPerson, ...], chairs: Seats) -> list[Actor]:
    """Return who can be named in the notes: people in a column, and the customer's others, who can speak for theirs.

    Of a long contact list only those count whose names the notes have at all.
    """
    there = {word for passage in material.passages for word in _WORD.findall(f"{passage.text} {passage.speaker or ''}")}
    found = []
    for person in people:
        column = person.column
        if column is None and person.side is Side.CUSTOMER and CUSTOMER in chairs.slots:
            column = CUSTOMER
        calls = tuple(call for call in material.calls.get(person.id, ()) if there.issuperset(_WORD.findall(call)))
        if column is not None and calls:
            found.append(Actor(person.name, calls, column))
    return found


def _letter(deeds: list[Deed]) -> Letter:
    """Return the highest letter that deeds make of somebody."""
    return next(letter for letter in Letter if any(deed.letter is letter for deed in deeds))


def _weigh(board: Board, row: int, column: str, deeds: list[Deed], *, moves: bool) -> None:
    """Let the deeds of one cell speak for its letters where they agree, and raise them where they say more."""
    letter, held = _letter(deeds), board.at(row, column)
    best = next(deed for deed in deeds if deed.letter is letter)
    citations, said = (citation(best),), f"The notes say: {best.claim}"
    before = held.letters if held else frozenset()
    if letter is Letter.ACCOUNTABLE and column != CUSTOMER and A not in before:
        if moves:
            board.hand_over(
                row, column, Basis.EVIDENCE, f"{said} The default has {shown(before) or 'nothing'}.", citations
            )
        return
    if held is not None and (letter in before or column == CUSTOMER or (letter in _DOING and A in before)):
        left = shown(before - {letter})
        more = f" {left} is the default." if left else ""
        board.put(row, column, held.spoken_for(Basis.EVIDENCE, said + more, citations))
    elif column != CUSTOMER and not before & _DOING and (letter is R or not before or letter is C):
        note = f"{said} The default has {shown(before) or 'nothing'}."
        board.put(row, column, Draft(frozenset({letter}), Basis.EVIDENCE, note, citations))


def _by_ownership(board: Board, material: Material) -> None:
    """Let what shows who owns or built the solution speak for asking the customer's solution owner."""
    shown_by = [(Basis.EVIDENCE, why, cited) for why, cited in material.owning if cited.usage_fact is None]
    builders = [fact for fact in material.facts if fact.name == "top_builder" and fact.value]
    for fact in sorted(builders, key=lambda fact: -float(fact.value or 0)):
        cited = CellCitation(text=fact.sentence, usage_fact=fact.id)
        shown_by.append((Basis.USAGE, f"Usage shows who built it: {fact.sentence}", cited))
    for row, activity in enumerate(material.process.activities if shown_by else ()):
        held = board.at(row, CUSTOMER)
        if held is not None and likeness(_INTERVIEW, activity.activity).same_work:
            basis, why, cited = shown_by[0]
            board.put(row, CUSTOMER, held.spoken_for(basis, why, [cited]))


def _by_policy(board: Board, material: Material, chairs: Seats) -> list[Finding]:
    """Put the rights that the user's policy gives over everything else; return those that nobody here can hold.

    The packaged policy is a default like any other, and moves nothing.
    """
    told = []
    for row, activity in enumerate(material.process.activities):
        right = material.policy.rights.get(activity.right or "")
        if right is None or activity.right not in material.policy.own:
            continue
        owner = chairs.column(right.owner)
        cited = in_policy(material.policy, activity.right or "")
        if owner is None or (owner == CUSTOMER and A not in activity.letters(CUSTOMER)):
            text = f"the policy gives `{activity.right}` to {right.owner}, who can answer for nothing in this process"
            told.append(Finding(row=activity.activity, rule="owner_missing", message=text))
            continue
        if cited is None:
            continue
        why = f"The policy gives the right `{activity.right}` to {right.owner}"
        held = board.at(row, owner)
        if held is not None and A in held.letters:
            board.put(row, owner, held.spoken_for(Basis.POLICY, why, [cited]))
        else:
            board.hand_over(row, owner, Basis.POLICY, why, (cited,))
    return told


def _by_charter(board: Board, material: Material) -> None:
    """Let a function's own charter speak for what it does, where nothing stronger does."""
    for row, activity in enumerate(material.process.activities):
        for column, draft in board.row(row).items():
            charter = material.charters.get(column)
            if charter is None or draft.basis is not Basis.TEMPLATE or not draft.letters & _DOING:
                continue
            near = nearest(activity.activity, charter.activities)
            if near is not None and near.same_work:
                why = f"The charter of {column} lists “{near.text}”"
                cited = in_charter(material.charter_files[column], near.text)
                if cited is not None:
                    board.put(row, column, draft.spoken_for(Basis.CHARTER, why, [cited]))


def _matrix(
    board: Board, material: Material, chairs: Seats, people: tuple[MatrixPerson, ...], segment: Segment
) -> Matrix:
    columns = tuple(
        Column(id=column, name=chairs.names[column], people=tuple(p.id for p in people if p.column == column))
        for column in chairs.slots
    )
    rows = tuple(
        Row(
            activity=activity.activity,
            cells={column.id: draft.cell() for column in columns if (draft := board.at(row, column.id))},
            right=activity.right,
            threshold=rights.describe(material.policy, activity.right or "") or None,
        )
        for row, activity in enumerate(material.process.activities)
    )
    return Matrix(
        process=material.process.name,
        title=material.process.title or material.process.name,
        segment=segment.name,
        columns=columns,
        rows=rows,
        people=people,
    )


def _unfilled(matrix: Matrix) -> Iterator[Finding]:
    """Say which accountable functions nobody was found for, and which several people share."""
    answering: Mapping[str, int] = {
        column.id: sum(A in row.cells[column.id].held for row in matrix.rows if column.id in row.cells)
        for column in matrix.columns
    }
    for column in matrix.columns:
        count = answering[column.id]
        if count and not column.people:
            text = f"{column.name} answers for {count} of {len(matrix.rows)} rows, and nobody was found in it"
            yield Finding(column=column.name, rule="nobody_found", message=text)
        elif count and len(column.people) > 1:
            text = f"{len(column.people)} people stand in {column.name}, which answers for {count} rows: name one"
            yield Finding(column=column.name, rule="several_people", message=text)
