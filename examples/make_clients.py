"""
Make clients.xlsx, the spreadsheet that the demo imports: twenty invented organizations with the faults of real life.

All of it is made up. The ИНН begin with 9988 and 0199, which no tax inspectorate bears, and their check digits hold.
Two rows are wrong on purpose: one ИНН has a digit mistyped, one is stored as a number and so lost its leading zero.

The file stands ready beside this script; run the script after a change here. The same text gives the same bytes.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

HEADERS = ("Организация", "ИНН", "КПП", "ОГРН", "Код 1С", "Карта обслуживания", "Документы", "Банк", "Зарплата")
WIDTHS = (34, 14, 11, 17, 11, 48, 48, 40, 44)


class Client(NamedTuple):
    """One row, in the order of the headers; the numbers are text, but for the one that lost its leading zero."""

    name: str
    inn: str | int
    kpp: str
    ogrn: str
    code: str
    guide: str
    documents: str
    bank: str
    salary: str


def inn(first_digits: str) -> str:
    """Return the ИНН that begins so: 9 digits get one check digit, 10 digits get two."""
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    number = first_digits
    for length in (9,) if len(first_digits) == 9 else (10, 11):  # noqa: PLR2004 - digits before each check digit
        total = sum(weight * int(digit) for weight, digit in zip(weights[-length:], number, strict=True))
        number += str(total % 11 % 10)
    return number


def ogrn(first_digits: str) -> str:
    """Return the ОГРН (12 digits and its check digit) or ОГРНИП (14 and its own) that begins so."""
    return first_digits + str(int(first_digits) % (len(first_digits) - 1) % 10)


def mistyped(number: str) -> str:
    """Return *number* with its fifth digit one higher, as a slip of the finger leaves it."""
    return number[:4] + str((int(number[4]) + 1) % 10) + number[5:]


def company(serial: int, name: str, *texts: str, office: str = "9988") -> Client:
    """Return an invented legal entity, registered with the inspectorate *office*."""
    number = inn(f"{office}{10_000 + 37 * serial}")
    return Client(name, number, f"{office}01001", ogrn(f"12499{serial:07d}"), f"{serial:09d}", *texts)


def entrepreneur(serial: int, name: str, *texts: str) -> Client:
    """Return an invented entrepreneur: an ИНН of 12 digits, an ОГРНИП, no КПП."""
    return Client(name, inn(f"9988{200_000 + 37 * serial}"), "", ogrn(f"32499{serial:09d}"), f"{serial:09d}", *texts)


def clients() -> list[Client]:
    """Return the twenty rows."""
    rows = [
        company(
            1,
            "ООО «Тёплый ветер»",
            "Упрощёнка, доходы минус расходы. Директор отвечает в почте, звонить только срочно.\n"
            "Перед закрытием квартала согласуем расходы с Ольгой.",
            "Документы запрашиваем у Ольги до 10 числа; счета-фактуры присылает сканами, оригиналы раз в квартал.",
            "Банк проводим по вторникам и четвергам.",
            "Аванс 20-го, расчёт 5-го. Табель присылает Ольга до 1 числа.",
        ),
        company(
            2,
            "ООО «Лукошко-Сервис»",
            "Основной режим. Закрываем месяц до 15-го: учредитель ждёт отчёт к 16-му.",
            "Первичку привозит курьер по понедельникам, складываем в красную папку.",
            "Банк проводим ежедневно до обеда, выписку выгружает клиент.",
            "Аванс 25-го, расчёт 10-го. Премии утверждает коммерческий директор.",
        ),
        company(
            3,
            "ООО «Кедровый угол»",
            "Упрощёнка, доходы. Раз в квартал сверяем кассу с выпиской эквайринга.",
            "Чеки и акты присылает администратор в общий чат до 5 числа.",
            "Эквайринг разносим по дням, комиссию банка отдельной строкой.",
            "—",
        ),
        company(
            4,
            "ООО «Полянка-Опт»",
            "Основной режим, экспорт в Казахстан: подтверждаем нулевую ставку до 180-го дня.",
            "Заявления о ввозе просим у Тимура, напоминаем 12-го и 18-го.",
            "Два счёта: рублёвый по средам, валютный в день поступления.",
            "Аванс 15-го, расчёт 30-го.",
        ),
        company(
            5,
            "АО «Заречный механический цех»",
            "Основной режим, есть оборонный заказ: раздельный учёт по каждому договору.\n"
            "Аудит каждый март, сверки готовим с января.",
            "Акты запрашиваем у Галины Петровны до 3 числа, копию — главному инженеру.",
            "Отдельный счёт по договору не смешиваем с основным, проводим по понедельникам.",
            "Зарплата по цехам, вредность — по списку отдела кадров до 27-го.",
        ),
        company(
            6,
            "ООО «Стройдвор-Юг»",
            "Субподрядчиков проверяем до первой оплаты. Акты подписывает только прораб Степанов.",
            "КС-2 и КС-3 ждём до 25-го, без них месяц не закрываем.",
            "",
            "Вахта: табели два раза в месяц, 14-го и 29-го.",
        ),
        company(
            7,
            "ООО «Медовый берег»",
            "Упрощёнка. Маркировка: остатки сверяем до 20-го, отчёт комиссионера берём из кабинета площадки.",
            "Отчёты площадок скачиваем сами 8-го, доступ у Анны.",
            "Поступления от площадок проводим по отчётам, а не по сумме на счёте.",
            "—",
        ),
        company(
            8,
            "ООО «Три сосны и К°»",
            "",
            "Документы в электронном обороте, бумаги не бывает. Спорные акты — к Виталию.",
            "Банк по пятницам.",
            "Аванс 18-го, расчёт 3-го.",
        ),
        company(
            9,
            "ООО «Вишнёвая слобода»",
            "Пансионат: сезон с мая по сентябрь, зимой только нулевые и зарплата сторожей.",
            "Путёвки и бланки пересчитываем 1 числа вместе с администратором.",
            "В сезон ежедневно, зимой раз в неделю.",
            "Сезонных принимаем пакетом 28 апреля, увольняем 1 октября.",
        ),
        company(
            10,
            "ООО «Белый коробок»",
            "Номенклатуру ведём по артикулам поставщика, новые карточки согласуем с кладовщицей Риммой.",
            "Накладные фотографирует склад, просим в тот же день.",
            "Банк проводим по вторникам и пятницам.",
            "Аванс 22-го, расчёт 7-го.",
        ),
        entrepreneur(
            11,
            "ИП Завьялова Марина Петровна",
            "Патент и упрощёнка вместе: доходы делим по точкам. Сама не звонит, пишем ей вечером.",
            "Выручку по точкам присылает 1 числа, патент продлеваем в ноябре.",
            "Личные переводы не проводим, спрашиваем по каждому.",
            "Двое сотрудников, расчёт 10-го.",
        ),
        company(
            12,
            "ООО «Ладья и парус»",
            "Аренда катеров, агентская схема: в доход берём только вознаграждение.",
            "Отчёт агента до 7-го, его готовит Ренат.",
            "Предоплаты гостей — на 76-й счёт, не в выручку.",
            "0",
        ),
        company(
            13,
            "ООО «Мастерская Хвоя»",
            "Упрощёнка, доходы минус расходы. Фанеру списываем по картам раскроя.",
            "Карты раскроя — у мастера Егора, до последнего дня месяца.",
            "Банк проводим по средам.",
            "Сдельно: наряды закрывает Егор до 2-го.",
        ),
        company(
            14,
            "АНО «Школа добрых соседей»",
            "Целевые деньги ведём по грантам, смету меняем только с письмом фонда.",
            "Отчёт фонду 15 января и 15 июля. Подписи педагогов собирает Инна.",
            "Каждый грант на своём счёте.",
            "Договоры с педагогами закрываем актами до 28-го.",
        ),
        company(
            15,
            "ООО «Пекарня на Песочной»",
            "Основной режим, розница и кафе. Закваску и тесто считаем полуфабрикатом.",
            "Акты о списании — до 12:00 следующего дня, спрашиваем у технолога.",
            "Инкассация по понедельникам и четвергам, пересчёт сверяем сразу.",
            "Ночные смены: табель ведёт Лидия, просим 15-го и 30-го.",
        ),
        company(
            16,
            "ООО «Снегирь-Логистика»",
            "Путевые листы — основание для топлива, без них списание не проводим.",
            "Путевые листы привозят водители в пятницу, недостающие просим у диспетчера.",
            "Топливные карты сверяем с отчётом 6-го.",
            "Суточные по приказу, авансовые отчёты до 3 дней.",
        ),
        company(
            17,
            "ООО «Аптечный дворик»",
            "Сроки годности и возвраты поставщику сверяем 20-го. Лицензия до 2029 года.",
            "—",
            "Банк ежедневно, поставщики с отсрочкой 30 дней.",
            "Аванс 20-го, расчёт 5-го.",
        ),
        company(
            18,
            "ООО «Синица в небе»",
            "Разработка на заказ. Этапы признаём по подписанным актам, НДС не платим.",
            "Акты в обмене, подписывает директор по пятницам: напоминаем в четверг.",
            "",
            "Расчёт 1-го и 16-го, больничные считаем сразу.",
        ),
        company(
            19,
            "ООО «Горная почта»",
            "Обособленное подразделение в горах: связь только утром, до 11:00.",
            "Реестр отправлений — по вторникам, от Аслана.",
            "Банк проводим по вторникам и четвергам.",
            "Районный коэффициент только подразделению.",
            office="0199",
        ),
        company(
            20,
            "ООО «Домик у пруда»",
            "Управляем тремя домами, взносы жильцов — не наша выручка.",
            "Показания счётчиков 23-го, квитанции печатаем 25-го.",
            "Реестры банка разносим каждый день.",
            "—",
        ),
    ]
    rows[15] = rows[15]._replace(inn=mistyped(str(rows[15].inn)))
    rows[18] = rows[18]._replace(inn=int(rows[18].inn))
    return rows


def make(path: Path) -> None:
    """Write the spreadsheet to *path*."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": "Клиенты", "author": "multibuh", "created": datetime(2026, 1, 15, 9)})  # noqa: DTZ001
        bold = workbook.add_format({"bold": True, "bottom": 1})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        number = workbook.add_format({"num_format": "0", "valign": "top"})
        sheet = workbook.add_worksheet("Клиенты")
        sheet.freeze_panes(1, 1)
        for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for row, client in enumerate(clients(), start=1):
            for column, value in enumerate(client):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, number)
                elif value:
                    sheet.write_string(row, column, value, wrapped)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("clients.xlsx"))
