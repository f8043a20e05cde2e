# ruff: noqa: RUF001 - names are printed in many scripts
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeloom.graph.person_names import (
    PersonName,
    find_family_name,
    normalise_family,
    parse_name,
    shorten_authors,
)

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


# The same columns for the ways in which listings and services print names, and behind them the
# family name that matching compares.
RELATIVES = """
Robert Downey III           |         | Downey        | III | Robert          | downey
Martin Luther King Jr.      |         | King          | Jr. | Martin Luther   | king
King, Martin Luther, Jr.    |         | King          | Jr. | Martin Luther   | king
King, Martin Luther Jr.     |         | King          | Jr. | Martin Luther   | king
King Jr., Martin Luther     |         | King          | Jr. | Martin Luther   | king
Alexandre Dumas fils        |         | Dumas         | fils | Alexandre      | dumas
João da Silva Filho         | da      | Silva Filho   |     | João            | silva
Harry Connick Junior        |         | Connick Junior |    | Harry           | connick
António Neto                |         | Neto          |     | António         | neto
Downey III                  |         | {Downey III}  |     |                 | downey
King, Jr.                   |         | {King, Jr.}   |     |                 | king
Polack FP                   |         | Polack        |     | FP              | polack
Polack F P                  |         | Polack        |     | F P             | polack
Polack, FP                  |         | Polack        |     | FP              | polack
FP Polack                   |         | Polack        |     | FP              | polack
Wilson L.N.                 |         | Wilson        |     | L.N.            | wilson
Wilson L. N.                |         | Wilson        |     | L. N.           | wilson
L. N. Wilson                |         | Wilson        |     | L. N.           | wilson
Serre J-P                   |         | Serre         |     | J-P             | serre
Serre J.\u2010P.            |         | Serre         |     | J.-P.           | serre
Ivanov Yu.A.                |         | Ivanov        |     | Yu.A.           | ivanov
Ivanov II                   |         | Ivanov        |     | II              | ivanov
Ivanov, II                  |         | Ivanov        |     | II              | ivanov
Иванов А. И.                |         | Иванов        |     | А. И.           | ivanov
Callan, James, P.           |         | Callan        |     | James P.        | callan
S. Rao K                    |         | K             |     | S. Rao          | k
Rebekah Russell\u2013Bennett |       | Russell-Bennett |   | Rebekah         | russell bennett
Human\u2013Computer Lab |  | {Human\u2013Computer Lab} | | | human computer lab
King ML Jr                  |         | King          | Jr  | ML              | king
King ML, Jr.                |         | King          | Jr. | ML              | king
King Jr ML                  |         | King          | Jr  | ML              | king
van der Berg A              | van der | Berg          |     | A               | berg
Van der Berg A              |         | Van der Berg  |     | A               | berg
De La Torre F               |         | De La Torre   |     | F               | torre
Le QV                       |         | Le            |     | QV              | le
García Márquez G            |         | García Márquez |    | G               | garcia marquez
García Márquez, Gabriel     |         | García Márquez |    | Gabriel         | garcia marquez
Gabriel García Márquez      |         | Márquez       |     | Gabriel García  | marquez
José Ortega y Gasset        |         | Ortega y Gasset |   | José            | ortega gasset
Ramón y Cajal S             |         | Ramón y Cajal |     | S               | ramon cajal
Maria Costa e Silva         |         | Costa e Silva |     | Maria           | costa silva
Antoni Gaudí i Cornet       |         | Gaudí i Cornet |    | Antoni          | gaudi cornet
LEE, Jae                    |         | LEE           |     | Jae             | lee
LEE Jae                     |         | LEE           |     | Jae             | lee
LEE Jae W.                  |         | LEE           |     | Jae W.          | lee
Jae LEE                     |         | LEE           |     | Jae             | lee
LEE J                       |         | LEE           |     | J               | lee
Jean DE LA FONTAINE         |         | DE LA FONTAINE |    | Jean            | fontaine
DE LA FONTAINE Jean         |         | DE LA FONTAINE |    | Jean            | fontaine
JOHN SMITH                  |         | SMITH         |     | JOHN            | smith
JP Morgan                   |         | Morgan        |     | JP              | morgan
A B                         |         | B             |     | A               | b
Maaten, Laurens van der     | van der | Maaten        |     | Laurens         | maaten
van der Maaten              |         | {van der Maaten} |  |                 | maaten
Gerard \u2019t Hooft        | \u2019t | Hooft         |     | Gerard          | hooft
Jan in 't Veld              | in 't   | Veld          |     | Jan             | veld
Tim vor der Brück           | vor der | Brück         |     | Tim             | bruck
Women in Physics            |         | Physics       |     | Women in        | physics
Karl von und zu Guttenberg  | von und zu | Guttenberg |     | Karl            | guttenberg
Angelo Di Marco             |         | Di Marco      |     | Angelo          | marco
Luiz Da Silva               |         | Da Silva      |     | Luiz            | silva
Wim Van Den Broeck          |         | Van Den Broeck |    | Wim             | broeck
Yann Le Cun                 |         | Le Cun        |     | Yann            | cun
Nguyen Le Minh              |         | Minh          |     | Nguyen Le       | minh
Muhammad ibn Musa al-Khwarizmi | ibn  | Musa al-Khwarizmi | | Muhammad        | musa khwarizmi
Tahar Ben Jelloun           |         | Ben Jelloun   |     | Tahar           | ben jelloun
Ahmed Al Sayed              |         | Al Sayed      |     | Ahmed           | sayed
Jill St. John               |         | St. John      |     | Jill            | st john
Jean d\u2019Alembert        |         | d\u2019Alembert |   | Jean            | alembert
Sinéad O'Brien              |         | O'Brien       |     | Sinéad          | obrien
Ming\u2010Wei Chang         |         | Chang         |     | Ming-Wei        | chang
Petar Veličković            |         | Veličković    |     | Petar           | velickovic
Jane Austen*                |         | Austen        |     | Jane            | austen
Jane Austen \u2217†         |         | Austen        |     | Jane            | austen
Jane Austen¹                |         | Austen        |     | Jane            | austen
Jane Austen1,2              |         | Austen        |     | Jane            | austen
Jane Austen 1,*             |         | Austen        |     | Jane            | austen
Austen, J.²                 |         | Austen        |     | J.              | austen
Jane Austen^{1,2}           |         | Austen        |     | Jane            | austen
Jane Austen (Winchester)    |         | Austen        |     | Jane            | austen
Jane Austen [2]             |         | Austen        |     | Jane            | austen
Jane (Jenny) Austen         |         | Austen        |     | Jane (Jenny)    | austen
Austen, Jane, PhD           |         | Austen        |     | Jane            | austen
Jane Austen, Ph.D.          |         | Austen        |     | Jane            | austen
Austen, Jane, MD            |         | Austen        |     | Jane            | austen
Wei Wang 0001               |         | Wang          |     | Wei             | wang
Xiaoming Wang (王小明)       |         | Wang          |     | Xiaoming        | wang
Xiaoming Wang 王小明         |         | Wang          |     | Xiaoming        | wang
佐々木 希                   |         | 佐々木        |     | 希              | zuo mu
Gemini Team                 |         | {Gemini Team} |     |                 | gemini team
Gemma Team, DeepMind        |         | {Gemma Team, DeepMind} | |             | gemma team deepmind
ATLAS Collaborations        |         | {ATLAS Collaborations} | |            | atlas collaborations
Google, Inc.                |         | {Google, Inc.} |    |                 | google inc
Google (Switzerland)        |         | {Google (Switzerland)} | |              | google switzerland
LAION e.V.                  |         | {LAION e.V.}  |     |                 | laion v
Universität Bonn            |         | {Universität Bonn} | |                 | universitat bonn
Area 51                     |         | {Area 51}     |     |                 | area 51
Smith, J.; Doe, A.          |         | {Smith, J.; Doe, A.} | |               | smith j doe a
Smith, John, Harvard        |         | {Smith, John, Harvard} | |             | smith john harvard
Plato*                      |         | {Plato}       |     |                 | plato
Plato†‡                     |         | {Plato}       |     |                 | plato
Qwen2                       |         | {Qwen2}       |     |                 | qwen2
"""


def rows(table: str = TABLE) -> list[tuple[str, PersonName, str]]:
    expected = []
    for line in table.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        display, particle, family, suffix, given, *key = cells
        if family.startswith("{"):
            name = PersonName(literal=family[1:-1])
        else:
            name = PersonName(family=family, given=given, particle=particle, suffix=suffix)
        expected.append((display, name, "".join(key)))
    return expected


@pytest.mark.parametrize(("display", "name", "_"), rows(), ids=[row[0] for row in rows()])
def test_a_display_name_is_taken_apart(display: str, name: PersonName, _: str) -> None:
    assert parse_name(display) == name


@pytest.mark.parametrize(
    ("display", "name", "key"), rows(RELATIVES), ids=[row[0] for row in rows(RELATIVES)]
)
def test_a_name_is_taken_apart_however_a_listing_prints_it(
    display: str, name: PersonName, key: str
) -> None:
    assert (parse_name(display), normalise_family(display)) == (name, key)
    assert normalise_family(name) == key


@pytest.mark.parametrize(
    ("display", "called"),
    [
        ("Ada Lovelace", "Lovelace"),
        ("Müller, K.", "Müller"),
        ("Plato", "Plato"),
        ("", ""),
        ("Martin L. King Jr.", "King"),
        ("Robert Downey III", "Downey"),
        ("van der Maaten, Laurens", "van der Maaten"),
        ("Nguyen Van Hung", "Hung"),
        ("Gemini Team", "Gemini Team"),
        ("Polack FP", "Polack"),
        ("王 小明", "王"),
        ("***", "***"),
    ],
)
def test_pictures_call_an_author_by_the_family_name(display: str, called: str) -> None:
    assert find_family_name(display) == called


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ashish Vaswani", "vaswani"),
        ("Vaswani, Ashish", "vaswani"),
        ("Laurens van der Maaten", "maaten"),
        ("van der Maaten, Laurens", "maaten"),
        ("Petar Veličković", "velickovic"),
        ("Plato", "plato"),
        ("", ""),
    ],
)
def test_a_family_name_is_normalised_from_both_orders(name: str, expected: str) -> None:
    assert normalise_family(name) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_name_or_nothing(text: str) -> None:
    name = parse_name(text)
    assert name is None or name.literal or (name.family and name.given)
    assert "\n" not in find_family_name(text)


@pytest.mark.parametrize("hostile", ["(" * 20_000, "1," * 20_000, "A. " * 20_000, "*" * 50_000])
def test_hostile_names_are_read_to_the_end(hostile: str) -> None:
    assert parse_name(hostile) is not None
    assert len(normalise_family(hostile)) <= len(hostile)


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
    assert shorten_authors(authors, truncated=truncated) == short
