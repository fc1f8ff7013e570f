"""What everything written into the picture shares: the font's measures, what may be drawn, and where."""
