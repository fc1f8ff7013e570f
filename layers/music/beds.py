"""The six pieces. Each fills the desk's 30 s with whole bars, and leaves room for a voice between 1 and 4 kHz."""

from collections.abc import Callable
from typing import Final, NamedTuple

from layers.music import drums, tones
from layers.music.desk import Desk, Stereo, Strip
from layers.music.score import Note, arpeggio, bass_line, chords, comp, melody, pattern

BEATS_OF_A_WALTZ: Final = 3


class Bed(NamedTuple):
    """What is told about a bed in `beds.json`, and how it is made."""

    name: str
    title: str
    mood: str
    key: str
    bpm: int
    beats_per_bar: int
    bars: int
    compose: Callable[[Desk], Stereo]


def upbeat(desk: Desk) -> Stereo:
    """D major, 128 bpm: muted guitar, claps, a marimba tune that comes back changed."""
    bars = chords("D A Bm G D A Bm G Em G D A Em G A A")
    beat = range(16)
    desk.play(tones.muted_guitar, arpeggio(bars, 4, 0.5, (0, 1, 2, 1), 62), Strip(-7, 0.1, 0.15, 0.5))
    offbeats = ((0.5, 0.4), (1.5, 0.4), (2.5, 0.4), (3.5, 0.4))
    desk.play(tones.piano, comp(bars, 4, offbeats, 57, 3), Strip(-14, -0.25, 0.25, 0.1))
    walk = ((0, 0.9, 0), (1, 0.4, 0), (1.5, 0.9, 0), (2.5, 0.4, 7), (3, 0.9, 12))
    desk.play(tones.bass, bass_line(bars, 4, walk, 38), Strip(-4, 0, 0.02))
    call = "F#5:.5 A5:.5 -:.5 A5:.5 B5:1 A5:1 | E5:.5 A5:.5 -:.5 A5:.5 C#6:1 A5:1 |"
    first = call + "D5:.5 F#5:.5 -:.5 F#5:.5 B5:1 F#5:1 | G5:.5 B5:.5 -:.5 D6:.5 B5:2 |"
    again = call + "B5:.5 D6:.5 -:.5 D6:.5 C#6:1 B5:1 | D6:1.5 B5:.5 G5:2 |"
    middle = "E5:1 G5:1 B5:1.5 A5:.5 | G5:1 B5:1 D6:2 | A5:1 F#5:1 D6:1.5 A5:.5 | C#6:1 A5:1 E5:2 |"
    last = "G5:1 B5:1 E6:1.5 D6:.5 | D6:1 B5:1 G5:2 | A5:.5 -:.5 A5:.5 -:.5 C#6:1 E6:1 | A5:2 -:2"
    desk.play(tones.marimba, melody(first + again + middle + last), Strip(-6, 0.15, 0.35))
    desk.echo(0.75, 0.35, 0.25)
    desk.hit(drums.kick(), pattern("X... X... X... X...", 4, beat), Strip(-3, 0, 0))
    desk.hit(drums.clap(), pattern("....X... ....X..x", 4, beat), Strip(-2, 0.05, 0.35))
    desk.hit(drums.hat(), pattern("x.X. x.X. x.X. x.Xx", 4, range(4, 15)), Strip(-4, 0.35, 0.05))
    desk.hit(drums.shaker(), pattern("xxXx xxXx xxXx xxXx", 4, beat), Strip(-5, -0.4, 0.1))
    return desk.mixed(1.1, 7000)


def calm(desk: Desk) -> Stereo:
    """F major, 64 bpm: electric piano over a slow pad, and a bell now and then."""
    bars = chords("Fmaj9 Am7 Bbmaj7 Gm9 Fmaj9 Dm9 Bbmaj9 Csus4")
    desk.play(tones.pad, comp(bars, 4, ((0, 3.9),), 53, 4), Strip(-10, 0, 0.5, 0.6), 0.02)
    rocking = arpeggio(bars, 4, 0.5, (0, 2, 3, 4, 3, 2, 3, 1), 57)
    desk.play(tones.electric_piano, rocking, Strip(-8, -0.1, 0.35, 0.3), 0.009)
    desk.play(tones.bass, bass_line(bars, 4, ((0, 2.8, 0), (3, 0.9, 0)), 29), Strip(-5, 0, 0.05))
    line = "-:1 C6:1.5 A5:1.5 | -:2 E6:1 C6:1 | D6:2.5 A5:1.5 | -:1 Bb5:1 F6:2 |"
    line += "-:1 G6:1 E6:2 | -:2 F6:1 E6:1 | D6:2 C6:2 | -:1 F5:1 G5:2"
    desk.play(tones.bell, melody(line, force=0.6), Strip(-9, 0.25, 0.7), 0.012)
    desk.echo(1.5, 0.45, 0.4)
    return desk.mixed(3.2, 5000)


def corporate(desk: Desk) -> Stereo:
    """A major, 112 bpm: palm-muted eighths, piano, strings that arrive in the second half."""
    bars = chords("A E F#m D A E F#m D Bm D A E Dadd9 E")
    desk.play(tones.muted_guitar, arpeggio(bars, 4, 0.5, (0, 0, 2, 0, 1, 0, 2, 1), 57), Strip(-5, -0.4, 0.2))
    desk.play(tones.muted_guitar, arpeggio(bars, 4, 0.5, (2, 1, 1, 2, 2, 1, 2, 3), 69), Strip(-11, 0.5, 0.3))
    desk.play(tones.piano, comp(bars, 4, ((0, 1.4), (1.5, 1.4), (3, 0.9)), 57, 4), Strip(-12, 0.1, 0.3, 0.15))
    desk.play(tones.bass, bass_line(bars, 4, ((0, 1.4, 0), (1.5, 1.4, 0), (3, 0.9, 0)), 33), Strip(-4, 0, 0.02))
    late = [note for note in comp(bars, 4, ((0, 3.8),), 64, 3) if note.at >= 4 * 4]
    desk.play(tones.strings, late, Strip(-17, 0, 0.6, 0.7), 0.015)
    tune = "C#5:1.5 E5:.5 A5:2 | G#5:1.5 E5:.5 B4:2 | A5:1.5 F#5:.5 C#5:2 | D5:1 E5:1 F#5:2 |"
    tune += "C#5:1.5 E5:.5 A5:2 | B5:1.5 G#5:.5 E5:2 | A5:1 C#6:1 F#5:2 | F#5:1 A5:1 D6:2 |"
    tune += "D6:1.5 B5:.5 F#5:2 | A5:1 F#5:1 D5:2 | E5:1 A5:1 C#6:2 | B5:1.5 G#5:.5 E5:2 | F#5:2 E5:2 | E5:4"
    desk.play(tones.piano, melody(tune), Strip(-7, 0, 0.4), 0.006)
    desk.echo(0.75, 0.3, 0.2)
    desk.hit(drums.soft_kick(), pattern("X... .... X.x. ....", 4, range(14)), Strip(-3, 0, 0))
    desk.hit(drums.stick(), pattern("....X... ....X...", 4, range(4, 14)), Strip(-6, 0.2, 0.4))
    desk.hit(drums.shaker(), pattern("x.X.x.X.x.X.x.X.", 4, range(2, 14)), Strip(-6, 0.4, 0.1))
    return desk.mixed(1.8, 6500)


def acoustic(desk: Desk) -> Stereo:
    """G major in three, 96 bpm: two fingerpicked guitars and an egg."""
    bars = chords("G Gmaj7 C C G Em7 Am7 D G Gmaj7 C Cm G D7 G Dsus4")
    desk.play(tones.guitar, bass_line(bars, 3, ((0, 2.6, 0), (2, 0.8, 7)), 40), Strip(-6, -0.3, 0.2), 0.007)
    picking = [note for note in arpeggio(bars, 3, 0.5, (0, 1, 3, 2, 3, 1), 55) if note.at % BEATS_OF_A_WALTZ]
    ringing = [note._replace(held=1.4) for note in picking]
    desk.play(tones.guitar, ringing, Strip(-7, -0.35, 0.25, 0.12), 0.008)
    high = "D5:2 B4:1 | F#5:2 D5:1 | E5:1.5 G5:.5 E5:1 | C5:3 | D5:1 G5:1 B5:1 | B5:1.5 A5:.5 G5:1 | E5:1 G5:1 C6:1 |"
    high += "A5:3 | B5:2 G5:1 | F#5:2 D5:1 | E5:1 G5:1 C6:1 | C6:1 G5:1 Eb5:1 | D5:2 G5:1 | A5:1 F#5:1 C5:1 | "
    high += "B4:2 D5:1 | -:1 A4:1 C5:1"
    desk.play(tones.guitar, melody(high), Strip(-4, 0.35, 0.35), 0.01)
    desk.play(tones.bass, bass_line(bars, 3, ((0, 2.4, 0),), 31), Strip(-9, 0, 0.02))
    desk.hit(drums.shaker(), pattern("X.x.x.", 3, range(16)), Strip(-6, 0.5, 0.2), 0.006)
    desk.hit(drums.soft_kick(), pattern("X.....", 3, range(16)), Strip(-9, 0, 0.1))
    return desk.mixed(1.5, 6000)


def electronic(desk: Desk) -> Stereo:
    """A minor, 96 bpm, sixteenths: an arpeggio that pumps under a gated snare."""
    bars = chords("Am F C G Am F C G Dm F Am Em7")
    desk.play(tones.pad, comp(bars, 4, ((0, 3.7),), 57, 4), Strip(-12, 0, 0.4, 0.8), 0.01)
    desk.play(tones.saw_pluck, arpeggio(bars, 4, 0.25, (0, 1, 2, 3, 4, 3, 2, 1), 57), Strip(-8, 0, 0.3, 0.55), 0)
    pumping = tuple((i / 2, 0.4, above) for i, above in enumerate((0, 0, 0, 12) * 2))
    desk.play(tones.synth_bass, bass_line(bars, 4, pumping, 33), Strip(-5, 0, 0.02), 0)
    lead = "-:16 E5:1.5 C5:.5 A5:2 | A5:1.5 G5:.5 F5:2 | G5:1.5 E5:.5 C6:2 | B5:2 G5:1 D5:1 |"
    lead += "F5:1.5 A5:.5 D6:2 | C6:1.5 A5:.5 F5:2 | E5:1 A5:1 C6:2 | B5:2 G5:2"
    desk.play(tones.saw_pluck, [note._replace(force=0.9) for note in melody(lead)], Strip(-6, 0.1, 0.6), 0)
    desk.echo(0.75, 0.5, 0.4)
    kicks = pattern("X....... X.x.....", 4, range(12))
    desk.duck(kicks, 0.55, 0.16)
    desk.hit(drums.kick(), kicks, Strip(-1, 0, 0), 0)
    desk.hit(drums.gated_snare(), pattern("....X... ....X...", 4, range(12)), Strip(-3, 0, 0.4), 0)
    desk.hit(drums.hat(), pattern("x.xx x.xx x.xx x.xx", 4, range(12)), Strip(-4, -0.3, 0.05), 0)
    desk.hit(drums.open_hat(), pattern("..X. ..X. ..X. ..X.", 4, range(4, 12)), Strip(-7, 0.3, 0.1), 0)
    return desk.mixed(1.6, 9000)


def cinematic(desk: Desk) -> Stereo:
    """C minor in three, 72 bpm: short bows, long bows, a piano above, low drums."""
    bars = chords("Cm Ab Eb Bb Cm Ab Fm G Cm Ab Bb G")
    desk.play(tones.spiccato, arpeggio(bars, 3, 0.25, (0, 2, 1, 2, 3, 2), 48), Strip(-8, -0.35, 0.35, 0.15), 0.005)
    desk.play(tones.strings, comp(bars, 3, ((0, 2.9),), 55, 4), Strip(-13, 0.1, 0.6, 0.6), 0.02)
    desk.play(tones.strings, bass_line(bars, 3, ((0, 2.8, 0), (0, 2.8, 12)), 31), Strip(-8, 0.3, 0.3), 0.01)
    high = "G5:2 Eb5:1 | Eb6:3 | D6:1 Bb5:1 G5:1 | F5:3 | G5:2 C6:1 | C6:1 Ab5:1 Eb5:1 | F5:2 Ab5:1 | G5:3 |"
    high += "Eb6:2 D6:1 | C6:3 | D6:1 F6:1 D6:1 | B5:2 G5:1"
    octaves = [Note(n.at, n.pitch - down, n.held, n.force) for n in melody(high) for down in (0, 12)]
    desk.play(tones.piano, octaves, Strip(-8, 0, 0.6, 0.1), 0.008)
    desk.echo(1.0, 0.4, 0.25)
    desk.hit(drums.drum(), pattern("X..... ...x.x", 3, range(12)), Strip(-3, 0, 0.4), 0.006)
    desk.hit(drums.drum(), pattern("...... x.x.xX", 3, (3, 7, 11)), Strip(-8, -0.4, 0.5), 0.006)
    swell_s = 2.0
    desk.hit(drums.swell(), [(bar * 3 - swell_s * desk.bpm / 60, 1.0) for bar in (4, 8, 12)], Strip(-4, 0.3, 0.4), 0)
    return desk.mixed(2.8, 5500)


BEDS: Final = (
    Bed("upbeat", "Sunday Market", "bright, friendly, driving", "D major", 128, 4, 16, upbeat),
    Bed("calm", "Slow Light", "gentle, warm, unhurried", "F major", 64, 4, 8, calm),
    Bed("corporate", "Good Figures", "confident, clean, optimistic", "A major", 112, 4, 14, corporate),
    Bed("acoustic", "Porch Waltz", "homely, hand-made, light", "G major", 96, 3, 16, acoustic),
    Bed("electronic", "Night Courier", "cool, urban, pulsing", "A minor", 96, 4, 12, electronic),
    Bed("cinematic", "Northern Reveal", "dramatic, wide, building", "C minor", 72, 3, 12, cinematic),
)
