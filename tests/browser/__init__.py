"""Tests that look at the pages as a reader does, in Chromium."""
