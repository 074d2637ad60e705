"""The floor: the centre as a room full of people. CSRs at their desks, customers in line, barriers, doors, night.

How it is made, from the ground up:
1. *Pictures* are painted with a `pen` and few `colours`, in units of which a person is about 36 high, his feet at
   (0, 0): people (`looks`, `faces`, `figures`), what stands over them (`patience`, `signs`) and what they carry
   (`things`).
2. The `plan` says where everything stands: a pure function of the rectangle and of how many seats each desk needs. A
   `line` winds through the space that the seats leave.
3. A `person` has a place and a goal. He walks there, or fades over when walking would look frantic (`tempo`). Whatever
   moves is a sprite, a small picture that the canvas keeps (`Canvas.stamp`), so that 300 people cost 300 stamps; the
   `album` makes each one once.
4. The `cast` gives everyone in a frame his seat or place in line, and sees off who isn't in it any more.
5. Back to front: `wall`, in its `daylight`; `board` over every room; `scenery`; then a `picture` of the people,
   `puffs`, the `crowd` at the end of a line, `barriers`. `tips` put it in words.
6. The `overlays` are a table of eight ways to look at all this: `gauges` in place of the signs, with what `today` has
   folded from the log, and a `legend`. The `lens` holds which one is on.
7. People think: `minds` says of what, `bubbles` where there is room for it, and `musing` who and when.
8. `floor` reads from events what happens between frames, has all of this drawn, and says who is where.

Rules of this package:
- State is told by pose, shape or sign first, by colour second. What is nought or normal is not shown at all.
- Nothing flashes: what changes by itself does so below 3 Hz, and in a calm picture at most twice a second.
- `paint_...` paints a picture with a pen, at the size it is told; `draw_...` puts pictures where they belong.
- Imports go the way of the list above.
"""

from __future__ import annotations

from game.views.floor.floor import Floor
from game.views.floor.lens import STRIP_W, Lens

__all__ = ["STRIP_W", "Floor", "Lens"]
