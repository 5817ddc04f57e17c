"""Reads data sets: one JSON object a line, checked against a schema."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.domain.errors import BadInput

T = TypeVar("T", bound=BaseModel)


def rows(file: Traversable, schema: type[T]) -> Iterator[T]:
    """Yield the records of a file; blank lines are passed over.

    Raises:
        BadInput: a line is not what the schema asks for.
    """
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                yield schema.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                problem = f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                mend = "see docs/evals-datasheet.md"
                raise BadInput(str(file), problem, place=f"line {number}", mend=mend) from error


def dataset(name: str, version: str = "v1") -> Traversable:
    """Return the folder of a data set that travels with the checkout."""
    return files("evals.datasets").joinpath(name, version)
