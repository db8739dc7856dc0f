"""What one user sees of a firm, out of a store in a folder: `python plain_reader.py FOLDER FIRM USER`."""

import json
import sys
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

FILE = ("id", "name", "media_type", "size", "sha256", "added_at", "added_by")


def unsealed(data: bytes, **expected: Any) -> Any:
    """Return a document that is whole, and is the one that was expected."""
    seal = b',"verify":"%s"}' % sha256(data[:-77] + b"}").hexdigest().encode()
    document = json.loads(data) if data[-77:] == seal else {}
    if {key: document.get(key) for key in expected} != expected:
        raise ValueError(f"damaged: {expected}")
    return document


def changes(folder: Path, firm: str) -> Iterator[tuple[Any, Any]]:
    """Give each row of a firm's log, in order, with the commits that it may name."""
    count, number, head = len(list(folder.glob("log/*.json"))), 1, ""
    while (path := folder / f"log/{number:012}.json").exists():
        said = {"firm": firm, "number": number, "previous": head}
        commit = unsealed(path.read_bytes(), type="multibuh.commit", format=1, **said)
        rows = commit["changes"]
        for digest, _ in commit["segments"]:
            data = (folder / f"segments/{digest}.json").read_bytes()
            rows += unsealed(data, type="multibuh.segment", format=1, unit=commit["id"])["changes"]
            if sha256(data).hexdigest() != digest:
                raise ValueError(f"damaged: {digest}")
        yield from ((row, commit["commits"]) for row in rows)
        head, number = commit["verify"], number + 1
    if number <= count:
        raise ValueError(f"missing: {path}")


def cards(root: Path, firm: str, user: str) -> dict[str, Any]:
    """Return the card of every organization, by its id."""
    last: dict[str, Any] = {"organization": {}, "directory": {}, "entry": {}, "past": {}}
    for (kind, *row), commits in changes(root / "firms" / sha256(firm.encode()).hexdigest(), firm):
        key = tuple(row[3:5]) if kind == "entry" else row[0] if kind == "past" else row[-1]["id"]
        last[kind][key] = [*row, commits]
    found = {key: {"organization": one[3], "items": []} for key, one in last["organization"].items()}
    for directory in sorted((one[3] for one in last["directory"].values()), key=place):
        is_visible = directory["visibility"] == "collective" or directory["owner_id"] == user
        if is_visible and directory["show_in_card"] and directory["archived_at"] is None:
            for at, _, _, organization_id, directory_id, version, text, files, commits in last["entry"].values():
                if directory_id == directory["id"] and (text or files):
                    entry = {"organization_id": organization_id, "directory_id": directory_id, "version": version}
                    entry |= {"text": text, "attachments": [dict(zip(FILE, file, strict=True)) for file in files]}
                    entry |= {"updated_at": commits[at]["at"], "updated_by": commits[at]["by"]}
                    found[organization_id]["items"].append({"directory": directory, "entry": entry})
    return found


def place(directory: Any) -> Any:
    """Return what directories are ordered by in a card."""
    return directory["position"], unicodedata.normalize("NFC", directory["name"].casefold()), directory["id"]


if __name__ == "__main__":
    json.dump(cards(Path(sys.argv[1]), *sys.argv[2:]), sys.stdout, ensure_ascii=False, indent=1)
