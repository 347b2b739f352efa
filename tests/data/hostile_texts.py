"""Texts that somebody may type, paste or send to make a program do what it should not (S1–S8)."""

SQL = ("'); DROP TABLE student;--", "%", "_", "\\", '"', "' OR '1'='1")
MARKUP = (
    "<b>Иванов</b>",
    "<img src=C:\\x.png>",
    "<img src=\\\\host\\share\\x>",
    "&amp;",
    "<a href='http://x'>сюда</a>",
    "Иванов <b",
    "]]>",
)
FORMATS = ("{0}", "%s", "%n%n", "{x.__class__}", "${HOME}", "`id`")
FORMULAS = ("=1+1", "+7 900 123-45-67", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "+1-1", "=cmd|' /C calc'!A0")
INVISIBLE = ("Ива\u202eнов", "Ива\u200bнов", "\ufeffИванов", "Ивано\u0301в", "Иван\u00a0ов", "Ива\u00adнов", "😀")
CONTROL = ("Ива\x00нов", "Ива\x1b[31mнов", "Ива\ud800нов", "Ива\x07нов", "Ива\ufffdнов")
BREAKS = ("Иванов\tПётр", "Иванов\rПётр", "Иванов\nПётр", "Иванов\u2028Пётр")
HUGE = ("я" * 1_000_000, "я\n" * 100_000)

SHOWN = (*SQL, *MARKUP, *FORMATS, *FORMULAS)  # what is to be shown as it stands
ALL = (*SHOWN, *INVISIBLE, *CONTROL, *BREAKS, *HUGE)
