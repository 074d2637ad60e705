"""The soundscape of a level in play: what the ears find goes to the speaker, and into the captions.

Rules of this file: it puts ears, speaker and captions together and decides nothing. Captions come from what would be
heard, whether or not anything can be: muted, or on a machine without a loudspeaker.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.views import theme
from game.views.canvas import Canvas, Rect
from game.views.captions import Captions
from game.views.cues import CUES, MURMUR, MUSIC, Cue, stage_of
from game.views.ears import Ears, Flow, Touch, touched
from game.views.playing import Foyer, Playing
from game.views.settings import Sound
from sim.events import Event
from sim.run.look import stars
from sim.words import later

MUSIC_STOPS = later("hold music stops")
SOUND_OFF, SOUND_ON = later("all sound off"), later("sound on")


class Soundscape:
    """What is heard of a level, and what was told of it."""

    def __init__(self, foyer: Foyer, playing: Playing) -> None:
        self._foyer = foyer
        self._playing = playing
        self._ears = Ears()
        self._timeline = playing.timeline
        self._touch: Touch | None = None
        self._music: int | None = None
        """The stage of the music that was last told, while it plays."""
        self._murmur = -1
        """The loudest stage of the murmur that was told since the morning."""
        self._muted = self._all_off
        self.captions = Captions()

    @property
    def _all_off(self) -> bool:
        return self._foyer.settings.unheard >= set(Sound)

    def tick(self, elapsed_s: float, events: Sequence[Event], touch: Touch) -> None:
        """A picture later: `events` are new, `touch` is what the hand has made of the game."""
        playing, speaker = self._playing, self._foyer.speaker
        self.captions.tick(elapsed_s)
        if playing.timeline != self._timeline:
            self._timeline, self._ears = playing.timeline, Ears()
        cues: tuple[Cue, ...] = touched(self._touch, touch) if self._touch else ()
        self._touch = touch
        if playing.catching_up is None:
            flow = Flow(paused=playing.paused, speed=playing.speed, hurrying=playing.hurrying)
            heard = self._ears.listen(playing.frame, events, elapsed_s, flow)
            speaker.hold(heard.hold)
            speaker.room(heard.room)
            self._tell_music(heard.hold, listenable=flow.listenable)
            self._tell_murmur(heard.room, morning=Cue.LINES_OPEN in heard.cues)
            cues += heard.cues
        for cue in cues:
            speaker.play(cue)
            if not CUES[cue].own:
                self._tell(CUES[cue].caption)
        if self._all_off != self._muted:
            self._muted = self._all_off
            self.captions.add(SOUND_OFF if self._muted else SOUND_ON)  # an answer to a key: told to everyone

    def end(self) -> None:
        """The level is over: won, or lost; a star rings if there is one more than ever before."""
        speaker, earned = self._foyer.speaker, stars(self._playing.frame.objectives)
        speaker.play(Cue.WON if earned else Cue.LOST)
        if earned > (self._foyer.stars(self._playing.level.name) or 0):
            speaker.play(Cue.STAR)

    def _tell(self, text: str) -> None:
        if self._foyer.settings.captions:
            self.captions.add(text)

    def _tell_music(self, share: float | None, *, listenable: bool) -> None:
        before, self._music = self._music, None if share is None else stage_of(share, len(MUSIC), self._music)
        if self._music is not None and self._music != before:
            self._tell(MUSIC[self._music])
        elif self._music is None and before is not None and listenable:
            self._tell(MUSIC_STOPS)

    def _tell_murmur(self, share: float | None, *, morning: bool) -> None:
        """Only as it grows from one morning to the next: nobody hears a room that empties."""
        told = -1 if morning else self._murmur
        now = -1 if share is None else stage_of(share, len(MURMUR))
        if now > told:
            self._tell(MURMUR[now])
        self._murmur = max(told, now)

    def draw(self, canvas: Canvas, rect: Rect) -> None:
        """The captions, at the lower left of `rect`."""
        self.captions.draw(canvas, rect.inset(theme.GAP), calm=self._foyer.settings.calm)
