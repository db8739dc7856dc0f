"""The reference: what the library must answer, in plain dicts, from the design and with none of the library's rules."""

# ruff: noqa: D102, FBT001, FBT002 - the names are the words of the design, the arguments those of the library

from __future__ import annotations

import hashlib
from typing import Any

Record = dict[str, Any]


class Refused(Exception):  # noqa: N818 - an answer, no error
    """The model's answer where the library raises: the error's class and the fields that matter."""


class Model:
    """All firms; ids are handles that sort as they were made. Set `firm`, `user`, `admin`, `commit` before a call."""

    def __init__(self) -> None:
        self.firms: dict[str, dict[str, dict[Any, list[Record]]]] = {}
        self.firm, self.user, self.admin = "", "", False
        self.commit: Record = {}
        self.serial = iter(range(10**6))

    def table(self, kind: str) -> dict[Any, list[Record]]:
        return self.firms.setdefault(self.firm, {"organization": {}, "directory": {}, "entry": {}})[kind]

    def put(self, kind: str, key: Any, action: str, state: Record) -> Record:
        revisions = self.table(kind).setdefault(key, [])
        version = len(revisions) + 1
        state = {**state, "version": version, "updated_at": self.commit["at"], "updated_by": self.user}
        body = {one: state[one] for one in ("text", "attachments")} if kind == "entry" else {kind: state}
        told = {"version": version, "action": action, "commit": self.commit, "row": None, **body}
        revisions.append({"state": state, "told": told, "private_to": None})
        return state

    def now(self, kind: str, key: Any) -> Record:
        state = self.table(kind).get(key, [{"state": None}])[-1]["state"]
        if state is None or not self.sees(state):
            raise Refused("NotFoundError", {"what": kind})
        return state  # type: ignore[no-any-return]

    def sees(self, record: Record) -> bool:
        return record.get("visibility") != "personal" or record["owner_id"] == self.user

    def past(self, kind: str, key: Any) -> list[Record]:
        return [one for one in self.table(kind).get(key, []) if one["private_to"] in (None, self.user)]

    def told(self, kind: str, key: Any) -> list[Record]:
        _ = self.entry(*key) if kind == "entry" else self.now(kind, key)
        return [one["told"] for one in self.past(kind, key)]

    def check(self, *, allowed: bool = True, live: list[Record] | None = None, version: Any = None) -> None:
        if not allowed:
            raise Refused("NotAllowedError", {})
        if any(one["archived_at"] for one in live or []):
            raise Refused("ConflictError", {})
        if version and version[0] not in (None, "OVERWRITE", version[1]["version"]):
            raise Refused("VersionConflictError", {"expected": version[0], "current": version[1]})

    def listed(self, kind: str, archived: bool | None = False) -> list[Record]:
        states = [revisions[-1]["state"] for revisions in self.table(kind).values()]
        kept = [one for one in states if archived is None or (one["archived_at"] is not None) is archived]
        return sorted(filter(self.sees, kept), key=lambda one: (one.get("position"), one["name"].casefold(), one["id"]))

    def archive(self, kind: str, key: str, away: bool) -> Record:
        state = self.now(kind, key)
        self.check(allowed=self.admin or state.get("owner_id") == self.user)
        if (state["archived_at"] is not None) is away:
            return state
        new = self.unique({**state, "archived_at": self.commit["at"] if away else None})
        return self.put(kind, key, "archived" if away else "unarchived", new)

    def unique(self, new: Record) -> Record:
        others = [one for one in self.listed("organization", None) if one["id"] != new["id"]] if "inn" in new else []
        twins = [one for one in others if (one["inn"], one["kpp"]) == (new["inn"], new["kpp"]) and new["inn"]]
        same = [one for one in twins if not one["archived_at"] and not new["archived_at"]]
        for pair in sorted(new.get("external_ids", {}).items()):
            same += [one for one in others if pair in one["external_ids"].items()]
        if same:
            raise Refused("AlreadyExistsError", {"what": "organization", "other_id": same[0]["id"]})
        return new

    def add(self, name: str, **said: Any) -> Record:
        new = {"inn": None, "kpp": None, "ogrn": None, "external_ids": {}, **said, "name": name, "archived_at": None}
        new |= {"id": f"o{next(self.serial):06}", "kind": "legal_entity" if new["inn"] else "other"}
        return self.put("organization", new["id"], "added", self.unique(new))

    def update(self, kind: str, key: str, expected: Any, **said: Any) -> Record:
        state = self.now(kind, key)
        allowed = self.admin or state.get("owner_id", self.user) == self.user
        self.check(allowed=allowed, live=[state], version=(expected, state))
        new = {**state, **said}
        new |= {"kind": "legal_entity" if new["inn"] else "other"} if kind == "organization" else {}
        return state if new == state else self.put(kind, key, "updated", self.unique(new))

    def find(self, pair: Any = None, **keys: Any) -> list[Record]:
        found = [one for one in self.listed("organization") if all(one[key] == keys[key] for key in keys)]
        return [one for one in found if pair is None or pair in one["external_ids"].items()]

    def create(self, name: str, **said: Any) -> Record:
        new = {"id": f"d{next(self.serial):06}", "name": name, "description": "", "archived_at": None, **said}
        return self.put("directory", new["id"], "created", {**new, "owner_id": self.user})

    def publish(self, key: str) -> Record:
        state = self.now("directory", key)
        self.check(allowed=state["owner_id"] == self.user, live=[state])
        if state["visibility"] == "collective":
            return state
        for kind, place in [("directory", key), *(("entry", pair) for pair in self.table("entry") if pair[0] == key)]:
            self.owned_by(None, self.user, self.table(kind)[place])
            changes = {"visibility": "collective"} if kind == "directory" else {}
            self.put(kind, place, "published", {**self.table(kind)[place][-1]["state"], **changes})
        return self.now("directory", key)

    def owned_by(self, of: str | None, to: str, revisions: list[Record]) -> None:
        for one in revisions:
            one["private_to"] = to if one["private_to"] == of else one["private_to"]

    def transfer(self, key: str, to: str) -> None:
        state = self.now("directory", key)
        self.check(allowed=self.admin or state["owner_id"] == self.user, live=[state])
        if state["owner_id"] != to:
            self.put("directory", key, "transferred", {**state, "owner_id": to})

    def hand_over(self, of: str, to: str) -> None:
        if to in (of, self.user):
            raise Refused("InvalidInputError", {"field": "user_id"})
        self.check(allowed=self.admin)
        for key, revisions in self.table("directory").items():
            if revisions[-1]["state"]["owner_id"] == of:
                self.put("directory", key, "handed_over", {**revisions[-1]["state"], "owner_id": to})
        for past in [*self.table("directory").values(), *self.table("entry").values()]:
            self.owned_by(of, to, past)

    def entry(self, d: str, o: str, version: int | None = None) -> Record:
        _ = self.now("directory", d), self.now("organization", o)
        states: dict[int, Record] = {one["state"]["version"]: one["state"] for one in self.past("entry", (d, o))}
        if version is None:
            blank = {"version": 0, "text": "", "attachments": [], "updated_at": None, "updated_by": None}
            return states[max(states)] if states else {"directory_id": d, "organization_id": o, **blank}
        if version not in states:
            raise Refused("NotFoundError", {"what": "version"})
        return states[version]

    def change(self, d: str, o: str, action: str, expected: Any = None, **said: Any) -> Record:
        state = self.entry(d, o)
        self.check(live=[self.now("directory", d), self.now("organization", o)], version=(expected, state))
        return state if {**state, **said} == state else self.put("entry", (d, o), action, {**state, **said})

    def restore(self, d: str, o: str, version: int, expected: Any) -> Record:
        past = self.entry(d, o, version)
        return self.change(d, o, "restored", expected, text=past["text"], attachments=past["attachments"])

    def attach(self, d: str, o: str, data: bytes, name: str, replace: bool) -> Record:
        digest = hashlib.sha256(data).hexdigest()
        new = {
            "id": f"a{next(self.serial):06}",
            "name": name,
            "size": len(data),
            "sha256": digest,
            "media_type": "text/plain",
        }
        new |= {"added_at": self.commit["at"], "added_by": self.user}
        files = self.change(d, o, "attached")["attachments"]
        same = next((one for one in files if one["name"] == name), None)
        if same and same["sha256"] == digest:
            return same  # type: ignore[no-any-return]
        if same and not replace:
            raise Refused("AlreadyExistsError", {"what": "attachment", "other_id": same["id"]})
        files = [new if one is same else one for one in files] + ([] if same else [new])
        self.change(d, o, "attached", attachments=files)
        return new

    def attachment(self, key: str) -> tuple[Any, Record]:
        places = [one for one in self.table("entry") if self.sees(self.table("directory")[one[0]][-1]["state"])]
        past = [(place, one["state"]["attachments"]) for place in places for one in self.past("entry", place)]
        found = [(place, file) for place, files in past for file in files if file["id"] == key]
        if not found:
            raise Refused("NotFoundError", {"what": "attachment"})
        return found[0]

    def detach(self, key: str) -> Record:
        (d, o), _ = self.attachment(key)
        kept = [one for one in self.entry(d, o)["attachments"] if one["id"] != key]
        return self.change(d, o, "detached", attachments=kept)

    def entries(self, d: str | None, o: str | None) -> list[Record]:
        _ = d and self.now("directory", d), o and self.now("organization", o)
        orgs = [one["id"] for one in self.listed("organization") if o in (None, one["id"])]
        dirs = [one["id"] for one in self.listed("directory") if d in (None, one["id"])]
        return [self.entry(one, org) for org in orgs for one in dirs if self.table("entry").get((one, org))]

    def card(self, o: str) -> Record:
        shown = [one for one in self.listed("directory") if one["show_in_card"]]
        items = [{"directory": one, "entry": self.entry(one["id"], o)} for one in shown]
        full = [one for one in items if one["entry"]["text"] or one["entry"]["attachments"]]
        return {"organization": self.now("organization", o), "items": full}
