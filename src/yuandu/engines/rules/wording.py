"""What each problem says, in Chinese and English: what happened, and what to do."""

WORDS: dict[str, dict[str, str]] = {
    "too-long": {
        "zh": "文件超过{most}字，不予读取；请拆成几部规则。",
        "en": "The file is longer than {most} characters; split it into several books.",
    },
    "not-yaml": {
        "zh": "此处不是规范的 YAML（或用了别名引用）；请检查缩进、冒号和引号。",
        "en": "This is no YAML we read (or uses an alias); check indents, colons and quotes.",
    },
    "not-json": {
        "zh": "此处不是规范的 JSON；请检查逗号、引号和括号。",
        "en": "This is no JSON; check commas, quotes and brackets.",
    },
    "not-a-list": {
        "zh": "应为一张清单，每项以“- ”开头。",
        "en": "A list is expected, each entry after “- ”.",
    },
    "key-twice": {
        "zh": "“{key}”写了两次，无法判断以哪个为准；请删去一个。",
        "en": "“{key}” stands twice, so which counts cannot be told; delete one.",
    },
    "field-missing": {"zh": "缺少“{field}”；请补上。", "en": "“{field}” is missing; add it."},
    "field-unknown": {
        "zh": "没有“{field}”这一项；请改正拼写或删去。",
        "en": "There is no “{field}” here; correct its spelling or delete it.",
    },
    "nothing-given": {"zh": "“{field}”不能空着。", "en": "“{field}” must not be empty."},
    "not-one-of": {
        "zh": "“{given}”不在可选范围内；可选：{expected}。",
        "en": "“{given}” is not one of {expected}.",
    },
    "bad-code": {
        "zh": "“{given}”不能用作代码；请用小写字母开头的字母、数字和下划线。",
        "en": "“{given}” is no code; use letters, digits and underscores, a small letter first.",
    },
    "wrong-type": {
        "zh": "“{field}”的值“{given}”类型不对；请对照说明改写。",
        "en": "The value “{given}” of “{field}” is of the wrong type; see the documented format.",
    },
    "out-of-bounds": {
        "zh": "“{field}”为“{given}”，应{expected}；请改正。",
        "en": "“{field}” is “{given}” but has to be {expected}; correct it.",
    },
    "one-measure": {
        "zh": "一条只能比较一个量（fact、ratio、growth 等任选其一）。",
        "en": "Exactly one thing is measured: fact, ratio, growth or another, not several.",
    },
    "one-condition": {
        "zh": "条件须为 all、any、no 之一，或 of 加 at_least。",
        "en": "A condition is one of all, any, no, or of with at_least.",
    },
    "one-benefit": {
        "zh": "资金须为固定金额（amount），或按基数的比例（rate 加 base），二者取一。",
        "en": "A benefit is an amount, or a rate of a base: one of the two.",
    },
    "id-twice": {
        "zh": "编号“{id}”用了两次；每条须有自己的编号。",
        "en": "The id “{id}” is used twice; give each its own.",
    },
    "ends-first": {
        "zh": "{until}止，早于{from}起；请核对起止日期。",
        "en": "It ends on {until}, before it starts on {from}; check the days.",
    },
    "fact-unknown": {
        "zh": "事实清单中没有“{fact}”；是不是“{like}”？",
        "en": "There is no fact “{fact}”; did you mean “{like}”?",
    },
    "fact-of-other-kind": {
        "zh": "“{fact}”是“{kind}”类事实，不能这样计算；请换一个量。",
        "en": "“{fact}” is of the kind {kind} and cannot be measured like this; choose another.",
    },
    "fact-not-yearly": {
        "zh": "“{fact}”不分年度，没有增长和多年合计可言。",
        "en": "“{fact}” is not known by the year, so there is no growth or sum of years.",
    },
    "fact-needed": {
        "zh": "资金只能按一项事实计算；请写 fact。",
        "en": "A benefit is paid on one fact; write fact.",
    },
    "person-measures-not": {
        "zh": "由人判断的条件不带 value 和 threshold；请删去。",
        "en": "What a person judges has no value and no threshold; delete them.",
    },
    "score-unknown": {
        "zh": "前文没有“{id}”这项评分；请先列出它。",
        "en": "There is no score “{id}” above; list it first.",
    },
    "criterion-unknown": {
        "zh": "本规则没有“{id}”这一条；请改正编号。",
        "en": "The book has no criterion “{id}”; correct the id.",
    },
    "criterion-unused": {
        "zh": "“{id}”既不在 requires 中，也不是否决项，形同虚设；请列入或删去。",
        "en": "“{id}” is neither required nor a veto, so it does nothing; require it or delete it.",
    },
    "more-than-there-are": {
        "zh": "要求至少满足{least}项，而所列只有{number}项，永远无法满足；请减少项数或补充条件。",
        "en": "At least {least} have to hold, but only {number} are listed; ask for fewer or list more.",
    },
    "in-a-circle": {
        "zh": "“{id}”的适用或豁免最终取决于它自己；请断开循环。",
        "en": "Whether “{id}” is asked depends on itself in the end; break the circle.",
    },
    "operator-misfits": {
        "zh": "“{kind}”类的值不能用“{operator}”比较；请换一种。",
        "en": "A value of the kind {kind} cannot be compared by {operator}; use another.",
    },
    "number-needed": {
        "zh": "阈值须为数字，而不是“{given}”。",
        "en": "The threshold has to be a number, not “{given}”.",
    },
    "number-too-fine": {
        "zh": "“{given}”过大或过细，无法精确比较；请减少小数位。",
        "en": "“{given}” is too large or too fine to be compared exactly; use fewer decimals.",
    },
    "growth-impossible": {
        "zh": "年均增长不会低于 -100%，“{given}”没有意义；请核对阈值。",
        "en": "Nothing shrinks by more than 100 % a year, so “{given}” says nothing; check it.",
    },
    "cap-needed": {
        "zh": "按“{given}”计算的金额可能大到无法精确到元；请写明上限 cap。",
        "en": "What “{given}” comes to can be too large to be told to the yuan; write a cap.",
    },
    "score-in-a-score": {
        "zh": "分项不能以评分“{id}”为值；请用 parts 汇总评分。",
        "en": "An item does not measure the score “{id}”; add scores up by parts.",
    },
    "score-not-in-force": {
        "zh": "评分“{id}”在本项有效期内并不始终有效；请核对起止日期。",
        "en": "The score “{id}” does not hold for as long as it is asked for; check the days.",
    },
    "day-needed": {
        "zh": "阈值须为日期，如 2025-01-01，而不是“{given}”。",
        "en": "The threshold has to be a day such as 2025-01-01, not “{given}”.",
    },
    "flag-needed": {
        "zh": "阈值须为 true 或 false，而不是“{given}”。",
        "en": "The threshold has to be true or false, not “{given}”.",
    },
    "unit-missing": {
        "zh": "阈值没有单位；请写明：{expected}。",
        "en": "The threshold has no unit; write one of {expected}.",
    },
    "unit-wrong": {
        "zh": "单位“{given}”不适用；应为：{expected}。",
        "en": "The unit “{given}” does not fit; use one of {expected}.",
    },
    "choices-differ": {
        "zh": "“{given}”须有且仅有一个分值；本事实的选项是：{expected}。",
        "en": "“{given}” needs points, once; the choices of this fact are {expected}.",
    },
    "bands-needed": {
        "zh": "“{kind}”类的值按分段计分；请写 bands。",
        "en": "A value of the kind {kind} scores by bands; write bands.",
    },
    "bands-end": {
        "zh": "最低一段不应有 from，最高一段不应有 to，否则有的值得不到分。",
        "en": "The lowest band has no “from” and the highest no “to”; else some values score nothing.",
    },
    "bands-overlap": {
        "zh": "两段重叠：前一段到{first}，后一段从{second}起；请使其首尾相接。",
        "en": "Two bands overlap: one ends at {first}, the next starts at {second}; let them touch.",
    },
    "bands-gap": {
        "zh": "两段之间有空当：前一段到{first}，后一段从{second}起；请使其首尾相接。",
        "en": "There is a gap: one band ends at {first}, the next starts at {second}; let them touch.",
    },
    # Facts
    "facts-not-a-table": {
        "zh": "事实须写成“名称: 值”的形式。",
        "en": "Facts are written as a table of names and values.",
    },
    "key-unknown": {
        "zh": "不认识“{key}”；请改正或删去。可用：{expected}。",
        "en": "“{key}” is not known; correct or delete it. Known are {expected}.",
    },
    "year-needed": {
        "zh": '“{title}”按年度填写，如 {{"2024": …}}。',
        "en": '“{title}” is given by the year, as {{"2024": …}}.',
    },
    "year-not-asked": {
        "zh": "“{title}”不分年度，直接填值即可。",
        "en": "“{title}” is not given by the year; write the value itself.",
    },
    "year-wrong": {
        "zh": "“{given}”不是年度；请写四位年份，如 2024。",
        "en": "“{given}” is no year; write four digits such as 2024.",
    },
    "year-twice": {
        "zh": "“{title}”{given}年有两个值，无法判断以哪个为准；请删去一个。",
        "en": "“{title}” has two values for {given}, so which counts cannot be told; delete one.",
    },
    "value-not-number": {
        "zh": "“{title}”应为数字，而不是“{given}”；不知道就写 null。",
        "en": "“{title}” is a number, not “{given}”; write null where it is not known.",
    },
    "value-unit": {
        "zh": "“{title}”的单位不能是“{given}”；应为：{expected}。",
        "en": "“{title}” is not given in “{given}”; use one of {expected}.",
    },
    "value-share": {
        "zh": "“{title}”是比例，“{given}”超出0到1；百分数请写成“{given}%”或小数。",
        "en": "“{title}” is a share, and “{given}” is not within 0 and 1; write “{given}%” or a fraction.",
    },
    "value-beyond": {
        "zh": "“{title}”为“{given}”，不在合理范围（{low}至{high}）；是不是单位写错了？",
        "en": "“{given}” for “{title}” is not within {low} and {high}; is its unit right?",
    },
    "value-not-flag": {
        "zh": "“{title}”填 true 或 false，而不是“{given}”。",
        "en": "“{title}” is true or false, not “{given}”.",
    },
    "value-not-day": {
        "zh": "“{title}”填日期，如 2015-03-02，而不是“{given}”。",
        "en": "“{title}” is a day such as 2015-03-02, not “{given}”.",
    },
    "value-not-text": {
        "zh": "“{title}”填文字代码，而不是“{given}”。",
        "en": "“{title}” is a code in words, not “{given}”.",
    },
    # Tables
    "columns-missing": {
        "zh": "表中缺少这些列：{names}。请补上（不知道的值留空），或去掉用到它们的规则。",
        "en": "The table lacks these columns: {names}. Add them (empty where unknown), or leave out the books that need them.",
    },
    "ids-missing": {
        "zh": "有 {count} 行在列“{name}”中没有编号；请补上编号，或去掉这些行。",
        "en": "Rows without an id in the column “{name}”: {count}. Give them one, or leave them out.",
    },
    "ids-twice": {
        "zh": "列“{name}”中有重复的编号，例如“{given}”，多出 {count} 行；一个对象只能占一行，请合并或去掉多余的行。",
        "en": "Ids stand in the column “{name}” more than once, for example “{given}”; rows too many: {count}. One subject is one row: merge them, or drop what is too much.",
    },
    "column-wrong-type": {
        "zh": "列“{name}”应为{expected}，实际是 {given}；请转换后重试。",
        "en": "The column “{name}” should hold {expected} but holds {given}; convert it and try again.",
    },
    "books-none": {
        "zh": "{on}这一天没有可用的规则；请核对日期和目录。",
        "en": "No book is in force on {on}; check the day and the folder.",
    },
    "book-twice": {
        "zh": "有两部规则的代号都是“{code}”。",
        "en": "Two books have the code “{code}”.",
    },
}
