"""What people said of texts: a JSON object a line, with `verify --batch`'s fields and a label."""

from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError, field_validator

from assistant.domain.base import Frozen
from assistant.domain.errors import BadInput
from assistant.domain.verdicts import Verdict
from evals.subjects import Text


class _Source(Frozen):
    id: str
    text: str


class Labelled(Frozen):
    """A text with its sources and what people said.

    Attributes:
        label: a verdict; true and false stand for supported and not; None where nobody could tell.
        cluster: what it belongs with, such as its source; its own id where nothing is said.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    sources: tuple[_Source, ...] = Field(min_length=1)
    text: str = Field(min_length=1)
    label: Verdict | None
    cluster: str = ""

    @field_validator("label", mode="before")
    @classmethod
    def _from_truth(cls, value: object) -> object:
        if isinstance(value, bool):
            return Verdict.SUPPORTED if value else Verdict.UNSUPPORTED
        return value

    @property
    def group(self) -> str:
        """What it is drawn with."""
        return self.cluster or self.id

    @property
    def texts(self) -> tuple[Text, ...]:
        """Its sources as a subject takes them."""
        return tuple(Text(source.id, source.text) for source in self.sources)


def read_labels(path: Path) -> tuple[Labelled, ...]:
    """Read a file of labels; blank lines are passed over.

    Raises:
        BadInput: it cannot be read, holds nothing, or a line is not what it must be.
    """
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise BadInput(str(path), "cannot be read", mend="name a JSONL file in UTF-8") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(Labelled.model_validate_json(line))
            except ValidationError as error:
                first = error.errors(include_url=False)[0]
                problem = f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}"
                mend = "give id, sources with id and text, text, and a label"
                raise BadInput(str(path), problem, place=f"line {number}", mend=mend) from error
    if not found:
        raise BadInput(str(path), "there is no case in it", mend="give one a line")
    return tuple(found)
