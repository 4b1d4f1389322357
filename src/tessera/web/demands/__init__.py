"""Pages of demands: what several recommendations ask of one State, and of any.

Imports what stands directly in web, and the rooms below; no other subpackage of web.
"""
