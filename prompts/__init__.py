"""Versioned prompt templates and their loader.

A prompt is a file `prompts/<name>/v<N>.md.j2`: TOML front matter, then the system part, a line
`%% user`, and the user part. A released file is never edited; a new wording is a new version.
"""

from prompts.loader import NAMES, Prompt, load, versions
from prompts.rendering import Rendered, render

__all__ = ["NAMES", "Prompt", "Rendered", "load", "render", "versions"]
