"""Where the files that are not code live: levels, pictures, sounds, words.

Rules of this file: it is the only place that knows the layout; it reads nothing and creates nothing. In a checkout (and
in an editable install, which is the checkout) the data stand beside the packages; a wheel carries them inside `sim`
(`[tool.hatch.build.targets.wheel.sources]` in pyproject.toml must name the same folder).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder that holds `levels` and `assets`."""
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def levels_dir() -> Path:
    """The folder of the shipped level files, one TOML each."""
    return data_root() / "levels"


def assets_dir() -> Path:
    """The folder of pictures, sounds and words."""
    return data_root() / "assets"
