from __future__ import annotations

import pytest

from citeloom.graph.person_names import Name, parse_name, short_authors

# display name, particle, family, suffix, given; a literal has the family only, in braces
TABLE = """
Ashish Vaswani              |         | Vaswani       |     | Ashish
Yann LeCun                  |         | LeCun         |     | Yann
Geoffrey E. Hinton          |         | Hinton        |     | Geoffrey E.
Fei-Fei Li                  |         | Li            |     | Fei-Fei
Laurens van der Maaten      | van der | Maaten        |     | Laurens
Ulrike von Luxburg          | von     | Luxburg       |     | Ulrike
Fernando de la Torre        | de la   | Torre         |     | Fernando
Bart van Merriënboer        | van     | Merriënboer   |     | Bart
Antônio dos Santos          | dos     | Santos        |     | Antônio
Benjamin Van Durme          |         | Van Durme     |     | Benjamin
Luc Van Gool                |         | Van Gool      |     | Luc
Alberto Del Bimbo           |         | Del Bimbo     |     | Alberto
El Mahdi El Mhamdi          |         | El Mhamdi     |     | El Mahdi
Fernando De La Torre        |         | De La Torre   |     | Fernando
Nguyen Van Hung             |         | Hung          |     | Nguyen Van
Đặng Văn Tần                |         | Tần           |     | Đặng Văn
Van Nguyen                  |         | Nguyen        |     | Van
De Wang                     |         | Wang          |     | De
Le Song                     |         | Song          |     | Le
Di He                       |         | He            |     | Di
Quoc V. Le                  |         | Le            |     | Quoc V.
Qingyao Ai                  |         | Ai            |     | Qingyao
The Anh Nguyen              |         | Nguyen        |     | The Anh
Dae San Kim                 |         | Kim           |     | Dae San
Guy L. Steele Jr.           |         | Steele        | Jr. | Guy L.
William H. Press III        |         | Press         | III | William H.
Harry van der Berg Jr       | van der | Berg          | Jr  | Harry
Santiago Ramón y Cajal      |         | Ramón y Cajal |     | Santiago
danah boyd                  |         | boyd          |     | danah
Jean le Rond d'Alembert     | le      | Rond d'Alembert |   | Jean
Vaswani, Ashish             |         | Vaswani       |     | Ashish
van der Maaten, Laurens     | van der | Maaten        |     | Laurens
Steele, Jr., Guy L.         |         | Steele        | Jr. | Guy L.
Guy Steele, Jr.             |         | Steele        | Jr. | Guy
王 小明                     |         | 王            |     | 小明
김 철수                     |         | 김            |     | 철수
Иван Иванов                 |         | Иванов        |     | Иван
王小明                      |         | {王小明}      |     |
OpenAI                      |         | {OpenAI}      |     |
Plato                       |         | {Plato}       |     |
Qwen Team                   |         | {Qwen Team}   |     |
Meta AI                     |         | {Meta AI}     |     |
01.AI                       |         | {01.AI}       |     |
DeepSeek-AI                 |         | {DeepSeek-AI} |     |
ATLAS Collaboration         |         | {ATLAS Collaboration} | |
University of Oxford        |         | {University of Oxford} | |
Johnson and Johnson         |         | {Johnson and Johnson} | |
others                      |         | {others}      |     |
"""


def rows() -> list[tuple[str, Name]]:
    expected = []
    for line in TABLE.strip().splitlines():
        display, particle, family, suffix, given = (cell.strip() for cell in line.split("|"))
        if family.startswith("{"):
            expected.append((display, Name(literal=family[1:-1])))
        else:
            expected.append(
                (display, Name(family=family, given=given, particle=particle, suffix=suffix))
            )
    return expected


@pytest.mark.parametrize(("display", "name"), rows(), ids=[display for display, _ in rows()])
def test_a_display_name_is_taken_apart(display: str, name: Name) -> None:
    assert parse_name(display) == name


@pytest.mark.parametrize("nothing", ["", "  ", ",", ";", "\u200b"])
def test_a_name_of_nothing_is_no_name(nothing: str) -> None:
    assert parse_name(nothing) is None


@pytest.mark.parametrize(
    ("authors", "truncated", "short"),
    [
        ((), False, ""),
        (("Laurens van der Maaten",), False, "van der Maaten"),
        (("Ada Lovelace", "OpenAI"), False, "Lovelace and OpenAI"),
        (("A B", "C D", "E F"), False, "B et al."),
        (("A B",), True, "B et al."),
    ],
)
def test_running_text_names_two_authors_at_most(
    authors: tuple[str, ...],
    truncated: bool,  # noqa: FBT001 - a column of the table
    short: str,
) -> None:
    assert short_authors(authors, truncated=truncated) == short
