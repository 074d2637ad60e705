"""Inputs from Pygame: the one place that knows both its events and ours."""

from __future__ import annotations

import pygame

from game.views.inputs import AWAY, Drag, Hover, Input, Key, Press, Release, Text, Wheel

NAMES = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_ESCAPE: "escape",
    pygame.K_SPACE: "space",
    pygame.K_TAB: "tab",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_PAGEUP: "page up",
    pygame.K_PAGEDOWN: "page down",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
}


def translate(event: pygame.event.Event, scale: float) -> Input | None:
    """`event` as an input in logical pixels; `None` if it means nothing to a scene."""
    if event.type == pygame.KEYDOWN:
        name = NAMES.get(event.key) or pygame.key.name(event.key)
        shift, ctrl = bool(event.mod & pygame.KMOD_SHIFT), bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
        return Key(name, shift=shift, ctrl=ctrl)
    if event.type == pygame.TEXTINPUT:
        return Text(event.text)
    if event.type == pygame.MOUSEWHEEL:
        x, y = pygame.mouse.get_pos()
        steps = event.precise_y or event.y
        return Wheel(x / scale, y / scale, -steps if event.flipped else steps)
    if event.type == pygame.WINDOWLEAVE:
        return AWAY
    if event.type not in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION):
        return None
    x, y = event.pos[0] / scale, event.pos[1] / scale
    if event.type == pygame.MOUSEMOTION:
        return Drag(x, y) if event.buttons[0] else Hover(x, y)
    if event.button != 1:
        return None
    return Press(x, y) if event.type == pygame.MOUSEBUTTONDOWN else Release(x, y)
