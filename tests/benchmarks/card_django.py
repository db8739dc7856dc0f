"""A peer of S1: Django's ORM on the same tables, in two queries: the organization, then the items of its card."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.stores import FIRM

__all__ = ["CardByDjango"]


class CardByDjango:
    """One card by Django's ORM."""

    def __init__(self, path: str) -> None:
        import django
        from django.conf import settings

        databases = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": path}}
        settings.configure(DATABASES=databases, INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.AutoField")
        django.setup()
        self._organization, self._entry = _models()

    def read(self, organization_id: str) -> tuple[Any, list[Any]]:
        """Return the organization and the visible entries of its card, in order."""
        from django.db.models import Q

        organization = self._organization.objects.get(firm_id=FIRM, id=organization_id)
        visible = Q(directory__visibility="collective") | Q(directory__owner_id="anna")
        entries = (
            self._entry.objects.filter(visible, firm_id=FIRM, organization_id=organization_id)
            .filter(directory__firm_id=FIRM, directory__show_in_card=1, directory__archived_at=None)
            .exclude(text="", attachments="[]")
            .select_related("directory")
            .order_by("directory__position", "directory__folded", "directory__id")
        )
        return organization, list(entries)


def _models() -> tuple[Any, Any]:
    from django.db import models

    def text(**options: Any) -> Any:
        return models.TextField(**options)

    class Organization(models.Model):  # noqa: DJ008 - nobody shows it
        firm_id = text()
        id = text(primary_key=True)
        name, folded, kind, external_ids, updated_at, updated_by = (text() for _ in range(6))
        inn, kpp, ogrn, archived_at = (text(null=True) for _ in range(4))
        version = models.IntegerField()

        class Meta:
            app_label, db_table, managed = "bench", "multibuh_organizations", False

    class Directory(models.Model):  # noqa: DJ008 - nobody shows it
        firm_id = text()
        id = text(primary_key=True)
        name, folded, description, visibility, owner_id, updated_at, updated_by = (text() for _ in range(7))
        show_in_card, position, version = (models.IntegerField() for _ in range(3))
        archived_at = text(null=True)

        class Meta:
            app_label, db_table, managed = "bench", "multibuh_directories", False

    class Entry(models.Model):  # noqa: DJ008 - nobody shows it
        pk = models.CompositePrimaryKey("firm_id", "organization_id", "directory_id")
        firm_id, organization_id, text, attachments, updated_at, updated_by = (text() for _ in range(6))
        directory = models.ForeignKey(Directory, on_delete=models.DO_NOTHING, db_column="directory_id")
        version = models.IntegerField()

        class Meta:
            app_label, db_table, managed = "bench", "multibuh_entries", False

    return Organization, Entry
