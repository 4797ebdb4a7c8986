"""Numbers that changed: faults of published systems, and translations that are right."""

from __future__ import annotations

import pytest

from translator.checks import check
from translator.languages import Direction

SIGNS = ("¥", "￥", "€", "£", "₩", "₹", "₱", "฿", "₫", "₽", "$", "Rp", "RM", "IDR", "USD", "JPY")

# direction, source, target, a part of the message
FAULTS = [
    ("en-id", "from US$11,000 to $22,500 per ounce", "dari US$ 11.000 ke $ 2.500 per ons", "2.500"),
    ("en-id", "Guru Nanak (1469–1539).", "Guru Nanak (14691539).", "14691539"),
    ("en-id", "the world's 37th-largest country", "negara terbesar di dunia", "37"),
    ("en-id", "about 100 feet (30 m) in front", "kira-kira 30 meter di depan", "100"),
    ("en-id", "The storm is 3,000 miles away.", "Badai itu 3.000 kilometer jauhnya.", "is in mile"),
    ("en-id", "signed a 9,000 year lease", "menandatangani sewa 9,000 tahun", "mark of the other"),
    ("en-id", "Eighteen percent are unemployed", "Delapan persen menganggur", "Eighteen"),
    ("en-id", "all fifty of its delegates", "semua delegasinya", "fifty"),
    ("en-id", "two percent of tornadoes", "dua dari tornado", "percent"),
    ("id-en", "105 mil per jam (165 km/jam)", "105 miles per hour", "165"),
    ("id-en", "sekitar 220 km (140 mil)", "about 220 km (40 miles)", "“140” became “40”"),
    ("id-en", "es setebal 2-3 km", "a 200-mile-thick ice", "200"),
    ("id-en", "dengan 2.243 poin", "with 2,233 points", "“2.243” became “2,233”"),
    ("id-en", "5 mm (1/5 inci)", "5 mm (5/5 inches)", "“1” became “5”"),
    ("id-en", "hingga 480 km/jam (133 m/dtk)", "up to 480 km/h (123 m/s)", "123"),
    ("id-en", "Phnom Krom terletak 12 km dari sana", "Phnom Krom is 12 miles from there", "mile"),
    ("id-en", "senilai Rp5 triliun", "worth $5 trillion", "“Rp” became “$”"),
    ("id-en", "pada 10 Juni 1940", "on July 10, 1940", "“Juni” became “July”"),
    ("id-en", "laba 2,3 juta rupiah", "a profit of 2,3 million rupiah", "mark of the other"),
    ("id-en", "sekitar pukul 9.30", "at about 9,30 local time", "mark of the other"),
    ("en-id", "about 16.1 cm of rain", "sekitar 16.1 cm hujan", "mark of the other"),
    ("en-id", "in the 1970s", "pada tahun 970-an", "“1970” became “970”"),
    ("id-en", "laba 2 juta rupiah", "a profit of 2 billion rupiah", "“2 juta” became “2 billion”"),
    ("id-en", "rugi 5 juta rupiah", "lost 5 million", "“rupiah” is not"),
    ("en-id", "a 12-million-dollar deal", "kesepakatan 12 juta", "“dollar” is not"),
    ("id-en", "Rp5 juta dan US$7", "Rp5 million and 7", "“$” is not"),
    ("id-en", "harga ¥5.000", "the price is $5,000", "“¥” became “$”"),
    # A sign of money that is lost, on either side of the figures, with a blank or without one.
    *(
        (direction, source.format(sign), f"5 {word}", f"“{sign}” is not in the translation")
        for sign in [
            "¥",
            "￥",
            "€",
            "£",
            "₩",
            "₹",
            "₱",
            "฿",
            "₫",
            "₽",
            "$",
            "Rp",
            "RM",
            "IDR",
            "USD",
            "JPY",
        ]
        for direction, source, word in (
            ("id-en", "harganya {}5 kemarin", "was the price yesterday"),
            ("id-en", "harganya {} 5 juta", "million is the price"),
            ("en-id", "it cost {}5 then", "harganya saat itu"),
        )
    ),
    ("id-en", "harganya 5 € kemarin", "it cost 5 yesterday", "“€” is not"),
]

# direction, source, target
RIGHT = [
    ("id-en", "Rp1,5 triliun untuk 1.200 orang", "Rp1.5 trillion for 1,200 people"),
    ("id-en", "pada Senin (2/12) pukul 09.30", "on Monday (December 2) at 9:30 a.m."),
    ("id-en", "pukul 21.00 WIB", "at 9:00 p.m. Jakarta time"),
    ("id-en", "dua puluh lima orang", "25 people"),
    ("id-en", "25 orang", "twenty-five people"),
    ("id-en", "abad ke-19", "the nineteenth century"),
    ("id-en", "tiga perempat dari 12 anak", "three quarters of the twelve children"),
    ("id-en", "kecepatan 165 km/jam", "a speed of 103 mph"),
    ("id-en", "kecepatan 240 kilometer per jam", "240 kilometers an hour (149 miles per hour)"),
    ("id-en", "mencapai 16,1 cm", "reaching 6.34 inches"),
    ("id-en", "suhu 35 derajat Celsius", "a temperature of 95 degrees Fahrenheit"),
    ("id-en", "160-320 km/jam", "100-200 miles/hour"),
    ("id-en", "5 persen", "5%"),
    ("id-en", "sebesar Rp 5 miliar", "of 5 billion rupiah"),
    ("id-en", "Rp 5 juta hingga Rp 7 juta", "5 to 7 million rupiah"),
    ("id-en", "12,5 juta dolar AS", "US$12.5 million"),
    ("en-id", "US$12.5 million", "12,5 juta dolar AS"),
    ("en-id", "S$5 or HK$30", "5 dolar Singapura atau 30 dolar Hong Kong"),
    ("en-id", "£5 million", "5 juta poundsterling"),
    ("en-id", "£5 million", "5 juta pound"),
    ("en-id", "for ¥5,000", "seharga 5.000 yen"),
    ("en-id", "for ¥5,000", "seharga 5.000 yuan"),
    ("id-en", "seharga 5.000 yuan", "for ¥5,000"),
    ("en-id", "₩5,000", "5.000 won"),
    ("en-id", "R$5 million", "5 juta real"),
    ("en-id", "₹5,000", "Rs 5.000"),
    ("en-id", "it weighs 5 pounds", "beratnya 2,3 kg"),
    ("en-id", "in 2005 won a prize", "pada 2005 meraih hadiah"),
    ("en-id", "champions of Euro 2012", "juara Piala Eropa 2012"),
    ("en-id", "type $PATH on line 5", "ketik PATH di baris 5"),
    ("id-en", "rupiah melemah 5 poin", "the currency fell 5 points"),
    ("id-en", "2 juta sampai 3 juta tahun", "two million to three million years"),
    ("id-en", "sebuah rumah dan seekor kucing", "a house and a cat"),
    ("en-id", "two to three million years", "dua hingga tiga juta tahun"),
    ("en-id", "in the 1930s", "pada tahun 1930-an"),
    ("en-id", "thousands of people", "ribuan orang"),
    ("en-id", "a thousand words", "ribuan kata"),
    ("en-id", "1,000.5 tonnes", "1.000,5 ton"),
    ("en-id", "Windows 3.1 came at 9:30", "Windows 3.1 datang pukul 9.30"),
    ("id-en", "nomor 1,2 dan 3", "numbers 1,2 and 3"),
    ("id-en", "tahun 90-an", "the 1990s"),
    ("id-en", "sejak 1970-an", "since the seventies"),
    ("id-en", "siswa kelas VII", "7th graders"),
    ("id-en", "Perang Dunia II", "the Second World War"),
    ("en-id", "Both won 7–2.", "Keduanya menang 7–2."),
    ("en-id", "2.2 million km2", "2,2 juta km2"),
    ("en-id", "the previous record set in May of 1969", "rekor sebelumnya pada Mei 1969"),
]


@pytest.mark.parametrize(("direction", "source", "target", "message"), FAULTS)
def test_a_changed_number_is_found(direction: str, source: str, target: str, message: str) -> None:
    flags = check(source, target, Direction.parse(direction))
    messages = [flag.message for flag in flags if flag.kind == "numbers"]
    assert len(messages) == 1
    assert message in messages[0]


@pytest.mark.parametrize(("direction", "source", "target"), RIGHT)
def test_a_number_said_in_another_way_is_right(direction: str, source: str, target: str) -> None:
    flags = check(source, target, Direction.parse(direction))
    assert [flag for flag in flags if flag.kind == "numbers"] == []
