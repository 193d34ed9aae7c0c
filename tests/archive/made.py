"""Runs to read, made from a few short reports."""

from collections.abc import Mapping
from pathlib import Path

from minetext.cli import program

WOMEN = """县妇联2019年工作总结

一、宣传活动。3月8日，在文化广场开展宣传活动，发放宣传资料1000余份，接受咨询200人次。
二、健康普查。全县共普查妇女11148人，查出妇科病的5797人占52%。其中宫颈癌3例。
三、帮扶慰问。春节前走访慰问困难妇女78户，每户500元，共计39000元。
县妇联
2019年12月20日
"""
COURT = """县法院2020年工作总结

全年受理各类案件1520件，审结1480件。5月20日，组织干警培训120人。
调解民事纠纷300件，发放司法救助金25万元。
县法院
2020年12月25日
"""
SCHOOL = """镇中心小学2020年工作总结

在校学生1200人，其中女生580人。9月10日，召开教师节表彰会，表彰优秀教师15名。
新建校舍2000平方米，投入资金180万元。
"""
TEXTS: Mapping[str, str] = {"妇联.txt": WOMEN, "法院.txt": COURT, "学校.txt": SCHOOL}


def made(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """A finished run over texts, in `out` below the folder."""
    for name, text in texts.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    assert program("zh").run(["run", str(folder / "in"), "-o", str(folder / "out"), "--quiet", "--no-memory"]) == 0
    return folder / "out"
