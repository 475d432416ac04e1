<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ViewFile</name>
    <message>
        <source>a view without a name</source>
        <translation>一个没有名称的视图</translation>
    </message>
    <message>
        <source>the view “%1”: %2</source>
        <translation>视图“%1”：%2</translation>
    </message>
    <message>
        <source>this is no file of TxDesk views</source>
        <translation>这不是 TxDesk 视图文件</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ChipRow</name>
    <message>
        <source>Add a condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Conditions of the filter</source>
        <translation>筛选条件</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ExportBand</name>
    <message>
        <source>Export this list</source>
        <translation>导出此列表</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON lines (*.jsonl)</source>
        <translation>CSV (*.csv);;JSON 行 (*.jsonl)</translation>
    </message>
    <message>
        <source>Exporting to %1: %2 rows written</source>
        <translation>正在导出到 %1：已写入 %2 行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 未写入：%2</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
    <message>
        <source>%1 holds the first %2 rows; there are more. Secrets are hidden.</source>
        <translation>%1 包含前 %2 行；还有更多。敏感信息已隐藏。</translation>
    </message>
    <message>
        <source>%1 holds %2 rows, times in UTC. Secrets are hidden.</source>
        <translation>%1 包含 %2 行，时间为 UTC。敏感信息已隐藏。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FilterBar</name>
    <message>
        <source>Filter, for example: status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</source>
        <translation>筛选，例如：status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>▲ “%1”: %2</source>
        <translation>▲ “%1”：%2</translation>
    </message>
</context>
<context>
    <name>txdesk::console::FilterChip</name>
    <message>
        <source>client side: only the rows already loaded</source>
        <translation>客户端筛选：仅限已加载的行</translation>
    </message>
    <message>
        <source>applied by the server, to all transactions</source>
        <translation>由服务器对全部事务筛选</translation>
    </message>
    <message>
        <source>Enter edits it, Delete removes it</source>
        <translation>回车编辑，Delete 移除</translation>
    </message>
    <message>
        <source>filter %1</source>
        <translation>筛选条件 %1</translation>
    </message>
</context>
<context>
    <name>txdesk::console::GroupsPanel</name>
    <message>
        <source>Not up to date: %1</source>
        <translation>不是最新：%1</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>This server has no groups: made from the %1 loaded rows</source>
        <translation>该服务器没有分组功能：由已加载的 %1 行生成</translation>
    </message>
    <message>
        <source>No unfinished transaction has an error</source>
        <translation>没有未完成的事务出错</translation>
    </message>
    <message>
        <source>From the %1 newest failing ones; there are more</source>
        <translation>来自最新的 %1 个失败事务；还有更多</translation>
    </message>
    <message>
        <source>Groups of equal errors</source>
        <translation>相同错误的分组</translation>
    </message>
    <message>
        <source>Enter lists the transactions of a group</source>
        <translation>回车列出该组的事务</translation>
    </message>
    <message numerus="yes">
        <source>%1 more in %n smaller group(s), not shown</source>
        <translation>
            <numerusform>另有 %1 个在 %n 个较小的分组中，未显示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>txdesk::console::HitsHistogram</name>
    <message>
        <source>Transactions begun in each of the last 60 minutes</source>
        <translation>最近 60 分钟每分钟开始的事务</translation>
    </message>
    <message>
        <source>Drag over it to list some minutes.</source>
        <translation>在上面拖动可列出其中几分钟。</translation>
    </message>
    <message>
        <source>As far as is known, %1 began within the last 60 minutes.</source>
        <translation>就已知部分，最近 60 分钟内开始的有 %1 个。</translation>
    </message>
    <message>
        <source>Minutes left of the line are not counted.</source>
        <translation>虚线左侧的分钟未计数。</translation>
    </message>
    <message>
        <source>At least %1 of this list began within the last 60 minutes.</source>
        <translation>本列表中最近 60 分钟内开始的至少有 %1 个。</translation>
    </message>
    <message>
        <source>Hatched: at least so many.</source>
        <translation>斜线填充：至少这么多。</translation>
    </message>
    <message>
        <source>%1 of this list began within the last 60 minutes.</source>
        <translation>本列表中最近 60 分钟内开始的有 %1 个。</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>未计数</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListBands</name>
    <message>
        <source>The list is not up to date: %1</source>
        <translation>列表不是最新：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Looked at %1 rows, %2 match…</source>
        <translation>已查看 %1 行，%2 行匹配…</translation>
    </message>
    <message>
        <source>%1 rows loaded…</source>
        <translation>已加载 %1 行…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>⚠ is applied by the console: %1 of the %2 newest rows match</source>
        <translation>⚠ 由控制台筛选：最新的 %2 行中有 %1 行匹配</translation>
    </message>
    <message>
        <source>⚠ is applied by the console: %1 of all %2 rows match</source>
        <translation>⚠ 由控制台筛选：全部 %2 行中有 %1 行匹配</translation>
    </message>
    <message>
        <source>Scan further (100 to 200 rows a request)</source>
        <translation>继续扫描（每次请求 100 到 200 行）</translation>
    </message>
    <message>
        <source>Nothing found so far in the part the server looked at</source>
        <translation>服务器已查看的部分中尚未找到</translation>
    </message>
    <message>
        <source>Search further</source>
        <translation>继续查找</translation>
    </message>
    <message>
        <source>Only the %1 loaded rows are sorted, by “%2”; new rows wait</source>
        <translation>仅对已加载的 %1 行按“%2”排序；新行暂不显示</translation>
    </message>
    <message>
        <source>The server&apos;s order</source>
        <translation>恢复服务器顺序</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>好</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListExport</name>
    <message>
        <source>You stopped it.</source>
        <translation>已由您停止。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListHeader</name>
    <message>
        <source>The server does not sort by “%1”. Right click: sort the loaded rows by it.</source>
        <translation>服务器不按“%1”排序。右键：对已加载的行排序。</translation>
    </message>
    <message>
        <source>Sort loaded rows by “%1”, ascending</source>
        <translation>按“%1”升序排列已加载的行</translation>
    </message>
    <message>
        <source>Sort loaded rows by “%1”, descending</source>
        <translation>按“%1”降序排列已加载的行</translation>
    </message>
    <message>
        <source>Columns by the room there is</source>
        <translation>按可用空间显示列</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListPane</name>
    <message>
        <source>Sort order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>The coordinator sorts, over all transactions</source>
        <translation>由协调器对全部事务排序</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最旧优先</translation>
    </message>
    <message>
        <source>Next due first</source>
        <translation>最先到期优先</translation>
    </message>
    <message>
        <source>Most failures first</source>
        <translation>失败最多优先</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Hold the list still while you read (Space)</source>
        <translation>阅读时冻结列表（空格键）</translation>
    </message>
    <message>
        <source>Transactions</source>
        <translation>事务</translation>
    </message>
    <message>
        <source>▲ back to the newest</source>
        <translation>▲ 回到最新</translation>
    </message>
    <message numerus="yes">
        <source>%n rows changed while nobody was connected</source>
        <translation>
            <numerusform>断开期间有 %n 行发生变化</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns, export, more rows</source>
        <translation>列、导出、更多行</translation>
    </message>
    <message>
        <source>Load 10,000 older rows</source>
        <translation>再加载 10,000 行更早的事务</translation>
    </message>
    <message>
        <source>Jump to the oldest</source>
        <translation>跳到最早的事务</translation>
    </message>
    <message>
        <source>%1 does not sort like this</source>
        <translation>%1 不支持这种排序</translation>
    </message>
    <message>
        <source>as of %1 (%2)</source>
        <translation>截至 %1（%2）</translation>
    </message>
    <message>
        <source>Frozen, nothing has changed</source>
        <translation>已冻结，没有变化</translation>
    </message>
    <message>
        <source>Frozen, +%1 changes</source>
        <translation>已冻结，+%1 处变化</translation>
    </message>
    <message>
        <source>▲ %1 newer</source>
        <translation>▲ %1 条更新的</translation>
    </message>
    <message>
        <source>Export this list…</source>
        <translation>导出此列表…</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ListStatePage</name>
    <message>
        <source>Loading… %1 s</source>
        <translation>正在加载… %1 秒</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No transactions yet</source>
        <translation>还没有事务</translation>
    </message>
    <message>
        <source>They appear here as soon as a service starts one.</source>
        <translation>服务发起事务后会立即显示在这里。</translation>
    </message>
    <message>
        <source>No transaction matches</source>
        <translation>没有匹配的事务</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>The list could not be loaded</source>
        <translation>列表无法加载</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>去掉 %1</translation>
    </message>
    <message>
        <source>Widen to 24 h</source>
        <translation>放宽到 24 小时</translation>
    </message>
    <message>
        <source>Take a condition away:</source>
        <translation>去掉一个条件：</translation>
    </message>
    <message>
        <source>The newest transaction of all began %1. Take a condition away:</source>
        <translation>最新的事务开始于 %1。去掉一个条件：</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TransactionFeed</name>
    <message>
        <source>You stopped waiting.</source>
        <translation>您已停止等待。</translation>
    </message>
    <message>
        <source>In this sort order there is no jump to the end; B loads the next 10,000.</source>
        <translation>这种排序不能跳到末尾；按 B 再加载 10,000 行。</translation>
    </message>
    <message>
        <source>%1 cannot jump to the oldest; B loads the next 10,000.</source>
        <translation>%1 不能跳到最早的事务；按 B 再加载 10,000 行。</translation>
    </message>
</context>
<context>
    <name>txdesk::console::TransactionTable</name>
    <message>
        <source>Copy gid</source>
        <translation>复制 gid</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>以文本复制所选行</translation>
    </message>
    <message>
        <source>Copy rows as JSON</source>
        <translation>以 JSON 复制所选行</translation>
    </message>
</context>
<context>
    <name>txdesk::console::ViewsPanel</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>Rolling back</source>
        <translation>回滚中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>已成功</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>已回滚</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>待人工</translation>
    </message>
    <message>
        <source>Ongoing</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>失败中</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>保存此视图</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存视图…</translation>
    </message>
    <message>
        <source>Keep this filter, order and columns under a name</source>
        <translation>以名称保存此筛选、排序和列</translation>
    </message>
    <message>
        <source>Saved views: rename, delete, share</source>
        <translation>已保存的视图：重命名、删除、共享</translation>
    </message>
    <message>
        <source>The views could not be written: %1</source>
        <translation>视图无法写入：%1</translation>
    </message>
    <message>
        <source>The views could not be read: %1</source>
        <translation>视图无法读取：%1</translation>
    </message>
    <message>
        <source>Rename “%1”…</source>
        <translation>重命名“%1”…</translation>
    </message>
    <message>
        <source>Rename… (choose a saved view first)</source>
        <translation>重命名…（请先选择已保存的视图）</translation>
    </message>
    <message>
        <source>Rename the view</source>
        <translation>重命名视图</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <translation>删除“%1”</translation>
    </message>
    <message>
        <source>Delete (choose a saved view first)</source>
        <translation>删除（请先选择已保存的视图）</translation>
    </message>
    <message>
        <source>Export the saved views…</source>
        <translation>导出已保存的视图…</translation>
    </message>
    <message>
        <source>Import views…</source>
        <translation>导入视图…</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Export the saved views</source>
        <translation>导出已保存的视图</translation>
    </message>
    <message>
        <source>Import views</source>
        <translation>导入视图</translation>
    </message>
    <message>
        <source>Views (*.txviews)</source>
        <translation>视图 (*.txviews)</translation>
    </message>
</context>
</TS>
