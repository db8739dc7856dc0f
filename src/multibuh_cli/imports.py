"""`multibuh import`: a spreadsheet of clients goes in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from multibuh_cli.help_pages import add_command
from multibuh_cli.import_options import mapping_of, read_rows, split_pair
from multibuh_cli.output import say_value
from multibuh_cli.parameters import AsJson
from multibuh_cli.progress import stages
from multibuh_cli.setup import opened_workspace
from multibuh_cli.usage import WrongUsageError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    add_command(
        app,
        "import",
        import_file,
        "Загрузить таблицу: строка — организация, столбцы — записи о ней.",
        "multibuh import clients.xlsx --organization Организация --inn ИНН \\",
        "  --directory 'Карта обслуживания' --directory 'Р/с=Банк' --card --dry-run",
        "multibuh import clients.csv --external '1c=Код 1С' --directory Банк",
        details="Подойдёт xlsx, xls, ods, csv. Что именно будет записано, покажет --dry-run. Всё записывается целиком "
        "или не записывается вовсе; строки с ошибками перечисляются и пропускаются. Ту же таблицу можно загружать "
        "снова: поправленное руками остаётся.",
    )


def import_file(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="ФАЙЛ", help="Таблица.")],
    *,
    sheet: Annotated[str | None, typer.Option(metavar="ЛИСТ", help="Лист; без ключа первый непустой.")] = None,
    header_rows: Annotated[
        str | None, typer.Option(metavar="N[:M]", help="Строки заголовка, например 2 или 2:3; иначе находятся сами.")
    ] = None,
    organization: Annotated[str | None, typer.Option(metavar="СТОЛБЕЦ", help="Столбец с названием.")] = None,
    inn: Annotated[str | None, typer.Option(metavar="СТОЛБЕЦ", help="Столбец с ИНН.")] = None,
    kpp: Annotated[str | None, typer.Option(metavar="СТОЛБЕЦ", help="Столбец с КПП.")] = None,
    ogrn: Annotated[str | None, typer.Option(metavar="СТОЛБЕЦ", help="Столбец с ОГРН.")] = None,
    external: Annotated[
        list[str] | None, typer.Option(metavar="СИСТЕМА=СТОЛБЕЦ", help="Столбец с ключом вашей системы: 1c=Код.")
    ] = None,
    directory: Annotated[
        list[str] | None,
        typer.Option(metavar="СТОЛБЕЦ[=СПРАВОЧНИК]", help="Столбец и справочник для него; можно много раз."),
    ] = None,
    personal: Annotated[bool, typer.Option("--personal", help="В свои личные справочники.")] = False,
    card: Annotated[bool, typer.Option("--card", help="Новые справочники показывать в карточке.")] = False,
    source: Annotated[
        str | None,
        typer.Option(metavar="ИМЯ", help="Под каким именем таблица загружается снова и снова; иначе имя файла."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="При расхождении брать текст из файла.")] = False,
    drop_bad_numbers: Annotated[
        bool, typer.Option("--drop-bad-numbers", help="Неверный номер пропустить, а строку загрузить.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Только показать, ничего не записывать.")] = False,
    as_json: AsJson = False,
) -> None:
    """Plan the import of a table, and apply the plan unless it is a dry run."""
    rows = None if header_rows is None else read_rows(header_rows, ctx)
    keys = [split_pair(one, "--external", ctx) for one in external or ()]
    if organization is None and inn is None and not keys:
        raise WrongUsageError("не сказано, как узнать организацию: --organization, --inn или --external", ctx)
    mapping = mapping_of(
        organization,
        (inn, kpp, ogrn),
        keys,
        directory or (),
        personal=personal,
        card=card,
        drop_bad_numbers=drop_bad_numbers,
    )
    called = Path(file).name if source is None else source
    with opened_workspace(ctx) as workspace, stages() as begin:
        from multibuh_backends.spreadsheets import read_table

        begin("Читаю таблицу")
        table = read_table(file, sheet=sheet, header_rows=rows, columns=mapping.columns)
        plan = workspace.imports.plan(
            table, mapping, source=called, overwrite=overwrite, progress=begin("Сравниваю с записанным")
        )
        report = plan.report if dry_run else workspace.imports.apply(plan, progress=begin("Записываю"))
    if as_json:
        say_value(report.document())
    else:
        from multibuh_cli.import_review import say_review

        say_review(report, called)
