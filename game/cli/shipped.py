"""How a command line names a level: by file or name, as `sim.levelfile` does, or by its number or title.

An installed game has no `levels/` folder in sight, so `1`, `handled` and `01-handled` all mean `01-handled.toml`.
"""

from __future__ import annotations

from pathlib import Path

from sim.levelfile import shipped_levels


def find_level(text: str) -> Path:
    """The level file that `text` names; where there is none, the path `text`, for `load_level` to complain about."""
    if not Path(text).exists():
        for file in shipped_levels():
            number, _, title = file.stem.partition("-")
            if text in (title or number, number, number.lstrip("0")):
                return file
    return Path(text)
