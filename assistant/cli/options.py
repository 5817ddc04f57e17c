"""Options that several commands share.

Choices are spelt out, as the types behind them are slow to import; a test holds them against those types.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

Kind = Literal["one-liner", "brief", "story", "one-pager", "save", "renewal", "partner"]
Engine = Literal["auto", "extractive", "openai"]
Redact = Literal["off", "suggest", "on"]
Format = Literal["json", "md", "html", "docx", "pdf", "pptx"]

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write the result there, whole or not at all.", show_default=False
    ),
]
EngineOption = Annotated[Engine, typer.Option(help="`auto` asks a model only where settings name one.")]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Model of the service.", show_default=False)
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="An OpenAI-compatible service.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
