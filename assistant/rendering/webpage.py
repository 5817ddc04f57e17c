"""A story as one HTML file that needs nothing else: no script, no font, no image from anywhere.

The page's policy forbids everything but its own style sheet, which it names by hash, so that hostile text
that slipped through the escaping could still do nothing.
"""

import base64
import hashlib
from functools import partial
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.domain.story import Story
from assistant.rendering import wording
from assistant.rendering.page import Page, page_of
from assistant.rendering.pictures import svg
from assistant.rendering.shared import is_shared, shared

_ROOM = "assistant.rendering"
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}


def to_html(story: Story) -> str:
    """Return the story with its evidence as a self-contained page."""
    story = shared(story)
    shown = page_of(story)
    return page("story.html.j2", style=_divided(shown), page=shown, story=story)


def page(template: str, *, style: str = "", room: str = _ROOM, **given: Any) -> str:
    """Return a template rendered with the house's style sheet, `style` behind it, under a policy that names it.

    Args:
        template: its name in the folder `templates` of a package.
        style: more of a style sheet.
        room: the package, where it is another than this.
        given: what the template uses.
    """
    css = f"{_sheet()}\n{style}"
    policy = f"default-src 'none'; style-src '{_hash(css)}'; base-uri 'none'; form-action 'none'"
    return environment(room).get_template(template).render(css=Markup(css), policy=policy, **given)  # noqa: S704  our own file


def environment(room: str = _ROOM) -> Environment:
    """Return the templates of a package, this one's behind them: everything escaped, nothing undefined passed over."""
    templates = Environment(
        loader=ChoiceLoader([PackageLoader(room, "templates"), PackageLoader(_ROOM, "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )
    templates.filters.update(
        amount=wording.amount,
        figure=wording.figure,
        label=wording.label,
        change=wording.change,
        number=wording.number,
        readable=wording.readable,
        fact_value=wording.fact_value,
        svg=lambda plot: Markup(svg(plot)),  # noqa: S704  its texts are escaped where it is made
    )
    templates.globals.update(
        verdicts={verdict.value: words for verdict, words in wording.VERDICTS.items()},
        ranks={rank.value: words for rank, words in wording.RANKS.items()},
        sources=wording.SOURCES,
        stage=wording.stage,
        standing=wording.standing,
        zones=wording.zones,
        expiry=wording.expiry,
        account_name=wording.account_name,
        is_shared=is_shared,
    )
    return templates


def _visible(value: Any) -> Any:
    """Show control characters as their pictures: HTML has no way to write them."""
    return value.translate(_PICTURES) if type(value) is str else value


def _divided(shown: Page) -> str:
    rule = "body:has(#p{0}:target) .p{0} {{ background: var(--mark-on); }}"
    return "\n".join(map(partial(str.format, rule), shown.divided))


def tokens() -> str:
    """Return the style sheet that every page of the house starts with: colours, type, spacing."""
    return _file("tokens.css")


def _sheet() -> str:
    return tokens() + _file("story.css")


def _file(name: str) -> str:
    return files("assistant.rendering").joinpath("templates", name).read_text("utf-8")


def _hash(css: str) -> str:
    digest = hashlib.sha256(css.encode("utf-8", "surrogatepass")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
