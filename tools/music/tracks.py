"""The music tracks. Each fills the mixer's 30 s with whole bars, and leaves room for a voice between 1 and 4 kHz."""

from collections.abc import Callable
from typing import Final, NamedTuple

from tools.music import drums, instruments
from tools.music.mixer import Channel, Mixer, Stereo
from tools.music.score import Note, arpeggio, bass_line, chords, comp, melody, pattern

BEATS_OF_A_WALTZ: Final = 3


class Track(NamedTuple):
    """A track's facts, as `tracks.json` holds them, and the function that composes it."""

    name: str
    title: str
    mood: str
    key: str
    bpm: int
    beats_per_bar: int
    bars: int
    compose: Callable[[Mixer], Stereo]


def upbeat(mixer: Mixer) -> Stereo:
    """D major, 128 bpm: muted guitar, claps, a marimba tune that comes back changed."""
    bars = chords("D A Bm G D A Bm G Em G D A Em G A A")
    beat = range(16)
    mixer.play(instruments.muted_guitar, arpeggio(bars, 4, 0.5, (0, 1, 2, 1), 62), Channel(-7, 0.1, 0.15, 0.5))
    offbeats = ((0.5, 0.4), (1.5, 0.4), (2.5, 0.4), (3.5, 0.4))
    mixer.play(instruments.piano, comp(bars, 4, offbeats, 57, 3), Channel(-14, -0.25, 0.25, 0.1))
    walk = ((0, 0.9, 0), (1, 0.4, 0), (1.5, 0.9, 0), (2.5, 0.4, 7), (3, 0.9, 12))
    mixer.play(instruments.bass, bass_line(bars, 4, walk, 38), Channel(-4, 0, 0.02))
    call = "F#5:.5 A5:.5 -:.5 A5:.5 B5:1 A5:1 | E5:.5 A5:.5 -:.5 A5:.5 C#6:1 A5:1 |"
    first = call + "D5:.5 F#5:.5 -:.5 F#5:.5 B5:1 F#5:1 | G5:.5 B5:.5 -:.5 D6:.5 B5:2 |"
    again = call + "B5:.5 D6:.5 -:.5 D6:.5 C#6:1 B5:1 | D6:1.5 B5:.5 G5:2 |"
    middle = "E5:1 G5:1 B5:1.5 A5:.5 | G5:1 B5:1 D6:2 | A5:1 F#5:1 D6:1.5 A5:.5 | C#6:1 A5:1 E5:2 |"
    last = "G5:1 B5:1 E6:1.5 D6:.5 | D6:1 B5:1 G5:2 | A5:.5 -:.5 A5:.5 -:.5 C#6:1 E6:1 | A5:2 -:2"
    mixer.play(instruments.marimba, melody(first + again + middle + last), Channel(-6, 0.15, 0.35))
    mixer.echo(0.75, 0.35, 0.25)
    mixer.hit(drums.kick(), pattern("X... X... X... X...", 4, beat), Channel(-3, 0, 0))
    mixer.hit(drums.clap(), pattern("....X... ....X..x", 4, beat), Channel(-2, 0.05, 0.35))
    mixer.hit(drums.hat(), pattern("x.X. x.X. x.X. x.Xx", 4, range(4, 15)), Channel(-4, 0.35, 0.05))
    mixer.hit(drums.shaker(), pattern("xxXx xxXx xxXx xxXx", 4, beat), Channel(-5, -0.4, 0.1))
    return mixer.mixed(1.1, 7000)


def calm(mixer: Mixer) -> Stereo:
    """F major, 64 bpm: electric piano over a slow pad, and a bell now and then."""
    bars = chords("Fmaj9 Am7 Bbmaj7 Gm9 Fmaj9 Dm9 Bbmaj9 Csus4")
    mixer.play(instruments.pad, comp(bars, 4, ((0, 3.9),), 53, 4), Channel(-10, 0, 0.5, 0.6), 0.02)
    rocking = arpeggio(bars, 4, 0.5, (0, 2, 3, 4, 3, 2, 3, 1), 57)
    mixer.play(instruments.electric_piano, rocking, Channel(-8, -0.1, 0.35, 0.3), 0.009)
    mixer.play(instruments.bass, bass_line(bars, 4, ((0, 2.8, 0), (3, 0.9, 0)), 29), Channel(-5, 0, 0.05))
    line = "-:1 C6:1.5 A5:1.5 | -:2 E6:1 C6:1 | D6:2.5 A5:1.5 | -:1 Bb5:1 F6:2 |"
    line += "-:1 G6:1 E6:2 | -:2 F6:1 E6:1 | D6:2 C6:2 | -:1 F5:1 G5:2"
    mixer.play(instruments.bell, melody(line, velocity=0.6), Channel(-9, 0.25, 0.7), 0.012)
    mixer.echo(1.5, 0.45, 0.4)
    return mixer.mixed(3.2, 5000)


def corporate(mixer: Mixer) -> Stereo:
    """A major, 112 bpm: palm-muted eighths, piano, strings that arrive in the second half."""
    bars = chords("A E F#m D A E F#m D Bm D A E Dadd9 E")
    mixer.play(instruments.muted_guitar, arpeggio(bars, 4, 0.5, (0, 0, 2, 0, 1, 0, 2, 1), 57), Channel(-5, -0.4, 0.2))
    mixer.play(instruments.muted_guitar, arpeggio(bars, 4, 0.5, (2, 1, 1, 2, 2, 1, 2, 3), 69), Channel(-11, 0.5, 0.3))
    mixer.play(instruments.piano, comp(bars, 4, ((0, 1.4), (1.5, 1.4), (3, 0.9)), 57, 4), Channel(-12, 0.1, 0.3, 0.15))
    mixer.play(
        instruments.bass, bass_line(bars, 4, ((0, 1.4, 0), (1.5, 1.4, 0), (3, 0.9, 0)), 33), Channel(-4, 0, 0.02)
    )
    late = [note for note in comp(bars, 4, ((0, 3.8),), 64, 3) if note.at >= 4 * 4]
    mixer.play(instruments.strings, late, Channel(-17, 0, 0.6, 0.7), 0.015)
    tune = "C#5:1.5 E5:.5 A5:2 | G#5:1.5 E5:.5 B4:2 | A5:1.5 F#5:.5 C#5:2 | D5:1 E5:1 F#5:2 |"
    tune += "C#5:1.5 E5:.5 A5:2 | B5:1.5 G#5:.5 E5:2 | A5:1 C#6:1 F#5:2 | F#5:1 A5:1 D6:2 |"
    tune += "D6:1.5 B5:.5 F#5:2 | A5:1 F#5:1 D5:2 | E5:1 A5:1 C#6:2 | B5:1.5 G#5:.5 E5:2 | F#5:2 E5:2 | E5:4"
    mixer.play(instruments.piano, melody(tune), Channel(-7, 0, 0.4), 0.006)
    mixer.echo(0.75, 0.3, 0.2)
    mixer.hit(drums.soft_kick(), pattern("X... .... X.x. ....", 4, range(14)), Channel(-3, 0, 0))
    mixer.hit(drums.stick(), pattern("....X... ....X...", 4, range(4, 14)), Channel(-6, 0.2, 0.4))
    mixer.hit(drums.shaker(), pattern("x.X.x.X.x.X.x.X.", 4, range(2, 14)), Channel(-6, 0.4, 0.1))
    return mixer.mixed(1.8, 6500)


def acoustic(mixer: Mixer) -> Stereo:
    """G major in three, 96 bpm: two fingerpicked guitars and an egg."""
    bars = chords("G Gmaj7 C C G Em7 Am7 D G Gmaj7 C Cm G D7 G Dsus4")
    mixer.play(instruments.guitar, bass_line(bars, 3, ((0, 2.6, 0), (2, 0.8, 7)), 40), Channel(-6, -0.3, 0.2), 0.007)
    picking = [note for note in arpeggio(bars, 3, 0.5, (0, 1, 3, 2, 3, 1), 55) if note.at % BEATS_OF_A_WALTZ]
    ringing = [note._replace(length=1.4) for note in picking]
    mixer.play(instruments.guitar, ringing, Channel(-7, -0.35, 0.25, 0.12), 0.008)
    high = "D5:2 B4:1 | F#5:2 D5:1 | E5:1.5 G5:.5 E5:1 | C5:3 | D5:1 G5:1 B5:1 | B5:1.5 A5:.5 G5:1 | E5:1 G5:1 C6:1 |"
    high += "A5:3 | B5:2 G5:1 | F#5:2 D5:1 | E5:1 G5:1 C6:1 | C6:1 G5:1 Eb5:1 | D5:2 G5:1 | A5:1 F#5:1 C5:1 | "
    high += "B4:2 D5:1 | -:1 A4:1 C5:1"
    mixer.play(instruments.guitar, melody(high), Channel(-4, 0.35, 0.35), 0.01)
    mixer.play(instruments.bass, bass_line(bars, 3, ((0, 2.4, 0),), 31), Channel(-9, 0, 0.02))
    mixer.hit(drums.shaker(), pattern("X.x.x.", 3, range(16)), Channel(-6, 0.5, 0.2), 0.006)
    mixer.hit(drums.soft_kick(), pattern("X.....", 3, range(16)), Channel(-9, 0, 0.1))
    return mixer.mixed(1.5, 6000)


def electronic(mixer: Mixer) -> Stereo:
    """A minor, 96 bpm, sixteenths: an arpeggio that pumps under a gated snare."""
    bars = chords("Am F C G Am F C G Dm F Am Em7")
    mixer.play(instruments.pad, comp(bars, 4, ((0, 3.7),), 57, 4), Channel(-12, 0, 0.4, 0.8), 0.01)
    mixer.play(
        instruments.saw_pluck, arpeggio(bars, 4, 0.25, (0, 1, 2, 3, 4, 3, 2, 1), 57), Channel(-8, 0, 0.3, 0.55), 0
    )
    pumping = tuple((i / 2, 0.4, above) for i, above in enumerate((0, 0, 0, 12) * 2))
    mixer.play(instruments.synth_bass, bass_line(bars, 4, pumping, 33), Channel(-5, 0, 0.02), 0)
    lead = "-:16 E5:1.5 C5:.5 A5:2 | A5:1.5 G5:.5 F5:2 | G5:1.5 E5:.5 C6:2 | B5:2 G5:1 D5:1 |"
    lead += "F5:1.5 A5:.5 D6:2 | C6:1.5 A5:.5 F5:2 | E5:1 A5:1 C6:2 | B5:2 G5:2"
    mixer.play(instruments.saw_pluck, [note._replace(velocity=0.9) for note in melody(lead)], Channel(-6, 0.1, 0.6), 0)
    mixer.echo(0.75, 0.5, 0.4)
    kicks = pattern("X....... X.x.....", 4, range(12))
    mixer.duck(kicks, 0.55, 0.16)
    mixer.hit(drums.kick(), kicks, Channel(-1, 0, 0), 0)
    mixer.hit(drums.gated_snare(), pattern("....X... ....X...", 4, range(12)), Channel(-3, 0, 0.4), 0)
    mixer.hit(drums.hat(), pattern("x.xx x.xx x.xx x.xx", 4, range(12)), Channel(-4, -0.3, 0.05), 0)
    mixer.hit(drums.open_hat(), pattern("..X. ..X. ..X. ..X.", 4, range(4, 12)), Channel(-7, 0.3, 0.1), 0)
    return mixer.mixed(1.6, 9000)


def cinematic(mixer: Mixer) -> Stereo:
    """C minor in three, 72 bpm: short bows, long bows, a piano above, low drums."""
    bars = chords("Cm Ab Eb Bb Cm Ab Fm G Cm Ab Bb G")
    mixer.play(
        instruments.spiccato, arpeggio(bars, 3, 0.25, (0, 2, 1, 2, 3, 2), 48), Channel(-8, -0.35, 0.35, 0.15), 0.005
    )
    mixer.play(instruments.strings, comp(bars, 3, ((0, 2.9),), 55, 4), Channel(-13, 0.1, 0.6, 0.6), 0.02)
    mixer.play(instruments.strings, bass_line(bars, 3, ((0, 2.8, 0), (0, 2.8, 12)), 31), Channel(-8, 0.3, 0.3), 0.01)
    high = "G5:2 Eb5:1 | Eb6:3 | D6:1 Bb5:1 G5:1 | F5:3 | G5:2 C6:1 | C6:1 Ab5:1 Eb5:1 | F5:2 Ab5:1 | G5:3 |"
    high += "Eb6:2 D6:1 | C6:3 | D6:1 F6:1 D6:1 | B5:2 G5:1"
    octaves = [Note(n.at, n.pitch - down, n.length, n.velocity) for n in melody(high) for down in (0, 12)]
    mixer.play(instruments.piano, octaves, Channel(-8, 0, 0.6, 0.1), 0.008)
    mixer.echo(1.0, 0.4, 0.25)
    mixer.hit(drums.drum(), pattern("X..... ...x.x", 3, range(12)), Channel(-3, 0, 0.4), 0.006)
    mixer.hit(drums.drum(), pattern("...... x.x.xX", 3, (3, 7, 11)), Channel(-8, -0.4, 0.5), 0.006)
    swell_s = 2.0
    mixer.hit(
        drums.swell(), [(bar * 3 - swell_s * mixer.bpm / 60, 1.0) for bar in (4, 8, 12)], Channel(-4, 0.3, 0.4), 0
    )
    return mixer.mixed(2.8, 5500)


TRACKS: Final = (
    Track("upbeat", "Sunday Market", "bright, friendly, driving", "D major", 128, 4, 16, upbeat),
    Track("calm", "Slow Light", "gentle, warm, unhurried", "F major", 64, 4, 8, calm),
    Track("corporate", "Good Figures", "confident, clean, optimistic", "A major", 112, 4, 14, corporate),
    Track("acoustic", "Porch Waltz", "homely, hand-made, light", "G major", 96, 3, 16, acoustic),
    Track("electronic", "Night Courier", "cool, urban, pulsing", "A minor", 96, 4, 12, electronic),
    Track("cinematic", "Northern Reveal", "dramatic, wide, building", "C minor", 72, 3, 12, cinematic),
)
