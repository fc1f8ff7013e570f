"""A batch makes a video for each row of a list."""
