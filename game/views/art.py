"""Art: the names of the pictures under assets/art, and how one is hung.

Rules of this file: it is the only place that knows the files' names. A picture that is missing costs looks, never a
crash: an empty plate with a telephone hangs in its place. All are drawn on paper; in a dark palette they are dimmed.
"""

from __future__ import annotations

from functools import lru_cache

from game.views import icons, theme
from game.views.canvas import Canvas, Rect
from sim.data import assets_dir

TITLE = "art/title.svg"
TITLE_SHAPE = 16 / 9
TITLE_WIDE = 1600.0
"""The panorama's own width, in whose units are the places on it."""
BOARD = Rect(1304, 602, 272, 44)
"""The board over the stall, dark, to be written on."""
LAMPS = tuple((1066.0 + column * 23, 358.0 + row * 26) for row in range(3) for column in range(4))
"""The exchange's lamps."""
LAMP = 7.0
LIGHT = (240, 205, 92)
"""A picture has its own colours in every palette, and so has what is written on it."""
ICON = "art/icon.svg"
NARRATOR = "art/narrator.svg"
"""An older colleague of the back office, with a mug."""
NARRATOR_POINTS = "art/narrator-points.svg"
"""She has noticed something."""
NARRATOR_SHAPE = 200 / 220
EMPTY_LOG = "art/empty-log.svg"
NO_SAVES = "art/no-saves.svg"
EMPTY_SHAPE = 240 / 160
SCENERY = ("art/map-grove.svg", "art/map-houses.svg", "art/map-pond.svg", "art/map-poles.svg", "art/map-kiosk.svg")
"""For where nothing stands on the map of levels."""
CARD_SHAPE = 320 / 200
"""Width by height of a level's vignette and of an event's card."""
CORNER = 12 / 320
"""A card's rounded corner, by its width."""


def level(name: str) -> str:
    """The vignette of a level, by the name of its file."""
    return f"art/level-{name}.svg"


def event(name: str) -> str:
    """The card of an event, by its name in the level file."""
    return f"art/event-{name}.svg"


def chapter(name: str) -> str:
    """The emblem of a chapter of the policy book."""
    return f"art/chapter-{name}.svg"


@lru_cache(maxsize=128)
def there(name: str) -> bool:
    """Whether there is such a picture."""
    return (assets_dir() / name).is_file()


def draw(canvas: Canvas, name: str, rect: Rect) -> None:
    """The picture `name`, as large as it fits into `rect`."""
    if there(name):
        canvas.image(name, rect)
        return
    canvas.rect(rect, theme.PAPER_DEEP, line=theme.LINE, width=1.5, radius=min(rect.w, rect.h) * 0.06)
    icons.phone(canvas, *rect.centre, min(rect.w, rect.h) * 0.22, theme.INK_FAINT)


def card(canvas: Canvas, name: str, x: float, y: float, wide: float) -> Rect:
    """A vignette or an event's card `wide` across, its top left at (x, y); where it hangs."""
    rect = Rect(x, y, wide, wide / CARD_SHAPE)
    draw(canvas, name, rect)
    dim(canvas, rect, radius=wide * CORNER)
    return rect


def dim(canvas: Canvas, rect: Rect, *, radius: float = 0) -> None:
    """Take the glare from a picture where the palette is dark."""
    if sum(theme.PAPER[:3]) < 300:
        canvas.rect(rect, (*theme.PAPER[:3], 90), radius=radius)
