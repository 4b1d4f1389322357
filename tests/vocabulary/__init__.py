"""Tests of the field's terms, each kind as a whole."""
