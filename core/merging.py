"""Who stands for a person after merges: the same answer on every laptop and at headquarters."""

from collections.abc import Callable, Iterable, Mapping


def survivor(person_id: str, merged_into: Callable[[str], str | None]) -> str:
    """The id that stands for a person. Laptops may have merged in a circle while apart: its smallest id stands."""
    path = [person_id]
    while (after := merged_into(path[-1])) is not None:
        if after in path:
            return min(path[path.index(after) :])
        path.append(after)
    return path[-1]


def same_people(person_ids: Iterable[str], merges: Mapping[str, str]) -> set[str]:
    """These people and all who are one person with any of them; `merges` tells who was merged into whom."""
    asked = set(person_ids)
    standing = {survivor(each, merges.get) for each in asked}
    others = merges.keys() | set(merges.values())
    return asked | {each for each in others if survivor(each, merges.get) in standing}
