"""Reading the YAML files of this room."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def read(name: str) -> Any:
    """What `data/NAME.yml` holds. Keys written twice are an error: YAML itself would silently keep the last."""
    file = resources.files(__package__) / "data" / f"{name}.yml"
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a safe loader, made stricter


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    pass


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise ValueError(f"{key!r} is written twice, the second time in line {key_node.start_mark.line + 1}")
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


# Norway's alpha-2 code and the words "yes", "on", "off" are strings here: only true and false are truth values.
_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
