"""What tests of screens share: canvases of any window and text size, and whether the words on them can be read."""

from __future__ import annotations

from recording import RecordingCanvas

from game.window.app import scale_for

WINDOWS = [(1280, 720, 1.0), (1024, 600, 1.0), (1280, 720, 2.0), (1280, 720, 1.5), (2560, 1080, 1.0), (1280, 720, 0.8)]
"""Width, height, size of the text."""


def canvas_of(width: int, height: int, text: float) -> RecordingCanvas:
    """A window of that size and text size."""
    scale = scale_for(width, height, text)
    return RecordingCanvas(width=width / scale, height=height / scale, scale=scale)


def clean(canvas: RecordingCanvas, what: str) -> None:
    """No text where it can't be read."""
    assert canvas.texts, f"{what}: nothing is written"
    assert [(w.text, w.box, w.clip) for w in canvas.outside()] == [], what
    assert [(a.text, b.text, a.box, b.box) for a, b in canvas.overlapping()] == [], what
