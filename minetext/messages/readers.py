"""Texts about inputs that cannot be read: the `detail` cells of errors.csv."""

TEXTS = {
    "problem.missing": ("没有这个文件或文件夹；请检查路径", "no such file or folder; check the path"),
    "problem.unreadable": (
        "读不了（{reason}）；请检查权限或磁盘",
        "cannot be read ({reason}); check permissions or the disk",
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
        "{format} 格式尚不能读；请先另存为 txt 或 html",
        "{format} cannot be read yet; save it as txt or html first",
    ),
    "problem.large": (
        "超过 {limit} MB；请先拆成几个文件，或转为 jsonl",
        "larger than {limit} MB; split it into several files, or turn it into jsonl",
    ),
    "problem.changed": (
        "读取过程中文件变了；请在文件不再改动后重跑",
        "the file changed while it was read; run again once it is at rest",
    ),
    "problem.crashed": (
        "处理这份文件的进程意外终止（可能内存不足）；请单独处理它，或拆小后重跑",
        "the process that worked on this file died (memory may be short); run it alone, or split it",
    ),
}
