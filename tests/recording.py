"""A canvas that writes down what is drawn, and a hand that plays scenes without a window.

Letters are measured with the real fonts, so that what is found to fit here fits on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.views.canvas import Align, Canvas, Colour, Point, Rect, Weight, overlap
from game.views.inputs import Hover, Key, Press, Release, Text, Tick, Wheel
from game.views.scene import Scene, Stage
from game.views.ui import Spot, Ui
from game.window.fonts import Faces
from game.window.session import Session
from game.window.shelf import Shelf

TOUCH = 2.5
"""Logical pixels that two texts may share before they count as overlapping: the room above and below the letters."""
COVER = 60.0
"""An opaque rectangle from this size on hides the texts beneath it."""


_SIZES: dict[tuple[str, int, Weight], tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Written:
    """A text that was drawn, where, and inside which clip."""

    text: str
    box: Rect
    clip: Rect | None


@dataclass
class RecordingCanvas:
    """Draws nothing and remembers the texts that can be seen."""

    width: float = 1280
    height: float = 720
    scale: float = 1.0
    texts: list[Written] = field(default_factory=list)
    tips: list[str] = field(default_factory=list)
    """What a pointer would be told, wherever it rested on the last picture (a `Hand` writes it down)."""
    _faces: Faces = field(default_factory=Faces)
    _clip: Rect | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in logical pixels."""
        return (self.width, self.height)

    def clear(self, colour: Colour) -> None:
        """Forget what was written."""
        self.texts.clear()

    def rect(
        self, rect: Rect, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1, radius: float = 0
    ) -> None:
        """An opaque rectangle hides what lies beneath it."""
        if fill is not None and min(rect.w, rect.h) >= COVER and (len(fill) == 3 or fill[3] == 255):
            seen = overlap(rect, self._clip) if self._clip else rect
            self.texts = [w for w in self.texts if not _meet(w.box, seen, 0)]

    def polygon(
        self, points: Sequence[Point], fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """Nothing to remember."""

    def lines(self, points: Sequence[Point], colour: Colour, *, width: float = 1, dash: float = 0) -> None:
        """Nothing to remember."""

    def circle(
        self, x: float, y: float, r: float, fill: Colour | None = None, *, line: Colour | None = None, width: float = 1
    ) -> None:
        """Nothing to remember."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float,
        colour: Colour,
        weight: Weight = "regular",
        align: Align = "left",
    ) -> None:
        """Write it down, if any of it can be seen."""
        wide, high = self.measure(text, size=size, weight=weight)
        left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0)
        box = Rect(left, y, wide, high)
        if text.strip() and (self._clip is None or _meet(box, self._clip, 0)):
            self.texts.append(Written(text, box, self._clip))

    def measure(self, text: str, *, size: float, weight: Weight = "regular") -> tuple[float, float]:
        """With the real fonts, at the real scale."""
        key = (text, round(size * self.scale), weight)
        found = _SIZES.get(key)
        if found is None:
            found = _SIZES[key] = self._faces.face(weight, key[1]).size(text)
        return (found[0] / self.scale, found[1] / self.scale)

    def image(self, name: str, rect: Rect) -> None:
        """Nothing to remember."""

    def clip(self, rect: Rect | None) -> None:
        """Remember it for the texts to come."""
        self._clip = rect

    def kept(
        self, name: str, content: Hashable, rect: Rect, paint: Callable[[Canvas], None], *, ground: Colour
    ) -> None:
        """Painted every time."""
        before = self._clip
        paint(self)
        self._clip = before

    def stamp(
        self, key: str, x: float, y: float, draw: Callable[[Canvas], None], w: float, h: float, *, alpha: float = 1.0
    ) -> None:
        """Pictures of the floor; their words move with people and may pass behind each other."""

    # --- what is wrong ----------------------------------------------------------------------------------------

    def outside(self) -> list[Written]:
        """Texts that reach beyond the window, or beyond the sides of what they are scrolled in."""
        found = []
        for w in self.texts:
            edge = w.clip or Rect(0, 0, self.width, self.height)
            beside = w.box.x < edge.x - 1 or w.box.right > edge.right + 1
            beyond = w.clip is None and (w.box.y < -1 or w.box.bottom > self.height + TOUCH)
            if beside or beyond:
                found.append(w)
        return found

    def overlapping(self) -> list[tuple[Written, Written]]:
        """Pairs of texts that lie on each other."""
        seen = [(w, overlap(w.box, w.clip) if w.clip else w.box) for w in self.texts]
        found = []
        for n, (a, box) in enumerate(seen):
            for b, other in seen[n + 1 :]:
                if _meet(box, other, TOUCH):
                    found.append((a, b))
        return found

    def says(self, text: str) -> bool:
        """Whether `text` can be read in one of the lines."""
        return any(text in w.text for w in self.texts)


def _meet(a: Rect, b: Rect, margin: float) -> bool:
    # Lines of a paragraph share the room above and below their letters: 30 % of a line's height is air.
    air_a, air_b = a.h * 0.15 if margin else 0, b.h * 0.15 if margin else 0
    return (
        a.x + margin < b.right
        and b.x + margin < a.right
        and a.y + air_a + margin < b.bottom - air_b
        and b.y + air_b + margin < a.bottom - air_a
    )


class Hand:
    """Plays scenes as a person does: by keys and by pointing at what is drawn."""

    def __init__(self, scene: Scene, canvas: Canvas) -> None:
        self.stage = Stage(scene)
        self.canvas = canvas
        self.look()

    @property
    def scene(self) -> Scene:
        """The scene on top."""
        return self.stage.top

    @property
    def ui(self) -> Ui:
        """Its widgets."""
        ui = self.stage.top._ui  # type: ignore[attr-defined]
        assert isinstance(ui, Ui)
        return ui

    def look(self) -> None:
        """Draw."""
        if not self.stage.over:
            self.stage.draw(self.canvas)
            if isinstance(self.canvas, RecordingCanvas):
                self.canvas.tips = [spot.tip for spot in self.ui._spots if spot.tip]

    def tick(self, times: int = 1, seconds: float = 1 / 60) -> None:
        """Let time pass and draw."""
        for _ in range(times):
            self.stage.feed(Tick(seconds))
            self.look()

    def key(self, name: str, *, shift: bool = False, ctrl: bool = False) -> None:
        """Press a key, as a keyboard sends it: the key, and the character if it makes one."""
        self.stage.feed(Key(name, shift=shift, ctrl=ctrl))
        if len(name) == 1 and not ctrl and not self.stage.over:
            self.stage.feed(Text(name))
        self.look()

    def type(self, text: str) -> None:
        """Press one key after the other."""
        for character in text:
            self.key(character)

    def spot(self, key: str) -> Spot:
        """The widget called `key`."""
        found = self.ui.find(key)
        assert found is not None, f"nothing called {key!r} is drawn; there are {[s.key for s in self.ui._spots]}"
        return found

    def has(self, key: str) -> bool:
        """Whether there is a widget called `key`."""
        return self.ui.find(key) is not None

    def hover(self, key: str) -> None:
        """Point at it."""
        self.stage.feed(Hover(*self.spot(key).seen.centre))
        self.look()

    def click(self, key: str) -> None:
        """Point at it and press."""
        x, y = self.spot(key).seen.centre
        self.stage.feed(Hover(x, y))
        self.look()
        self.stage.feed(Press(x, y))
        self.stage.feed(Release(x, y))
        self.look()

    def turn(self, key: str, steps: int) -> None:
        """Take hold of it, then turn the wheel over it."""
        self.ui.focus_on(key)
        self.look()
        self.wheel(key, steps)

    def wheel(self, key: str, steps: int) -> None:
        """Turn the wheel over it."""
        x, y = self.spot(key).seen.centre
        for _ in range(abs(steps)):
            self.stage.feed(Wheel(x, y, 1 if steps > 0 else -1))
            self.look()

    def tab_to(self, key: str) -> None:
        """Walk there with Tab."""
        for _ in range(400):
            if self.ui.focus == key:
                return
            self.key("tab")
        raise AssertionError(f"Tab never comes to {key!r}")


def shelf_in(folder: Path) -> Shelf:
    """A shelf of its own."""
    return Shelf(folder)


def session_of(shelf: Shelf) -> Session:
    """The run in play."""
    assert shelf.current is not None
    return shelf.current
