"""How a circular puts into words who leads."""

from yuandu.mechanisms.circulars import drafting
from yuandu.mechanisms.circulars.rules import BoardOf


def test_a_name_with_quotation_marks_of_its_own_gets_single_ones_between_others():
    board = BoardOf("县市区“争星夺旗”榜", "Stars and flags", "stars", (), ())

    assert drafting._board_words(board)["board"] == "县市区‘争星夺旗’榜"
