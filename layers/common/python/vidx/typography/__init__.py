"""Typography of all text in a video: fonts, text widths, line breaks, direction, contrast and safe areas."""
