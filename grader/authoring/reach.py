"""Which lines of a host a function of the exercise can run: its own, and those it reaches."""

import ast

from grader.buggy.host import Host


def reach(host: Host) -> dict[str, frozenset[int]]:
    """The lines, from 0, that each function or class of a host can run.

    Whatever is named in a definition is reached, and what is named there in turn; lines outside
    any definition are reached by all.
    """
    module = ast.parse(host.text)
    definitions = {
        node.name: node for node in module.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    lines = {
        name: frozenset(range(node.lineno - 1, node.end_lineno or node.lineno))
        for name, node in definitions.items()
    }
    everywhere = frozenset(range(host.text.count("\n") + 1)).difference(*lines.values())
    found = {}
    for name in definitions:
        reached: set[str] = set()
        todo = {name}
        while todo:
            one = todo.pop()
            reached.add(one)
            named = {n.id for n in ast.walk(definitions[one]) if isinstance(n, ast.Name)}
            todo |= (named & definitions.keys()) - reached
        found[name] = everywhere.union(*(lines[one] for one in reached))
    return found
