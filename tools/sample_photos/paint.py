"""The materials of the camera."""

import materials as m


class Paint:
    """One of each, for all parts of one camera."""

    def __init__(self) -> None:
        self.chrome = m.satin_metal("satin chrome", (0.74, 0.72, 0.69), 0.24)
        self.bright = m.satin_metal("polished chrome", (0.8, 0.79, 0.77), 0.11)
        self.black = m.plain("black paint", (0.012, 0.012, 0.013), 0.32, Coat_Weight=0.3)
        self.matt = m.plain("matt black", (0.01, 0.01, 0.01), 0.6)
        self.skin = m.leatherette("leatherette", (0.022, 0.021, 0.02))
        self.ink = m.plain("engraving", (0.02, 0.02, 0.02), 0.5)
        self.white = m.plain("white filling", (0.85, 0.84, 0.8), 0.5)
        self.red = m.plain("red filling", (0.62, 0.05, 0.03), 0.4)
        self.window = m.plain("finder", (0.02, 0.03, 0.04), 0.04, Coat_Weight=1.0)
        self.frost = m.plain("frosted glass", (0.55, 0.6, 0.58), 0.35)
        self.violet = m.coated_glass("violet coating", (0.55, 0.3, 0.95), 0.02)
        self.amber = m.coated_glass("amber coating", (1.0, 0.62, 0.22), 0.03)
        self.teal = m.coated_glass("teal coating", (0.25, 0.75, 0.85), 0.03)
