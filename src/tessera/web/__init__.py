"""Pages: Django templates with htmx, one subpackage per term of the field.

Imports reports and everything below it; holds no rules, no writes, no queries of its own.
"""
