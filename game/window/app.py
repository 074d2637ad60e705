"""The window and its loop: inputs in, a slice of the simulation, a picture out.

Rules of this file: it knows no scene but the first and no rule of the game. Whatever way it ends (closed, quit, Ctrl-C,
an error), the run in play is saved first.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_VIDEO_X11_WMCLASS", "please-hold")

import pygame

from game.views import art, keys, theme, words
from game.views.brief import Brief
from game.views.canvas import Rect
from game.views.cues import Cue
from game.views.inputs import Hover, Key, Press, Tick
from game.views.keys import everywhere
from game.views.play import Play
from game.views.scene import Scene, Stage
from game.views.settings import Settings
from game.views.title import Title
from game.views.ui import Ui
from game.window.fonts import Faces
from game.window.pygame_inputs import translate
from game.window.shelf import Shelf
from game.window.sound import Voice
from game.window.surface import SurfaceCanvas
from sim.errors import RunFileError
from sim.level import Level
from sim.levelfile import load_level
from sim.run.runfile import read_run
from sim.words import Phrase

SIZE = (1280, 720)
LEAST = (1024, 600)
LEAST_SCALE = 0.9
"""Below this letters get too small to read; the scenes then have less room instead."""
ROOM = 0.86
"""Share of the screen that the window takes at most, where there is room for more than `SIZE`."""
FPS = 60
LIVELY_S = 1.2
"""After an input the picture is drawn at full pace for so long: tips, buttons, what was set going."""
IDLE_S = 0.5
"""When nothing moves, inputs are looked for as soon as they come, everything else so often."""
AUTOSAVE_S = 30.0


def scale_for(width: int, height: int, text: float = 1.0) -> float:
    """Real pixels in a logical one: 1 at 1280x720, 3 at 4K, times the text size."""
    return max(LEAST_SCALE, min(width / SIZE[0], height / SIZE[1])) * text


def main(level: str | None = None, seed: int | None = None, run_file: Path | None = None) -> int:
    """Open the window on the title, or on `level` at once; the exit code."""
    named = load_level(level) if level is not None else None
    shelf = Shelf(extra=named, seed=seed)
    first = opening(shelf, named, run_file)  # what is wrong with a file is said before a window opens
    window = open_window()
    try:
        play(window, shelf, first)
    finally:
        if shelf.current is not None:
            shelf.keep(shelf.current)
        pygame.quit()
    return 0


def opening(shelf: Shelf, level: Level | None, run_file: Path | None) -> Scene:
    """The first scene."""
    if run_file is not None:
        saved = read_run(run_file)
        if level is not None and saved.run.level.name != level.name:
            why = Phrase('is of "{level}", not of "{other}"', level=saved.run.level.name, other=level.name)
            raise RunFileError(str(run_file), "level", why)
        return Play(shelf, shelf.resume(saved))
    if level is not None:
        return Brief(shelf, level)
    return Title(shelf)


def size_for(width: int, height: int) -> tuple[int, int]:
    """The window for a screen of this size: `SIZE`, by quarters larger as far as there is room, or what there is."""
    times = int(4 * min(width / SIZE[0], height / SIZE[1]) * ROOM) / 4
    if times > 1:
        return (round(SIZE[0] * times), round(SIZE[1] * times))
    return (max(LEAST[0], min(SIZE[0], width)), max(LEAST[1], min(SIZE[1], height)))


def open_window() -> pygame.Surface:
    """A resizable window that suits the screen."""
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_caption("Please Hold")
    pygame.display.set_icon(badge())
    window = pygame.display.set_mode(size_for(*pygame.display.get_desktop_sizes()[0]), pygame.RESIZABLE)
    pygame.key.set_repeat(350, 45)
    pygame.key.start_text_input()
    return window


def badge() -> pygame.Surface:
    """The window's icon: a handset on hold."""
    surface = pygame.Surface((64, 64), pygame.SRCALPHA)
    art.draw(SurfaceCanvas(surface), art.ICON, Rect(0, 0, 64, 64))
    return surface


class Show:
    """The stage on the window, as the player has set it."""

    def __init__(self, window: pygame.Surface, shelf: Shelf, first: Scene) -> None:
        self._window = window
        self._shelf = shelf
        self._worn: Settings | None = None
        self.stage = Stage(first)
        self.canvas = SurfaceCanvas(window, scale_for(*window.get_size(), shelf.settings.scale), Faces())

    def draw(self) -> None:
        """Draw the stage; a setting takes effect here."""
        settings = self._shelf.settings
        if settings != self._worn:
            if settings.full != bool(self._worn and self._worn.full):
                pygame.display.toggle_fullscreen()
            self._worn = settings
            put_on(settings, self.canvas)
        self._window = pygame.display.get_surface() or self._window
        self._aim(settings.scale)
        self.stage.draw(self.canvas)

    def _aim(self, text: float) -> None:
        """Draw on the window as it is now. At another scale the pointer is elsewhere, though nobody has moved it."""
        before = self.canvas.scale
        self.canvas.aim(self._window, scale_for(*self._window.get_size(), text))
        if self.canvas.scale != before and pygame.mouse.get_focused():
            x, y = pygame.mouse.get_pos()
            self.stage.feed(Hover(x / self.canvas.scale, y / self.canvas.scale))

    def take(self, events: list[pygame.event.Event]) -> bool:
        """Answer what has happened since the last picture; whether the window stays open.

        Keys and presses are meant for what the one before has left, so that is drawn before the next is answered.
        """
        answered = False
        for event in events:
            if event.type == pygame.QUIT:
                return False
            happened = translate(event, self.canvas.scale)
            if happened is None:
                continue
            if isinstance(happened, Key | Press):
                if answered:
                    self.draw()
                answered = True
            wanted = None if self.stage.listens else everywhere(happened, self._shelf.settings)
            if wanted:
                self._shelf.change(wanted)
            else:
                self.stage.feed(happened)
        return True


def play(window: pygame.Surface, shelf: Shelf, first: Scene) -> None:
    """The loop, until no scene is left or the window is closed."""
    show = Show(window, shelf, first)
    stage = show.stage
    clock = pygame.time.Clock()
    voice = shelf.speaker = Voice()
    Ui.touched = partial(voice.play, Cue.TICK)
    unsaved_s = untouched_s = 0.0
    try:
        while True:
            pace = FPS if untouched_s < LIVELY_S else min(FPS, stage.pace)
            events = happenings(pace)
            elapsed_s = clock.tick(FPS) / 1000
            untouched_s = 0.0 if events else untouched_s + elapsed_s
            if not show.take(events):
                return
            stage.feed(Tick(elapsed_s))
            if stage.over:
                return
            if pace or events:
                show.draw()
                pygame.display.flip()
            voice.tick(elapsed_s, shelf.settings)
            unsaved_s += elapsed_s
            if unsaved_s >= AUTOSAVE_S:
                unsaved_s = 0.0
                shelf.autosave()
    except KeyboardInterrupt:
        return


def put_on(settings: Settings, canvas: SurfaceCanvas) -> None:
    """Look as the player has set it, from the next picture on."""
    theme.use(settings.palette, projector=settings.projector)
    words.use(settings.language)
    keys.use(settings.keys)
    canvas.forget()


def happenings(pace: int) -> list[pygame.event.Event]:
    """What has happened; below the full pace it is waited for, till the next picture is due."""
    if pace >= FPS:
        return pygame.event.get()
    first = pygame.event.wait(round(1000 / pace if pace else 1000 * IDLE_S))
    return [] if first.type == pygame.NOEVENT else [first, *pygame.event.get()]
