"""Texts of the commands that read a finished run (diff, concordance, terms, summary), and of the Python API."""

TEXTS = {
    "api.not_one": ("文中有 {count} 篇报告；请用 .reports", "The text holds {count} reports; use .reports"),
    "api.no_url": (
        "{path} 是地址；请写本机的文件夹，或用命令 minetext run",
        "{path} is a URL; name a folder of this machine, or use the command minetext run",
    ),
    "api.no_text": ("text 须为 str，不是 {type}；字节请先解码", "text must be str, not {type}; decode bytes first"),
    "archive.to": ("另写成 csv 文件", "Write a csv file, too."),
    "archive.limit": ("最多显示 N 行；0 不限", "Show N lines at most; 0 for all."),
    "archive.written": ("已写 {path}：{rows} 行", "wrote {path}: {rows} rows"),
    "archive.more": (
        "……另有 {count} 行；用 -o 写成文件，或加大 --limit",
        "… and {count} more; write a file with -o, or raise --limit",
    ),
    "archive.unwritten": (
        "写不了 {path}（{reason}）；请检查文件夹和权限",
        "{path} cannot be written ({reason}); check its folder and permissions",
    ),
    "archive.drawn": ("已画 {path}", "drew {path}"),
    "archive.nothing": ("没有可汇总的行", "No rows to count."),
    "diff.short": ("比较两次运行：增、减、改了哪些", "Tell what two runs differ in."),
    "diff.help": (
        "比较两次运行的所有表格，逐格列出新增、消失和改动。报告按编号、来源、标题和内容对应，行按次序对应，\n"
        "因此只是位置或编号的移动不算改动。退出状态：0 完成；有 --exit-code 时，1 有不同；2 用法不对。",
        "Compare all tables of two runs, and list what was added, is gone and changed, cell by cell. Reports are matched by\n"
        "id, source, title and content, rows by their order, so that an offset or a number that only shifted is no change.\n"
        "Exit status: 0 done; with --exit-code, 1 where the runs differ; 2 wrong use.",
    ),
    "diff.examples": (
        "minetext diff 旧结果 新结果\nminetext diff 旧结果 新结果 -o 改动.csv --exit-code",
        "minetext diff out1 out2\nminetext diff out1 out2 -o changes.csv --exit-code",
    ),
    "diff.exit_code": ("有不同时退出状态为 1", "Exit with status 1 where the runs differ."),
    "diff.same": ("两次运行没有不同", "The runs do not differ"),
    "diff.head": ("表\t新增行\t消失行\t改动格", "table\trows added\trows gone\tcells changed"),
    "diff.whole.added": ("＋ 整篇新增，连同 {rows} 行", "+ the whole report, with {rows} rows"),
    "diff.whole.gone": ("－ 整篇消失，连同 {rows} 行", "- the whole report, with {rows} rows"),
    "concordance.short": ("列出词语的上下文", "Show a word with what stands around it."),
    "concordance.help": (
        "在 OUT 的所有报告中查找 WORD（词或正则表达式），一处一行，词对齐，附年份、来源和位置。\n"
        "重复的报告不查，免得同一处出现两次。OUT 没有保存原文的来源会从原文件重读，文件须未改动；否则只查活动的句子。",
        "Look for WORD, a word or a regular expression, in all reports of OUT: a place a line, the words under one another,\n"
        "with year, source and offset. Copies of other reports are left out. Sources whose text OUT does not keep are read\n"
        "again, if they have not changed; of others, the sentences of activities are searched.",
    ),
    "concordance.examples": (
        "minetext concordance out 计划生育\nminetext concordance out '妇女[^。]*?\\d+人' --width 24 -o 妇女.csv\n"
        "minetext concordance out 慰问 --type relief",
        "minetext concordance out 计划生育\nminetext concordance out '妇女[^。]*?\\d+人' --width 24 -o women.csv\n"
        "minetext concordance out 慰问 --type relief",
    ),
    "concordance.width": ("两侧各显示多少字；默认 16", "Characters on either side; 16 by default."),
    "concordance.table": (
        "在哪里找：texts 全文（默认）、figures 数字、activities 活动的句子",
        "Where to look: in all of the texts (the default), in figures, or in the sentences of activities.",
    ),
    "concordance.kind": ("只在这种数字里找", "Only in figures of this kind."),
    "concordance.type": ("只在这类活动（或其数字）里找", "Only in activities (or figures) of this type."),
    "concordance.copies": ("重复的报告也查", "Also in reports that are copies of others."),
    "concordance.kind_alone": ("--kind 只能与 --table figures 同用", "--kind goes with --table figures only"),
    "concordance.bad": (
        "“{pattern}” 不是正确的正则表达式（{reason}）；要找符号本身，请在前面加 \\",
        "“{pattern}” is no regular expression ({reason}); to look for a sign itself, put \\ in front of it",
    ),
    "concordance.slow": (
        "“{pattern}” 在一篇报告上超过了 {reason} 秒；请写得简单些，避免 (a+)+ 这样的嵌套重复",
        "“{pattern}” took more than {reason} s over one report; make it simpler, without nested repeats such as (a+)+",
    ),
    "concordance.summary": ("{places} 处，{reports} 篇报告", "{places} places in {reports} reports"),
    "concordance.lost": (
        "以上 {count} 个输入已不在或已改动，只查了其中活动的句子",
        "{count} inputs are gone or changed; of them, only the sentences of activities were searched",
    ),
    "terms.short": ("列出各年份、单位和类型的特征词", "Tell characteristic terms of years, units and types."),
    "terms.help": (
        "按年份、单位和活动类型列出特征词：用 jieba 分词（规则中的词保持完整），按 TF-IDF 排序；取活动的句子，重复的报告不计。\n"
        "--plot 画成 svg 图。不作特征词的常用词写在规则里（lexicon.stop）。",
        "List the terms that are characteristic of years, units and types of activity: cut by jieba (words of the rules stay\n"
        "whole), ranked by TF-IDF, from the sentences of activities; copies of reports do not count. --plot draws them as svg.\n"
        "Common words that are no terms stand in the rules (lexicon.stop).",
    ),
    "terms.examples": (
        "minetext terms out\nminetext terms out --by year -o 特征词.csv --plot 特征词.svg",
        "minetext terms out\nminetext terms out --by year -o terms.csv --plot terms.svg",
    ),
    "terms.by": (
        "按什么分组：year 年份、unit 单位、type 类型；可多次给出，默认全部",
        "What groups are made by; may be repeated, all of them where left out.",
    ),
    "terms.top": ("每组列出几个词；默认 20", "Terms of each group; 20 by default."),
    "terms.groups": (
        "每种最多列出几组，取文字最多的；默认 40",
        "Groups of each sort, those with the most text; 40 by default.",
    ),
    "terms.engine": (
        "分词引擎：jieba（默认）或更快的 rjieba",
        "What cuts words: jieba, the default, or rjieba, which is faster.",
    ),
    "terms.plot": ("另画成 svg 图", "Draw an svg file, too."),
    "summary.short": ("按活动类型和年份等汇总", "Count and add up by type and year."),
    "summary.help": (
        "按活动类型与年份、月份、单位或数字种类汇总：活动数、数字个数、人数、金额；每个数都带着它的来历（-o 的 figures 列，或 --html）。\n"
        "相加的只有保留（kept）报告中实有的、未隐去的单个数：不加目标和增减、区间、每人每户的数、其中的部分、\n"
        "已核实的分项与重复；统计指标（indicator）互相重叠，只计个数，不相加。",
        "Count and add up by type of activity and year, month, unit or kind of figure: activities, figures, headcounts, money;\n"
        "each number with what it is made of (the column figures of -o, or --html). Added up are single numbers of reports that\n"
        "are kept, achieved and not masked: no targets or changes, no ranges, nothing per head, no parts of others, no parts or\n"
        "repetitions that were verified. Indicators overlap; they are counted, never added up.",
    ),
    "summary.examples": (
        "minetext summary out\nminetext summary out --by unit -o 汇总.csv --html 汇总.html",
        "minetext summary out\nminetext summary out --by unit -o summary.csv --html summary.html",
    ),
    "summary.by": (
        "列按什么分：year 年（默认）、month 月、unit 单位、kind 数字种类",
        "What the columns are: years (the default), months, units, or kinds of figures.",
    ),
    "summary.columns": (
        "最多显示几列，取内容最多的；其余只计入合计；默认 8",
        "Columns that are shown, those of which most is told; the others are in the total; 8 by default.",
    ),
    "summary.html": (
        "另写成网页：每个数可展开，看到其中每个数字，并连到核对页（minetext review）",
        "Write a page, too: each number opens to its figures, which lead to the review page (minetext review).",
    ),
    "summary.activities": ("活动数", "activities"),
    "summary.figures": ("数字个数", "figures"),
    "summary.headcount": ("人数", "headcount"),
    "summary.money": ("金额", "money"),
    "summary.page.title": ("汇总", "Summary"),
    "summary.page.total": ("合计", "total"),
    "summary.page.none": ("没有可汇总的行", "No rows to count."),
    "summary.page.more": ("另有 {count} 个，见 csv 文件", "and {count} more, in the csv file"),
    "summary.page.note": (
        "点开一个数，可见它由哪些数字相加而成；点一个数字，到核对页上它的位置。只加实有、未隐去、不属于其他数字一部分的单个数。",
        "Open a number to see the figures that it is made of; each leads to its place on the review page. Only single numbers are added up that are achieved, not masked and no part of another.",
    ),
}
