"""Draws every picture of this folder anew: `python assets/art/draw.py [NAME...]`. Needs nothing but Python."""

from __future__ import annotations

import sys
from pathlib import Path

import emblems
import events
import portraits
import press
import town

import levels

HERE = Path(__file__).resolve().parent


def main(wanted: list[str]) -> None:
    """All pictures, or those whose name holds one of `wanted`."""
    for module in (town, portraits, levels, events, press, emblems):
        for name, picture in module.PICTURES.items():
            if not wanted or any(one in name for one in wanted):
                picture().write(HERE / f"{name}.svg")
                sys.stdout.write(f"{name}.svg\n")


if __name__ == "__main__":
    main(sys.argv[1:])
