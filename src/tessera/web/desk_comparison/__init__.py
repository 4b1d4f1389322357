"""What comes out of the desk review: documents compared, the passages behind each figure, reports as files."""
