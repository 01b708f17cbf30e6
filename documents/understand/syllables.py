"""Which words can be Vietnamese: a syllable's onset, its rhyme and its tone; 'trớc', 'hơp' and 'nht' cannot."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uơ
    uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uynh uyt uyu uyp ư ưc ưi ưm ưn ưng ưt ưu ưa
    ươc ươi ươm ươn ương ươp ươt ươu y ych ynh yt yêm yên yêt yêu
    uai uan uang uanh uac uach uat uay uăm uăn uăng uăt uao ue uen ueo uet uên uêt
"""
_SYLLABLE = re.compile(
    r"(?P<onset>ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    rf"(?P<rhyme>{'|'.join(sorted(set(_RHYMES.split()), key=len, reverse=True))})"
)
_STOPPED = ("c", "ch", "p", "t")  # a syllable so ended has one of two tones: 'hợp', 'hớp'


@cache
def is_possible(word: str) -> bool:
    """Whether this word, in small letters, can be a Vietnamese syllable at all."""
    parts = unicodedata.normalize("NFD", word)
    tones = [_TONES[c] for c in parts if c in _TONES]
    toneless = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
    if len(tones) > 1 or _SYLLABLE.fullmatch(toneless) is None:
        return False
    return not toneless.endswith(_STOPPED) or tones in (["s"], ["j"])
