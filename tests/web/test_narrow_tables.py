"""A table of many columns says in each cell which column it stands in, so that it can stand in lines."""

from __future__ import annotations

from publication.web.narrow_tables import labelled

HEAD = "<thead><tr><td></td> <th>Elever</th> <th>Voksne fra kultur&shy;skolen</th> <th>Alder &amp; hold</th></tr></thead>"
ROW = '<tr><th scope="row">Havneskolen</th> <td class="is-number">9</td> <td>2</td> <td></td></tr>'


def test_each_cell_names_its_column_but_the_one_that_names_the_row_and_the_empty_one() -> None:
    page = labelled(f"<table>{HEAD}<tbody>{ROW}</tbody></table>")
    assert '<table class="in-lines">' in page
    assert '<th scope="row">Havneskolen</th>' in page
    assert '<td class="is-number" data-column="Elever">9</td> <td data-column="Voksne fra kulturskolen">2</td> <td></td>' in page


def test_the_sum_at_the_foot_does_so_too() -> None:
    page = labelled(f"<table>{HEAD}<tbody></tbody><tfoot><tr><th>I alt</th><td>9</td><td>2</td><td>x</td></tr></tfoot></table>")
    assert '<td data-column="Alder &amp; hold">x</td>' in page


def test_a_table_of_few_columns_and_one_without_heads_stay() -> None:
    for table in (
        "<table><thead><tr><th>A</th><th>B</th><th>C</th></tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>",
        "<table><tbody><tr><td>1</td><td>2</td><td>3</td><td>4</td></tr></tbody></table>",
    ):
        assert labelled(table) == table
