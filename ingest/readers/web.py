"""Web pages: the article, or all that is shown where no article can be told."""

import html
import re
from collections.abc import Iterator
from typing import Any

from assistant.domain.documents import Notice
from assistant.domain.errors import BadInput
from assistant.grounding.wordset import wordset
from ingest import invisible
from ingest.encoding import declared_text, decode
from ingest.encoding_marks import BOMS
from ingest.limits import Limits
from ingest.quiet import quiet
from ingest.raw import RawDocument
from ingest.readers.layout import laid_out

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]{0,40})(?=[\s/>])[^<>]{0,2000}>")
_OPTIONAL_END = wordset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot ",
    "option optgroup colgroup",
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_WHOLE_TAG = re.compile(r"""<[a-zA-Z](?:=\s*+"[^"]*+"|=\s*+'[^']*+'|[^>=]++|=)*+""")
_MAX_ATTRIBUTES = 1_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_PREFORMATTED = re.compile(r"(</?pre\b[^<>]{0,2000}>)", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg")
_AROUND = ("nav", "footer", "aside", "form", "button", "select")
_ARTICLE_SHARE = 0.25  # an "article" with less of the page's own text than this is not what the page is about
_EXCERPT = 160  # characters of what was left out, for the reviewer to recognise it by


def read(name: str, data: bytes, limits: Limits) -> RawDocument:
    """Read a web page. Headings become `# `, list items `- `, quotations `> `, a table row `cell | cell`.

    Navigation is left out; so are comments and elements that the page hides, which are pointed out.

    Raises:
        BadInput: elements nested deeper than `limits` allow, or no text.
    """
    return page_text(name, _decoded(name, data), limits)


def page_text(name: str, markup: str, limits: Limits, *, article: bool = True) -> RawDocument:
    """Read a page that is text already; without `article` all that it shows, as for a message."""
    _refuse_nesting(name, markup, limits)
    _refuse_attributes(name, markup)
    from lxml import etree
    from lxml import html as lxml_html

    markup = _with_breaks(_DECLARATION.sub("", markup.replace("\x00", ""), count=1))
    if not markup.strip():
        raise BadInput(name, "holds no text", mend="give a page with text in it")
    try:
        # Without `huge_tree` the parser drops, without a word, what is nested 256 deep and all behind it.
        tree = lxml_html.document_fromstring(markup, parser=lxml_html.HTMLParser(huge_tree=True))
    except etree.ParserError as error:
        raise BadInput(name, "holds no text", mend="give a page with text in it") from error
    title = " ".join((tree.findtext(".//title") or "").split()) or None
    veiled = _without_hidden(tree)
    text = (_article(tree) if article else "") or laid_out(tree)
    return RawDocument(
        media_type="text/html", text=text, notices=(*_left_out(veiled), *invisible.notices(text)), title=title
    )


def _decoded(name: str, data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    text = declared_text(data, declared[1].decode("ascii")) if declared and not data.startswith(tuple(BOMS)) else None
    return decode(name, data).text if text is None else text  # pages often declare what they are not


def _refuse_nesting(name: str, markup: str, limits: Limits) -> None:
    """Count open elements without a parser: the parser is what deep nesting would bring down."""
    depth = 0
    for count, match in enumerate(_TAG.finditer(markup), start=1):
        closing, tag = match.groups()
        if count > 2 * limits.max_elements:
            problem = f"has more than {limits.max_elements:,} elements"
            raise BadInput(name, problem, mend="save the page's text instead, or raise the limit")
        if tag.lower() in _OPTIONAL_END or match.group().endswith("/>"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > limits.max_depth:
            line = markup.count("\n", 0, match.start()) + 1
            problem = f"nests elements more than {limits.max_depth} deep"
            raise BadInput(name, problem, mend="save the page's text instead", place=f"line {line}")


def _refuse_attributes(name: str, markup: str) -> None:
    """Count a tag's attributes: the parser compares each with all before it."""
    for match in _WHOLE_TAG.finditer(markup):
        long = match.end() - match.start() > 2 * _MAX_ATTRIBUTES
        if long and len(_VALUE.sub("", match.group()).split(maxsplit=_MAX_ATTRIBUTES + 1)) > _MAX_ATTRIBUTES:
            line = markup.count("\n", 0, match.start()) + 1
            problem = f"has an element with more than {_MAX_ATTRIBUTES:,} attributes"
            raise BadInput(name, problem, mend="save the page's text instead", place=f"line {line}")


def _with_breaks(markup: str) -> str:
    """Make the line ends of preformatted text breaks, which every later step keeps."""
    pieces, depth = list[str](), 0
    for piece in _PREFORMATTED.split(markup):
        opening, closing = piece.lower().startswith("<pre"), piece.lower().startswith("</pre")
        depth = max(0, depth + opening - closing)
        tag = "<div>" if opening else "</div>" if closing else ""  # a <pre> would be taken for a quotation
        pieces.append(tag or (piece.replace("\n", "<br>") if depth else piece))
    return "".join(pieces)


def _without_hidden(tree: Any) -> list[str]:
    """Take out what the page does not show; return the words of what it hides on purpose."""
    from lxml import etree

    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    veiled = [" ".join((comment.text or "").split()) for comment in tree.iter(etree.Comment)]
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    for element in [e for e in tree.iter() if _is_hidden(e)]:
        veiled.append(" ".join("".join(element.itertext()).split()))
        if element.getparent() is not None:
            element.drop_tree()
    return [words for words in veiled if words]


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in {"html", "body"}:
        return False
    return "hidden" in element.attrib or bool(_HIDDEN_STYLE.search(element.get("style", "")))


def _article(tree: Any) -> str:
    """Return the article's text, empty where there is none or where it misses most of the page."""
    import copy

    import trafilatura

    with quiet("trafilatura"):
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True
        )
    body = getattr(found, "body", None)
    text = laid_out(body) if body is not None else ""
    own = copy.deepcopy(tree)
    for element in own.xpath("|".join(f"//{tag}" for tag in _AROUND)):
        if element.getparent() is not None:
            element.drop_tree()
    return text if len(text) >= _ARTICLE_SHARE * len(laid_out(own)) else laid_out(own)


def _left_out(veiled: list[str]) -> Iterator[Notice]:
    if veiled:
        excerpt = html.unescape(veiled[0][:_EXCERPT])
        words = f"{len(veiled)} hidden passages were left out, such as: {excerpt}"
        yield Notice(kind="hidden_text", text=words, start=0, end=0)
