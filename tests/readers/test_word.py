"""Word, OpenDocument and rich text."""

import zipfile
from pathlib import Path

import docx
import pytest
from readers.reading import SENTENCE, codes, contents, converted, needs_office, written

from minetext.readers.documents.word_numbering import formatted
from minetext.tables.columns import places

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

BODY = f"""<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:body>
<w:p><w:r><w:t>县妇联2010年工作总结</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>宣传</w:t></w:r></w:p>
<w:p><w:r><w:t>培训妇女</w:t></w:r><w:del w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del>
<w:ins w:id="2"><w:r><w:t>200</w:t></w:r></w:ins><w:r><w:t>人</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部）</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r>
<w:r><w:t>。</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>帮扶</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框中5户</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>框中5户</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>
</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>慰问如下</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>镇</w:t></w:r></w:p></w:tc>
<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>户数</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"""

FOOTNOTES = (
    f"""<w:footnotes {W}><w:footnote w:id="3"><w:p><w:r><w:t>含农村150人</w:t></w:r></w:p></w:footnote></w:footnotes>"""
)

NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def word_file(path: Path, body: str) -> Path:
    parts = {"footnotes": FOOTNOTES, "numbering": NUMBERING}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("footnotes", "footnotes"), ("numbering", "numbering"))
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}">'
            + "".join(f'<Relationship Id="{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in parts)
            + "</Relationships>",
        )
        archive.writestr("word/document.xml", body)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return path


def test_a_document_reads_as_it_shows_once_its_changes_are_accepted(tmp_path):
    [source] = contents(word_file(tmp_path / "a.doc", BODY))
    assert source.format == "docx" and source.extracted
    assert source.text.splitlines() == [
        "县妇联2010年工作总结", "一、宣传", "培训妇女200人。", "含农村150人", "二、帮扶", "慰问如下", "框中5户",
        "镇\t户数", "3\t4",
    ]  # fmt: skip


def test_a_table_knows_its_merged_cells(tmp_path):
    [source] = contents(word_file(tmp_path / "a.docx", BODY))
    [table] = source.tables
    cells = {source.text[slice(*cell.span)]: cell[1:] for cell in table.cells}
    assert cells == {"镇": (0, 0, 2, 1), "户数": (0, 1, 1, 2), "3": (1, 1, 1, 1), "4": (1, 2, 1, 1)}


def test_a_place_is_a_paragraph_or_a_table(tmp_path):
    [source] = contents(word_file(tmp_path / "a.docx", BODY))
    at = source.text.index("200人")
    assert places(source, type(source.tables[0].span)(at, at + 4)) == "¶3"
    assert places(source, source.tables[0].span) == "T1"


@pytest.mark.parametrize(
    ("number", "format", "shown"),
    [
        (1, "decimal", "1"), (3, "chineseCounting", "三"), (10, "chineseCountingThousand", "十"),
        (21, "chineseCounting", "二十一"), (12, "ideographDigital", "一二"), (3, "decimalEnclosedCircle", "③"),
        (2, "upperLetter", "B"), (4, "upperRoman", "IV"), (5, "unheardOf", "5"), (0, "chineseCounting", "0"),
    ],
)  # fmt: skip
def test_numbers_of_paragraphs(number, format, shown):
    assert formatted(number, format) == shown


def test_rich_text_in_gbk(tmp_path):
    escaped = "".join(f"\\'{byte:02x}" for byte in SENTENCE.encode("gbk"))
    [source] = contents(written(tmp_path, "a.doc", r"{\rtf1\ansi\ansicpg936 " + escaped + r"\par}"))
    assert (source.format, source.text) == ("rtf", SENTENCE + "\n")


def test_rich_text_writes_rare_characters_as_two_halves(tmp_path):
    [source] = contents(written(tmp_path, "a.rtf", r"{\rtf1\ansi \u-10174?\u-8265? \u-10174? x\par}"))
    assert source.text == "𠮷 ? x\n"


@needs_office
@pytest.mark.parametrize("to", ["doc", "odt", "rtf"])
def test_what_office_saves_holds_the_same_lines_and_tables(tmp_path, to):
    document = docx.Document()
    for line in ("县妇联2010年工作总结", SENTENCE):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("镇", "户数", "河湾镇", "35"), strict=True):
        cell.text = text
    document.add_paragraph("特此报告")
    document.save(str(tmp_path / "a.docx"))
    path = converted(tmp_path / "a.docx", to)
    [source] = contents(path.rename(tmp_path / "named.txt"))
    assert source.format == to
    assert [line for line in source.text.splitlines() if line] == [
        "县妇联2010年工作总结", SENTENCE, "镇\t户数", "河湾镇\t35", "特此报告",
    ]  # fmt: skip
    assert len(source.tables) == 1


def test_without_a_converter_the_message_says_what_to_install(tmp_path, monkeypatch):
    data = (Path(__file__).parent / "data" / "binary.doc").read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    [problem] = contents(written(tmp_path, "a.doc", data))
    assert (problem.error, dict(problem.facts)["install"]) == ("needs", "apt install libreoffice-writer-nogui")


def test_a_web_page_named_doc_is_a_page(tmp_path):
    [source] = contents(written(tmp_path, "a.doc", f"<html><body><p>{SENTENCE}</p></body></html>"))
    assert (source.format, source.text.strip()) == ("html", SENTENCE)


def test_a_damaged_document_is_named(tmp_path):
    path = word_file(tmp_path / "a.docx", BODY)
    assert codes(contents(written(tmp_path, "b.docx", path.read_bytes()[:900]))) == ["broken_archive"]
    assert codes(contents(word_file(tmp_path / "c.docx", "<not closed"))) == ["broken"]
