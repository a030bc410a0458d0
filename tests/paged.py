"""Strict readers of our HTML and Markdown, which refuse whatever is not expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from justhtml import JustHTML
from markdown_it import MarkdownIt

_ALLOWED: dict[str, set[str]] = {
    "div": {"class", "lang", "dir"},
    "p": {"class"},
    "strong": set(),
    "bdi": set(),
    "details": {"open"},
    "summary": set(),
    "ul": set(),
    "li": set(),
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tfoot": set(),
    "tr": set(),
    "th": {"scope", "class", "colspan"},
    "td": {"class"},
}
_CLASSES = {"samverkan", "title", "tree", "number"}
_PHRASES = {"strong", "bdi"}
_FLOW = {"p", "details", "ul", "table", "div"}
# What may be inside an element; text may be inside those of the second table only.
_INSIDE: dict[str, set[str]] = {
    "div": _FLOW,
    "details": {"summary", *_FLOW},
    "ul": {"li"},
    "table": {"thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"th", "td"},
}
_WITH_TEXT: dict[str, set[str]] = {
    **dict.fromkeys(("p", "summary", "th", "td", "strong"), _PHRASES),
    "li": {"ul", "details", *_PHRASES},
    "bdi": set(),
}
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TOKENS = {
    *("paragraph", "bullet_list", "list_item"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Page(NamedTuple):
    """What is in a fragment of HTML."""

    language: str
    texts: list[str]
    elements: list[str]
    bold: list[str]

    @property
    def whole(self) -> str:
        """All texts as one, with ordinary spaces."""
        return plainly(" ".join(self.texts))


def plainly(said: str) -> str:
    """Return text with ordinary spaces, one at a time."""
    return " ".join(said.split())


def squeezed(said: str) -> str:
    """Return text without spaces, as reports that are wrapped otherwise have it in common."""
    return "".join(said.split())


def read_html(fragment: str) -> Page:
    """Return what is in a fragment, after checking that each part of it is allowed there."""
    assert "\n\n" not in fragment, "an empty line ends HTML inside Markdown"
    assert _HIDDEN.search(fragment) is None
    parsed = JustHTML(fragment, fragment=True, strict=True, sanitize=False)
    children: list[Any] = list(parsed.root.children or [])
    [root] = [node for node in children if node.name != "#text"]
    assert root.name == "div"
    assert root.attrs.pop("class") == "samverkan"
    assert root.attrs["dir"] == "ltr"
    language = root.attrs["lang"]
    assert language in {"sv", "en"}
    elements = [*_walked(root)]
    return Page(
        language=language,
        texts=[*_texts(root)],
        elements=[each.name for each in elements],
        bold=[plainly(_said(each)) for each in elements if each.name == "strong"],
    )


def read_page(page: str) -> Page:
    """Return what is in the fragment of a whole page, after checking both."""
    JustHTML(page, strict=True, sanitize=False)
    head, _, rest = page.partition("<body>\n")
    fragment, _, end = rest.partition("</body>")
    assert end == "\n</html>\n"
    found = read_html(fragment)
    assert head.startswith(
        f'<!DOCTYPE html>\n<html lang="{found.language}" dir="ltr">\n<head>\n<meta charset="utf-8">'
    )
    assert "<script" not in page
    assert "http" not in head  # nothing is loaded
    return found


def _walked(node: Any) -> Iterator[Any]:
    yield node
    inside = _INSIDE.get(node.name, _WITH_TEXT.get(node.name))
    assert inside is not None, node.name
    attributes = dict(node.attrs)
    assert set(attributes) <= _ALLOWED[node.name], (node.name, attributes)
    assert attributes.get("class") in {None, *_CLASSES} - {"samverkan"}
    assert attributes.get("scope", "col") in {"col", "rowgroup"}
    assert ("colspan" in attributes) == (attributes.get("scope") == "rowgroup")
    for place, child in enumerate(node.children):
        if child.name == "#text":
            assert node.name in _WITH_TEXT or not child.data.strip(), (node.name, child.data)
        else:
            assert child.name in inside, (node.name, child.name)
            if child.name == "summary":
                assert not "".join(c.data or "" for c in node.children[:place]).strip()
            yield from _walked(child)
    names = [child.name for child in node.children if child.name != "#text"]
    if node.name == "details":
        assert names.count("summary") == 1
        assert names[0] == "summary"
    if node.name in {"ul", "tr", "table", "thead", "tfoot"}:
        assert names


def _texts(node: Any) -> Iterator[str]:
    """Yield the text of each element that has text of its own, in order."""
    own = ""
    for child in node.children:
        if child.name in _PHRASES:
            own += _said(child)
        elif child.name == "#text":
            own += child.data
        else:
            if own.strip():
                yield own.strip()
            own = ""
            yield from _texts(child)
    if own.strip():
        yield own.strip()


def _said(node: Any) -> str:
    return node.data if node.name == "#text" else "".join(map(_said, node.children))


class Written(NamedTuple):
    """What is in a text of Markdown."""

    texts: list[str]
    bold: list[str]

    @property
    def whole(self) -> str:
        """All texts as one, with ordinary spaces."""
        return plainly(" ".join(self.texts))


def read_markdown(text: str) -> Written:
    """Return what is in a text, after checking that only lists, tables and bold text are."""
    assert _HIDDEN.search(text) is None
    for line in text.splitlines():
        _check_escaped(line)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    texts, bold = list[str](), list[str]()
    for token in parser.parse(text):
        if token.type != "inline":
            assert token.type.rpartition("_")[0] in _TOKENS, token.type
            continue
        assert {each.type for each in token.children or []} <= {
            *("text", "text_special", "strong_open", "strong_close"),
        }, token.content
        depth, parts = 0, list[str]()
        for each in token.children or []:
            depth += each.nesting
            parts.append(each.content)
            if depth and each.type == "strong_open":
                bold.append("")
            elif depth:
                bold[-1] += each.content
        if "".join(parts):
            texts.append("".join(parts))
    return Written(texts, [plainly(each) for each in bold])


def _check_escaped(line: str) -> None:
    """Refuse punctuation that is neither escaped nor ours: of a list, a table or bold text."""
    said = re.sub(r"\\[!-/:-@\[-`{-~]", "", line)
    said = re.sub(r"^ *[-*] ", "", said)
    if said.startswith("|"):
        assert said.endswith("|")
        said = re.sub(r"(?<= )---:?(?= )", "", said).replace("|", "")
    said = re.sub(r"\*\*(.*?)\*\*", r"\1", said)
    said = re.sub(r"^([^:]*): ", r"\1", said)
    assert not re.search(r"[!-/:-@\[-`{-~]", said), line
