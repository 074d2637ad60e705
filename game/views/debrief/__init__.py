"""The debrief at a level's end, page by page.

`fates` says whose life is another than it would have been had nothing been decided, and what decided it in each of the
two; `lost` tells of those whom it cost most to lose; `advice` what to try next. These are pure. `result`, `taken`,
`people` and `talk` are the pages; `game.views.summary` is the screen that they are on.
"""
