"""Which rows stand on which page: none cut, none lost, the signatures never alone without need."""

from hypothesis import given
from hypothesis import strategies as st

from app.printer.table import paginate

HEIGHTS = st.lists(st.floats(5, 60), max_size=60)


@given(HEIGHTS, st.floats(60, 100), st.floats(100, 160), st.floats(5, 90))
def test_every_row_once_in_order_and_within_its_page(
    heights: list[float], first_room: float, room: float, tail: float
) -> None:
    pages = paginate(heights, first_room, room, tail)
    assert [row for page in pages for row in page] == list(range(len(heights)))
    for place, page in enumerate(pages):
        height = sum(heights[row] for row in page) + (tail if place == len(pages) - 1 else 0)
        assert height <= (first_room if place == 0 else room) + 1e-6
        assert page or place in {0, len(pages) - 1}


def test_last_row_goes_along_with_the_signatures() -> None:
    assert paginate([10] * 5, 60, 100, 20) == [[0, 1, 2, 3], [4]]
    assert paginate([10] * 4, 60, 100, 20) == [[0, 1, 2, 3]]
    assert paginate([50], 60, 100, 20) == [[0], []]
    assert paginate([10, 90], 110, 100, 20) == [[0, 1], []]
    assert paginate([], 60, 100, 20) == [[]]
