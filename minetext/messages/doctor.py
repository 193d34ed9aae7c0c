"""Texts of `minetext doctor`: `doctor.CODE` says what was found, `doctor.CODE.do` what to do about it."""

TEXTS = {
    "doctor.short": ("检查安装和本机能否胜任", "Check whether this installation and machine can do the work."),
    "doctor.help": (
        "逐项检查：装了什么、能读哪些格式、编码、语言、中文文件名、核数、内存、磁盘、规则；再用随附的样本报告自测（至多 20 秒），\n"
        "核对每个数字和位置，并测速度。每项给出 正常、注意 或 失败，以及怎么办。\n"
        "退出状态：0 没有失败；1 有失败。",
        "Look at what is installed, which formats are read, encodings, language, Chinese file names, cores, memory, disk and\n"
        "rules; then run the sample reports that come along (20 seconds at most), hold every figure and offset against what a\n"
        "person read, and measure the speed. Each finding is ok, warn or fail, with what to do about it.\n"
        "Exit status: 0 nothing failed; 1 something did.",
    ),
    "doctor.examples": (
        "minetext doctor\nminetext doctor --json --no-self-test",
        "minetext doctor\nminetext doctor --json --no-self-test",
    ),
    "doctor.seconds": ("自测至多几秒；默认 20", "Seconds that the self test may take; 20 by default."),
    "doctor.self_test_option": (
        "是否用样本报告自测；默认自测",
        "Whether to run the sample reports; on by default.",
    ),
    "doctor.verdict.ok": ("正常", "ok  "),
    "doctor.verdict.warn": ("注意", "warn"),
    "doctor.verdict.fail": ("失败", "FAIL"),
    "doctor.counts": ("正常 {ok} 项，注意 {warn} 项，失败 {fail} 项", "{ok} ok, {warn} to look at, {fail} failed"),
    "doctor.python": ("Python {python}，{system}", "Python {python} on {system}"),
    "doctor.minetext": ("minetext {minetext}", "minetext {minetext}"),
    "doctor.not_installed": (
        "minetext {minetext} 没有作为软件包安装，不知道它需要哪些包",
        "minetext {minetext} is not installed as a package, so what it needs is not known",
    ),
    "doctor.not_installed.do": ("在项目文件夹里：pip install .", "In the folder of the project: pip install ."),
    "doctor.packages": ("软件包：{packages}", "packages: {packages}"),
    "doctor.package_missing": ("缺少需要的包 {package}", "the package {package}, which is needed, is missing"),
    "doctor.package_missing.do": (
        'pip install "{package}>={least}"，或重装 minetext',
        'pip install "{package}>={least}", or install minetext anew',
    ),
    "doctor.package_old": (
        "{package} {version} 太旧，需要 {least} 或更新",
        "{package} {version} is too old; {least} or later is needed",
    ),
    "doctor.package_old.do": (
        'pip install --upgrade "{package}>={least}"',
        'pip install --upgrade "{package}>={least}"',
    ),
    "doctor.extra_missing": (
        "没有装可选的 {extra}：缺 {packages}",
        "the optional part {extra} is not installed: {packages}",
    ),
    "doctor.extra_missing.do": (
        'pip install "minetext[{extra}]"；用不到就不必装',
        'pip install "minetext[{extra}]", if you want it',
    ),
    "doctor.formats": ("能读：{formats}", "reads: {formats}"),
    "doctor.format_missing": ("还不能读 {format}：缺 {what}", "cannot read {format} yet: {what} is missing"),
    "doctor.format_missing.do": ("{install}", "{install}"),
    "doctor.encodings": ("编码齐全：{encodings}", "encodings: {encodings}"),
    "doctor.encodings_missing": ("Python 缺少编码：{missing}", "this Python lacks the encodings {missing}"),
    "doctor.encodings_missing.do": (
        "这是裁剪过的 Python；请从 python.org 或系统软件源安装完整的",
        "It is a Python that was cut down; install a whole one from python.org or your system",
    ),
    "doctor.languages": (
        "区域 {locale}，终端 {terminal}，文件系统 {file_system}",
        "locale {locale}, terminal {terminal}, file system {file_system}",
    ),
    "doctor.terminal_encoding": (
        "终端编码 {terminal} 显示不了中文（区域 {locale}）；表格不受影响",
        "the terminal's encoding {terminal} cannot show Chinese (locale {locale}); tables are not concerned",
    ),
    "doctor.terminal_encoding.do": (
        "Linux、macOS：export LANG=zh_CN.UTF-8（或 C.UTF-8）；Windows：chcp 65001 并设 PYTHONUTF8=1",
        "On Linux and macOS: export LANG=C.UTF-8 (or zh_CN.UTF-8); on Windows: chcp 65001, and set PYTHONUTF8=1",
    ),
    "doctor.file_names": ("中文文件名可写可读", "files with Chinese names are written and read"),
    "doctor.file_names_wrong": (
        "在 {folder} 写不了或读不回中文文件名：{reason}",
        "a file with a Chinese name cannot be written and read in {folder}: {reason}",
    ),
    "doctor.file_names_wrong.do": (
        "设 PYTHONUTF8=1 或 LANG=C.UTF-8；若是旧的文件系统，请换一个磁盘，或用环境变量 TMPDIR 指定别的临时文件夹",
        "Set PYTHONUTF8=1 or LANG=C.UTF-8; on an old file system take another disk, or another folder by TMPDIR",
    ),
    "doctor.cores": ("{cores} 核，都能用", "{cores} cores, all usable"),
    "doctor.cores_bounded": ("共 {cores} 核，只准用 {usable} 核", "{cores} cores, of which {usable} may be used"),
    "doctor.cores_bounded.do": (
        "用 --workers {usable}，免得进程相互抢核",
        "Use --workers {usable}, so that processes do not take each other's time",
    ),
    "doctor.memory": (
        "内存 {total} GB，空闲 {free} GB，可用上限 {limit} GB",
        "memory {total} GB, {free} GB of it free, limit {limit} GB",
    ),
    "doctor.memory_unknown": ("系统不告诉有多少内存", "the system does not tell how much memory there is"),
    "doctor.memory_short": (
        "空闲内存只有 {free} GB（共 {total} GB，上限 {limit} GB），每核不到 0.5 GB",
        "only {free} GB of memory are free ({total} GB in all, limit {limit} GB): less than 0.5 GB a core",
    ),
    "doctor.memory_short.do": (
        "关掉别的程序，或用 --workers {workers}",
        "Close other programs, or use --workers {workers}",
    ),
    "doctor.disk": ("{folder} 还有 {free} GB", "{folder} has {free} GB free"),
    "doctor.disk_short": ("{folder} 只剩 {free} GB", "{folder} has only {free} GB free"),
    "doctor.disk_short.do": (
        "腾出空间，或把 -o OUT 放到别的磁盘；临时文件夹可用环境变量 TMPDIR 另指",
        "Free some, or put -o OUT on another disk; TMPDIR names another folder for temporary files",
    ),
    "doctor.disk_unwritable": ("不能写入 {folder}：{reason}", "{folder} cannot be written: {reason}"),
    "doctor.disk_unwritable.do": (
        "把 -o OUT 放到能写的文件夹；临时文件夹可用环境变量 TMPDIR 另指",
        "Put -o OUT where you may write; TMPDIR names another folder for temporary files",
    ),
    "doctor.processes": ("进程启动方式：{methods}", "processes start by: {methods}"),
    "doctor.rules": ("规则 {rules} 条（{version}），例句都对", "{rules} rules ({version}), all their examples hold"),
    "doctor.rules_unusable": ("规则或模型不能用：{reason}", "the rules or the model cannot be used: {reason}"),
    "doctor.rules_unusable.do": (
        "重装 minetext：pip install --force-reinstall minetext",
        "Install minetext anew: pip install --force-reinstall minetext",
    ),
    "doctor.rules_failed": ("这些规则的例句不对：{failed}", "the examples of these rules do not hold: {failed}"),
    "doctor.rules_failed.do": (
        "看 minetext rules check；多半是某个包的版本变了，请重装 minetext",
        "See minetext rules check; most likely a package has another version: install minetext anew",
    ),
    "doctor.samples_missing": ("没有样本报告（{folder}）", "the sample reports are missing ({folder})"),
    "doctor.samples_missing.do": (
        "重装 minetext：pip install --force-reinstall minetext",
        "Install minetext anew: pip install --force-reinstall minetext",
    ),
    "doctor.self_test": (
        "自测：{documents} 篇报告、{figures} 个数字，位置都对；与人工核对的 {gold} 个数字相比，F1 {right}",
        "self test: {documents} reports, {figures} figures, every offset right; F1 {right} against {gold} figures that a person read",
    ),
    "doctor.self_test_wrong": (
        "自测：与人工核对的 {gold} 个数字相比，F1 只有 {right}",
        "self test: F1 only {right} against {gold} figures that a person read",
    ),
    "doctor.self_test_wrong.do": (
        "某个包的版本可能变了；请重装 minetext，仍不对就把 minetext doctor --json 的输出报告给我们",
        "A package may have another version; install minetext anew and, if it stays so, report the output of minetext doctor --json",
    ),
    "doctor.self_test_counts": (
        "自测：应得 {expected}，实得 {found}",
        "self test: {found} where {expected} is expected",
    ),
    "doctor.self_test_counts.do": (
        "请重装 minetext，仍不对就把 minetext doctor --json 的输出报告给我们",
        "Install minetext anew and, if it stays so, report the output of minetext doctor --json",
    ),
    "doctor.self_test_offsets": (
        "自测：{figures} 个数字中 {wrong} 个位置不对",
        "self test: {wrong} of {figures} offsets are wrong",
    ),
    "doctor.self_test_offsets.do": (
        "不要使用这台机器得出的表；请重装 minetext，仍不对就把 minetext doctor --json 的输出报告给我们",
        "Do not use tables from here; install minetext anew and, if it stays so, report the output of minetext doctor --json",
    ),
    "doctor.self_test_slow": (
        "自测：两个进程 {seconds} 秒内没有跑完",
        "self test: two processes were not done within {seconds} s",
    ),
    "doctor.self_test_slow.do": (
        "机器可能很忙：稍后再试，或 minetext doctor --seconds 120；若一直不完，用 --workers 1 运行",
        "The machine may be busy: try later, or minetext doctor --seconds 120; if it never ends, run with --workers 1",
    ),
    "doctor.self_test_failed": (
        "自测：运行失败，退出状态 {status}：{reason}",
        "self test: the run failed with exit status {status}: {reason}",
    ),
    "doctor.self_test_failed.do": (
        "按上面的原因处理；再试 minetext run 时加 --workers 1",
        "See to the reason; then try minetext run with --workers 1",
    ),
    "doctor.speed": (
        "一个进程每秒 {rate} MB（样本里的数字比一般报告密得多，一般报告更快）",
        "one process reads {rate} MB/s of the samples, which hold more figures than most reports do",
    ),
    "doctor.speed_unknown": ("时间不够，没有测出速度", "there was no time left to measure the speed"),
    "doctor.speed_unknown.do": (
        "机器可能很忙：稍后再试，或 minetext doctor --seconds 120",
        "The machine may be busy: try later, or minetext doctor --seconds 120",
    ),
    "doctor.speed_low": ("一个进程每秒只有 {rate} MB", "one process reads only {rate} MB/s of the samples"),
    "doctor.speed_low.do": (
        "机器可能很忙或很旧；大批量请在闲时运行，可随时中断，再运行会接着做",
        "The machine may be busy or old; run large archives when it is idle: a run that is stopped goes on where it was",
    ),
}
