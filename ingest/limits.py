"""How much a file may ask of us before it is refused; every bound can be overridden."""

from pydantic import Field

from assistant.domain.base import Frozen


class Limits(Frozen):
    """Upper bounds for one file. All count inclusively: a file at the bound is read."""

    max_bytes: int = Field(default=25_000_000, gt=0)  # of the file as it lies on disk
    max_characters: int = Field(default=5_000_000, gt=0)  # of the text taken out of it
    max_pages: int = Field(default=2_000, gt=0)  # of a paged format
    max_page_bytes: int = Field(default=20_000_000, gt=0)  # of one page's unpacked drawing commands
    max_expanded_bytes: int = Field(default=200_000_000, gt=0)  # of all that is packed in a docx
    max_expansion_ratio: float = Field(default=200.0, gt=1)  # unpacked to packed; applies above 10 MB unpacked
    max_members: int = Field(default=5_000, gt=0)  # files packed in a docx
    max_elements: int = Field(default=100_000, gt=0)  # tags of a web page
    max_depth: int = Field(default=400, gt=0)  # elements of a web page open at once
