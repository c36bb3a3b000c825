"""Chinese texts that say the same: searched for while somebody types, or paired in one pass.

    from yuandu.engines.retrieval import Index, near_pairs

    with Index.opened(folder) as index:
        index.put({17: "吸塑盒裁下的边角料回收再用", …})
        index.similar("边角料能不能回收", limit=10)   # [Similar(key=17, score=0.41, …), …]

    near_pairs(texts, least=0.7)                      # pairs of places, each with its Jaccard

An index finds by BM25 over words and pairs of characters, and orders what it found by how much of
what is rare in either text both have. It lives in a folder, takes changes one by one and can be
made anew at any time. Pairs are found by MinHash in bands, and each is then compared exactly.
"""

from yuandu.engines.retrieval.index import Busy, Index, Similar
from yuandu.engines.retrieval.near import Pairs, near_pairs
from yuandu.engines.retrieval.texts import folded

__all__ = ["Busy", "Index", "Pairs", "Similar", "folded", "near_pairs"]
