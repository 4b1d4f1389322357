"""The register of action plans: plan, section, activity, milestone, funding, amendment, and the Guidance Note.

Imports network, search, extraction, vocabulary and lib; `reading/` imports no Django.
"""
