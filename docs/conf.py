"""How the pages of this folder become a site: `make docs` writes it to `build/docs`; nothing in it is fetched from elsewhere."""

from importlib.metadata import version as version_of

project = "Reportedly"
author = "The Reportedly authors"
release = version_of("reportedly")
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["images"]
html_theme = "furo"
html_title = "Reportedly"
html_show_sphinx = False
html_copy_source = False
myst_heading_anchors = 4
suppress_warnings = [
    "misc.highlighting_failure",  # shapes in JSON blocks are written with names in place of values
    "toc.not_included",  # records of decisions are reached from their list, not from the side
]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
add_module_names = False
