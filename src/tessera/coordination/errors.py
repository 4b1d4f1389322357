"""What a service of this room refuses, each in one sentence for people."""


class CoordinationError(ValueError):
    """The request cannot be carried out; the message says why and what to do."""
