"""The Network at work: working groups and their members, tasks, updates and meetings.

Imports plans, network, search, vocabulary and lib; reports and the pages stand above it.
"""
