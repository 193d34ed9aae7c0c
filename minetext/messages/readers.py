"""Texts about inputs that cannot be read: the `detail` cells of errors.csv."""

TEXTS = {
    "format.txt": (
        "纯文本，UTF-8、UTF-16、GB18030、Big5 等编码",
        "plain text in UTF-8, UTF-16, GB18030, Big5 and others",
    ),
    "format.html": ("浏览器保存的网页", "pages as browsers save them"),
    "format.md": ("Markdown", "Markdown"),
    "format.docx": (
        "Word 2007 以来的文档：正文、自动编号、表格、文本框、脚注；修订视为已接受",
        "Word since 2007: body, automatic numbers, tables, text boxes, notes; changes as accepted",
    ),
    "format.doc": ("Word 97–2003 与 WPS 文档", "Word 97 to 2003, and WPS"),
    "format.odt": ("OpenDocument 文本", "OpenDocument text"),
    "format.rtf": ("RTF 文档", "rich text"),
    "format.pdf": (
        "有文字层的 PDF；去掉页眉页脚，接成段落",
        "PDF with a text layer; without running heads, lines joined",
    ),
    "format.xlsx": ("Excel 工作簿：一行一份报告，或数据表", "Excel workbooks: a report a row, or tables"),
    "format.ods": ("OpenDocument 电子表格：同 Excel", "OpenDocument spreadsheets: as Excel"),
    "format.xls": ("旧版 Excel、xlsb", "older Excel, xlsb"),
    "format.csv": ("csv、tsv：一行一份报告，或数据表", "csv, tsv: a report a row, or a table"),
    "format.jsonl": (
        "一行一个 JSON 对象，含 text，可有 id、title",
        "a JSON object a line with text, and id and title if any",
    ),
    "format.parquet": ("Parquet：一行一份报告，或数据表", "Parquet: a report a row, or a table"),
    "format.mail": ("邮件与单文件网页，连同附件", "mail and pages saved as one file, with attachments"),
    "format.zip": ("zip 压缩包，成员名可为 GBK", "zip archives; names of members may be GBK"),
    "format.tar": ("tar 包", "tar archives"),
    "format.gz": ("gz、bz2、xz 压缩的 tar 包或文件", "tar archives and files packed by gz, bz2 or xz"),
    "format.7z": ("7z 压缩包", "7z archives"),
    "format.rar": ("rar 压缩包", "rar archives"),
    "format.warc": ("WARC 网页存档", "web archives"),
    "problem.missing": ("没有这个文件或文件夹；请检查路径", "no such file or folder; check the path"),
    "problem.unreadable": (
        "读不了（{reason}）；请检查权限或磁盘",
        "cannot be read ({reason}); check permissions or the disk",
    ),
    "problem.nothing_there": (
        "这个地址下没有文件（{reason}）；请检查存储桶和路径",
        "nothing stands at this address ({reason}); check bucket and path",
    ),
    "problem.unreachable": (
        "访问不了（{reason}）；请检查网络、凭据和权限",
        "cannot be reached ({reason}); check network, credentials and permissions",
    ),
    "problem.empty": (
        "文件里没有文字；如应有内容，请重新取得原件",
        "holds no text; if it should, get the original again",
    ),
    "problem.binary": (
        "不是文本；如是扫描件请先做文字识别，如是文本请用 --encoding 指明编码",
        "is no text; if it is a scan, run OCR first; if it is text, name its encoding with --encoding",
    ),
    "problem.encoding": (
        "不是 {encoding} 编码（第 {byte} 字节起不合）；请去掉 --encoding 让程序判断，或改用别的编码",
        "is not {encoding} (from byte {byte}); leave --encoding out and let the program tell, or name another",
    ),
    "problem.unknown_encoding": (
        "没有名为 {encoding} 的编码；可用 utf-8、gb18030、big5、utf-16 等",
        "there is no encoding {encoding}; use utf-8, gb18030, big5, utf-16 or the like",
    ),
    "problem.damaged": (
        "有 {count} 个字符不合 {encoding} 编码，已作 � 处理，第一处在第 {offset} 字；其余照常读取",
        "{count} characters are not {encoding} and stand as �, the first at {offset}; the rest was read",
    ),
    "problem.record": (
        "这一行不是含 text 的 JSON 记录（{reason}）；请改正这一行",
        "this line is no JSON record with a text ({reason}); mend the line",
    ),
    "problem.unsupported": (
        "{format} 格式不能读；请先另存为 docx、pdf 或 txt",
        "{format} cannot be read; save it as docx, pdf or txt first",
    ),
    "problem.needs": (
        "读 {format} 需要 {what}；请安装：{install}",
        "reading {format} needs {what}; install it: {install}",
    ),
    "problem.encrypted": (
        "有密码保护；请去掉密码后另存再读",
        "is protected by a password; save it without one and run again",
    ),
    "problem.broken": (
        "{format} 文件已损坏或不完整（{reason}）；请重新取得原件，或用原软件打开后另存",
        "is a damaged or incomplete {format} ({reason}); get the original again, or open it in its program and save it anew",
    ),
    "problem.broken_archive": (
        "{format} 文件残缺或已损坏（{reason}）；请重新取得原件",
        "is a truncated or damaged {format} ({reason}); get the original again",
    ),
    "problem.not_converted": (
        "{program} 未能转换这份文件（{reason}）；请用 Word 或 WPS 打开后另存为 docx",
        "{program} could not convert it ({reason}); open it in Word or WPS and save it as docx",
    ),
    "problem.no_text_layer": (
        "{pages} 页都是图像，没有文字层；请先做文字识别，例如 ocrmypdf -l chi_sim 原件.pdf 新件.pdf",
        "its {pages} pages are pictures without a text layer; run OCR first, such as ocrmypdf -l chi_sim in.pdf out.pdf",
    ),
    "problem.pages_without_text": (
        "有 {count} 页没有文字层（第 {pages} 页），其余照常读取；如是扫描页请先做文字识别",
        "{count} pages have no text layer ({pages}), the rest was read; if they are scans, run OCR first",
    ),
    "problem.picture": (
        "是图像（{format}），没有文字；请先做文字识别",
        "is a picture ({format}) without text; run OCR first",
    ),
    "problem.frames": (
        "是框架页，正文在同时保存的其他页面里；请连同其文件夹一起给出",
        "is a page of frames, whose text is in the pages saved with it; give their folder, too",
    ),
    "problem.charset": (
        "网页声明的编码 {declared} 不对，已按 {encoding} 读取；如有乱码请用 --encoding 指明",
        "declares the encoding {declared} but is not in it; read as {encoding}; if it is garbled, use --encoding",
    ),
    "problem.too_deep": (
        "压缩包套了 {limit} 层以上，未再拆开；请先解开外层，或用 --max-depth 放宽",
        "archives inside one another beyond {limit}, not unpacked further; unpack the outer ones first, or raise --max-depth",
    ),
    "problem.bomb": (
        "解开后比压缩时大 {limit} 倍以上，疑为压缩炸弹，未读；如确是文档，请先自行解开，或用 --max-ratio 放宽",
        "unpacks to more than {limit} times its size, perhaps to fill the memory, and was not read; if it is real, unpack it first, or raise --max-ratio",
    ),
    "problem.unpacked_too_large": (
        "解开后共超过 {limit}，其余未读；请先解开成文件夹再处理，或用 --max-unpacked 放宽",
        "unpacks to more than {limit} in all, the rest was not read; unpack it into a folder first, or raise --max-unpacked",
    ),
    "problem.too_many_members": (
        "所含文件超过 {limit} 个，其余未读；请先解开成文件夹再处理，或用 --max-members 放宽",
        "holds more than {limit} files, the rest was not read; unpack it into a folder first, or raise --max-members",
    ),
    "problem.too_many_rows": (
        "超过 {limit} 行，其余未读；请拆成几个文件，或用 --max-rows 放宽",
        "has more than {limit} rows, the rest was not read; split it, or raise --max-rows",
    ),
    "problem.unsafe_name": (
        "这个成员名指向压缩包之外；内容照常读取，没有写到那里，请核对来源",
        "its name leads out of the archive; it was read, and nothing was written there; check where it came from",
    ),
    "problem.link": (
        "是指向 {to} 的链接，未跟随；如需要请直接给出所指的文件",
        "is a link to {to}, not followed; give the file itself if you need it",
    ),
    "problem.loop": (
        "是指回上层文件夹的链接，未再进入；如无用请删除",
        "is a link back to a folder above it, not entered again; remove it if it serves nothing",
    ),
    "problem.large": (
        "超过 {limit}；请先拆成几个文件，或转为 jsonl，或用 --max-file-size 放宽",
        "larger than {limit}; split it into several files, or turn it into jsonl, or raise --max-file-size",
    ),
    "problem.long_line": (
        "有 {count} 行超过 {limit} 字，已分段读取，跨段的句子可能读断；请分行后再读，或用 --max-line 放宽",
        "has {count} line(s) of more than {limit} characters, read in pieces, which may part a sentence; break them up, or raise --max-line",
    ),
    "problem.too_many_figures": (
        "报告 {document} 只列前 {limit} 个数字和日期，其后 {count} 个未列；请拆成几份，或用 --max-figures 放宽",
        "the first {limit} figures and dates of report {document} are told, {count} behind them are left out; split it, or raise --max-figures",
    ),
    "problem.changed": (
        "读取过程中文件变了；请在文件不再改动后重跑",
        "the file changed while it was read; run again once it is at rest",
    ),
    "problem.crashed": (
        "处理它的进程意外终止：{detail}；其他文件不受影响。请单独运行这份文件，或拆小、另存后重跑；如是内存不足，用 --max-memory 放宽",
        "the process that worked on it died: {detail}; other files are not concerned. Run it alone, or split it or save it anew; raise --max-memory if memory was short",
    ),
    "problem.rest_unread": (
        "上述问题出在第 {count} 项之后，其后的内容未读；请先解开成文件夹再处理",
        "that came behind the first {count} parts, and what follows was not read; unpack it into a folder first",
    ),
    "problem.slow": (
        "超过了每份文档 {detail} 秒的时限，未处理；请拆小后重跑，或用 --max-seconds 放宽",
        "took longer than the {detail} seconds that a document may, and was given up; split it, or raise --max-seconds",
    ),
    "problem.memory": (
        "超过了每份文档 {detail} 的内存上限，未处理；请拆小后重跑，或用 --max-memory 放宽",
        "took more than the {detail} of memory that a document may, and was given up; split it, or raise --max-memory",
    ),
}
