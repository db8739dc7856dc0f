"""The reference: what the library must answer, in plain dicts, from the design and with none of the library's rules."""

from __future__ import annotations

import hashlib
from typing import Any

from multibuh_core.testing.machine.answers import Record, clash, refuse


class Model:
    """All firms; ids are handles that sort as they were made. Set `firm`, `user`, `admin`, `commit` before a call."""

    def __init__(self) -> None:
        self.firms: dict[str, dict[str, dict[Any, list[Record]]]] = {}
        self.firm, self.user, self.admin = "", "", False
        self.commit: Record = {}
        self.row: int | None = None
        self.serial = map("{:06}".format, range(10**6))

    def table(self, kind: str) -> dict[Any, list[Record]]:
        return self.firms.setdefault(self.firm, {"organization": {}, "directory": {}, "entry": {}})[kind]

    def put(self, kind: str, key: Any, action: str, state: Record) -> Record:
        revisions = self.table(kind).setdefault(key, [])
        version = len(revisions) + 1
        state = {**state, "version": version, "updated_at": self.commit["at"], "updated_by": self.user}
        body = {one: state[one] for one in ("text", "attachments")} if kind == "entry" else {kind: state}
        told = {"version": version, "action": action, "commit": self.commit, "row": self.row, **body}
        revisions.append({"state": state, "told": told, "private_to": None})
        return state

    def now(self, kind: str, key: Any) -> Record:
        state = self.table(kind).get(key, [{"state": None}])[-1]["state"]
        refuse(state is None or not self.sees(state), "NotFoundError", what=kind)
        return state  # type: ignore[no-any-return]

    def sees(self, record: Record) -> bool:
        return record.get("visibility") != "personal" or record["owner_id"] == self.user

    def past(self, kind: str, key: Any) -> list[Record]:
        return [one for one in self.table(kind).get(key, []) if one["private_to"] in (None, self.user)]

    def told(self, kind: str, key: Any) -> list[Record]:
        _ = self.entry(*key) if kind == "entry" else self.now(kind, key)
        return [one["told"] for one in self.past(kind, key)]

    def check(self, state: Any = None, *live: Record, allowed: bool = True, expected: Any = None) -> None:
        refuse(not allowed, "NotAllowedError")
        refuse(any(one and one.get("archived_at") for one in (state, *live)), "ConflictError")
        is_met = expected in (None, "OVERWRITE", state and state["version"])
        refuse(not is_met, "VersionConflictError", expected=expected, current=state)

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
        clash("organization", same)
        return new

    def add(self, name: str, **said: Any) -> Record:
        new = {"inn": None, "kpp": None, "ogrn": None, "external_ids": {}, **said, "name": name, "archived_at": None}
        new |= {"id": f"o{next(self.serial)}", "kind": "legal_entity" if new["inn"] else "other"}
        return self.put("organization", new["id"], "added", self.unique(new))

    def update(self, kind: str, key: str, expected: Any, **said: Any) -> Record:
        state = self.now(kind, key)
        self.check(state, allowed=self.admin or state.get("owner_id") in (None, self.user), expected=expected)
        new = {**state, **said}
        new |= {"kind": "legal_entity" if new["inn"] else "other"} if kind == "organization" else {}
        return state if new == state else self.put(kind, key, "updated", self.unique(new))

    def find(self, pair: Any = None, **keys: Any) -> list[Record]:
        found = [one for one in self.listed("organization") if all(one[key] == keys[key] for key in keys)]
        return [one for one in found if pair is None or pair in one["external_ids"].items()]

    def create(self, name: str, **said: Any) -> Record:
        new = {"id": f"d{next(self.serial)}", "name": name, "description": "", "archived_at": None, **said}
        return self.put("directory", new["id"], "created", {**new, "owner_id": self.user})

    def publish(self, key: str) -> Record:
        state = self.now("directory", key)
        self.check(state, allowed=state["owner_id"] == self.user)
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
        self.check(state, allowed=self.admin or state["owner_id"] == self.user)
        if state["owner_id"] != to:
            self.put("directory", key, "transferred", {**state, "owner_id": to})

    def hand_over(self, of: str, to: str) -> None:
        refuse(to in (of, self.user), "InvalidInputError", field="user_id")
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
        refuse(version not in states, "NotFoundError", what="version")
        return states[version]

    def change(self, d: str, o: str, action: str, expected: Any = None, **said: Any) -> Record:
        state = self.entry(d, o)
        self.check(state, self.now("directory", d), self.now("organization", o), expected=expected)
        return state if {**state, **said} == state else self.put("entry", (d, o), action, {**state, **said})

    def restore(self, d: str, o: str, version: int, expected: Any) -> Record:
        past = self.entry(d, o, version)
        return self.change(d, o, "restored", expected, text=past["text"], attachments=past["attachments"])

    def attach(self, d: str, o: str, data: bytes, name: str, replace: bool) -> Record:
        digest = hashlib.sha256(data).hexdigest()
        new: Record = {"id": f"a{next(self.serial)}", "name": name, "size": len(data), "sha256": digest}
        new |= {"media_type": "text/plain", "added_at": self.commit["at"], "added_by": self.user}
        files = self.change(d, o, "attached")["attachments"]
        same = [one for one in files if one["name"] == name]
        if same and same[0]["sha256"] == digest:
            return same[0]  # type: ignore[no-any-return]
        clash("attachment", [] if replace else same)
        files = [new if one in same else one for one in files] + ([] if same else [new])
        self.change(d, o, "attached", attachments=files)
        return new

    def attachment(self, key: str) -> tuple[Any, Record]:
        places = [one for one in self.table("entry") if self.sees(self.table("directory")[one[0]][-1]["state"])]
        past = [(place, one["state"]["attachments"]) for place in places for one in self.past("entry", place)]
        found = [(place, file) for place, files in past for file in files if file["id"] == key]
        refuse(not found, "NotFoundError", what="attachment")
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

    def imported(self, d: str, source: str, at: Any, overwrite: bool, row: Record) -> list[str]:
        self.check(self.now("directory", d))
        by_hand, key, text, name = self.commit, "inn" if row["inn"] else "name", row["text"], row["name"].casefold()
        same = [one for one in self.listed("organization", None) if str(one[key]).casefold() == row[key].casefold()]
        live = [one for one in same if not one["archived_at"]]
        named = [one for one in live if row["inn"] and not one["kpp"] and one["name"].casefold() == name]
        live = live if len(live) < 2 else named
        if same and len(live) != 1:
            return ["rejected"]
        origin = {"import_id": f"i{next(self.serial)}", "source": source, "sheet": ""}
        self.commit, self.row = {**by_hand, "id": f"i{next(self.serial)}", "at": at, "origin": origin}, 2
        o = (live or [self.add(row["name"], inn=row["inn"])])[0]["id"]
        now, past = self.entry(d, o), [one["told"] for one in self.past("entry", (d, o))]
        base = ["", *(one["text"] for one in past if one["commit"]["origin"].get("source") == source)][-1]
        came = ("changed" if now["version"] else "new") if overwrite or now["text"] == base else "conflicts"
        came = "unchanged" if text in ("", base, now["text"]) else came
        _ = came in ("new", "changed") and self.change(d, o, "written", text=text)
        self.commit, self.row = by_hand, None
        return ["matched" if live else "added", *([came] if text else [])]
