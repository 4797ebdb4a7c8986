"""Small words that are common in one language and no words of the other."""

from __future__ import annotations

# "di", "data", "bank", "air", "main", "hat", "pun", "demand", … are words of both: left out.
_WORDS = {
    "id": """
        yang dan dari untuk dengan pada dalam adalah ini itu tidak akan oleh sebagai juga telah
        ke karena bahwa atau ada mereka kami kita saya anda dia ia para lebih dapat bisa harus
        saat sudah seperti tersebut menjadi antara setelah sebelum ketika namun tetapi tapi jika
        agar hingga sampai secara masih sangat hanya lain banyak semua setiap belum bukan jadi
        hal orang tahun hari kata serta tentang terhadap melalui selama bagi lagi pernah sekitar
        beberapa sebuah seorang suatu merupakan memiliki menurut adanya mengatakan maka pun
        """,
    "en": """
        the and of to in is was were are that for with on by from as at this it not be have has
        had will would which they their there he she his her we you your an its been who when
        after before than because about into also can could should if or but more most all other
        what said these those through during while where only such some any over between under
        """,
}
FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}

# Further ones that one language has and the other has not, some of them of speech alone.
_MORE = {
    "id": """
        apa mana kenapa berapa siapa kamu aku tak tau gak ga nggak enggak aja sih dong deh banget
        kok lah
        """,
    "en": "i me my no do does did like just how what why am now so up out",
}
_SHARED = {"para"}  # with Spanish and Portuguese
SMALL_WORDS = {
    language: FUNCTION_WORDS[language].union(words.split()) - _SHARED
    for language, words in _MORE.items()
}
