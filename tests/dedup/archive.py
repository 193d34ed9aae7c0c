"""Reports to compare, and how they are judged together."""

import pytest

from minetext.dedup import Deduplicator
from minetext.dedup.spool import Spool
from minetext.layout import one_draft
from minetext.model import Source

BODY = """一、抓宣传，提高认识
全年共举办培训班12期，培训妇女骨干840人，发放宣传资料1,000余份，群众知晓率达到96.5%。
各级组织把这项工作列入重要议事日程，与其他工作同部署、同检查、同落实，形成了齐抓共管的局面。
二、抓服务，办好实事
为三十名困难儿童送去慰问金1.5万元，走访慰问贫困户二百零六户，把党和政府的温暖送到群众心坎上。
工作人员深入村组农户，走家串户，面对面地讲解政策，心贴心地为群众排忧解难，受到了普遍好评。
三、抓队伍，增强本领
先后组织业务学习24次，选派6名骨干外出考察学习，队伍的整体素质和服务能力有了明显的提高。
虽然取得了一定的成绩，但与上级的要求相比还有不小的差距，我们将继续努力，争取更大的进步。"""

OTHER = """一、狠抓生产，促进增收
春季完成植树造林三千二百亩，新修水渠4.6公里，改造中低产田870亩，粮食总产量达到1.2万吨。
在资金十分紧张的情况下，我们多方筹措，精打细算，保证了重点项目的顺利推进，没有拖欠一笔工程款。
二、整顿纪律，改进作风
健全了考勤、学习、财务等七项制度，对迟到早退的现象进行了严肃处理，干部作风有了根本的好转。
群众反映强烈的热点难点得到了妥善解决，全年没有发生一起越级上访事件，社会大局保持和谐稳定。"""


@pytest.fixture
def sign(built):
    def signature(body: str, name: str = "x", title: str = "工作总结"):
        source = built.fold(Source(name, body))
        return built.signer.sign(source, one_draft(source.text, title))

    return signature


@pytest.fixture
def judge(sign, tmp_path):
    """The verdicts on bodies, in their order; the passages too with `judgements`."""

    def verdicts(*bodies: str):
        return [one.verdict for one in verdicts.judgements(*bodies)]

    def judgements(*bodies: str):
        with Deduplicator(tmp_path / "spool") as deduplicator:
            for number, body in enumerate(bodies):
                deduplicator.add(sign(body, f"{number:03d}.txt", f"第{number}号工作总结"))
            return list(deduplicator.judge())

    verdicts.judgements = judgements
    return verdicts


@pytest.fixture
def spooled(sign, tmp_path):
    """A spool of bodies, ready to be read."""
    opened = []

    def spool(*bodies: str) -> Spool:
        made = Spool(tmp_path / "bodies")
        opened.append(made)
        for number, body in enumerate(bodies):
            made.add(sign(body, f"{number}.txt"))
        made.close_in()
        return made

    yield spool
    for one in opened:
        one.close()
