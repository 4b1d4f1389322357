"""Settings, root addresses and the WSGI entry point: composes every room into one running Tessera.

May import everything; nothing imports it.
"""
