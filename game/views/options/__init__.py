"""The settings on screen: how the game looks, sounds and is worked. What is set takes effect at once and is kept.

- `options`: the scene and its pages, each a list of rows;
- `row`: a setting in a row: what it is called, what it does, and what it is set with;
- `keyboard`: the page on which acts get other keys.
"""

from game.views.options.options import Options as Options
