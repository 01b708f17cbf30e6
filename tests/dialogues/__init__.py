"""The conversation as people have it, one list for every channel.

A dialogue is a few lines of a `.txt` file here:

    === Nothing typed is kept before 'Đúng'
    . one_task
    An: nv1 xong 80%
      Tiến độ 80 %, đang thực hiện
      [Đúng] [Sửa lại]
    An [Đúng]
      NV 1 đang thực hiện, 80 %
    Bình hears
      …

`===` opens it with a sentence about the product; `.` names its scene (`scenes.py`, after the cast is there).
`An: …` says, `An [Đúng]` presses, `An sends 000.docx` sends a file of the corpus, `An hears` listens. Indented lines
stand below what the person hears: words of the new messages, `[Label]` a choice that is offered, `- words` what must
not be said. White space is folded, so lines may break anywhere.

`script.py` reads them, a driver (`drivers.py`, `over_telegram.py`, `in_browser.py`) lets people speak on its channel,
and `test_dialogues.py` runs every dialogue on every driver: once as written, with buttons pressed, and once as somebody
on a bare keyboard types it: button words typed, no diacritics anywhere.
"""
