"""The forms of a role map by name."""

from collections.abc import Callable

from assistant.domain.people import RoleMap

Render = Callable[[RoleMap], str | bytes]


def renderer(name: str) -> Render:
    """Return what turns a role map into that form; "text" is for people at a terminal."""
    if name == "json":
        return to_json
    if name == "csv":
        from assistant.rendering.roles_tables import to_csv

        return to_csv
    if name == "xlsx":
        from assistant.rendering.roles_tables import to_xlsx

        return to_xlsx
    if name == "docx":
        from assistant.rendering.roles_word import to_docx

        return to_docx
    if name in ("html", "svg"):
        from assistant.rendering.roles_page import to_html, to_svg

        return to_html if name == "html" else to_svg
    from assistant.rendering.roles_text import to_text

    return to_text


def to_json(found: RoleMap) -> str:
    """Return the role map as the contract's document."""
    return found.model_dump_json(indent=2) + "\n"  # ten times as fast on a long list as the json module
