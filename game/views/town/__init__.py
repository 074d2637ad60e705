"""The town: the social network as a map in which one can watch word spread.

How it is made, from the ground up:
1. The `plan` lays the town out: friends near each other, a circle a window, a person a pane. `names` are its streets.
2. The `census` counts who has become what; `gossip` reads the log for what the town talks about.
3. `pictures` paints houses and signs; the `camera` says what is seen; the `sheet` is all that stands still, kept until
   something of it changes; `life` is what moves on it.
4. The town that is `laid` out knows who is at a point of the screen; the `hand` is what mouse and keys do on the map.
5. The `panel` is key and numbers; `switch` leads here and back. `town` puts all of it together.

Rules of this package:
- It gets the network once, everyone's fate after each day and the log; it draws no luck but its own and writes nothing.
- Shape and fill tell a fate before colour does, and good word from bad.
- A hub stays one of many until he has spoken in public or the player has looked at him: so much the books know, too.
- Imports go the way of the list above.
"""

from __future__ import annotations

from game.views.town.town import Town

__all__ = ["Town"]
