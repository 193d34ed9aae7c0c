"""The bounds of what is read of one input: what each is of, and a size that is none."""

TEXTS = {
    "limit.file_size": (
        "整体读入的文件或压缩包成员最大多少字节；更大的不读",
        "Size of a file, or of a member of an archive, that is read as a whole; larger ones are not read.",
    ),
    "limit.unpacked": (
        "一份文件内的压缩包解开后合计最大多少字节；其余不读",
        "Size of all that the archives inside one file hold, unpacked; the rest is not read.",
    ),
    "limit.ratio": (
        "成员解开后最多比压缩时大多少倍（10MB 以下不计）；超过的不读",
        "How many times its packed size a member may have, from 10MB on; one above it is not read.",
    ),
    "limit.depth": (
        "压缩包最多套几层；更深的不拆",
        "Archives inside one another; those deeper inside are not unpacked.",
    ),
    "limit.members": (
        "一份文件内的压缩包最多含多少个文件；其余不读",
        "Files in the archives inside one file; the rest is not read.",
    ),
    "limit.rows": (
        "表格（xlsx、xls、ods、csv、parquet）最多读多少行；其余不读",
        "Rows of a sheet (xlsx, xls, ods, csv, parquet); the rest is not read.",
    ),
    "limit.line": (
        "一行最多多少字；更长的分段读取",
        "Characters of a line; a longer one is read in pieces.",
    ),
    "limit.figures": (
        "一份报告最多列多少个数字和日期；其余不列",
        "Figures and dates of a report; the rest is left out.",
    ),
    "limit.seconds": (
        "处理一份文件最多用多少秒处理器时间；超过即放弃这份",
        "Seconds of processor time over one document; one that takes longer is given up.",
    ),
    "limit.memory": (
        "处理一份文件最多占多少内存；超过即放弃这份",
        "Memory for one document; one that takes more is given up.",
    ),
    "limit.default": ("{text}（默认 {default}）", "{text} Default: {default}."),
    "limit.no_size": (
        "{value} 不是大小；请写如 512MB、2GB 或字节数",
        "{value} is no size; write 512MB, 2GB or a number of bytes, for example",
    ),
}
