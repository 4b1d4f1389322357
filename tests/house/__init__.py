"""Tests of the house itself: its order, budgets, licences and papers."""
