"""How Sphinx builds these pages: `sphinx-build -W -b html docs docs/_build`, or `nox -s docs`."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from typing import Any

from sphinx.application import Sphinx
from sphinx.ext.napoleon import GoogleDocstring

project = "multibuh"
copyright = "The multibuh authors"  # noqa: A001 - Sphinx reads this name
version = release = installed_version("multibuh")
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
suppress_warnings = ["myst.header"]  # the included changelog begins where its file does

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
default_role = "literal"  # a name in single backquotes in a docstring

html_theme = "furo"
html_title = f"multibuh {version}"
html_copy_source = False


def read_sections(_app: Sphinx, what: str, name: str, obj: Any, _options: Any, lines: list[str]) -> None:
    """Read `Args:` and `Raises:`; not in the text of a field, where napoleon takes all before a colon for a type."""
    if what not in {"attribute", "property"}:
        lines[:] = GoogleDocstring(lines, what=what, name=name, obj=obj).lines()


def setup(app: Sphinx) -> None:
    """Let Sphinx read docstrings as they are written here."""
    app.connect("autodoc-process-docstring", read_sections)
