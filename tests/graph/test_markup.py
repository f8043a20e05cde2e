"""What is left of a text when its markup is taken away."""

from __future__ import annotations

import pytest

from citeloom.graph.markup import strip_lines, strip_markup

TEX = r"<tex-math>\documentclass{minimal}\begin{document}$$x^2$$\end{document}</tex-math>"
MATHML = "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("<i>E. coli</i>, <b>H<sub>2</sub>O</b>", "E. coli, H2O", id="within a line"),
        pytest.param("<p>First.</p><p>Second</p>", "First. Second", id="paragraphs keep apart"),
        pytest.param("Deep<br>learning<br/>now", "Deep learning now", id="line breaks keep apart"),
        pytest.param(
            "<jats:title>Abstract</jats:title><jats:p>We show</jats:p>",
            "Abstract We show",
            id="JATS",
        ),
        pytest.param(
            "<italic>a</italic> <sc>b</sc> <bold>c</bold> <underline>d</underline>",
            "a b c d",
            id="JATS without prefix",
        ),
        pytest.param("&amp;lt;i&amp;gt;GLI&amp;lt;/i&amp;gt;", "GLI", id="escaped twice"),
        pytest.param("R&amp;amp;D, AT&T", "R&D, AT&T", id="an ampersand that is one"),
        pytest.param("Caf&eacute; &#8211; &#x4e2d;", "Café \u2013 中", id="entities"),
        pytest.param("The &lt;b&gt; element", "The <b> element", id="one that is spoken of"),
        pytest.param("List<T> and a < b > c", "List<T> and a < b > c", id="what is no markup"),
        pytest.param("p<0.05, n>3", "p<0.05, n>3", id="inequalities"),
        pytest.param("unended <i", "unended <i", id="a tag that does not end"),
        pytest.param("<i>never closed", "never closed", id="an element that does not end"),
        pytest.param("a</i> b", "a b", id="an end without beginning"),
        pytest.param("x <!-- not shown --> y", "x y", id="a comment"),
        pytest.param("<?A3B2 show $6#?>Title", "Title", id="a processing instruction"),
        pytest.param("<![CDATA[Big & small]]>", "Big & small", id="CDATA"),
        pytest.param(MATHML, "x2", id="MathML"),
        pytest.param(
            f"<inline-formula><alternatives>{TEX}{MATHML}</alternatives></inline-formula> growth",
            "x2 growth",
            id="a formula given twice",
        ),
        pytest.param(f"<inline-formula>{TEX}</inline-formula>", "x^2", id="a formula in TeX alone"),
        pytest.param(
            '<inline-formula><tex-math notation="LaTeX">$\\ell _{1}$</tex-math></inline-formula>',
            "\u2113 _1",
            id="TeX of IEEE",
        ),
        pytest.param(
            "<math><mi>O</mi><mo>(</mo>\n <mfrac><mn>1</mn><mn>2</mn></mfrac><mo>)</mo></math>",
            "O(1/2)",
            id="a fraction is no number of two digits",
        ),
        pytest.param("<math><msqrt><mi>T</mi></msqrt></math> regret", "√T regret", id="a root"),
        pytest.param(
            "<math><semantics><mi>x</mi><annotation>x in TeX</annotation></semantics></math>",
            "x",
            id="what MathML says beside itself",
        ),
        pytest.param(
            '<xref ref-type="bibr" rid="b1">[1]</xref> <ext-link href="x">here</ext-link>',
            "[1] here",
            id="elements with attributes",
        ),
        pytest.param("<P>Capitals</P>", "Capitals", id="capitals"),
        pytest.param("<script>x</script>", "<script>x</script>", id="no element of a text"),
    ],
)
def test_the_text_is_what_a_reader_would_see(text: str, shown: str) -> None:
    assert strip_markup(text) == shown


@pytest.mark.parametrize("text", [None, "", "  ", "<i></i>", "<!-- x -->", "&nbsp;"])
def test_where_nothing_is_shown_there_is_no_text(text: str | None) -> None:
    assert strip_markup(text) is None


def test_lines_stay_where_they_are_asked_for() -> None:
    assert strip_lines("<b>One</b>\n\nTwo &amp; three") == "One\n\nTwo & three"


@pytest.mark.parametrize("piece", ["<", "<i>", "</p>", "<!--", "<?", "&amp;", "<math><mi>", "<i "])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    # That this ends at all is the test: quadratic readers take hours for a text of this length.
    strip_markup(piece * (2_000_000 // len(piece)))
