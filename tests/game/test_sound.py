"""Sounds as numbers: cues, murmur, the music in its stages; and the speaker, on a mixer that only writes down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.views.cues import CUES, MUSIC, Cue, Silent, Speaker, stage_of
from game.views.settings import Settings, Sound
from game.window import murmur, sound, tune, waves
from game.window.sound import Device, Samples, SdlDevice, Voice, open_device
from game.window.waves import PEAK, RATE, Wave

LOUD = Settings(volume=dict.fromkeys(Sound, 1.0))


# --- waves --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cue", Cue)
def test_every_cue_is_a_sound_that_hurts_nobody(cue: Cue) -> None:
    """Finite, within its peak, without a constant part, from nought to nought, short, and about as loud as the rest."""
    wave = waves.wave_of(cue)
    assert np.isfinite(wave).all()
    assert 0.05 < np.abs(wave).max() <= PEAK
    assert abs(wave.mean()) < 1e-6
    assert abs(wave[0]) < 1e-9
    assert abs(wave[-1]) < 1e-9
    assert np.abs(wave[: RATE // 2000]).max() < 0.8 * np.abs(wave).max() + 1e-9  # it rises, if quickly
    assert 0.04 <= len(wave) / RATE <= 2.6
    assert np.sqrt((wave**2).mean()) < 0.16
    assert -12 <= 20 * np.log10(waves.loudness(wave) / waves.LOUD) <= 1.5


def test_a_cue_is_the_same_every_time_and_no_other() -> None:
    """Made twice it is the same; no two cues are alike."""
    found = {cue: waves.wave_of(cue) for cue in Cue}
    assert all(np.array_equal(found[cue], waves.wave_of(cue)) for cue in Cue)
    assert len({wave.tobytes() for wave in found.values()}) == len(Cue)


def test_every_cue_has_its_row_and_its_caption() -> None:
    """... in words, each its own, and the table of waves is as long."""
    assert set(CUES) == set(Cue)
    captions = [CUES[cue].caption for cue in Cue]
    assert all(caption and caption == caption.strip("[]. ") for caption in captions)
    assert len(set(captions)) == len(captions)


@pytest.mark.parametrize(
    ("note", "hz"), [("A4", 440), ("C4", 261.63), ("Bb3", 233.08), ("F#5", 739.99), ("Eb2", 77.78)]
)
def test_notes_are_tuned(note: str, hz: float) -> None:
    """A4 is 440 Hz and the rest is tempered equally."""
    assert waves.pitch(note) == pytest.approx(hz, abs=0.01)


def test_a_varied_cue_keeps_its_ends() -> None:
    """Another pitch, the same manners."""
    wave = waves.wave_of(Cue.BARRIER)
    for cents in sound.CENTS:
        other = waves.varied(wave, cents)
        assert len(other) == pytest.approx(len(wave) / 2 ** (cents / 1200), abs=2)
        assert abs(other[0]) < 1e-9
        assert abs(other[-1]) < 0.01


# --- music --------------------------------------------------------------------------------------------------------


@cache
def stage(n: int) -> Wave:
    """One round of the music."""
    return tune.whole(tune.STAGES[n])


def spectrum(wave: Wave) -> tuple[Wave, Wave]:
    """Frequencies and power."""
    windowed = wave * np.hanning(len(wave))
    return np.fft.rfftfreq(8 * len(wave), 1 / RATE), np.abs(np.fft.rfft(windowed, 8 * len(wave))) ** 2


def held(n: int) -> Wave:
    """The long C5 of the second bar."""
    start = round(8.3 * tune.EIGHTH_S * RATE)
    return stage(n)[start : start + round(4 * tune.EIGHTH_S * RATE)]


def off_key(n: int) -> float:
    """Cents by which that note strays."""
    hz, power = spectrum(held(n))
    near = (hz > 480) & (hz < 570)
    return float(abs(1200 * np.log2(hz[near][power[near].argmax()] / waves.pitch("C5"))))


def bass(n: int) -> float:
    """The share of what is below 200 Hz."""
    hz, power = spectrum(held(n))
    return float(power[hz < 200].sum() / power.sum())


def noise(n: int) -> float:
    """How much of what lies between the notes, from 1 to 3 kHz, is filled: the spectrum's flatness."""
    hz, power = spectrum(held(n))
    part = power[(hz > 1000) & (hz < 3000)] + 1e-12
    return float(np.exp(np.log(part).mean()) / part.mean())


def waver(n: int) -> float:
    """By how many cents (root mean square) a flute that holds one note for four seconds strays from its own mean."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tune, "score", lambda: (tune.Note(0, 18, waves.pitch("C5"), "flute"),))
        wave = tune.whole(replace(tune.STAGES[n], chimes=(), eighths=20))[: 4 * RATE]
    hz = np.fft.fftfreq(len(wave), 1 / RATE)
    analytic = np.fft.ifft(np.fft.fft(wave) * ((hz > 460) & (hz < 590)))[RATE // 4 : -RATE // 4]
    pitch = np.diff(np.unwrap(np.angle(analytic))) * RATE / (2 * np.pi)
    strong = np.abs(analytic[1:]) > 0.3 * np.abs(analytic).max()  # between beats there is no pitch
    cents = 1200 * np.log2(pitch[strong] / pitch[strong].mean())
    return float(np.sqrt((cents**2).mean()))


@pytest.mark.parametrize("measure", [off_key, noise, waver])
def test_the_music_grates_more_from_stage_to_stage(measure: object) -> None:
    """Further off the key, more noise between the notes, less steady: each stage worse than the one before."""
    assert callable(measure)
    values = [measure(n) for n in range(len(tune.STAGES))]
    assert values == sorted(values), values
    assert values[-1] > 3 * values[0] + 1e-9, values


def test_the_line_gets_narrower() -> None:
    """The bass goes first."""
    shares = [bass(n) for n in range(len(tune.STAGES))]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < shares[0] / 10


def test_the_music_starts_again_too_early_and_a_chime_breaks_in() -> None:
    """At first it is all played; in the end not even a third of it, and half of that is chime."""
    rounds = [wear.eighths for wear in tune.STAGES]
    assert rounds == sorted(rounds, reverse=True)
    assert rounds[0] == tune.WHOLE == 32 * tune.BAR
    assert rounds[-1] * 3 < rounds[0]
    assert rounds[-1] % tune.BAR, "in the middle of a bar"
    shares = [len(wear.chimes) / wear.eighths for wear in tune.STAGES]
    assert shares == sorted(shares)
    assert shares[0] == 0 < shares[-1]


@pytest.mark.parametrize("n", range(len(tune.STAGES)))
def test_a_worn_tune_is_no_louder(n: int) -> None:
    """It grates by what it is: every stage is as loud as the first, within its peak, and can be played in a loop."""
    wave = stage(n)
    assert len(wave) == tune.length(tune.STAGES[n])
    assert np.isfinite(wave).all()
    assert np.abs(wave).max() <= PEAK
    assert abs(wave.mean()) < 1e-4
    part = 8 * RATE
    assert waves.loudness(wave[:part]) == pytest.approx(waves.loudness(stage(0)[:part]), rel=0.2)
    assert abs(wave[0] - wave[-1]) < 0.15, "no click where it comes round"


def test_the_score_is_whole() -> None:
    """32 bars for every instrument, every bar full, all of it within the compass of what plays it."""
    notes = tune.score()
    assert {note.part for note in notes} == {"flute", "piano", "bass"}
    assert max(note.start + note.long for note in notes if note.part == "flute") <= tune.WHOLE
    bars = [sum(int(word.split(":")[1]) for word in bar.split()) for bar in tune._MELODY.split("|")]
    assert bars == [tune.BAR] * 32
    assert all(60 < note.hz < 1000 for note in notes)


def test_there_is_a_caption_for_every_stage() -> None:
    """What the music does is told in words, too."""
    assert len(MUSIC) == len(tune.STAGES)
    assert len(set(MUSIC)) == len(MUSIC)


def test_a_stage_holds_on_until_it_is_clearly_left() -> None:
    """A share that trembles about a border changes nothing; one that goes on does."""
    assert [stage_of(share, 5) for share in (-1, 0, 0.19, 0.21, 0.99, 1, 7)] == [0, 0, 0, 1, 4, 4, 4]
    assert stage_of(0.41, 5, 1) == 1
    assert stage_of(0.39, 5, 2) == 2
    assert stage_of(0.45, 5, 1) == 2
    assert stage_of(0.30, 5, 2) == 1


def test_the_murmur_comes_round_without_a_seam() -> None:
    """Its end leads into its beginning as any moment into the next, and no word of it gets through the wall."""
    wave = [made for made in murmur.render() if made is not None][-1]
    steps = np.abs(np.diff(wave))
    assert abs(wave[0] - wave[-1]) <= steps.max()
    assert np.abs(wave).max() <= PEAK
    assert abs(wave.mean()) < 1e-4
    hz, power = np.fft.rfftfreq(len(wave), 1 / RATE), np.abs(np.fft.rfft(wave)) ** 2
    assert power[hz > 1.3 * murmur.WALL_HZ].sum() < 0.001 * power.sum()
    second = [float(np.sqrt((part**2).mean())) for part in np.array_split(wave, murmur.ROUND_S)]
    assert min(second) > 0.3 * max(second), "they never all fall silent"


# --- the speaker --------------------------------------------------------------------------------------------------


@dataclass
class Notebook:
    """A device that writes down."""

    started: list[tuple[int, int, float]] = field(default_factory=list)
    """Lane, samples, volume."""
    volumes: dict[int, float] = field(default_factory=dict)
    stopped: list[int] = field(default_factory=list)
    playing: set[int] = field(default_factory=set)

    def start(self, lane: int, samples: Samples, volume: float, *, loop: bool = False, fade_s: float = 0.0) -> None:
        """Write it down."""
        assert samples.dtype == np.int16
        self.started.append((lane, len(samples), volume))
        self.volumes[lane] = volume
        self.playing.add(lane)

    def volume(self, lane: int, volume: float) -> None:
        """Write it down."""
        self.volumes[lane] = volume

    def stop(self, lane: int, fade_s: float) -> None:
        """Write it down."""
        self.stopped.append(lane)
        self.playing.discard(lane)

    def busy(self, lane: int) -> bool:
        """Whether it was started and not stopped."""
        return lane in self.playing


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Notebook:
    """A device, and music that is soon made."""
    short = tune.STAGES[-1]
    monkeypatch.setattr(
        tune, "STAGES", tuple(replace(short, eighths=40 - n, chimes=()) for n in range(len(tune.STAGES)))
    )
    monkeypatch.setattr(sound, "BUDGET_S", 10.0)
    return Notebook()


def test_a_cue_asked_for_twice_is_heard_once(notebook: Notebook) -> None:
    """... and the tick of a button not at all beside what the button did."""
    voice = Voice(lambda: notebook)
    voice.play(Cue.TICK)
    voice.play(Cue.STAMP)
    voice.play(Cue.STAMP)
    voice.tick(0.016, LOUD)
    assert [lane for lane, _, _ in notebook.started] == [sound.CUES[0]]
    voice.play(Cue.STAMP)
    voice.tick(0.016, LOUD)
    assert len(notebook.started) == 1, "too soon"
    voice.play(Cue.STAMP)
    voice.play(Cue.COIN)
    voice.tick(0.2, LOUD)
    assert [lane for lane, _, _ in notebook.started] == list(sound.CUES[:3])


def test_cues_are_made_ahead_while_nothing_moves(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """One for each picture that was waited for; what is made already is heard without being made again."""
    voice = Voice(lambda: notebook)
    for _ in Cue:
        voice.tick(sound.IDLE_S, LOUD)

    def never(cue: Cue) -> Wave:
        raise AssertionError(f"{cue} is made again")

    monkeypatch.setattr(waves, "wave_of", never)
    for cue in Cue:
        voice.play(cue)
        voice.tick(sound.IDLE_S, LOUD)
        notebook.playing.clear()
    assert len(notebook.started) == len(Cue)


def test_too_many_cues_are_left_out(notebook: Notebook) -> None:
    """There are so many lanes and no more."""
    voice = Voice(lambda: notebook)
    for cue in Cue:
        voice.play(cue)
    voice.tick(0.016, LOUD)
    assert len(notebook.started) == len(sound.CUES)


def test_each_kind_has_its_volume_and_its_switch(notebook: Notebook) -> None:
    """Live: louder, softer, off and on again while it plays."""
    voice = Voice(lambda: notebook)

    def tick(settings: Settings) -> None:
        voice.play(Cue.STAMP)
        voice.hold(0.5)
        voice.room(0.5)
        voice.tick(0.2, settings)

    tick(LOUD)
    assert {lane for lane, _, _ in notebook.started} == {sound.CUES[0], sound.TUNE[1], sound.ROOM}
    full = dict(notebook.volumes)
    tick(replace(LOUD, volume=dict.fromkeys(Sound, 0.25)))
    assert notebook.volumes[sound.TUNE[1]] == pytest.approx(full[sound.TUNE[1]] / 8)
    assert notebook.volumes[sound.CUES[1]] == pytest.approx(full[sound.CUES[0]] / 8)
    before = len(notebook.started)
    tick(replace(LOUD, muted=frozenset(Sound)))
    assert len(notebook.started) == before
    assert {sound.TUNE[1], sound.ROOM} <= set(notebook.stopped)
    tick(replace(LOUD, muted=frozenset({Sound.HOLD, Sound.CUES})))
    assert [lane for lane, _, _ in notebook.started[before:]] == [sound.ROOM]


def test_the_music_changes_where_it_is_and_fades_when_nobody_asks(notebook: Notebook) -> None:
    """From stage to stage on the two lanes in turn; what is not asked for any more is heard no more."""
    voice = Voice(lambda: notebook)
    for share in (0.1, 0.1, 0.5, 0.52, 0.95):
        voice.hold(share)
        voice.tick(0.1, LOUD)
    assert [lane for lane, _, _ in notebook.started] == [1, 0, 1]
    assert notebook.stopped == [1, 0]
    for _ in range(5):
        voice.tick(0.1, LOUD)
    assert notebook.stopped == [1, 0, 1]
    assert not notebook.playing
    voice.hold(None)
    voice.tick(0.1, LOUD)
    assert len(notebook.started) == 3


def test_music_is_ready_before_anybody_waits(notebook: Notebook) -> None:
    """While a level is in play and nobody waits the stages are made; on the title nothing is."""
    voice = Voice(lambda: notebook)
    voice.tick(0.1, LOUD)
    assert not any(making.samples is not None for making in voice._tune._making)
    for _ in tune.STAGES:
        voice.hold(None)
        voice.tick(0.1, LOUD)
    assert all(making.samples is not None for making in voice._tune._making)
    assert not notebook.started


def test_the_murmur_grows_with_those_who_talk(notebook: Notebook) -> None:
    """Louder with more of them, gradually, and never loud."""
    voice = Voice(lambda: notebook)
    heard = []
    for share in (0.1, 0.4, 1.0):
        for _ in range(40):
            voice.room(share)
            voice.tick(0.1, LOUD)
        heard.append(notebook.volumes[sound.ROOM])
    assert heard == sorted(heard)
    assert heard[0] < heard[-1] / 2 <= sound.GAINS[Sound.ROOM]
    assert [lane for lane, _, _ in notebook.started] == [sound.ROOM]


def test_music_is_made_a_little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no time at all one small piece a picture, and nothing is heard until it is whole; then it is."""
    notebook = Notebook()
    monkeypatch.setattr(sound, "perf_counter", count(0, 0.0008).__next__)
    voice = Voice(lambda: notebook)
    pictures = 0
    while not notebook.started:
        voice.hold(1.0)
        voice.tick(0.016, LOUD)
        pictures += 1
        assert pictures < 2000
    assert pictures > 60


@pytest.mark.parametrize("broken", ["none", "broken"])
def test_no_device_is_no_sound_and_no_word(broken: str, capfd: pytest.CaptureFixture[str]) -> None:
    """None to be had, or one that breaks: silence."""
    voice = Voice(Broken if broken == "broken" else lambda: None)
    for _ in range(3):
        voice.play(Cue.WON)
        voice.hold(0.5)
        voice.room(0.5)
        voice.tick(0.5, LOUD)
    assert capfd.readouterr() == ("", "")


class Broken(Notebook):
    """A device that was unplugged."""

    def start(self, lane: int, samples: Samples, volume: float, *, loop: bool = False, fade_s: float = 0.0) -> None:
        """It isn't there any more."""
        raise pygame.error("device lost")


def test_a_machine_without_sound_is_played_in_silence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A driver that isn't there is no error and no line anywhere."""
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "alsa")
    monkeypatch.setenv("AUDIODEV", "no-such-device")
    device = open_device()
    assert device is None or isinstance(device, SdlDevice)
    pygame.mixer.quit()
    assert capfd.readouterr() == ("", "")


def test_sdl_s_own_mixer_plays() -> None:
    """With the driver that plays to nobody: lanes are busy, change their volume and are stopped."""
    pygame.mixer.quit()
    device: Device | None = open_device()
    assert device is not None
    assert pygame.mixer.get_init() == (RATE, -16, 1)
    samples = sound.samples_of(waves.wave_of(Cue.LINES_OPEN))
    device.start(sound.ROOM, samples, 0.5, loop=True, fade_s=0.1)
    assert device.busy(sound.ROOM)
    device.volume(sound.ROOM, 0.1)
    device.stop(sound.ROOM, 0.0)
    pygame.mixer.quit()


def test_a_fade_is_as_loud_as_it_was_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written to a file by SDL itself: neither while it fades in nor after that is anything louder than its volume."""
    file = tmp_path / "heard.raw"
    pygame.mixer.quit()
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(file))
    device = open_device()
    if device is None:
        pytest.skip("this SDL can't write sound to a file")
    device.start(sound.ROOM, np.full(RATE, 20_000, np.int16), 0.25, loop=True, fade_s=0.1)
    pygame.time.wait(400)
    device.volume(sound.ROOM, 0.1)
    pygame.time.wait(200)
    pygame.mixer.quit()
    written = np.fromfile(file, "<i2")
    assert 0 < written.max() <= 20_000 * 0.26
    assert written.max() >= 20_000 * 0.23
    assert written[-1] <= 20_000 * 0.11


def test_whoever_is_silent_can_be_spoken_to() -> None:
    """The speaker of a program without a window."""
    speaker: Speaker = Silent()
    speaker.play(Cue.TICK)
    speaker.hold(0.5)
    speaker.room(None)
