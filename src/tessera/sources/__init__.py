"""One folder per source: source.yml with its facts, a small adapter, a sample of our own making.

Adapters are found by their source.yml; nobody imports one, and none knows another.
"""
