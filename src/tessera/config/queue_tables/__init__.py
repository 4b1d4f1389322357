"""The tables of the queue, made in one step: the many of django-tasks-db take longer than all of Tessera's own.

Its own are recorded as done, so that those of later versions follow.
"""
