<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>txdesk::console::ListPane</name>
    <message>
        <source>Filter, for example: status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</source>
        <translation>筛选，例如：status:rolling-back age&gt;5m err:&quot;timeout&quot;   ( / )</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
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
        <source>“%1”: %2</source>
        <translation>“%1”:%2</translation>
    </message>
    <message>
        <source>The list is not up to date: %1</source>
        <translation>列表不是最新：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>Frozen, %n changes waiting</source>
        <translation>
            <numerusform>已冻结，有 %n 处变化</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▲ %n newer</source>
        <translation>
            <numerusform>▲ %n 个更新的</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ back to the newest</source>
        <translation>▲ 回到最新</translation>
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
</context>
<context>
    <name>txdesk::console::TransactionFeed</name>
    <message>
        <source>You stopped waiting.</source>
        <translation>您已停止等待。</translation>
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
        <source>Stuck  %1</source>
        <translation>卡住  %1</translation>
    </message>
    <message>
        <source>Stuck</source>
        <translation>卡住</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>未完成</translation>
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
        <source>For a person  %1</source>
        <translation>待人工  %1</translation>
    </message>
    <message>
        <source>For a person</source>
        <translation>待人工</translation>
    </message>
</context>
</TS>
