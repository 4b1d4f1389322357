"""The field's terms as data: the Guidance Note, the Action Plan, labels, organisations, countries, in six languages.

Each kind is one YAML file in `data/` and one small typed loader, read when first asked for and kept; imports lib only.
"""
