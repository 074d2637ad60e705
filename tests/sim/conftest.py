"""What the tests of the level file ask for by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from smallest import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `small.toml` in it."""
    (tmp_path / "small.toml").write_text(SMALL, "utf-8")
    return tmp_path
